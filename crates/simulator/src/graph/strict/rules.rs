//! Rules about the call as such: how it comes, and what it says about itself.

use serde_json::Value;

use super::super::call::{BodyForm, Call, NEWEST, OLDEST};
use crate::state::State;

/// Meta takes a token over TLS only. Seen through the proxy alone: there a client says where it wants to go.
pub(super) fn https(_: &State, call: &Call) -> Option<String> {
    let is_plain = call.intercepted.is_some_and(|it| !it.is_encrypted);
    is_plain.then(|| "You must use https:// when passing an access token".to_owned())
}

pub(super) fn version(_: &State, call: &Call) -> Option<String> {
    // Addresses of files have none.
    if call.segments.first().is_some_and(|first| first == "whatsapp_business") {
        return None;
    }
    match call.asked {
        None => Some(format!("The path must begin with a version, v{OLDEST}.0 to v{NEWEST}.0.")),
        Some(asked) if asked < OLDEST => {
            Some(format!("Version v{asked}.0 has expired: use v{OLDEST}.0 to v{NEWEST}.0."))
        }
        Some(_) => None,
    }
}

pub(super) fn path(_: &State, call: &Call) -> Option<String> {
    let is_file = call.segments.first().is_some_and(|first| first == "whatsapp_business");
    let is_odd = !is_file && call.path.len() > 1 && (call.path.ends_with('/') || call.path.contains("//"));
    is_odd.then(|| "The path must have no empty part and no slash at its end.".to_owned())
}

pub(super) fn content_type(_: &State, call: &Call) -> Option<String> {
    match &call.form {
        BodyForm::Other(given) if given.is_empty() => Some("A body needs a Content-Type.".to_owned()),
        BodyForm::Other(given) => Some(format!(
            "Content-Type must be application/json, application/x-www-form-urlencoded or multipart/form-data - \
             got \"{}\".",
            given.chars().take(100).collect::<String>()
        )),
        _ => None,
    }
}

pub(super) fn json_in_form(_: &State, call: &Call) -> Option<String> {
    let is_mixed = call.form == BodyForm::JsonInForm;
    is_mixed
        .then(|| "A JSON body needs the Content-Type application/json; this says it is a form.".to_owned())
}

pub(super) fn read_method(_: &State, call: &Call) -> Option<String> {
    let is_put = call.method == http::Method::PUT && call.edge() == "messages";
    is_put.then(|| "Messages are sent and marked as read with POST, not with PUT.".to_owned())
}

pub(super) fn nulls(_: &State, call: &Call) -> Option<String> {
    let place = call.params.all().iter().find_map(|(key, value)| null_in(key.clone(), value))?;
    Some(format!("Param {place} must not be null: leave it out."))
}

fn null_in(place: String, value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(place),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(i, item)| null_in(format!("{place}[{i}]"), item))
        }
        Value::Object(map) => map.iter().find_map(|(key, item)| null_in(format!("{place}['{key}']"), item)),
        _ => None,
    }
}

/// The file's type is given twice: with the file, and as a parameter.
pub(super) fn media_type(_: &State, call: &Call) -> Option<String> {
    if call.edge() != "media" || call.method != http::Method::POST {
        return None;
    }
    let file = call.files.iter().find(|(field, _)| field == "file").map(|(_, file)| file)?;
    let of_file = file.content_type.as_deref().unwrap_or_default();
    match call.params.text("type") {
        None => Some("The parameter type is required: the MIME type of the file.".to_owned()),
        Some(given) if !given.eq_ignore_ascii_case(of_file) => Some(format!(
            "Param type must be the type of the file, \"{}\" - got \"{}\".",
            of_file.chars().take(100).collect::<String>(),
            given.chars().take(100).collect::<String>(),
        )),
        Some(_) => None,
    }
}

pub(super) fn callback(_: &State, call: &Call) -> Option<String> {
    let names = ["callback_url", "override_callback_uri"];
    let name = names.into_iter().find(|name| {
        call.params.text(name).is_some_and(|url| !url.is_empty() && !url.starts_with("https://"))
    })?;
    Some(format!("Param {name} must begin with https://: Meta calls nothing else."))
}
