//! The Graph side: routes, tokens, parameters, refusals.

use crate::support::{APP, NUMBER, Receiver, Rig, SECRET, SHEENA, TOKEN, WABA};
use serde_json::{Value, json};

#[tokio::test]
async fn routes_work_with_and_without_version_slash_and_host() {
    let rig = Rig::start().await;
    for (path, version) in [
        (format!("/{NUMBER}"), "v21.0"),
        (format!("/{NUMBER}/"), "v21.0"),
        (format!("/v14.0/{NUMBER}"), "v21.0"),
        (format!("/v20.0/{NUMBER}/"), "v21.0"),
        (format!("/v25.0/{NUMBER}"), "v25.0"),
        (format!("/v26.0//{NUMBER}"), "v26.0"),
    ] {
        let request = rig.http.get(rig.url(&path)).header("host", "graph.facebook.com").bearer_auth(TOKEN);
        let answer = rig.call(request).await;
        assert_eq!((answer.status, answer.body["id"].as_str()), (200, Some(NUMBER)), "{path}");
        assert_eq!(answer.headers["facebook-api-version"], version, "{path}");
        assert_eq!(answer.headers["content-type"], "application/json; charset=UTF-8");
        assert!(answer.headers.contains_key("x-app-usage") && answer.headers.contains_key("x-fb-trace-id"));
    }
    assert_eq!(rig.get(&format!("/v99.0/{NUMBER}")).await.code(), 2500);
}

#[tokio::test]
async fn tokens_are_taken_from_all_three_places() {
    let rig = Rig::start().await;
    let path = format!("/v25.0/{NUMBER}");
    for header in [format!("Bearer {TOKEN}"), format!("OAuth {TOKEN}"), format!("bearer  {TOKEN}")] {
        let answer = rig.call(rig.http.get(rig.url(&path)).header("authorization", header)).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    let answer = rig.call(rig.http.get(rig.url(&format!("{path}?access_token={TOKEN}")))).await;
    assert_eq!(answer.status, 200);
    let body = json!({"access_token": TOKEN, "messaging_product": "whatsapp"});
    let answer = rig.call(rig.http.post(rig.url(&format!("{path}/messages"))).json(&body)).await;
    assert_eq!(answer.message(), "(#100) The parameter to is required.");
}

#[tokio::test]
async fn a_bad_token_is_told_before_a_bad_parameter() {
    let rig = Rig::start().await;
    let messages = rig.url(&format!("/v25.0/{NUMBER}/messages"));
    let answer = rig.call(rig.http.post(&messages).body("{broken")).await;
    assert_eq!((answer.status, answer.code()), (400, 104));
    let answer = rig.call(rig.http.post(&messages).bearer_auth("nobody's").body("{broken")).await;
    assert_eq!((answer.status, answer.code()), (401, 190));
    assert_eq!(answer.message(), "Invalid OAuth access token - Cannot parse access token");
    assert_eq!(
        answer.headers["www-authenticate"],
        r#"OAuth "Facebook Platform" "invalid_request" "Invalid OAuth access token - Cannot parse access token""#
    );
    let answer = rig.call(rig.http.post(&messages).bearer_auth(TOKEN).body("{broken")).await;
    assert_eq!((answer.status, answer.code()), (400, 100));
}

#[tokio::test]
async fn an_expired_token_says_so_once_its_time_is_over() {
    let rig = Rig::with(|options| {
        options.world.tokens[0].expires_at = Some("2026-09-15T13:00:00Z".parse().unwrap());
    })
    .await;
    assert_eq!(rig.get(&format!("/{NUMBER}")).await.status, 200);
    rig.advance(3600).await;
    let answer = rig.get(&format!("/{NUMBER}")).await;
    assert_eq!((answer.status, answer.code()), (401, 190));
    assert_eq!(answer.body["error"]["error_subcode"], 463);
}

#[tokio::test]
async fn tokens_see_their_own_accounts_only() {
    let rig = Rig::with(|options| options.world.tokens[0].waba_ids = Some(vec!["1".into()])).await;
    for path in [format!("/{NUMBER}"), format!("/{WABA}"), format!("/{WABA}/phone_numbers")] {
        let answer = rig.get(&path).await;
        assert_eq!(
            (answer.status, answer.code(), &answer.body["error"]["error_subcode"]),
            (400, 100, &json!(33))
        );
    }
    assert_eq!(rig.send_text("hi").await.code(), 100);
}

#[tokio::test]
async fn a_token_without_the_permission_cannot_send() {
    let rig = Rig::with(|options| options.world.tokens[0].scopes.truncate(1)).await;
    let answer = rig.send_text("hi").await;
    assert_eq!((answer.status, answer.code()), (403, 131_005));
}

#[tokio::test]
async fn unknown_objects_paths_and_methods_are_refused_in_graphs_shape() {
    let rig = Rig::start().await;
    let answer = rig.get("/v25.0/454545").await;
    assert_eq!(
        answer.message(),
        "Unsupported get request. Object with ID '454545' does not exist, cannot be loaded due to missing \
         permissions, or does not support this operation. Please read the Graph API documentation at \
         https://developers.facebook.com/docs/graph-api"
    );
    assert_eq!((answer.status, &answer.body["error"]["type"]), (400, &json!("GraphMethodException")));
    assert!(!answer.headers.contains_key("www-authenticate"));
    let answer = rig.get(&format!("/{NUMBER}/nonsense")).await;
    assert_eq!((answer.code(), answer.message()), (2500, "Unknown path components: /nonsense"));
    let answer = rig.call(rig.http.patch(rig.url(&format!("/{NUMBER}"))).bearer_auth(TOKEN)).await;
    assert_eq!((answer.status, answer.code()), (400, 100));
    assert!(answer.message().starts_with("Unsupported patch request."));
    assert!(rig.get("/").await.code() > 0);
}

#[tokio::test]
async fn fields_are_selected_and_unknown_ones_refused() {
    let rig = Rig::start().await;
    let answer = rig.get(&format!("/{NUMBER}?fields=display_phone_number,throughput{{level}}")).await;
    assert_eq!(
        answer.body,
        json!({"id": NUMBER, "display_phone_number": "+1 555-078-3881", "throughput": {"level": "STANDARD"}})
    );
    let all = rig.get(&format!("/{NUMBER}")).await.body;
    assert_eq!(all["verified_name"], "Test Number");
    assert_eq!(all["quality_rating"], "GREEN");
    let answer = rig.get(&format!("/{NUMBER}?fields=shoe_size")).await;
    assert_eq!(
        answer.message(),
        "(#100) Tried accessing nonexisting field (shoe_size) on node type (WhatsAppBusinessPhoneNumber)"
    );
}

#[tokio::test]
async fn accounts_list_their_numbers_and_templates() {
    let rig = Rig::start().await;
    let numbers = rig.get(&format!("/{WABA}/phone_numbers?fields=id")).await;
    assert_eq!(numbers.body["data"], json!([{"id": NUMBER}]));
    assert!(numbers.headers["x-business-use-case-usage"].to_str().unwrap().contains(WABA));
    let templates = rig.get(&format!("/{WABA}/message_templates?name=hello&fields=name,status")).await;
    assert_eq!(templates.body["data"][0]["name"], "hello_world");
    assert_eq!(rig.get(&format!("/{WABA}/message_templates?status=REJECTED")).await.body["data"], json!([]));
    assert_eq!(rig.get(&format!("/{WABA}?fields=name")).await.body["name"], "Test account");
}

#[tokio::test]
async fn debug_token_knows_good_and_bad_ones() {
    let rig = Rig::start().await;
    let app = format!("{APP}|{SECRET}");
    let debug =
        |token: &str| rig.http.get(rig.url(&format!("/debug_token?input_token={token}"))).bearer_auth(&app);
    let good = rig.call(debug(TOKEN)).await.body;
    assert_eq!((&good["data"]["is_valid"], &good["data"]["app_id"]), (&json!(true), &json!(APP)));
    assert_eq!(good["data"]["granular_scopes"][0]["target_ids"], json!([WABA]));
    let bad = rig.call(debug("nonsense")).await.body;
    assert_eq!((&bad["data"]["is_valid"], &bad["data"]["error"]["code"]), (&json!(false), &json!(190)));
}

#[tokio::test]
async fn an_apps_own_token_is_given_for_its_secret() {
    let rig = Rig::start().await;
    let get = |secret: &str| {
        let query = format!("client_id={APP}&client_secret={secret}&grant_type=client_credentials");
        rig.http.get(rig.url(&format!("/v25.0/oauth/access_token?{query}")))
    };
    let answer = rig.call(get(SECRET)).await;
    assert_eq!(answer.body["access_token"], format!("{APP}|{SECRET}"));
    assert_eq!(rig.call(get("wrong")).await.status, 400);
}

#[tokio::test]
async fn parameters_come_as_json_form_query_or_multipart() {
    let rig = Rig::start().await;
    rig.types("hi").await;
    let url = rig.url(&format!("/v25.0/{NUMBER}/messages"));
    let post = || rig.http.post(&url).bearer_auth(TOKEN);
    let pairs =
        [("messaging_product", "whatsapp"), ("to", SHEENA), ("type", "text"), ("text", r#"{"body":"hi"}"#)];
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    assert_eq!(rig.call(post().form(&pairs)).await.status, 200);
    assert_eq!(rig.call(rig.http.post(format!("{url}?{query}")).bearer_auth(TOKEN)).await.status, 200);
    let form = pairs.iter().fold(reqwest::multipart::Form::new(), |form, (k, v)| form.text(*k, *v));
    assert_eq!(rig.call(post().multipart(form)).await.status, 200);
    let untyped = post().body(r#"{"messaging_product":"WhatsApp","to":"16505551234","text":{"body":"hi"}}"#);
    assert_eq!(rig.call(untyped).await.status, 200);
    // Nulls count as absent, as some clients send them.
    let answer = rig
        .send(json!({"recipient_type": null, "context": null, "text": {"body": "x"}, "image": null}))
        .await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn c1_an_accepted_send_answers_as_meta_does() {
    let rig = Rig::start().await;
    let answer = rig.send_text("hi").await;
    assert_eq!(answer.body["contacts"], json!([{"input": SHEENA, "wa_id": "16505551234"}]));
    assert!(answer.wamid().starts_with("wamid.HBgLMTY1MDU1NTEyMzQVAgAR"));
    let by_id = json!({"to": null, "recipient": "US.13491208655302741918", "text": {"body": "hi"}});
    let contact = rig.send(by_id).await.body["contacts"][0].clone();
    assert_eq!(contact, json!({"input": "US.13491208655302741918", "user_id": "US.13491208655302741918"}));
    let both = rig.send(json!({"recipient": "US.nobody", "text": {"body": "to wins"}})).await;
    assert_eq!(both.status, 200);
}

#[tokio::test]
async fn c1_bad_sends_are_refused_with_metas_words() {
    let rig = Rig::start().await;
    let long = "ä".repeat(4097);
    let cases: Vec<(Value, i64, &str)> = vec![
        (json!({"messaging_product": null}), 100, "(#100) The parameter messaging_product is required."),
        (json!({"to": null}), 100, "(#100) The parameter to is required."),
        (json!({"text": {}}), 100, "(#100) The parameter text['body'] is required."),
        (json!({"text": {"body": ""}}), 100, "(#100) The parameter text['body'] is required."),
        (
            json!({"text": {"body": long}}),
            100,
            "(#100) Param text['body'] must be at most 4096 characters long.",
        ),
        (json!({"type": "smoke"}), 100, "(#100) Param type must be one of {AUDIO,"),
        (json!({"to": "12"}), 131_009, "(#131009) Parameter value is not valid"),
        (json!({"to": "+1 555-078-3881"}), 131_021, "(#131021)"),
        (
            json!({"biz_opaque_callback_data": "x".repeat(513), "text": {"body": "x"}}),
            100,
            "(#100) Param biz_",
        ),
        (json!({"context": {"message_id": 5}, "text": {"body": "x"}}), 100, "(#100) Param context"),
        (
            json!({"type": "reaction", "reaction": {"emoji": "👍"}}),
            100,
            "(#100) The parameter reaction['message_id']",
        ),
        (json!({"type": "reaction", "reaction": {"message_id": "w", "emoji": "no"}}), 131_009, "(#131009)"),
        (json!({"type": "image", "image": {}}), 131_008, "(#131008) Required parameter is missing"),
        (json!({"type": "location", "location": {"latitude": 91, "longitude": 0}}), 131_009, "(#131009)"),
        (json!({"recipient_type": "group"}), 131_041, "(#131041)"),
    ];
    for (body, code, message) in cases {
        let answer = rig.send(body.clone()).await;
        assert_eq!((answer.code(), answer.status), (code, 400), "{body} {answer:?}");
        assert!(answer.message().starts_with(message), "{body}: {}", answer.message());
    }
    let longest = rig.send_text(&"😀".repeat(4096)).await;
    assert_eq!(longest.status, 200, "length counts characters, not bytes");
}

#[tokio::test]
async fn observed_strings_are_exact() {
    let rig = Rig::with(|options| {
        let waba = &mut options.world.businesses[0].wabas[0];
        let mut with_picture = waba.templates[0].clone();
        (with_picture.id, with_picture.name) = ("1".into(), "picture".into());
        with_picture.components =
            vec![json!({"type": "HEADER", "format": "IMAGE"}), json!({"type": "BODY", "text": "{{1}}"})];
        waba.templates.push(with_picture);
    })
    .await;
    let rows: Vec<Value> = (0..11).map(|i| json!({"id": i.to_string(), "title": "t"})).collect();
    let list = |rows: Vec<Value>| {
        json!({"type": "interactive", "interactive": {"type": "list", "body": {"text": "b"},
               "action": {"button": "b", "sections": [{"rows": rows}]}}})
    };
    let buttons = |buttons: Value| {
        json!({"type": "interactive", "interactive": {"type": "button", "body": {"text": "b"},
               "action": {"buttons": buttons}}})
    };
    let template = |name: &str, components: Value| json!({"type": "template", "template": {"name": name, "language": {"code": "en_US"}, "components": components}});
    let picture =
        json!([{"type": "header", "parameters": [{"type": "image", "image": {"link": "https://x/y"}}]}]);
    for (body, http, code, details) in [
        (list(rows), 400, 131_009, "Total row count exceed max allowed count: 10"),
        (
            list(vec![json!({"id": "1", "title": "t".repeat(25)})]),
            400,
            131_009,
            "Row title is too long. Max length is 24",
        ),
        (
            buttons(json!([{"type": "reply", "reply": {"id": "1", "title": "t".repeat(21)}}])),
            400,
            131_009,
            "Button title length invalid. Min length: 1, Max length: 20",
        ),
        (
            buttons(json!([])),
            400,
            131_009,
            "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3",
        ),
        (template("nothing", json!([])), 404, 132_001, "template name (nothing) does not exist in en_US"),
        (
            template("picture", json!([])),
            400,
            132_012,
            "header: Format mismatch, expected IMAGE, received UNKNOWN",
        ),
        (
            template("picture", picture),
            400,
            132_000,
            "body: number of localizable_params (0) does not match the expected number of params (1)",
        ),
    ] {
        let answer = rig.send(body).await;
        assert_eq!((answer.status, answer.code(), answer.details()), (http, code, details), "{answer:?}");
    }
    let answer = rig.send(template("hello_world", json!([]))).await;
    assert_eq!(answer.body["messages"][0]["message_status"], "accepted");
}

#[tokio::test]
async fn a_test_number_writes_to_its_list_only() {
    let rig = Rig::with(|options| {
        let number = &mut options.world.businesses[0].wabas[0].numbers[0];
        number.allowed_recipients = Some(vec!["+1 202-555-0173".into()]);
    })
    .await;
    let answer = rig.send_text("hi").await;
    assert_eq!((answer.status, answer.code()), (400, 131_030));
    assert!(answer.details().starts_with("Recipient phone number not in allowed list: Add recipient"));
    assert_eq!(rig.send(json!({"to": "(202) 555-0173", "text": {"body": "hi"}})).await.status, 200);
}

#[tokio::test]
async fn a_number_that_is_not_registered_cannot_send() {
    let rig = Rig::with(|options| {
        options.world.businesses[0].wabas[0].numbers[0].status = "DISCONNECTED".into();
    })
    .await;
    assert_eq!(rig.send_text("hi").await.code(), 133_010);
}

#[tokio::test]
async fn a_subscription_needs_the_apps_token_and_a_handshake() {
    let rig = Rig::start().await;
    let receiver = Receiver::start().await;
    let subscribe = |token: String, verify: &str| {
        let form = [
            ("object", "whatsapp_business_account"),
            ("callback_url", receiver.url.as_str()),
            ("verify_token", verify),
            ("fields", "messages,calls"),
        ];
        rig.http.post(rig.url(&format!("/v25.0/{APP}/subscriptions"))).bearer_auth(token).form(&form)
    };
    let app = format!("{APP}|{SECRET}");
    assert_eq!(rig.call(subscribe(TOKEN.to_owned(), "vt")).await.code(), 100);
    let wrong = rig.call(subscribe(app.clone(), "wrong")).await;
    assert_eq!((wrong.status, wrong.code()), (400, 2200));
    assert!(wrong.message().contains("HTTP Status Code = 403"), "{}", wrong.message());
    assert_eq!(rig.call(subscribe(app.clone(), "vt")).await.body, json!({"success": true}));
    let list = rig.call(rig.http.get(rig.url(&format!("/{APP}/subscriptions"))).bearer_auth(&app)).await;
    assert_eq!(list.body["data"][0]["callback_url"], receiver.url.as_str());
    assert_eq!(list.body["data"][0]["fields"][1]["name"], "calls");
}

#[tokio::test]
async fn logs_keep_calls_but_no_secrets() {
    let rig = Rig::start().await;
    rig.get(&format!("/{NUMBER}?access_token=SECRET1")).await;
    rig.call(rig.http.get(rig.url(&format!(
        "/oauth/access_token?client_id={APP}&client_secret={SECRET}&grant_type=client_credentials"
    ))))
    .await;
    rig.send_text("remember me").await;
    let log = rig.get("/_sim/requests").await.body.to_string();
    assert!(log.contains("remember me"));
    assert!(!log.contains("SECRET1") && !log.contains(SECRET), "{log}");
    let world = rig.get("/_sim/world").await.body.to_string();
    assert!(world.contains("Sheena Nelson") && !world.contains(TOKEN) && !world.contains(SECRET));
}
