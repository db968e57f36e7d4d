//! Flows: made, changed, published, copied, sent; their endpoint and the keys of numbers.

use std::time::Duration;

use actions::provider::ProviderError;
use axum::body::Body;
use domain::flow::FlowStatus;
use domain::workspace::Role;
use http::Method;
use serde_json::{Value, json};

use crate::flow_desk::refusal;
use crate::harness::{Answer, Api, Client};

const NUMBER: &str = "106540352242922";

fn sign_up() -> Value {
    json!({ "name": "Sign up", "categories": ["SIGN_UP"] })
}

async fn made(of: &Client<'_>) -> (String, Value) {
    of.connect(NUMBER).await;
    let flow = of.post("/v1/flows", &sign_up()).await.ok(201);
    (format!("/v1/flows/{}", flow["id"].as_str().unwrap()), flow)
}

async fn put(of: &Client<'_>, path: &str, body: impl Into<Body>) -> Answer {
    of.api.send(of.request(Method::PUT, path).body(body.into()).unwrap()).await
}

/// The Flows that the feed told of, in order.
async fn told(of: &Client<'_>) -> Vec<Value> {
    let news = of.get("/v1/events?after=0").await.ok(200);
    let events = news["events"].as_array().unwrap().iter();
    events.filter(|event| event["type"] == "flow.updated").map(|event| event["flow"].clone()).collect()
}

#[tokio::test]
async fn a7_a_flow_is_made_changed_published_and_taken_out_of_use() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let (path, flow) = made(&ada).await;
        assert_eq!((&flow["status"], &flow["meta_flow_id"]), (&json!("draft"), &json!("777")));
        let changes =
            json!({ "name": "Join", "categories": ["SURVEY"], "endpoint_url": "https://a.example/x" });
        let changed = ada.call(Method::PATCH, &path, &changes).await.ok(200);
        assert_eq!((&changed["name"], &changed["endpoint_url"]), (&json!("Join"), &changes["endpoint_url"]));
        let published = ada.post(&format!("{path}/publish"), &Value::Null).await.ok(200);
        assert_eq!(published["status"], "published");
        let again = ada.post(&format!("{path}/publish"), &Value::Null).await;
        assert_eq!(again.refusal(), (409, "flow_not_publishable"));
        let renamed = ada.call(Method::PATCH, &path, &json!({ "name": "x" })).await;
        assert_eq!(renamed.refusal(), (409, "flow_not_editable"));
        let moved = json!({ "endpoint_url": "https://b.example" });
        ada.call(Method::PATCH, &path, &moved).await.ok(200);
        assert_eq!(
            ada.call(Method::DELETE, &path, &Value::Null).await.refusal(),
            (409, "flow_not_deletable")
        );
        let out = ada.post(&format!("{path}/deprecate"), &Value::Null).await.ok(200);
        assert_eq!(out["status"], "deprecated");
        let again = ada.post(&format!("{path}/deprecate"), &Value::Null).await;
        assert_eq!(again.refusal(), (409, "flow_not_deprecatable"));
        assert_eq!(ada.get(&path).await.ok(200), out);
        assert_eq!(told(&ada).await.last(), Some(&out), "the last event is the state after it");
    }
}

#[tokio::test]
async fn a7_json_is_uploaded_with_its_errors_in_their_places_and_downloaded_again() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let (path, _) = made(&ada).await;
    let json = format!("{path}/json");
    assert_eq!(ada.get(&json).await.refusal(), (404, "not_found"));
    let uploaded = put(&ada, &json, "{\n \"bad\": 1\n}").await.ok(200);
    assert_eq!(uploaded["validation_errors"][0]["line_start"], 2);
    assert_eq!(ada.get(&path).await.ok(200)["validation_errors"][0]["code"], "INVALID_PROPERTY");
    let downloaded = ada.get(&json).await;
    assert_eq!(downloaded.headers["content-disposition"], "attachment; filename=\"flow.json\"");
    assert_eq!(downloaded.ok(200), json!({ "bad": 1 }));
    let good = put(&ada, &json, "{}").await.ok(200);
    assert_eq!(good["validation_errors"], json!([]));
    let broken = put(&ada, &json, "{\n\"a\": ,}").await;
    assert_eq!((broken.refusal(), broken.fields()), ((422, "validation_failed"), vec!["json"]));
    assert!(broken.json["detail"].as_str().unwrap().contains("line 2, column 6"), "{}", broken.json);
    let bytes = put(&ada, &json, vec![b'"', 0xff, b'"']).await;
    assert!(bytes.json["detail"].as_str().unwrap().contains("byte 2"), "{}", bytes.json);
    let just_fits = format!("\"{}\"", "x".repeat(10 * 1024 * 1024 - 2));
    put(&ada, &json, just_fits).await.ok(200);
    let too_large = format!("\"{}\"", "x".repeat(10 * 1024 * 1024 - 1));
    assert_eq!(put(&ada, &json, too_large).await.refusal(), (413, "body_too_large"));
    let preview = ada.get(&format!("{path}/preview")).await.ok(200);
    assert_eq!(preview["url"], "https://business.facebook.com/wa/manage/flows/777/preview/");
    ada.post(&format!("{path}/publish"), &Value::Null).await.ok(200);
    assert_eq!(put(&ada, &json, "{}").await.refusal(), (409, "flow_not_editable"));
}

#[tokio::test]
async fn a7_a_draft_is_deleted_and_what_the_provider_lost_is_noticed() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let (path, _) = made(&ada).await;
    let gone = ada.call(Method::DELETE, &path, &Value::Null).await.ok(200);
    assert_eq!(gone["status"], "deleted");
    assert_eq!(ada.get("/v1/flows").await.ok(200)["items"], json!([]));
    assert_eq!(ada.get(&format!("{path}/preview")).await.refusal(), (404, "not_found"));
    assert_eq!(ada.call(Method::DELETE, &path, &Value::Null).await.refusal(), (409, "flow_not_editable"));
    let kept = ada.post("/v1/flows", &sign_up()).await.ok(201);
    api.clock.advance(Duration::from_secs(1));
    let copied = ada.post("/v1/flows/sync", &json!({})).await.ok(200);
    assert_eq!(copied["flows"], 1);
    api.provider.desk.lock().unwrap().flows.clear();
    ada.post("/v1/flows/sync", &json!({})).await.ok(200);
    assert_eq!(ada.get("/v1/flows").await.ok(200)["items"], json!([]));
    let lost = ada.get("/v1/flows?status=deleted").await.ok(200);
    assert_eq!(lost["items"].as_array().unwrap().len(), 2, "{lost}");
    assert_eq!(told(&ada).await.last().unwrap()["id"], kept["id"]);
}

#[tokio::test]
async fn a7_what_is_wrong_is_named_with_field_and_limit() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    assert_eq!(ada.post("/v1/flows", &sign_up()).await.fields(), ["waba_id"]);
    let (path, _) = made(&ada).await;
    let with = |field: &str, value: Value| {
        let mut flow = sign_up();
        flow[field] = value;
        flow
    };
    for (field, value, word) in [
        ("name", json!(" "), "empty"),
        ("name", json!("x".repeat(201)), "at most 200 characters; this has 201"),
        ("categories", json!([]), "at least one"),
        ("categories[0]", json!(["PARTY"]), "SIGN_UP"),
        ("endpoint_url", json!("http://a.example"), "https://"),
        ("endpoint_url", json!("https://u:p@a.example"), "https://"),
        ("json", json!([]), "object"),
        ("publish", json!(true), "without json"),
        ("waba_id", json!("1"), "no number"),
    ] {
        let top = field.split('[').next().unwrap();
        let answer = ada.post("/v1/flows", &with(top, value)).await;
        assert_eq!((answer.refusal(), answer.fields()), ((422, "validation_failed"), vec![field]));
        assert!(
            answer.json["fields"][field].as_str().unwrap().to_lowercase().contains(&word.to_lowercase()),
            "{}",
            answer.json
        );
    }
    for body in
        [json!({}), json!({ "name": "" }), json!({ "endpoint_url": "ftp://a" }), json!({ "categories": [] })]
    {
        assert_eq!(ada.call(Method::PATCH, &path, &body).await.refusal(), (422, "validation_failed"));
    }
}

#[tokio::test]
async fn a7_what_the_provider_says_no_to_changes_nothing_here() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let (path, flow) = made(&ada).await;
    let events = told(&ada).await.len();
    for (refusal, expected) in [
        (ProviderError::Refused(refusal("Flow publish failed")), (422, "provider_refused")),
        (ProviderError::TokenInvalid(refusal("Expired")), (409, "token_invalid")),
        (ProviderError::Unreachable(refusal("Gone")), (503, "provider_unreachable")),
    ] {
        api.provider.desk.lock().unwrap().refusal = Some(refusal);
        let publish = ada.post(&format!("{path}/publish"), &Value::Null).await;
        assert_eq!(publish.refusal(), expected);
        assert_eq!(ada.call(Method::DELETE, &path, &Value::Null).await.status.as_u16(), expected.0);
    }
    assert_eq!(ada.get(&path).await.ok(200), flow);
    assert_eq!(told(&ada).await.len(), events);
}

#[tokio::test]
async fn l2_roles_decide_who_may_change_flows_and_make_keys() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let (path, _) = made(&ada).await;
    let number = ada.get("/v1/phone-numbers").await.ok(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let key = format!("/v1/phone-numbers/{number}/flow-key");
    let door = json!({ "answerer": { "type": "built_in" } });
    for (role, may_edit) in [(Role::Manager, true), (Role::Agent, false), (Role::Viewer, false)] {
        let bo = api.member(&format!("{}@example.com", role.as_str()), ada.workspace, role).await;
        bo.get("/v1/flows").await.ok(200);
        bo.get(&path).await.ok(200);
        bo.get(&format!("{path}/preview")).await.ok(200);
        let refused = |answer: Answer| (answer.status.as_u16() == 403) != may_edit;
        assert!(refused(bo.post("/v1/flows/sync", &json!({})).await));
        assert!(refused(bo.call(Method::PATCH, &path, &json!({ "name": "y" })).await));
        assert!(refused(put(&bo, &format!("{path}/json"), "{}").await));
        assert!(refused(bo.get(&format!("{path}/endpoint")).await));
        assert!(refused(bo.call(Method::PUT, &format!("{path}/endpoint"), &door).await));
        assert_eq!(bo.post(&key, &Value::Null).await.refusal(), (403, "not_allowed"));
    }
}

#[tokio::test]
async fn a7_a_numbers_key_is_made_handed_over_and_changed() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let number = ada.connect(NUMBER).await;
        let path = format!("/v1/phone-numbers/{number}/flow-key");
        assert_eq!(ada.get(&path).await.refusal(), (404, "not_found"));
        api.provider.desk.lock().unwrap().refusal = Some(ProviderError::Unreachable(refusal("Gone")));
        assert_eq!(ada.post(&path, &Value::Null).await.refusal(), (503, "provider_unreachable"));
        let waiting = ada.get(&path).await.ok(200);
        assert_eq!((&waiting["uploaded_at"], &waiting["problem"]["title"]), (&Value::Null, &json!("Gone")));
        api.provider.desk.lock().unwrap().refusal = None;
        let first = ada.post(&path, &Value::Null).await.ok(200);
        assert_eq!(first["public_key"], waiting["public_key"], "the same pair is handed over again");
        assert!(first["uploaded_at"].is_string() && first["problem"].is_null());
        api.clock.advance(Duration::from_secs(60));
        let answer = ada.post(&path, &Value::Null).await;
        assert!(!answer.json.to_string().contains("PRIVATE"));
        let second = answer.ok(200);
        assert_ne!(second["public_key"], first["public_key"]);
        assert!(second["previous_until"].is_string());
        let handed: Vec<_> = api.provider.desk.lock().unwrap().keys.clone();
        assert_eq!(handed, [first["public_key"].as_str().unwrap(), second["public_key"].as_str().unwrap()]);
    }
}

#[tokio::test]
async fn a7_the_endpoint_of_a_flow_is_set_and_shown() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let (path, _) = made(&ada).await;
    let endpoint = format!("{path}/endpoint");
    let shown = ada.get(&endpoint).await.ok(200);
    let url = shown["url"].as_str().unwrap();
    let key = url.strip_prefix("https://inbox.example/flows/").unwrap().strip_suffix("/endpoint").unwrap();
    assert!(key.len() == 64 && key.bytes().all(|b| b.is_ascii_hexdigit()), "{key}");
    assert!(shown["secret"].as_str().unwrap().starts_with("whsec_"));
    assert_eq!(shown["answerer"], json!({ "type": "built_in", "rules": [] }));
    let rule = json!({ "action": "init", "screen": null, "then": { "type": "screen", "screen": "A", "data": { "n": 1 } } });
    let door = json!({ "answerer": { "type": "built_in", "rules": [rule] }, "checks_tokens": true });
    let set = ada.call(Method::PUT, &endpoint, &door).await.ok(200);
    assert_eq!(
        (&set["answerer"], &set["checks_tokens"], &set["url"]),
        (&door["answerer"], &json!(true), &shown["url"])
    );
    assert_eq!(ada.get(&endpoint).await.ok(200), set);
    let forward = |url: &str| json!({ "answerer": { "type": "forward", "url": url } });
    ada.call(Method::PUT, &endpoint, &forward("https://forms.example/x")).await.ok(200);
    for url in ["http://forms.example", "forms", "file:///etc/passwd", "https://a:b@forms.example"] {
        let refused = ada.call(Method::PUT, &endpoint, &forward(url)).await;
        assert_eq!(
            (refused.refusal(), refused.fields()),
            ((422, "validation_failed"), vec!["answerer.url"]),
            "{url}"
        );
    }
    let many = json!({ "answerer": { "type": "built_in", "rules": vec![rule.clone(); 101] } });
    let refused = ada.call(Method::PUT, &endpoint, &many).await;
    assert!(refused.json["detail"].as_str().unwrap().contains("at most 100 rules; these are 101"));
    let mut nameless = door.clone();
    nameless["answerer"]["rules"][0]["then"]["screen"] = json!("");
    assert_eq!(ada.call(Method::PUT, &endpoint, &nameless).await.fields(), ["answerer.rules[0].then.screen"]);
}

#[tokio::test]
async fn c4_a_flow_that_would_open_nothing_is_refused_before_it_is_sent() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let number = ada.connect(NUMBER).await;
        let (conversation, _) = ada.receive(number, "+4915112345678", "hi").await;
        let flow = ada.post("/v1/flows", &sign_up()).await.ok(201);
        let send = async |flow_id: &str, is_draft: bool| {
            let action = json!({ "type": "flow", "flow_id": flow_id, "label": "Open", "is_draft": is_draft, "screen": "A" });
            let content = json!({ "type": "interactive", "body": "Join", "action": action });
            ada.post("/v1/messages", &json!({ "conversation_id": conversation, "content": content })).await
        };
        let refused = send("777", false).await;
        assert_eq!(refused.refusal(), (422, "validation_failed"));
        assert_eq!(refused.fields(), ["content.action.flow_id"]);
        assert!(refused.json["detail"].as_str().unwrap().contains("draft"), "{}", refused.json);
        let sent = send("777", true).await.ok(202);
        assert_eq!(sent["content"]["action"]["token"], sent["id"], "its token is the message's id");
        send("999", false).await.ok(202); // not known here: left to the provider
        let path = format!("/v1/flows/{}", flow["id"].as_str().unwrap());
        ada.post(&format!("{path}/publish"), &Value::Null).await.ok(200);
        send("777", false).await.ok(202);
        for gone in [FlowStatus::Blocked, FlowStatus::Deprecated] {
            api.provider.desk.lock().unwrap().flows.get_mut("777").unwrap().0.status = gone.clone();
            ada.post("/v1/flows/sync", &json!({})).await.ok(200);
            let refused = send("777", false).await;
            assert!(refused.json["detail"].as_str().unwrap().contains(gone.as_str()), "{}", refused.json);
        }
    }
}
