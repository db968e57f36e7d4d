//! The door on a real database, called by a phone that encrypts by itself.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod phone;

use std::time::Duration;

use phone::{Answer, House, Phone};
use serde_json::{Value, json};

fn init() -> Value {
    json!({ "version": "3.0", "action": "INIT", "screen": null, "data": {}, "flow_token": "t-1" })
}

fn filled() -> Value {
    json!({ "version": "3.0", "action": "data_exchange", "screen": "SIZE", "data": { "size": "M" }, "flow_token": "t-1" })
}

#[tokio::test]
async fn a7_a_ping_is_answered_and_sealed_under_the_turned_nonce() {
    let house = House::open(false).await;
    let phone = Phone::of(&house);
    let answer = house.ask(&phone, &json!({ "version": "3.0", "action": "ping" })).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.content_type, "text/plain");
    assert_eq!(phone.read(&answer), json!({ "data": { "status": "active" } }));
}

#[tokio::test]
async fn a7_built_in_rules_lead_through_a_form_without_a_server() {
    let house = House::open(false).await;
    let phone = Phone::of(&house);
    assert_eq!(house.ask(&phone, &init()).await.status, 500, "nobody said which screen is first");
    let done = phone.read(&house.ask(&phone, &filled()).await);
    let params = &done["data"]["extension_message_response"]["params"];
    assert_eq!((&done["screen"], params), (&json!("SUCCESS"), &json!({ "size": "M", "flow_token": "t-1" })));
    house
        .answers(json!({ "type": "built_in", "rules": [
            { "action": "init", "then": { "type": "screen", "screen": "SIZE", "data": { "sizes": ["S", "M"] } } },
            { "screen": "SIZE", "then": { "type": "finish", "params": { "source": "chat" } } },
        ] }))
        .await;
    let first = phone.read(&house.ask(&phone, &init()).await);
    assert_eq!(first, json!({ "screen": "SIZE", "data": { "sizes": ["S", "M"] } }));
    let done = phone.read(&house.ask(&phone, &filled()).await);
    assert_eq!(done["data"]["extension_message_response"]["params"]["source"], "chat");
    let told =
        json!({ "action": "data_exchange", "data": { "error": "INVALID_SCREEN", "error_message": "m" } });
    assert_eq!(phone.read(&house.ask(&phone, &told).await), json!({ "data": { "acknowledged": true } }));
    let new = json!({ "action": "levitate", "data": 3 });
    assert_eq!(phone.read(&house.ask(&phone, &new).await), json!({ "data": { "acknowledged": true } }));
}

#[tokio::test]
async fn a7_wrong_signatures_are_432_and_open_nothing() {
    let house = House::open(false).await;
    let phone = Phone::of(&house);
    let body = phone.seal(&init());
    let right = cloud_api::signature::sign(phone::APP_SECRET, &body);
    for signature in
        [None, Some("sha256=00"), Some(&cloud_api::signature::sign("another", &body)), Some(&right[7..])]
    {
        let answer = house.post(&house.path(), body.clone(), signature).await;
        assert_eq!((answer.status, answer.body.as_slice()), (432, &[][..]), "{signature:?}");
    }
    let mut changed = body.clone();
    let at = changed.len() / 2;
    changed[at] ^= 1;
    assert_eq!(house.post(&house.path(), changed, Some(&right)).await.status, 432);
    assert_eq!(house.post("/flows/0000/endpoint", body.clone(), Some(&right)).await.status, 404);
    assert_ne!(house.post(&house.path(), body, Some(&right)).await.status, 432);
}

/// A Flow payload with a bad key, and every other way in which it can be bad: 421, never a panic, never a 5xx.
#[tokio::test]
async fn a7_what_cannot_be_decrypted_is_421() {
    let house = House::open(false).await;
    let phone = Phone::of(&house);
    let whole: Value = serde_json::from_slice(&phone.seal(&init())).unwrap();
    let stranger: Value = serde_json::from_slice(&Phone::of_nobody().seal(&init())).unwrap();
    let with = |field: &str, value: Value| {
        let mut body = whole.clone();
        body[field] = value;
        body.to_string().into_bytes()
    };
    let mut bad = vec![b"".to_vec(), b"{}".to_vec(), b"[]".to_vec(), b"\xff\xfe".to_vec(), b"null".to_vec()];
    bad.push(stranger.to_string().into_bytes());
    for field in ["encrypted_flow_data", "encrypted_aes_key", "initial_vector"] {
        let good = whole[field].as_str().unwrap();
        let middle = good.len() / 2;
        bad.push(with(field, stranger[field].clone()));
        bad.push(with(field, Value::Null));
        bad.push(with(field, json!(7)));
        bad.push(with(field, json!("")));
        bad.push(with(field, json!("***")));
        bad.push(with(field, json!(&good[..middle])));
        bad.push(with(field, json!(format!("{good}{good}"))));
        for at in [0, 5, middle] {
            let other = if good.as_bytes()[at] == b'A' { "B" } else { "A" };
            bad.push(with(field, json!(format!("{}{other}{}", &good[..at], &good[at + 1..]))));
        }
    }
    bad.push(phone.seal_bytes(b"no json"));
    bad.push(phone.seal_bytes(b"\xff"));
    bad.push(phone.seal_bytes(b"[1]"));
    for body in bad {
        let shown = String::from_utf8_lossy(&body).into_owned();
        let answer = house.signed(body).await;
        assert_eq!((answer.status, answer.body.len()), (421, 0), "{shown}");
    }
    assert_eq!(house.ask(&phone, &filled()).await.status, 200, "the door still stands");
}

#[tokio::test]
async fn a7_bodies_that_are_too_large_are_refused() {
    let house = House::open(false).await;
    let answer = house.signed(vec![b'x'; phone::BODY_LIMIT + 1]).await;
    assert_eq!(answer.status, 413);
}

#[tokio::test]
async fn a7_the_key_before_a_rotation_opens_for_a_week() {
    let house = House::open(false).await;
    let old = Phone::of(&house);
    house.rotate_key().await;
    let new = Phone::of(&house);
    house.clock.advance(Duration::from_secs(6 * 24 * 60 * 60));
    assert_eq!(house.ask(&old, &filled()).await.status, 200);
    assert_eq!(house.ask(&new, &filled()).await.status, 200);
    house.clock.advance(Duration::from_secs(2 * 24 * 60 * 60));
    assert_eq!(house.ask(&old, &filled()).await.status, 421);
    assert_eq!(house.ask(&new, &filled()).await.status, 200);
}

#[tokio::test]
async fn a7_tokens_that_no_message_carries_or_that_were_answered_are_427() {
    let house = House::open(false).await;
    let phone = Phone::of(&house);
    house.checks_tokens().await;
    let closed = house.ask(&phone, &filled()).await;
    assert_eq!(closed.status, 427);
    assert!(phone.read(&closed)["error_msg"].as_str().unwrap().contains("not open"));
    house.sent("t-1", phone::FLOW).await;
    assert_eq!(house.ask(&phone, &filled()).await.status, 200);
    house.answered("t-1").await;
    assert_eq!(house.ask(&phone, &filled()).await.status, 427);
    house.sent("t-1", "another").await;
    assert_eq!(house.ask(&phone, &filled()).await.status, 427, "sent with another Flow");
    assert_eq!(house.ask(&phone, &json!({ "action": "ping" })).await.status, 200, "a ping has no token");
}

#[tokio::test]
async fn a7_questions_are_forwarded_signed_and_their_answers_judged() {
    let house = House::open(true).await;
    let phone = Phone::of(&house);
    let sent = house.sent("t-1", phone::FLOW).await;
    let server = house.server().await;
    server.says(200, json!({ "screen": "NEXT", "data": { "n": 1 } }).to_string());
    let answer = phone.read(&house.ask(&phone, &filled()).await);
    assert_eq!(answer, json!({ "screen": "NEXT", "data": { "n": 1 } }));
    let asked = server.asked();
    assert_eq!(asked.json["action"], "data_exchange");
    assert_eq!((&asked.json["data"], &asked.json["screen"]), (&json!({ "size": "M" }), &json!("SIZE")));
    assert_eq!(asked.json["message_id"], json!(sent));
    assert_eq!(asked.json["flow"]["meta_flow_id"], phone::FLOW);
    assert!(asked.is_signed_with(&house.secret().await), "{asked:?}");

    server.says(427, json!({ "error_msg": "sold out" }).to_string());
    let closed = house.ask(&phone, &filled()).await;
    assert_eq!((closed.status, phone.read(&closed)), (427, json!({ "error_msg": "sold out" })));
    for (status, words) in [
        (500, "{}".to_owned()),
        (302, "{}".to_owned()),
        (200, "no json".to_owned()),
        (200, "{}".to_owned()),
        (200, format!("{{\"screen\":\"A\",\"data\":{{\"x\":\"{}\"}}}}", "x".repeat(300_000))),
    ] {
        server.says(status, words);
        let failed: Answer = house.ask(&phone, &filled()).await;
        assert_eq!((failed.status, failed.body.len()), (500, 0), "{status}");
    }
    assert_eq!(house.ask(&phone, &json!({ "action": "ping" })).await.status, 200, "a ping is not forwarded");
}

#[tokio::test]
async fn a7_private_addresses_are_not_asked_unless_the_configuration_lets() {
    let house = House::open(false).await;
    let phone = Phone::of(&house);
    let server = house.server().await;
    server.says(200, json!({ "screen": "NEXT", "data": {} }).to_string());
    assert_eq!(house.ask(&phone, &filled()).await.status, 500);
    assert!(server.was_not_asked());
}
