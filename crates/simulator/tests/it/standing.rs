//! Limits, restrictions, quality, names, proofs: how a business stands with Meta, and who is told.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};

use crate::support::{Answer, NUMBER, Receiver, Rig, SECRET, SHEENA, TOKEN, WABA};

fn template(category: &str) -> Value {
    json!({"id": format!("77{}", category.len()), "name": category.to_lowercase(), "language": "en_US",
        "category": category, "components": [{"type": "BODY", "text": "Hello there"}]})
}

async fn rig(change: impl Fn(&mut Value)) -> (Rig, Receiver) {
    let mut world = serde_json::to_value(simulator::World::load("test").unwrap()).unwrap();
    for category in ["MARKETING", "UTILITY"] {
        world["businesses"][0]["wabas"][0]["templates"].as_array_mut().unwrap().push(template(category));
    }
    change(&mut world);
    let world = simulator::World::parse("changed", &world.to_string()).unwrap();
    let rig = Rig::with(|options| options.world = world).await;
    let receiver = Receiver::start().await;
    rig.handle.simulator().connect_webhook(&receiver.url);
    (rig, receiver)
}

async fn send_template(rig: &Rig, name: &str, to: &str) -> Answer {
    rig.send(json!({"to": to, "type": "template", "template": {"name": name, "language": {"code": "en_US"}}}))
        .await
}

/// The code of the next status; 0 when it is none of a failure.
async fn next_code(receiver: &mut Receiver) -> i64 {
    receiver.next().await.value()["statuses"][0]["errors"][0]["code"].as_i64().unwrap_or(0)
}

#[tokio::test]
async fn o1_marketing_fails_later_for_people_who_have_had_enough() {
    let (rig, mut receiver) = rig(|_| {}).await;
    rig.patch("/_sim/settings", json!({"marketing_per_day": 1})).await;
    send_template(&rig, "marketing", SHEENA).await;
    assert_eq!((next_code(&mut receiver).await, next_code(&mut receiver).await), (0, 0));
    assert_eq!(send_template(&rig, "marketing", SHEENA).await.status, 200);
    let failed = receiver.next().await.value()["statuses"][0]["errors"][0].clone();
    assert_eq!(failed["code"], 131_049);
    assert_eq!(failed["title"], "This message was not delivered to maintain healthy ecosystem engagement.");
    send_template(&rig, "utility", SHEENA).await;
    assert_eq!(
        (next_code(&mut receiver).await, next_code(&mut receiver).await),
        (0, 0),
        "utility is not counted"
    );
    rig.advance(24 * 3600).await;
    send_template(&rig, "marketing", SHEENA).await;
    assert_eq!((next_code(&mut receiver).await, next_code(&mut receiver).await), (0, 0), "a day later");
    rig.patch("/_sim/settings", json!({"marketing_per_day": null, "us_marketing_pause": true})).await;
    send_template(&rig, "marketing", SHEENA).await;
    assert_eq!(next_code(&mut receiver).await, 131_049);
    rig.patch("/_sim/settings", json!({"us_marketing_pause": false, "experiment_percent": 100})).await;
    send_template(&rig, "marketing", SHEENA).await;
    assert_eq!(next_code(&mut receiver).await, 130_472);
    rig.fault(json!({"kind": "fail_message", "code": 131_048})).await;
    assert_eq!(send_template(&rig, "utility", SHEENA).await.status, 200);
    assert_eq!(next_code(&mut receiver).await, 131_048);
}

#[tokio::test]
async fn o1_a_business_addresses_as_many_people_a_day_as_its_tier_allows() {
    let (rig, mut receiver) = rig(|world| world["businesses"][0]["messaging_limit"] = json!("TIER_50")).await;
    rig.patch("/_sim/settings", json!({"limits": true})).await;
    let number = rig.get(&format!("/{NUMBER}?fields=whatsapp_business_manager_messaging_limit")).await.body;
    assert_eq!(number["whatsapp_business_manager_messaging_limit"], "TIER_50");
    for n in 0..51 {
        let phone = format!("+1650555{:04}", 2000 + n);
        rig.post("/_sim/customers", json!({"phone": phone, "name": "x"})).await;
        assert_eq!(send_template(&rig, "utility", &phone).await.status, 200);
        let code = next_code(&mut receiver).await;
        assert_eq!(code, if n < 50 { 0 } else { 131_048 });
        if n < 50 {
            next_code(&mut receiver).await;
        }
    }
    rig.types("hi").await;
    receiver.next().await;
    send_template(&rig, "utility", SHEENA).await;
    assert_eq!((next_code(&mut receiver).await, next_code(&mut receiver).await), (0, 0), "inside the window");
    rig.advance(6 * 3600).await;
    let told = receiver.next().await.json();
    assert_eq!(told["entry"][0]["changes"][0]["field"], "business_capability_update");
    assert_eq!(told["entry"][0]["changes"][0]["value"]["max_daily_conversations_per_business"], 250);
    let number = receiver.next().await.value();
    assert_eq!(
        (&number["event"], &number["max_daily_conversations_per_business"]),
        (&json!("UPGRADE"), &json!("TIER_250"))
    );
}

#[tokio::test]
async fn o1_throughput_follows_the_level_and_raising_it_takes_a_minute() {
    let (rig, mut receiver) = rig(|_| {}).await;
    rig.patch("/_sim/settings", json!({"limits": true})).await;
    rig.patch(&format!("/_sim/numbers/{NUMBER}"), json!({"throughput": "HIGH"})).await;
    assert_eq!(receiver.next().await.value()["event"], "THROUGHPUT_UPGRADE");
    assert_eq!(send_template(&rig, "utility", SHEENA).await.code(), 131_057);
    rig.advance(60).await;
    assert_eq!(send_template(&rig, "utility", SHEENA).await.status, 200);
    assert_eq!(rig.get(&format!("/{NUMBER}")).await.body["throughput"]["level"], "HIGH");
    let wrong = rig.patch(&format!("/_sim/numbers/{NUMBER}"), json!({"throughput": "FAST"})).await;
    assert!(wrong.body["error"]["message"].as_str().unwrap().contains("STANDARD, HIGH"));
}

#[tokio::test]
async fn o1_use_is_told_in_percent_with_every_answer() {
    let (rig, _receiver) = rig(|_| {}).await;
    let mut last = rig.get(&format!("/{WABA}/message_templates")).await;
    for _ in 0..49 {
        last = rig.get(&format!("/{WABA}/message_templates")).await;
    }
    let usage: Value =
        serde_json::from_str(last.headers["x-business-use-case-usage"].to_str().unwrap()).unwrap();
    assert_eq!(usage[WABA][0]["call_count"], 1, "50 of 5,000");
    assert_eq!(usage[WABA][0]["estimated_time_to_regain_access"], 0);
    let app: Value = serde_json::from_str(last.headers["x-app-usage"].to_str().unwrap()).unwrap();
    assert_eq!(app["call_count"], 1);
}

#[tokio::test]
async fn o1_restrictions_refuse_what_they_say_and_are_told() {
    let (rig, mut receiver) = rig(|_| {}).await;
    let waba = format!("/_sim/wabas/{WABA}");
    rig.types("hi").await;
    receiver.next().await;
    rig.patch(&waba, json!({"restriction": {"type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "days": 7}})).await;
    let told = receiver.next().await.value();
    assert_eq!(
        told["restriction_info"],
        json!([{"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING",
        "expiration": 1_789_473_600 + 7 * 86_400}])
    );
    assert_eq!(send_template(&rig, "utility", "+12025550173").await.code(), 368);
    assert_eq!(rig.send_text("an answer").await.status, 200);
    rig.patch(&waba, json!({"ban": "DISABLE", "review": "REJECTED"})).await;
    let mut events = Vec::new();
    for _ in 0..4 {
        events.push(receiver.next().await.json()["entry"][0]["changes"][0].clone());
    }
    let of = |field: &str| events.iter().find(|event| event["field"] == field).unwrap()["value"].clone();
    assert_eq!(of("account_update")["ban_info"]["waba_ban_date"], "September 15, 2026");
    assert_eq!(of("account_review_update")["decision"], "REJECTED");
    assert_eq!(rig.send_text("x").await.code(), 131_031);
    let health = rig.get(&format!("/{NUMBER}?fields=health_status")).await.body;
    assert_eq!(health["health_status"]["can_send_message"], "BLOCKED");
    rig.patch(&waba, json!({"ban": "REINSTATE"})).await;
    assert_eq!(rig.send_text("x").await.status, 200);
    assert_eq!(rig.patch(&waba, json!({"ban": "PERHAPS"})).await.status, 400);
}

#[tokio::test]
async fn o1_quality_names_and_pins_are_told_by_the_acts_that_change_them() {
    let (rig, mut receiver) = rig(|_| {}).await;
    let number = format!("/_sim/numbers/{NUMBER}");
    rig.patch(&number, json!({"quality_rating": "RED", "status": "RATE_LIMITED"})).await;
    assert_eq!(receiver.next().await.value()["event"], "FLAGGED");
    send_template(&rig, "utility", SHEENA).await;
    assert_eq!(next_code(&mut receiver).await, 131_048);
    rig.patch("/_sim/settings", json!({"name_review": "manual"})).await;
    rig.post(&format!("/{NUMBER}"), json!({"new_display_name": "Better"})).await;
    rig.advance(60).await;
    let fields = format!("/{NUMBER}?fields=new_name_status,verified_name");
    assert_eq!(rig.get(&fields).await.body["new_name_status"], "PENDING_REVIEW");
    rig.patch(&number, json!({"name_review": "REJECTED"})).await;
    let told = receiver.next().await.value();
    assert_eq!((&told["decision"], &told["requested_verified_name"]), (&json!("REJECTED"), &json!("Better")));
    assert_eq!(rig.get(&fields).await.body["new_name_status"], "DECLINED");
    rig.post(&format!("/{NUMBER}"), json!({"pin": "654321"})).await;
    assert_eq!(receiver.next().await.value()["event"], "PIN_CHANGED");
    rig.patch(&number, json!({"security": "PIN_RESET_SUCCESS"})).await;
    assert_eq!(receiver.next().await.value()["event"], "PIN_RESET_SUCCESS");
    assert_eq!(rig.get(&format!("/{NUMBER}?fields=is_pin_enabled")).await.body["is_pin_enabled"], false);
}

#[tokio::test]
async fn o1_a_wrong_proof_is_always_refused_and_a_missing_one_where_it_is_required() {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(TOKEN.as_bytes());
    let proof = hex::encode(mac.finalize().into_bytes());
    for is_required in [false, true] {
        let (rig, _receiver) = rig(|world| world["apps"][0]["requires_proof"] = json!(is_required)).await;
        let without = rig.get(&format!("/{NUMBER}")).await;
        assert_eq!(without.code(), if is_required { 100 } else { -1 });
        let wrong = rig.get(&format!("/{NUMBER}?appsecret_proof=00")).await;
        assert!(wrong.message().contains("Invalid appsecret_proof"), "{wrong:?}");
        assert_eq!(rig.get(&format!("/{NUMBER}?appsecret_proof={proof}")).await.status, 200);
    }
}
