//! The WhatsApp Business app of a number that is also there (coexistence): its owner writes, keeps an address book,
//! and shares what was written before.

use serde_json::{Value, json};

use super::chat::{ChatKey, ChatMessage, Progress, Side};
use super::inbound;
use crate::chance::{self, Way};
use crate::clock::{DAY, Micros, unix};
use crate::state::State;
use crate::webhooks::{self, Change};

/// Chats in one piece of the history.
const THREADS: usize = 20;
/// How old media may be to be shared.
const MEDIA_AGE: Micros = 14 * DAY;
const MEDIA: [&str; 5] = ["image", "video", "audio", "document", "sticker"];

/// The owner writes to somebody, edits or deletes; gives back the wamid. The error says what is wrong.
pub(crate) fn echo(
    state: &mut State,
    number_id: &str,
    to: &str,
    body: Value,
    now: Micros,
) -> Result<String, String> {
    let person = state.people.get(to).cloned().ok_or("nobody has this phone")?;
    let kind = body.get("type").and_then(Value::as_str).unwrap_or("text").to_owned();
    let content = body.get(&kind).filter(|it| it.is_object() || it.is_array());
    let content = content.ok_or_else(|| format!("type is {kind}, but there is no {kind} object"))?.clone();
    let key = ChatKey { phone_number_id: number_id.to_owned(), customer: person.phone.clone() };
    let wamid = chance::wamid(person.wamid_seed(), Way::Outbound);
    let mut bubble = json!({ "type": kind });
    bubble[&kind] = content.clone();
    match kind.as_str() {
        "edit" | "revoke" => change(state, &key, &kind, &content, now)?,
        _ => {
            let message = ChatMessage {
                n: 0,
                changed: 0,
                id: wamid.clone(),
                from: Side::Business,
                at: now,
                body: bubble.clone(),
                status: Progress::Delivered,
                is_shown: true,
                reactions: [None, None],
                outgoing: None,
            };
            state.add_message(&key, message);
        }
    }
    let contact = inbound::contact(state, &person, number_id, now);
    let phone = state.numbers.get(number_id).map(|number| number.phone.clone());
    let mut entry = bubble;
    entry["from"] = json!(phone);
    entry["to"] = json!(person.phone);
    entry["to_user_id"] = json!(person.user_id);
    entry["id"] = json!(wamid);
    entry["timestamp"] = json!(unix(now).to_string());
    let value = json!({ "contacts": [contact], "message_echoes": [entry] });
    webhooks::emit(state, Change::messaging(state, number_id, "smb_message_echoes", value), now);
    Ok(wamid)
}

/// An edit is possible for 15 minutes, a deletion for two days, and only of what the owner wrote in the app.
fn change(state: &mut State, key: &ChatKey, kind: &str, content: &Value, now: Micros) -> Result<(), String> {
    let target = content.get("original_message_id").and_then(Value::as_str).unwrap_or_default();
    let limit = if kind == "edit" { DAY / 96 } else { 2 * DAY };
    let chat = state.chats.get_mut(key).ok_or("there is no such chat")?;
    let old = chat.get(target).filter(|it| it.from == Side::Business && it.outgoing.is_none());
    let old = old.ok_or("the owner wrote no such message in the app")?;
    if now - old.at > limit {
        return Err(format!("{kind}: the message is too old"));
    }
    let new = content.get("message").cloned();
    chat.change(target, |message| {
        message.body = match new {
            Some(new) if kind == "edit" => new,
            _ => json!({ "type": "text", "text": { "body": "" }, "deleted": true }),
        };
    });
    Ok(())
}

/// The owner keeps somebody in the address book, or no longer. Told once the book was synchronised.
pub(crate) fn keep_contact(
    state: &mut State,
    number_id: &str,
    phone: &str,
    name: Option<&str>,
    now: Micros,
) -> bool {
    let Some(number) = state.numbers.get_mut(number_id) else { return false };
    match name {
        Some(name) => drop(number.desk.contact_book.insert(phone.to_owned(), name.to_owned())),
        None => {
            if number.desk.contact_book.remove(phone).is_none() {
                return false;
            }
        }
    }
    if number.desk.synchronised.iter().any(|kind| kind == "smb_app_state_sync") {
        let entry = contact(phone, name, now);
        let value = json!({ "state_sync": [entry] });
        webhooks::emit(state, Change::messaging(state, number_id, "smb_app_state_sync", value), now);
    }
    true
}

fn contact(phone: &str, name: Option<&str>, now: Micros) -> Value {
    let mut contact = json!({ "phone_number": phone });
    if let Some(name) = name {
        contact["full_name"] = json!(name);
        contact["first_name"] = json!(name.split(' ').next());
    }
    json!({
        "type": "contact", "action": if name.is_some() { "add" } else { "remove" },
        "metadata": { "timestamp": unix(now).to_string() }, "contact": contact,
    })
}

/// The whole address book: who is kept in it, and who has a chat with the number.
pub(crate) fn tell_contacts(state: &mut State, number_id: &str, now: Micros) {
    let Some(number) = state.numbers.get(number_id) else { return };
    let mut book = number.desk.contact_book.clone();
    for key in state.chats.keys().filter(|key| key.phone_number_id == number_id) {
        if let Some(person) = state.people.get(&key.customer) {
            book.entry(person.phone.clone()).or_insert_with(|| person.name.clone());
        }
    }
    let entries: Vec<Value> = book.iter().map(|(phone, name)| contact(phone, Some(name), now)).collect();
    let value = json!({ "state_sync": entries });
    webhooks::emit(state, Change::messaging(state, number_id, "smb_app_state_sync", value), now);
}

/// The chats, in pieces by age and in no good order: the last piece comes first. Media are placeholders there, and
/// come for themselves when they are not too old.
pub(crate) fn tell_history(state: &mut State, number_id: &str, now: Micros) {
    let Some(number) = state.numbers.get(number_id) else { return };
    if number.desk.declines_history {
        let title = "History sync is turned off by the business from the WhatsApp Business App";
        let error = json!({
            "code": 2_593_109, "title": title, "message": title,
            "error_data": { "details": "History sharing is turned off by the business" },
        });
        let value = json!({ "history": [{ "errors": [error] }] });
        webhooks::emit(state, Change::messaging(state, number_id, "history", value), now);
        return;
    }
    let business = number.phone.clone();
    let mut pieces: Vec<(usize, Vec<Value>)> = Vec::new();
    let mut media = Vec::new();
    for (phase, (from, to)) in [(0, DAY), (DAY, 90 * DAY), (90 * DAY, 180 * DAY)].into_iter().enumerate() {
        let mut threads = Vec::new();
        for (key, chat) in state.chats.iter().filter(|(key, _)| key.phone_number_id == number_id) {
            let is_of_phase = |it: &&ChatMessage| (from..to).contains(&(now - it.at));
            let entries: Vec<Value> =
                chat.all().filter(is_of_phase).map(|it| entry(it, key, &business, now, &mut media)).collect();
            if !entries.is_empty() {
                threads.push(json!({ "id": key.customer, "messages": entries }));
            }
        }
        threads.sort_by_key(|thread| thread["id"].as_str().map(str::to_owned));
        pieces.extend(threads.chunks(THREADS).map(|chunk| (phase, chunk.to_vec())));
    }
    if pieces.is_empty() {
        pieces.push((0, Vec::new()));
    }
    let count = pieces.len();
    let mut values: Vec<Value> = pieces
        .into_iter()
        .enumerate()
        .map(|(index, (phase, threads))| {
            let progress = (index + 1) * 100 / count;
            let metadata = json!({ "phase": phase, "chunk_order": index + 1, "progress": progress });
            json!({ "history": [{ "metadata": metadata, "threads": threads }] })
        })
        .collect();
    values.reverse();
    for value in values.into_iter().chain(media) {
        webhooks::emit(state, Change::messaging(state, number_id, "history", value), now);
    }
}

fn entry(message: &ChatMessage, key: &ChatKey, business: &str, now: Micros, media: &mut Vec<Value>) -> Value {
    let is_ours = message.from == Side::Business;
    let (from, to) =
        if is_ours { (business, key.customer.as_str()) } else { (key.customer.as_str(), business) };
    let status = match message.status {
        Progress::Accepted => "PENDING",
        Progress::Failed | Progress::Expired => "ERROR",
        Progress::Sent => "SENT",
        Progress::Delivered => "DELIVERED",
        Progress::Read => "READ",
        Progress::Played => "PLAYED",
    };
    let stamped = |mut body: Value| {
        body["from"] = json!(from);
        body["to"] = json!(to);
        body["id"] = json!(message.id);
        body["timestamp"] = json!(unix(message.at).to_string());
        body
    };
    let mut shown = if MEDIA.contains(&message.kind()) {
        let has_id = message.content().get("id").is_some();
        if has_id && now - message.at <= MEDIA_AGE {
            let list = if is_ours { "message_echoes" } else { "messages" };
            media.push(json!({ list: [stamped(message.body.clone())] }));
        }
        stamped(json!({ "type": "media_placeholder" }))
    } else {
        stamped(message.body.clone())
    };
    shown["history_context"] = json!({ "status": status });
    shown
}
