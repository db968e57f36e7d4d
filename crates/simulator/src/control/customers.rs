//! People: adding them, their settings, and their hands on their phones.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Refused, Shown, read as read_body};
use crate::phones::{self, ChatKey, CustomerPatch, NewCustomer, Person, Typed, digits};
use crate::sim::Sim;
use crate::state::{People, State as World};

/// `POST /_sim/customers`.
pub(super) async fn add(State(sim): State<Arc<Sim>>, body: Bytes) -> Answer {
    let new: NewCustomer = read_body(&body)?;
    let person = new.into_person().ok_or_else(|| Refused::bad("that is no phone in international form"))?;
    let shown = person.to_json();
    let outcome = sim.with(|state, _| add_person(&mut state.people, person));
    outcome.map(|()| Shown(StatusCode::CREATED, shown))
}

fn add_person(people: &mut People, person: Person) -> Result<(), Refused> {
    if people.len() >= crate::phones::PEOPLE_LIMIT {
        return Err(Refused::conflict("the world is full"));
    }
    if people.add(person) { Ok(()) } else { Err(Refused::conflict("this phone or user id is taken")) }
}

/// `PATCH /_sim/customers/{phone}`.
pub(super) async fn update(State(sim): State<Arc<Sim>>, Path(phone): Path<String>, body: Bytes) -> Answer {
    let patch: CustomerPatch = read_body(&body)?;
    sim.change(|state, now| {
        let phone = find(state, &phone)?.phone.clone();
        let Some(person) = state.people.get_mut(&phone) else { return Err(nobody()) };
        let (was_online, was_blocked) = (person.online, person.blocked);
        patch.apply(person);
        let is_new_block = person.blocked && !was_blocked;
        let (is_online, shown) = (person.online, person.to_json());
        if is_online && !was_online {
            phones::went_online(state, &phone, now);
        }
        if is_new_block {
            phones::blame_templates(state, &phone, now);
        }
        Ok(Shown::ok(shown))
    })
}

/// `POST /_sim/customers/{phone}/messages`.
pub(super) async fn type_message(
    State(sim): State<Arc<Sim>>,
    Path(phone): Path<String>,
    body: Bytes,
) -> Answer {
    let request: Value = read_body(&body)?;
    sim.change(|state, now| {
        let person = find(state, &phone)?.clone();
        let typed = Typed::parse(state, &person.phone, request).map_err(Refused::bad)?;
        let id = phones::type_message(state, &person, typed, now);
        Ok(Shown(StatusCode::CREATED, json!({ "id": id })))
    })
}

/// `POST /_sim/customers/{phone}/read`.
pub(super) async fn read(State(sim): State<Arc<Sim>>, Path(phone): Path<String>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    struct Opened {
        phone_number_id: String,
    }
    let opened: Opened = read_body(&body)?;
    sim.change(|state, now| {
        let key = key(state, &phone, opened.phone_number_id)?;
        phones::open_chat(state, &key, now);
        Ok(Shown::ok(json!({ "success": true })))
    })
}

/// What part of a chat is wanted.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: u64,
    /// Also what the phone does not show: reactions, and messages that did not arrive.
    #[serde(default)]
    all: bool,
}

/// `GET /_sim/customers/{phone}/chats/{phone_number_id}`.
pub(super) async fn chat(
    State(sim): State<Arc<Sim>>,
    Path((phone, phone_number_id)): Path<(String, String)>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Answer {
    let Ok(Query(wanted)) = wanted else {
        return Err(Refused::bad("after is a number, all is true or false"));
    };
    sim.with(|state, now| {
        let key = key(state, &phone, phone_number_id)?;
        let chat = state.chats.get(&key);
        Ok(Shown::ok(json!({
            "messages": chat.map(|chat| chat.shown(wanted.after, wanted.all)).unwrap_or_default(),
            "typing": chat.is_some_and(|chat| chat.is_typing(now)),
            "cursor": chat.map_or(0, phones::Chat::cursor),
        })))
    })
}

fn key(state: &World, phone: &str, phone_number_id: String) -> Result<ChatKey, Refused> {
    let customer = find(state, phone)?.phone.clone();
    if !state.numbers.contains_key(&phone_number_id) {
        return Err(Refused::not_found(format!("there is no phone number {phone_number_id}")));
    }
    Ok(ChatKey { phone_number_id, customer })
}

/// By phone in any spelling, or by user id.
pub(super) fn find<'s>(state: &'s World, phone: &str) -> Result<&'s Person, Refused> {
    let by_phone = digits(phone).and_then(|phone| state.people.get(&phone));
    by_phone.or_else(|| state.people.by_user_id(phone)).ok_or_else(nobody)
}

fn nobody() -> Refused {
    Refused::not_found("nobody has this phone")
}
