//! WhatsApp is away, slow, cut off, or refuses us.

use std::time::Duration;

use serde_json::json;
use test_support::{TestApp, on_both};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c9_a_send_whose_answer_is_lost_becomes_unknown_and_is_settled_by_its_status_not_sent_twice() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        // WhatsApp tells later than it cuts the answer off.
        app.call(reqwest::Method::PATCH, "/_sim/settings", Some(json!({"sent_ms": 1500})), &[]).await.ok(200);
        app.fault(json!({"kind": "drop_webhook", "mode": "next", "n": 1})).await;
        app.fault(json!({"kind": "cut_after_accept", "mode": "next", "n": 1, "endpoint": "messages"})).await;
        let sent = app.send(&conversation, "hi").await;
        let unknown = app.wait_for_status(&sent, "unknown").await;
        assert!(unknown["error"]["remedy"].as_str().unwrap().contains("second copy"), "{unknown}");
        // The status that carries our reference tells what became of it.
        let delivered = app.wait_for_status(&sent, "delivered").await;
        assert!(delivered["wamid"].is_string());
        assert_eq!(delivered["error"], serde_json::Value::Null);
        assert_eq!(app.phone_shows().await.iter().filter(|m| m["from"] == "business").count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c9_a_passing_refusal_is_tried_again_by_itself() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    app.fault(json!({"kind": "error", "code": 131_016, "mode": "next", "n": 2, "endpoint": "messages"}))
        .await;
    let sent = app.send(&conversation, "hi").await;
    let waits = app.wait_for("the first try", |e| e["message_id"] == sent["id"] && e["attempt"] == 2).await;
    assert_eq!((&waits["status"], &waits["error"]["code"]), (&json!("queued"), &json!(131_016)));
    let delivered = app.wait_for_status(&sent, "delivered").await;
    assert_eq!(delivered["attempt"], 3);
    assert_eq!(app.phone_shows().await.iter().filter(|m| m["from"] == "business").count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c12_while_whatsapp_is_away_sends_wait_the_number_says_so_and_nothing_is_lost() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    let away = free_port().await;
    set_address(&app, &format!("http://127.0.0.1:{away}")).await;
    let sent = app.send(&conversation, "hi").await;
    app.wait_for("the number's state", |e| {
        e["type"] == "phone_number.updated" && e["phone_number"]["health"]["state"] == "unreachable"
    })
    .await;
    let number = app.get("/v1/phone-numbers").await.ok(200)["items"][0].clone();
    assert!(number["health"]["reason"].as_str().unwrap().contains("cannot be reached"));
    let waiting = app.message(sent["id"].as_str().unwrap()).await;
    assert!(["queued", "sending"].contains(&waiting["status"].as_str().unwrap()), "{waiting}");
    set_address(&app, &app.simulator.url()).await;
    // Pauses follow the clock that both worlds share.
    app.advance(Duration::from_secs(60)).await;
    app.wait_for_status(&sent, "delivered").await;
    let number = app.get("/v1/phone-numbers").await.ok(200)["items"][0].clone();
    assert_eq!(number["health"]["state"], "connected");
}

async fn free_port() -> u16 {
    tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

async fn set_address(app: &TestApp, url: &str) {
    let (workspace, number, url) = (app.workspace, app.number.parse().unwrap(), url.to_owned());
    let now = app.app.clock.now();
    app.store()
        .write(workspace, move |tx| actions::phone_number::change_address(tx, workspace, now, number, &url))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_expired_token_fails_the_message_with_its_remedy_and_marks_the_number() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    app.fault(json!({"kind": "error", "code": 190, "mode": "next", "n": 1, "endpoint": "messages"})).await;
    let sent = app.send(&conversation, "hi").await;
    let failed = app.wait_for_status(&sent, "failed").await;
    assert_eq!(failed["error"]["code"], 190);
    assert!(failed["error"]["remedy"].as_str().unwrap().to_lowercase().contains("token"), "{failed}");
    let number = app.get("/v1/phone-numbers").await.ok(200)["items"][0].clone();
    assert_eq!(number["health"]["state"], "token_invalid");
}
