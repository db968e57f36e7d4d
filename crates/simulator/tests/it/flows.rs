//! Flows: checked, published after a health check, filled in on phones with the endpoint behind them.

use std::sync::{Arc, Mutex};

use aes_gcm::aead::{Aead, KeyInit, consts::U16};
use aes_gcm::aes::Aes128;
use aes_gcm::{AesGcm, Nonce};
use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rsa::{KeySize, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::support::{Answer, NUMBER, Receiver, Rig, SECRET, SHEENA, TOKEN, WABA};

/// A business's endpoint: its key, what it was asked, what it answers.
#[derive(Clone)]
struct Business {
    key: Arc<Mutex<PrivateDecryptingKey>>,
    asked: Arc<Mutex<Vec<Value>>>,
    status: Arc<Mutex<u16>>,
}

impl Business {
    async fn start() -> (Self, String) {
        let it = Self {
            key: Arc::new(Mutex::new(PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap())),
            asked: Arc::default(),
            status: Arc::new(Mutex::new(200)),
        };
        let app = Router::new().route("/flow", post(answer)).with_state(it.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/flow", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        (it, url)
    }

    fn pem(&self) -> String {
        let der = self.key.lock().unwrap().public_key().as_der().unwrap().as_ref().to_vec();
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der))
    }

    fn asked(&self) -> Vec<Value> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

async fn answer(State(it): State<Business>, headers: HeaderMap, body: Bytes) -> (StatusCode, String) {
    let mut mac = <Hmac<sha2::Sha256> as hmac::KeyInit>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(&body);
    let signature = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
    if headers["x-hub-signature-256"] != signature.as_str() {
        return (StatusCode::from_u16(432).unwrap(), String::new());
    }
    let body: Value = serde_json::from_slice(&body).unwrap();
    let part = |name: &str| STANDARD.decode(body[name].as_str().unwrap()).unwrap();
    let private = OaepPrivateDecryptingKey::new(it.key.lock().unwrap().clone()).unwrap();
    let mut out = vec![0; private.min_output_size()];
    let sealed = part("encrypted_aes_key");
    let Ok(key) = private.decrypt(&OAEP_SHA256_MGF1SHA256, &sealed, &mut out, None) else {
        return (StatusCode::from_u16(421).unwrap(), String::new());
    };
    let iv = part("initial_vector");
    let cipher = AesGcm::<Aes128, U16>::new_from_slice(key).unwrap();
    let nonce = Nonce::<U16>::try_from(iv.as_slice()).unwrap();
    let asked = cipher.decrypt(&nonce, part("encrypted_flow_data").as_slice()).unwrap();
    let asked: Value = serde_json::from_slice(&asked).unwrap();
    let said = match (asked["action"].as_str().unwrap(), asked["data"]["pick"].as_str()) {
        ("ping", _) => json!({"data": {"status": "active"}}),
        ("INIT", _) => json!({"screen": "FIRST", "data": {"greeting": "hi"}}),
        _ if asked["data"]["error"].is_string() => json!({"data": {"acknowledged": true}}),
        ("data_exchange", Some("nowhere")) => json!({"screen": "NOWHERE", "data": {}}),
        ("data_exchange", Some("end")) => json!({"screen": "SUCCESS", "data": {"extension_message_response":
            {"params": {"flow_token": asked["flow_token"], "rating": "4"}}}}),
        _ => json!({"screen": "LAST", "data": {"picked": asked["data"]["pick"]}}),
    };
    it.asked.lock().unwrap().push(asked);
    let status = *it.status.lock().unwrap();
    let said = if status == 427 { json!({"error_msg": "used up"}) } else { said };
    let inverted: Vec<u8> = iv.iter().map(|byte| !byte).collect();
    let nonce = Nonce::<U16>::try_from(inverted.as_slice()).unwrap();
    let sealed = cipher.encrypt(&nonce, said.to_string().as_bytes()).unwrap();
    (StatusCode::from_u16(status).unwrap(), STANDARD.encode(sealed))
}

fn flow_json(has_endpoint: bool) -> Value {
    let footer = |action: Value| json!({"type": "Footer", "label": "Go", "on-click-action": action});
    let next = json!({"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}});
    let mut whole = json!({"version": "7.1", "screens": [
        {"id": "FIRST", "title": "One", "refresh_on_back": true, "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "TextInput", "name": "pick", "label": "Pick"}, footer(next)]}},
        {"id": "LAST", "title": "Two", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
            footer(json!({"name": "complete", "payload": {}}))]}},
    ]});
    if has_endpoint {
        whole["data_api_version"] = json!("3.0");
        whole["routing_model"] = json!({"FIRST": ["LAST"], "LAST": []});
    }
    whole
}

async fn create(rig: &Rig, body: Value) -> Answer {
    rig.post(&format!("/{WABA}/flows"), body).await
}

async fn upload(rig: &Rig, id: &str, text: &str) -> Answer {
    let file = Part::text(text.to_owned()).file_name("flow.json");
    let form = Form::new().text("asset_type", "FLOW_JSON").part("file", file);
    rig.call(rig.http.post(rig.url(&format!("/{id}/assets"))).bearer_auth(TOKEN).multipart(form)).await
}

fn message(flow: &Value, action: &str) -> Value {
    json!({"type": "interactive", "interactive": {"type": "flow", "body": {"text": "b"}, "action": {"name": "flow",
        "parameters": {"flow_message_version": "3", "flow_id": flow, "flow_cta": "Open", "flow_token": "t1",
        "flow_action": action, "flow_action_payload": {"screen": "FIRST", "data": {"x": 1}}}}}})
}

/// Sends a Flow to Sheena and waits until it is there; gives back its wamid.
async fn send(rig: &Rig, receiver: &mut Receiver, flow: &Value, action: &str) -> String {
    rig.types("hi").await;
    receiver.next().await;
    let answer = rig.send(message(flow, action)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    receiver.next().await;
    receiver.next().await;
    answer.wamid()
}

async fn act(rig: &Rig, id: &Value, body: Value) -> Answer {
    rig.post(&format!("/_sim/customers/{SHEENA}/flows/{}", id.as_str().unwrap()), body).await
}

#[tokio::test]
async fn a9_wrong_flow_json_is_told_with_place_and_path() {
    let rig = Rig::start().await;
    let id = create(&rig, json!({"name": "Bad"})).await.body["id"].as_str().unwrap().to_owned();
    let mut whole = flow_json(false);
    whole["screens"][0]["layout"]["children"][0]["type"] = json!("TextInpt");
    whole["screens"][0]["layout"]["children"][1]["on-click-action"]["next"]["name"] = json!("ELSEWHERE");
    whole["screens"][1]["id"] = json!("FIRST");
    let errors =
        upload(&rig, &id, &serde_json::to_string_pretty(&whole).unwrap()).await.body["validation_errors"]
            .clone();
    let kinds: Vec<&str> =
        errors.as_array().unwrap().iter().map(|it| it["error"].as_str().unwrap()).collect();
    let expected =
        ["INVALID_PROPERTY_VALUE", "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME", "DUPLICATE_SCREEN_ID"];
    assert_eq!(kinds, expected);
    assert_eq!(errors[0]["pointers"][0]["path"], "screens[0].layout.children[0].type");
    assert!(errors[0]["line_start"].as_u64().unwrap() > 5, "{errors}");
    for (text, error) in [
        ("{", "INVALID_JSON"),
        (r#"{"version":"7.1","screens":[]}"#, "INVALID_PROPERTY_VALUE"),
        (r#"{"version":"1.0","screens":[{"id":"A"}]}"#, "INVALID_PROPERTY_VALUE"),
        (
            r#"{"screens":[{"id":"A","terminal":true,"layout":{"type":"SingleColumnLayout","children":[]}}]}"#,
            "MISSING_REQUIRED_PROPERTY",
        ),
    ] {
        assert_eq!(upload(&rig, &id, text).await.body["validation_errors"][0]["error"], error, "{text}");
    }
    assert_eq!(rig.post(&format!("/{id}/publish"), json!({})).await.code(), 139_002);
    let mut no_end = flow_json(false);
    no_end["screens"].as_array_mut().unwrap().pop();
    no_end["screens"][0]["layout"]["children"].as_array_mut().unwrap().pop();
    assert_eq!(
        upload(&rig, &id, &no_end.to_string()).await.body["validation_errors"][0]["error"],
        "MISSING_TERMINAL_SCREEN"
    );
    assert_eq!(upload(&rig, &id, &flow_json(false).to_string()).await.body["validation_errors"], json!([]));
}

#[tokio::test]
async fn a9_an_endpoint_is_asked_at_publication_and_while_a_phone_fills_the_flow() {
    let (rig, mut receiver) = Rig::connected().await;
    let (business, url) = Business::start().await;
    let draft = json!({"name": "Book", "endpoint_uri": url, "flow_json": flow_json(true).to_string()});
    let made = create(&rig, draft).await.body;
    assert_eq!(made["validation_errors"], json!([]));
    let publish = format!("/{}/publish", made["id"].as_str().unwrap());
    assert!(rig.post(&publish, json!({})).await.details().contains("public key"));
    let key = json!({"business_public_key": business.pem()});
    assert_eq!(rig.post(&format!("/{NUMBER}/whatsapp_business_encryption"), key).await.status, 200);
    *business.status.lock().unwrap() = 500;
    assert!(rig.post(&publish, json!({})).await.details().contains("HTTP 500"));
    *business.status.lock().unwrap() = 200;
    assert_eq!(rig.post(&publish, json!({})).await.status, 200);
    assert_eq!(receiver.next().await.value()["new_status"], "PUBLISHED");
    assert_eq!(business.asked().last().unwrap(), &json!({"version": "3.0", "action": "ping"}));

    let wamid = send(&rig, &mut receiver, &made["id"], "data_exchange").await;
    let opened = rig.post(&format!("/_sim/customers/{SHEENA}/flows"), json!({"message": wamid})).await.body;
    assert_eq!((&opened["screen"], &opened["data"]["greeting"]), (&json!("FIRST"), &json!("hi")));
    assert_eq!(opened["layout"]["children"][0]["name"], "pick");
    let on =
        act(&rig, &opened["id"], json!({"action": "data_exchange", "data": {"pick": "blue"}})).await.body;
    assert_eq!(
        (&on["screen"], &on["data"]["picked"], &on["terminal"]),
        (&json!("LAST"), &json!("blue"), &json!(true))
    );
    assert_eq!(act(&rig, &opened["id"], json!({"action": "back"})).await.body["screen"], "FIRST");
    let lost =
        act(&rig, &opened["id"], json!({"action": "data_exchange", "data": {"pick": "nowhere"}})).await;
    assert_eq!(lost.status, 409);
    assert_eq!(business.asked().last().unwrap()["data"]["error"], "INVALID_SCREEN");
    // The business changed its key: the phone fetches it anew.
    *business.key.lock().unwrap() = PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap();
    rig.post(
        &format!("/{NUMBER}/whatsapp_business_encryption"),
        json!({"business_public_key": business.pem()}),
    )
    .await;
    let end = act(&rig, &opened["id"], json!({"action": "data_exchange", "data": {"pick": "end"}})).await;
    assert_eq!(end.body["completed"], true, "{end:?}");
    let reply = receiver.next().await.value()["messages"][0].clone();
    let reply_json = &reply["interactive"]["nfm_reply"]["response_json"];
    assert_eq!(reply_json.as_str().unwrap(), r#"{"flow_token":"t1","rating":"4"}"#);
    assert_eq!(
        (&reply["context"]["id"], &reply["interactive"]["nfm_reply"]["name"]),
        (&json!(wamid), &json!("flow"))
    );
    *business.status.lock().unwrap() = 427;
    let refused = rig.post(&format!("/_sim/customers/{SHEENA}/flows"), json!({"message": wamid})).await;
    assert!(refused.body["error"]["message"].as_str().unwrap().contains("used up"), "{refused:?}");
    let disabled = rig.post(&format!("/_sim/customers/{SHEENA}/flows"), json!({"message": wamid})).await;
    assert!(disabled.body["error"]["message"].as_str().unwrap().contains("disabled"));
}

#[tokio::test]
async fn a9_a_flow_without_an_endpoint_is_filled_in_on_the_phone_alone() {
    let (rig, mut receiver) = Rig::connected().await;
    let made = create(&rig, json!({"name": "Form", "flow_json": flow_json(false).to_string()})).await.body;
    rig.types("hi").await;
    receiver.next().await;
    assert!(rig.send(message(&made["id"], "navigate")).await.details().contains("DRAFT"));
    rig.post(&format!("/{}/publish", made["id"].as_str().unwrap()), json!({})).await;
    receiver.next().await;
    let wamid = send(&rig, &mut receiver, &made["id"], "navigate").await;
    let opened = rig.post(&format!("/_sim/customers/{SHEENA}/flows"), json!({"message": wamid})).await.body;
    assert_eq!((&opened["screen"], &opened["data"]["x"]), (&json!("FIRST"), &json!(1)));
    assert_eq!(
        act(&rig, &opened["id"], json!({"action": "complete"})).await.status,
        409,
        "not the last screen"
    );
    act(&rig, &opened["id"], json!({"action": "navigate", "screen": "LAST", "data": {"a": 1}})).await;
    assert_eq!(act(&rig, &opened["id"], json!({"action": "complete", "data": {"b": 2}})).await.status, 200);
    let reply =
        receiver.next().await.value()["messages"][0]["interactive"]["nfm_reply"]["response_json"].clone();
    assert_eq!(reply, r#"{"b":2,"flow_token":"t1"}"#);
}

#[tokio::test]
async fn a9_a_bad_endpoint_is_told_and_throttles_its_flow() {
    let (rig, mut receiver) = Rig::connected().await;
    let (business, url) = Business::start().await;
    rig.post(
        &format!("/{NUMBER}/whatsapp_business_encryption"),
        json!({"business_public_key": business.pem()}),
    )
    .await;
    let draft = json!({"name": "Bad", "endpoint_uri": url, "flow_json": flow_json(true).to_string(), "publish": true});
    let flow = create(&rig, draft).await.body["id"].clone();
    assert_eq!(receiver.next().await.value()["new_status"], "PUBLISHED");
    let wamid = send(&rig, &mut receiver, &flow, "data_exchange").await;
    *business.status.lock().unwrap() = 500;
    for _ in 0..9 {
        let opened = rig.post(&format!("/_sim/customers/{SHEENA}/flows"), json!({"message": wamid})).await;
        assert_eq!(opened.status, 409);
    }
    let alert = receiver.next().await.value();
    assert_eq!(
        (&alert["event"], &alert["alert_state"], &alert["error_rate"]),
        (&json!("ENDPOINT_ERROR_RATE"), &json!("ACTIVATED"), &json!(90))
    );
    assert_eq!(receiver.next().await.value()["new_status"], "THROTTLED");
    for n in 0..11 {
        let code = rig.send(message(&flow, "data_exchange")).await.code();
        assert_eq!(code, if n < 10 { -1 } else { 132_069 });
    }
    rig.patch(&format!("/_sim/flows/{}", flow.as_str().unwrap()), json!({"status": "BLOCKED"})).await;
    assert_eq!(rig.send(message(&flow, "data_exchange")).await.code(), 132_068);
}
