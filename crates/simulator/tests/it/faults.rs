//! Trouble on demand, seen from outside.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::{NUMBER, Rig};

#[tokio::test]
async fn an_error_by_code_strikes_as_often_as_wished() {
    let rig = Rig::start().await;
    rig.types("hi").await;
    rig.fault(json!({"kind": "error", "code": 131_056, "mode": "next", "n": 2, "endpoint": "messages"}))
        .await;
    for _ in 0..2 {
        let answer = rig.send_text("x").await;
        assert_eq!((answer.status, answer.code()), (400, 131_056));
        assert_eq!(answer.message(), "(#131056) (Business Account, Consumer Account) pair rate limit hit");
    }
    assert_eq!(rig.send_text("x").await.status, 200);
    rig.fault(json!({"kind": "error", "code": 131_000, "mode": "every", "n": 2})).await;
    let statuses =
        [rig.send_text("x").await.status, rig.send_text("x").await.status, rig.send_text("x").await.status];
    assert_eq!(statuses, [200, 500, 200]);
    assert_eq!(rig.get("/_sim/faults").await.body.as_array().unwrap().len(), 1);
    let gone = rig.call(rig.http.delete(rig.url("/_sim/faults"))).await;
    assert_eq!(gone.status, 200);
    assert_eq!(rig.get("/_sim/faults").await.body, json!([]));
    rig.fault(json!({"kind": "error", "code": 190})).await;
    let expired = rig.send_text("x").await;
    assert_eq!((expired.status, &expired.body["error"]["error_subcode"]), (401, &json!(463)));
}

#[tokio::test]
async fn a_delay_answers_late() {
    let rig = Rig::start().await;
    rig.fault(json!({"kind": "delay", "ms": 200})).await;
    let started = Instant::now();
    assert_eq!(rig.send_text("x").await.status, 200);
    assert!(started.elapsed() >= Duration::from_millis(200));
}

async fn send_raw(rig: &Rig, text: &str) -> Result<String, reqwest::Error> {
    let body = json!({"messaging_product": "whatsapp", "to": "+16505551234", "text": {"body": text}});
    let url = rig.url(&format!("/v25.0/{NUMBER}/messages"));
    let call = rig.http.post(url).bearer_auth("EAAtesttoken").json(&body).timeout(Duration::from_millis(500));
    call.send().await?.text().await
}

#[tokio::test]
async fn c1_a_cut_after_acceptance_loses_the_answer_but_not_the_message() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.types("hi").await;
    receiver.next().await;
    rig.fault(json!({"kind": "cut_after_accept"})).await;
    assert!(send_raw(&rig, "once").await.is_err());
    assert_eq!(receiver.next().await.status(), "sent");
    assert_eq!(receiver.next().await.status(), "delivered");
    assert_eq!(rig.chat().await["messages"][1]["text"]["body"], "once");
    assert_eq!(rig.get("/_sim/requests").await.body[0]["status"], json!(null));
    assert!(send_raw(&rig, "twice").await.is_ok());
}

#[tokio::test]
async fn c1_hanging_and_cut_calls_are_not_done() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.types("hi").await;
    receiver.next().await;
    rig.fault(json!({"kind": "hang"})).await;
    assert!(send_raw(&rig, "x").await.unwrap_err().is_timeout());
    rig.fault(json!({"kind": "cut"})).await;
    assert!(send_raw(&rig, "x").await.is_err());
    assert!(receiver.nothing_for(100).await);
}

#[tokio::test]
async fn b2_a_dropped_webhook_never_comes() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.fault(json!({"kind": "drop_webhook", "endpoint": "messages"})).await;
    rig.types("lost").await;
    rig.types("found").await;
    assert_eq!(receiver.next().await.text(), "found");
    assert_eq!(rig.get("/_sim/webhooks").await.body[0]["state"], "dropped");
}

#[tokio::test]
async fn b2_a_duplicate_webhook_comes_twice_with_the_same_bytes() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.fault(json!({"kind": "duplicate_webhook"})).await;
    rig.types("twice").await;
    assert_eq!(receiver.next().await.body, receiver.next().await.body);
    assert!(receiver.nothing_for(50).await);
}

#[tokio::test]
async fn b2_reordered_webhooks_come_the_other_way_round() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.types("hi").await;
    receiver.next().await;
    rig.fault(json!({"kind": "reorder_webhooks", "n": 2, "endpoint": "statuses"})).await;
    rig.send_text("hello").await;
    assert_eq!(receiver.next().await.status(), "delivered");
    assert_eq!(receiver.next().await.status(), "sent");
}

#[tokio::test]
async fn b2_batched_webhooks_come_as_one() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.fault(json!({"kind": "batch_webhooks", "n": 3})).await;
    for text in ["one", "two", "three", "alone"] {
        rig.types(text).await;
    }
    let values = receiver.next().await.values();
    let texts: Vec<&str> =
        values.iter().map(|v| v["messages"][0]["text"]["body"].as_str().unwrap()).collect();
    assert_eq!(texts, ["one", "two", "three"]);
    assert_eq!(receiver.next().await.text(), "alone");
}

#[tokio::test]
async fn b2_a_group_that_does_not_fill_is_let_go() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.fault(json!({"kind": "reorder_webhooks", "n": 5, "mode": "always"})).await;
    rig.types("one").await;
    rig.types("two").await;
    assert!(receiver.nothing_for(100).await);
    rig.advance(2).await;
    assert_eq!(receiver.next().await.text(), "two");
    assert_eq!(receiver.next().await.text(), "one");
    rig.types("three").await;
    rig.call(rig.http.delete(rig.url("/_sim/faults"))).await;
    assert_eq!(receiver.next().await.text(), "three", "what a removed fault held is sent");
}

#[tokio::test]
async fn wishes_that_make_no_sense_are_refused() {
    let rig = Rig::start().await;
    for wish in [
        json!({"kind": "meteor"}),
        json!({"kind": "error"}),
        json!({"kind": "delay"}),
        json!({"knd": 1}),
        json!([]),
    ] {
        let answer = rig.post("/_sim/faults", wish.clone()).await;
        assert_eq!(answer.status, 400, "{wish}");
        assert!(answer.message().len() > 5);
    }
    assert_eq!(rig.post("/_sim/clock", json!({"advance_seconds": -1})).await.status, 400);
    assert_eq!(rig.post("/_sim/clock", json!({"at": "2020-01-01T00:00:00Z"})).await.status, 400);
    assert_eq!(
        rig.post("/_sim/clock", json!({"at": "2027-01-01T00:00:00Z"})).await.body["now"],
        "2027-01-01T00:00:00Z"
    );
    assert_eq!(rig.patch("/_sim/settings", json!({"sent_ms": "soon"})).await.status, 400);
    assert_eq!(rig.get("/_sim/nonsense").await.status, 404);
    assert_eq!(rig.call(rig.http.put(rig.url("/_sim/world"))).await.status, 404);
}
