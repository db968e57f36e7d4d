//! Every limit of what goes out, exceeded by one: the refusal names the field, the limit and the value.

use std::collections::BTreeSet;

use http::Method;
use serde_json::{Value, json};

use crate::harness::{Api, Client};

const LIMITS: &str = include_str!("../data/limits.json");

/// Limits that no operation here can exceed, and why.
const ELSEWHERE: &[(&str, &str)] = &[
    ("message.biz_opaque_callback_data", "we write it ourselves: two ids"),
    ("message.group_pin.max", "nothing is pinned from here"),
    ("message.group_pin.expiration_days", "nothing is pinned from here"),
    ("template.per_waba_unverified", "the provider counts: whether an account is verified is not known here"),
    (
        "template.per_waba_verified",
        "counted at submission: f1_an_account_has_room_for_6000_templates in actions",
    ),
    ("template.create_per_hour", "the provider counts: a submission that it postpones waits"),
    ("template.edits_approved", "counted at submission: in actions/tests/template_life.rs"),
    ("template.deleted_name_lock_days", "the provider counts"),
    ("template.archived_deleted_after_days", "the provider counts"),
    ("template.archive_batch", "one at a time from here"),
    ("media_bytes.inbound_max", "of what comes in: t7 and crates/cloud-api"),
    ("media_bytes.sticker.static", "of the bytes: c2_a_sticker_that_does_not_move_is_small"),
];

/// Groups of limits about something else than messages, templates and files.
const OTHER_GROUPS: [&str; 11] = [
    "media_mime",
    "media_lifetimes",
    "profile",
    "qr",
    "conversational",
    "groups",
    "throughput",
    "messaging_tiers",
    "graph",
    "windows",
    "webhook",
];

/// One limit, exceeded.
struct Case {
    limit: &'static str,
    path: &'static str,
    body: Value,
    field: &'static str,
    /// What the refusal must say, besides the field: the limit and the value.
    words: [String; 2],
}

fn letters(count: usize) -> String {
    "a".repeat(count)
}

fn words(limit: impl ToString, found: impl ToString) -> [String; 2] {
    [limit.to_string(), found.to_string()]
}

fn message(limit: &'static str, content: Value, field: &'static str, words: [String; 2]) -> Case {
    Case { limit, path: "/v1/messages", body: json!({ "content": content }), field, words }
}

fn interactive(action: Value) -> Value {
    json!({ "type": "interactive", "body": "Choose", "action": action })
}

fn link(label: &str) -> Value {
    json!({ "type": "link", "label": label, "url": "https://shop.example" })
}

fn buttons(count: usize, id: &str, title: &str) -> Value {
    let button = |n: usize| {
        if n == 0 {
            json!({ "id": id, "title": title })
        } else {
            json!({ "id": n.to_string(), "title": n.to_string() })
        }
    };
    interactive(json!({ "type": "buttons", "buttons": (0..count).map(button).collect::<Vec<_>>() }))
}

fn row(n: usize) -> Value {
    json!({ "id": n.to_string(), "title": "Row" })
}

fn list(sections: usize, rows: usize, change: impl FnOnce(&mut Value)) -> Value {
    let section = |n: usize| json!({ "title": "Section", "rows": (0..rows).map(|m| row(n * 100 + m)).collect::<Vec<_>>() });
    let sections: Vec<_> = (0..sections).map(section).collect();
    let mut action = json!({ "type": "list", "button": "Open", "sections": sections });
    change(&mut action);
    interactive(action)
}

fn texts() -> Vec<Case> {
    let long_body = |action: Value, count: usize| json!({ "type": "interactive", "body": letters(count), "action": action });
    let mut header = interactive(link("Open"));
    header["header"] = json!({ "type": "text", "text": letters(61) });
    let mut footer = interactive(link("Open"));
    footer["footer"] = json!(letters(61));
    let a_list = list(1, 1, |_| {})["action"].clone();
    let picture = json!({ "type": "image", "media": { "link": "https://shop.example/a.png" }, "caption": letters(1025) });
    let card = json!({ "name": "Ada" });
    vec![
        // A text that is too long for one message is split, up to ten.
        message(
            "message.text.body",
            json!({ "type": "text", "text": letters(40_961) }),
            "content.text",
            words(40_960, 40_961),
        ),
        message("message.caption", picture, "content.caption", words(1024, 1025)),
        message("message.interactive.body", long_body(link("Open"), 1025), "content.body", words(1024, 1025)),
        message("message.interactive.list.body", long_body(a_list, 4097), "content.body", words(4096, 4097)),
        message("message.interactive.header.text", header, "content.header.text", words(60, 61)),
        message("message.interactive.footer.text", footer, "content.footer", words(60, 61)),
        message(
            "message.contacts.count",
            json!({ "type": "contacts", "contacts": vec![card; 258] }),
            "content.contacts",
            words(257, 258),
        ),
        message(
            "message.cta_url.display_text",
            interactive(link(&letters(21))),
            "content.action.label",
            words(20, 21),
        ),
    ]
}

fn taps() -> Vec<Case> {
    let flow = json!({ "type": "flow", "flow_id": "1", "label": letters(31) });
    let products = |sections: usize, items: usize| {
        let section = json!({ "title": "S", "product_ids": vec!["p"; items] });
        json!({ "type": "interactive", "body": "x", "header": { "type": "text", "text": "h" },
            "action": { "type": "product_list", "catalog_id": "1", "sections": vec![section; sections] } })
    };
    vec![
        message("message.button.count", buttons(4, "a", "b"), "content.action.buttons", words(3, 4)),
        message(
            "message.button.reply.title",
            buttons(1, "a", &letters(21)),
            "content.action.buttons[0].title",
            words(20, 21),
        ),
        message(
            "message.button.reply.id",
            buttons(1, &letters(257), "b"),
            "content.action.buttons[0].id",
            words(256, 257),
        ),
        message(
            "message.list.button",
            list(1, 1, |a| a["button"] = json!(letters(21))),
            "content.action.button",
            words(20, 21),
        ),
        message("message.list.sections", list(11, 1, |_| {}), "content.action.sections", words(10, 11)),
        message("message.list.rows_total", list(1, 11, |_| {}), "content.action.sections", words(10, 11)),
        message(
            "message.list.section.title",
            list(1, 1, |a| a["sections"][0]["title"] = json!(letters(25))),
            "content.action.sections[0].title",
            words(24, 25),
        ),
        message(
            "message.list.row.title",
            list(1, 1, |a| a["sections"][0]["rows"][0]["title"] = json!(letters(25))),
            "content.action.sections[0].rows[0].title",
            words(24, 25),
        ),
        message(
            "message.list.row.id",
            list(1, 1, |a| a["sections"][0]["rows"][0]["id"] = json!(letters(201))),
            "content.action.sections[0].rows[0].id",
            words(200, 201),
        ),
        message(
            "message.list.row.description",
            list(1, 1, |a| a["sections"][0]["rows"][0]["description"] = json!(letters(73))),
            "content.action.sections[0].rows[0].description",
            words(72, 73),
        ),
        message("message.product_list.products", products(1, 31), "content.action.sections", words(30, 31)),
        message("message.product_list.sections", products(11, 1), "content.action.sections", words(10, 11)),
        message("message.flow_cta_advised", interactive(flow), "content.action.label", words(30, 31)),
    ]
}

fn cards() -> Vec<Case> {
    let card = |body: &str| {
        json!({ "card_index": 0, "header": { "type": "image", "image": { "link": "https://shop.example/a.png" } },
            "body": { "text": body },
            "action": { "name": "cta_url", "parameters": { "display_text": "Open", "url": "https://shop.example" } } })
    };
    let replies = |count: usize| {
        let button = |n: usize| json!({ "quick_reply": { "id": n.to_string(), "title": "Yes" } });
        let mut card = card("x");
        card["action"] = json!({ "buttons": (0..count).map(button).collect::<Vec<_>>() });
        card
    };
    let carousel = |cards: Vec<Value>| interactive(json!({ "type": "carousel", "cards": cards }));
    vec![
        message(
            "message.carousel.cards",
            carousel(vec![card("x"); 11]),
            "content.action.cards",
            words(10, 11),
        ),
        message(
            "message.carousel.card.body",
            carousel(vec![card("x"), card(&letters(161))]),
            "content.action.cards[1].body.text",
            words(160, 161),
        ),
        message(
            "message.carousel.card.line_breaks",
            carousel(vec![card("x"), card("a\nb\nc\nd")]),
            "content.action.cards[1].body.text",
            words(2, 3),
        ),
        message(
            "message.carousel.card.quick_replies",
            carousel(vec![replies(3), replies(4)]),
            "content.action.cards[1].action.buttons",
            words(3, 4),
        ),
    ]
}

fn template(limit: &'static str, change: Value, field: &'static str, words: [String; 2]) -> Case {
    let mut body = json!({
        "name": "limits", "language": "en_US", "category": "marketing", "submit": true,
        "components": [{ "type": "BODY", "text": "A word of ours." }],
    });
    for (key, value) in change.as_object().unwrap() {
        body[key] = value.clone();
    }
    Case { limit, path: "/v1/templates", body, field, words }
}

fn beside_the_body(component: Value) -> Value {
    json!({ "components": [{ "type": "BODY", "text": "A word of ours." }, component] })
}

fn with_buttons(buttons: &[Value]) -> Value {
    beside_the_body(json!({ "type": "BUTTONS", "buttons": buttons }))
}

fn url(label: &str, url: &str) -> Value {
    json!({ "type": "URL", "text": label, "url": url, "example": ["https://shop.example/a"] })
}

fn template_texts() -> Vec<Case> {
    let header = |text: &str, examples: &[&str]| {
        beside_the_body(
            json!({ "type": "HEADER", "format": "TEXT", "text": text, "example": { "header_text": examples } }),
        )
    };
    let offer = beside_the_body(
        json!({ "type": "LIMITED_TIME_OFFER", "limited_time_offer": { "text": letters(17) } }),
    );
    let body = |text: &str| json!({ "components": [{ "type": "BODY", "text": text }] });
    let ttl = |category: &str, seconds: i64| json!({ "category": category, "ttl_seconds": seconds });
    let codes = |seconds: i64| {
        let mut codes = code(json!({ "otp_type": "COPY_CODE" }), 5);
        codes["ttl_seconds"] = json!(seconds);
        codes
    };
    vec![
        template("template.name", json!({ "name": letters(513) }), "name", words(512, 513)),
        template("template.name_regex", json!({ "name": "Limits" }), "name", words("a to z", "lower-case")),
        template("template.header.text", header(&letters(61), &[]), "components[1].text", words(60, 61)),
        template(
            "template.header.params",
            header("a {{1}} b {{2}} c", &["x", "y"]),
            "components[1].text",
            words(1, 2),
        ),
        template("template.body.text", body(&letters(1025)), "components[0].text", words(1024, 1025)),
        template(
            "template.footer.text",
            beside_the_body(json!({ "type": "FOOTER", "text": letters(61) })),
            "components[1].text",
            words(60, 61),
        ),
        template("template.lto.text", offer, "components[1].limited_time_offer.text", words(16, 17)),
        template(
            "ttl_seconds.marketing",
            ttl("marketing", 2_592_001),
            "ttl_seconds",
            words(2_592_000, 2_592_001),
        ),
        template("ttl_seconds.utility", ttl("utility", 43_201), "ttl_seconds", words(43_200, 43_201)),
        template("ttl_seconds.authentication", codes(901), "ttl_seconds", words(900, 901)),
    ]
}

fn template_buttons() -> Vec<Case> {
    let reply = |n: usize| json!({ "type": "QUICK_REPLY", "text": format!("Reply {n}") });
    let phone =
        |label: &str, number: &str| json!({ "type": "PHONE_NUMBER", "text": label, "phone_number": number });
    let copy = |example: &str| json!({ "type": "COPY_CODE", "example": example });
    let replies: Vec<_> = (0..11).map(reply).collect();
    let list = "components[1].buttons";
    let long_url = format!("https://shop.example/{}", letters(1980));
    vec![
        template("template.buttons.total", with_buttons(&replies), list, words(10, 11)),
        template("template.quick_reply.max", with_buttons(&replies), list, words(10, 11)),
        template(
            "template.button.text",
            with_buttons(&[url(&letters(26), "https://shop.example")]),
            "components[1].buttons[0].text",
            words(25, 26),
        ),
        template(
            "template.url.max",
            with_buttons(&["a", "b", "c"].map(|l| url(l, "https://shop.example"))),
            list,
            words(2, 3),
        ),
        template(
            "template.phone_number.max",
            with_buttons(&["a", "b"].map(|l| phone(l, "+16505551234"))),
            list,
            words(1, 2),
        ),
        template("template.copy_code.max", with_buttons(&[copy("A"), copy("B")]), list, words(1, 2)),
        template(
            "template.url.length",
            with_buttons(&[url("a", &long_url)]),
            "components[1].buttons[0].url",
            words(2000, 2001),
        ),
        template(
            "template.url.params",
            with_buttons(&[url("a", "https://shop.example/{{1}}/{{2}}")]),
            "components[1].buttons[0].url",
            words(1, 2),
        ),
        template(
            "template.phone_number.length",
            with_buttons(&[phone("a", "+16505551234 12345678")]),
            "components[1].buttons[0].phone_number",
            words(20, 21),
        ),
        template(
            "template.copy_code.example",
            with_buttons(&[copy(&letters(16))]),
            "components[1].buttons[0].example",
            words(15, 16),
        ),
    ]
}

fn code(button: Value, minutes: i64) -> Value {
    let mut otp = json!({ "type": "OTP" });
    for (key, value) in button.as_object().unwrap() {
        otp[key] = value.clone();
    }
    json!({ "category": "authentication", "components": [
        { "type": "BODY" }, { "type": "FOOTER", "code_expiration_minutes": minutes }, { "type": "BUTTONS", "buttons": [otp] },
    ] })
}

fn template_codes_and_cards() -> Vec<Case> {
    let app = |package: &str| json!({ "package_name": package, "signature_hash": letters(11) });
    let apps = |apps: Vec<Value>| code(json!({ "otp_type": "ONE_TAP", "supported_apps": apps }), 5);
    let card = |body: &str, buttons: usize| {
        let button = |n: usize| json!({ "type": "QUICK_REPLY", "text": format!("Reply {n}") });
        json!({ "components": [
            { "type": "HEADER", "format": "IMAGE", "example": { "header_handle": ["4::a"] } },
            { "type": "BODY", "text": body },
            { "type": "BUTTONS", "buttons": (0..buttons).map(button).collect::<Vec<_>>() },
        ] })
    };
    let carousel = |text: &str, cards: Vec<Value>| json!({ "components": [{ "type": "BODY", "text": text }, { "type": "CAROUSEL", "cards": cards }] });
    let two = || vec![card("A card of ours.", 1); 2];
    vec![
        template(
            "template.code_expiration_minutes",
            code(json!({ "otp_type": "COPY_CODE" }), 91),
            "components[1].code_expiration_minutes",
            words(90, 91),
        ),
        template(
            "template.supported_apps",
            apps(vec![app("a.b"); 6]),
            "components[2].buttons[0].supported_apps",
            words(5, 6),
        ),
        template(
            "template.package_name",
            apps(vec![app(&letters(225))]),
            "components[2].buttons[0].supported_apps[0].package_name",
            words(224, 225),
        ),
        template(
            "template.carousel.cards",
            carousel("Look here.", vec![card("A card of ours.", 1); 11]),
            "components[1].cards",
            words(10, 11),
        ),
        template(
            "template.carousel.body",
            carousel(&letters(1025), two()),
            "components[0].text",
            words(1024, 1025),
        ),
        template(
            "template.carousel.card.body",
            carousel("Look here.", vec![card(&letters(161), 1); 2]),
            "components[1].cards[0].components[1].text",
            words(160, 161),
        ),
        template(
            "template.carousel.card.buttons",
            carousel("Look here.", vec![card("A card of ours.", 3); 2]),
            "components[1].cards[0].components[2].buttons",
            words(2, 3),
        ),
    ]
}

fn files() -> Vec<Case> {
    let upload = |limit, mime_type: &str, size: u64, most: &str| Case {
        limit,
        path: "/v1/uploads",
        body: json!({ "mime_type": mime_type, "size": size }),
        field: "size",
        words: words(most, size),
    };
    vec![
        upload("media_bytes.audio", "audio/mpeg", 16_777_217, "16 MB"),
        upload("media_bytes.document", "application/pdf", 104_857_601, "100 MB"),
        upload("media_bytes.image", "image/png", 5_242_881, "5 MB"),
        upload("media_bytes.sticker.animated", "image/webp", 512_001, "500 KB"),
        upload("media_bytes.video", "video/mp4", 16_777_217, "16 MB"),
    ]
}

/// Limits of a send that depend on its template or its file.
async fn sends(ada: &Client<'_>) -> Vec<Case> {
    let otp = json!([{ "type": "BODY", "add_security_recommendation": true },
        { "type": "BUTTONS", "buttons": [{ "type": "OTP", "otp_type": "COPY_CODE", "text": "Copy" }] }]);
    ada.approved("code", &otp).await;
    ada.approved("film", &json!([{ "type": "HEADER", "format": "GIF" }, { "type": "BODY", "text": "Hi" }]))
        .await;
    let mut film = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41".to_vec();
    film.resize(3_670_017, 0);
    let film = ada.upload("a.mp4", "video/mp4", &film).await.ok(201)["id"].clone();
    let send = |name: &str, components: Value| json!({ "type": "template", "name": name, "language": "en_US", "components": components });
    let text = |text: &str| json!([{ "type": "text", "text": text }]);
    let long = json!([
        { "type": "body", "parameters": text("123456") },
        { "type": "button", "sub_type": "url", "index": 0, "parameters": text(&letters(16)) },
    ]);
    let gif = json!([{ "type": "header", "parameters": [{ "type": "gif", "gif": { "id": film } }] }]);
    vec![
        message(
            "template.otp_code",
            send("code", long),
            "content.components[1].parameters[0].text",
            words(15, 16),
        ),
        message(
            "template.gif_header_bytes",
            send("film", gif),
            "content.components[0].parameters[0].gif.id",
            words("3584 KB", 3_670_017),
        ),
    ]
}

/// The names of all limits, dotted.
fn names() -> BTreeSet<String> {
    let all: Value = serde_json::from_str(LIMITS).unwrap();
    let groups = all.as_object().unwrap().iter().filter(|(_, group)| group.is_object());
    groups
        .filter(|(name, _)| !OTHER_GROUPS.contains(&name.as_str()))
        .flat_map(|(name, group)| group.as_object().unwrap().keys().map(move |key| format!("{name}.{key}")))
        .collect()
}

#[tokio::test]
async fn c1_every_limit_exceeded_by_one_is_named_with_field_limit_and_value() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let number = ada.connect("106540352242922").await;
    let (conversation, _) = ada.receive(number, "+4915112345678", "hello").await;
    let groups =
        [texts(), taps(), cards(), template_texts(), template_buttons(), template_codes_and_cards(), files()];
    let mut cases: Vec<Case> = groups.into_iter().flatten().collect();
    cases.extend(sends(&ada).await);
    let mut seen: BTreeSet<String> = ELSEWHERE.iter().map(|(name, _)| (*name).to_owned()).collect();
    for Case { limit, path, mut body, field, words } in cases {
        if path == "/v1/messages" {
            body["conversation_id"] = json!(conversation);
        }
        let refused = ada.call(Method::POST, path, &body).await;
        assert_eq!(refused.status, 422, "{limit}: {refused:?}");
        let why =
            refused.json["fields"][field].as_str().unwrap_or_else(|| panic!("{limit}: {}", refused.json));
        for word in words {
            assert!(why.contains(&word), "{limit}: `{why}` does not say {word}");
        }
        assert!(seen.insert(limit.to_owned()), "{limit} is there twice");
    }
    assert_eq!(names(), seen, "a limit without a case, or a case without a limit");
}

#[tokio::test]
async fn c1_a_text_just_too_long_for_one_message_is_split_and_only_the_first_part_quotes() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let number = ada.connect("106540352242922").await;
    let (conversation, quoted) = ada.receive(number, "+4915112345678", "hello").await;
    let text = format!("{} https://shop.example/{}", "word ".repeat(800), letters(200));
    let content = json!({ "type": "text", "text": text, "preview_url": true });
    let body = json!({ "conversation_id": conversation, "content": content, "reply_to": quoted });
    let first = ada.post("/v1/messages", &body).await.ok(202);
    assert_eq!(first["reply_to"]["message_id"], json!(quoted));
    let thread = ada.get(&format!("/v1/conversations/{conversation}/messages")).await.ok(200);
    let sent: Vec<_> =
        thread["items"].as_array().unwrap().iter().filter(|m| m["direction"] == "outbound").collect();
    assert_eq!(sent.len(), 2);
    let last = sent.iter().find(|m| m["id"] != first["id"]).unwrap();
    assert_eq!(last["reply_to"], Value::Null);
    assert_eq!(last["content"]["preview_url"], true, "the address is in this one");
    assert!(last["content"]["text"].as_str().unwrap().ends_with(&letters(200)));
}
