//! Two workspaces: what belongs to one is not there for the other, on every route.

use serde_json::{Value, json};

use crate::document::{Operation, operations};
use crate::harness::{Api, Client, credentials};

/// Something of each kind that belongs to one workspace.
struct Belongings {
    contact: String,
    conversation: String,
    message: String,
    number: String,
    media: String,
    upload: String,
    template: String,
    flow: String,
}

async fn belongings(of: &Client<'_>) -> Belongings {
    let number = of.connect("106540352242922").await;
    let (conversation, message) = of.receive(number, "+4915112345678", "a private word").await;
    let row = of.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
    let media = of.upload("note.txt", "text/plain", b"a private note").await.ok(201);
    let begun = json!({ "mime_type": "text/plain", "size": 9 });
    let upload = of.post("/v1/uploads", &begun).await.ok(201);
    let template = of.post("/v1/templates", &draft("private_words")).await.ok(201);
    let form = json!({ "name": "Private form", "categories": ["OTHER"] });
    let flow = of.post("/v1/flows", &form).await.ok(201);
    of.post(&format!("/v1/phone-numbers/{number}/flow-key"), &Value::Null).await.ok(200);
    Belongings {
        flow: flow["id"].as_str().unwrap().to_owned(),
        template: template["id"].as_str().unwrap().to_owned(),
        media: media["id"].as_str().unwrap().to_owned(),
        upload: upload["id"].as_str().unwrap().to_owned(),
        contact: row["contact"]["id"].as_str().unwrap().to_owned(),
        conversation: conversation.to_string(),
        message: message.to_string(),
        number: number.to_string(),
    }
}

/// A template that could be submitted.
fn draft(name: &str) -> Value {
    let body = json!({ "type": "BODY", "text": "Your private order is here." });
    json!({ "name": name, "language": "en_US", "category": "utility", "components": [body] })
}

/// The path of an operation with the id of something that is there. A new kind of path needs a line here.
fn path_to(operation: &Operation, things: &Belongings) -> String {
    if !operation.path.contains('{') {
        return operation.path.clone();
    }
    let id = match operation.path.split('/').nth(2) {
        Some("contacts") => &things.contact,
        Some("conversations") => &things.conversation,
        Some("phone-numbers") => &things.number,
        Some("messages") => &things.message,
        Some("media") => &things.media,
        Some("uploads") => &things.upload,
        Some("templates") => &things.template,
        Some("flows") => &things.flow,
        Some("wabas") => "102290129340398",
        _ => panic!("which id belongs into {}?", operation.path),
    };
    let path = operation.path.replace("{id}", id).replace("{code}", "ABC");
    if operation.id.ends_with("_analytics") {
        format!("{path}?{}", query_of(operation, things))
    } else {
        path
    }
}

/// What the operation has to be asked with.
fn query_of(operation: &Operation, things: &Belongings) -> String {
    let span = "from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z";
    match operation.id.as_str() {
        "get_template_analytics" => format!("{span}&template_ids={}", things.template),
        _ => format!("{span}&granularity=day"),
    }
}

/// A body that the operation would take. A new operation with a body needs a line here.
fn body_of(operation: &Operation, things: &Belongings) -> Value {
    match operation.id.as_str() {
        "react_message" => json!({ "emoji": "👍" }),
        "create_upload" => json!({ "mime_type": "text/plain", "size": 9 }),
        "create_template" | "lint_template" => draft("another"),
        "update_template" => json!({ "category": "marketing" }),
        "sync_templates" | "preview_template" => json!({}),
        "register_phone_number" | "update_phone_number_pin" => json!({ "pin": "123456" }),
        "request_phone_number_code" => json!({ "method": "sms", "language": "en_US" }),
        "verify_phone_number" => json!({ "code": "123456" }),
        "request_phone_number_display_name" => json!({ "name": "Harbour" }),
        "update_callback_override" | "subscribe_app" => json!({}),
        "update_profile" => json!({ "about": "Open" }),
        "create_qr_code" | "update_qr_code" => json!({ "prefilled_message": "Hi" }),
        "block_contacts" | "unblock_contacts" => json!({ "phones": ["+16505551234"] }),
        "update_commerce_settings" => json!({ "is_cart_enabled": true }),
        "update_conversational_components" => json!({ "prompts": ["Hi"] }),
        "create_flow" => json!({ "name": "Another", "categories": ["OTHER"] }),
        "update_flow" => json!({ "name": "Changed" }),
        "upload_flow_json" | "sync_flows" => json!({}),
        "update_flow_endpoint" => json!({ "answerer": { "type": "built_in" } }),
        "create_template_from_library" => json!({
            "library_name": "delivery_update_1", "language": "en_US", "name": "from_the_library",
        }),
        "update_authentication_templates" => json!({
            "name": "codes", "languages": ["en_US"],
            "components": [
                { "type": "BODY" },
                { "type": "BUTTONS", "buttons": [{ "type": "OTP", "otp_type": "COPY_CODE" }] },
            ],
        }),
        "create_workspace" => json!({ "name": "New" }),
        "create_phone_number" | "test_phone_number" => credentials("106540352242999"),
        "send_message" => json!({
            "conversation_id": things.conversation, "content": { "type": "text", "text": "hi" },
        }),
        _ => Value::Null,
    }
}

fn with_session() -> Vec<Operation> {
    let all: Vec<_> = operations().into_iter().filter(|operation| operation.needs_session).collect();
    assert!(all.len() >= 22, "the document lost operations: {all:?}");
    all
}

#[tokio::test]
async fn l1_without_a_session_every_route_answers_401() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let things = belongings(&ada).await;
        let strangers = [None, Some("not-a-token".to_owned()), Some(String::new())];
        for operation in with_session() {
            for token in &strangers {
                let stranger = Client { token: token.clone(), ..ada.clone() };
                let body = body_of(&operation, &things);
                let answer =
                    stranger.call(operation.method.clone(), &path_to(&operation, &things), &body).await;
                assert_eq!(answer.refusal(), (401, "not_signed_in"), "{}", operation.id);
            }
        }
    }
}

#[tokio::test]
async fn l1_another_workspaces_id_answers_404_on_every_route() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let bo = api.owner("bo@example.com").await;
        let things = belongings(&ada).await;
        let mut tried = 0;
        for operation in with_session().into_iter().filter(|operation| operation.path.contains('{')) {
            let (path, body) = (path_to(&operation, &things), body_of(&operation, &things));
            let answer = bo.call(operation.method.clone(), &path, &body).await;
            assert_eq!(answer.refusal(), (404, "not_found"), "{}", operation.id);
            let id = path.split(['/', '?']).nth(3).unwrap();
            let nowhere = path.replace(id, &uuid::Uuid::nil().to_string());
            let absent = bo.call(operation.method.clone(), &nowhere, &body).await;
            assert_eq!(answer.json, absent.json, "{} tells that it exists elsewhere", operation.id);
            tried += 1;
        }
        assert!(tried >= 9);
    }
}

#[tokio::test]
async fn l1_a_workspace_without_a_seat_answers_403_on_every_route() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let bo = api.owner("bo@example.com").await;
        let things = belongings(&ada).await;
        let intruder = Client { workspace: ada.workspace, ..bo };
        for operation in with_session().into_iter().filter(|operation| operation.is_about_a_workspace) {
            let (path, body) = (path_to(&operation, &things), body_of(&operation, &things));
            let answer = intruder.call(operation.method.clone(), &path, &body).await;
            assert_eq!(answer.refusal(), (403, "no_seat"), "{}", operation.id);
        }
    }
}

#[tokio::test]
async fn l1_lists_bodies_and_filters_do_not_reach_into_another_workspace() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let bo = api.owner("bo@example.com").await;
        let things = belongings(&ada).await;
        let bos_number = {
            let mut other = credentials("106540352242988");
            other["meta_app_id"] = json!("603402599999");
            bo.post("/v1/phone-numbers", &other).await.ok(201)["id"].as_str().unwrap().parse().unwrap()
        };
        let (bos_conversation, _) = bo.receive(bos_number, "+4915112345678", "mine").await;
        for operation in with_session() {
            // The feed has a test of its own: it is no list.
            let is_list = operation.method == http::Method::GET && !operation.path.contains('{');
            if !is_list || operation.id == "connect_live" {
                continue;
            }
            let answer = bo.get(&operation.path).await.ok(200).to_string();
            let theirs = [
                &things.contact,
                &things.conversation,
                &things.message,
                &things.number,
                &things.template,
                &things.flow,
            ];
            for id in theirs {
                assert!(!answer.contains(id.as_str()), "{}: {answer}", operation.id);
            }
            assert!(!answer.contains(&ada.workspace.to_string()), "{}", operation.id);
        }
        for filter in [
            format!("contact_id={}", things.contact),
            format!("phone_number_id={}", things.number),
            "q=private".to_owned(),
        ] {
            let page = bo.get(&format!("/v1/conversations?{filter}")).await.ok(200);
            assert_eq!(page["items"], json!([]), "{filter}");
        }
        let around = format!("/v1/conversations/{bos_conversation}/messages?around={}", things.message);
        assert_eq!(bo.get(&around).await.refusal(), (404, "not_found"));
        let text = json!({ "type": "text", "text": "hi" });
        for (body, status) in [
            (json!({ "conversation_id": things.conversation, "content": text }), 404),
            (json!({ "phone_number_id": things.number, "to": "+4915112345678", "content": text }), 404),
            (
                json!({ "conversation_id": bos_conversation, "reply_to": things.message, "content": text }),
                422,
            ),
        ] {
            assert_eq!(bo.post("/v1/messages", &body).await.status, status, "{body}");
        }
    }
}

#[tokio::test]
async fn t8_no_answer_holds_a_secret() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let things = belongings(&ada).await;
        let token = ada.token.clone().unwrap();
        for operation in
            with_session().into_iter().filter(|operation| operation.id != "delete_current_session")
        {
            let (path, body) = (path_to(&operation, &things), body_of(&operation, &things));
            let answer = ada.call(operation.method.clone(), &path, &body).await;
            let text = answer.json.to_string();
            for secret in
                ["canary", "0123456789abcdef0123456789abcdef", "a-verify-token", "argon2", token.as_str()]
            {
                assert!(!text.contains(secret), "{}: {text}", operation.id);
            }
        }
    }
}
