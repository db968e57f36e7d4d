//! What text, reaction, media, location and contacts must look like.

use serde_json::Value;

use super::super::Refusal;

/// The kinds of messages that are known.
pub(super) const KINDS: [&str; 11] = [
    "audio",
    "contacts",
    "document",
    "image",
    "interactive",
    "location",
    "reaction",
    "sticker",
    "template",
    "text",
    "video",
];

const TEXT_LIMIT: usize = 4096;
const CAPTION_LIMIT: usize = 1024;
const CONTACTS_LIMIT: usize = 257;

pub(super) fn text(object: Option<&Value>) -> Result<(), Refusal> {
    let body = object_of("text", object)?.get("body").filter(|body| !body.is_null());
    let body = body.ok_or_else(|| Refusal::missing("text['body']"))?;
    let body = body.as_str().ok_or_else(|| Refusal::parameter("Param text['body'] must be a string."))?;
    if body.is_empty() {
        return Err(Refusal::missing("text['body']"));
    }
    at_most("text['body']", body, TEXT_LIMIT)
}

pub(super) fn reaction(object: Option<&Value>) -> Result<(), Refusal> {
    let object = object_of("reaction", object)?;
    let target = object.get("message_id").and_then(Value::as_str).unwrap_or_default();
    if target.is_empty() {
        return Err(Refusal::missing("reaction['message_id']"));
    }
    match object.get("emoji") {
        // An absent emoji takes the reaction back, as an empty one does.
        None | Some(Value::Null) => Ok(()),
        Some(Value::String(emoji)) if is_emoji(emoji) => Ok(()),
        Some(_) => Err(Refusal::detailed(131_009, "Param reaction['emoji'] must be one emoji.")),
    }
}

/// No list of emoji is kept: one short cluster without letters, digits (but keycaps) or spaces passes.
fn is_emoji(text: &str) -> bool {
    let is_keycap = text.ends_with('\u{20e3}');
    let is_plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || c.is_control();
    text.chars().count() <= 16 && (is_keycap || !text.chars().any(is_plain))
}

pub(super) fn media(kind: &str, object: Option<&Value>) -> Result<(), Refusal> {
    let object = object_of(kind, object)?;
    let filled = |name: &str| object.get(name).filter(|value| !value.is_null() && **value != "");
    match (filled("id"), filled("link")) {
        (Some(_), Some(_)) => {
            return Err(Refusal::parameter(&format!(
                "Only one of {kind}['id'] and {kind}['link'] is allowed."
            )));
        }
        (None, None) => {
            return Err(Refusal::detailed(
                131_008,
                format!("One of {kind}['id'] and {kind}['link'] is required."),
            ));
        }
        (None, Some(link)) => {
            let is_web = |link: &str| link.starts_with("http://") || link.starts_with("https://");
            if !link.as_str().is_some_and(is_web) {
                return Err(Refusal::parameter(&format!("Param {kind}['link'] is not a valid URL.")));
            }
        }
        (Some(_), None) => {}
    }
    match filled("caption") {
        Some(_) if matches!(kind, "audio" | "sticker") => {
            Err(Refusal::parameter(&format!("Unexpected key \"caption\" on param \"{kind}\".")))
        }
        Some(caption) => {
            at_most(&format!("{kind}['caption']"), caption.as_str().unwrap_or_default(), CAPTION_LIMIT)
        }
        None => Ok(()),
    }
}

pub(super) fn location(object: Option<&Value>) -> Result<(), Refusal> {
    let object = object_of("location", object)?;
    for (name, limit) in [("latitude", 90.0), ("longitude", 180.0)] {
        let value = object.get(name).filter(|value| !value.is_null());
        let value = value.ok_or_else(|| Refusal::missing(&format!("location['{name}']")))?;
        let degrees = value.as_f64().or_else(|| value.as_str().and_then(|text| text.trim().parse().ok()));
        if !degrees.is_some_and(|degrees: f64| degrees.abs() <= limit) {
            return Err(Refusal::detailed(131_009, format!("Param location['{name}'] is not valid.")));
        }
    }
    Ok(())
}

pub(super) fn contacts(object: Option<&Value>) -> Result<(), Refusal> {
    let cards = object.and_then(Value::as_array).filter(|cards| !cards.is_empty());
    let cards = cards.ok_or_else(|| Refusal::missing("contacts"))?;
    if cards.len() > CONTACTS_LIMIT {
        return Err(Refusal::parameter(&format!(
            "Param contacts must have at most {CONTACTS_LIMIT} elements."
        )));
    }
    for (i, card) in cards.iter().enumerate() {
        let name = card.pointer("/name/formatted_name").and_then(Value::as_str).unwrap_or_default();
        if name.is_empty() {
            return Err(Refusal::missing(&format!("contacts[{i}]['name']['formatted_name']")));
        }
    }
    Ok(())
}

/// The object of a kind, which must be there and be an object.
pub(super) fn object_of<'v>(
    kind: &str,
    object: Option<&'v Value>,
) -> Result<&'v serde_json::Map<String, Value>, Refusal> {
    let object = object.ok_or_else(|| Refusal::missing(kind))?;
    object.as_object().ok_or_else(|| Refusal::parameter(&format!("Param {kind} must be a JSON object.")))
}

/// Lengths count characters, not bytes.
fn at_most(param: &str, text: &str, limit: usize) -> Result<(), Refusal> {
    if text.chars().count() <= limit {
        return Ok(());
    }
    Err(Refusal::parameter(&format!("Param {param} must be at most {limit} characters long.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c6_emoji_pass_and_words_do_not() {
        for emoji in ["👍", "❤️", "👩‍👩‍👧‍👦", "🇩🇪", "1️⃣", ""] {
            assert!(is_emoji(emoji), "{emoji}");
        }
        for word in ["ok", "a", "1", "👍 👍", "\u{0}"] {
            assert!(!is_emoji(word), "{word}");
        }
    }
}
