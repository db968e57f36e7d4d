//! Calls in the conversation; and what is told of prices, payments and numbers.

use serde_json::{Value, json};
use test_support::{CUSTOMER, TestApp, on_both};

use crate::people::change;

fn call(app: &TestApp, id: &str, event: &str, at: i64, more: Value) -> Vec<u8> {
    let mut call = more;
    call["id"] = id.into();
    call["event"] = event.into();
    call["timestamp"] = at.to_string().into();
    call["direction"] = "USER_INITIATED".into();
    call["from"] = CUSTOMER.into();
    call["to"] = "15550783881".into();
    change(
        app,
        "calls",
        json!({"contacts": [{"profile": {"name": "Sheena Nelson"}, "wa_id": CUSTOMER}],
        "calls": [call]}),
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b6_a_call_is_one_entry_that_reopens_the_window_whatever_comes_first() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        app.advance(std::time::Duration::from_secs(25 * 3600)).await;
        app.post(&format!("/v1/conversations/{conversation}/close"), json!({})).await.ok(200);
        let at = app.app.clock.now().as_seconds();
        let ended = json!({"status": "COMPLETED", "duration": 120, "start_time": (at + 5).to_string(),
            "end_time": (at + 125).to_string()});
        let ended = call(&app, "wacid.1", "terminate", at + 130, ended);
        let begun =
            call(&app, "wacid.1", "connect", at, json!({"session": {"sdp_type": "offer", "sdp": "v=0"}}));
        for body in [&ended, &begun, &ended] {
            app.deliver(body).await.ok(200);
        }
        app.deliver(&call(&app, "wacid.2", "connect", at, json!({}))).await.ok(200);
        app.deliver(&call(&app, "wacid.2", "terminate", at, json!({"status": "FAILED"}))).await.ok(200);
        app.settle().await;
        let calls: Vec<_> = app.thread(&conversation).await.into_iter().skip(1).collect();
        let states: Vec<_> = calls.iter().map(|c| c["content"]["state"].clone()).collect();
        assert_eq!(states, ["completed", "missed"]);
        assert_eq!(calls[0]["content"]["duration_seconds"], 120);
        let shown = app.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
        assert_eq!((&shown["state"], &shown["unread_count"]), (&json!("open"), &json!(3)));
        let sent = app.send(&conversation, "you have called").await;
        assert_eq!(sent["status"], "queued", "a call opens the window");
        app.post(&format!("/v1/conversations/{conversation}/read"), json!({})).await.ok(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b6_statuses_of_our_calls_make_their_entry() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    let at = app.app.clock.now().as_seconds();
    let status = |word: &str| {
        change(
            &app,
            "calls",
            json!({"statuses": [{"id": "wacid.o", "type": "call", "status": word,
            "timestamp": at.to_string(), "recipient_id": CUSTOMER}]}),
        )
    };
    for word in ["REJECTED", "RINGING", "REJECTED"] {
        app.deliver(&status(word)).await.ok(200);
    }
    app.settle().await;
    let thread = app.thread(&conversation).await;
    assert_eq!(thread.len(), 2);
    assert_eq!(
        (&thread[1]["direction"], &thread[1]["content"]["state"]),
        (&json!("outbound"), &json!("rejected"))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b5_price_payment_and_words_nobody_knows_are_kept_with_the_message() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        app.fault(json!({"kind": "drop_webhook", "mode": "always"})).await;
        let sent = app.send(&conversation, "hi").await;
        let wamid = app.wait_for_status(&sent, "accepted").await["wamid"].clone();
        let at = app.app.clock.now().as_seconds().to_string();
        let priced = json!({"id": wamid, "status": "delivered", "timestamp": at, "recipient_user_id": "US.1",
            "pricing": {"billable": true, "pricing_model": "PMP", "type": "regular", "category": "utility"}});
        let first = json!({"id": wamid, "status": "sent", "timestamp": at, "recipient_user_id": "US.1",
            "conversation": {"id": "c1", "expiration_timestamp": at, "origin": {"type": "utility"}},
            "pricing": {"billable": false, "pricing_model": "PMP", "type": "regular", "category": "service"}});
        let paid = json!({"id": wamid, "type": "payment", "status": "captured", "timestamp": at,
            "payment": {"reference_id": "r1", "amount": {"value": 1100, "offset": 100}, "currency": "INR"}});
        let odd = json!({"id": wamid, "status": "warped", "timestamp": at});
        for _ in 0..2 {
            let all = [priced.clone(), first.clone(), paid.clone(), odd.clone()];
            app.deliver(&app.webhook(&[], &all)).await.ok(200);
        }
        app.settle().await;
        let message = app.message(sent["id"].as_str().unwrap()).await;
        assert_eq!((&message["billing"]["category"], &message["billing"]["billable"]), (&json!("utility"), &json!(true)));
        assert_eq!(message["billing"]["conversation"]["id"], "c1");
        let reports: Vec<_> =
            message["reports"].as_array().unwrap().iter().map(|r| (&r["kind"], &r["status"])).collect();
        assert_eq!(reports, [(&json!("payment"), &json!("captured")), (&json!("status"), &json!("warped"))]);
        assert_eq!(message["reports"][0]["payment"]["value"], 1100);
        assert_eq!(message["status"], "delivered");
        let told = app
            .wait_for("the price", |e| e["type"] == "message.status" && e["billing"]["category"] == "utility")
            .await;
        assert_eq!(told["message_id"], message["id"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b5_an_error_of_the_number_is_shown_once() {
    let app = TestApp::start().await;
    let error = json!({"errors": [{"code": 130_429, "title": "Rate limit hit"}]});
    for _ in 0..2 {
        app.deliver(&change(&app, "messages", error.clone())).await.ok(200);
    }
    app.deliver(&change(&app, "standby", json!({"standby": {"messages": []}}))).await.ok(200);
    app.settle().await;
    let notices = app.get(&format!("/v1/account-notices?phone_number_id={}", app.number)).await.ok(200);
    let kinds: Vec<_> = notices["items"].as_array().unwrap().iter().map(|n| n["field"].clone()).collect();
    assert_eq!(kinds, ["standby", "error"]);
    assert_eq!(notices["items"][1]["raw"]["code"], 130_429);
}
