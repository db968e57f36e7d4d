//! A number that is also used in the business's own app.

use serde_json::{Value, json};
use test_support::{CUSTOMER, TestApp, on_both};

use crate::people::change;

fn echo(app: &TestApp, wamid: &str, at: i64, body: Value) -> Vec<u8> {
    let mut message = body;
    message["from"] = "15550783881".into();
    message["to"] = CUSTOMER.into();
    message["id"] = wamid.into();
    message["timestamp"] = at.to_string().into();
    change(app, "smb_message_echoes", json!({"message_echoes": [message]}))
}

fn text(words: &str) -> Value {
    json!({"type": "text", "text": {"body": words}})
}

async fn close(app: &TestApp, conversation: &str) {
    app.post(&format!("/v1/conversations/{conversation}/close"), json!({})).await.ok(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o5_what_the_business_writes_in_its_app_stands_in_the_conversation_in_any_order() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        close(&app, &conversation).await;
        let before = app.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
        let at = app.app.clock.now().as_seconds();
        let edit = json!({"type": "edit", "edit": {"original_message_id": "wamid.e",
            "message": {"type": "text", "text": {"body": "from the app, better"}}}});
        let status = json!({"id": "wamid.e", "status": "read", "timestamp": (at + 2).to_string(),
            "recipient_id": CUSTOMER});
        app.deliver(&echo(&app, "wamid.e2", at + 1, edit)).await.ok(200);
        app.deliver(&app.webhook(&[], &[status])).await.ok(200);
        for _ in 0..2 {
            app.deliver(&echo(&app, "wamid.e", at, text("from the app"))).await.ok(200);
        }
        app.settle().await;
        let after = app.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
        assert_eq!(after["state"], "closed", "our own words reopen nothing");
        assert_eq!(after["unread_count"], before["unread_count"]);
        assert_eq!(after["window_expires_at"], before["window_expires_at"]);
        assert_eq!(after["last_message"]["text"], "from the app, better");
        let thread = app.thread(&conversation).await;
        assert_eq!(thread.len(), 2);
        let ours = &thread[1];
        assert_eq!((&ours["direction"], &ours["status"]), (&json!("outbound"), &json!("read")));
        assert_eq!((&ours["source"], &ours["author"]), (&json!("business_app"), &Value::Null));
        let gone = json!({"type": "revoke", "revoke": {"original_message_id": "wamid.e"}});
        app.deliver(&echo(&app, "wamid.e3", at + 3, gone)).await.ok(200);
        app.settle().await;
        assert_eq!(app.thread(&conversation).await[1]["content"]["type"], "deleted");
    })
    .await;
}

fn chunk(app: &TestApp, phase: i64, progress: i64, messages: &Value) -> Vec<u8> {
    let metadata = json!({"phase": phase, "chunk_order": 1, "progress": progress});
    let history = json!([{"metadata": metadata, "threads": [{"id": CUSTOMER, "messages": messages}]}]);
    change(app, "history", json!({"history": history}))
}

fn old(wamid: &str, at: i64, from_us: bool, body: Value, status: &str) -> Value {
    let mut message = body;
    message["from"] = if from_us { "15550783881".into() } else { CUSTOMER.into() };
    if from_us {
        message["to"] = CUSTOMER.into();
    }
    message["id"] = wamid.into();
    message["timestamp"] = at.to_string().into();
    message["history_context"] = json!({"status": status});
    message
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o5_older_chats_take_their_true_places_and_bother_nobody() {
    on_both(|app| async move {
        let now = app.app.clock.now().as_seconds();
        let day = 86_400;
        let placeholder = json!({"type": "media_placeholder"});
        let earlier = chunk(&app, 1, 40, &json!([
            old("wamid.o1", now - 40 * day, false, text("first"), "READ"),
            old("wamid.o2", now - 39 * day, true, text("second"), "DELIVERED"),
            old("wamid.o3", now - 38 * day, false, placeholder, "READ"),
        ]));
        let later = chunk(&app, 2, 100, &json!([
            old("wamid.o4", now - 2 * day, true, text("fourth"), "ERROR"),
        ]));
        let file = json!({"from": CUSTOMER, "id": "wamid.o3", "timestamp": (now - 38 * day).to_string(),
            "type": "image", "image": {"id": "2345678901234567", "mime_type": "image/jpeg", "caption": "third"}});
        let file = change(&app, "history", json!({"messages": [file]}));
        for body in [&later, &earlier, &later, &file, &earlier, &file] {
            app.deliver(body).await.ok(200);
        }
        app.settle().await;
        assert_eq!(app.get("/v1/conversations").await.ok(200)["items"], json!([]), "nothing to be done");
        let page = app.get("/v1/conversations?state=closed").await.ok(200);
        let shown = page["items"][0].clone();
        assert_eq!((&shown["unread_count"], &shown["last_message"]["text"]), (&json!(0), &json!("fourth")));
        let window = domain::Timestamp::from_seconds(now - 37 * day);
        assert_eq!(shown["window_expires_at"], json!(window), "a day after the contact's last message");
        let thread = app.thread(shown["id"].as_str().unwrap()).await;
        let of = |key: &str| thread.iter().map(|m| m[key].clone()).collect::<Vec<_>>();
        assert_eq!(of("wamid"), ["wamid.o1", "wamid.o2", "wamid.o3", "wamid.o4"]);
        assert_eq!(of("status"), [json!(null), json!("delivered"), json!(null), json!("failed")]);
        assert_eq!(thread[2]["content"]["type"], "image");
        assert!(of("source").iter().all(|source| source == "history"));
        let import = app.get(&format!("/v1/phone-numbers/{}/history-import", app.number)).await.ok(200);
        assert_eq!((&import["state"], &import["messages"]), (&json!("finished"), &json!(4)));
        let events = app.get("/v1/events?after=0&limit=200").await.ok(200);
        let count = |kind: &str| {
            events["events"].as_array().unwrap().iter().filter(|e| e["type"] == kind).count()
        };
        assert_eq!((count("message.created"), count("conversation.history_imported")), (0, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o5_older_chats_do_not_reopen_a_conversation_or_move_its_last_message() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    close(&app, &conversation).await;
    let before = app.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
    let now = app.app.clock.now().as_seconds();
    let body = chunk(&app, 0, 10, &json!([old("wamid.o1", now - 7200, false, text("before"), "READ")]));
    app.deliver(&body).await.ok(200);
    app.settle().await;
    assert_eq!(app.get(&format!("/v1/conversations/{conversation}")).await.ok(200), before);
    let thread = app.thread(&conversation).await;
    let texts: Vec<_> = thread.iter().map(|m| m["content"]["text"].clone()).collect();
    assert_eq!(texts, ["before", "hello"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o5_a_declined_import_says_why_until_chats_come_after_all() {
    let app = TestApp::start().await;
    let import = format!("/v1/phone-numbers/{}/history-import", app.number);
    assert_eq!(app.get(&import).await.ok(200)["state"], "not_requested");
    let error = json!({"code": 2_593_109, "title": "History sync is turned off",
        "error_data": {"details": "History sharing is turned off by the business"}});
    app.deliver(&change(&app, "history", json!({"history": [{"errors": [error]}]}))).await.ok(200);
    app.settle().await;
    let declined = app.get(&import).await.ok(200);
    assert_eq!((&declined["state"], &declined["problem"]["code"]), (&json!("declined"), &json!(2_593_109)));
    app.deliver(&chunk(&app, 0, 20, &json!([]))).await.ok(200);
    app.settle().await;
    let running = app.get(&import).await.ok(200);
    assert_eq!((&running["state"], &running["problem"]), (&json!("importing"), &Value::Null));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o5_the_import_that_is_asked_for_comes() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    let import = format!("/v1/phone-numbers/{}/history-import", app.number);
    let asked = app.post(&import, json!({})).await;
    assert_eq!(asked.status, 202, "{}", asked.text);
    app.wait_for("the import", |e| {
        e["type"] == "history_import.updated" && e["import"]["state"] == "finished"
    })
    .await;
    let thread = app.thread(&conversation).await;
    assert_eq!(thread.len(), 1, "what is known already is not doubled: {thread:?}");
    let again = app.post(&import, json!({})).await;
    assert_eq!(again.refusal(), (422, "provider_refused".into()));
}
