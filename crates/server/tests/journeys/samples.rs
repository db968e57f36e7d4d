//! Templates with files: reviewers get them first, sends get them by id, and what breaks on the way is repaired.

use image::{ImageFormat, Rgb, RgbImage};
use reqwest::Method;
use serde_json::{Value, json};
use test_support::{CUSTOMER, TestApp, on_both};

fn photo() -> Vec<u8> {
    let picture = RgbImage::from_fn(320, 200, |x, y| {
        Rgb([x, y, x ^ y].map(|part| u8::try_from(part * 7 % 256).unwrap()))
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

async fn upload(app: &TestApp) -> String {
    let media = app.upload("harbour.jpg", "image/jpeg", &photo()).await.ok(201);
    media["id"].as_str().unwrap().to_owned()
}

fn with_sample(name: &str, sample: &str) -> Value {
    json!({
        "name": name, "language": "en_US", "category": "marketing", "submit": true,
        "components": [
            {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": [sample]}},
            {"type": "BODY", "text": "The boats are back in the harbour."},
        ],
    })
}

async fn quick_review(app: &TestApp) {
    app.call(Method::PATCH, "/_sim/settings", Some(json!({"review_ms": 0})), &[]).await.ok(200);
}

async fn wait_for_template(app: &TestApp, name: &str, status: &str) -> Value {
    let is_it = |e: &Value| e["template"]["name"] == name && e["template"]["status"] == status;
    app.wait_for(&format!("{name} {status}"), is_it).await["template"].clone()
}

/// Calls of the simulator with this in their path.
async fn calls(app: &TestApp, method: &str, part: &str) -> Vec<Value> {
    let all = app.get("/_sim/requests").await.ok(200);
    let is_it = |r: &&Value| r["method"] == method && r["path"].as_str().unwrap().contains(part);
    all.as_array().unwrap().iter().filter(is_it).cloned().collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_a_sample_is_handed_over_once_and_the_template_keeps_our_file() {
    on_both(|app| async move {
        quick_review(&app).await;
        let id = upload(&app).await;
        for name in ["harbour_one", "harbour_two"] {
            app.post("/v1/templates", with_sample(name, &id)).await.ok(201);
            let approved = wait_for_template(&app, name, "approved").await;
            assert_eq!(approved["components"][0]["example"]["header_handle"], json!([id]));
        }
        assert_eq!(
            calls(&app, "POST", "/uploads").await.len(),
            1,
            "the second takes the handle of the first"
        );
        let asked = calls(&app, "POST", "/message_templates").await;
        let handle = asked[0]["body"].to_string();
        assert!(handle.contains("4::") && !handle.contains(&id), "{handle}");

        app.post("/v1/templates/sync", json!({})).await.ok(202);
        app.wait_for("the copy", |e| e["type"] == "templates.synced" && e["sync"]["templates"] == 3).await;
        let listed = app.get("/v1/templates?name=harbour_one").await.ok(200);
        let kept = &listed["items"][0]["components"][0]["example"]["header_handle"];
        assert_eq!(*kept, json!([id]), "a copy does not take our file away");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_an_upload_of_a_sample_that_breaks_goes_on_by_itself() {
    let app = TestApp::start().await;
    quick_review(&app).await;
    app.fault(json!({"kind": "cut_after_accept", "mode": "next", "n": 1, "endpoint": "node"})).await;
    let id = upload(&app).await;
    app.post("/v1/templates", with_sample("harbour", &id)).await.ok(201);
    wait_for_template(&app, "harbour", "approved").await;
    assert_eq!(calls(&app, "POST", "/uploads").await.len(), 1, "it was not begun anew");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_a_handle_that_the_provider_has_forgotten_is_replaced() {
    let app = TestApp::start().await;
    quick_review(&app).await;
    let id = upload(&app).await;
    app.post("/v1/templates", with_sample("harbour_one", &id)).await.ok(201);
    wait_for_template(&app, "harbour_one", "approved").await;
    let numbers = app.get("/v1/phone-numbers").await.ok(200);
    let meta_app = domain::MetaAppId::from(numbers["items"][0]["meta_app_id"].as_str().unwrap());
    let (workspace, media) = (app.workspace, id.parse().unwrap());
    let until = app.app.clock.now() + std::time::Duration::from_secs(3600);
    let forged = app.store().write(workspace, move |tx| {
        tx.media_handles().add(workspace, media, &meta_app, "4::forgotten", until)
    });
    forged.await.unwrap();
    app.post("/v1/templates", with_sample("harbour_two", &id)).await.ok(201);
    wait_for_template(&app, "harbour_two", "approved").await;
    assert_eq!(calls(&app, "POST", "/uploads").await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_a_sample_that_cannot_be_one_is_refused_before_the_provider_is_asked() {
    let app = TestApp::start().await;
    let text = app.upload("a.txt", "text/plain", b"x").await.ok(201)["id"].as_str().unwrap().to_owned();
    let field = "components[0].example.header_handle";
    for (sample, words) in [
        (text.as_str(), "this file is text/plain"),
        ("00000000-0000-0000-0000-000000000000", "no file with the id"),
        ("https://shop.example/a.jpg", "not a media id of the provider's or a link"),
        ("", "a sample is missing"),
    ] {
        let refused = app.post("/v1/templates", with_sample("harbour", sample)).await;
        assert_eq!(refused.refusal(), (422, "template_invalid".to_owned()), "{sample}");
        let why = refused.json()["fields"][field].as_str().unwrap_or_default().to_owned();
        assert!(why.contains(words), "{why}");
    }
    assert!(calls(&app, "POST", "/uploads").await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c3_a_template_with_a_picture_of_ours_reaches_the_phone() {
    on_both(|app| async move {
        quick_review(&app).await;
        let id = upload(&app).await;
        app.post("/v1/templates", with_sample("harbour", &id)).await.ok(201);
        wait_for_template(&app, "harbour", "approved").await;
        let header = json!({"type": "header", "parameters": [{"type": "image", "image": {"id": id}}]});
        let body = json!({"phone_number_id": app.number, "to": format!("+{CUSTOMER}"), "content": {
            "type": "template", "name": "harbour", "language": "en_US", "components": [header]}});
        for _ in 0..2 {
            let sent = app.post("/v1/messages", body.clone()).await.ok(202);
            app.wait_for_status(&sent, "delivered").await;
        }
        assert_eq!(calls(&app, "POST", "/media").await.len(), 1, "handed over once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_a_template_of_the_library_is_found_made_and_approved() {
    on_both(|app| async move {
        quick_review(&app).await;
        let found = app.get("/v1/template-library?q=order").await.ok(200);
        let entry =
            found["items"].as_array().unwrap().iter().find(|e| e["name"] == "delivery_update_1").unwrap();
        assert_eq!((&entry["category"], &entry["language"]), (&json!("utility"), &json!("en_US")));
        let buttons = entry["buttons"].as_array().unwrap();
        let input = |button: &Value| match button["type"].as_str().unwrap_or_default() {
            "URL" => Some(json!({"type": "URL", "url": {"base_url": "https://shop.example/{{1}}",
                "url_suffix_example": "https://shop.example/a"}})),
            "PHONE_NUMBER" => Some(json!({"type": "PHONE_NUMBER", "phone_number": "+16505551234"})),
            _ => None,
        };
        let inputs: Vec<_> = buttons.iter().filter_map(input).collect();
        let new = json!({"library_name": "delivery_update_1", "language": "en_US", "name": "our_update",
            "button_inputs": inputs});
        app.post("/v1/template-library", new).await.ok(202);
        let approved = wait_for_template(&app, "our_update", "approved").await;
        assert_eq!(approved["library"]["name"], "delivery_update_1");
        let asked = calls(&app, "POST", "/message_templates").await;
        assert_eq!(asked[0]["body"]["library_template_name"], "delivery_update_1");
        assert!(asked[0]["body"].get("components").is_none(), "its words are the provider's: {}", asked[0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f4_a_paused_template_goes_on_when_it_is_asked_for() {
    let app = TestApp::start().await;
    let hello = wait_for_template(&app, "hello_world", "approved").await;
    let path = format!("/v1/templates/{}", hello["id"].as_str().unwrap());
    let pause = format!("/_sim/templates/{}", hello["meta_template_id"].as_str().unwrap());
    app.call(Method::PATCH, &pause, Some(json!({"status": "PAUSED"})), &[]).await.ok(200);
    wait_for_template(&app, "hello_world", "paused").await;
    let on = app.post(&format!("{path}/unpause"), Value::Null).await.ok(200);
    assert_eq!(on["status"], "approved");
    assert_eq!(calls(&app, "POST", "/unpause").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_templates_are_archived_compared_and_codes_made_in_many_languages() {
    on_both(|app| async move {
        quick_review(&app).await;
        let hello = wait_for_template(&app, "hello_world", "approved").await;
        let path = format!("/v1/templates/{}", hello["id"].as_str().unwrap());
        let codes = json!({
            "name": "codes", "languages": ["en_US", "de"],
            "components": [
                {"type": "BODY", "add_security_recommendation": true},
                {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]},
            ],
        });
        app.call(Method::PUT, "/v1/templates/authentication", Some(codes), &[]).await.ok(200);
        let made = wait_for_template(&app, "codes", "approved").await;
        let with = made["id"].as_str().unwrap();
        let compared = app.get(&format!("{path}/comparison?with={with}&days=7")).await.ok(200);
        let ids: Vec<_> = compared["items"].as_array().unwrap().iter().map(|i| &i["template_id"]).collect();
        assert_eq!(ids, [&hello["id"], &made["id"]]);

        let away = app.post(&format!("{path}/archive"), Value::Null).await.ok(200);
        assert_eq!(away["status"], "archived");
        let refused = app.post(&format!("{path}/archive"), Value::Null).await;
        assert!(refused.status.is_client_error(), "{}", refused.status);
        app.post(&format!("{path}/unarchive"), Value::Null).await.ok(200);
        let is_back = |e: &Value| e["template"]["id"] == hello["id"] && e["template"]["status"] == "approved";
        app.wait_for("hello_world again", is_back).await;
    })
    .await;
}
