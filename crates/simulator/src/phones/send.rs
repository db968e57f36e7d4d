//! What happens to a message that Graph accepted.

use serde_json::Value;

use super::chat::{ChatKey, ChatMessage, Outgoing, Progress, Recipient, Side};
use super::customers::Person;
use super::fate::{self, Candidate};
use super::pricing::Pricing;
use super::statuses::Step;
use crate::chance::{self, Way};
use crate::clock::{Micros, millis};
use crate::links;
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
    /// How long it may wait for a phone that is off; absent: 30 days.
    pub(crate) ttl: Option<Micros>,
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
    let pricing = Pricing::decide(chat, sending.template_category.as_deref(), &state.settings, now);
    let is_window_open = chat.is_window_open(now);
    let outgoing = Outgoing {
        wamid: wamid.clone(),
        recipient: recipient(person.as_ref(), &key.customer, sending.by_user_id),
        key: key.clone(),
        callback_data: sending.callback_data,
        pricing,
        is_reaction,
        failure: None,
        ttl: sending.ttl,
    };
    let candidate = Candidate {
        key: &key,
        person: person.as_ref(),
        body: &sending.body,
        category: sending.template_category.as_deref(),
        is_window_open,
    };
    let first = fate::first_step(state, candidate, now);
    let links = if first == Step::Sent && state.settings.fetch_links {
        links::links_of(&sending.body)
    } else {
        Vec::new()
    };
    // Nobody's chat is kept: a loop over wrong numbers must not fill the memory.
    if person.is_none() {
        state.chats.remove(&key);
    } else {
        state.add_message(&key, bubble(&wamid, &outgoing, sending.body, now));
    }
    let at = now.saturating_add(millis(state.settings.sent_ms));
    if !links.is_empty() && state.links.wait(&outgoing, links, at) {
        state.schedule.add(now, Due::Fetch(wamid.clone()));
    } else {
        state.schedule.add(at, Due::Step(Box::new(outgoing), first));
    }
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
