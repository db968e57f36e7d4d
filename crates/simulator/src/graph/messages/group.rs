//! Sends to groups.

use serde_json::{Map, Value, json};

use super::super::call::Params;
use super::super::{Done, Refusal};
use super::{callback_data, check_content, one_of};
use crate::clock::{DAY, Micros};
use crate::phones;
use crate::standing;
use crate::state::State;

/// What groups take.
const KINDS: [&str; 11] = [
    "audio", "contacts", "document", "image", "location", "pin", "reaction", "sticker", "template", "text",
    "video",
];

/// Accepts a message for a group; how it reaches each of its people is told later.
pub(super) fn send(state: &mut State, params: &Params, id: &str, now: Micros) -> Result<Done, Refusal> {
    let to = params.text("to").ok_or_else(|| Refusal::missing("to"))?;
    let group = state.groups.get(&to).filter(|group| group.phone_number_id == id);
    let group = group.ok_or_else(|| Refusal::known(131_041))?;
    if group.is_suspended {
        return Err(Refusal::known(131_207));
    }
    if group.participants.is_empty() {
        return Err(Refusal::known(131_020));
    }
    let is_answered = group.messages.iter().any(|it| it.from.is_some() && now - it.at < DAY);
    let kind = params.text("type").unwrap_or_else(|| "text".to_owned()).to_ascii_lowercase();
    if !KINDS.contains(&kind.as_str()) {
        return Err(one_of("type", &KINDS, &kind));
    }
    if kind == "pin" {
        let days = params.get("pin").and_then(|pin| pin.get("expiration_days")).and_then(Value::as_i64);
        if days.is_some_and(|days| !(1..=30).contains(&days)) {
            return Err(Refusal::parameter("Param pin['expiration_days'] must be between 1 and 30."));
        }
    } else {
        let waba_id = state.numbers.get(id).map(|number| number.waba_id.clone()).unwrap_or_default();
        let template = check_content(state, params, &kind, &waba_id)?;
        if template.is_some_and(|template| template.category == "AUTHENTICATION") {
            return Err(Refusal::parameter("Authentication templates cannot be sent to groups."));
        }
    }
    let refused =
        state.numbers.get(id).and_then(|number| standing::refusal(state, number, !is_answered, now));
    if let Some(code) = refused {
        return Err(Refusal::known(code));
    }
    if state.settings.limits {
        let rate = state.numbers.get(id).map_or(80, standing::rate);
        state.limits.send(id, rate, &to, now).map_err(Refusal::known)?;
    }
    let callback_data = callback_data(params)?;
    let mut body = Map::new();
    body.insert("type".to_owned(), json!(kind));
    body.insert(kind.clone(), params.get(&kind).cloned().unwrap_or_default());
    let wamid = phones::send_to_group(state, &to, Value::Object(body), callback_data, now);
    Ok(Done::new(json!({
        "messaging_product": "whatsapp",
        "contacts": [{ "input": to, "wa_id": to }],
        "messages": [{ "id": wamid, "group_id": to }],
    })))
}
