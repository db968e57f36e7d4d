//! Sends to groups.

use serde_json::{Map, Value, json};

use super::super::call::Params;
use super::super::{Done, Refusal};
use super::{callback_data, check_content, one_of};
use crate::chance::{self, Way};
use crate::clock::{Micros, unix};
use crate::state::State;
use crate::webhooks::{self, Change};

/// What groups take.
const KINDS: [&str; 11] = [
    "audio", "contacts", "document", "image", "location", "pin", "reaction", "sticker", "template", "text",
    "video",
];

/// Accepts a message for a group, and tells at once how it reached each of its people.
pub(super) fn send(state: &mut State, params: &Params, id: &str, now: Micros) -> Result<Done, Refusal> {
    let to = params.text("to").ok_or_else(|| Refusal::missing("to"))?;
    let group = state.groups.get(&to).filter(|group| group.phone_number_id == id);
    let people = group.ok_or_else(|| Refusal::known(131_041))?.participants.clone();
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
        check_content(state, params, &kind, &waba_id)?;
    }
    let callback_data = callback_data(params)?;
    let wamid = chance::wamid("0", Way::Outbound);
    let entry = |status: &str, person: Option<&str>| {
        let mut entry = Map::new();
        entry.insert("id".to_owned(), json!(wamid));
        entry.insert("status".to_owned(), json!(status));
        entry.insert("timestamp".to_owned(), json!(unix(now).to_string()));
        entry.insert("recipient_id".to_owned(), json!(to));
        entry.insert("recipient_type".to_owned(), json!("group"));
        if let Some(person) = person {
            entry.insert("recipient_participant_id".to_owned(), json!(person));
        }
        if let Some(data) = &callback_data {
            entry.insert("biz_opaque_callback_data".to_owned(), json!(data));
        }
        Value::Object(entry)
    };
    let sent = vec![entry("sent", None)];
    let delivered: Vec<Value> = people.iter().map(|person| entry("delivered", Some(person))).collect();
    for statuses in [sent, delivered].into_iter().filter(|statuses| !statuses.is_empty()) {
        let lane = format!("{id}/{to}");
        let change = Change::about_messages(state, id, json!({ "statuses": statuses }), "statuses", lane);
        webhooks::emit(state, change, now);
    }
    Ok(Done::new(json!({
        "messaging_product": "whatsapp",
        "contacts": [{ "input": to, "wa_id": to }],
        "messages": [{ "id": wamid, "group_id": to }],
    })))
}
