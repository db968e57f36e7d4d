//! Groups: who may have them, who joins, what is written there, and who has read it.

use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::support::{NUMBER, Receiver, Rig, SHEENA, TOKEN};

const PAT: &str = "+12025550173";

async fn change(receiver: &mut Receiver) -> (String, Value) {
    let change = receiver.next().await.json()["entry"][0]["changes"][0].clone();
    (change["field"].as_str().unwrap().to_owned(), change["value"].clone())
}

async fn group(rig: &Rig, receiver: &mut Receiver, mode: &str) -> Value {
    let body = json!({"messaging_product": "whatsapp", "subject": "Friends", "join_approval_mode": mode});
    rig.post(&format!("/{NUMBER}/groups"), body).await;
    change(receiver).await.1["groups"][0].clone()
}

async fn join(rig: &Rig, phone: &str, body: Value) -> u16 {
    rig.post(&format!("/_sim/customers/{phone}/groups"), body).await.status
}

async fn send(rig: &Rig, group: &Value, body: Value) -> crate::support::Answer {
    let mut whole =
        json!({"messaging_product": "whatsapp", "recipient_type": "group", "to": group["group_id"]});
    whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
    rig.post(&format!("/{NUMBER}/messages"), whole).await
}

#[tokio::test]
async fn a9_people_write_in_a_group_and_each_one_s_status_is_told() {
    let (rig, mut receiver) = Rig::connected().await;
    let group = group(&rig, &mut receiver, "auto_approve").await;
    let id = group["group_id"].as_str().unwrap();
    assert_eq!(send(&rig, &group, json!({"text": {"body": "x"}})).await.code(), 131_020, "nobody is there");
    for phone in [SHEENA, PAT] {
        assert_eq!(join(&rig, phone, json!({"invite_link": group["invite_link"]})).await, 200);
        let joined = change(&mut receiver).await.1["groups"][0].clone();
        assert_eq!(joined["reason"], "invite_link");
        assert!(joined["added_participants"][0]["user_id"].is_string());
    }
    let typed = json!({"group_id": id, "text": {"body": "hi all"}});
    assert_eq!(rig.post(&format!("/_sim/customers/{SHEENA}/messages"), typed.clone()).await.status, 201);
    let message = change(&mut receiver).await.1["messages"][0].clone();
    assert_eq!((&message["group_id"], &message["text"]["body"]), (&json!(id), &json!("hi all")));
    assert_eq!(
        rig.post("/_sim/customers/+491755550199/messages", typed).await.status,
        409,
        "not in the group"
    );
    rig.patch(&format!("/_sim/customers/{PAT}"), json!({"online": false})).await;
    send(&rig, &group, json!({"text": {"body": "hello"}, "biz_opaque_callback_data": "r"})).await;
    let sent = change(&mut receiver).await.1["statuses"].clone();
    assert_eq!((&sent[0]["status"], &sent[0]["recipient_type"]), (&json!("sent"), &json!("group")));
    let delivered = change(&mut receiver).await.1;
    assert_eq!(delivered["statuses"].as_array().unwrap().len(), 1);
    assert_eq!(delivered["statuses"][0]["recipient_participant_id"], "16505551234");
    assert_eq!(delivered["contacts"][0]["wa_id"], "16505551234");
    rig.patch(&format!("/_sim/customers/{PAT}"), json!({"online": true})).await;
    assert_eq!(change(&mut receiver).await.1["statuses"][0]["recipient_participant_id"], "12025550173");
    rig.post(&format!("/_sim/customers/{PAT}/read"), json!({"group_id": id})).await;
    let read = change(&mut receiver).await.1["statuses"][0].clone();
    assert_eq!((&read["status"], &read["biz_opaque_callback_data"]), (&json!("read"), &json!("r")));
    assert_eq!(send(&rig, &group, json!({"type": "interactive", "interactive": {}})).await.code(), 100);
    rig.http.delete(rig.url(&format!("/_sim/customers/{PAT}/groups/{id}"))).send().await.unwrap();
    let left = change(&mut receiver).await.1["groups"][0].clone();
    assert_eq!(
        (&left["type"], &left["initiated_by"]),
        (&json!("group_participants_remove"), &json!("participant"))
    );
    let shown = rig.get(&format!("/_sim/groups/{id}")).await.body;
    assert_eq!(shown["messages"][1]["read"], json!(["12025550173"]));
    assert_eq!(shown["participants"], json!(["16505551234"]));
}

#[tokio::test]
async fn a9_joining_may_need_approval_and_a_withdrawn_link_leads_nowhere() {
    let (rig, mut receiver) = Rig::connected().await;
    let group = group(&rig, &mut receiver, "approval_required").await;
    let id = group["group_id"].as_str().unwrap();
    let new = rig.post(&format!("/{id}/invite_link"), json!({"messaging_product": "whatsapp"})).await.body;
    assert_eq!(join(&rig, SHEENA, json!({"invite_link": group["invite_link"]})).await, 409);
    for phone in [SHEENA, PAT] {
        join(&rig, phone, json!({"invite_link": new["invite_link"]})).await;
        assert_eq!(change(&mut receiver).await.1["groups"][0]["type"], "group_join_request_created");
    }
    rig.http.delete(rig.url(&format!("/_sim/customers/{PAT}/groups/{id}"))).send().await.unwrap();
    assert_eq!(change(&mut receiver).await.1["groups"][0]["type"], "group_join_request_revoked");
    let requests = rig.get(&format!("/{id}/join_requests")).await.body["data"].clone();
    assert_eq!(requests.as_array().unwrap().len(), 1);
    let approve = json!({"messaging_product": "whatsapp", "join_requests": [requests[0]["join_request_id"]]});
    assert_eq!(rig.post(&format!("/{id}/join_requests"), approve.clone()).await.status, 200);
    let joined = change(&mut receiver).await.1["groups"][0].clone();
    assert_eq!(joined["added_participants"][0]["wa_id"], "16505551234");
    assert_eq!(rig.post(&format!("/{id}/join_requests"), approve).await.code(), 131_213);
    let remove = |user: &str| {
        let body = json!({"messaging_product": "whatsapp", "participants": [{"user": user}, {"user": "+4912345678"}]});
        rig.call(rig.http.delete(rig.url(&format!("/{id}/participants"))).bearer_auth(TOKEN).json(&body))
    };
    assert!(remove(SHEENA).await.body["request_id"].is_string());
    let removed = change(&mut receiver).await.1["groups"][0].clone();
    assert_eq!(removed["removed_participants"][0]["input"], SHEENA);
    assert_eq!(removed["failed_participants"][0]["errors"][0]["code"], 131_212);
    assert_eq!(remove(SHEENA).await.code(), 131_212);
}

#[tokio::test]
async fn a9_a_group_has_eight_people_a_square_picture_and_may_be_suspended() {
    let (rig, mut receiver) = Rig::connected().await;
    let group = group(&rig, &mut receiver, "auto_approve").await;
    let id = group["group_id"].as_str().unwrap();
    for n in 0..9 {
        let phone = format!("+1650555{:04}", 3000 + n);
        rig.post("/_sim/customers", json!({"phone": phone, "name": "x"})).await;
        let status = join(&rig, &phone, json!({"group_id": id})).await;
        assert_eq!(status, if n < 8 { 200 } else { 409 });
        if n < 8 {
            change(&mut receiver).await;
        }
    }
    let jpeg = |width: u16, height: u16| {
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xc0, 0, 11, 8];
        bytes.extend(height.to_be_bytes().into_iter().chain(width.to_be_bytes()));
        bytes
    };
    let picture = |bytes: Vec<u8>| {
        let part = Part::bytes(bytes).file_name("p.jpg").mime_str("image/jpeg").unwrap();
        let form = Form::new().text("messaging_product", "whatsapp").part("profile_picture_file", part);
        rig.call(rig.http.post(rig.url(&format!("/{id}"))).bearer_auth(TOKEN).multipart(form))
    };
    assert_eq!(picture(jpeg(200, 192)).await.code(), 131_209);
    assert_eq!(picture(jpeg(191, 191)).await.code(), 131_210);
    assert_eq!(picture(b"GIF89a".to_vec()).await.code(), 100);
    assert_eq!(picture(jpeg(192, 192)).await.status, 200);
    let (field, value) = change(&mut receiver).await;
    assert_eq!(field, "group_settings_update");
    assert_eq!(value["groups"][0]["profile_picture"]["update_successful"], true);
    rig.patch(&format!("/_sim/groups/{id}"), json!({"suspended": true})).await;
    let (field, value) = change(&mut receiver).await;
    assert_eq!(
        (field.as_str(), &value["groups"][0]["type"]),
        ("group_status_update", &json!("group_suspend"))
    );
    assert_eq!(send(&rig, &group, json!({"text": {"body": "x"}})).await.code(), 131_207);
    assert_eq!(rig.get(&format!("/{id}?fields=suspended")).await.body["suspended"], true);
    rig.patch(&format!("/_sim/groups/{id}"), json!({"suspended": false})).await;
    assert_eq!(change(&mut receiver).await.1["groups"][0]["type"], "group_suspend_cleared");
    rig.patch(&format!("/_sim/numbers/{NUMBER}"), json!({"is_official": false})).await;
    let body = json!({"messaging_product": "whatsapp", "subject": "Other"});
    assert_eq!(rig.post(&format!("/{NUMBER}/groups"), body).await.code(), 131_215);
}
