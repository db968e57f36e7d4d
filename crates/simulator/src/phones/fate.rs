//! What becomes of an accepted message: it goes its way, or fails for one of Meta's reasons.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::chat::{ChatKey, ChatMessage};
use super::customers::Person;
use super::statuses::Step;
use crate::clock::{DAY, Micros};
use crate::faults::Kind;
use crate::standing;
use crate::state::State;

/// What a lying file is told.
pub(crate) const NOT_THAT_TYPE: &str = "The media is not of the type that it was uploaded or sent as.";

/// A message whose first step is to be decided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'a> {
    pub(super) key: &'a ChatKey,
    pub(super) person: Option<&'a Person>,
    pub(super) body: &'a Value,
    /// Absent for free-form messages.
    pub(super) category: Option<&'a str>,
    pub(super) is_window_open: bool,
}

/// The first step of an accepted message.
pub(super) fn first_step(state: &mut State, it: Candidate<'_>, now: Micros) -> Step {
    let Some(person) = it.person.filter(|person| !person.blocked) else { return Step::Fail(131_026) };
    let kind = it.body.get("type").and_then(Value::as_str).unwrap_or_default();
    if let Some(strike) = state.faults.strike(&[Kind::FailMessage], kind) {
        return Step::Fail(strike.code);
    }
    if it.category == Some("MARKETING")
        && let Some(code) = marketing_refusal(state, person, now)
    {
        return Step::Fail(code);
    }
    if !it.is_window_open && it.category.is_some() && !standing::may_open(state, it.key, now) {
        return Step::Fail(131_048);
    }
    if !is_honest_media(state, it.body, now) {
        return Step::Fail(131_053);
    }
    if it.category.is_none() && !it.is_window_open {
        return Step::Fail(131_047);
    }
    if kind == "reaction" && !has_target(state, it.body, now) {
        return Step::Fail(131_009);
    }
    if it.category == Some("MARKETING")
        && let Some(person) = state.people.get_mut(&it.key.customer)
    {
        person.marketing.retain(|at| now - at < DAY);
        person.marketing.push(now);
        person.marketing.truncate(100);
    }
    Step::Sent
}

/// Why marketing does not reach this person.
fn marketing_refusal(state: &State, person: &Person, now: Micros) -> Option<i64> {
    let settings = &state.settings;
    if person.stops_marketing {
        return Some(131_050);
    }
    let digest = Sha256::digest(person.user_id.as_bytes());
    if digest
        .first()
        .is_some_and(|byte| u32::from(*byte) * 100 / 256 < u32::from(settings.experiment_percent))
    {
        return Some(130_472);
    }
    if settings.us_marketing_pause && person.phone.starts_with('1') && person.phone.len() == 11 {
        return Some(131_049);
    }
    let lately = person.marketing.iter().filter(|at| now - **at < DAY).count();
    let most = settings.marketing_per_day.map_or(usize::MAX, |most| most as usize);
    (lately >= most).then_some(131_049)
}

/// An uploaded file must be what it says, and of the kind that it is sent as.
fn is_honest_media(state: &State, body: &Value, now: Micros) -> bool {
    let kind = body.get("type").and_then(Value::as_str).unwrap_or_default();
    if kind == "template" || kind == "interactive" {
        return true;
    }
    let Some(id) = body.get(kind).and_then(|media| media.get("id")).and_then(Value::as_str) else {
        return true;
    };
    let Some(file) = state.media.get(id, now) else { return true };
    let mime_type = crate::media::kind_of(&file.mime_type);
    let is_kind = match kind {
        "sticker" => mime_type == "image/webp",
        "image" => mime_type == "image/jpeg" || mime_type == "image/png",
        "document" => true,
        _ => mime_type.starts_with(kind),
    };
    is_kind && file.is_honest()
}

/// A reaction needs a message that is there, is not a reaction, and is at most thirty days old.
fn has_target(state: &State, body: &Value, now: Micros) -> bool {
    let id = body.pointer("/reaction/message_id").and_then(Value::as_str).unwrap_or_default();
    let fits = |message: &ChatMessage| message.kind() != "reaction" && now - message.at < 30 * DAY;
    state.message(id).is_some_and(|(_, message)| fits(message))
}
