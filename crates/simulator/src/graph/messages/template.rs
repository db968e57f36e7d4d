//! Whether a template can be sent with the given parameters.

use serde_json::{Map, Value};

use super::super::Refusal;
use super::super::templates::variables;
use super::content::object_of;
use crate::clock::{Micros, SECOND};
use crate::state::State;

/// What is known of a template that can be sent.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) id: String,
    pub(super) category: String,
    /// How long its messages may wait for a phone that is off; absent: 30 days.
    pub(super) ttl: Option<Micros>,
    /// Its codes need a phone: a user id is no address for it.
    pub(super) needs_phone: bool,
}

/// Gives back the template.
pub(super) fn check(state: &State, waba_id: &str, object: Option<&Value>) -> Result<Known, Refusal> {
    let object = object_of("template", object)?;
    let name =
        object.get("name").and_then(Value::as_str).ok_or_else(|| Refusal::missing("template['name']"))?;
    let language = object.get("language");
    let code = language.and_then(|language| language.get("code")).and_then(Value::as_str);
    let code = code.ok_or_else(|| Refusal::missing("template['language']['code']"))?;
    let policy = language.and_then(|language| language.get("policy")).and_then(Value::as_str);
    if policy.is_some_and(|policy| policy != "deterministic") {
        return Err(Refusal::parameter(
            "Param template['language']['policy'] must be one of {DETERMINISTIC}.",
        ));
    }
    let templates = state.wabas.get(waba_id).map(|waba| waba.templates.as_slice()).unwrap_or_default();
    let template = templates.iter().find(|template| template.name == name && template.language == code);
    let template =
        template.filter(|template| template.status != "DELETED").ok_or_else(|| missing(name, code))?;
    match template.status.as_str() {
        "APPROVED" => {}
        "PAUSED" => return Err(Refusal::known(132_015)),
        "DISABLED" => return Err(Refusal::known(132_016)),
        _ => return Err(missing(name, code)),
    }
    let components = list_of(object, "components");
    check_parts(template.parameter_format == "NAMED", &template.components, components)?;
    let more = state.wabas.get(waba_id).and_then(|waba| waba.desk.more.get(&template.id));
    let seconds = more.and_then(|more| more.get("message_send_ttl_seconds")).and_then(Value::as_i64);
    let is_code = template.category == "AUTHENTICATION";
    let usual = is_code.then_some(600 * SECOND);
    Ok(Known {
        id: template.id.clone(),
        category: template.category.clone(),
        ttl: match seconds {
            Some(-1) => None,
            Some(seconds) => Some(seconds * SECOND),
            None => usual,
        },
        needs_phone: is_code && component(&template.components, "BUTTONS").is_some(),
    })
}

fn missing(name: &str, code: &str) -> Refusal {
    let name: String = name.chars().take(512).collect();
    let code: String = code.chars().take(20).collect();
    Refusal::detailed(132_001, format!("template name ({name}) does not exist in {code}"))
}

/// The parts of a template, or of one card of its carousel, against what was given for them.
fn check_parts(is_named: bool, parts: &[Value], given: &[Value]) -> Result<(), Refusal> {
    check_header(is_named, parts, given)?;
    check_body(is_named, parts, given)?;
    check_buttons(parts, given)?;
    let Some(carousel) = component(parts, "CAROUSEL") else { return Ok(()) };
    let cards = list_of(carousel, "cards");
    let filled = component(given, "CAROUSEL").map(|it| list_of(it, "cards")).unwrap_or_default();
    if filled.len() > cards.len() {
        return Err(count_differs("carousel", filled.len(), cards.len()));
    }
    for (i, card) in cards.iter().enumerate() {
        let is_place = |it: &&Value| it.get("card_index").and_then(index_of).is_none_or(|index| index == i);
        let filled = filled.iter().filter(|it| it.is_object()).find(is_place);
        let of = |card: Option<&Value>| -> Vec<Value> {
            card.and_then(|card| card.get("components")?.as_array().cloned()).unwrap_or_default()
        };
        check_parts(is_named, &of(Some(card)), &of(filled))?;
    }
    Ok(())
}

/// A media header needs its file on every send, a text header its variable.
fn check_header(is_named: bool, parts: &[Value], given: &[Value]) -> Result<(), Refusal> {
    let header = component(parts, "HEADER");
    let parameters = component(given, "HEADER").map(|it| list_of(it, "parameters")).unwrap_or_default();
    let format = header.and_then(|header| header.get("format")).and_then(Value::as_str).unwrap_or("TEXT");
    let format = format.to_ascii_uppercase();
    if format == "TEXT" {
        let text = header.and_then(|header| header.get("text")).and_then(Value::as_str).unwrap_or_default();
        return check_texts("header", is_named, text, parameters);
    }
    let received = parameters.first().and_then(|parameter| parameter.get("type")).and_then(Value::as_str);
    let received = received.unwrap_or("UNKNOWN").to_ascii_uppercase();
    if received != format {
        let received: String = received.chars().take(40).collect();
        let details = format!("header: Format mismatch, expected {format}, received {received}");
        return Err(Refusal::detailed(132_012, details));
    }
    let kind = received.to_ascii_lowercase();
    if matches!(kind.as_str(), "image" | "video" | "document" | "gif") {
        super::content::media(&kind, parameters.first().and_then(|parameter| parameter.get(&kind)))?;
    }
    Ok(())
}

fn check_body(is_named: bool, parts: &[Value], given: &[Value]) -> Result<(), Refusal> {
    let body = component(parts, "BODY");
    let parameters = component(given, "BODY").map(|it| list_of(it, "parameters")).unwrap_or_default();
    let Some(text) = body.and_then(|body| body.get("text")).and_then(Value::as_str) else {
        // The text of an authentication template is Meta's, with the code in it.
        let is_auth = body.is_some() && component(parts, "BUTTONS").is_some();
        return if is_auth && parameters.len() != 1 {
            Err(count_differs("body", parameters.len(), 1))
        } else {
            Ok(())
        };
    };
    check_texts("body", is_named, text, parameters)?;
    let filled: usize = parameters.iter().map(|it| shown(it).chars().count()).sum();
    if text.chars().count() + filled > 1024 + 4 * parameters.len() + 4096 {
        return Err(Refusal::known(132_005));
    }
    Ok(())
}

/// The variables of a text and what is given for them.
fn check_texts(part: &str, is_named: bool, text: &str, parameters: &[Value]) -> Result<(), Refusal> {
    let expected = variables(text);
    if parameters.len() != expected.len() {
        return Err(count_differs(part, parameters.len(), expected.len()));
    }
    for (i, parameter) in parameters.iter().enumerate() {
        let kind = parameter.get("type").and_then(Value::as_str).unwrap_or("text").to_ascii_lowercase();
        if !["text", "currency", "date_time"].contains(&kind.as_str()) {
            let details =
                format!("{part}: Format mismatch, expected TEXT, received {}", kind.to_ascii_uppercase());
            return Err(Refusal::detailed(132_012, details));
        }
        let value = shown(parameter);
        if value.is_empty() {
            return Err(Refusal::detailed(131_008, format!("{part}: parameter {i} has no text.")));
        }
        if value.contains(['\n', '\t']) || value.contains("     ") {
            let details = "Param text cannot have new-line/tab characters or more than 4 consecutive spaces";
            return Err(Refusal::detailed(132_018, details));
        }
        let name = parameter.get("parameter_name").and_then(Value::as_str);
        if is_named && !name.is_some_and(|name| expected.contains(&name)) {
            let details =
                format!("{part}: Parameter name is missing or empty, or is not one of the template's.");
            return Err(Refusal::detailed(100, details));
        }
    }
    Ok(())
}

/// What a parameter shows.
fn shown(parameter: &Value) -> String {
    let at = |pointer: &str| parameter.pointer(pointer).and_then(Value::as_str);
    let fallback = at("/currency/fallback_value").or_else(|| at("/date_time/fallback_value"));
    let text = parameter
        .get("text")
        .and_then(|text| text.as_str().map(str::to_owned).or_else(|| Some(text.to_string())));
    fallback.map(str::to_owned).or(text).unwrap_or_default()
}

fn check_buttons(parts: &[Value], given: &[Value]) -> Result<(), Refusal> {
    let buttons = component(parts, "BUTTONS").map(|it| list_of(it, "buttons")).unwrap_or_default();
    let is_button = |it: &&Map<String, Value>| kind_of(it) == "BUTTON";
    let given: Vec<&Map<String, Value>> =
        given.iter().filter_map(Value::as_object).filter(is_button).collect();
    for button in &given {
        let index = button.get("index").and_then(index_of).unwrap_or(0);
        let sub_type =
            button.get("sub_type").and_then(Value::as_str).unwrap_or_default().to_ascii_uppercase();
        let Some(target) = buttons.get(index).and_then(Value::as_object) else {
            let details = format!("buttons: Button at index {index} does not exist in the template");
            return Err(Refusal::detailed(132_012, details));
        };
        let is_fitting = match kind_of(target).as_str() {
            "OTP" => sub_type == "URL",
            kind => kind == sub_type,
        };
        if !is_fitting {
            let details = format!(
                "buttons: Button at index {index} of type {} does not take {sub_type}",
                kind_of(target)
            );
            return Err(Refusal::detailed(132_012, details));
        }
    }
    for (i, target) in buttons.iter().filter_map(Value::as_object).enumerate() {
        let filled = given.iter().find(|it| it.get("index").and_then(index_of).unwrap_or(0) == i);
        let parameters = filled.map(|it| list_of(it, "parameters")).unwrap_or_default();
        let url = target.get("url").and_then(Value::as_str).unwrap_or_default();
        let kind = kind_of(target);
        let needs = match kind.as_str() {
            "URL" => usize::from(!variables(url).is_empty()),
            "OTP" | "COPY_CODE" => 1,
            _ => continue,
        };
        if parameters.len() != needs {
            let part = if kind == "URL" {
                format!("button at index {i} of type Url")
            } else {
                format!("button at index {i}")
            };
            return Err(count_differs(&part, parameters.len(), needs));
        }
        let code = parameters.first().and_then(|it| it.get("coupon_code").or_else(|| it.get("text")));
        let code = code.and_then(Value::as_str).unwrap_or_default();
        if kind != "URL" && code.chars().count() > 15 {
            return Err(Refusal::detailed(132_018, "A code has at most 15 characters."));
        }
    }
    Ok(())
}

fn count_differs(part: &str, received: usize, expected: usize) -> Refusal {
    let details = format!(
        "{part}: number of localizable_params ({received}) does not match the expected number of params ({expected})"
    );
    Refusal::detailed(132_000, details)
}

fn list_of<'v>(object: &'v Map<String, Value>, key: &str) -> &'v [Value] {
    object.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Text or number.
fn index_of(value: &Value) -> Option<usize> {
    let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
    number.or_else(|| value.as_str()?.trim().parse().ok())
}

fn kind_of(component: &Map<String, Value>) -> String {
    component.get("type").and_then(Value::as_str).unwrap_or_default().to_ascii_uppercase()
}

fn component<'v>(components: &'v [Value], kind: &str) -> Option<&'v Map<String, Value>> {
    components.iter().filter_map(Value::as_object).find(|component| kind_of(component) == kind)
}
