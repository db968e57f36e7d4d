//! Templates: drafted, judged, changed, submitted, listed, shown.

use domain::workspace::Role;
use http::Method;
use serde_json::{Value, json};

use crate::harness::{Api, Client};

fn order_update() -> Value {
    json!({
        "name": "order_update", "language": "en_US", "category": "utility",
        "components": [
            { "type": "BODY", "text": "Hello {{1}}, your order {{2}} is on its way to you.",
              "example": { "body_text": [["Ana", "A-1"]] } },
            { "type": "FOOTER", "text": "Harbour Coffee" },
        ],
    })
}

async fn draft(of: &Client<'_>) -> String {
    of.connect("106540352242922").await;
    let drafted = of.post("/v1/templates", &order_update()).await.ok(201);
    drafted["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn f1_a_template_is_drafted_changed_submitted_and_every_version_kept() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let id = draft(&ada).await;
        let path = format!("/v1/templates/{id}");
        let drafted = ada.get(&path).await.ok(200);
        assert_eq!((&drafted["status"], &drafted["version"]), (&json!("draft"), &json!(1)));
        assert_eq!(drafted["created_by"]["name"], "Ada");
        let again = ada.post("/v1/templates", &order_update()).await;
        assert_eq!(again.refusal(), (409, "template_exists"));
        let changed = ada.call(Method::PATCH, &path, &json!({ "category": "marketing" })).await.ok(200);
        assert_eq!((&changed["category"], &changed["version"]), (&json!("marketing"), &json!(2)));
        let submitted = ada.post(&format!("{path}/submit"), &Value::Null).await.ok(202);
        assert_eq!(submitted["status"], "submitting");
        let twice = ada.post(&format!("{path}/submit"), &Value::Null).await;
        assert_eq!(twice.refusal(), (409, "template_not_submittable"));
        let late = ada.call(Method::PATCH, &path, &json!({ "category": "utility" })).await;
        assert_eq!(late.refusal(), (409, "template_not_editable"));
        let delete = ada.call(Method::DELETE, &path, &Value::Null).await;
        assert_eq!(delete.refusal(), (409, "template_not_deletable"));
        let first = ada.get(&format!("{path}/versions?limit=2")).await.ok(200);
        let numbers = |page: &Value| {
            let items = page["items"].as_array().unwrap();
            items.iter().map(|v| v["version"].as_i64().unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(numbers(&first), [3, 2]);
        let cursor = first["next_cursor"].as_str().unwrap();
        let rest = ada.get(&format!("{path}/versions?limit=2&cursor={cursor}")).await.ok(200);
        assert_eq!((numbers(&rest), &rest["next_cursor"]), (vec![1], &Value::Null));
        assert_eq!(first["items"][1]["changes"][0]["field"], "category");
        let events = ada.get("/v1/events?after=0&limit=200").await.ok(200);
        let told = events["events"].as_array().unwrap().iter().rfind(|e| e["type"] == "template.updated");
        assert_eq!(told.unwrap()["template"], ada.get(&path).await.ok(200), "events tell what is fetched");
    }
}

#[tokio::test]
async fn f1_what_the_provider_would_refuse_is_named_with_its_code() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    ada.connect("106540352242922").await;
    let mut broken = order_update();
    broken["components"][0]["text"] = json!("{{1}} your order {{2}} is on its way to you today.");
    let judged = ada.post("/v1/templates/lint", &broken).await.ok(200);
    assert_eq!(judged["ok"], false);
    insta::assert_json_snapshot!(judged["findings"][0], @r#"
    {
      "code": 2388299,
      "field": "components[0].text",
      "message": "the text must not begin or end with a variable",
      "rule": "variable_at_edge",
      "severity": "error",
      "value": "{{1}} your order {{2}} is on its way to you today."
    }
    "#);
    broken["submit"] = json!(true);
    let refused = ada.post("/v1/templates", &broken).await;
    assert_eq!(refused.refusal(), (422, "template_invalid"));
    assert_eq!(refused.fields(), ["components[0].text"]);
    assert!(refused.json["fields"]["components[0].text"].as_str().unwrap().ends_with("(2388299)"));
    assert_eq!(ada.get("/v1/templates").await.ok(200)["items"], json!([]), "nothing was stored");
    let sound = ada.post("/v1/templates/lint", &order_update()).await.ok(200);
    assert_eq!(sound, json!({ "ok": true, "findings": [] }));
    let mut odd = order_update();
    odd["name"] = json!("Order Update");
    assert_eq!(ada.post("/v1/templates", &odd).await.refusal(), (422, "template_invalid"));
    odd = order_update();
    odd["waba_id"] = json!("999");
    assert_eq!(ada.post("/v1/templates", &odd).await.fields(), ["waba_id"]);
}

#[tokio::test]
async fn f1_templates_are_found_by_what_they_are() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let id = draft(&ada).await;
        let mut german = order_update();
        german["language"] = json!("de");
        ada.post("/v1/templates", &german).await.ok(201);
        for (query, count) in [
            ("", 2),
            ("?status=draft&category=utility&waba_id=102290129340398&quality=not_rated", 2),
            ("?language=de", 1),
            ("?name=order_update&language=en_US", 1),
            ("?name=order", 0),
            ("?q=ON%20ITS%20way", 2),
            ("?status=approved", 0),
        ] {
            let page = ada.get(&format!("/v1/templates{query}")).await.ok(200);
            assert_eq!(page["items"].as_array().unwrap().len(), count, "{query}");
        }
        let first = ada.get("/v1/templates?limit=1").await.ok(200);
        let cursor = first["next_cursor"].as_str().unwrap();
        let second = ada.get(&format!("/v1/templates?limit=1&cursor={cursor}")).await.ok(200);
        assert_eq!((&second["items"][0]["id"], &second["next_cursor"]), (&json!(id), &Value::Null));
        let gone = ada.call(Method::DELETE, &format!("/v1/templates/{id}"), &Value::Null).await.ok(202);
        assert_eq!(gone["status"], "deleted");
        assert_eq!(ada.get(&format!("/v1/templates/{id}")).await.refusal(), (404, "not_found"));
    }
}

#[tokio::test]
async fn c3_a_preview_reads_as_the_message_would_and_names_what_does_not_fit() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let path = format!("/v1/templates/{}/preview", draft(&ada).await);
    let texts = |texts: &[&str]| {
        let parameters: Vec<_> = texts.iter().map(|t| json!({ "type": "text", "text": t })).collect();
        json!({ "components": [{ "type": "body", "parameters": parameters }] })
    };
    let shown = ada.post(&path, &texts(&["Ana", "A-7"])).await.ok(200);
    assert_eq!(shown["body"], "Hello Ana, your order A-7 is on its way to you.");
    assert_eq!(shown["footer"], "Harbour Coffee");
    let refused = ada.post(&path, &texts(&["Ana"])).await;
    assert_eq!(refused.refusal(), (422, "template_misfit"));
    let want = "number of localizable_params (1) does not match the expected number of params (2) (132000)";
    assert_eq!(refused.json["fields"]["components[0]"], want);
    let tab = ada.post(&path, &texts(&["Ana", "A\t7"])).await;
    assert_eq!(tab.fields(), ["components[0].parameters[1].text"]);
}

#[tokio::test]
async fn l2_agents_read_and_preview_templates_and_change_none() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let id = draft(&ada).await;
    let path = format!("/v1/templates/{id}");
    let agent = api.member("bo@example.com", ada.workspace, Role::Agent).await;
    agent.get(&path).await.ok(200);
    agent.post("/v1/templates/lint", &order_update()).await.ok(200);
    for (method, path, body) in [
        (Method::POST, "/v1/templates".to_owned(), order_update()),
        (Method::PATCH, path.clone(), json!({})),
        (Method::DELETE, path.clone(), Value::Null),
        (Method::POST, format!("{path}/submit"), Value::Null),
        (Method::POST, "/v1/templates/sync".to_owned(), json!({})),
    ] {
        assert_eq!(agent.call(method, &path, &body).await.refusal(), (403, "not_allowed"), "{path}");
    }
}

#[tokio::test]
async fn f1_a_copy_is_owed_once_however_often_it_is_asked_for() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    ada.connect("106540352242922").await;
    for _ in 0..3 {
        let owed = ada.post("/v1/templates/sync", &json!({})).await.ok(202);
        assert_eq!(owed["items"][0]["waba_id"], "102290129340398");
        assert_eq!(owed["items"][0]["finished_at"], Value::Null);
    }
    let count = api.store.read(ada.workspace, |tx| tx.jobs().count(domain::job::Queue::Templates)).await;
    let count: Result<i64, storage::Error> = count;
    assert_eq!(count.unwrap(), 2, "connecting the number asked for the first one, and for one of its Flows");
    let elsewhere = ada.post("/v1/templates/sync", &json!({ "waba_id": "9" })).await;
    assert_eq!(elsewhere.refusal(), (422, "validation_failed"));
}
