//! People who change: phones, names, identities, minds; who press, edit, delete, and take calls or not.

use serde_json::{Value, json};

use crate::support::{NUMBER, Receiver, Rig, SHEENA, WABA};

async fn patch(rig: &Rig, phone: &str, body: Value) -> u16 {
    rig.patch(&format!("/_sim/customers/{phone}"), body).await.status
}

async fn change(receiver: &mut Receiver) -> (String, Value) {
    let change = receiver.next().await.json()["entry"][0]["changes"][0].clone();
    (change["field"].as_str().unwrap().to_owned(), change["value"].clone())
}

async fn started() -> (Rig, Receiver) {
    let (rig, mut receiver) = Rig::connected().await;
    rig.types("hi").await;
    receiver.next().await;
    (rig, receiver)
}

/// Sends, waits until it is there; gives back the wamid.
async fn delivered(rig: &Rig, receiver: &mut Receiver, body: Value) -> String {
    let answer = rig.send(body).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(receiver.next().await.status(), "sent");
    assert_eq!(receiver.next().await.status(), "delivered");
    answer.wamid()
}

async fn press(rig: &Rig, message: &str, button: Value) -> (u16, Value) {
    let body = json!({"message": message, "button": button});
    let answer = rig.post(&format!("/_sim/customers/{SHEENA}/press"), body).await;
    (answer.status, answer.body)
}

#[tokio::test]
async fn b6_a_new_phone_brings_a_new_user_id_and_keeps_the_chat() {
    let (rig, mut receiver) = started().await;
    let wamid = delivered(&rig, &mut receiver, json!({"text": {"body": "hello"}})).await;
    assert_eq!(patch(&rig, SHEENA, json!({"phone": "+12025550173"})).await, 409, "somebody has it");
    assert_eq!(patch(&rig, SHEENA, json!({"phone": "+12195555358"})).await, 200);
    // Changes of one chat keep their order; those of other fields may overtake.
    let mut told = Vec::new();
    for _ in 0..3 {
        told.push(change(&mut receiver).await);
    }
    let system: Vec<&Value> = told
        .iter()
        .filter(|(field, _)| field == "messages")
        .map(|(_, value)| &value["messages"][0])
        .collect();
    assert_eq!(
        system[0]["system"],
        json!({"body": "User Sheena Nelson changed from 16505551234 to 12195555358",
        "wa_id": "12195555358", "type": "user_changed_number"})
    );
    assert_eq!((&system[0]["from"], &system[0]["type"]), (&json!("16505551234"), &json!("system")));
    assert_eq!(system[1]["system"]["type"], "user_changed_user_id");
    let update = &told.iter().find(|(field, _)| field == "user_id_update").unwrap().1["user_id_update"][0];
    assert_eq!(update["user_id"]["previous"], "US.13491208655302741918");
    assert_eq!(update["user_id"]["current"], system[1]["system"]["user_id"]);
    assert_eq!(update["wa_id"], "12195555358");
    rig.post("/_sim/customers/+12195555358/read", json!({"phone_number_id": NUMBER})).await;
    let read = receiver.next().await.value()["statuses"][0].clone();
    assert_eq!((&read["id"], &read["status"]), (&json!(wamid), &json!("read")), "the chat has moved along");
    rig.send(json!({"to": SHEENA, "text": {"body": "x"}})).await;
    assert_eq!(
        receiver.next().await.value()["statuses"][0]["errors"][0]["code"],
        131_026,
        "nobody has the old one"
    );
}

#[tokio::test]
async fn b6_a_hidden_phone_is_known_for_thirty_days_after_it_was_used() {
    let (rig, mut receiver) = started().await;
    assert_eq!(patch(&rig, SHEENA, json!({"username": "A!"})).await, 400);
    assert_eq!(patch(&rig, SHEENA, json!({"username": "verborgen"})).await, 409);
    assert_eq!(patch(&rig, SHEENA, json!({"username": "sheena.n", "phone_hidden": true})).await, 200);
    rig.types("still known").await;
    let (_, value) = change(&mut receiver).await;
    assert_eq!(value["contacts"][0]["wa_id"], "16505551234");
    assert_eq!(value["contacts"][0]["profile"]["username"], "sheena.n");
    rig.advance(30 * 24 * 3600).await;
    rig.types("forgotten").await;
    let (_, value) = change(&mut receiver).await;
    assert!(!value.to_string().contains("16505551234"), "{value}");
    assert_eq!(value["messages"][0]["from_user_id"], "US.13491208655302741918");
    let ask = json!({"to": null, "recipient": "US.13491208655302741918", "type": "interactive", "interactive":
        {"type": "request_contact_info", "body": {"text": "b"}, "action": {"name": "request_contact_info"}}});
    let wamid = delivered(&rig, &mut receiver, ask).await;
    assert_eq!(press(&rig, &wamid, json!(0)).await.0, 201);
    let (_, value) = change(&mut receiver).await;
    assert_eq!(value["messages"][0]["contacts"][0]["origin"], "contact_request");
    assert_eq!(value["messages"][0]["from"], "16505551234", "shared, so known again");
    patch(&rig, SHEENA, json!({"username": null})).await;
    rig.advance(31 * 24 * 3600).await;
    rig.types("no username").await;
    assert_eq!(change(&mut receiver).await.1["messages"][0]["from"], "16505551234");
}

#[tokio::test]
async fn b6_marketing_is_stopped_and_resumed_and_identities_change() {
    let (rig, mut receiver) = started().await;
    patch(&rig, SHEENA, json!({"stops_marketing": true})).await;
    let (field, value) = change(&mut receiver).await;
    assert_eq!(field, "user_preferences");
    assert_eq!(
        value["user_preferences"],
        json!([{"wa_id": "16505551234", "user_id": "US.13491208655302741918",
        "detail": "User requested to stop marketing messages", "category": "marketing_messages", "value": "stop",
        "timestamp": 1_789_473_600}])
    );
    patch(&rig, SHEENA, json!({"stops_marketing": false})).await;
    assert_eq!(change(&mut receiver).await.1["user_preferences"][0]["value"], "resume");
    patch(&rig, SHEENA, json!({"new_identity": true})).await;
    assert!(receiver.nothing_for(100).await, "nobody asked for it");
    let check = json!({"user_identity_change": {"enable_identity_key_check": true}});
    assert_eq!(rig.post(&format!("/{NUMBER}/settings"), check).await.status, 200);
    patch(&rig, SHEENA, json!({"new_identity": true})).await;
    let message = change(&mut receiver).await.1["messages"][0].clone();
    assert_eq!(message["system"]["type"], "customer_identity_changed");
    rig.types("hi").await;
    let hash = change(&mut receiver).await.1["contacts"][0]["identity_key_hash"].clone();
    assert_eq!(hash, message["identity"]["hash"]);
    let send = |hash: Value| rig.send(json!({"text": {"body": "x"}, "recipient_identity_key_hash": hash}));
    assert_eq!(send(json!("other")).await.code(), 137_000);
    assert_eq!(send(hash).await.status, 200);
}

#[tokio::test]
async fn b5_buttons_and_rows_are_pressed_with_one_call() {
    let (rig, mut receiver) = started().await;
    let buttons = json!({"type": "interactive", "interactive": {"type": "button", "body": {"text": "b"}, "action": {"buttons": [
        {"type": "reply", "reply": {"id": "y", "title": "Yes"}}, {"type": "reply", "reply": {"id": "n", "title": "No"}}]}}});
    let wamid = delivered(&rig, &mut receiver, buttons).await;
    for button in [json!("n"), json!("No"), json!(1)] {
        assert_eq!(press(&rig, &wamid, button).await.0, 201);
        let reply = change(&mut receiver).await.1["messages"][0].clone();
        assert_eq!(reply["interactive"]["button_reply"], json!({"id": "n", "title": "No"}));
        assert_eq!(reply["context"], json!({"from": "15550783881", "id": wamid}));
    }
    let (status, refused) = press(&rig, &wamid, json!("Maybe")).await;
    assert_eq!(status, 400);
    assert!(refused["error"]["message"].as_str().unwrap().contains("there are: Yes, No"), "{refused}");
    let list = json!({"type": "interactive", "interactive": {"type": "list", "body": {"text": "b"}, "action": {"button": "o",
        "sections": [{"title": "a", "rows": [{"id": "1", "title": "One"}]}, {"title": "b", "rows": [{"id": "2", "title": "Two", "description": "d"}]}]}}});
    let wamid = delivered(&rig, &mut receiver, list).await;
    press(&rig, &wamid, json!("Two")).await;
    let reply = change(&mut receiver).await.1["messages"][0]["interactive"]["list_reply"].clone();
    assert_eq!(reply, json!({"id": "2", "title": "Two", "description": "d"}));
    let link = json!({"type": "interactive", "interactive": {"type": "cta_url", "body": {"text": "b"}, "action": {"name": "cta_url",
        "parameters": {"display_text": "See", "url": "https://a.b/c"}}}});
    let wamid = delivered(&rig, &mut receiver, link).await;
    assert_eq!(press(&rig, &wamid, Value::Null).await, (200, json!({"opened": "https://a.b/c"})));
    let made = json!({"name": "pick", "language": "en_US", "category": "UTILITY", "components": [{"type": "BODY", "text": "Pick one"},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Red"}, {"type": "QUICK_REPLY", "text": "Blue"},
        {"type": "URL", "text": "See", "url": "https://a.b/{{1}}", "example": ["https://a.b/x"]}]}]});
    rig.post(&format!("/{WABA}/message_templates"), made).await;
    rig.advance(3).await;
    assert_eq!(change(&mut receiver).await.1["event"], "APPROVED");
    let parameters = |index: u8, sub_type: &str, parameter: Value| {
        json!({"type": "button", "sub_type": sub_type,
        "index": index, "parameters": [parameter]})
    };
    let send = json!({"type": "template", "template": {"name": "pick", "language": {"code": "en_US"}, "components": [
        parameters(1, "quick_reply", json!({"type": "payload", "payload": "P"})), parameters(2, "url", json!({"type": "text", "text": "z"}))]}});
    let wamid = delivered(&rig, &mut receiver, send).await;
    press(&rig, &wamid, json!("Blue")).await;
    assert_eq!(
        change(&mut receiver).await.1["messages"][0]["button"],
        json!({"payload": "P", "text": "Blue"})
    );
    press(&rig, &wamid, json!("Red")).await;
    assert_eq!(
        change(&mut receiver).await.1["messages"][0]["button"],
        json!({"payload": "Red", "text": "Red"})
    );
    assert_eq!(press(&rig, &wamid, json!("See")).await.1["opened"], "https://a.b/z");
}

#[tokio::test]
async fn b4_edits_and_deletions_have_their_time_and_some_kinds_cannot_be_read() {
    let (rig, mut receiver) = started().await;
    let wamid = rig.types("tpyo").await;
    receiver.next().await;
    let edit = json!({"phone_number_id": NUMBER, "type": "edit", "edit": {"original_message_id": wamid,
        "message": {"type": "text", "text": {"body": "typo"}}}});
    let revoke =
        json!({"phone_number_id": NUMBER, "type": "revoke", "revoke": {"original_message_id": wamid}});
    let messages = format!("/_sim/customers/{SHEENA}/messages");
    rig.advance(15 * 60).await;
    assert_eq!(rig.post(&messages, edit.clone()).await.status, 201);
    receiver.next().await;
    rig.advance(1).await;
    assert_eq!(rig.post(&messages, edit).await.status, 400);
    rig.advance(2 * 24 * 3600 - 15 * 60).await;
    assert_eq!(rig.post(&messages, revoke).await.status, 400);
    for (kind, told) in [("poll", json!({"type": "poll_creation"})), ("view_once", Value::Null)] {
        rig.types_as(SHEENA, json!({"type": kind, kind: {}})).await;
        let message = change(&mut receiver).await.1["messages"][0].clone();
        assert_eq!(
            (&message["type"], &message["errors"][0]["code"]),
            (&json!("unsupported"), &json!(131_051))
        );
        assert_eq!(message["unsupported"], told);
    }
}

#[tokio::test]
async fn a9_calls_are_asked_for_taken_refused_and_ring_out() {
    let (rig, mut receiver) = started().await;
    rig.post(&format!("/{NUMBER}/settings"), json!({"calling": {"status": "ENABLED"}})).await;
    receiver.next().await;
    let ask = json!({"type": "interactive", "interactive": {"type": "call_permission_request", "body": {"text": "May we?"},
        "action": {"name": "call_permission_request"}}});
    let wamid = delivered(&rig, &mut receiver, ask.clone()).await;
    assert_eq!(rig.send(ask).await.code(), 138_009, "once a day");
    press(&rig, &wamid, json!("accept")).await;
    let reply = change(&mut receiver).await.1["messages"][0]["interactive"]["call_permission_reply"].clone();
    assert_eq!(
        reply,
        json!({"response": "accept", "response_source": "user_action", "is_permanent": false,
        "expiration_timestamp": 1_789_473_600 + 7 * 86_400})
    );
    let permission =
        rig.get(&format!("/{NUMBER}/call_permissions?user_wa_id=16505551234")).await.body["permission"]
            .clone();
    assert_eq!(permission["status"], "temporary");
    let connect = json!({"messaging_product": "whatsapp", "to": SHEENA, "action": "connect",
        "session": {"sdp_type": "offer", "sdp": "v=0\r\n"}});
    let calls = format!("/{NUMBER}/calls");
    patch(&rig, SHEENA, json!({"answers_calls": "reject"})).await;
    rig.post(&calls, connect.clone()).await;
    let mut told = Vec::new();
    for _ in 0..3 {
        let value = change(&mut receiver).await.1;
        let status = value.pointer("/statuses/0/status").or_else(|| value.pointer("/calls/0/status"));
        told.push(status.unwrap().as_str().unwrap().to_owned());
    }
    assert_eq!(told, ["RINGING", "REJECTED", "FAILED"]);
    patch(&rig, SHEENA, json!({"answers_calls": "manual"})).await;
    rig.post(&calls, connect.clone()).await;
    assert_eq!(change(&mut receiver).await.1["statuses"][0]["status"], "RINGING");
    rig.advance(59).await;
    assert!(receiver.nothing_for(100).await);
    rig.advance(1).await;
    let ended = change(&mut receiver).await.1["calls"][0].clone();
    assert_eq!((&ended["event"], &ended["status"]), (&json!("terminate"), &json!("FAILED")));
    let call = rig.post(&calls, connect).await.body["calls"][0]["id"].clone();
    receiver.next().await;
    assert_eq!(
        rig.post(&format!("/_sim/customers/{SHEENA}/calls"), json!({"accept": call})).await.status,
        200
    );
    assert_eq!(change(&mut receiver).await.1["statuses"][0]["status"], "ACCEPTED");
    assert_eq!(change(&mut receiver).await.1["calls"][0]["event"], "connect");
    rig.advance(120).await;
    assert!(receiver.nothing_for(100).await, "who talks does not ring out");
    rig.post(&format!("/_sim/customers/{SHEENA}/calls"), json!({"phone_number_id": NUMBER})).await;
    assert_eq!(change(&mut receiver).await.1["calls"][0]["event"], "connect");
    rig.advance(60).await;
    assert_eq!(change(&mut receiver).await.1["calls"][0]["status"], "FAILED");
}
