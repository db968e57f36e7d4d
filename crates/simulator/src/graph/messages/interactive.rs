//! What interactive messages must look like, as far as it is checked.

use std::collections::HashSet;

use serde_json::Value;

use super::super::Refusal;
use super::content::object_of;
use super::one_of;

const KINDS: [&str; 15] = [
    "address_message",
    "button",
    "call_permission_request",
    "carousel",
    "catalog_message",
    "cta_url",
    "flow",
    "list",
    "location_request_message",
    "order_details",
    "order_status",
    "product",
    "product_list",
    "request_contact_info",
    "voice_call",
];

/// These need no body.
const WITHOUT_BODY: [&str; 2] = ["product", "call_permission_request"];

pub(super) fn check(object: Option<&Value>) -> Result<(), Refusal> {
    let object = object_of("interactive", object)?;
    let kind =
        object.get("type").and_then(Value::as_str).ok_or_else(|| Refusal::missing("interactive['type']"))?;
    let kind = kind.to_ascii_lowercase();
    if !KINDS.contains(&kind.as_str()) {
        return Err(one_of("interactive['type']", &KINDS, &kind));
    }
    let body =
        object.get("body").and_then(|body| body.get("text")).and_then(Value::as_str).unwrap_or_default();
    if body.is_empty() && !WITHOUT_BODY.contains(&kind.as_str()) {
        return Err(Refusal::missing("interactive['body']"));
    }
    let limit = if kind == "list" { 4096 } else { 1024 };
    if body.chars().count() > limit {
        return Err(invalid(format!("Body text length invalid. Min length: 1, Max length: {limit}")));
    }
    let action = object.get("action").filter(|action| action.is_object());
    let action = action.ok_or_else(|| Refusal::missing("interactive['action']"))?;
    match kind.as_str() {
        "button" => buttons(action),
        "list" => list(action),
        _ => Ok(()),
    }
}

fn buttons(action: &Value) -> Result<(), Refusal> {
    let buttons = action.get("buttons").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if !(1..=3).contains(&buttons.len()) {
        return Err(invalid("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3"));
    }
    let (mut ids, mut titles) = (HashSet::new(), HashSet::new());
    for button in buttons {
        let text = |name: &str| {
            button.pointer(&format!("/reply/{name}")).and_then(Value::as_str).unwrap_or_default()
        };
        if !is_length(text("title"), 1, 20) {
            return Err(invalid("Button title length invalid. Min length: 1, Max length: 20"));
        }
        if !is_length(text("id"), 1, 256) {
            return Err(invalid("Button id length invalid. Min length: 1, Max length: 256"));
        }
        if !ids.insert(text("id")) || !titles.insert(text("title")) {
            return Err(invalid("Button ids and titles must be unique"));
        }
    }
    Ok(())
}

fn list(action: &Value) -> Result<(), Refusal> {
    if !action.get("button").and_then(Value::as_str).is_some_and(|text| is_length(text, 1, 20)) {
        return Err(invalid("Button label length invalid. Min length: 1, Max length: 20"));
    }
    let sections = action.get("sections").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if sections.is_empty() {
        return Err(Refusal::missing("interactive['action']['sections']"));
    }
    let rows_of =
        |section: &Value| section.get("rows").and_then(Value::as_array).cloned().unwrap_or_default();
    let rows: Vec<Value> = sections.iter().flat_map(rows_of).collect();
    if rows.is_empty() {
        return Err(Refusal::missing("interactive['action']['sections'][0]['rows']"));
    }
    if rows.len() > 10 {
        return Err(invalid("Total row count exceed max allowed count: 10"));
    }
    for row in &rows {
        let text = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
        if !is_length(text("title"), 0, 24) {
            return Err(invalid("Row title is too long. Max length is 24"));
        }
        if text("title").is_empty() || !is_length(text("id"), 1, 200) {
            return Err(invalid("Row id and title are required. Max length of an id is 200"));
        }
        if !is_length(text("description"), 0, 72) {
            return Err(invalid("Row description is too long. Max length is 72"));
        }
    }
    Ok(())
}

fn is_length(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.chars().count())
}

fn invalid(details: impl Into<String>) -> Refusal {
    Refusal::detailed(131_009, details)
}
