//! A number that is also on the WhatsApp Business app: what its owner writes, keeps and shares.

use serde_json::{Value, json};

use crate::support::{NUMBER, Receiver, Rig, SHEENA};

async fn rig() -> (Rig, Receiver) {
    let mut world = serde_json::to_value(simulator::World::load("test").unwrap()).unwrap();
    world["businesses"][0]["wabas"][0]["numbers"][0]["is_on_biz_app"] = json!(true);
    let world = simulator::World::parse("app", &world.to_string()).unwrap();
    let rig = Rig::with(|options| options.world = world).await;
    let receiver = Receiver::start().await;
    rig.handle.simulator().connect_webhook(&receiver.url);
    (rig, receiver)
}

async fn change(receiver: &mut Receiver) -> (String, Value) {
    let change = receiver.next().await.json()["entry"][0]["changes"][0].clone();
    (change["field"].as_str().unwrap().to_owned(), change["value"].clone())
}

async fn sync(rig: &Rig, kind: &str) -> i64 {
    let body = json!({"messaging_product": "whatsapp", "sync_type": kind});
    rig.post(&format!("/{NUMBER}/smb_app_data"), body).await.code()
}

#[tokio::test]
async fn b6_what_the_owner_writes_in_the_app_is_echoed() {
    let (rig, mut receiver) = rig().await;
    let write = format!("/_sim/numbers/{NUMBER}/app/messages");
    let made =
        rig.post(&write, json!({"to": SHEENA, "type": "text", "text": {"body": "from the app"}})).await;
    let (field, value) = change(&mut receiver).await;
    assert_eq!(field, "smb_message_echoes");
    let echo = &value["message_echoes"][0];
    assert_eq!(
        (&echo["from"], &echo["to"], &echo["id"]),
        (&json!("15550783881"), &json!("16505551234"), &made.body["id"])
    );
    assert_eq!(rig.chat().await["messages"][0]["text"]["body"], "from the app");
    let edit = json!({"to": SHEENA, "type": "edit", "edit": {"original_message_id": made.body["id"],
        "message": {"type": "text", "text": {"body": "edited"}}}});
    assert_eq!(rig.post(&write, edit.clone()).await.status, 201);
    assert_eq!(change(&mut receiver).await.1["message_echoes"][0]["type"], "edit");
    assert_eq!(rig.chat().await["messages"][0]["text"]["body"], "edited");
    rig.advance(901).await;
    assert_eq!(rig.post(&write, edit).await.status, 400, "after 15 minutes");
    let number = rig.get(&format!("/{NUMBER}?fields=is_on_biz_app,platform_type")).await.body;
    assert_eq!((&number["is_on_biz_app"], &number["platform_type"]), (&json!(true), &json!("CLOUD_API")));
    assert_eq!(rig.post(&format!("/{NUMBER}/deregister"), json!({})).await.code(), 100);
    rig.patch(&format!("/_sim/numbers/{NUMBER}"), json!({"disconnect": "PRIMARY_INACTIVITY"})).await;
    let (_, value) = change(&mut receiver).await;
    assert_eq!(
        (&value["event"], &value["disconnection_info"]["reason"]),
        (&json!("PARTNER_REMOVED"), &json!("PRIMARY_INACTIVITY"))
    );
    assert_eq!(rig.send_text("x").await.code(), 133_010);
}

#[tokio::test]
async fn b6_address_book_and_history_are_shared_within_a_day() {
    let (rig, mut receiver) = rig().await;
    let contacts = format!("/_sim/numbers/{NUMBER}/app/contacts");
    rig.post(&contacts, json!({"phone": "+491755550199", "full_name": "Known Now"})).await;
    assert_eq!(sync(&rig, "smb_app_state_sync").await, -1);
    let (_, value) = change(&mut receiver).await;
    assert_eq!(value["state_sync"][0]["contact"]["full_name"], "Known Now");
    rig.post(&contacts, json!({"phone": SHEENA, "full_name": "Sheena N"})).await;
    assert_eq!(change(&mut receiver).await.1["state_sync"][0]["action"], "add");
    rig.post(&contacts, json!({"phone": SHEENA})).await;
    assert_eq!(change(&mut receiver).await.1["state_sync"][0]["action"], "remove");
    rig.types_as("+491755550199", json!({"text": {"body": "hi"}})).await;
    assert_eq!(change(&mut receiver).await.1["messages"][0]["from"], "491755550199", "in the contact book");
    rig.types_as(SHEENA, json!({"type": "image", "image": {"caption": "look"}})).await;
    let image = change(&mut receiver).await.1["messages"][0]["image"]["id"].clone();
    assert_eq!(sync(&rig, "history").await, -1);
    let history = change(&mut receiver).await.1["history"][0].clone();
    assert_eq!(history["metadata"], json!({"phase": 0, "chunk_order": 1, "progress": 100}));
    assert_eq!(history["threads"][0]["messages"][0]["type"], "media_placeholder");
    assert_eq!(history["threads"][1]["messages"][0]["text"]["body"], "hi");
    let (field, value) = change(&mut receiver).await;
    assert_eq!((field.as_str(), &value["messages"][0]["image"]["id"]), ("history", &image));
    assert_eq!(sync(&rig, "history").await, 2_593_107);
}

#[tokio::test]
async fn b6_a_history_may_be_declined_or_asked_for_too_late() {
    let (rig, mut receiver) = rig().await;
    rig.patch(&format!("/_sim/numbers/{NUMBER}"), json!({"declines_history": true})).await;
    assert_eq!(sync(&rig, "history").await, -1);
    assert_eq!(change(&mut receiver).await.1["history"][0]["errors"][0]["code"], 2_593_109);
    rig.advance(24 * 3600 + 1).await;
    assert_eq!(sync(&rig, "smb_app_state_sync").await, 2_593_108);
}
