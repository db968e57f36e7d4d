//! What happens to a message that Graph accepted.

use serde_json::Value;

use super::chat::{ChatKey, ChatMessage, Outgoing, Progress, Recipient, Side};
use super::customers::Person;
use super::pricing::Pricing;
use super::statuses::Step;
use crate::chance::{self, Way};
use crate::clock::{Micros, millis};
use crate::schedule::Due;
use crate::state::State;

/// A validated send.
#[derive(Debug)]
pub(crate) struct Sending {
    pub(crate) phone_number_id: String,
    /// Digits, whether or not anybody has this phone.
    pub(crate) phone: String,
    /// Sent to the user id instead of the phone.
    pub(crate) by_user_id: bool,
    /// `type`, its object, `context`.
    pub(crate) body: Value,
    pub(crate) template_category: Option<String>,
    pub(crate) callback_data: Option<String>,
}

/// Takes a message in and schedules its way; gives back its wamid.
pub(crate) fn accept(state: &mut State, sending: Sending, now: Micros) -> String {
    let key = ChatKey { phone_number_id: sending.phone_number_id, customer: sending.phone };
    let person = state.people.get(&key.customer).cloned();
    let wamid =
        chance::wamid(person.as_ref().map_or(key.customer.as_str(), Person::wamid_seed), Way::Outbound);
    let is_reaction = sending.body.get("type").is_some_and(|kind| kind == "reaction");
    let chat = state.chats.entry(key.clone()).or_default();
    chat.typing_until = None;
    chat.answer_ad(now);
    let is_template = sending.template_category.is_some();
    let pricing = Pricing::decide(chat, sending.template_category.as_deref(), &state.settings, now);
    let is_window_open = chat.is_window_open(now);
    let is_marketing = sending.template_category.as_deref() == Some("MARKETING");
    let outgoing = Outgoing {
        wamid: wamid.clone(),
        recipient: recipient(person.as_ref(), &key.customer, sending.by_user_id),
        key: key.clone(),
        callback_data: sending.callback_data,
        pricing,
        is_reaction,
    };
    let first = match &person {
        None => Step::Fail(131_026),
        Some(person) if person.blocked => Step::Fail(131_026),
        Some(person) if person.stops_marketing && is_marketing => Step::Fail(131_050),
        Some(_) if !is_honest_media(state, &sending.body, now) => Step::Fail(131_053),
        Some(_) if !is_template && !is_window_open => Step::Fail(131_047),
        Some(_) if is_reaction && !has_target(state, &sending.body, now) => Step::Fail(131_009),
        Some(_) => Step::Sent,
    };
    // Nobody's chat is kept: a loop over wrong numbers must not fill the memory.
    if person.is_none() {
        state.chats.remove(&key);
    } else {
        state.add_message(&key, bubble(&wamid, &outgoing, sending.body, now));
    }
    let at = now.saturating_add(millis(state.settings.sent_ms));
    state.schedule.add(at, Due::Step(Box::new(outgoing), first));
    wamid
}

fn bubble(wamid: &str, outgoing: &Outgoing, body: Value, now: Micros) -> ChatMessage {
    ChatMessage {
        n: 0,
        changed: 0,
        id: wamid.to_owned(),
        from: Side::Business,
        at: now,
        body,
        status: Progress::Accepted,
        is_shown: false,
        reactions: [None, None],
        outgoing: Some(outgoing.clone()),
    }
}

fn recipient(person: Option<&Person>, phone: &str, by_user_id: bool) -> Recipient {
    let Some(person) = person else {
        return Recipient { wa_id: Some(phone.to_owned()), user_id: None, name: None, username: None };
    };
    // Who was written to by phone is known by phone, also when they hide it.
    let wa_id = person.wa_id().or_else(|| (!by_user_id).then(|| person.phone.clone()));
    Recipient {
        wa_id,
        user_id: Some(person.user_id.clone()),
        name: Some(person.name.clone()),
        username: person.username.clone(),
    }
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
    let fits =
        |message: &ChatMessage| message.kind() != "reaction" && now - message.at < 30 * crate::clock::DAY;
    state.message(id).is_some_and(|(_, message)| fits(message))
}
