//! The steps of a business message, and the webhooks that tell of them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::chat::{ChatKey, Outgoing, Progress, Side};
use crate::clock::{DAY, Micros, millis, unix};
use crate::schedule::Due;
use crate::state::State;
use crate::webhooks::{self, Change};

/// How long an undelivered message is kept for a phone that is off. Nobody is told when it is given up.
const TIME_TO_LIVE: Micros = 30 * DAY;

/// One step of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Step {
    Sent,
    Delivered,
    Read,
    /// Given up with this code.
    Fail(i64),
}

impl Step {
    /// Makes the step if it is still possible.
    pub(crate) fn fire(self, state: &mut State, outgoing: &Outgoing, at: Micros) {
        // The person may have another phone by now.
        let mut moved = outgoing.clone();
        if let Some(key) = state.places.get(&outgoing.wamid) {
            key.clone_into(&mut moved.key);
        }
        let outgoing = &moved;
        match self {
            Self::Sent => sent(state, outgoing, at),
            Self::Delivered => delivered(state, outgoing, at),
            Self::Read => super::read::open_chat(state, &outgoing.key, at),
            Self::Fail(code) => fail(state, outgoing, code, at),
        }
    }
}

fn sent(state: &mut State, outgoing: &Outgoing, at: Micros) {
    set_status(state, outgoing, Progress::Sent);
    tell(state, outgoing, Progress::Sent, None, at);
    if state.people.get(&outgoing.key.customer).is_some_and(|person| person.online) {
        let at = at.saturating_add(millis(state.settings.delivered_ms));
        state.schedule.add(at, Due::Step(Box::new(outgoing.clone()), Step::Delivered));
    }
}

fn delivered(state: &mut State, outgoing: &Outgoing, at: Micros) {
    let is_online = state.people.get(&outgoing.key.customer).is_some_and(|person| person.online);
    if !is_online || status_of(state, outgoing) != Some(Progress::Sent) {
        return;
    }
    let accepted_at = state.message(&outgoing.wamid).map_or(at, |(_, message)| message.at);
    if at - accepted_at > outgoing.ttl.unwrap_or(TIME_TO_LIVE) {
        set_status(state, outgoing, Progress::Expired);
        return;
    }
    set_status(state, outgoing, Progress::Delivered);
    if outgoing.is_reaction {
        react(state, outgoing);
        return;
    }
    if let Some(chat) = state.chats.get_mut(&outgoing.key) {
        chat.change(&outgoing.wamid, |message| message.is_shown = true);
    }
    tell(state, outgoing, Progress::Delivered, None, at);
    if let Some(ms) = state.settings.auto_read_ms {
        state.schedule.add(at.saturating_add(millis(ms)), Due::Step(Box::new(outgoing.clone()), Step::Read));
    }
}

/// A reaction shows on its target and is never `delivered` or `read`.
fn react(state: &mut State, outgoing: &Outgoing) {
    let Some(chat) = state.chats.get_mut(&outgoing.key) else { return };
    let Some(content) = chat.get(&outgoing.wamid).map(|message| message.content().clone()) else { return };
    let emoji = content.get("emoji").and_then(Value::as_str).filter(|emoji| !emoji.is_empty());
    let target = content.get("message_id").and_then(Value::as_str).unwrap_or_default();
    chat.change(target, |message| message.reactions[1] = emoji.map(str::to_owned));
}

fn fail(state: &mut State, outgoing: &Outgoing, code: i64, at: Micros) {
    set_status(state, outgoing, Progress::Failed);
    tell(state, outgoing, Progress::Failed, Some(code), at);
}

/// Marks one delivered message as read, and tells of it if the person lets others know.
pub(super) fn read(state: &mut State, key: &ChatKey, wamid: &str, at: Micros) {
    let Some(chat) = state.chats.get_mut(key) else { return };
    let outgoing = chat.change(wamid, |message| {
        message.status = Progress::Read;
        message.outgoing.clone()
    });
    let has_receipts = state.people.get(&key.customer).is_some_and(|person| person.read_receipts);
    if let (Some(Some(outgoing)), true) = (outgoing, has_receipts) {
        tell(state, &outgoing, Progress::Read, None, at);
    }
}

/// Delivers what waited for this person's phone.
pub(crate) fn went_online(state: &mut State, customer: &str, now: Micros) {
    let at = now.saturating_add(millis(state.settings.delivered_ms));
    let mut waiting = Vec::new();
    for (_, chat) in state.chats.iter_mut().filter(|(key, _)| key.customer == customer) {
        for id in chat.ids(|message| message.from == Side::Business && message.status == Progress::Sent) {
            let is_too_old = chat.get(&id).is_some_and(|message| {
                let ttl = message.outgoing.as_ref().and_then(|outgoing| outgoing.ttl);
                now - message.at > ttl.unwrap_or(TIME_TO_LIVE)
            });
            if is_too_old {
                chat.change(&id, |message| message.status = Progress::Expired);
            } else {
                waiting.extend(chat.get(&id).and_then(|message| message.outgoing.clone()));
            }
        }
    }
    for outgoing in waiting {
        state.schedule.add(at, Due::Step(Box::new(outgoing), Step::Delivered));
    }
}

fn status_of(state: &State, outgoing: &Outgoing) -> Option<Progress> {
    state.message(&outgoing.wamid).map(|(_, message)| message.status)
}

fn set_status(state: &mut State, outgoing: &Outgoing, status: Progress) {
    if let Some(chat) = state.chats.get_mut(&outgoing.key) {
        chat.change(&outgoing.wamid, |message| message.status = status);
    }
}

/// Sends the webhook of a status.
fn tell(state: &mut State, outgoing: &Outgoing, status: Progress, code: Option<i64>, at: Micros) {
    let mut entry = Map::new();
    entry.insert("id".to_owned(), json!(outgoing.wamid));
    entry.insert("status".to_owned(), json!(status.as_str()));
    entry.insert("timestamp".to_owned(), json!(unix(at).to_string()));
    let recipient = &outgoing.recipient;
    let optional = [
        ("recipient_id", &recipient.wa_id),
        ("recipient_user_id", &recipient.user_id),
        ("biz_opaque_callback_data", &outgoing.callback_data),
    ];
    for (key, value) in optional {
        if let Some(value) = value {
            entry.insert(key.to_owned(), json!(value));
        }
    }
    for (key, value) in told_price(state, outgoing, status) {
        entry.insert(key.to_owned(), value);
    }
    if let Some(code) = code {
        entry.insert("errors".to_owned(), json!([failure(code, outgoing.failure.as_deref())]));
    }
    let mut value = json!({ "statuses": [entry] });
    if code.is_none() && recipient.user_id.is_some() {
        value["contacts"] = json!([contact(outgoing, status)]);
    }
    let lane = format!("{}/{}", outgoing.key.phone_number_id, outgoing.key.customer);
    let change = Change::about_messages(state, &outgoing.key.phone_number_id, value, "statuses", lane);
    webhooks::emit(state, change, at);
}

/// The price lives with the bubble, so that it is told twice at most.
fn told_price(state: &mut State, outgoing: &Outgoing, status: Progress) -> Vec<(&'static str, Value)> {
    let Some(chat) = state.chats.get_mut(&outgoing.key) else { return Vec::new() };
    let told = chat.change(&outgoing.wamid, |message| {
        message.outgoing.as_mut().map(|outgoing| outgoing.pricing.tell(status))
    });
    told.flatten().unwrap_or_default()
}

fn contact(outgoing: &Outgoing, status: Progress) -> Value {
    let recipient = &outgoing.recipient;
    let mut profile = Map::new();
    profile.insert("name".to_owned(), json!(recipient.name));
    if let (Some(username), Progress::Delivered | Progress::Read) = (&recipient.username, status) {
        profile.insert("username".to_owned(), json!(username));
    }
    let mut contact = json!({ "profile": profile, "user_id": recipient.user_id });
    if let Some(wa_id) = &recipient.wa_id {
        contact["wa_id"] = json!(wa_id);
    }
    contact
}

/// The error object of a failed message.
fn failure(code: i64, details: Option<&str>) -> Value {
    let known =
        cloud_api_types::errors::lookup(code).map_or("Something went wrong", |entry| entry.title.as_str());
    // The table explains; here stands what Meta writes.
    let title = match code {
        131_049 => "This message was not delivered to maintain healthy ecosystem engagement.",
        _ => known,
    };
    let usual = match code {
        131_026 => "Message Undeliverable.",
        131_047 => {
            "Message failed to send because more than 24 hours have passed since the customer last replied to this number."
        }
        131_048 => {
            "Message failed to send because there are restrictions on how many messages can be sent from this phone number."
        }
        131_049 => "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
        130_472 => "Failed to send message because this user's phone number is part of an experiment",
        131_050 => "User has stopped marketing messages from this business.",
        131_053 => super::NOT_THAT_TYPE,
        131_009 => "Message to react to was not found, is too old, or is itself a reaction.",
        _ => title,
    };
    json!({
        "code": code,
        "title": title,
        "message": title,
        "error_data": { "details": details.unwrap_or(usual) },
        "href": "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes",
    })
}
