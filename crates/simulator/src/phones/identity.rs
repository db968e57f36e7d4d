//! Who a person is for a business: phone, user id, username, identity; what of it a business sees, and what it is
//! told when it changes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::chat::ChatKey;
use super::customers::Person;
use super::inbound;
use crate::chance::{self, Way};
use crate::clock::{DAY, Micros, unix};
use crate::state::State;
use crate::webhooks::{self, Change};

/// A phone that was used stays known for this long.
const KNOWN_FOR: Micros = 30 * DAY;

/// The phone as this number may know it: it is not hidden, or the person has no username, or it was used with the
/// number within 30 days, or it is in the number's contact book.
pub(crate) fn known_phone(state: &State, person: &Person, number_id: &str, now: Micros) -> Option<String> {
    let key = ChatKey { phone_number_id: number_id.to_owned(), customer: person.phone.clone() };
    let used_at = state.chats.get(&key).and_then(|chat| chat.phone_known_at);
    let is_in_book = || {
        state
            .numbers
            .get(number_id)
            .is_some_and(|number| number.desk.contact_book.contains_key(&person.phone))
    };
    let is_known = !person.phone_hidden
        || person.username.is_none()
        || used_at.is_some_and(|at| now - at < KNOWN_FOR)
        || is_in_book();
    is_known.then(|| person.phone.clone())
}

/// The hash that changes with the person's identity.
pub(crate) fn identity_hash(person: &Person) -> String {
    let digest = Sha256::digest(format!("{}#{}", person.user_id, person.identities));
    STANDARD.encode(digest.get(..8).unwrap_or_default())
}

/// Whether the number wants to hear of identities.
pub(crate) fn is_identity_checked(state: &State, number_id: &str) -> bool {
    let settings = state.numbers.get(number_id).map(|number| &number.desk.settings);
    let check =
        settings.and_then(|settings| settings.get("user_identity_change")?.get("enable_identity_key_check"));
    check.is_some_and(|it| it == true)
}

/// The numbers that the person has a chat with.
fn numbers_of(state: &State, phone: &str) -> Vec<String> {
    let keys = state.chats.keys().filter(|key| key.customer == phone);
    let mut ids: Vec<String> = keys.map(|key| key.phone_number_id.clone()).collect();
    ids.sort();
    ids
}

/// The person takes another phone, and with it another user id; `false` when somebody has the phone.
pub(crate) fn change_phone(state: &mut State, old: &str, new: &str, now: Micros) -> bool {
    let Some(mut person) = state.people.get(old).cloned() else { return false };
    if state.people.get(new).is_some() {
        return false;
    }
    let numbers = numbers_of(state, old);
    let known: Vec<Option<String>> = numbers.iter().map(|id| known_phone(state, &person, id, now)).collect();
    new.clone_into(&mut person.phone);
    if !state.people.replace(old, person.clone()) {
        return false;
    }
    state.move_person(old, new);
    for (number, known) in numbers.iter().zip(known) {
        let Some(from) = known else { continue };
        let body = format!("User {} changed from {old} to {new}", person.name);
        let system = json!({ "body": body, "wa_id": new, "type": "user_changed_number" });
        tell_system(state, number, &person, Some(from), json!({ "system": system }), now);
    }
    let user_id = Person::user_id_of(&format!("{new}#{now}"), &person.user_id);
    change_user_id(state, new, &user_id, now)
}

/// The person gets another user id; `false` when somebody has it.
pub(crate) fn change_user_id(state: &mut State, phone: &str, user_id: &str, now: Micros) -> bool {
    let Some(mut person) = state.people.get(phone).cloned() else { return false };
    if state.people.by_user_id(user_id).is_some() {
        return false;
    }
    let old = std::mem::replace(&mut person.user_id, user_id.to_owned());
    if !state.people.replace(phone, person.clone()) {
        return false;
    }
    for number in numbers_of(state, phone) {
        let known = known_phone(state, &person, &number, now);
        let body = format!("User {} changed from {old} to {user_id}", person.name);
        let mut system = json!({ "body": body, "type": "user_changed_user_id", "user_id": user_id });
        let mut update = json!({
            "detail": "User id changed", "user_id": { "previous": old, "current": user_id },
            "timestamp": unix(now).to_string(),
        });
        if let Some(phone) = &known {
            system["wa_id"] = json!(phone);
            update["wa_id"] = json!(phone);
        }
        tell_system(state, &number, &person, known, json!({ "system": system }), now);
        let value = json!({ "contacts": [{ "user_id": user_id }], "user_id_update": [update] });
        webhooks::emit(state, Change::messaging(state, &number, "user_id_update", value), now);
    }
    true
}

/// The person has a new telephone: the keys of the encryption change. Told to numbers that check.
pub(crate) fn change_identity(state: &mut State, phone: &str, now: Micros) {
    let Some(person) = state.people.get_mut(phone) else { return };
    person.identities += 1;
    let person = person.clone();
    for number in numbers_of(state, phone) {
        if !is_identity_checked(state, &number) {
            continue;
        }
        let known = known_phone(state, &person, &number, now);
        let more = json!({
            "system": { "body": "User identity changed", "type": "customer_identity_changed" },
            "identity": { "acknowledged": true, "created_timestamp": unix(now).to_string(), "hash": identity_hash(&person) },
        });
        tell_system(state, &number, &person, known, more, now);
    }
}

/// The person stops marketing, or wants it again.
pub(crate) fn tell_preference(state: &mut State, phone: &str, now: Micros) {
    let Some(person) = state.people.get(phone).cloned() else { return };
    let (value, detail) = if person.stops_marketing {
        ("stop", "User requested to stop marketing messages")
    } else {
        ("resume", "User requested to resume marketing messages")
    };
    for number in numbers_of(state, phone) {
        let mut entry = json!({
            "user_id": person.user_id, "detail": detail, "category": "marketing_messages", "value": value,
            "timestamp": unix(now),
        });
        if let Some(phone) = known_phone(state, &person, &number, now) {
            entry["wa_id"] = json!(phone);
        }
        let contact = inbound::contact(state, &person, &number, now);
        let value = json!({ "contacts": [contact], "user_preferences": [entry] });
        webhooks::emit(state, Change::messaging(state, &number, "user_preferences", value), now);
    }
}

fn tell_system(
    state: &mut State,
    number: &str,
    person: &Person,
    from: Option<String>,
    more: Value,
    now: Micros,
) {
    let seed = from.as_deref().unwrap_or(&person.user_id);
    let mut message = json!({
        "id": chance::wamid(seed, Way::Inbound), "timestamp": unix(now).to_string(), "type": "system",
    });
    if let (Some(message), Value::Object(more)) = (message.as_object_mut(), more) {
        message.extend(more);
        if let Some(from) = from {
            message.insert("from".to_owned(), json!(from));
        }
    }
    let lane = format!("{number}/{}", person.phone);
    let change = Change::about_messages(state, number, json!({ "messages": [message] }), "messages", lane);
    webhooks::emit(state, change, now);
}
