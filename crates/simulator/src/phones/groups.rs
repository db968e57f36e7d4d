//! Messages in groups: what people write there, and how far the business's messages come with each of them.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::customers::Person;
use super::identity::known_phone;
use super::inbound;
use crate::chance::{self, Way};
use crate::clock::{Micros, millis, unix};
use crate::schedule::Due;
use crate::state::State;
use crate::webhooks::{self, Change};

/// Messages that a group remembers.
const REMEMBERED: usize = 200;

/// A message in a group.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct GroupMessage {
    pub(crate) id: String,
    /// The phone; absent: the business.
    pub(crate) from: Option<String>,
    pub(crate) at: Micros,
    pub(crate) body: Value,
    /// Phones that have it, and those whose owners read it.
    pub(crate) delivered: Vec<String>,
    pub(crate) read: Vec<String>,
    callback_data: Option<String>,
}

/// Takes a message of the business in; gives back its wamid.
pub(crate) fn send_to_group(
    state: &mut State,
    group_id: &str,
    body: Value,
    callback_data: Option<String>,
    now: Micros,
) -> String {
    let wamid = chance::wamid("0", Way::Outbound);
    let message = GroupMessage {
        id: wamid.clone(),
        from: None,
        at: now,
        body,
        delivered: Vec::new(),
        read: Vec::new(),
        callback_data,
    };
    remember(state, group_id, message);
    let due = Due::GroupSent { group_id: group_id.to_owned(), wamid: wamid.clone() };
    state.schedule.add(now.saturating_add(millis(state.settings.sent_ms)), due);
    wamid
}

fn remember(state: &mut State, group_id: &str, message: GroupMessage) {
    let Some(group) = state.groups.get_mut(group_id) else { return };
    if group.messages.len() >= REMEMBERED {
        group.messages.remove(0);
    }
    group.messages.push(message);
}

/// The message has left; phones that are on get it a little later.
pub(crate) fn group_sent(state: &mut State, group_id: &str, wamid: &str, at: Micros) {
    let Some(entry) = entry(state, group_id, wamid, "sent", None, at) else { return };
    tell(state, group_id, vec![entry], Vec::new(), at);
    let due = Due::GroupDelivered { group_id: group_id.to_owned(), wamid: wamid.to_owned() };
    state.schedule.add(at.saturating_add(millis(state.settings.delivered_ms)), due);
}

/// All phones of the group that are on have the message: one webhook for all.
pub(crate) fn group_delivered(state: &mut State, group_id: &str, wamid: &str, at: Micros) {
    let Some(group) = state.groups.get_mut(group_id) else { return };
    let people = &state.people;
    let Some(message) = group.messages.iter_mut().find(|it| it.id == wamid) else { return };
    let is_new = |phone: &&String| {
        !message.delivered.contains(phone)
            && people.get(phone).is_some_and(|person| person.online && !person.blocked)
    };
    let new: Vec<String> = group.participants.iter().filter(is_new).cloned().collect();
    message.delivered.extend(new.iter().cloned());
    tell_each(state, group_id, wamid, "delivered", &new, at);
}

/// Delivers what waited in groups for this phone.
pub(crate) fn group_online(state: &mut State, phone: &str, now: Micros) {
    let waits = |it: &&GroupMessage| it.from.is_none() && !it.delivered.iter().any(|it| it == phone);
    let mut waiting = Vec::new();
    for (id, group) in
        state.groups.iter().filter(|(_, group)| group.participants.iter().any(|it| it == phone))
    {
        waiting.extend(group.messages.iter().filter(waits).map(|it| (id.clone(), it.id.clone())));
    }
    for (group_id, wamid) in waiting {
        group_delivered(state, &group_id, &wamid, now);
    }
}

/// Somebody opens the group: what was delivered to them is read.
pub(crate) fn open_group(state: &mut State, group_id: &str, phone: &str, now: Micros) {
    let has_receipts = state.people.get(phone).is_some_and(|person| person.read_receipts);
    let Some(group) = state.groups.get_mut(group_id) else { return };
    let mut read = Vec::new();
    for message in group.messages.iter_mut().filter(|it| it.from.is_none()) {
        let has = |list: &[String]| list.iter().any(|it| it == phone);
        if has(&message.delivered) && !has(&message.read) {
            message.read.push(phone.to_owned());
            read.push(message.id.clone());
        }
    }
    for wamid in read.iter().filter(|_| has_receipts) {
        tell_each(state, group_id, wamid, "read", &[phone.to_owned()], now);
    }
}

/// Somebody writes in a group; gives back the wamid. The error says why not.
pub(crate) fn type_in_group(
    state: &mut State,
    person: &Person,
    group_id: &str,
    body: Value,
    now: Micros,
) -> Result<String, String> {
    let group = state.groups.get(group_id).ok_or("there is no such group")?;
    if !group.participants.contains(&person.phone) {
        return Err("the person is not in the group".to_owned());
    }
    if group.is_suspended {
        return Err("the group is suspended".to_owned());
    }
    let number = group.phone_number_id.clone();
    let wamid = chance::wamid(person.wamid_seed(), Way::Inbound);
    let mut wire = body.clone();
    wire["id"] = json!(wamid);
    wire["timestamp"] = json!(unix(now).to_string());
    wire["from_user_id"] = json!(person.user_id);
    wire["group_id"] = json!(group_id);
    if let Some(phone) = known_phone(state, person, &number, now) {
        wire["from"] = json!(phone);
    }
    let message = GroupMessage {
        id: wamid.clone(),
        from: Some(person.phone.clone()),
        at: now,
        body,
        delivered: Vec::new(),
        read: Vec::new(),
        callback_data: None,
    };
    remember(state, group_id, message);
    let contact = inbound::contact(state, person, &number, now);
    let value = json!({ "contacts": [contact], "messages": [wire] });
    let lane = format!("{number}/{group_id}");
    let change = Change::about_messages(state, &number, value, "messages", lane);
    webhooks::emit(state, change, now);
    Ok(wamid)
}

fn tell_each(state: &mut State, group_id: &str, wamid: &str, status: &str, phones: &[String], at: Micros) {
    let entries: Vec<Value> =
        phones.iter().filter_map(|phone| entry(state, group_id, wamid, status, Some(phone), at)).collect();
    let Some(number) = state.groups.get(group_id).map(|group| group.phone_number_id.clone()) else { return };
    let people = phones.iter().filter_map(|phone| state.people.get(phone));
    let contacts = people.map(|person| inbound::contact(state, person, &number, at)).collect();
    tell(state, group_id, entries, contacts, at);
}

fn entry(
    state: &State,
    group_id: &str,
    wamid: &str,
    status: &str,
    phone: Option<&String>,
    at: Micros,
) -> Option<Value> {
    let group = state.groups.get(group_id)?;
    let message = group.messages.iter().find(|it| it.id == wamid)?;
    let mut entry = json!({
        "id": wamid, "status": status, "timestamp": unix(at).to_string(), "recipient_id": group_id,
        "recipient_type": "group",
    });
    if let Some(person) = phone.and_then(|phone| state.people.get(phone)) {
        if let Some(phone) = known_phone(state, person, &group.phone_number_id, at) {
            entry["recipient_participant_id"] = json!(phone);
        }
        entry["recipient_participant_user_id"] = json!(person.user_id);
    }
    if let Some(data) = &message.callback_data {
        entry["biz_opaque_callback_data"] = json!(data);
    }
    Some(entry)
}

fn tell(state: &mut State, group_id: &str, statuses: Vec<Value>, contacts: Vec<Value>, at: Micros) {
    let Some(number) = state.groups.get(group_id).map(|group| group.phone_number_id.clone()) else { return };
    if statuses.is_empty() {
        return;
    }
    let mut value = json!({ "statuses": statuses });
    if !contacts.is_empty() {
        value["contacts"] = json!(contacts);
    }
    let lane = format!("{number}/{group_id}");
    webhooks::emit(state, Change::about_messages(state, &number, value, "statuses", lane), at);
}
