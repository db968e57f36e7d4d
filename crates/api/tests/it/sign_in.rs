//! Signing in and out, and what a session opens.

use std::time::Duration;

use axum::body::Body;
use domain::workspace::Role;
use http::{Method, Request};
use serde_json::json;

use crate::harness::{Api, Client, PASSWORD};

#[tokio::test]
async fn a_user_signs_in_and_is_known_by_cookie_and_by_bearer() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let nobody = Client { token: None, ..ada.clone() };
        let answer =
            nobody.post("/v1/sessions", &json!({ "email": " Ada@Example.COM ", "password": PASSWORD })).await;
        let cookie = answer.headers["set-cookie"].to_str().unwrap().to_owned();
        assert!(cookie.ends_with("; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
        assert_eq!(answer.headers["cache-control"], "no-store");
        let signed_in = answer.ok(200);
        assert_eq!(signed_in["user"]["email"], "ada@example.com");
        assert_eq!(signed_in["memberships"][0]["role"], "owner");

        let pair = cookie.split(';').next().unwrap();
        let by_cookie = Request::get("/v1/me").header("cookie", pair).body(Body::empty()).unwrap();
        let me = api.send(by_cookie).await.ok(200);
        assert_eq!(me["user"], signed_in["user"]);
        assert_eq!(me["workspace"]["id"], ada.workspace.to_string());
        assert_eq!(me["role"], "owner");
        assert_eq!(me["client"]["polling_interval_ms"], 5000);
        assert_eq!(ada.get("/v1/me").await.ok(200), me);
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_answer_the_same() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let nobody = Client { token: None, ..ada };
    let wrong = nobody.post("/v1/sessions", &json!({ "email": "ada@example.com", "password": "x" })).await;
    let unknown = nobody.post("/v1/sessions", &json!({ "email": "eve@example.com", "password": "x" })).await;
    assert_eq!(wrong.refusal(), (401, "wrong_credentials"));
    assert_eq!(wrong.json, unknown.json);
    assert!(!wrong.headers.contains_key("set-cookie"));
    let malformed = nobody.post("/v1/sessions", &json!({ "email": "ada", "password": "" })).await;
    assert_eq!(malformed.refusal(), (422, "validation_failed"));
    assert_eq!(malformed.fields(), ["email", "password"]);
}

#[tokio::test]
async fn guessing_is_slowed_down_and_waiting_helps() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let nobody = Client { token: None, ..ada };
    let wrong = json!({ "email": "ada@example.com", "password": "wrong" });
    for _ in 0..10 {
        assert_eq!(nobody.post("/v1/sessions", &wrong).await.refusal(), (401, "wrong_credentials"));
    }
    let refused = nobody.post("/v1/sessions", &wrong).await;
    assert_eq!(refused.refusal(), (429, "too_many_attempts"));
    assert_eq!(refused.headers["retry-after"], "30");
    let right = json!({ "email": "ada@example.com", "password": PASSWORD });
    assert_eq!(nobody.post("/v1/sessions", &right).await.status, 429);
    api.clock.advance(Duration::from_secs(30));
    nobody.post("/v1/sessions", &right).await.ok(200);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_time_does_too() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let answer = ada.call(Method::DELETE, "/v1/sessions/current", &json!(null)).await;
        assert_eq!(answer.status, 204);
        assert!(
            answer.headers["set-cookie"].to_str().unwrap().starts_with("waypost_session=; Path=/; Max-Age=0")
        );
        assert_eq!(ada.get("/v1/me").await.refusal(), (401, "not_signed_in"));

        let bo = api.owner("bo@example.com").await;
        api.clock.advance(Duration::from_secs(3599));
        bo.get("/v1/me").await.ok(200);
        api.clock.advance(Duration::from_secs(1));
        assert_eq!(bo.get("/v1/me").await.refusal(), (401, "not_signed_in"));
    }
}

#[tokio::test]
async fn another_site_cannot_use_the_cookie() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let token = ada.token.clone().unwrap();
    let forged = |site: &str, origin: &str| {
        Request::delete("/v1/sessions/current")
            .header("cookie", format!("waypost_session={token}"))
            .header("sec-fetch-site", site)
            .header("origin", origin)
            .body(Body::empty())
            .unwrap()
    };
    let refused = api.send(forged("cross-site", "https://evil.example")).await;
    assert_eq!(refused.refusal(), (403, "cross_origin"));
    ada.get("/v1/me").await.ok(200);
    assert_eq!(api.send(forged("same-origin", "https://inbox.example")).await.status, 204);
}

#[tokio::test]
async fn workspaces_are_created_and_chosen_by_header() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let made = ada.post("/v1/workspaces", &json!({ "name": " Second " })).await.ok(201);
        assert_eq!(made["workspace"]["name"], "Second");
        assert_eq!(made["role"], "owner");
        let list = ada.get("/v1/workspaces").await.ok(200);
        assert_eq!(list["items"].as_array().unwrap().len(), 2);
        assert_eq!(list["items"][1], made);
        let second = made["workspace"]["id"].as_str().unwrap().parse().unwrap();
        let there = Client { workspace: second, ..ada.clone() };
        assert_eq!(there.get("/v1/me").await.ok(200)["workspace"]["name"], "Second");
        for name in ["", "  ", &"x".repeat(101)] {
            let refused = ada.post("/v1/workspaces", &json!({ "name": name })).await;
            assert_eq!((refused.refusal(), refused.fields()), ((422, "validation_failed"), vec!["name"]));
        }
    }
}

#[tokio::test]
async fn a_workspace_without_a_seat_in_it_is_refused() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let bo = api.owner("bo@example.com").await;
    let intruder = Client { workspace: ada.workspace, ..bo.clone() };
    assert_eq!(intruder.get("/v1/me").await.refusal(), (403, "no_seat"));
    let nonsense = bo.api.send(
        Request::get("/v1/me")
            .header("authorization", format!("Bearer {}", bo.token.clone().unwrap()))
            .header("waypost-workspace", "nonsense")
            .body(Body::empty())
            .unwrap(),
    );
    assert_eq!(nonsense.await.refusal(), (403, "no_seat"));
    let viewer = api.member("vi@example.com", ada.workspace, Role::Viewer).await;
    assert_eq!(viewer.get("/v1/me").await.ok(200)["role"], "viewer");
}
