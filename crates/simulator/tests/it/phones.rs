//! What people do and see, and what the business is told of it.

use serde_json::{Value, json};

use crate::support::{NUMBER, Receiver, Rig, SHEENA, WABA};

/// The next statuses, as (status, webhook value).
async fn statuses(receiver: &mut Receiver, count: usize) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for _ in 0..count {
        let call = receiver.next().await;
        found.push((call.status(), call.value()));
    }
    found
}

fn names(statuses: &[(String, Value)]) -> Vec<&str> {
    statuses.iter().map(|(name, _)| name.as_str()).collect()
}

#[tokio::test]
async fn b1_typing_on_a_phone_makes_a_webhook_in_the_current_form() {
    let (rig, mut receiver) = Rig::connected().await;
    let wamid = rig.types("Grüße 😀 https://a.b/c").await;
    let call = receiver.next().await;
    assert_eq!(
        call.json(),
        json!({"object": "whatsapp_business_account", "entry": [{"id": WABA, "changes": [{"field": "messages", "value": {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "15550783881", "phone_number_id": NUMBER},
            "contacts": [{"profile": {"name": "Sheena Nelson"}, "wa_id": "16505551234",
                          "user_id": "US.13491208655302741918"}],
            "messages": [{"from": "16505551234", "from_user_id": "US.13491208655302741918", "id": wamid,
                          "timestamp": "1789473600", "type": "text", "text": {"body": "Grüße 😀 https://a.b/c"}}],
        }}]}]})
    );
    let notification = cloud_api_types::Notification::from_slice(&call.body).unwrap();
    assert!(notification.unread().is_empty());
}

#[tokio::test]
async fn b1_a_hidden_phone_appears_nowhere() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.types_as("+491755550199", json!({"type": "text", "text": {"body": "hi"}})).await;
    let call = receiver.next().await;
    let value = call.value();
    assert_eq!(
        value["contacts"],
        json!([{"profile": {"name": "Verborgen", "username": "verborgen"}, "user_id": "DE.22007621696699967246"}])
    );
    assert!(!call.json().to_string().contains("491755550199"));
    rig.send(json!({"to": null, "recipient": "DE.22007621696699967246", "text": {"body": "hi"}})).await;
    let told = statuses(&mut receiver, 2).await;
    assert_eq!(told[0].1["statuses"][0]["recipient_user_id"], "DE.22007621696699967246");
    assert_eq!(told[0].1["contacts"][0]["profile"], json!({"name": "Verborgen"}));
    assert_eq!(told[1].1["contacts"][0]["profile"]["username"], "verborgen");
    assert!(told[0].1["statuses"][0].get("recipient_id").is_none());
}

#[tokio::test]
async fn c9_a_message_is_sent_delivered_and_read() {
    let (rig, mut receiver) = Rig::connected().await;
    let inbound = rig.types("hi").await;
    receiver.next().await;
    let body = json!({"text": {"body": "hello"}, "context": {"message_id": inbound}, "biz_opaque_callback_data": "ref-1"});
    let wamid = rig.send(body).await.wamid();
    let told = statuses(&mut receiver, 2).await;
    assert_eq!(names(&told), ["sent", "delivered"]);
    for (_, value) in &told {
        let status = &value["statuses"][0];
        assert_eq!((&status["id"], &status["recipient_id"]), (&json!(wamid), &json!("16505551234")));
        assert_eq!(status["biz_opaque_callback_data"], "ref-1");
        assert_eq!(value["contacts"][0]["wa_id"], "16505551234");
        assert!(status.get("conversation").is_none(), "no conversation since v24");
    }
    let price = json!({"billable": false, "pricing_model": "PMP", "type": "free_customer_service", "category": "service"});
    assert_eq!(told[0].1["statuses"][0]["pricing"], price);
    assert_eq!(told[1].1["statuses"][0]["pricing"], price);
    let chat = rig.chat().await;
    assert_eq!(chat["messages"][1]["text"]["body"], "hello");
    assert_eq!(chat["messages"][1]["context"]["message_id"], inbound.as_str());
    assert_eq!(chat["messages"][1]["status"], "delivered");
    assert_eq!(chat["messages"][0]["status"], "delivered", "the business has the person's message");
    rig.reads().await;
    let read = receiver.next().await;
    assert_eq!(read.status(), "read");
    assert!(read.value()["statuses"][0].get("pricing").is_none(), "the price was told twice already");
    rig.reads().await;
    assert!(receiver.nothing_for(100).await, "reading twice tells nothing new");
}

#[tokio::test]
async fn c9_statuses_keep_their_schedule() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.patch("/_sim/settings", json!({"sent_ms": 1000, "delivered_ms": 2000, "auto_read_ms": 3000})).await;
    rig.types("hi").await;
    receiver.next().await;
    rig.send_text("hello").await;
    assert!(receiver.nothing_for(100).await);
    for (seconds, expected, at) in
        [(1, "sent", "1789473601"), (2, "delivered", "1789473603"), (3, "read", "1789473606")]
    {
        rig.advance(seconds).await;
        let call = receiver.next().await;
        assert_eq!(
            (call.status().as_str(), &call.value()["statuses"][0]["timestamp"]),
            (expected, &json!(at))
        );
    }
}

#[tokio::test]
async fn c9_a_jump_over_several_steps_makes_all_of_them_at_their_own_time() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.patch("/_sim/settings", json!({"sent_ms": 1000, "delivered_ms": 2000, "auto_read_ms": 3000})).await;
    rig.types("hi").await;
    receiver.next().await;
    rig.send_text("hello").await;
    rig.advance(3600).await;
    let told = statuses(&mut receiver, 3).await;
    assert_eq!(names(&told), ["sent", "delivered", "read"]);
    assert_eq!(told[2].1["statuses"][0]["timestamp"], "1789473606");
}

#[tokio::test]
async fn c9_an_offline_phone_gets_its_messages_when_it_comes_back() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.types("hi").await;
    receiver.next().await;
    rig.patch(&format!("/_sim/customers/{SHEENA}"), json!({"online": false})).await;
    rig.send_text("are you there?").await;
    assert_eq!(receiver.next().await.status(), "sent");
    assert!(receiver.nothing_for(100).await);
    assert_eq!(rig.chat().await["messages"].as_array().unwrap().len(), 1, "the phone does not show it yet");
    rig.patch(&format!("/_sim/customers/{SHEENA}"), json!({"online": true})).await;
    assert_eq!(receiver.next().await.status(), "delivered");
    assert_eq!(rig.chat().await["messages"][1]["text"]["body"], "are you there?");
}

#[tokio::test]
async fn c9_without_receipts_reading_is_not_told() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.patch(&format!("/_sim/customers/{SHEENA}"), json!({"read_receipts": false})).await;
    rig.types("hi").await;
    receiver.next().await;
    rig.send_text("hello").await;
    statuses(&mut receiver, 2).await;
    rig.reads().await;
    assert!(receiver.nothing_for(100).await);
}

#[tokio::test]
async fn c7_outside_the_window_a_text_fails_later_and_a_template_goes() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.types("hi").await;
    receiver.next().await;
    rig.advance(24 * 3600 - 1).await;
    rig.send_text("just in time").await;
    assert_eq!(names(&statuses(&mut receiver, 2).await), ["sent", "delivered"]);
    rig.advance(1).await;
    assert_eq!(rig.send_text("too late").await.status, 200, "the refusal comes later");
    let call = receiver.next().await;
    let status = &call.value()["statuses"][0];
    assert_eq!((&status["status"], &status["errors"][0]["code"]), (&json!("failed"), &json!(131_047)));
    assert_eq!(
        status["errors"][0]["error_data"]["details"],
        "Message failed to send because more than 24 hours have passed since the customer last replied to this number."
    );
    assert!(status.get("pricing").is_none() && call.value().get("contacts").is_none());
    let template =
        json!({"type": "template", "template": {"name": "hello_world", "language": {"code": "en_US"}}});
    rig.send(template).await;
    let told = statuses(&mut receiver, 2).await;
    assert_eq!(names(&told), ["sent", "delivered"]);
    assert_eq!(told[0].1["statuses"][0]["pricing"]["type"], "regular");
    assert_eq!(told[0].1["statuses"][0]["pricing"]["category"], "utility");
}

#[tokio::test]
async fn c1_blocked_and_unknown_people_cannot_be_reached() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.patch(&format!("/_sim/customers/{SHEENA}"), json!({"blocked": true})).await;
    for body in [json!({"text": {"body": "x"}}), json!({"to": "+442079460000", "text": {"body": "x"}})] {
        assert_eq!(rig.send(body).await.status, 200);
        let call = receiver.next().await;
        assert_eq!(call.value()["statuses"][0]["errors"][0]["code"], 131_026);
    }
    rig.types("you will not see this").await;
    assert!(receiver.nothing_for(100).await, "a blocked business hears nothing");
}

#[tokio::test]
async fn c6_reactions_show_on_their_message() {
    let (rig, mut receiver) = Rig::connected().await;
    let inbound = rig.types("hi").await;
    receiver.next().await;
    let react =
        |emoji: &str| json!({"type": "reaction", "reaction": {"message_id": inbound, "emoji": emoji}});
    rig.send(react("👍")).await;
    assert_eq!(receiver.next().await.status(), "sent");
    assert!(receiver.nothing_for(100).await, "a reaction is only ever sent");
    assert_eq!(rig.chat().await["messages"][0]["reaction"], "👍");
    rig.send(react("")).await;
    receiver.next().await;
    assert!(receiver.nothing_for(50).await);
    assert_eq!(rig.chat().await["messages"][0]["reaction"], Value::Null);
    rig.send(json!({"type": "reaction", "reaction": {"message_id": "wamid.gone", "emoji": "👍"}})).await;
    assert_eq!(receiver.next().await.value()["statuses"][0]["errors"][0]["code"], 131_009);
    let wamid = rig.send_text("hello").await.wamid();
    statuses(&mut receiver, 2).await;
    rig.types_as(SHEENA, json!({"type": "reaction", "reaction": {"message_id": wamid, "emoji": "❤️"}})).await;
    assert_eq!(receiver.next().await.value()["messages"][0]["reaction"]["emoji"], "❤️");
    let chat = rig.chat().await;
    assert_eq!(chat["messages"].as_array().unwrap().len(), 2, "a reaction is no bubble");
    assert_eq!(chat["messages"][1]["reaction"], "❤️");
}

#[tokio::test]
async fn b1_a_reply_quotes_whom_it_answers() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.types("hi").await;
    receiver.next().await;
    let wamid = rig.send_text("hello").await.wamid();
    statuses(&mut receiver, 2).await;
    let reply = json!({"type": "text", "text": {"body": "yes"}, "context": {"message_id": wamid}});
    rig.types_as(SHEENA, reply).await;
    let context = receiver.next().await.value()["messages"][0]["context"].clone();
    assert_eq!(context, json!({"from": "15550783881", "id": wamid}));
}

#[tokio::test]
async fn c9_read_receipts_and_typing_show_on_the_phone() {
    let (rig, mut receiver) = Rig::connected().await;
    let (first, second) = (rig.types("one").await, rig.types("two").await);
    receiver.next().await;
    receiver.next().await;
    let read = |id: &str, typing: bool| {
        let mut body = json!({"messaging_product": "whatsapp", "status": "read", "message_id": id});
        if typing {
            body["typing_indicator"] = json!({"type": "text"});
        }
        body
    };
    let path = format!("/v25.0/{NUMBER}/messages");
    assert_eq!(rig.post(&path, read(&first, false)).await.body, json!({"success": true}));
    let chat = rig.chat().await;
    assert_eq!((&chat["messages"][0]["status"], &chat["typing"]), (&json!("read"), &json!(false)));
    assert_ne!(chat["messages"][1]["status"], "read");
    rig.post(&path, read(&second, true)).await;
    assert_eq!(rig.chat().await["typing"], true);
    rig.advance(25).await;
    assert_eq!(rig.chat().await["typing"], false, "typing ends after 25 seconds");
    rig.post(&path, read(&second, true)).await;
    rig.send_text("done").await;
    assert_eq!(rig.chat().await["typing"], false, "an answer ends it too");
    assert_eq!(rig.post(&path, read("wamid.unknown", false)).await.code(), 131_009);
    let put = rig.http.put(rig.url(&path)).bearer_auth("EAAtesttoken").json(&read(&second, false));
    assert_eq!(rig.call(put).await.status, 200, "Meta's own collection uses PUT");
}

#[tokio::test]
async fn c9_prices_follow_version_date_and_advertisement() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.patch("/_sim/settings", json!({"webhook_version": "v23.0"})).await;
    rig.types("hi").await;
    receiver.next().await;
    rig.send_text("v23").await;
    let told = statuses(&mut receiver, 2).await;
    assert_eq!(told[0].1["statuses"][0]["conversation"]["origin"]["type"], "service");
    rig.patch("/_sim/settings", json!({"webhook_version": "v25.0"})).await;
    rig.advance(20 * 86_400).await;
    rig.types("October").await;
    receiver.next().await;
    rig.send_text("costs now").await;
    let told = statuses(&mut receiver, 2).await;
    let price = &told[0].1["statuses"][0]["pricing"];
    assert_eq!((&price["billable"], &price["type"]), (&json!(true), &json!("regular")));
    let from_ad =
        json!({"type": "text", "text": {"body": "ad"}, "referral": {"source_type": "ad", "source_id": "1"}});
    rig.types_as(SHEENA, from_ad).await;
    assert_eq!(receiver.next().await.value()["messages"][0]["referral"]["source_type"], "ad");
    rig.send_text("free").await;
    let told = statuses(&mut receiver, 2).await;
    let status = &told[0].1["statuses"][0];
    assert_eq!(status["pricing"]["type"], "free_entry_point");
    assert!(status["conversation"]["expiration_timestamp"].is_string());
}

#[tokio::test]
async fn the_chat_tells_what_changed_since() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.types("hi").await;
    receiver.next().await;
    rig.send_text("hello").await;
    statuses(&mut receiver, 2).await;
    let chat = rig.chat().await;
    let after = |cursor: &Value| format!("/_sim/customers/{SHEENA}/chats/{NUMBER}?after={cursor}");
    let nothing = rig.get(&after(&chat["cursor"])).await.body;
    assert_eq!(nothing["messages"], json!([]));
    rig.reads().await;
    let news = rig.get(&after(&chat["cursor"])).await.body;
    assert_eq!(news["messages"].as_array().unwrap().len(), 1);
    assert_eq!(news["messages"][0]["status"], "read");
}

#[tokio::test]
async fn any_kind_can_be_typed_and_pictures_need_a_caption_only() {
    let (rig, mut receiver) = Rig::connected().await;
    rig.types_as(SHEENA, json!({"type": "image", "image": {"caption": "look"}})).await;
    let image = receiver.next().await.value()["messages"][0]["image"].clone();
    assert!(image["id"].is_string() && image["sha256"].is_string() && image["mime_type"] == "image/jpeg");
    rig.types_as(SHEENA, json!({"type": "hologram", "hologram": {"size": 3}})).await;
    assert_eq!(receiver.next().await.value()["messages"][0]["hologram"]["size"], 3);
    for bad in
        [json!({}), json!({"type": "text"}), json!({"type": "text", "text": "x"}), json!({"type": "image"})]
    {
        let mut body = bad.clone();
        body["phone_number_id"] = json!(NUMBER);
        let answer = rig.post(&format!("/_sim/customers/{SHEENA}/messages"), body).await;
        assert_eq!(answer.status, 400, "{bad}");
    }
}

#[tokio::test]
async fn people_can_be_added_and_looked_up_by_any_spelling() {
    let (rig, mut receiver) = Rig::connected().await;
    let new = json!({"phone": "+44 7700 900123", "name": "Ada"});
    assert_eq!(rig.post("/_sim/customers", new.clone()).await.status, 201);
    assert_eq!(rig.post("/_sim/customers", new).await.status, 409);
    for spelling in ["447700900123", "+447700900123", "%2B447700900123", "+44-7700-900123"] {
        rig.types_as(spelling, json!({"type": "text", "text": {"body": "hi"}})).await;
        assert_eq!(receiver.next().await.value()["messages"][0]["from"], "447700900123");
    }
    assert_eq!(rig.patch("/_sim/customers/123456", json!({"online": true})).await.status, 404);
}
