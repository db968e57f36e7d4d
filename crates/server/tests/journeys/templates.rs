//! Templates: from the draft to the review, to the phone of somebody who has not written for days.

use std::time::Duration;

use domain::phone_number::MetaApp;
use domain::{MetaAppId, Secret};
use reqwest::Method;
use serde_json::{Value, json};
use storage::Scope;
use test_support::{CUSTOMER, TestApp, on_both};

/// The only account of the test world.
const WABA: &str = "102290129340398";
/// `hello_world` of the test world.
const HELLO: &str = "594425479261596";

fn order_update() -> Value {
    json!({
        "name": "order_update", "language": "en_US", "category": "utility",
        "components": [
            {"type": "HEADER", "format": "TEXT", "text": "News of your order"},
            {"type": "BODY", "text": "Hello {{1}}, your order {{2}} is on its way to you.",
             "example": {"body_text": [["Ana", "A-1"]]}},
            {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Track", "url": "https://a.example/{{1}}",
             "example": ["https://a.example/x"]}]},
        ],
    })
}

async fn settings(app: &TestApp, settings: Value) {
    app.call(Method::PATCH, "/_sim/settings", Some(settings), &[]).await.ok(200);
}

/// Waits until the feed tells that a template has this status; the template.
async fn wait_for_template(app: &TestApp, name: &str, status: &str) -> Value {
    let is_it = |e: &Value| {
        e["type"] == "template.updated" && e["template"]["name"] == name && e["template"]["status"] == status
    };
    app.wait_for(&format!("{name} {status}"), is_it).await["template"].clone()
}

async fn wait_for_sync(app: &TestApp) -> Value {
    app.wait_for("the copy", |e| e["type"] == "templates.synced").await["sync"].clone()
}

/// A template that has been submitted and approved.
async fn approved(app: &TestApp) -> Value {
    settings(app, json!({"review_ms": 0})).await;
    let mut new = order_update();
    new["submit"] = json!(true);
    app.post("/v1/templates", new).await.ok(201);
    wait_for_template(app, "order_update", "approved").await
}

fn fitting(app: &TestApp, components: &Value) -> Value {
    json!({"phone_number_id": app.number, "to": format!("+{CUSTOMER}"), "content": {
        "type": "template", "name": "order_update", "language": "en_US", "components": components}})
}

fn parameters() -> Value {
    json!([
        {"type": "body", "parameters": [{"type": "text", "text": "Sheena"}, {"type": "text", "text": "A-7"}]},
        {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": "a7"}]},
    ])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_connecting_a_number_copies_its_templates() {
    on_both(|app| async move {
        let hello = wait_for_template(&app, "hello_world", "approved").await;
        assert_eq!((&hello["waba_id"], &hello["meta_template_id"]), (&json!(WABA), &json!(HELLO)));
        let sync = wait_for_sync(&app).await;
        assert_eq!((&sync["templates"], &sync["problem"]), (&json!(1), &Value::Null));
        let listed = app.get("/v1/templates").await.ok(200);
        assert_eq!(listed["items"], json!([hello]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_a_draft_is_submitted_reviewed_and_approved_on_the_feed() {
    on_both(|app| async move {
        settings(&app, json!({"review_ms": 300})).await;
        let draft = app.post("/v1/templates", order_update()).await.ok(201);
        let path = format!("/v1/templates/{}", draft["id"].as_str().unwrap());
        app.post(&format!("{path}/submit"), Value::Null).await.ok(202);
        for status in ["submitting", "pending", "approved"] {
            wait_for_template(&app, "order_update", status).await;
        }
        let known = app.get(&path).await.ok(200);
        assert_eq!(known["status"], "approved");
        assert!(known["meta_template_id"].is_string());
        let versions = app.get(&format!("{path}/versions")).await.ok(200);
        let authors: Vec<_> =
            versions["items"].as_array().unwrap().iter().map(|v| &v["author"]["name"]).collect();
        assert_eq!(authors, [&Value::Null, &Value::Null, &json!("Ada"), &json!("Ada")]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_a_rejection_says_why_and_what_to_do_and_the_next_try_may_pass() {
    let app = TestApp::start().await;
    settings(&app, json!({"review_ms": 0, "review": "reject"})).await;
    let mut new = order_update();
    new["submit"] = json!(true);
    app.post("/v1/templates", new).await.ok(201);
    let rejected = wait_for_template(&app, "order_update", "rejected").await;
    assert_eq!(rejected["reason"]["code"], "INVALID_FORMAT");
    assert!(rejected["reason"]["recommendation"].is_string(), "{rejected}");
    settings(&app, json!({"review": "approve"})).await;
    let path = format!("/v1/templates/{}", rejected["id"].as_str().unwrap());
    let mut components = order_update()["components"].clone();
    components[1]["text"] = json!("Hello {{1}}, your parcel {{2}} is on its way to you.");
    app.call(Method::PATCH, &path, Some(json!({"components": components})), &[]).await.ok(200);
    app.post(&format!("{path}/submit"), Value::Null).await.ok(202);
    let approved = wait_for_template(&app, "order_update", "approved").await;
    assert_eq!(approved["components"][1]["text"], components[1]["text"]);
    assert_eq!((&approved["draft"], &approved["reason"]), (&Value::Null, &Value::Null));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_what_the_provider_refuses_after_all_is_shown_with_its_code() {
    let app = TestApp::start().await;
    wait_for_sync(&app).await;
    // Somebody makes a template of the same name at the provider, and we have not heard of it.
    settings(&app, json!({"review": "manual"})).await;
    make_at_provider(&app, "order_update").await;
    let mut new = order_update();
    new["submit"] = json!(true);
    app.post("/v1/templates", new).await.ok(201);
    let told = app.wait_for("the refusal", |e| !e["template"]["problem"].is_null()).await["template"].clone();
    assert_eq!(told["problem"]["code"], 2_388_024, "{told}");
    // The copy that follows finds theirs, and our words wait beside it.
    let theirs = wait_for_template(&app, "order_update", "pending").await;
    assert_eq!(theirs["components"][0]["text"], "Made somewhere else.");
    assert_eq!(theirs["draft"]["components"], order_update()["components"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_a_submission_whose_answer_was_lost_is_made_once() {
    let app = TestApp::start().await;
    wait_for_sync(&app).await;
    settings(&app, json!({"review": "manual"})).await;
    let cut = json!({"kind": "cut_after_accept", "endpoint": "message_templates", "mode": "next", "n": 1});
    app.fault(cut).await;
    let mut new = order_update();
    new["submit"] = json!(true);
    app.post("/v1/templates", new).await.ok(201);
    let found = wait_for_template(&app, "order_update", "pending").await;
    assert_eq!((&found["draft"], &found["problem"]), (&Value::Null, &Value::Null));
    let listed = app.get("/v1/templates?name=order_update").await.ok(200);
    assert_eq!(listed["items"], json!([found]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_an_account_of_several_pages_is_copied_whole() {
    let app = TestApp::start().await;
    wait_for_sync(&app).await;
    settings(&app, json!({"review": "manual"})).await;
    for n in 0..130 {
        if n == 99 {
            app.advance(Duration::from_secs(3601)).await; // a hundred an hour
        }
        make_at_provider(&app, &format!("template_{n}")).await;
    }
    app.post("/v1/templates/sync", json!({"waba_id": WABA})).await.ok(202);
    assert_eq!(wait_for_sync(&app).await["templates"], 131);
    let (mut names, mut cursor) = (std::collections::BTreeSet::new(), String::new());
    loop {
        let page = app.get(&format!("/v1/templates?limit=50{cursor}")).await.ok(200);
        let items = page["items"].as_array().unwrap();
        names.extend(items.iter().map(|t| t["name"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(names.len(), 131);
}

/// Makes a template at the provider, behind our back.
async fn make_at_provider(app: &TestApp, name: &str) {
    let options = cloud_api::http::Options { system_proxy: false, ..Default::default() };
    let body = json!({"name": name, "language": "en_US", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Made somewhere else."}]});
    let call = cloud_api::http::client(&options)
        .unwrap()
        .post(format!("{}/v25.0/{WABA}/message_templates", app.simulator.url()))
        .bearer_auth("EAAtesttoken")
        .json(&body);
    let answer = call.send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f4_category_quality_and_pauses_follow_the_provider() {
    on_both(|app| async move {
        let template = approved(&app).await;
        let change = async |change: Value| {
            let path = format!("/_sim/templates/{}", template["meta_template_id"].as_str().unwrap());
            app.call(Method::PATCH, &path, Some(change), &[]).await.ok(200);
        };
        change(json!({"category": "MARKETING"})).await;
        let moved = app.wait_for("the move", |e| e["template"]["category"] == "marketing").await;
        assert_eq!(moved["template"]["previous_category"], "utility");
        change(json!({"quality": "RED"})).await;
        app.wait_for("the quality", |e| e["template"]["quality"] == "red").await;
        let why = json!({"title": "FIRST_PAUSE", "description": "Paused for 3 hours"});
        change(json!({"status": "PAUSED", "other_info": why})).await;
        let paused = wait_for_template(&app, "order_update", "paused").await;
        assert_eq!(paused["reason"]["code"], "FIRST_PAUSE");
        let refused = app.post("/v1/messages", fitting(&app, &parameters())).await;
        assert_eq!(refused.refusal().0, 422);
        assert!(
            refused.json()["fields"]["content.name"].as_str().unwrap().contains("paused"),
            "{}",
            refused.text
        );
        change(json!({"status": "APPROVED"})).await;
        wait_for_template(&app, "order_update", "approved").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f4_news_of_a_foreign_account_or_from_another_app_changes_nothing() {
    let app = TestApp::start().await;
    let hello = wait_for_template(&app, "hello_world", "approved").await;
    wait_for_sync(&app).await;
    let now = app.app.clock.now();
    let other = MetaApp {
        id: MetaAppId::from("4711"),
        app_secret: Secret::new("another app's secret"),
        previous_app_secret: None,
        verify_token: Secret::new("verify"),
    };
    let known = other.clone();
    let added = app.store().write(Scope::System, move |tx| tx.meta_apps().add_if_new(&known, now)).await;
    added.unwrap();
    let news = |waba: &str| {
        let value = json!({"event": "DISABLED", "message_template_id": HELLO.parse::<u64>().unwrap(),
            "message_template_name": "hello_world", "message_template_language": "en_US", "reason": "NONE"});
        let change = json!({"field": "message_template_status_update", "value": value});
        let entry = json!({"id": waba, "time": now.as_seconds() + 1, "changes": [change]});
        json!({"object": "whatsapp_business_account", "entry": [entry]}).to_string().into_bytes()
    };
    app.deliver(&news("999")).await.ok(200);
    let foreign = news(WABA);
    let signature = cloud_api::signature::sign(other.app_secret.expose(), &foreign);
    app.deliver_with(&foreign, &[(cloud_api::signature::HEADER, &signature)]).await.ok(200);
    app.settle().await;
    let path = format!("/v1/templates/{}", hello["id"].as_str().unwrap());
    assert_eq!(app.get(&path).await.ok(200), hello);
    app.deliver(&news(WABA)).await.ok(200);
    wait_for_template(&app, "hello_world", "disabled").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c3_a_send_that_does_not_fit_is_refused_with_its_place() {
    let app = TestApp::start().await;
    approved(&app).await;
    for (change, field) in [
        (
            (|p| p[0]["parameters"] = json!([{"type": "text", "text": "Sheena"}])) as fn(&mut Value),
            "content.components[0]",
        ),
        (|p| p[0]["parameters"][1]["text"] = json!("A\n7"), "content.components[0].parameters[1].text"),
        (|p| p[1]["index"] = json!("1"), "content.components[1].index"),
        (|p| p[1]["sub_type"] = json!("copy_code"), "content.components[1].sub_type"),
        (|p| drop(p.as_array_mut().unwrap().pop()), "content.components"),
    ] {
        let mut parameters = parameters();
        change(&mut parameters);
        let refused = app.post("/v1/messages", fitting(&app, &parameters)).await;
        assert_eq!(refused.refusal(), (422, "validation_failed".into()), "{field}");
        assert!(refused.json()["fields"][field].is_string(), "{field}: {}", refused.text);
    }
    let mut elsewhere = fitting(&app, &parameters());
    elsewhere["content"]["language"] = json!("de");
    let refused = app.post("/v1/messages", elsewhere).await;
    assert!(
        refused.json()["fields"]["content.language"].as_str().unwrap().contains("en_US"),
        "{}",
        refused.text
    );
    assert_eq!(app.phone_shows().await, Vec::<Value>::new(), "nothing was sent");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c3_a_template_that_fits_reaches_the_phone_outside_the_window() {
    on_both(|app| async move {
        approved(&app).await;
        let conversation = app.conversation().await;
        app.advance(Duration::from_secs(3 * 24 * 3600)).await;
        let text = json!({"conversation_id": conversation, "content": {"type": "text", "text": "hi"}});
        assert_eq!(app.post("/v1/messages", text).await.refusal(), (409, "window_closed".into()));
        let sent = app.post("/v1/messages", fitting(&app, &parameters())).await.ok(202);
        assert_eq!(sent["content"]["body"], "Hello Sheena, your order A-7 is on its way to you.");
        assert_eq!(sent["content"]["header"], "News of your order");
        assert_eq!(sent["content"]["buttons"], json!(["Track"]));
        app.wait_for_status(&sent, "delivered").await;
        let phone = app.phone_shows().await;
        assert_eq!(phone.last().unwrap()["template"]["name"], "order_update", "{phone:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_a_template_is_deleted_at_the_provider_and_its_history_stays() {
    let app = TestApp::start().await;
    let template = approved(&app).await;
    let path = format!("/v1/templates/{}", template["id"].as_str().unwrap());
    assert_eq!(app.call(Method::DELETE, &path, None, &[]).await.ok(202)["status"], "deleting");
    wait_for_template(&app, "order_update", "deleted").await;
    let left = app.get("/v1/templates").await.ok(200);
    let names: Vec<_> = left["items"].as_array().unwrap().iter().map(|t| &t["name"]).collect();
    assert_eq!(names, ["hello_world"]);
    let versions = app.get(&format!("{path}/versions")).await.ok(200);
    assert!(versions["items"].as_array().unwrap().len() >= 5);
    app.post("/v1/templates/sync", json!({})).await.ok(202);
    assert_eq!(wait_for_sync(&app).await["templates"], 1, "the provider does not have it any more");
}
