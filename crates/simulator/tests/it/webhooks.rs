//! How webhooks leave, fail, and come again.

use serde_json::{Value, json};

use crate::support::{APP, Receiver, Rig, SECRET, SHEENA, TOKEN, WABA};

#[tokio::test]
async fn b1_webhooks_are_signed_ascii_with_a_length() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.types("مرحبا 😀 a/b").await;
    let call = receiver.next().await;
    assert!(call.has_valid_signature(SECRET));
    assert!(!call.has_valid_signature("another secret"));
    assert!(call.body.is_ascii());
    let text = std::str::from_utf8(&call.body).unwrap();
    assert!(text.contains(r"\u0645") && text.contains(r"\ud83d\ude00") && text.contains("a/b"), "{text}");
    assert!(!text.contains("\": "), "compact");
    assert_eq!(call.headers["content-length"], call.body.len().to_string().as_str());
    assert_eq!(call.headers["content-type"], "application/json");
    assert!(call.headers["x-hub-signature"].to_str().unwrap().starts_with("sha1="));
    rig.patch("/_sim/settings", json!({"escape_slashes": true})).await;
    rig.types("a/b").await;
    let call = receiver.next().await;
    assert!(std::str::from_utf8(&call.body).unwrap().contains(r"a\/b"));
    assert!(call.has_valid_signature(SECRET));
}

#[tokio::test]
async fn webhooks_need_both_steps_of_the_subscription() {
    let rig = Rig::start().await;
    let mut receiver = Receiver::start().await;
    rig.types("nobody hears").await;
    let app = format!("{APP}|{SECRET}");
    let form = [
        ("object", "whatsapp_business_account"),
        ("callback_url", receiver.url.as_str()),
        ("verify_token", "vt"),
        ("fields", "messages"),
    ];
    let subscribe = rig.http.post(rig.url(&format!("/{APP}/subscriptions"))).bearer_auth(&app).form(&form);
    assert_eq!(rig.call(subscribe).await.status, 200);
    rig.types("still nobody").await;
    assert!(receiver.nothing_for(150).await);
    let log = rig.get("/_sim/webhooks").await.body;
    assert_eq!((&log[0]["state"], &log[1]["state"]), (&json!("unsubscribed"), &json!("unsubscribed")));
    assert_eq!(rig.post(&format!("/{WABA}/subscribed_apps"), json!({})).await.status, 200);
    rig.types("now").await;
    assert_eq!(receiver.next().await.text(), "now");
    let gone = rig.http.delete(rig.url(&format!("/{WABA}/subscribed_apps"))).bearer_auth(TOKEN);
    assert_eq!(rig.call(gone).await.status, 200);
    rig.types("silence again").await;
    assert!(receiver.nothing_for(150).await);
}

#[tokio::test]
async fn an_account_can_send_its_webhooks_elsewhere_after_a_handshake() {
    let (rig, mut everyday) = Rig::connected().await;
    let mut special = Receiver::start().await;
    let path = format!("/v25.0/{WABA}/subscribed_apps");
    let wrong = rig.post(&path, json!({"override_callback_uri": special.url, "verify_token": "wrong"})).await;
    assert_eq!(wrong.code(), 2200);
    rig.types("one").await;
    assert_eq!(everyday.next().await.text(), "one");
    let right = rig.post(&path, json!({"override_callback_uri": special.url, "verify_token": "vt"})).await;
    assert_eq!(right.status, 200, "{right:?}");
    rig.types("two").await;
    assert_eq!(special.next().await.text(), "two");
    let list = rig.get(&path).await;
    assert_eq!(list.body["data"][0]["override_callback_uri"], special.url.as_str());
    rig.post(&path, json!({})).await;
    rig.types("three").await;
    assert_eq!(everyday.next().await.text(), "three");
    assert!(special.nothing_for(50).await);
}

#[tokio::test]
async fn a_refused_webhook_comes_again_with_growing_pauses() {
    let (rig, mut receiver) = Rig::connected().await;
    *receiver.answers.lock().unwrap() = vec![500, 204, 503];
    rig.types("hello").await;
    let first = receiver.next().await;
    let second = receiver.next().await;
    assert_eq!(first.body, second.body, "the first repetition is at once, with the same bytes");
    assert!(receiver.nothing_for(100).await, "204 is no 200: it comes again, but later");
    rig.advance(1).await;
    receiver.next().await;
    assert!(receiver.nothing_for(100).await);
    rig.advance(1).await;
    receiver.next().await;
    let log = settled(&rig).await;
    let statuses: Vec<i64> =
        log["attempts"].as_array().unwrap().iter().map(|a| a["status"].as_i64().unwrap()).collect();
    assert_eq!(statuses, [500, 204, 503, 200]);
}

/// How often the first webhook was tried, once that is more than `before`.
async fn tried_more_than(rig: &Rig, before: usize) -> usize {
    for _ in 0..500 {
        let tries = rig.get("/_sim/webhooks").await.body[0]["attempts"].as_array().unwrap().len();
        if tries > before {
            return tries;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("no further try")
}

/// The first log entry, once it is no longer pending.
async fn settled(rig: &Rig) -> Value {
    for _ in 0..200 {
        let entry = rig.get("/_sim/webhooks").await.body[0].clone();
        if entry["state"] != "pending" {
            return entry;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the webhook is still on its way");
}

#[tokio::test]
async fn a_webhook_is_given_up_after_seven_days() {
    let rig = Rig::start().await;
    // A port that nobody listens on.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    rig.handle.simulator().connect_webhook(&format!("http://127.0.0.1:{port}/hook"));
    rig.types("hello").await;
    let mut tries = tried_more_than(&rig, 1).await;
    // Half a day is the longest pause, so that each jump makes one more try due.
    while rig.get("/_sim/webhooks").await.body[0]["state"] == "pending" {
        rig.advance(12 * 3600).await;
        tries = tried_more_than(&rig, tries).await;
    }
    let entry = settled(&rig).await;
    assert_eq!(entry["state"], "expired");
    let attempts = entry["attempts"].as_array().unwrap();
    assert_eq!(attempts.len(), 16, "twice at once, then on each of the 14 half days");
    assert_eq!(attempts[0]["error"], "cannot connect");
}

#[tokio::test]
async fn a_slow_receiver_is_given_up_on_for_now() {
    let rig = Rig::start().await;
    rig.patch("/_sim/settings", json!({"webhook_timeout_ms": 50, "retry_for_ms": 0})).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    rig.handle.simulator().connect_webhook(&format!("http://{}/", listener.local_addr().unwrap()));
    rig.types("hello").await;
    let (_held_open, _) = listener.accept().await.unwrap();
    let entry = settled(&rig).await;
    assert_eq!(entry["attempts"][0]["error"], "timed out");
}

#[tokio::test]
async fn webhooks_of_one_chat_keep_their_order() {
    let (rig, mut receiver) = Rig::connected().await;
    for n in 0..50 {
        rig.types(&n.to_string()).await;
    }
    for n in 0..50 {
        assert_eq!(receiver.next().await.text(), n.to_string());
    }
}

#[tokio::test]
async fn two_apps_both_hear_signed_with_their_own_secret() {
    let rig = Rig::with(|options| {
        let mut second = options.world.apps[0].clone();
        (second.app_id, second.app_secret) = ("2".into(), "second secret".into());
        options.world.apps.push(second);
    })
    .await;
    let mut receiver = Receiver::start().await;
    rig.handle.simulator().connect_webhook(&receiver.url);
    rig.types_as(SHEENA, json!({"type": "text", "text": {"body": "hi"}})).await;
    let calls = [receiver.next().await, receiver.next().await];
    for secret in [SECRET, "second secret"] {
        assert_eq!(calls.iter().filter(|call| call.has_valid_signature(secret)).count(), 1);
    }
}
