//! What Waypost asks of Meta needs no leniency.

use reqwest::Method;
use serde_json::{Value, json};
use test_support::TestApp;

/// Every call that Waypost made of the simulator.
async fn refused(app: &TestApp) -> Vec<Value> {
    let log = app.get("/_sim/requests").await.ok(200);
    let calls = log.as_array().unwrap().iter();
    calls.filter(|call| call["answer"].to_string().contains("Strict mode")).cloned().collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o1_what_waypost_sends_passes_strict_mode() {
    let app = TestApp::start().await;
    let strict = Some(json!({"strict": true}));
    app.call(Method::PATCH, "/_sim/settings", strict, &[]).await.ok(200);
    let conversation = app.conversation().await;
    let text = app.send(&conversation, "Hello").await;
    app.wait_for_status(&text, "delivered").await;
    let contents = [
        json!({"type": "location", "latitude": 52.37, "longitude": 4.89, "name": "Here"}),
        json!({"type": "contacts", "contacts": [{"name": "Ann B", "phones": ["+1 202 555 0199"]}]}),
        json!({"type": "interactive", "body": "Which one?", "action": {"type": "buttons", "buttons": [
            {"id": "a", "title": "A"}, {"id": "b", "title": "B"}]}}),
        json!({"type": "interactive", "body": "See", "action":
            {"type": "link", "label": "Our shop", "url": "https://shop.example"}}),
        json!({"type": "interactive", "body": "Where are you?", "action": {"type": "location_request"}}),
    ];
    for (n, content) in contents.into_iter().enumerate() {
        let key = format!("strict-{n}");
        let body = json!({"conversation_id": conversation, "content": content});
        let sent = app.call(Method::POST, "/v1/messages", Some(body), &[("idempotency-key", &key)]).await;
        app.wait_for_status(&sent.ok(202), "delivered").await;
    }
    app.post(&format!("/v1/conversations/{conversation}/read"), json!({})).await;
    app.settle().await;
    assert_eq!(refused(&app).await, Vec::<Value>::new());
}
