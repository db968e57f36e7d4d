//! Accounts, registration, profiles and figures, with a provider that stands in.

use actions::account::{AccountChange, AccountNews, NamedNumber};
use actions::provider::ProviderError;
use domain::account::Severity;
use domain::message::MessageError;
use domain::workspace::Role;
use domain::{Timestamp, WabaId};
use http::Method;
use serde_json::{Value, json};
use storage::Scope;

use crate::harness::{Api, Client};

const WABA: &str = "/v1/wabas/102290129340398";

fn reason(title: &str) -> MessageError {
    MessageError { code: Some(133_005), title: title.into(), detail: None, remedy: "Ask who knows it".into() }
}

async fn number(client: &Client<'_>) -> String {
    format!("/v1/phone-numbers/{}", client.connect("106540352242922").await)
}

#[tokio::test]
async fn a5_a_connected_number_brings_its_account_and_owes_what_is_needed() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        assert_eq!(ada.get("/v1/wabas").await.ok(200)["items"], json!([]));
        let number = number(&ada).await;
        assert_eq!(ada.get(&number).await.ok(200)["details"]["refreshed_at"], json!(null));
        let waba = ada.get(WABA).await.ok(200);
        assert_eq!((&waba["refreshed_at"], &waba["subscription"]["is_kept"]), (&json!(null), &json!(true)));
        assert_eq!(ada.get("/v1/wabas").await.ok(200)["items"], json!([waba]));
        let queued = api.store.read(Scope::System, |tx| tx.jobs().count(domain::job::Queue::Accounts)).await;
        assert_eq!(queued.unwrap(), 2, "to read it, and to subscribe our app");
        let again = ada.post(&format!("{WABA}/refresh"), &Value::Null).await.ok(202);
        assert_eq!(again["id"], "102290129340398");
        let queued = api.store.read(Scope::System, |tx| tx.jobs().count(domain::job::Queue::Accounts)).await;
        assert_eq!(queued.unwrap(), 2, "it is owed already");
        assert_eq!(ada.post("/v1/wabas/4711/refresh", &Value::Null).await.refusal(), (404, "not_found"));
        let usage = ada.get(&format!("{number}/usage")).await.ok(200);
        assert_eq!((&usage["sent"], &usage["people_left"]), (&json!(0), &json!(null)));
        assert_eq!(usage["since"], "2026-05-01T00:00:00.000000Z");
    }
}

#[tokio::test]
async fn a5_usage_counts_messages_and_what_is_left_of_the_limit() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let id = ada.connect("106540352242922").await;
        ada.receive(id, "+4915112345678", "hello").await;
        ada.receive(id, "+4915112345679", "hello").await;
        tell(&ada, limit("TIER_250", 1_780_000_000)).await;
        let usage = ada.get(&format!("/v1/phone-numbers/{id}/usage")).await.ok(200);
        let counts = ["received", "sent", "conversations", "people_limit", "people_reached", "people_left"];
        assert_eq!(counts.map(|count| usage[count].as_i64().unwrap()), [2, 0, 2, 250, 0, 250], "{usage}");
        assert_eq!(usage["messaging_limit"], "TIER_250");
    }
}

/// Applies news as the applier does.
async fn tell(client: &Client<'_>, news: AccountNews) {
    let (workspace, now) = (client.workspace, client.api.clock.now());
    let waba = WabaId::from("102290129340398");
    let apply =
        move |tx: &mut storage::Tx<'_>| actions::account::apply_news(tx, workspace, &waba, now, &news);
    client.api.store.write(Scope::System, apply).await.unwrap();
}

fn limit(tier: &str, at: i64) -> AccountNews {
    AccountNews {
        field: "phone_number_quality_update".into(),
        at: Timestamp::from_seconds(at),
        told_at: Some(at),
        portfolio: None,
        number: Some(NamedNumber::Phone("15550783881".into())),
        changes: vec![AccountChange::Limit(tier.into())],
        severity: Severity::Info,
        title: "The limit changed".into(),
        detail: None,
        remedy: None,
        raw: format!("{{\"limit\":\"{tier}\",\"nul\":\"\\u0000\"}}"),
    }
}

#[tokio::test]
async fn b6_news_change_the_number_once_and_late_ones_change_nothing() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let number = number(&ada).await;
        let seq = ada.get("/v1/events?after=0").await.ok(200)["cursor"].as_i64().unwrap();
        tell(&ada, limit("TIER_10K", 100)).await;
        tell(&ada, limit("TIER_2K", 90)).await;
        tell(&ada, limit("TIER_10K", 100)).await;
        assert_eq!(ada.get(&number).await.ok(200)["details"]["messaging_limit"], "TIER_10K");
        assert_eq!(ada.get(WABA).await.ok(200)["details"]["messaging_limit"], "TIER_10K");
        let events = ada.get(&format!("/v1/events?after={seq}")).await.ok(200);
        let kinds: Vec<_> = events["events"].as_array().unwrap().iter().map(|e| &e["type"]).collect();
        let notice = "account_notice.created";
        assert_eq!(kinds, ["waba.updated", "phone_number.updated", notice, notice], "{events}");
        let listed = ada.get("/v1/account-notices").await.ok(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 2, "the late news is there to read");
        assert_eq!(listed["items"][0], events["events"][3]["account_notice"]);
        assert_eq!(listed["items"][0]["phone_number_id"], number.rsplit('/').next().unwrap());
        assert_eq!(listed["items"][0]["raw"]["nul"], "\u{0}");
        let page = ada.get("/v1/account-notices?limit=1").await.ok(200);
        let next = page["next_cursor"].as_str().unwrap();
        let rest = ada.get(&format!("/v1/account-notices?limit=1&cursor={next}")).await.ok(200);
        assert_eq!(rest["items"][0], listed["items"][1]);
        for (filter, count) in [("severity=info", 2), ("severity=critical", 0), ("field=security", 0)] {
            let found = ada.get(&format!("/v1/account-notices?{filter}")).await.ok(200);
            assert_eq!(found["items"].as_array().unwrap().len(), count, "{filter}");
        }
        assert_eq!(ada.get("/v1/account-notices?severity=loud").await.refusal().0, 422);
    }
}

#[tokio::test]
async fn a9_registration_hands_on_what_is_checked_and_reads_the_account_again() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let number = number(&ada).await;
    for (path, body, call) in [
        ("register", json!({"pin": "123456"}), "register 123456"),
        ("deregister", Value::Null, "deregister"),
        ("pin", json!({"pin": "654321"}), "pin 654321"),
        ("request-code", json!({"method": "voice", "language": "en_US"}), "code by_voice=true en_US"),
        ("verify-code", json!({"code": "123-456"}), "verify 123456"),
        ("display-name", json!({"name": "Harbour Tea"}), "name Harbour Tea"),
        ("callback-override", json!({}), "override Some(\"https://inbox.example/webhooks/whatsapp\")"),
    ] {
        ada.post(&format!("{number}/{path}"), &body).await.ok(204);
        assert_eq!(api.provider.take_calls(), [call]);
    }
    ada.call(Method::DELETE, &format!("{number}/callback-override"), &Value::Null).await.ok(204);
    assert_eq!(api.provider.take_calls(), ["override None"]);
    for (path, body, field) in [
        ("register", json!({"pin": "12345"}), "pin"),
        ("register", json!({"pin": 123_456}), "pin"),
        ("pin", json!({"pin": "abcdef"}), "pin"),
        ("request-code", json!({"method": "pigeon", "language": "en_US"}), "method"),
        ("request-code", json!({"method": "sms", "language": "english please"}), "language"),
        ("verify-code", json!({"code": "12"}), "code"),
        ("display-name", json!({"name": " "}), "name"),
        ("display-name", json!({"name": "x".repeat(513)}), "name"),
        ("callback-override", json!({"url": "ftp://a.b"}), "url"),
        ("callback-override", json!({"url": format!("https://a.b/{}", "x".repeat(200))}), "url"),
    ] {
        let refused = ada.post(&format!("{number}/{path}"), &body).await;
        assert_eq!((refused.refusal().0, refused.fields()), (422, vec![field]), "{path} {body}");
    }
    assert!(api.provider.take_calls().is_empty(), "nobody is asked for what is wrong already");
}

#[tokio::test]
async fn a9_what_the_provider_says_no_to_is_told_with_its_reason_and_never_with_the_pin() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let number = number(&ada).await;
    for (error, status, code) in [
        (ProviderError::Refused(reason("Wrong PIN")), 422, "provider_refused"),
        (ProviderError::TokenInvalid(reason("Wrong PIN")), 409, "token_invalid"),
        (ProviderError::TooMany(reason("Wrong PIN")), 429, "provider_limit"),
        (ProviderError::Unreachable(reason("Wrong PIN")), 503, "provider_unreachable"),
        (ProviderError::Unanswered(reason("Wrong PIN")), 502, "provider_unanswered"),
    ] {
        *api.provider.trouble.lock().unwrap() = Some(error);
        let refused = ada.post(&format!("{number}/register"), &json!({"pin": "918273"})).await;
        assert_eq!(refused.refusal(), (status, code));
        assert_eq!(refused.json["detail"], "Wrong PIN. Ask who knows it.");
        assert!(!refused.json.to_string().contains("918273"));
        for path in
            [number.clone() + "/profile", number.clone() + "/qr-codes", format!("{WABA}/subscription")]
        {
            assert_eq!(ada.get(&path).await.refusal(), (status, code), "{path}");
        }
    }
}

#[tokio::test]
async fn a9_the_subscription_is_looked_at_overridden_and_ended() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        number(&ada).await;
        let path = format!("{WABA}/subscription");
        let found = ada.get(&path).await.ok(200);
        assert_eq!((&found["is_subscribed"], &found["is_kept"]), (&json!(true), &json!(true)));
        assert_eq!(ada.get(WABA).await.ok(200)["subscription"], found, "what was found is kept");
        api.provider.take_calls();
        ada.post(&path, &json!({})).await.ok(200);
        assert_eq!(api.provider.take_calls()[0], "subscribe 102290129340398");
        ada.post(&path, &json!({"callback_override": {}})).await.ok(200);
        let ours = "subscribe 102290129340398 at https://inbox.example/webhooks/whatsapp with a-verify-token";
        assert_eq!(api.provider.take_calls()[0], ours, "our own address and the app's verify token");
        let other = json!({"callback_override": {"url": "https://a.b/c", "verify_token": "t"}});
        ada.post(&path, &other).await.ok(200);
        assert_eq!(api.provider.take_calls()[0], "subscribe 102290129340398 at https://a.b/c with t");
        let ended = ada.call(Method::DELETE, &path, &Value::Null).await.ok(200);
        assert_eq!((&ended["is_subscribed"], &ended["is_kept"]), (&json!(false), &json!(false)));
        ada.post(&format!("{WABA}/insights"), &Value::Null).await.ok(204);
    }
}

#[tokio::test]
async fn a7_a_profile_takes_only_a_square_picture_of_ours() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let path = number(&ada).await + "/profile";
    assert_eq!(ada.get(&path).await.ok(200)["about"], "Open");
    let patch = async |body: Value| ada.call(Method::PATCH, &path, &body).await;
    let upload = async |name: &str, mime_type: &str, bytes: &[u8]| {
        ada.upload(name, mime_type, bytes).await.ok(201)["id"].clone()
    };
    let square = upload("a.png", "image/png", &png(200, 200)).await;
    api.provider.take_calls();
    patch(json!({"about": "Closed", "picture_media_id": square})).await.ok(200);
    let calls = api.provider.take_calls();
    assert!(
        calls[0].starts_with("change profile Some(\"Closed\") Some(ProfilePicture(image/png"),
        "{calls:?}"
    );
    let wide = upload("b.png", "image/png", &png(300, 200)).await;
    let small = upload("c.png", "image/png", &png(100, 100)).await;
    let note = upload("d.txt", "text/plain", b"no picture").await;
    for (id, words) in [
        (wide, "300 × 200"),
        (small, "at least 192"),
        (note, "text/plain"),
        (json!(uuid::Uuid::nil()), "no such file"),
    ] {
        let refused = patch(json!({"picture_media_id": id})).await;
        assert_eq!(refused.refusal(), (422, "validation_failed"));
        let told = refused.json["fields"]["picture_media_id"].as_str().unwrap();
        assert!(told.contains(words), "{told}");
    }
    assert_eq!(patch(json!({})).await.fields(), ["about"]);
    assert_eq!(patch(json!({"about": "x".repeat(140)})).await.fields(), ["about"]);
    assert!(api.provider.take_calls().is_empty());
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(width, height).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn a7_codes_blocks_basket_and_prompts_are_handed_on() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let id = ada.connect("106540352242922").await;
        let (conversation, _) = ada.receive(id, "+4915112345678", "hello").await;
        let row = ada.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
        let contact = &row["contact"]["id"];
        let number = format!("/v1/phone-numbers/{id}");
        let codes = format!("{number}/qr-codes");
        assert_eq!(ada.get(&codes).await.ok(200)["items"][0]["code"], "ABC");
        let made = ada.post(&codes, &json!({"prefilled_message": "Hi", "image": "svg"})).await.ok(201);
        assert_eq!(made["prefilled_message"], "Hi");
        let patch = json!({"prefilled_message": "Hello"});
        ada.call(Method::PATCH, &format!("{codes}/ABC"), &patch).await.ok(200);
        ada.call(Method::DELETE, &format!("{codes}/ABC"), &Value::Null).await.ok(204);
        let long = json!({"prefilled_message": "x".repeat(141)});
        assert_eq!(ada.post(&codes, &long).await.fields(), ["prefilled_message"]);
        let odd = ada.call(Method::DELETE, &format!("{codes}/a%2Fb"), &Value::Null).await;
        assert_eq!(odd.refusal(), (404, "not_found"));

        let blocks = format!("{number}/blocked-contacts");
        let listed = ada.get(&format!("{blocks}?cursor=x")).await.ok(200);
        assert_eq!((&listed["items"][0]["contact_id"], &listed["next_cursor"]), (contact, &json!("next")));
        let people = json!({"contact_ids": [contact], "phones": ["+1 650 555 1234"]});
        let done = ada.post(&blocks, &people).await.ok(200);
        let inputs: Vec<_> = done["items"].as_array().unwrap().iter().map(|it| &it["input"]).collect();
        assert_eq!(inputs, ["+4915112345678", "+16505551234"]);
        assert_eq!(&done["items"][0]["contact_id"], contact);
        ada.call(Method::DELETE, &blocks, &people).await.ok(200);
        assert!(api.provider.take_calls().last().unwrap().starts_with("block=false"));
        for (body, field) in [
            (json!({}), "contact_ids"),
            (json!({"contact_ids": [uuid::Uuid::nil()]}), "contact_ids[0]"),
            (json!({"phones": ["none"]}), "phones[0]"),
            (json!({"phones": vec!["+16505551234"; 101]}), "contact_ids"),
        ] {
            assert_eq!(ada.post(&blocks, &body).await.fields(), [field], "{body}");
        }
        let basket = format!("{number}/commerce-settings");
        ada.call(Method::PATCH, &basket, &json!({"is_cart_enabled": true})).await.ok(200);
        assert_eq!(ada.call(Method::PATCH, &basket, &json!({})).await.fields(), ["is_cart_enabled"]);
        let prompts = format!("{number}/conversational-components");
        ada.call(Method::PATCH, &prompts, &json!({"prompts": ["Where is my order?"]})).await.ok(200);
        assert!(
            api.provider.take_calls().contains(&"change components Some([\"Where is my order?\"])".into())
        );
    }
}

#[tokio::test]
async fn a5_figures_are_asked_for_within_their_limits() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let number = ada.connect("106540352242922").await;
    let get = async |query: &str| ada.get(&format!("{WABA}/analytics/{query}")).await;
    let span = "from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z";
    let messages = format!("messages?{span}&granularity=day&country_codes=de,us&phone_number_ids={number}");
    assert_eq!(get(&messages).await.ok(200)["items"][0]["sent"], 0);
    let asked =
        "messages DAY [(\"country_codes\", [\"DE\", \"US\"]), (\"phone_numbers\", [\"15550783881\"])]";
    assert_eq!(api.provider.take_calls(), [asked]);
    let pricing = format!("pricing?{span}&granularity=month&dimensions=country,tier&pricing_types=regular");
    get(&pricing).await.ok(200);
    let asked =
        "pricing MONTHLY [(\"pricing_types\", [\"REGULAR\"]), (\"dimensions\", [\"COUNTRY\", \"TIER\"])]";
    assert_eq!(api.provider.take_calls(), [asked]);
    let nobody = uuid::Uuid::nil();
    let eleven = vec![nobody.to_string(); 11].join(",");
    for (query, field) in [
        ("messages?from=2026-05-02T00:00:00Z&to=2026-05-01T00:00:00Z&granularity=day".to_owned(), "to"),
        ("messages?from=2025-01-01T00:00:00Z&to=2026-05-01T00:00:00Z&granularity=day".to_owned(), "from"),
        (format!("messages?{span}&granularity=week"), "granularity"),
        (format!("messages?{span}&granularity=day&country_codes=GER"), "country_codes"),
        (format!("messages?{span}&granularity=day&phone_number_ids={nobody}"), "phone_number_ids"),
        (format!("messages?{span}&granularity=day&phone_number_ids=x"), "phone_number_ids"),
        (format!("pricing?{span}&granularity=day&dimensions=MOON"), "dimensions"),
        (format!("pricing?{span}&granularity=day&pricing_categories=x)"), "pricing_categories"),
        (format!("templates?{span}&template_ids="), "template_ids"),
        (format!("templates?{span}&template_ids={nobody}"), "template_ids"),
        (format!("templates?{span}&template_ids={eleven}"), "template_ids"),
        (
            format!("templates?from=2026-01-01T00:00:00Z&to=2026-05-02T00:00:00Z&template_ids={nobody}"),
            "from",
        ),
    ] {
        let refused = get(&query).await;
        assert_eq!(refused.refusal().0, 422, "{query}");
        assert!(refused.fields().contains(&field), "{query}: {:?}", refused.fields());
    }
    assert!(api.provider.take_calls().is_empty());
}

#[tokio::test]
async fn a3_a_number_of_another_provider_keeps_its_header() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let mut given = crate::harness::credentials("106540352242922");
    given["auth_header"] = json!({"name": "D360-API-KEY"});
    let made = ada.post("/v1/phone-numbers", &given).await.ok(201);
    assert_eq!(made["auth"], json!({"name": "d360-api-key", "scheme": null}));
    assert_eq!(api.provider.asked.lock().unwrap()[0].auth.name, "d360-api-key");
    given["base_url"] = json!("http://127.0.0.1:1");
    let refused = ada.post("/v1/phone-numbers/test", &given).await;
    assert_eq!(refused.fields(), ["base_url"]);
}

#[tokio::test]
async fn only_those_who_manage_change_numbers_and_accounts() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let number = number(&ada).await;
    let changes = [
        (Method::POST, format!("{number}/register"), json!({"pin": "123456"})),
        (Method::POST, format!("{number}/deregister"), Value::Null),
        (Method::PATCH, format!("{number}/profile"), json!({"about": "x"})),
        (Method::POST, format!("{number}/qr-codes"), json!({"prefilled_message": "x"})),
        (Method::POST, format!("{number}/blocked-contacts"), json!({"phones": ["+16505551234"]})),
        (Method::DELETE, format!("{WABA}/subscription"), Value::Null),
        (Method::POST, format!("{WABA}/refresh"), Value::Null),
        (Method::POST, format!("{WABA}/insights"), Value::Null),
    ];
    for (email, role) in [("ag@example.com", Role::Agent), ("ma@example.com", Role::Manager)] {
        let member = api.member(email, ada.workspace, role).await;
        for (method, path, body) in &changes {
            let refused = member.call(method.clone(), path, body).await;
            assert_eq!(refused.refusal(), (403, "not_allowed"), "{role:?} {path}");
        }
        for path in [number.clone(), format!("{number}/profile"), format!("{number}/usage"), WABA.to_owned()]
        {
            member.get(&path).await.ok(200);
        }
    }
    let admin = api.member("ad@example.com", ada.workspace, Role::Admin).await;
    admin.post(&format!("{number}/register"), &json!({"pin": "123456"})).await.ok(204);
}
