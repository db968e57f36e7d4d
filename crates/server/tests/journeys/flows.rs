//! Flows: from their JSON to a form on a phone, its questions, and the reply.

use reqwest::Method;
use serde_json::{Value, json};
use test_support::{CUSTOMER, TestApp, on_both};

/// The only account of the test world.
const WABA: &str = "102290129340398";

fn form() -> Value {
    json!({ "version": "7.1", "data_api_version": "3.0", "routing_model": {}, "screens": [{ "id": "SIZE", "title": "Size",
            "terminal": true, "layout": { "type": "SingleColumnLayout", "children": [] } }] })
}

/// A Flow that is published; its path.
async fn published(app: &TestApp) -> (String, Value) {
    let new = json!({ "name": "Sizes", "categories": ["OTHER"] });
    let flow = app.post("/v1/flows", new).await.ok(201);
    let path = format!("/v1/flows/{}", flow["id"].as_str().unwrap());
    let door = app.get(&format!("{path}/endpoint")).await.ok(200);
    // What Meta calls has to begin with https; the door itself is asked on this machine.
    let url = door["url"].as_str().unwrap().replacen("http://", "https://", 1);
    app.call(Method::PATCH, &path, Some(json!({ "endpoint_url": url })), &[]).await.ok(200);
    app.call(Method::PUT, &format!("{path}/json"), Some(form()), &[]).await.ok(200);
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
