//! Connecting and testing numbers.

use actions::phone_number::Check;
use domain::workspace::Role;
use serde_json::{Value, json};

use crate::harness::{Api, credentials};

#[tokio::test]
async fn a1_a_number_is_tested_connected_and_listed_without_its_secrets() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let test = ada.post("/v1/phone-numbers/test", &credentials("106540352242922")).await.ok(200);
        let check = json!({ "name": "number", "ok": true, "detail": "found" });
        let want = json!({
            "ok": true, "display_phone_number": "+1 555-078-3881", "verified_name": "Harbour Coffee",
            "quality_rating": "GREEN", "checks": [check],
        });
        assert_eq!(test, want);
        assert_eq!(ada.get("/v1/phone-numbers").await.ok(200)["items"], json!([]));

        let number = ada.post("/v1/phone-numbers", &credentials("106540352242922")).await.ok(201);
        assert_eq!(number["base_url"], "https://graph.example");
        assert_eq!(number["health"]["state"], "connected");
        let list = ada.get("/v1/phone-numbers").await.ok(200);
        assert_eq!(
            list,
            json!({ "items": [number], "webhook_url": "https://inbox.example/webhooks/whatsapp" })
        );
        for secret in ["canary", "0123456789abcdef", "a-verify-token"] {
            assert!(!list.to_string().contains(secret), "{list}");
        }
        let asked = api.provider.asked.lock().unwrap();
        assert_eq!(asked.last().unwrap().access_token.expose(), "EAAG-canary-token");
    }
}

#[tokio::test]
async fn a1_credentials_that_the_provider_refuses_are_not_saved() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    *api.provider.refusal.lock().unwrap() =
        Some(Check { name: "token".to_owned(), ok: false, detail: "the token has expired".to_owned() });
    let test = ada.post("/v1/phone-numbers/test", &credentials("106540352242922")).await.ok(200);
    assert_eq!((&test["ok"], &test["checks"][1]["name"]), (&json!(false), &json!("token")));
    assert!(test.get("display_phone_number").is_none());
    let refused = ada.post("/v1/phone-numbers", &credentials("106540352242922")).await;
    assert_eq!(refused.refusal(), (422, "number_test_failed"));
    assert_eq!(refused.json["fields"], json!({ "token": "the token has expired" }));
    assert_eq!(ada.get("/v1/phone-numbers").await.ok(200)["items"], json!([]));
}

#[tokio::test]
async fn a1_wrong_fields_are_named_before_anybody_is_asked() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let mut wrong = credentials("not digits");
    wrong["access_token"] = json!("");
    let refused = ada.post("/v1/phone-numbers", &wrong).await;
    assert_eq!(refused.refusal(), (422, "validation_failed"));
    assert_eq!(refused.fields(), ["access_token", "meta_phone_number_id"]);
    let unknown = json!({ "phone": "1" });
    assert_eq!(ada.post("/v1/phone-numbers/test", &unknown).await.fields(), ["phone"]);
    assert!(api.provider.asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_number_is_connected_once_and_an_app_has_one_secret() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let bo = api.owner("bo@example.com").await;
        ada.connect("106540352242922").await;
        for client in [&ada, &bo] {
            let again = client.post("/v1/phone-numbers", &credentials("106540352242922")).await;
            assert_eq!(again.refusal(), (409, "number_already_connected"));
        }
        let mut other: Value = credentials("106540352242923");
        other["app_secret"] = json!("ffffffffffffffffffffffffffffffff");
        let refused = bo.post("/v1/phone-numbers", &other).await;
        assert_eq!((refused.refusal(), refused.fields()), ((422, "validation_failed"), vec!["app_secret"]));
    }
}

#[tokio::test]
async fn of_those_who_connect_a_number_at_once_one_gets_it() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let connect = || async { ada.post("/v1/phone-numbers", &credentials("106540352242922")).await };
        let answers = tokio::join!(connect(), connect(), connect(), connect());
        let mut statuses = [&answers.0, &answers.1, &answers.2, &answers.3].map(|a| a.status.as_u16());
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409], "{answers:?}");
    }
}

#[tokio::test]
async fn only_those_who_manage_connect_numbers() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    for (email, role, status) in [
        ("ad@example.com", Role::Admin, 201),
        ("ma@example.com", Role::Manager, 403),
        ("ag@example.com", Role::Agent, 403),
        ("vi@example.com", Role::Viewer, 403),
    ] {
        let member = api.member(email, ada.workspace, role).await;
        let answer = member.post("/v1/phone-numbers", &credentials("106540352242922")).await;
        assert_eq!(answer.status, status, "{role:?}");
        if status == 403 {
            assert_eq!(answer.refusal(), (403, "not_allowed"));
            let tested = member.post("/v1/phone-numbers/test", &credentials("106540352242922")).await;
            assert_eq!(tested.refusal(), (403, "not_allowed"));
        }
    }
}
