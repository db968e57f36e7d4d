//! What the buttons of a template need in a send.

use std::collections::BTreeMap;

use domain::template::text::variables;
use domain::template::{Button, ButtonKind};
use serde_json::Value;

use super::fit::{count, needs_text, within};
use super::misfit::{FORMAT, INVALID, MISSING, Misfit, Spot, TOO_LONG, VALUE, plain};

const PAYLOAD_LIMIT: usize = 256;
const CODE_LIMIT: usize = 15;
const URL_LIMIT: usize = 2000;
const SECTIONS_LIMIT: usize = 10;
const PRODUCTS_LIMIT: usize = 30;
/// How long a button that calls may live.
const CALL_MINUTES: std::ops::RangeInclusive<i64> = 1..=43_200;

/// Puts a button component in its place.
pub(super) fn place<'a>(
    places: &mut BTreeMap<usize, Spot<'a>>,
    component: &Spot<'a>,
    place: &str,
) -> Result<(), Misfit> {
    let here = Spot { place: within(place, "buttons"), ..component.clone() };
    let index = index(&here, "index")?;
    let spot = Spot { place: within(place, &format!("button {index}")), ..here };
    if places.contains_key(&index) {
        return Err(spot.wrong("index", INVALID, format!("there are two components for the button {index}")));
    }
    places.insert(index, spot);
    Ok(())
}

/// A position, as a number or as its text.
pub(super) fn index(spot: &Spot<'_>, field: &str) -> Result<usize, Misfit> {
    let given = spot.value.get(field).and_then(plain);
    let missing = || spot.wrong(field, MISSING, format!("{field} is missing"));
    let text = given.ok_or_else(missing)?;
    text.trim().parse().map_err(|_| spot.wrong(field, VALUE, format!("`{text}` is no position")))
}

/// Whether every button has what it needs, and nothing else.
pub(super) fn check(
    buttons: &[Button],
    given: &BTreeMap<usize, Spot<'_>>,
    whole: &Spot<'_>,
) -> Result<(), Misfit> {
    for (index, spot) in given {
        let Some(button) = buttons.get(*index) else {
            let message = format!("there is no button {index}; the template has {}", buttons.len());
            return Err(spot.wrong("index", INVALID, message));
        };
        check_kind(button, spot)?;
        check_one(button, spot)?;
    }
    for (index, button) in buttons.iter().enumerate().filter(|(index, _)| !given.contains_key(index)) {
        if let Some(what) = needs(&button.kind) {
            let place = within(&whole.place, &format!("button {index}"));
            let spot = Spot { place, ..whole.clone() };
            let kind = button.kind.as_str();
            let message = format!("Button at index {index} of type {kind} requires a parameter: {what}");
            return Err(spot.misfit(MISSING, message));
        }
    }
    Ok(())
}

fn check_kind(button: &Button, spot: &Spot<'_>) -> Result<(), Misfit> {
    let given = spot.text("sub_type").unwrap_or_default().to_ascii_lowercase();
    let wanted = button.kind.as_str();
    if given == wanted || (button.kind == ButtonKind::Otp && given == "otp") {
        return Ok(());
    }
    let message = format!("the button is of type {wanted}, the component of type `{given}`");
    Err(spot.wrong("sub_type", FORMAT, message))
}

/// What a button cannot be sent without.
fn needs(kind: &ButtonKind) -> Option<&'static str> {
    match kind {
        ButtonKind::Url { url } if !variables(url).is_empty() => Some("the end of its URL"),
        ButtonKind::Otp => Some("the code"),
        ButtonKind::CopyCode => Some("the code to copy"),
        ButtonKind::Flow => Some("an action"),
        ButtonKind::MultiProduct => Some("an action with the products"),
        ButtonKind::OrderDetails => Some("an action with the order"),
        _ => None,
    }
}

fn check_one(button: &Button, spot: &Spot<'_>) -> Result<(), Misfit> {
    let given = spot.items("parameters");
    match &button.kind {
        ButtonKind::Url { url } => check_url(url, spot, &given),
        ButtonKind::Otp => {
            let parameter = only(spot, &given, &["text"])?;
            code(&parameter.get("text"))
        }
        ButtonKind::CopyCode => {
            let parameter = only(spot, &given, &["coupon_code"])?;
            code(&parameter.get("coupon_code"))
        }
        ButtonKind::QuickReply => match given.as_slice() {
            [] => Ok(()),
            _ => payload(&only(spot, &given, &["payload", "text"])?),
        },
        ButtonKind::Flow | ButtonKind::Catalog if given.is_empty() => Ok(()),
        ButtonKind::Flow | ButtonKind::Catalog => {
            check_action(&only(spot, &given, &["action"])?.get("action"))
        }
        ButtonKind::MultiProduct => products(&only(spot, &given, &["action"])?.get("action")),
        ButtonKind::OrderDetails => {
            let order = only(spot, &given, &["action"])?.get("action").get("order_details");
            if order.value.is_object() { Ok(()) } else { Err(order.misfit(MISSING, "the order is missing")) }
        }
        ButtonKind::VoiceCall => check_call(&given),
        ButtonKind::PhoneNumber { .. } | ButtonKind::SingleProduct | ButtonKind::Plain(_) => {
            if given.is_empty() { Ok(()) } else { Err(count(spot, given.len(), 0)) }
        }
    }
}

fn check_url(url: &str, spot: &Spot<'_>, given: &[Spot<'_>]) -> Result<(), Misfit> {
    if variables(url).is_empty() {
        return if given.is_empty() { Ok(()) } else { Err(count(spot, given.len(), 0)) };
    }
    let text = only(spot, given, &["text"])?.get("text");
    let end = plain(text.value).unwrap_or_default();
    if end.trim().is_empty() {
        return Err(text.misfit(MISSING, "Parameter of type text is missing text value"));
    }
    let length = url.chars().count() + end.chars().count();
    if length > URL_LIMIT {
        let message = format!("filled in, the URL has {length} characters; at most {URL_LIMIT} are allowed");
        return Err(text.misfit(TOO_LONG, message));
    }
    Ok(())
}

/// The one parameter, which must be of one of the types.
fn only<'a>(spot: &Spot<'_>, given: &[Spot<'a>], types: &[&str]) -> Result<Spot<'a>, Misfit> {
    match given {
        [one] if types.contains(&one.kind().as_str()) => Ok(one.clone()),
        [one] => Err(mismatch(one, types)),
        _ => Err(count(spot, given.len(), 1)),
    }
}

fn mismatch(parameter: &Spot<'_>, types: &[&str]) -> Misfit {
    let kind = parameter.kind();
    let received = if kind.is_empty() { "UNKNOWN".to_owned() } else { kind.to_ascii_uppercase() };
    let expected = types.join(" or ").to_ascii_uppercase();
    parameter.wrong("type", FORMAT, format!("Format mismatch, expected {expected}, received {received}"))
}

fn payload(parameter: &Spot<'_>) -> Result<(), Misfit> {
    let field = if parameter.kind() == "text" { "text" } else { "payload" };
    let payload = parameter.get(field);
    match plain(payload.value).map(|text| text.chars().count()) {
        None => Err(payload.misfit(MISSING, format!("{field} is missing"))),
        Some(length) if length > PAYLOAD_LIMIT => {
            Err(payload.misfit(VALUE, format!("{length} characters; at most {PAYLOAD_LIMIT} are allowed")))
        }
        Some(_) => Ok(()),
    }
}

/// What a form or a catalogue is opened with; each part may be left out.
fn check_action(action: &Spot<'_>) -> Result<(), Misfit> {
    if !action.value.is_object() {
        return Err(action.misfit(MISSING, "the action is missing"));
    }
    for field in ["flow_token", "thumbnail_product_retailer_id"] {
        let value = action.get(field);
        if !value.value.is_null() && !value.value.is_string() {
            return Err(value.misfit(VALUE, "must be a text"));
        }
    }
    let data = action.get("flow_action_data");
    if data.value.is_null() || data.value.is_object() {
        return Ok(());
    }
    Err(data.misfit(VALUE, "must be an object"))
}

/// How long the button lives, and what comes back with the call; both may be left out.
fn check_call(given: &[Spot<'_>]) -> Result<(), Misfit> {
    let mut seen: Vec<String> = Vec::new();
    for parameter in given {
        let kind = parameter.kind();
        if seen.contains(&kind) {
            return Err(parameter.wrong("type", INVALID, format!("there are two parameters of type {kind}")));
        }
        match kind.as_str() {
            "ttl_minutes" => {
                let minutes = parameter.get("ttl_minutes");
                let number = plain(minutes.value).and_then(|text| text.parse::<i64>().ok());
                if !number.is_some_and(|number| CALL_MINUTES.contains(&number)) {
                    let (least, most) = (CALL_MINUTES.start(), CALL_MINUTES.end());
                    let found = plain(minutes.value).unwrap_or_else(|| "nothing".to_owned());
                    let message = format!("is {found}; it must lie between {least} and {most}");
                    return Err(minutes.misfit(VALUE, message));
                }
            }
            "payload" => payload(parameter)?,
            _ => return Err(mismatch(parameter, &["ttl_minutes", "payload"])),
        }
        seen.push(kind);
    }
    Ok(())
}

/// A code to copy: 1 to 15 characters.
pub(super) fn code(spot: &Spot<'_>) -> Result<(), Misfit> {
    match plain(spot.value).map_or(0, |text| text.trim().chars().count()) {
        0 => Err(spot.misfit(MISSING, "the code is missing")),
        length if length > CODE_LIMIT => {
            Err(spot.misfit(INVALID, format!("{length} characters; at most {CODE_LIMIT} are allowed")))
        }
        _ => Ok(()),
    }
}

fn products(action: &Spot<'_>) -> Result<(), Misfit> {
    needs_text(action, "thumbnail_product_retailer_id")?;
    let sections = action.items("sections");
    if sections.is_empty() || sections.len() > SECTIONS_LIMIT {
        let message = format!("{} sections; 1 to {SECTIONS_LIMIT} are allowed", sections.len());
        return Err(action.wrong("sections", VALUE, message));
    }
    let is_product = |item: &Spot<'_>| item.value.get("product_retailer_id").is_some_and(Value::is_string);
    let mut all = 0;
    for section in &sections {
        if sections.len() > 1 {
            needs_text(section, "title")?;
        }
        let items = section.items("product_items");
        all += items.len();
        if items.is_empty() || !items.iter().all(is_product) {
            let message = "a section needs items with a product_retailer_id each";
            return Err(section.wrong("product_items", MISSING, message));
        }
    }
    if all > PRODUCTS_LIMIT {
        let message = format!("{all} products; at most {PRODUCTS_LIMIT} are allowed");
        return Err(action.wrong("sections", VALUE, message));
    }
    Ok(())
}
