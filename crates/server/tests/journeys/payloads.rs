//! Every payload that Meta is known to send, posted twice.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use storage::Scope;
use test_support::TestApp;

/// News of whole accounts, which are another matter than people and messages.
const OF_ACCOUNTS: [&str; 17] = [
    "account_alerts",
    "account_review_update",
    "account_settings_update",
    "account_update",
    "business_capability_update",
    "business_username_updates",
    "flows",
    "message_template_components_update",
    "message_template_quality_update",
    "message_template_status_update",
    "partner_solutions",
    "payment_configuration_update",
    "phone_number_name_update",
    "phone_number_quality_update",
    "security",
    "template_category_update",
    "template_correct_category_detection",
];

fn payloads() -> Vec<(String, Vec<u8>)> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cloud-api-types/tests/fixtures/webhooks");
    let folder = std::fs::read_dir(own).unwrap();
    let mut files: Vec<_> = folder.map(|file| file.unwrap().path()).collect();
    files.sort();
    let name = |file: &Path| file.file_stem().unwrap().to_string_lossy().into_owned();
    files.iter().map(|file| (name(file), std::fs::read(file).unwrap())).collect()
}

fn fields(body: &[u8]) -> Vec<String> {
    let body: Value = serde_json::from_slice(body).unwrap();
    let changes = body["entry"].as_array().unwrap().iter().flat_map(|e| e["changes"].as_array().unwrap());
    changes.map(|change| change["field"].as_str().unwrap().to_owned()).collect()
}

/// All that a client could see, but when a webhook came last.
async fn seen(app: &TestApp) -> BTreeMap<String, Value> {
    let mut seen = BTreeMap::new();
    for state in ["open", "closed"] {
        let page = app.get(&format!("/v1/conversations?state={state}&limit=200")).await.ok(200);
        for conversation in page["items"].as_array().unwrap() {
            let id = conversation["id"].as_str().unwrap();
            seen.insert(format!("thread {id}"), app.thread(id).await.into());
            seen.insert(format!("conversation {id}"), conversation.clone());
        }
    }
    seen.insert("contacts".to_owned(), app.get("/v1/contacts?limit=200").await.ok(200));
    let number = format!("/v1/phone-numbers/{}", app.number);
    seen.insert("import".to_owned(), app.get(&format!("{number}/history-import")).await.ok(200));
    let notices = app.get(&format!("/v1/account-notices?phone_number_id={}", app.number)).await.ok(200);
    seen.insert("notices".to_owned(), notices);
    seen
}

/// Shows the first thing that differs, and no more.
fn assert_same(before: &BTreeMap<String, Value>, after: &BTreeMap<String, Value>, what: &str) {
    let items = |value: &Value| value["items"].as_array().or(value.as_array()).cloned().unwrap_or_default();
    for (key, old) in before {
        let new = after.get(key).unwrap_or_else(|| panic!("{what}: {key} is gone"));
        for (old, new) in items(old).iter().zip(&items(new)) {
            assert_eq!(old, new, "{what}: {key}");
        }
        assert_eq!(items(old).len(), items(new).len(), "{what}: {key}");
        assert!(old == new, "{what}: {key}: {old} {new}");
    }
    assert!(before.keys().eq(after.keys()), "{what}: {:?} {:?}", before.keys(), after.keys());
}

/// What became of the last entry of the journal.
async fn set_aside(app: &TestApp) -> Option<String> {
    app.store()
        .read(Scope::System, |tx| {
            let last = tx.journal_cursors().lookup("applier")?;
            Ok::<_, storage::Error>(tx.journal_cursors().outcome(last)?.and_then(|outcome| outcome.error))
        })
        .await
        .unwrap()
}

async fn deliver(app: &TestApp, body: &[u8]) -> Option<String> {
    app.deliver(body).await.ok(200);
    app.settle().await;
    set_aside(app).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_b5_b6_every_payload_is_understood_and_its_repeat_has_no_effect() {
    let app = TestApp::start().await;
    let mut left = Vec::new();
    for (name, body) in payloads() {
        let reason = deliver(&app, &body).await;
        let first = seen(&app).await;
        assert_eq!(deliver(&app, &body).await, reason, "{name}");
        assert_same(&first, &seen(&app).await, &name);
        let is_of_people = fields(&body).iter().any(|field| !OF_ACCOUNTS.contains(&field.as_str()));
        if let Some(reason) = reason {
            println!("{name}: set aside: {reason}");
            if is_of_people {
                left.push((name, reason));
            }
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_applying_the_journal_again_after_every_payload_changes_nothing() {
    let app = TestApp::start().await;
    let mut all = payloads();
    all.reverse();
    for (_, body) in all {
        app.deliver(&body).await.ok(200);
    }
    app.settle().await;
    let before = seen(&app).await;
    jobs::applier::reapply(app.store(), &app.app.clock).await.unwrap();
    assert_same(&before, &seen(&app).await, "reapply");
}
