//! Statuses in any order, early, late and again.

use serde_json::{Value, json};
use test_support::{TestApp, on_both};

fn status(wamid: &Value, status: &str, at: i64) -> Value {
    let mut report =
        json!({"id": wamid, "status": status, "timestamp": at.to_string(), "recipient_id": "16505551234"});
    if status == "failed" {
        report["errors"] = json!([{"code": 131_026, "title": "Message undeliverable"}]);
    }
    report
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b5_statuses_backwards_and_repeated_never_move_a_message_back() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        app.fault(json!({"kind": "drop_webhook", "mode": "always"})).await;
        let sent = app.send(&conversation, "hi").await;
        let accepted = app.wait_for_status(&sent, "accepted").await;
        let wamid = accepted["wamid"].clone();
        let at = app.app.clock.now().as_seconds();
        for word in ["read", "delivered", "sent", "read", "failed", "sent"] {
            app.deliver(&app.webhook(&[], &[status(&wamid, word, at)])).await.ok(200);
        }
        app.settle().await;
        let message = app.message(sent["id"].as_str().unwrap()).await;
        assert_eq!(message["status"], "read");
        assert_eq!(message["error"], Value::Null, "a message that was read has not failed");
        assert!(message["status_times"]["sent_at"].is_string(), "late news still fills in its time");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b5_a_status_that_comes_before_its_message_waits_for_it() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        // The answer to the send is slow; the statuses overtake it.
        app.fault(json!({"kind": "delay", "ms": 600, "endpoint": "messages", "mode": "next", "n": 1})).await;
        let sent = app.send(&conversation, "hi").await;
        app.wait_for_status(&sent, "delivered").await;
        let message = app.message(sent["id"].as_str().unwrap()).await;
        assert_eq!(message["status"], "delivered");
        assert!(message["wamid"].is_string());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b5_a_status_for_a_message_that_nobody_sent_is_kept_and_harms_nothing() {
    let app = TestApp::start().await;
    let at = app.app.clock.now().as_seconds();
    app.deliver(&app.webhook(&[], &[status(&"wamid.unknown".into(), "delivered", at)])).await.ok(200);
    app.settle().await;
    app.conversation().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c11_a_refused_message_shows_reason_and_remedy_and_a_retry_really_sends() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        app.fault(json!({"kind": "error", "code": 131_009, "mode": "next", "n": 1, "endpoint": "messages"}))
            .await;
        let sent = app.send(&conversation, "hi").await;
        let failed = app.wait_for_status(&sent, "failed").await;
        assert_eq!(failed["error"]["code"], 131_009);
        assert!(!failed["error"]["remedy"].as_str().unwrap().is_empty());
        let id = sent["id"].as_str().unwrap();
        let again = app.post(&format!("/v1/messages/{id}/retry"), json!({})).await.ok(202);
        assert_eq!((&again["attempt"], &again["status"]), (&json!(2), &json!("queued")));
        app.wait_for_status(&sent, "delivered").await;
        assert_eq!(app.phone_shows().await.iter().filter(|m| m["from"] == "business").count(), 1);
        let refused = app.post(&format!("/v1/messages/{id}/retry"), json!({})).await;
        assert_eq!(refused.refusal(), (409, "not_retryable".into()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c11_a_message_that_whatsapp_fails_later_says_why() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    let phone = format!("/_sim/customers/{}", test_support::CUSTOMER);
    app.call(reqwest::Method::PATCH, &phone, Some(json!({"blocked": true})), &[]).await.ok(200);
    let sent = app.send(&conversation, "hi").await;
    let failed = app.wait_for_status(&sent, "failed").await;
    assert_eq!(failed["error"]["code"], 131_026);
    assert_eq!(failed["error"]["title"], "Message undeliverable");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b5_statuses_that_race_the_answer_to_the_send_are_not_lost() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        let mut sent = Vec::new();
        for n in 0..40 {
            sent.push(app.send(&conversation, &format!("line {n}")).await["id"].as_str().unwrap().to_owned());
        }
        let is_whole = |message: &Value| {
            ["accepted_at", "sent_at", "delivered_at"]
                .iter()
                .all(|time| message["status_times"][time].is_string())
        };
        for _ in 0..500 {
            let thread = app.thread(&conversation).await;
            let whole = thread.iter().filter(|m| m["direction"] == "outbound" && is_whole(m)).count();
            if whole == sent.len() {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        let thread = app.thread(&conversation).await;
        let torn: Vec<_> = thread.iter().filter(|m| m["direction"] == "outbound" && !is_whole(m)).collect();
        assert!(torn.is_empty(), "{} of {} messages lack a time: {}", torn.len(), sent.len(), torn[0]);
    })
    .await;
}
