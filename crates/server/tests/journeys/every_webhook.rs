//! Every webhook that is known, through the door twice: taken each time, with one effect.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use test_support::{TestApp, on_both};

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| if path.is_dir() { json_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
}

/// Bodies of webhooks, made to be about the app's own number.
fn bodies(files: &[PathBuf], number: &str) -> Vec<(String, Vec<u8>)> {
    let read = |file: &PathBuf| {
        let mut body: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).ok()?;
        body.get("entry")?.as_array()?;
        readdress(&mut body, number);
        Some((file.display().to_string(), body.to_string().into_bytes()))
    };
    files.iter().filter_map(read).collect()
}

fn readdress(value: &mut Value, number: &str) {
    match value {
        Value::Object(map) => {
            if let Some(id) = map.get_mut("metadata").and_then(|it| it.get_mut("phone_number_id")) {
                *id = number.into();
            }
            map.values_mut().for_each(|inner| readdress(inner, number));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| readdress(item, number)),
        _ => {}
    }
}

/// All that a webhook can change, as the API shows it. Left out is what jobs do in their own time: they fetch files,
/// and copy the templates of an account whenever there is news of one that is not known.
async fn all(app: &TestApp) -> (Vec<Value>, Vec<Value>) {
    let (mut events, mut after) = (Vec::new(), 0);
    loop {
        let page = app.get(&format!("/v1/events?after={after}")).await.ok(200);
        let Some(last) = page["events"].as_array().unwrap().last().cloned() else { break };
        after = last["seq"].as_i64().unwrap();
        events.extend(page["events"].as_array().unwrap().iter().map(|event| event["type"].clone()));
    }
    events.retain(|kind| kind != "media.updated" && kind != "templates.synced");
    let page = app.get("/v1/conversations?limit=200").await.ok(200);
    let mut shown = page["items"].as_array().unwrap().clone();
    for conversation in shown.clone() {
        let thread = app.thread(conversation["id"].as_str().unwrap()).await;
        let essence =
            |message: &Value| json!([message["wamid"], message["status"], message["content"]["type"]]);
        shown.extend(thread.iter().map(essence));
    }
    (events, shown)
}

async fn twice(app: &TestApp, bodies: &[(String, Vec<u8>)]) {
    for (name, body) in bodies {
        assert_eq!(app.deliver(body).await.status, 200, "{name}");
    }
    app.settle().await;
    let once = all(app).await;
    assert!(!once.0.is_empty() && !once.1.is_empty(), "something came of it");
    for (name, body) in bodies {
        assert_eq!(app.deliver(body).await.status, 200, "{name}");
    }
    app.settle().await;
    let again = all(app).await;
    assert_eq!(again.0.get(once.0.len()..), Some(&[] as &[Value]), "events of the second time");
    assert_eq!(again.1, once.1, "conversations and messages");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b6_every_webhook_of_today_passes_twice_with_one_effect() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cloud-api-types/tests/fixtures/webhooks");
    let files = json_files(&folder);
    assert!(files.len() >= 80, "{}", files.len());
    on_both(|app| {
        let bodies = bodies(&files, &app.meta_number);
        async move { twice(&app, &bodies).await }
    })
    .await;
}

/// Others published these; they are read where they lie beside this project.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b6_every_published_webhook_passes_twice_with_one_effect() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("WAYPOST_SHARED").map_or_else(beside, PathBuf::from);
    let files = json_files(&root.join("cloud-api/data/webhooks"));
    if files.is_empty() {
        println!("third-party webhooks: none (set WAYPOST_SHARED)");
        return;
    }
    let app = TestApp::start().await;
    let bodies = bodies(&files, &app.meta_number);
    println!(
        "third-party webhooks: {} of {} files are whole bodies, each posted twice",
        bodies.len(),
        files.len()
    );
    assert!(bodies.len() >= 50, "{}", bodies.len());
    twice(&app, &bodies).await;
}
