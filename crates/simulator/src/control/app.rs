//! The WhatsApp Business app of a number that is also there: what its owner does on it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Refused, Shown, read};
use super::customers::find;
use crate::phones::{self, digits};
use crate::sim::Sim;
use crate::state::State as World;

fn check(state: &World, id: &str) -> Result<(), Refused> {
    let number = state.numbers.get(id).ok_or_else(|| Refused::not_found("there is no such number"))?;
    if number.number.is_on_biz_app {
        return Ok(());
    }
    Err(Refused::conflict("the number is not on the app; set is_on_biz_app in the world file"))
}

/// `POST /_sim/numbers/{id}/app/messages`: the owner writes, edits or deletes.
pub(super) async fn write(State(sim): State<Arc<Sim>>, Path(id): Path<String>, body: Bytes) -> Answer {
    let mut request: Value = read(&body)?;
    let to = request.as_object_mut().and_then(|map| map.remove("to"));
    let to = to.as_ref().and_then(Value::as_str).ok_or_else(|| Refused::bad("to is missing"))?.to_owned();
    sim.change(|state, now| {
        check(state, &id)?;
        let phone = find(state, &to)?.phone.clone();
        let wamid = phones::echo(state, &id, &phone, request, now).map_err(Refused::bad)?;
        Ok(Shown(StatusCode::CREATED, json!({ "id": wamid })))
    })
}

/// `POST /_sim/numbers/{id}/app/contacts`: the owner keeps somebody in the address book, or no longer.
pub(super) async fn contact(State(sim): State<Arc<Sim>>, Path(id): Path<String>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wanted {
        phone: String,
        /// Absent: no longer.
        full_name: Option<String>,
    }
    let wanted: Wanted = read(&body)?;
    let phone =
        digits(&wanted.phone).ok_or_else(|| Refused::bad("that is no phone in international form"))?;
    sim.change(|state, now| {
        check(state, &id)?;
        let is_full = state
            .numbers
            .get(&id)
            .is_some_and(|number| number.desk.contact_book.len() >= phones::PEOPLE_LIMIT);
        if is_full && wanted.full_name.is_some() {
            return Err(Refused::conflict("the address book is full"));
        }
        if phones::keep_contact(state, &id, &phone, wanted.full_name.as_deref(), now) {
            Ok(Shown::ok(json!({ "success": true })))
        } else {
            Err(Refused::not_found("the phone is not in the address book"))
        }
    })
}
