//! What happens to a message that Graph accepted.

use serde_json::Value;

use super::chat::{ChatKey, ChatMessage, Outgoing, Progress, Recipient, Side};
use super::customers::Person;
use super::fate::{self, Candidate};
use super::identity::known_phone;
use super::pricing::Pricing;
use super::statuses::Step;
use crate::chance::{self, Way};
use crate::clock::{Micros, millis};
use crate::graph::templates;
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
    /// Absent for free-form messages.
    pub(crate) template: Option<SentTemplate>,
    pub(crate) callback_data: Option<String>,
}

/// The template of a send.
#[derive(Debug)]
pub(crate) struct SentTemplate {
    pub(crate) waba_id: String,
    pub(crate) id: String,
    pub(crate) category: String,
    /// How long it may wait for a phone that is off; absent: 30 days.
    pub(crate) ttl: Option<Micros>,
}

/// Takes a message in and schedules its way; gives back its wamid, and whether it is held back.
pub(crate) fn accept(state: &mut State, sending: Sending, now: Micros) -> (String, bool) {
    let key = ChatKey { phone_number_id: sending.phone_number_id, customer: sending.phone };
    let person = state.people.get(&key.customer).cloned();
    let wamid =
        chance::wamid(person.as_ref().map_or(key.customer.as_str(), Person::wamid_seed), Way::Outbound);
    let category = sending.template.as_ref().map(|template| template.category.as_str());
    let is_reaction = sending.body.get("type").is_some_and(|kind| kind == "reaction");
    let known = person.as_ref().and_then(|it| known_phone(state, it, &key.phone_number_id, now));
    let chat = state.chats.entry(key.clone()).or_default();
    if known.is_some() || !sending.by_user_id {
        chat.phone_known_at = Some(now);
    }
    chat.typing_until = None;
    chat.answer_ad(now);
    let pricing = Pricing::decide(chat, category, &state.settings, now);
    let is_window_open = chat.is_window_open(now);
    let outgoing = Outgoing {
        wamid: wamid.clone(),
        recipient: recipient(known, person.as_ref(), &key.customer, sending.by_user_id),
        key: key.clone(),
        callback_data: sending.callback_data,
        pricing,
        is_reaction,
        failure: None,
        ttl: sending.template.as_ref().and_then(|template| template.ttl),
    };
    let candidate =
        Candidate { key: &key, person: person.as_ref(), body: &sending.body, category, is_window_open };
    let first = fate::first_step(state, candidate, now);
    // Nobody's chat is kept: a loop over wrong numbers must not fill the memory.
    if person.is_none() {
        state.chats.remove(&key);
    } else {
        state.add_message(&key, bubble(&wamid, &outgoing, sending.body, now));
    }
    if first == Step::Sent && is_held(state, sending.template.as_ref(), &wamid, now) {
        return (wamid, true);
    }
    start(state, outgoing, first, now);
    (wamid, false)
}

/// A template of unknown quality waits until Meta knows more of it.
fn is_held(state: &mut State, template: Option<&SentTemplate>, wamid: &str, now: Micros) -> bool {
    let Some(SentTemplate { waba_id, id, .. }) = template else { return false };
    templates::note_send(state, waba_id, id, now) && templates::hold(state, waba_id, id, wamid, now)
}

/// Begins a message's way; one with linked files waits for them.
fn start(state: &mut State, outgoing: Outgoing, first: Step, now: Micros) {
    let at = now.saturating_add(millis(state.settings.sent_ms));
    let is_fetching = first == Step::Sent && state.settings.fetch_links;
    let body = state.message(&outgoing.wamid).filter(|_| is_fetching).map(|(_, message)| &message.body);
    let links = body.map(links::links_of).unwrap_or_default();
    if !links.is_empty() && state.links.wait(&outgoing, links, at) {
        state.schedule.add(now, Due::Fetch(outgoing.wamid));
    } else {
        state.schedule.add(at, Due::Step(Box::new(outgoing), first));
    }
}

/// Lets a held message go its way, or fail with a code.
pub(crate) fn let_go(state: &mut State, wamid: &str, code: Option<i64>, now: Micros) {
    let outgoing = state.message(wamid).and_then(|(_, message)| message.outgoing.clone());
    if let Some(outgoing) = outgoing {
        start(state, outgoing, code.map_or(Step::Sent, Step::Fail), now);
    }
}

/// Whether a message of this template has not arrived yet.
pub(crate) fn is_template_under_way(state: &State, name: &str, language: &str) -> bool {
    let text = |body: &Value, pointer: &str| body.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let is_it = |message: &ChatMessage| {
        matches!(message.status, Progress::Accepted | Progress::Sent)
            && text(&message.body, "/template/name").as_deref() == Some(name)
            && text(&message.body, "/template/language/code").as_deref() == Some(language)
    };
    state.chats.values().any(|chat| chat.business_messages().any(is_it))
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

fn recipient(known: Option<String>, person: Option<&Person>, phone: &str, by_user_id: bool) -> Recipient {
    let Some(person) = person else {
        return Recipient { wa_id: Some(phone.to_owned()), user_id: None, name: None, username: None };
    };
    // Who was written to by phone is known by phone, also when they hide it.
    let wa_id = known.or_else(|| (!by_user_id).then(|| person.phone.clone()));
    Recipient {
        wa_id,
        user_id: Some(person.user_id.clone()),
        name: Some(person.name.clone()),
        username: person.username.clone(),
    }
}
