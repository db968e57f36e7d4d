//! A world that is found again after a restart.

use std::path::Path;

use serde_json::{Value, json};
use simulator::{Options, Simulator, World};

use crate::support::{NUMBER, Receiver, Rig, SHEENA, WABA};

async fn rig(file: &Path) -> Rig {
    Rig::with(|options| options.keep_in = Some(file.to_owned())).await
}

/// A running clock instead of a frozen one.
async fn running(file: &Path) -> Rig {
    Rig::with(|options| {
        (options.keep_in, options.is_frozen) = (Some(file.to_owned()), false);
    })
    .await
}

async fn now(rig: &Rig) -> jiff::Timestamp {
    rig.get("/_sim/clock").await.body["now"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn o1_a_restart_finds_phones_messages_windows_and_settings() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("world.json");
    let first = rig(&file).await;
    let inbound = first.types("hi").await;
    let outbound = first.send_text("hello").await.wamid();
    first.post("/_sim/customers", json!({"phone": "+16505550001", "name": "New"})).await;
    first.patch(&format!("/_sim/customers/{SHEENA}"), json!({"name": "Renamed"})).await;
    first.patch("/_sim/settings", json!({"webhook_version": "v23.0"})).await;
    while first.chat().await["messages"].as_array().unwrap().len() < 2 {
        tokio::task::yield_now().await;
    }
    let (chat, world) = (first.chat().await, first.get("/_sim/world").await.body);
    first.handle.shutdown().await;

    let second = rig(&file).await;
    assert_eq!(second.chat().await, chat);
    assert_eq!(second.get("/_sim/world").await.body, world, "the frozen clock stands where it stood");
    assert_eq!(second.get("/_sim/settings").await.body["webhook_version"], "v23.0");
    let mut receiver = Receiver::start().await;
    second.handle.simulator().connect_webhook(&receiver.url);
    second.reads().await;
    assert_eq!(receiver.next().await.value()["statuses"][0]["id"], outbound);
    assert_eq!(second.mark_read(&inbound).await.status, 200);
    second.send(json!({"text": {"body": "in the old window"}, "context": {"message_id": inbound}})).await;
    assert_eq!(receiver.next().await.status(), "sent");
    assert_eq!(receiver.next().await.status(), "delivered");
    assert_eq!(second.chat().await["messages"][2]["text"]["body"], "in the old window");
}

/// Takes away what files of earlier versions do not have.
fn strip(value: &mut Value) {
    const NEW: [&str; 14] = [
        "links",
        "messaging_limit",
        "throughput",
        "is_official",
        "is_on_biz_app",
        "requires_proof",
        "marketing",
        "answers_calls",
        "identities",
        "failure",
        "ttl",
        "phone_known_at",
        "ban",
        "fetch_links",
    ];
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !NEW.contains(&key.as_str()));
            map.values_mut().for_each(strip);
        }
        Value::Array(list) => list.iter_mut().for_each(strip),
        _ => {}
    }
}

#[tokio::test]
async fn o1_a_file_of_an_earlier_version_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("world.json");
    let first = rig(&file).await;
    first.types("hi").await;
    first.send_text("hello").await;
    first.handle.shutdown().await;
    let mut kept: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert!(kept["state"]["links"].is_object());
    strip(&mut kept);
    std::fs::write(&file, kept.to_string()).unwrap();
    let second = rig(&file).await;
    assert_eq!(second.chat().await["messages"][0]["text"]["body"], "hi");
    assert_eq!(second.send_text("again").await.status, 200);
}

#[tokio::test]
async fn o1_a_moved_clock_stays_moved_and_what_was_due_happens() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("world.json");
    let first = running(&file).await;
    first.types("hi").await;
    first.patch("/_sim/settings", json!({"sent_ms": 50, "delivered_ms": 0})).await;
    first.advance(3 * 24 * 3600).await;
    first.types("hi again").await;
    first.send_text("hello").await;
    let then = now(&first).await;
    first.handle.shutdown().await;

    let mut options = Options::new(World::load("empty").unwrap());
    (options.keep_in, options.start_at) = (Some(file), Some("2001-01-01T00:00:00Z".parse().unwrap()));
    let handle = Simulator::start(options).await.unwrap();
    let second = Rig { handle, http: reqwest::Client::builder().no_proxy().build().unwrap() };
    assert!(now(&second).await >= then, "neither the world nor the start of the options counts");
    while second.chat().await["messages"].as_array().unwrap().len() < 3 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    assert_eq!(second.chat().await["messages"][2]["status"], "delivered");
}

#[tokio::test]
async fn o1_webhooks_on_their_way_arrive_after_a_restart_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("world.json");
    let first = rig(&file).await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    first.handle.simulator().connect_webhook(&format!("http://127.0.0.1:{port}/hook"));
    first.fault(json!({"kind": "batch_webhooks", "n": 5})).await;
    first.types("held by a fault").await;
    first.handle.shutdown().await;

    let second = rig(&file).await;
    let mut receiver = Receiver::start().await;
    second.handle.simulator().connect_webhook(&receiver.url);
    // The first try may have gone to the old door: the next ones are due later.
    second.advance(60).await;
    assert_eq!(receiver.next().await.text(), "held by a fault");
    second.types("news").await;
    assert_eq!(receiver.next().await.text(), "news");
}

#[tokio::test]
async fn o1_changes_are_written_while_it_runs_for_the_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("world.json");
    let rig = rig(&file).await;
    rig.types("remember me").await;
    let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(10);
    while !std::fs::read_to_string(&file).is_ok_and(|text| text.contains("remember me")) {
        assert!(tokio::time::Instant::now() < deadline, "nothing was written");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let kept: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert!(kept["state"]["wabas"][WABA].is_object());
    assert!(kept["state"]["numbers"][NUMBER].is_object());
}

#[tokio::test]
async fn o1_a_file_that_cannot_be_read_is_refused_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("world.json");
    for (text, reason) in [
        ("{", "not a whole file"),
        (r#"{"format": 0}"#, "has format 0"),
        (r#"{"format": 1, "clock": {"frozen": {"at": 1}}}"#, "not a whole file"),
    ] {
        std::fs::write(&file, text).unwrap();
        let mut options = Options::new(World::load("test").unwrap());
        options.keep_in = Some(file.clone());
        let error = Simulator::new(options).unwrap_err();
        assert!(error.to_string().contains("--fresh"), "{error}");
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert!(source.contains(reason), "{source}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text, "it is left as it was");
    }
}
