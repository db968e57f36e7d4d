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
    header_and_footer(object, &kind)?;
    let action = object.get("action").filter(|action| action.is_object());
    let action = action.ok_or_else(|| Refusal::missing("interactive['action']"))?;
    match kind.as_str() {
        "button" => buttons(action),
        "list" => list(action),
        "cta_url" => link(action),
        "flow" => flow(action),
        "product" => required(action, &["catalog_id", "product_retailer_id"], "interactive['action']"),
        "product_list" => products(object, action),
        "carousel" => carousel(action),
        "voice_call" => voice_call(action),
        _ => Ok(()),
    }
}

fn header_and_footer(object: &serde_json::Map<String, Value>, kind: &str) -> Result<(), Refusal> {
    let footer = object.get("footer").and_then(|footer| footer.get("text")).and_then(Value::as_str);
    if footer.is_some_and(|text| !is_length(text, 0, 60)) {
        return Err(invalid("Footer text length invalid. Min length: 1, Max length: 60"));
    }
    let Some(header) = object.get("header").filter(|header| !header.is_null()) else { return Ok(()) };
    let form = header.get("type").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
    match form.as_str() {
        "text" => {
            let text = header.get("text").and_then(Value::as_str).unwrap_or_default();
            if is_length(text, 1, 60) {
                return Ok(());
            }
            Err(invalid("Header text length invalid. Min length: 1, Max length: 60"))
        }
        "image" | "video" | "document" if kind != "list" && kind != "product_list" => {
            super::content::media(&form, header.get(&form))
        }
        _ => Err(invalid(format!("Header type is not allowed for interactive type {kind}"))),
    }
}

fn required(object: &Value, keys: &[&str], place: &str) -> Result<(), Refusal> {
    let is_there = |key: &&str| object.get(*key).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
    match keys.iter().find(|key| !is_there(key)) {
        Some(key) => Err(Refusal::missing(&format!("{place}['{key}']"))),
        None => Ok(()),
    }
}

fn link(action: &Value) -> Result<(), Refusal> {
    let parameters =
        action.get("parameters").ok_or_else(|| Refusal::missing("interactive['action']['parameters']"))?;
    required(parameters, &["display_text", "url"], "interactive['action']['parameters']")?;
    let text = |key: &str| parameters.get(key).and_then(Value::as_str).unwrap_or_default();
    if !is_length(text("display_text"), 1, 20) {
        return Err(invalid("Display text length invalid. Min length: 1, Max length: 20"));
    }
    let is_web = text("url").starts_with("https://") || text("url").starts_with("http://");
    if is_web { Ok(()) } else { Err(invalid("URL is not valid")) }
}

fn flow(action: &Value) -> Result<(), Refusal> {
    let parameters =
        action.get("parameters").ok_or_else(|| Refusal::missing("interactive['action']['parameters']"))?;
    required(parameters, &["flow_cta"], "interactive['action']['parameters']")?;
    let has = |key: &str| parameters.get(key).is_some_and(|value| !value.is_null());
    if has("flow_id") || has("flow_name") {
        return Ok(());
    }
    Err(Refusal::missing("interactive['action']['parameters']['flow_id']"))
}

fn products(object: &serde_json::Map<String, Value>, action: &Value) -> Result<(), Refusal> {
    if object.get("header").is_none_or(Value::is_null) {
        return Err(Refusal::missing("interactive['header']"));
    }
    required(action, &["catalog_id"], "interactive['action']")?;
    let sections = action.get("sections").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let items = |section: &Value| section.get("product_items").and_then(Value::as_array).map_or(0, Vec::len);
    if !(1..=10).contains(&sections.len()) {
        return Err(invalid("Invalid sections count. Min allowed sections: 1, Max allowed sections: 10"));
    }
    let total: usize = sections.iter().map(items).sum();
    if (1..=30).contains(&total) {
        Ok(())
    } else {
        Err(invalid("Total product count exceed max allowed count: 30"))
    }
}

fn carousel(action: &Value) -> Result<(), Refusal> {
    let cards = action.get("cards").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if !(2..=10).contains(&cards.len()) {
        return Err(invalid("Invalid cards count. Min allowed cards: 2, Max allowed cards: 10"));
    }
    for card in cards {
        let text = card.pointer("/body/text").and_then(Value::as_str).unwrap_or_default();
        if !is_length(text, 0, 160) || text.matches('\n').count() > 2 {
            return Err(invalid("Card body text length invalid. Max length: 160, max line breaks: 2"));
        }
        let is_product = card.pointer("/action/product_retailer_id").is_some();
        if card.get("header").is_none() && !is_product {
            return Err(Refusal::missing("interactive['action']['cards'][0]['header']"));
        }
    }
    let shape = |card: &Value| card.pointer("/header/type").cloned();
    if cards.windows(2).any(|pair| shape(&pair[0]) != shape(&pair[1])) {
        return Err(invalid("All cards must have the same header type"));
    }
    Ok(())
}

fn voice_call(action: &Value) -> Result<(), Refusal> {
    let Some(parameters) = action.get("parameters") else { return Ok(()) };
    let minutes = parameters.get("ttl_minutes").and_then(Value::as_i64);
    if minutes.is_some_and(|minutes| !(1..=43_200).contains(&minutes)) {
        return Err(invalid("ttl_minutes must be between 1 and 43200"));
    }
    let text = parameters.get("display_text").and_then(Value::as_str).unwrap_or_default();
    if is_length(text, 0, 20) {
        Ok(())
    } else {
        Err(invalid("Display text length invalid. Min length: 1, Max length: 20"))
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
