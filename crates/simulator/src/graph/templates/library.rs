//! The library: Meta's ready-made templates, and making one's own from them.

use serde_json::{Value, json};

use super::{Done, Refusal};
use crate::graph::call::Call;
use crate::graph::fields::page;

/// A ready-made template. The texts are ours, in the manner of Meta's.
struct Entry {
    name: &'static str,
    topic: &'static str,
    usecase: &'static str,
    header: Option<&'static str>,
    body: &'static str,
    /// What stands for the variables as an example.
    params: &'static [&'static str],
    /// Types of the variables.
    types: &'static [&'static str],
    /// Type and label.
    buttons: &'static [(&'static str, &'static str)],
}

const ENTRIES: [Entry; 5] = [
    Entry {
        name: "delivery_update_1",
        topic: "ORDER_MANAGEMENT",
        usecase: "DELIVERY_UPDATE",
        header: Some("Your order is on its way"),
        body: "Good news! Your order #{{1}} is on its way to you and will arrive soon.",
        params: &["12345"],
        types: &["TEXT"],
        buttons: &[("URL", "Track shipment")],
    },
    Entry {
        name: "order_management_1",
        topic: "ORDER_MANAGEMENT",
        usecase: "ORDER_CONFIRMATION",
        header: None,
        body: "Thank you for your order {{1}}. We will tell you as soon as it leaves our house.",
        params: &["12345"],
        types: &["TEXT"],
        buttons: &[("URL", "View order")],
    },
    Entry {
        name: "payment_due_reminder_1",
        topic: "PAYMENTS",
        usecase: "PAYMENT_DUE_REMINDER",
        header: Some("Payment reminder"),
        body: "This is a reminder that your payment of {{1}} is due on {{2}}. Please pay in time.",
        params: &["$10", "May 1"],
        types: &["AMOUNT", "DATE"],
        buttons: &[("URL", "Pay now"), ("PHONE_NUMBER", "Call us")],
    },
    Entry {
        name: "appointment_reminder_1",
        topic: "EVENT_REMINDER",
        usecase: "APPOINTMENT_REMINDER",
        header: None,
        body: "We look forward to seeing you on {{1}} at {{2}} in our office.",
        params: &["May 1", "10:30"],
        types: &["DATE", "TEXT"],
        buttons: &[("QUICK_REPLY", "Confirm"), ("QUICK_REPLY", "Cancel")],
    },
    Entry {
        name: "feedback_survey_1",
        topic: "CUSTOMER_FEEDBACK",
        usecase: "FEEDBACK_SURVEY",
        header: None,
        body: "Thank you for visiting us. Please take a minute to tell us how it was.",
        params: &[],
        types: &[],
        buttons: &[("URL", "Take survey")],
    },
];

/// `GET /message_template_library`.
pub(in crate::graph) fn list(call: &Call) -> Done {
    let wanted = |name: &str| call.params.text(name).map(|text| text.to_lowercase());
    let search = wanted("search").or_else(|| wanted("name_or_content"));
    let fits = |entry: &&Entry| {
        let is = |param: &str, value: &str| wanted(param).is_none_or(|it| it == value.to_lowercase());
        let has = |text: &str| search.as_ref().is_none_or(|it| text.to_lowercase().contains(it.as_str()));
        is("topic", entry.topic)
            && is("usecase", entry.usecase)
            && is("language", "en_US")
            && is("name", entry.name)
            && (has(entry.name) || has(entry.body))
    };
    let shown = ENTRIES.iter().enumerate().filter(|(_, entry)| fits(entry)).map(|(i, entry)| {
        let buttons = entry.buttons.iter().map(|(kind, text)| match *kind {
            "URL" => json!({ "type": kind, "text": text, "url": "https://www.example.com" }),
            "PHONE_NUMBER" => json!({ "type": kind, "text": text, "phone_number": "+15550100000" }),
            _ => json!({ "type": kind, "text": text }),
        });
        let mut shown = json!({
            "id": format!("78904400638857{i}"), "name": entry.name, "language": "en_US", "category": "UTILITY",
            "topic": entry.topic, "usecase": entry.usecase, "industry": ["E_COMMERCE"], "body": entry.body,
            "body_params": entry.params, "body_param_types": entry.types, "buttons": buttons.collect::<Vec<_>>(),
        });
        if let Some(header) = entry.header {
            shown["header"] = json!(header);
        }
        shown
    });
    Done::new(page(shown.collect(), &call.params))
}

/// The components of `library_template_name`, filled with the caller's links and phone numbers.
pub(super) fn components(call: &Call, name: &str) -> Result<Vec<Value>, Refusal> {
    let entry = ENTRIES.iter().find(|entry| entry.name == name);
    let entry = entry
        .ok_or_else(|| Refusal::parameter("Param library_template_name is not a template of the library."))?;
    let mut parts = Vec::new();
    if let Some(header) = entry.header {
        parts.push(json!({ "type": "HEADER", "format": "TEXT", "text": header }));
    }
    let inputs = call.params.get("library_template_body_inputs");
    let is_wanted =
        |key: &str| inputs.and_then(|it| it.get(key)).is_some_and(|it| it.as_bool() == Some(true));
    let mut text = entry.body.to_owned();
    if is_wanted("add_contact_number") {
        text.push_str(" For any questions, please call us.");
    }
    if is_wanted("add_security_recommendation") {
        text.push_str(" Do not share this with anybody.");
    }
    let mut body = json!({ "type": "BODY", "text": text });
    if !entry.params.is_empty() {
        body["example"] = json!({ "body_text": [entry.params] });
    }
    parts.push(body);
    parts.push(json!({ "type": "BUTTONS", "buttons": buttons(call, entry)? }));
    Ok(parts)
}

/// Buttons with a link or a phone number need the caller's.
fn buttons(call: &Call, entry: &Entry) -> Result<Vec<Value>, Refusal> {
    let inputs = call.params.get("library_template_button_inputs").and_then(Value::as_array);
    let inputs = inputs.map(Vec::as_slice).unwrap_or_default();
    let mut made = Vec::new();
    let mut place = 0;
    for (kind, text) in entry.buttons {
        let mut button = json!({ "type": kind, "text": text });
        if *kind == "QUICK_REPLY" {
            made.push(button);
            continue;
        }
        let input = inputs.get(place).filter(|input| {
            input.get("type").and_then(Value::as_str).is_some_and(|it| it.eq_ignore_ascii_case(kind))
        });
        place += 1;
        let input = input.ok_or_else(|| {
            Refusal::parameter(&format!(
                "Param library_template_button_inputs needs an input of type {kind}."
            ))
        })?;
        if *kind == "URL" {
            let url = input.get("url");
            let base = url.and_then(|url| url.get("base_url").or(Some(url))).and_then(Value::as_str);
            button["url"] =
                json!(base.ok_or_else(|| Refusal::missing("library_template_button_inputs[]['url']"))?);
            if let Some(example) = url.and_then(|url| url.get("url_suffix_example")) {
                button["example"] = json!([example]);
            }
        } else {
            let phone = input.get("phone_number").and_then(Value::as_str);
            let phone =
                phone.ok_or_else(|| Refusal::missing("library_template_button_inputs[]['phone_number']"))?;
            button["phone_number"] = json!(phone);
        }
        made.push(button);
    }
    Ok(made)
}
