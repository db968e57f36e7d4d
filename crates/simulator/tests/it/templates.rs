//! The life of templates: review, quality, pauses, categories, pacing, archive, library, many languages.

use serde_json::{Value, json};

use crate::support::{Answer, NUMBER, Receiver, Rig, SHEENA, TOKEN, WABA};

const HELLO: &str = "594425479261596";

async fn send_hello(rig: &Rig) -> Answer {
    rig.send(json!({"type": "template", "template": {"name": "hello_world", "language": {"code": "en_US"}}}))
        .await
}

async fn change(receiver: &mut Receiver) -> (String, Value) {
    let change = receiver.next().await.json()["entry"][0]["changes"][0].clone();
    (change["field"].as_str().unwrap().to_owned(), change["value"].clone())
}

async fn status(rig: &Rig, id: &str) -> Value {
    rig.get(&format!("/{id}?fields=status,category,correct_category")).await.body
}

async fn block_after_a_template(rig: &Rig, receiver: &mut Receiver) {
    let customer = format!("/_sim/customers/{SHEENA}");
    rig.patch(&customer, json!({"blocked": false})).await;
    assert_eq!(send_hello(rig).await.status, 200);
    assert_eq!(receiver.next().await.status(), "sent");
    assert_eq!(receiver.next().await.status(), "delivered");
    rig.patch(&customer, json!({"blocked": true})).await;
}

#[tokio::test]
async fn f1_blocks_lower_the_quality_and_pause_for_three_hours_then_six_then_for_good() {
    let (rig, mut receiver) = Rig::connected().await;
    block_after_a_template(&rig, &mut receiver).await;
    let (field, value) = change(&mut receiver).await;
    assert_eq!(
        (field.as_str(), &value["new_quality_score"]),
        ("message_template_quality_update", &json!("RED"))
    );
    let (_, paused) = change(&mut receiver).await;
    assert_eq!((&paused["event"], &paused["other_info"]["title"]), (&json!("PAUSED"), &json!("FIRST_PAUSE")));
    assert_eq!(send_hello(&rig).await.code(), 132_015);
    rig.advance(3 * 3600).await;
    let (_, back) = change(&mut receiver).await;
    assert_eq!((&back["event"], &back["other_info"]["title"]), (&json!("APPROVED"), &json!("UNPAUSE")));
    block_after_a_template(&rig, &mut receiver).await;
    assert_eq!(change(&mut receiver).await.1["other_info"]["title"], "SECOND_PAUSE");
    rig.advance(3 * 3600).await;
    assert_eq!(status(&rig, HELLO).await["status"], "PAUSED", "six hours this time");
    rig.advance(3 * 3600).await;
    assert_eq!(change(&mut receiver).await.1["event"], "APPROVED");
    block_after_a_template(&rig, &mut receiver).await;
    assert_eq!(change(&mut receiver).await.1["event"], "DISABLED");
    assert_eq!(send_hello(&rig).await.code(), 132_016);
}

#[tokio::test]
async fn f1_another_category_is_announced_a_day_before() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.patch(&format!("/_sim/templates/{HELLO}"), json!({"recategorise": "MARKETING"})).await;
    let (field, value) = change(&mut receiver).await;
    assert_eq!(field, "template_category_update");
    assert_eq!(
        (&value["correct_category"], &value["new_category"]),
        (&json!("MARKETING"), &json!("UTILITY"))
    );
    assert_eq!(value["category_update_timestamp"], 1_789_473_600 + 86_400);
    assert_eq!(status(&rig, HELLO).await["correct_category"], "MARKETING");
    rig.advance(24 * 3600).await;
    let (_, value) = change(&mut receiver).await;
    assert_eq!(
        (&value["previous_category"], &value["new_category"]),
        (&json!("UTILITY"), &json!("MARKETING"))
    );
    assert_eq!(status(&rig, HELLO).await["category"], "MARKETING");
    rig.patch(&format!("/_sim/templates/{HELLO}"), json!({"detected_category": "UTILITY"})).await;
    let (field, value) = change(&mut receiver).await;
    assert_eq!(
        (field.as_str(), &value["correct_category"]),
        ("template_correct_category_detection", &json!("UTILITY"))
    );
}

#[tokio::test]
async fn f1_a_new_template_is_paced_until_its_quality_is_known() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.patch("/_sim/settings", json!({"pacing_after": 1})).await;
    let message = send_hello(&rig).await.body["messages"][0].clone();
    assert_eq!(message["message_status"], "accepted");
    assert_eq!(
        (receiver.next().await.status(), receiver.next().await.status()),
        ("sent".into(), "delivered".into())
    );
    let held = send_hello(&rig).await;
    assert_eq!(held.body["messages"][0]["message_status"], "held_for_quality_assessment");
    assert!(receiver.nothing_for(100).await);
    rig.advance(1800).await;
    assert_eq!(change(&mut receiver).await.1["new_quality_score"], "GREEN");
    let sent = receiver.next().await;
    assert_eq!((sent.status().as_str(), &sent.value()["statuses"][0]["id"]), ("sent", &json!(held.wamid())));
    receiver.next().await;
    rig.patch(&format!("/_sim/templates/{HELLO}"), json!({"pacing": "hold"})).await;
    send_hello(&rig).await;
    rig.patch(&format!("/_sim/templates/{HELLO}"), json!({"pacing": "drop"})).await;
    assert_eq!(receiver.next().await.value()["statuses"][0]["errors"][0]["code"], 132_015);
    assert_eq!(rig.patch(&format!("/_sim/templates/{HELLO}"), json!({"pacing": "x"})).await.status, 400);
}

#[tokio::test]
async fn f1_a_template_is_archived_taken_back_and_gone_after_28_days() {
    let (rig, mut receiver) = Rig::connected().await;
    let edge = |verb: &str| format!("/{WABA}/message_templates/{verb}");
    let done = rig.post(&edge("archive"), json!({"hsm_ids": format!("{HELLO},404")})).await.body;
    assert_eq!(done["archived_templates"], json!([HELLO]));
    assert!(done["failed_templates"]["404"].is_string());
    assert_eq!(change(&mut receiver).await.1["event"], "ARCHIVED");
    assert_eq!(send_hello(&rig).await.code(), 132_001);
    rig.post(&edge("unarchive"), json!({"hsm_ids": HELLO})).await;
    assert_eq!(change(&mut receiver).await.1["event"], "UNARCHIVED");
    assert_eq!(status(&rig, HELLO).await["status"], "APPROVED");
    rig.post(&edge("archive"), json!({"hsm_ids": [HELLO]})).await;
    change(&mut receiver).await;
    rig.advance(28 * 24 * 3600).await;
    assert_eq!(change(&mut receiver).await.1["event"], "DELETED");
    assert_eq!(rig.get(&format!("/{HELLO}")).await.code(), 100);
    let many: Vec<String> = (0..101).map(|n| n.to_string()).collect();
    assert_eq!(rig.post(&edge("archive"), json!({"hsm_ids": many})).await.code(), 100);
}

#[tokio::test]
async fn f1_a_template_with_messages_on_their_way_is_deleted_later() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.patch(&format!("/_sim/customers/{SHEENA}"), json!({"online": false})).await;
    send_hello(&rig).await;
    assert_eq!(receiver.next().await.status(), "sent");
    let delete = rig.http.delete(rig.url(&format!("/{WABA}/message_templates?name=hello_world")));
    assert_eq!(rig.call(delete.bearer_auth(TOKEN)).await.status, 200);
    assert_eq!(change(&mut receiver).await.1["event"], "PENDING_DELETION");
    assert_eq!(send_hello(&rig).await.code(), 132_001);
    rig.advance(30 * 24 * 3600).await;
    assert_eq!(change(&mut receiver).await.1["event"], "DELETED");
}

#[tokio::test]
async fn f1_the_library_gives_templates_with_buttons_that_need_no_review() {
    let (rig, mut receiver) = Rig::connected().await;
    let found = rig.get("/message_template_library?search=payment").await.body["data"][0].clone();
    assert_eq!(
        (&found["name"], &found["buttons"][0]["type"]),
        (&json!("payment_due_reminder_1"), &json!("URL"))
    );
    let mut body = json!({"name": "pay", "language": "en_US", "category": "UTILITY",
        "library_template_name": "payment_due_reminder_1"});
    let missing = rig.post(&format!("/{WABA}/message_templates"), body.clone()).await;
    assert!(missing.message().contains("an input of type URL"), "{missing:?}");
    body["library_template_button_inputs"] = json!([
        {"type": "URL", "url": {"base_url": "https://a.b/{{1}}", "url_suffix_example": "https://a.b/x"}},
        {"type": "PHONE_NUMBER", "phone_number": "+15550101234"}]);
    let made = rig.post(&format!("/{WABA}/message_templates"), body).await;
    assert_eq!(made.body["status"], "APPROVED", "{made:?}");
    assert_eq!(change(&mut receiver).await.1["event"], "APPROVED");
    let whole = rig
        .get(&format!("/{}?fields=components,library_template_name", made.body["id"].as_str().unwrap()))
        .await;
    assert_eq!(whole.body["components"][2]["buttons"][1]["phone_number"], "+15550101234");
    assert_eq!(whole.body["library_template_name"], "payment_due_reminder_1");
}

#[tokio::test]
async fn f1_one_call_makes_an_authentication_template_in_many_languages() {
    let rig = Rig::start().await;
    let body = json!({"name": "code", "languages": ["en_US", "de"], "category": "AUTHENTICATION", "components": [
        {"type": "BODY", "add_security_recommendation": true},
        {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]}]});
    let made = rig.post(&format!("/{WABA}/upsert_message_templates"), body.clone()).await.body;
    assert_eq!((&made["data"][0]["language"], &made["data"][1]["language"]), (&json!("en_US"), &json!("de")));
    let again = rig.post(&format!("/{WABA}/upsert_message_templates"), body).await.body;
    assert_eq!(again["data"][0]["id"], made["data"][0]["id"], "changed, not made anew");
    rig.advance(3).await;
    let id = made["data"][0]["id"].as_str().unwrap();
    while status(&rig, id).await["status"] != "APPROVED" {
        tokio::task::yield_now().await;
    }
    let send = json!({"to": null, "recipient": "DE.22007621696699967246", "type": "template", "template": {"name": "code",
        "language": {"code": "en_US"}, "components": [{"type": "body", "parameters": [{"type": "text", "text": "1"}]},
        {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": "1"}]}]}});
    assert_eq!(rig.send(send.clone()).await.code(), 131_062);
    // A code that waits for more than ten minutes does not come any more.
    rig.patch(&format!("/_sim/customers/{SHEENA}"), json!({"online": false})).await;
    let mut to_phone = send;
    (to_phone["to"], to_phone["recipient"]) = (json!(SHEENA), Value::Null);
    let wamid = rig.send(to_phone).await.wamid();
    rig.advance(601).await;
    rig.patch(&format!("/_sim/customers/{SHEENA}"), json!({"online": true})).await;
    let all = rig.get(&format!("/_sim/customers/{SHEENA}/chats/{NUMBER}?all=true")).await.body;
    let message =
        all["messages"].as_array().unwrap().iter().find(|it| it["id"] == wamid.as_str()).unwrap().clone();
    assert_eq!(message["status"], "expired");
}

#[tokio::test]
async fn f1_templates_are_compared_and_moved_to_another_account() {
    let mut world = serde_json::to_value(simulator::World::load("test").unwrap()).unwrap();
    let wabas = world["businesses"][0]["wabas"].as_array_mut().unwrap();
    wabas.push(json!({"id": "2", "name": "Second", "templates": [
        {"id": "21", "name": "moved", "language": "en_US", "components": [{"type": "BODY", "text": "x"}]},
        {"id": "22", "name": "waits", "language": "en_US", "status": "PENDING"}]}));
    let world = simulator::World::parse("two", &world.to_string()).unwrap();
    let rig = Rig::with(|options| options.world = world).await;
    let moved =
        rig.post(&format!("/{WABA}/migrate_message_templates?source_waba_id=2"), json!({})).await.body;
    assert_eq!(moved["migrated_templates"], json!(["21"]));
    assert_eq!(moved["failed_templates"][0]["id"], "22");
    assert_eq!(
        rig.get(&format!("/{WABA}/message_templates?name=moved")).await.body["data"][0]["status"],
        "APPROVED"
    );
    send_hello(&rig).await;
    let (start, end) = (1_789_473_600_i64 - 604_800, 1_789_473_600_i64);
    let compare = async |start: i64| {
        rig.get(&format!("/{HELLO}/compare?template_ids=[21]&start={start}&end={end}")).await
    };
    let sends = compare(start).await.body["data"][1]["number_values"].clone();
    assert_eq!(sends, json!([{"key": HELLO, "value": 1}, {"key": "21", "value": 0}]));
    assert_eq!(compare(start + 1).await.code(), 100, "not 7 days");
}
