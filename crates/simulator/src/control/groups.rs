//! Groups: who joins and leaves, and whether they are suspended.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Refused, Shown, read};
use super::customers::find;
use crate::clock::rfc3339;
use crate::graph::groups;
use crate::sim::Sim;

/// `POST /_sim/customers/{phone}/groups`: the customer opens a group's invitation.
pub(super) async fn join(State(sim): State<Arc<Sim>>, Path(phone): Path<String>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wanted {
        group_id: Option<String>,
        invite_link: Option<String>,
    }
    let wanted: Wanted = read(&body)?;
    sim.change(|state, now| {
        let customer = find(state, &phone)?.phone.clone();
        let by_link =
            |link: &String| state.groups.iter().find(|(_, it)| it.invite == *link).map(|(id, _)| id.clone());
        let id = match (&wanted.group_id, &wanted.invite_link) {
            (_, Some(link)) => {
                by_link(link).ok_or_else(|| Refused::conflict("the invitation was withdrawn"))?
            }
            (Some(id), None) => id.clone(),
            (None, None) => return Err(Refused::bad("give group_id or invite_link")),
        };
        if groups::join(state, &id, &customer, now) {
            Ok(Shown::ok(json!({ "success": true })))
        } else {
            Err(Refused::conflict("there is no such group, or it is full or suspended"))
        }
    })
}

/// `DELETE /_sim/customers/{phone}/groups/{group}`: leaves, or takes the wish to join back.
pub(super) async fn leave(State(sim): State<Arc<Sim>>, Path((phone, id)): Path<(String, String)>) -> Answer {
    sim.change(|state, now| {
        let customer = find(state, &phone)?.phone.clone();
        if groups::leave(state, &id, &customer, now) {
            Ok(Shown::ok(json!({ "success": true })))
        } else {
            Err(Refused::not_found("the person is not in such a group"))
        }
    })
}

/// `GET /_sim/groups/{id}`: people and messages.
pub(super) async fn look(State(sim): State<Arc<Sim>>, Path(id): Path<String>) -> Answer {
    sim.look(|state| {
        let group = state.groups.get(&id).ok_or_else(|| Refused::not_found("there is no such group"))?;
        let messages = group.messages.iter().map(|it| {
            let mut shown = it.body.clone();
            shown["id"] = json!(it.id);
            shown["at"] = json!(rfc3339(it.at));
            shown["from"] = json!(it.from.as_ref().map_or_else(|| "business".to_owned(), |phone| format!("+{phone}")));
            shown["delivered"] = json!(it.delivered);
            shown["read"] = json!(it.read);
            shown
        });
        Ok(Shown::ok(json!({
            "id": id, "subject": group.subject, "participants": group.participants, "suspended": group.is_suspended,
            "requests": group.requests, "messages": messages.collect::<Vec<Value>>(),
        })))
    })
}

/// `PATCH /_sim/groups/{id}`: suspends a group, or clears it.
pub(super) async fn change(State(sim): State<Arc<Sim>>, Path(id): Path<String>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Patch {
        suspended: bool,
    }
    let patch: Patch = read(&body)?;
    sim.change(|state, now| {
        if groups::suspend(state, &id, patch.suspended, now) {
            Ok(Shown::ok(json!({ "success": true })))
        } else {
            Err(Refused::not_found("there is no such group"))
        }
    })
}
