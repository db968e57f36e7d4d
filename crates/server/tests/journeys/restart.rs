//! What is owed survives the end of the process.

use domain::job::Queue;
use serde_json::json;
use storage::Scope;
use test_support::TestApp;

/// A send that was under way when the process ended: claimed, begun, and never finished.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c9_a_send_that_a_crash_interrupted_is_unknown_and_not_sent_again() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    app.fault(json!({"kind": "hang", "mode": "next", "n": 1, "endpoint": "messages"})).await;
    let sent = app.send(&conversation, "hi").await;
    app.wait_for_status(&sent, "sending").await;
    // Another runner finds the claim after its lease has passed, as after a crash.
    app.advance(std::time::Duration::from_secs(120)).await;
    app.wait_for_status(&sent, "unknown").await;
    let left = app.store().read(Scope::System, |tx| tx.jobs().count(Queue::Send)).await.unwrap();
    assert_eq!(left, 0);
    let id = sent["id"].as_str().unwrap();
    let again = app.post(&format!("/v1/messages/{id}/retry"), json!({})).await.ok(202);
    assert_eq!(again["attempt"], 2);
    app.wait_for_status(&sent, "delivered").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readiness_and_health_answer() {
    let app = TestApp::start().await;
    app.get("/healthz").await.ok(200);
    app.get("/readyz").await.ok(200);
    assert_eq!(app.get("/openapi.json").await.ok(200)["openapi"], "3.1.0");
}
