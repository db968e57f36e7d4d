//! People: adding them, their settings, and their hands on their phones.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Refused, Shown, read as read_body};
use crate::phones::{self, ChatKey, CustomerPatch, NewCustomer, Outcome, Person, Pressed, Typed, digits};
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
        let mut phone = find(state, &phone)?.phone.clone();
        check_patch(state, &phone, &patch)?;
        let Some(person) = state.people.get_mut(&phone) else { return Err(nobody()) };
        let before = person.clone();
        patch.apply(person);
        let after = person.clone();
        if after.online && !before.online {
            phones::went_online(state, &phone, now);
            phones::group_online(state, &phone, now);
        }
        if after.blocked && !before.blocked {
            phones::blame_templates(state, &phone, now);
        }
        if after.stops_marketing != before.stops_marketing {
            phones::tell_preference(state, &phone, now);
        }
        if patch.new_identity {
            phones::change_identity(state, &phone, now);
        }
        let new = patch.phone.as_deref().and_then(digits).filter(|new| *new != phone);
        if let Some(new) = new {
            if !phones::change_phone(state, &phone, &new, now) {
                return Err(Refused::conflict("somebody has this phone"));
            }
            phone = new;
        }
        if let Some(user_id) = &patch.user_id
            && !phones::change_user_id(state, &phone, user_id, now)
        {
            return Err(Refused::conflict("somebody has this user id"));
        }
        state.people.get(&phone).map(|person| Shown::ok(person.to_json())).ok_or_else(nobody)
    })
}

/// What cannot be is refused before anything changes.
fn check_patch(state: &World, phone: &str, patch: &CustomerPatch) -> Result<(), Refused> {
    if let Some(Some(name)) = &patch.username {
        if !crate::graph::is_username(name) {
            return Err(Refused::bad("a username has 3 to 35 small letters, digits, dots and underscores"));
        }
        let is_taken = state.people.all().any(|it| it.phone != phone && it.username.as_ref() == Some(name));
        let is_of_business = state.numbers.values().any(|number| number.desk.username.as_ref() == Some(name));
        if is_taken || is_of_business {
            return Err(Refused::conflict("somebody has this username"));
        }
    }
    if let Some(answers) = patch.answers_calls.as_deref()
        && !["accept", "reject", "manual"].contains(&answers)
    {
        return Err(Refused::bad(format!("answers_calls is accept, reject or manual, not {answers:?}")));
    }
    if let Some(new) = &patch.phone {
        let new = digits(new).ok_or_else(|| Refused::bad("that is no phone in international form"))?;
        if new != phone && state.people.get(&new).is_some() {
            return Err(Refused::conflict("somebody has this phone"));
        }
    }
    if let Some(user_id) = &patch.user_id
        && (user_id.is_empty() || state.people.by_user_id(user_id).is_some())
    {
        return Err(Refused::conflict("somebody has this user id"));
    }
    Ok(())
}

/// `POST /_sim/customers/{phone}/press`: a button, a row or a prompt of a message.
pub(super) async fn press(State(sim): State<Arc<Sim>>, Path(phone): Path<String>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wanted {
        message: String,
        #[serde(default)]
        button: Value,
        card: Option<usize>,
    }
    let wanted: Wanted = read_body(&body)?;
    sim.change(|state, now| {
        let person = find(state, &phone)?.clone();
        let place = state.message(&wanted.message).map(|(key, _)| key.clone());
        let place = place.filter(|key| key.customer == person.phone);
        let key = place.ok_or_else(|| Refused::not_found("there is no such message on this phone"))?;
        let pressed = Pressed { wamid: wanted.message, button: wanted.button, card: wanted.card };
        match phones::press(state, &key, &person, &pressed, now).map_err(Refused::bad)? {
            Outcome::Message(reply) => {
                let typed = Typed::parse(state, &person.phone, reply, now).map_err(Refused::bad)?;
                let id = phones::type_message(state, &person, typed, now);
                Ok(Shown(StatusCode::CREATED, json!({ "id": id })))
            }
            Outcome::OnPhone(shown) => Ok(Shown::ok(shown)),
            Outcome::Call => {
                let id = crate::graph::calls::ring(state, &key.phone_number_id, &person.phone, now);
                Ok(Shown(StatusCode::CREATED, json!({ "call": id })))
            }
        }
    })
}

/// `POST /_sim/customers/{phone}/messages`.
pub(super) async fn type_message(
    State(sim): State<Arc<Sim>>,
    Path(phone): Path<String>,
    body: Bytes,
) -> Answer {
    let mut request: Value = read_body(&body)?;
    let group = request.as_object_mut().and_then(|map| map.remove("group_id"));
    sim.change(|state, now| {
        let person = find(state, &phone)?.clone();
        if let Some(group) = group {
            let group = group.as_str().ok_or_else(|| Refused::bad("group_id is a text"))?.to_owned();
            let number = state.groups.get(&group).map(|group| group.phone_number_id.clone());
            let number = number.ok_or_else(|| Refused::not_found("there is no such group"))?;
            if let Some(map) = request.as_object_mut() {
                map.insert("phone_number_id".to_owned(), json!(number));
            }
            let typed = Typed::parse(state, &person.phone, request, now).map_err(Refused::bad)?;
            let body = typed.completed(state, now);
            let id = phones::type_in_group(state, &person, &group, body, now).map_err(Refused::conflict)?;
            return Ok(Shown(StatusCode::CREATED, json!({ "id": id })));
        }
        let typed = Typed::parse(state, &person.phone, request, now).map_err(Refused::bad)?;
        let id = phones::type_message(state, &person, typed, now);
        Ok(Shown(StatusCode::CREATED, json!({ "id": id })))
    })
}

/// `POST /_sim/customers/{phone}/read`.
pub(super) async fn read(State(sim): State<Arc<Sim>>, Path(phone): Path<String>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    struct Opened {
        phone_number_id: Option<String>,
        group_id: Option<String>,
    }
    let opened: Opened = read_body(&body)?;
    sim.change(|state, now| {
        if let Some(group) = opened.group_id {
            let customer = find(state, &phone)?.phone.clone();
            phones::open_group(state, &group, &customer, now);
            return Ok(Shown::ok(json!({ "success": true })));
        }
        let number = opened.phone_number_id.ok_or_else(|| Refused::bad("phone_number_id is missing"))?;
        let key = key(state, &phone, number)?;
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
