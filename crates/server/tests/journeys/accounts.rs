//! Accounts: from connecting a number to what WhatsApp tells and takes, with the simulator as the provider.

use std::time::Duration;

use domain::phone_number::MetaApp;
use domain::{MetaAppId, Secret};
use reqwest::Method;
use serde_json::{Value, json};
use storage::Scope;
use test_support::{CUSTOMER, TestApp, on_both};

const WABA: &str = "/v1/wabas/102290129340398";
const WABA_ID: &str = "102290129340398";

fn number(app: &TestApp) -> String {
    format!("/v1/phone-numbers/{}", app.number)
}

/// Waits until an account has been read after `since`; the account.
async fn wait_for_refresh(app: &TestApp) -> Value {
    let is_it = |e: &Value| e["type"] == "waba.updated" && e["waba"]["refreshed_at"].is_string();
    app.wait_for("the account", is_it).await["waba"].clone()
}

async fn simulator_post(app: &TestApp, path: &str, body: Value) {
    let answer = app.post(path, body).await;
    assert!(answer.status.is_success(), "{}", answer.text);
}

/// Has the simulator tell something about the account.
async fn told(app: &TestApp, field: &str, value: Value) {
    simulator_post(app, "/_sim/webhooks", json!({"field": field, "value": value, "waba_id": WABA_ID})).await;
}

async fn wait_for_notice(app: &TestApp, field: &str) -> Value {
    let is_it = |e: &Value| e["type"] == "account_notice.created" && e["account_notice"]["field"] == field;
    app.wait_for(&format!("a notice of {field}"), is_it).await["account_notice"].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a5_a_connected_number_is_read_whole_and_its_account_with_it() {
    on_both(|app| async move {
        let is_it = |e: &Value| e["phone_number"]["details"]["refreshed_at"].is_string();
        let known = app.wait_for("the number", is_it).await["phone_number"].clone();
        assert_eq!(app.get(&number(&app)).await.ok(200)["details"], known["details"]);
        let details = &known["details"];
        for (field, value) in [
            ("status", json!("CONNECTED")),
            ("name_status", json!("APPROVED")),
            ("platform_type", json!("CLOUD_API")),
            ("account_mode", json!("LIVE")),
            ("throughput_level", json!("STANDARD")),
            ("messaging_limit", json!("TIER_2K")),
            ("is_official", json!(true)),
        ] {
            assert_eq!(details[field], value, "{field}");
        }
        assert_eq!(details["sending"]["entities"][0]["kind"], "PHONE_NUMBER");
        let waba = wait_for_refresh(&app).await;
        assert_eq!(waba["details"]["review_status"], "APPROVED");
        assert_eq!(waba["details"]["messaging_limit"], "TIER_2K");
        assert_eq!((&waba["problem"], &waba["details"]["currency"].is_string()), (&json!(null), &true));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a5_what_changed_at_the_provider_is_found_on_request() {
    let app = TestApp::start().await;
    wait_for_refresh(&app).await;
    let at_provider = async |change: Value| {
        let path = format!("/_sim/numbers/{}", app.meta_number);
        app.call(Method::PATCH, &path, Some(change), &[]).await.ok(200);
    };
    at_provider(json!({"quality_rating": "YELLOW", "status": "RATE_LIMITED"})).await;
    app.post(&format!("{WABA}/refresh"), json!({})).await.ok(202);
    let read = app.wait_for("the change", |e| e["phone_number"]["quality_rating"] == "YELLOW").await;
    assert_eq!(read["phone_number"]["details"]["status"], "RATE_LIMITED");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a9_the_app_subscribes_itself_and_again_after_a_failure() {
    on_both(|app| async move {
        let is_it = |e: &Value| e["waba"]["subscription"]["is_subscribed"] == true;
        app.wait_for("the subscription", is_it).await;
        let path = format!("{WABA}/subscription");
        let found = app.get(&path).await.ok(200);
        assert_eq!((&found["is_subscribed"], &found["callback_override"]), (&json!(true), &json!(null)));
        // Somebody ends it behind our back: the next reading sees, and subscribes again.
        let client = cloud_client(&app);
        client.unsubscribe_app(WABA_ID).await.unwrap();
        app.fault(json!({"kind": "cut", "endpoint": "subscribed_apps", "n": 1})).await;
        app.post(&format!("{WABA}/refresh"), json!({})).await.ok(202);
        app.wait_for("the loss", |e| e["waba"]["subscription"]["is_subscribed"] == false).await;
        app.wait_for("the subscription again", is_it).await;
        assert_eq!(client.subscribed_apps(WABA_ID).await.unwrap().data.len(), 1);
        // Ended here it stays ended.
        let ended = app.call(Method::DELETE, &path, None, &[]).await.ok(200);
        assert_eq!((&ended["is_subscribed"], &ended["is_kept"]), (&json!(false), &json!(false)));
        assert!(client.subscribed_apps(WABA_ID).await.unwrap().data.is_empty());
    })
    .await;
}

fn cloud_client(app: &TestApp) -> cloud_api::Client {
    let options = cloud_api::http::Options { system_proxy: false, ..Default::default() };
    let http = cloud_api::http::client(&options).unwrap();
    cloud_api::Client::new(http, &app.simulator.url(), "v25.0", "EAAtesttoken").unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a9_a_callback_override_is_verified_by_a_handshake() {
    let app = TestApp::start().await;
    let path = format!("{WABA}/subscription");
    let ours = format!("{}/webhooks/whatsapp", app.url);
    let set = app.post(&path, json!({"callback_override": {"url": ours}})).await.ok(200);
    assert_eq!(set["callback_override"], ours);
    let wrong = json!({"callback_override": {"url": ours, "verify_token": "not-the-token"}});
    assert_eq!(app.post(&path, wrong).await.refusal(), (422, "provider_refused".into()));
    assert_eq!(app.get(&path).await.ok(200)["callback_override"], ours, "what was there stays");
    assert_eq!(app.post(&path, json!({})).await.ok(200)["callback_override"], json!(null));
    let of_number = number(&app) + "/callback-override";
    app.post(&of_number, json!({"url": ours})).await.ok(204);
    app.call(Method::DELETE, &of_number, None, &[]).await.ok(204);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a9_a_number_is_registered_with_its_pin_and_refused_with_another() {
    let app = TestApp::start().await;
    let path = |edge: &str| format!("{}/{edge}", number(&app));
    app.post(&path("pin"), json!({"pin": "123456"})).await.ok(204);
    let notice = wait_for_notice(&app, "security").await;
    assert_eq!(
        (&notice["severity"], &notice["title"]),
        (&json!("warning"), &json!("The number's PIN was changed"))
    );
    assert_eq!(notice["phone_number_id"], app.number);
    app.post(&path("deregister"), json!({})).await.ok(204);
    let refused = app.post(&path("register"), json!({"pin": "654321"})).await;
    assert_eq!(refused.refusal(), (422, "provider_refused".into()));
    assert!(!refused.text.contains("654321"), "{}", refused.text);
    app.advance(Duration::from_secs(10)).await;
    app.wait_for("the number off", |e| e["phone_number"]["details"]["status"] == "DISCONNECTED").await;
    app.post(&path("display-name"), json!({"name": "Harbour Tea"})).await.ok(204);
    wait_for_notice(&app, "phone_number_name_update").await;
    app.post(&path("register"), json!({"pin": "123456"})).await.ok(204);
    app.advance(Duration::from_secs(10)).await;
    let is_it = |e: &Value| e["phone_number"]["verified_name"] == "Harbour Tea";
    let back = app.wait_for("the new name", is_it).await;
    assert_eq!(back["phone_number"]["details"]["requested_name"]["status"], "APPROVED");
    let verified = app.post(&path("request-code"), json!({"method": "sms", "language": "en_US"})).await;
    assert_eq!(verified.refusal(), (422, "provider_refused".into()), "it is verified already");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b6_every_field_about_accounts_becomes_a_notice_once() {
    on_both(|app| async move {
        wait_for_refresh(&app).await;
        let phone = "15550783881";
        let fields = [
            ("phone_number_quality_update", json!({"display_phone_number": phone, "event": "FLAGGED", "current_limit": "TIER_1K"})),
            ("account_update", json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": [
                {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": "4102444800"}]})),
            ("account_review_update", json!({"decision": "REJECTED"})),
            ("account_alerts", json!({"entity_type": "WABA", "alert_info": {"alert_severity": "CRITICAL", "alert_type": "OBA_APPROVED"}})),
            ("business_capability_update", json!({"max_daily_conversations_per_business": "TIER_10K", "max_phone_numbers_per_waba": 25})),
            ("partner_solutions", json!({"event": "SOLUTION_UPDATED", "solution_id": "774485461512159"})),
            ("payment_configuration_update", json!({"configuration_name": "shop", "status": "Active"})),
        ];
        for (field, value) in &fields {
            told(&app, field, value.clone()).await;
            let notice = wait_for_notice(&app, field).await;
            assert_eq!((&notice["raw"], &notice["waba_id"]), (value, &json!(WABA_ID)), "{field}");
        }
        let waba = app.get(WABA).await.ok(200);
        assert_eq!(waba["restrictions"][0]["until"], "2100-01-01T00:00:00.000000Z");
        assert_eq!(waba["details"]["max_phone_numbers"], 25);
        let critical = app.get("/v1/account-notices?severity=critical").await.ok(200);
        assert_eq!(critical["items"].as_array().unwrap().len(), 3, "{critical}");
        // The whole journal again has no second effect.
        let before = app.get("/v1/account-notices").await.ok(200);
        let (entries, unclear) = jobs::applier::reapply(app.store(), &app.app.clock).await.unwrap();
        assert!(entries >= 7 && unclear == 0, "{entries} entries, {unclear} unclear");
        assert_eq!(app.get("/v1/account-notices").await.ok(200), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b6_only_the_app_that_signs_for_an_account_tells_about_it() {
    let app = TestApp::start().await;
    wait_for_refresh(&app).await;
    let now = app.app.clock.now();
    let other = MetaApp {
        id: MetaAppId::from("4711"),
        app_secret: Secret::new("another app's secret"),
        previous_app_secret: None,
        verify_token: Secret::new("verify"),
    };
    let known = other.clone();
    app.store().write(Scope::System, move |tx| tx.meta_apps().add_if_new(&known, now)).await.unwrap();
    let news = |waba: &str| {
        let value = json!({"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "DISABLE"}});
        let entry = json!({"id": waba, "time": now.as_seconds(), "changes": [{"field": "account_update", "value": value}]});
        json!({"object": "whatsapp_business_account", "entry": [entry]}).to_string().into_bytes()
    };
    let foreign = news(WABA_ID);
    let signature = cloud_api::signature::sign(other.app_secret.expose(), &foreign);
    app.deliver_with(&foreign, &[(cloud_api::signature::HEADER, &signature)]).await.ok(200);
    app.deliver(&news("999")).await.ok(200);
    app.settle().await;
    assert_eq!(app.get(WABA).await.ok(200)["ban"], json!(null));
    assert_eq!(app.get("/v1/account-notices").await.ok(200)["items"], json!([]));
    app.deliver(&foreign).await.ok(200);
    let banned = app.wait_for("the ban", |e| e["waba"]["ban"]["state"] == "DISABLE").await;
    assert_eq!(banned["waba"]["id"], WABA_ID);
    // What is told about the portfolio reaches the workspace too.
    let portfolio = app.get(WABA).await.ok(200)["details"]["owner"]["id"].as_str().unwrap().to_owned();
    let value = json!({"event": "SOLUTION_CREATED", "solution_id": "1", "solution_status": "INITIATED"});
    let entry = json!({"id": portfolio, "time": now.as_seconds(), "changes": [{"field": "partner_solutions", "value": value}]});
    let body = json!({"object": "whatsapp_business_account", "entry": [entry]}).to_string();
    app.deliver(body.as_bytes()).await.ok(200);
    wait_for_notice(&app, "partner_solutions").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a7_profile_picture_codes_basket_prompts_and_blocks_reach_the_provider() {
    let app = TestApp::start().await;
    let path = |edge: &str| format!("{}/{edge}", number(&app));
    let patch = async |edge: &str, body: Value| app.call(Method::PATCH, &path(edge), Some(body), &[]).await;
    let picture = app.upload("logo.png", "image/png", &png(200)).await.ok(201)["id"].clone();
    let profile = patch(
        "profile",
        json!({"about": "Open", "websites": ["https://harbour.example"], "vertical": "RETAIL", "picture_media_id": picture}),
    )
    .await
    .ok(200);
    assert_eq!((&profile["about"], &profile["vertical"]), (&json!("Open"), &json!("RETAIL")));
    assert!(profile["picture_url"].as_str().unwrap().starts_with("http"), "{profile}");
    assert_eq!(patch("profile", json!({"websites": []})).await.ok(200)["websites"], json!([]));
    let code = app.post(&path("qr-codes"), json!({"prefilled_message": "Hi"})).await.ok(201);
    assert!(code["deep_link_url"].as_str().unwrap().ends_with(code["code"].as_str().unwrap()));
    let one = format!("qr-codes/{}", code["code"].as_str().unwrap());
    patch(&one, json!({"prefilled_message": "Hello"})).await.ok(200);
    let listed = app.get(&path("qr-codes")).await.ok(200);
    assert_eq!(listed["items"][0]["prefilled_message"], "Hello");
    app.call(Method::DELETE, &path(&one), None, &[]).await.ok(204);
    assert_eq!(app.get(&path("qr-codes")).await.ok(200)["items"], json!([]));
    assert_eq!(
        patch("commerce-settings", json!({"is_cart_enabled": true})).await.ok(200)["is_cart_enabled"],
        true
    );
    let prompts = json!({"prompts": ["Where is it?"], "commands": [{"name": "help", "description": "Help"}]});
    let told = patch("conversational-components", prompts.clone()).await.ok(200);
    assert_eq!((&told["prompts"], &told["commands"]), (&prompts["prompts"], &prompts["commands"]));

    let conversation = app.conversation().await;
    let row = app.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
    let people = json!({"contact_ids": [row["contact"]["id"]], "phones": ["+12025550199"]});
    let done = app.post(&path("blocked-contacts"), people.clone()).await.ok(200);
    assert_eq!((&done["items"][0]["ok"], &done["items"][1]["ok"]), (&json!(true), &json!(false)));
    assert_eq!(done["items"][1]["error"]["code"], 131_047, "who did not write cannot be blocked: {done}");
    let listed = app.get(&path("blocked-contacts")).await.ok(200);
    assert_eq!(
        (&listed["items"][0]["wa_id"], &listed["items"][0]["contact_id"]),
        (&json!(CUSTOMER), &row["contact"]["id"])
    );
    app.call(Method::DELETE, &path("blocked-contacts"), Some(people), &[]).await.ok(200);
    assert_eq!(app.get(&path("blocked-contacts")).await.ok(200)["items"], json!([]));
}

fn png(side: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(side, side).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a5_figures_are_read_and_usage_is_counted() {
    let app = TestApp::start().await;
    wait_for_refresh(&app).await;
    let conversation = app.conversation().await;
    let sent = app.send(&conversation, "hi").await;
    app.wait_for_status(&sent, "delivered").await;
    let usage = app.get(&(number(&app) + "/usage")).await.ok(200);
    assert_eq!(
        (&usage["sent"], &usage["received"], &usage["conversations"]),
        (&json!(1), &json!(1), &json!(1))
    );
    assert_eq!((&usage["people_limit"], &usage["people_left"]), (&json!(2000), &json!(2000)));
    let now = app.app.clock.now();
    let span = format!("from={}&to={}", now - Duration::from_secs(3600), now + Duration::from_secs(3600));
    let figures = app.get(&format!("{WABA}/analytics/messages?{span}&granularity=day")).await.ok(200);
    assert_eq!((&figures["items"][0]["sent"], &figures["items"][0]["delivered"]), (&json!(1), &json!(1)));
    let costs = format!("{WABA}/analytics/pricing?{span}&granularity=day&dimensions=country,phone");
    assert_eq!(app.get(&costs).await.ok(200)["items"][0]["volume"], 1);
    app.post("/v1/templates/sync", json!({})).await.ok(202);
    app.wait_for("the templates", |e| e["type"] == "templates.synced").await;
    let hello = app.get("/v1/templates?name=hello_world").await.ok(200);
    let hello = hello["items"][0]["id"].as_str().unwrap();
    let templates = format!("{WABA}/analytics/templates?{span}&template_ids={hello}");
    assert_eq!(app.get(&templates).await.refusal(), (422, "provider_refused".into()), "not counted yet");
    app.post(&format!("{WABA}/insights"), json!({})).await.ok(204);
    let points = app.get(&templates).await.ok(200);
    assert_eq!(points["items"][0]["meta_template_id"], "594425479261596");
}
