//! Flows: from their JSON to a form on a phone, its questions, and the reply.

use aes_gcm::AesGcm;
use aes_gcm::aead::consts::U16;
use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::aes::Aes128;
use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use serde_json::{Value, json};
use test_support::{CUSTOMER, TestApp, on_both};

/// The only account of the test world.
const WABA: &str = "102290129340398";

fn form() -> Value {
    let footer = json!({ "type": "Footer", "label": "Send",
        "on-click-action": { "name": "complete", "payload": {} } });
    json!({ "version": "7.1", "data_api_version": "3.0", "routing_model": { "SIZE": [] },
            "screens": [{ "id": "SIZE", "title": "Size", "terminal": true,
                          "layout": { "type": "SingleColumnLayout", "children": [footer] } }] })
}

/// A Flow that is published; its path.
async fn published(app: &TestApp) -> (String, Value) {
    let new = json!({ "name": "Sizes", "categories": ["OTHER"] });
    let flow = app.post("/v1/flows", new).await.ok(201);
    let path = format!("/v1/flows/{}", flow["id"].as_str().unwrap());
    let door = app.get(&format!("{path}/endpoint")).await.ok(200);
    app.call(Method::PATCH, &path, Some(json!({ "endpoint_url": door["url"] })), &[]).await.ok(200);
    let filled = app.call(Method::PUT, &format!("{path}/json"), Some(form()), &[]).await.ok(200);
    assert_eq!(filled["validation_errors"], json!([]), "{filled}");
    app.post(&format!("/v1/phone-numbers/{}/flow-key", app.number), Value::Null).await.ok(200);
    let published = app.post(&format!("{path}/publish"), Value::Null).await.ok(200);
    assert_eq!(published["status"], "published");
    (path, published)
}

fn news(value: Value, at: i64) -> Vec<u8> {
    let change = json!({ "field": "flows", "value": value });
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": WABA, "time": at, "changes": [change] }] })
        .to_string()
        .into_bytes()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a7_a_flow_is_made_filled_published_sent_and_its_reply_linked() {
    on_both(|app| async move {
        let (path, flow) = published(&app).await;
        let conversation = app.conversation().await;
        let action = json!({ "type": "flow", "flow_id": flow["meta_flow_id"], "label": "Choose" });
        let content = json!({ "type": "interactive", "body": "Your size?", "action": action });
        let body = json!({ "conversation_id": conversation, "content": content });
        let sent = app.post("/v1/messages", body).await.ok(202);
        let token = sent["content"]["action"]["token"].clone();
        assert_eq!(token, sent["id"], "its token is the message's id");
        app.wait_for_status(&sent, "delivered").await;
        let wamid = app.message(sent["id"].as_str().unwrap()).await["wamid"].clone();
        let reply = json!({ "name": "flow", "body": "Sent",
            "response_json": json!({ "flow_token": token, "size": "M" }).to_string() });
        let at = app.app.clock.now().as_seconds().to_string();
        let inbound = json!({ "from": CUSTOMER, "id": "wamid.reply", "timestamp": at, "type": "interactive",
            "context": { "id": wamid, "from": "15550783881" },
            "interactive": { "type": "nfm_reply", "nfm_reply": reply } });
        app.deliver(&app.webhook(&[inbound], &[])).await.ok(200);
        let came = app.wait_for("the reply", |e| e["message"]["wamid"] == "wamid.reply").await;
        let content = &came["message"]["content"];
        assert_eq!((&content["flow_id"], &content["flow_token"]), (&flow["meta_flow_id"], &token));
        assert_eq!(content["answers"]["size"], "M");
        let gone = app.post(&format!("{path}/deprecate"), Value::Null).await.ok(200);
        assert_eq!(gone["status"], "deprecated");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b6_news_of_a_flow_is_kept_whatever_its_order_and_told() {
    on_both(|app| async move {
        let now = app.app.clock.now().as_seconds();
        let alert = |state: &str, p90: i64| json!({ "event": "ENDPOINT_LATENCY", "message": "p90 high",
            "flow_id": "4711", "p90_latency": p90, "p50_latency": 500, "requests_count": 34, "threshold": 7000,
            "alert_state": state });
        app.deliver(&news(alert("ACTIVATED", 8000), now)).await.ok(200);
        let told = app.wait_for("the alert", |e| e["type"] == "flow.updated").await["flow"].clone();
        assert_eq!((&told["meta_flow_id"], &told["waba_id"]), (&json!("4711"), &json!(WABA)));
        let seen = &told["alerts"][0];
        assert_eq!((&seen["kind"], &seen["is_active"]), (&json!("endpoint_latency"), &json!(true)));
        assert_eq!((&seen["p90_latency"], &seen["requests"]), (&json!(8000.0), &json!(34)));
        app.deliver(&news(alert("DEACTIVATED", 900), now + 20)).await.ok(200);
        app.deliver(&news(alert("ACTIVATED", 9000), now + 10)).await.ok(200);
        let status = |new: &str| json!({ "event": "FLOW_STATUS_CHANGE", "flow_id": "4711", "old_status": "PUBLISHED",
            "new_status": new, "message": "m" });
        app.deliver(&news(status("BLOCKED"), now + 30)).await.ok(200);
        app.deliver(&news(status("THROTTLED"), now + 25)).await.ok(200);
        app.settle().await;
        let known = app.get("/v1/flows?meta_flow_id=4711&status=blocked").await.ok(200);
        let known = if known["items"] == json!([]) {
            // The provider does not have it: the copy that the first news owed may have said so by now.
            app.get("/v1/flows?meta_flow_id=4711&status=deleted").await.ok(200)
        } else {
            known
        };
        let flow = &known["items"][0];
        assert_eq!(flow["alerts"][0]["is_active"], false, "{known}");
        assert_eq!(flow["alerts"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b6_another_apps_news_of_a_flow_changes_nothing() {
    let app = TestApp::start().await;
    let now = app.app.clock.now().as_seconds();
    let status = json!({ "event": "FLOW_STATUS_CHANGE", "flow_id": "4711", "new_status": "BLOCKED" });
    let mut foreign: Value = serde_json::from_slice(&news(status, now)).unwrap();
    foreign["entry"][0]["id"] = json!("99");
    app.deliver(foreign.to_string().as_bytes()).await.ok(200);
    app.settle().await;
    assert_eq!(app.get("/v1/flows?meta_flow_id=4711").await.ok(200)["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a7_the_door_of_the_running_server_refuses_what_is_not_metas() {
    let app = TestApp::start().await;
    let flow = app.post("/v1/flows", json!({ "name": "Sizes", "categories": ["OTHER"] })).await.ok(201);
    let path = format!("/v1/flows/{}/endpoint", flow["id"].as_str().unwrap());
    let door = app.get(&path).await.ok(200);
    let url = door["url"].as_str().unwrap();
    let here = url.strip_prefix(app.url.as_str()).unwrap_or_else(|| &url[url.find("/flows/").unwrap()..]);
    let body = json!({ "encrypted_flow_data": "x", "encrypted_aes_key": "x", "initial_vector": "x" });
    let unsigned = app.post(here, body.clone()).await;
    assert_eq!(unsigned.status.as_u16(), 432);
    let signature = cloud_api::signature::sign(&app.app_secret, body.to_string().as_bytes());
    let signed =
        app.call(Method::POST, here, Some(body), &[(cloud_api::signature::HEADER, &signature)]).await;
    assert_eq!(signed.status.as_u16(), 421);
    assert_eq!(app.post("/flows/0000/endpoint", json!({})).await.status.as_u16(), 404);
}

/// What a phone does with a question: encrypts it for the number's public key, by itself.
fn sealed(public_key: &str, question: &Value) -> Vec<u8> {
    let der: String = public_key.lines().filter(|line| !line.starts_with('-')).collect();
    let public = PublicEncryptingKey::from_der(&STANDARD.decode(der).unwrap()).unwrap();
    let public = OaepPublicEncryptingKey::new(public).unwrap();
    let mut room = vec![0; public.ciphertext_size()];
    let key = public.encrypt(&OAEP_SHA256_MGF1SHA256, &KEY, &mut room, None).unwrap();
    let cipher = AesGcm::<Aes128, U16>::new(&KEY.into());
    let data = cipher.encrypt(&IV.into(), question.to_string().as_bytes()).unwrap();
    json!({ "encrypted_flow_data": STANDARD.encode(data), "encrypted_aes_key": STANDARD.encode(key),
            "initial_vector": STANDARD.encode(IV) })
    .to_string()
    .into_bytes()
}

fn unsealed(answer: &str) -> Value {
    let cipher = AesGcm::<Aes128, U16>::new(&KEY.into());
    let turned = IV.map(|byte| byte ^ 0xff);
    let words = cipher.decrypt(&turned.into(), STANDARD.decode(answer).unwrap().as_slice()).unwrap();
    serde_json::from_slice(&words).unwrap()
}

const KEY: [u8; 16] = *b"0123456789abcdef";
const IV: [u8; 16] = *b"fedcba9876543210";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a7_a_form_that_was_sent_asks_the_running_server_and_is_led_to_its_end() {
    on_both(|app| async move {
        let (path, flow) = published(&app).await;
        let rules = json!([{ "action": "init", "then": { "type": "screen", "screen": "SIZE", "data": { "n": 1 } } }]);
        let door = json!({ "answerer": { "type": "built_in", "rules": rules }, "checks_tokens": true });
        let door = app.call(Method::PUT, &format!("{path}/endpoint"), Some(door), &[]).await.ok(200);
        let key = app.get(&format!("/v1/phone-numbers/{}/flow-key", app.number)).await.ok(200);
        let conversation = app.conversation().await;
        let action = json!({ "type": "flow", "flow_id": flow["meta_flow_id"], "label": "Choose" });
        let content = json!({ "type": "interactive", "body": "Your size?", "action": action });
        let sent = app.post("/v1/messages", json!({ "conversation_id": conversation, "content": content })).await;
        let token = sent.ok(202)["content"]["action"]["token"].clone();
        let ask = async |action: &str, token: &Value| {
            let question = json!({ "version": "3.0", "action": action, "screen": "SIZE", "data": { "size": "M" },
                "flow_token": token });
            let body = sealed(key["public_key"].as_str().unwrap(), &question);
            let signature = cloud_api::signature::sign(&app.app_secret, &body);
            let options = cloud_api::http::Options { system_proxy: false, ..Default::default() };
            let http = cloud_api::http::client(&options).unwrap();
            let call = http.post(door["url"].as_str().unwrap()).header(cloud_api::signature::HEADER, signature);
            let answer = call.body(body).send().await.unwrap();
            (answer.status().as_u16(), unsealed(&answer.text().await.unwrap()))
        };
        let first = ask("INIT", &token).await;
        assert_eq!(first, (200, json!({ "screen": "SIZE", "data": { "n": 1 } })));
        let (status, last) = ask("data_exchange", &token).await;
        assert_eq!((status, &last["screen"]), (200, &json!("SUCCESS")));
        let params = &last["data"]["extension_message_response"]["params"];
        assert_eq!(*params, json!({ "size": "M", "flow_token": token }));
        let (status, closed) = ask("INIT", &json!("another token")).await;
        assert_eq!((status, closed["error_msg"].is_string()), (427, true));
    })
    .await;
}
