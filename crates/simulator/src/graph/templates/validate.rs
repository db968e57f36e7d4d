//! What a template must look like before reviewers see it.

use serde_json::Value;

use super::super::Refusal;
use super::super::call::Call;
use super::super::desk::too_long;
use super::super::media::is_handle;
use super::super::messages::one_of;
use crate::state::State;
use crate::world::Template;

const CATEGORIES: [&str; 3] = ["AUTHENTICATION", "MARKETING", "UTILITY"];
const BUTTONS: [&str; 14] = [
    "APP",
    "CALL_PERMISSION_REQUEST",
    "CATALOG",
    "COPY_CODE",
    "FLOW",
    "MPM",
    "ORDER_DETAILS",
    "OTP",
    "PHONE_NUMBER",
    "QUICK_REPLY",
    "REQUEST_CONTACT_INFO",
    "SPM",
    "URL",
    "VOICE_CALL",
];

/// Where a component stands, which decides what it may be.
#[derive(Clone, Copy)]
struct Place<'a> {
    state: &'a State,
    category: &'a str,
    is_named: bool,
    body_limit: usize,
}

/// The template that `POST /{waba}/message_templates` asks for; without an id.
pub(super) fn draft(state: &State, call: &Call) -> Result<Template, Refusal> {
    let text = |name: &str| call.params.text(name).ok_or_else(|| Refusal::missing(name));
    name(call)?;
    in_language(state, call, &text("language")?)
}

fn name(call: &Call) -> Result<String, Refusal> {
    let name = call.params.text("name").ok_or_else(|| Refusal::missing("name"))?;
    let is_name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if name.is_empty() || name.len() > 512 || !name.bytes().all(is_name) {
        let message = "A name has 1 to 512 lower-case letters, digits and underscores.";
        return Err(Refusal::with_subcode(2_388_042, "Name is not valid", message));
    }
    Ok(name)
}

/// The same in a language of its own.
pub(super) fn in_language(state: &State, call: &Call, language: &str) -> Result<Template, Refusal> {
    let text = |name: &str| call.params.text(name).ok_or_else(|| Refusal::missing(name));
    let name = name(call)?;
    let category = text("category")?.to_ascii_uppercase();
    if !CATEGORIES.contains(&category.as_str()) {
        return Err(one_of("category", &CATEGORIES, &category));
    }
    let parameter_format = call.params.text("parameter_format").unwrap_or_else(|| "POSITIONAL".to_owned());
    let template = Template {
        id: String::new(),
        name,
        language: language.to_owned(),
        status: if is_ready_made(call) { "APPROVED" } else { "PENDING" }.to_owned(),
        category,
        parameter_format: parameter_format.to_ascii_uppercase(),
        components: components(call)?,
    };
    check(state, &template)?;
    check_ttl(call, &template.category)?;
    Ok(template)
}

/// The template after `POST /{template}`.
pub(super) fn edited(state: &State, call: &Call, old: &Template) -> Result<Template, Refusal> {
    let mut new = old.clone();
    if let Some(category) = call.params.text("category").map(|text| text.to_ascii_uppercase()) {
        if !CATEGORIES.contains(&category.as_str()) {
            return Err(one_of("category", &CATEGORIES, &category));
        }
        new.category = category;
    }
    if let Some(format) = call.params.text("parameter_format") {
        new.parameter_format = format.to_ascii_uppercase();
    }
    if call.params.get("components").is_some() {
        new.components = components(call)?;
        check(state, &new)?;
    }
    check_ttl(call, &new.category)?;
    Ok(new)
}

fn components(call: &Call) -> Result<Vec<Value>, Refusal> {
    match (call.params.get("components"), call.params.text("library_template_name")) {
        (Some(Value::Array(list)), _) => Ok(list.clone()),
        (None, Some(name)) => super::library::components(call, &name),
        _ => Err(Refusal::missing("components")),
    }
}

/// It is taken from the library as it is.
fn is_ready_made(call: &Call) -> bool {
    call.params.get("components").is_none() && call.params.get("library_template_name").is_some()
}

fn check_ttl(call: &Call, category: &str) -> Result<(), Refusal> {
    let Some(seconds) = call.params.get("message_send_ttl_seconds").and_then(Value::as_i64) else {
        return Ok(());
    };
    let allowed = match category {
        "AUTHENTICATION" => 30..=900,
        "MARKETING" => 43_200..=2_592_000,
        _ => 30..=43_200,
    };
    if allowed.contains(&seconds) || (seconds == -1 && category != "MARKETING") {
        return Ok(());
    }
    let (start, end) = (allowed.start(), allowed.end());
    Err(Refusal::parameter(&format!("Param message_send_ttl_seconds must be between {start} and {end}.")))
}

fn check(state: &State, template: &Template) -> Result<(), Refusal> {
    let kinds: Vec<String> = template.components.iter().map(kind).collect();
    if !kinds.iter().any(|kind| kind == "BODY") {
        return Err(Refusal::with_subcode(2_388_072, "Body format incorrect", "A template needs a body."));
    }
    let has_offer = kinds.iter().any(|kind| kind == "LIMITED_TIME_OFFER");
    if has_offer && (template.category != "MARKETING" || kinds.iter().any(|kind| kind == "FOOTER")) {
        return Err(Refusal::parameter("A limited-time offer is for marketing and has no footer."));
    }
    let place = Place {
        state,
        category: &template.category,
        is_named: template.parameter_format == "NAMED",
        body_limit: if has_offer { 600 } else { 1024 },
    };
    template.components.iter().try_for_each(|component| check_component(place, component))
}

fn check_component(place: Place<'_>, component: &Value) -> Result<(), Refusal> {
    let text = component.get("text").and_then(Value::as_str);
    match kind(component).as_str() {
        "HEADER" => check_header(place, component),
        "BODY" if place.category == "AUTHENTICATION" => match text {
            Some(_) => Err(body_refused("The text of an authentication template is fixed.")),
            None => Ok(()),
        },
        "BODY" => check_body(place, component, text.unwrap_or_default()),
        "FOOTER" => check_footer(component, text),
        "BUTTONS" => check_buttons(component),
        "CAROUSEL" => check_carousel(place, component),
        "LIMITED_TIME_OFFER" => {
            let text =
                component.pointer("/limited_time_offer/text").and_then(Value::as_str).unwrap_or_default();
            if (1..=16).contains(&text.chars().count()) { Ok(()) } else { Err(too_many_letters("offer", 16)) }
        }
        "CALL_PERMISSION_REQUEST" => Ok(()),
        other => {
            Err(one_of("components[]['type']", &["HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL"], other))
        }
    }
}

fn check_header(place: Place<'_>, header: &Value) -> Result<(), Refusal> {
    let refused = |message: &str| Err(Refusal::with_subcode(2_388_047, "Header format incorrect", message));
    let format = header.get("format").and_then(Value::as_str).unwrap_or("TEXT").to_ascii_uppercase();
    match format.as_str() {
        "TEXT" => {
            let text = header.get("text").and_then(Value::as_str).unwrap_or_default();
            if !(1..=60).contains(&text.chars().count()) {
                return Err(too_many_letters("header", 60));
            }
            if variables(text).len() > 1 {
                return refused("A header has at most one variable.");
            }
            if !variables(text).is_empty() && header.get("example").is_none_or(Value::is_null) {
                return refused("A variable needs an example.");
            }
            Ok(())
        }
        "IMAGE" | "VIDEO" | "DOCUMENT" | "GIF" => {
            let handle =
                header.pointer("/example/header_handle/0").and_then(Value::as_str).unwrap_or_default();
            if is_handle(place.state, handle) {
                return Ok(());
            }
            refused("A media header needs the handle of a resumable upload as its example.")
        }
        "LOCATION" | "PRODUCT" => Ok(()),
        other => Err(one_of(
            "format",
            &["TEXT", "IMAGE", "VIDEO", "DOCUMENT", "GIF", "LOCATION", "PRODUCT"],
            other,
        )),
    }
}

fn check_body(place: Place<'_>, body: &Value, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(body_refused("A body needs a text."));
    }
    if text.chars().count() > place.body_limit {
        return Err(too_many_letters("body", place.body_limit));
    }
    let trimmed = text.trim();
    if trimmed.starts_with("{{") || trimmed.ends_with("}}") {
        let message = "Variables can't be at the start or end of the template.";
        return Err(Refusal::with_subcode(2_388_299, "Leading or trailing parameters not allowed", message));
    }
    let found = variables(text);
    if found.is_empty() {
        return Ok(());
    }
    if text.contains("}}{{") {
        return Err(body_refused("Variables can't be next to each other."));
    }
    if place.is_named {
        let is_name =
            |name: &&str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !found.iter().all(is_name) {
            return Err(body_refused("Names have lower-case letters, digits and underscores."));
        }
    } else {
        let mut numbers: Vec<usize> = found.iter().filter_map(|name| name.parse().ok()).collect();
        numbers.sort_unstable();
        if !numbers.into_iter().eq(1..=found.len()) {
            return Err(body_refused("Variables are {{1}} to {{n}} without a gap."));
        }
    }
    let words = text.split_whitespace().filter(|word| !word.contains("{{")).count();
    if words < 2 * found.len() + 1 {
        let message = "This template has too many variables for its length.";
        return Err(Refusal::with_subcode(2_388_293, "Parameters words ratio exceeds limit", message));
    }
    let examples = match body.get("example") {
        Some(example) if place.is_named => example.get("body_text_named_params").and_then(Value::as_array),
        Some(example) => {
            example.get("body_text").and_then(|list| list.get(0)?.as_array().or(list.as_array()))
        }
        None => None,
    };
    if examples.map_or(0, Vec::len) != found.len() {
        let message = "Each variable needs an example.";
        return Err(Refusal::with_subcode(2_388_043, "Example is missing", message));
    }
    Ok(())
}

fn check_footer(footer: &Value, text: Option<&str>) -> Result<(), Refusal> {
    let refused = |message: &str| Err(Refusal::with_subcode(2_388_073, "Footer format incorrect", message));
    if let Some(minutes) = footer.get("code_expiration_minutes").and_then(Value::as_i64) {
        return if (1..=90).contains(&minutes) { Ok(()) } else { refused("1 to 90 minutes.") };
    }
    let text = text.unwrap_or_default();
    if !(1..=60).contains(&text.chars().count()) {
        return Err(too_many_letters("footer", 60));
    }
    if variables(text).is_empty() { Ok(()) } else { refused("A footer has no variables.") }
}

fn check_buttons(component: &Value) -> Result<(), Refusal> {
    let buttons = component.get("buttons").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if !(1..=10).contains(&buttons.len()) {
        return Err(Refusal::parameter("A template has 1 to 10 buttons."));
    }
    let kinds: Vec<String> = buttons.iter().map(kind).collect();
    for (wanted, most) in [("URL", 2), ("PHONE_NUMBER", 1), ("COPY_CODE", 1), ("OTP", 1)] {
        if kinds.iter().filter(|kind| *kind == wanted).count() > most {
            return Err(Refusal::parameter(&format!(
                "A template has at most {most} buttons of type {wanted}."
            )));
        }
    }
    let is_reply = |kind: &String| kind == "QUICK_REPLY";
    if kinds.windows(2).filter(|pair| is_reply(&pair[0]) != is_reply(&pair[1])).count() > 1 {
        return Err(Refusal::with_subcode(
            2_388_158,
            "Button combination is not valid",
            "Quick replies must stand together.",
        ));
    }
    buttons.iter().zip(&kinds).try_for_each(|(button, kind)| check_button(button, kind))
}

fn check_button(button: &Value, kind: &str) -> Result<(), Refusal> {
    let text = |key: &str| button.get(key).and_then(Value::as_str).unwrap_or_default();
    if !BUTTONS.contains(&kind) {
        return Err(one_of("buttons[]['type']", &BUTTONS, kind));
    }
    if text("text").chars().count() > 25 {
        return Err(too_long("buttons[]['text']", 25));
    }
    let needs_label = matches!(kind, "QUICK_REPLY" | "URL" | "PHONE_NUMBER" | "FLOW");
    if needs_label && text("text").is_empty() {
        return Err(Refusal::missing("buttons[]['text']"));
    }
    match kind {
        "URL" => {
            let url = text("url");
            if url.is_empty() {
                return Err(Refusal::missing("buttons[]['url']"));
            }
            if url.chars().count() > 2000 {
                return Err(too_long("buttons[]['url']", 2000));
            }
            let found = variables(url);
            if found.len() > 1 || (found.len() == 1 && !url.ends_with("}}")) {
                return Err(Refusal::parameter("A link has one variable at most, at its very end."));
            }
            if !found.is_empty() && button.get("example").is_none_or(Value::is_null) {
                return Err(Refusal::with_subcode(
                    2_388_043,
                    "Example is missing",
                    "A variable needs an example.",
                ));
            }
            Ok(())
        }
        "PHONE_NUMBER" if !(1..=20).contains(&text("phone_number").chars().count()) => {
            Err(too_long("buttons[]['phone_number']", 20))
        }
        "FLOW" if !["flow_id", "flow_name", "flow_json"].iter().any(|key| button.get(key).is_some()) => {
            Err(Refusal::missing("buttons[]['flow_id']"))
        }
        _ => Ok(()),
    }
}

fn check_carousel(place: Place<'_>, carousel: &Value) -> Result<(), Refusal> {
    let cards = carousel.get("cards").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if !(2..=10).contains(&cards.len()) {
        return Err(Refusal::parameter("A carousel has 2 to 10 cards."));
    }
    let parts = |card: &Value| card.get("components").and_then(Value::as_array).cloned().unwrap_or_default();
    let shape = |card: &Value| parts(card).iter().map(kind).collect::<Vec<_>>();
    if cards.windows(2).any(|pair| shape(&pair[0]) != shape(&pair[1])) {
        return Err(Refusal::parameter("All cards have the same components."));
    }
    let place = Place { body_limit: 160, ..place };
    cards.iter().flat_map(parts).try_for_each(|part| check_component(place, &part))
}

fn kind(component: &Value) -> String {
    component.get("type").and_then(Value::as_str).unwrap_or_default().to_ascii_uppercase()
}

/// The names between `{{` and `}}`, each once.
pub(in crate::graph) fn variables(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for name in text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name.trim())
    {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

fn too_many_letters(part: &str, limit: usize) -> Refusal {
    let message = format!("The {part} has at most {limit} characters, and at least one.");
    Refusal::with_subcode(2_388_040, "Character limit exceeded", &message)
}

fn body_refused(message: &str) -> Refusal {
    Refusal::with_subcode(2_388_072, "Body format incorrect", message)
}
