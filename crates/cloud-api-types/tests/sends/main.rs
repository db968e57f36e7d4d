//! Every kind of send: read, written, and measured against Meta's limits.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

mod examples;

use std::path::{Path, PathBuf};

use cloud_api_types::SendRequest;
use cloud_api_types::outbound::ViolationKind;
use serde_json::{Value, json};

use examples::one_of_each;

fn request(body: &Value) -> SendRequest {
    let mut whole =
        json!({"messaging_product": "whatsapp", "recipient_type": "individual", "to": "16505551234"});
    whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap_or_else(|error| panic!("{body}: {error}"))
}

/// Everything in `original` is in `written`; words and numbers may change their spelling.
fn assert_contains(written: &Value, original: &Value, place: &str) {
    match (written, original) {
        // A placeholder of Meta's example stands for `text`.
        (_, Value::String(text)) if text == "<HEADER_TYPE>" => {}
        (_, Value::Null) => {}
        (Value::Object(written), Value::Object(original)) => {
            for (key, value) in original.iter().filter(|(_, value)| !is_empty(value)) {
                let found = written.get(key).unwrap_or_else(|| panic!("{place}/{key} is lost"));
                assert_contains(found, value, &format!("{place}/{key}"));
            }
        }
        (Value::Array(written), Value::Array(original)) => {
            assert_eq!(written.len(), original.len(), "{place}");
            for (i, (written, original)) in written.iter().zip(original).enumerate() {
                assert_contains(written, original, &format!("{place}/{i}"));
            }
        }
        _ => assert_eq!(spelt(written), spelt(original), "{place}"),
    }
}

/// Nothing is said by it.
fn is_empty(value: &Value) -> bool {
    value.is_null() || *value == json!([]) || *value == json!(false) || *value == json!("")
}

fn spelt(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_ascii_lowercase);
    text.parse::<f64>().map_or(text, |number| number.to_string())
}

#[test]
fn c1_every_kind_is_read_written_and_within_the_limits() {
    for (name, body) in one_of_each() {
        let request = request(&body);
        assert_contains(&serde_json::to_value(&request).unwrap(), &body, name);
        let kind = body["type"].as_str().unwrap();
        assert_eq!(request.content.kind(), kind, "{name}");
        assert!(!matches!(request.content, cloud_api_types::Content::Other { .. }), "{name}");
        let again: SendRequest = serde_json::from_value(serde_json::to_value(&request).unwrap()).unwrap();
        assert_eq!(again, request, "{name}");
        request.check().unwrap_or_else(|violations| panic!("{name}: {violations}"));
    }
}

/// A body of one kind with one field replaced.
fn changed(name: &str, pointer: &str, value: Value) -> SendRequest {
    let all = one_of_each();
    let (_, mut body) = all.into_iter().find(|(it, _)| *it == name).unwrap();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = body.pointer_mut(parent).unwrap_or_else(|| panic!("{name} {pointer}"));
    match parent {
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        parent => parent[key] = value,
    }
    request(&body)
}

#[test]
fn c5_every_limit_holds_to_the_letter() {
    let text = |n: usize| Value::from("ä".repeat(n));
    // What, where, the longest that is allowed, and the field that is named.
    for (name, pointer, most, field) in [
        ("text", "/text/body", 4096, "text.body"),
        ("image", "/image/caption", 1024, "image.caption"),
        ("document", "/document/caption", 1024, "document.caption"),
        ("button", "/interactive/body/text", 1024, "interactive.body.text"),
        ("list", "/interactive/body/text", 4096, "interactive.body.text"),
        ("button", "/interactive/header/text", 60, "interactive.header.text"),
        ("button", "/interactive/footer/text", 60, "interactive.footer.text"),
        (
            "button",
            "/interactive/action/buttons/0/reply/title",
            20,
            "interactive.action.buttons[0].reply.title",
        ),
        ("button", "/interactive/action/buttons/0/reply/id", 256, "interactive.action.buttons[0].reply.id"),
        ("list", "/interactive/action/button", 20, "interactive.action.button"),
        ("list", "/interactive/action/sections/0/title", 24, "interactive.action.sections[0].title"),
        (
            "list",
            "/interactive/action/sections/0/rows/0/id",
            200,
            "interactive.action.sections[0].rows[0].id",
        ),
        (
            "list",
            "/interactive/action/sections/0/rows/0/title",
            24,
            "interactive.action.sections[0].rows[0].title",
        ),
        (
            "list",
            "/interactive/action/sections/0/rows/0/description",
            72,
            "interactive.action.sections[0].rows[0].description",
        ),
        (
            "cta_url",
            "/interactive/action/parameters/display_text",
            20,
            "interactive.action.parameters.display_text",
        ),
        (
            "voice_call",
            "/interactive/action/parameters/display_text",
            20,
            "interactive.action.parameters.display_text",
        ),
        (
            "template_buttons",
            "/template/components/1/parameters/0/payload",
            256,
            "template.components[1].parameters[0].payload",
        ),
        (
            "template_buttons",
            "/template/components/2/parameters/0/coupon_code",
            15,
            "template.components[2].parameters[0].coupon_code",
        ),
    ] {
        changed(name, pointer, text(most)).check().unwrap_or_else(|v| panic!("{name} {pointer}: {v}"));
        let violations = changed(name, pointer, text(most + 1)).check().unwrap_err().0;
        assert_eq!((violations[0].field.as_str(), violations[0].kind), (field, ViolationKind::TooLong));
        assert_eq!(violations[0].limit, format!("at most {most} characters"));
        assert_eq!(violations[0].value, format!("{} characters", most + 1));
        assert!(!violations[0].to_string().contains('ä'), "the text itself is private");
    }
}

#[test]
fn c5_counts_and_forms_are_checked() {
    let button = |n: usize| json!({"type": "reply", "reply": {"id": n.to_string(), "title": n.to_string()}});
    let row = |n: usize| json!({"id": n.to_string(), "title": "t"});
    let refused = |name: &str, pointer: &str, value: Value| -> (String, ViolationKind) {
        let violations = changed(name, pointer, value).check().unwrap_err().0;
        (violations[0].field.clone(), violations[0].kind)
    };
    let buttons = "/interactive/action/buttons";
    changed("button", buttons, (0..3).map(button).collect()).check().unwrap();
    let four = refused("button", buttons, (0..4).map(button).collect());
    assert_eq!(four, ("interactive.action.buttons".into(), ViolationKind::TooMany));
    let none = refused("button", buttons, json!([]));
    assert_eq!(none.1, ViolationKind::TooFew);
    let twins = refused("button", buttons, json!([button(1), button(1)]));
    assert_eq!(twins, ("interactive.action.buttons[].reply.id".into(), ViolationKind::NotUnique));
    let rows = "/interactive/action/sections/0/rows";
    changed("list", rows, (0..10).map(row).collect()).check().unwrap();
    assert_eq!(refused("list", rows, (0..11).map(row).collect()).1, ViolationKind::TooMany);
    let two = json!([{"rows": [row(1)]}, {"title": "b", "rows": [row(2)]}]);
    let untitled = refused("list", "/interactive/action/sections", two);
    assert_eq!(untitled, ("interactive.action.sections[0].title".into(), ViolationKind::Missing));
    assert_eq!(
        refused("cta_url", "/interactive/action/parameters/url", json!("a.b")).1,
        ViolationKind::Malformed
    );
    assert_eq!(refused("image", "/image", json!({"link": "ftp://a"})).1, ViolationKind::Malformed);
    assert_eq!(refused("voice", "/audio/caption", json!("c")).1, ViolationKind::Forbidden);
    assert_eq!(refused("location", "/location/latitude", json!(90.1)).1, ViolationKind::Malformed);
    assert_eq!(
        refused("contacts", "/contacts/0/name/first_name", json!(null)).0,
        "contacts[0].name.first_name"
    );
    assert_eq!(
        refused("voice_call", "/interactive/action/parameters/ttl_minutes", json!(43_201)).1,
        ViolationKind::OutOfRange
    );
    let line = refused("template_body", "/template/components/0/parameters/0/text", json!("a\nb"));
    assert_eq!(line, ("template.components[0].parameters[0].text".into(), ViolationKind::Malformed));
    assert_eq!(refused("template_body", "/template/name", json!("Order")).0, "template.name");
    let card = changed("carousel", "/interactive/action/cards/1/body/text", json!("a\nb\nc\nd"));
    assert!(card.check().unwrap_err().to_string().contains("line breaks"));
    assert_eq!(refused("text", "/to", json!("abc")).0, "to");
    assert_eq!(
        refused("text", "/biz_opaque_callback_data", "x".repeat(513).into()).0,
        "biz_opaque_callback_data"
    );
    assert_eq!(refused("reaction", "/context", json!({"message_id": "wamid.2"})).0, "context");
}

#[test]
fn c5_all_that_is_wrong_is_told_at_once() {
    let mut request = changed("button", "/interactive/footer/text", "x".repeat(61).into());
    request.biz_opaque_callback_data = Some("x".repeat(600));
    let violations = request.check().unwrap_err();
    assert_eq!(violations.0.len(), 2);
    let told = violations.to_string();
    assert!(
        told.contains("interactive.footer.text: at most 60 characters, but it is 61 characters"),
        "{told}"
    );
}

/// The third-party bodies are read where they lie and are no part of this repository.
fn bodies() -> Vec<(PathBuf, Value)> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("WAYPOST_SHARED").map_or_else(beside, PathBuf::from);
    let mut found = Vec::new();
    let folders = ["bindambc", "openapi", "postman"].map(|name| root.join("cloud-api/data/send").join(name));
    for folder in folders.into_iter().filter(|folder| folder.is_dir()) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            found.extend(serde_json::from_str(&text).ok().map(|body| (path, body)));
        }
    }
    found
}

#[test]
fn c1_third_party_bodies_are_read_and_written() {
    let mut sends = 0;
    for (path, mut body) in bodies() {
        if body.get("to").is_none() {
            // A receipt, a PIN, or a part of a body.
            continue;
        }
        // What says nothing to anybody is not kept.
        for gone in ["messaging_product", "recipient_type"] {
            body.as_object_mut().unwrap().remove(gone);
        }
        strip_calendars(&mut body);
        if let Some(location) = body.get_mut("location") {
            // Placeholders, where numbers have to be.
            for key in ["latitude", "longitude"] {
                if location[key].as_str().is_some_and(|text| text.parse::<f64>().is_err()) {
                    location[key] = json!(1.5);
                }
            }
        }
        let request: SendRequest = serde_json::from_value(body.clone())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_contains(&serde_json::to_value(&request).unwrap(), &body, &path.display().to_string());
        sends += 1;
    }
    println!("{sends} third-party send bodies read and written");
    assert!(sends == 0 || sends > 90, "{sends}");
}

/// Meta shows the fallback of a date and ignores its parts.
fn strip_calendars(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if let Some(Value::Object(date)) = map.get_mut("date_time") {
                date.retain(|key, _| key == "fallback_value");
            }
            map.values_mut().for_each(strip_calendars);
        }
        Value::Array(items) => items.iter_mut().for_each(strip_calendars),
        _ => {}
    }
}
