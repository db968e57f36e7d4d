//! Files, templates, calls, and webhooks of any field.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Refused, Shown, read};
use super::customers::find;
use crate::graph::{calls, templates};
use crate::media::{Origin, Stored};
use crate::sim::Sim;
use crate::webhooks::{self, Change, FIELDS};

/// `POST /_sim/webhooks`: a webhook of any field. About a number if one is named, else about an account.
pub(super) async fn emit(State(sim): State<Arc<Sim>>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wanted {
        field: String,
        value: Value,
        phone_number_id: Option<String>,
        waba_id: Option<String>,
    }
    let wanted: Wanted = read(&body)?;
    if !FIELDS.contains(&wanted.field.as_str()) {
        return Err(Refused::bad(format!("there is no field {}", wanted.field)));
    }
    sim.change(|state, now| {
        let change = match (wanted.phone_number_id, wanted.waba_id) {
            (Some(id), _) if state.numbers.contains_key(&id) => {
                Change::messaging(state, &id, &wanted.field, wanted.value)
            }
            (Some(id), _) => return Err(Refused::not_found(format!("there is no phone number {id}"))),
            (None, Some(id)) if !state.wabas.contains_key(&id) => {
                return Err(Refused::not_found(format!("there is no account {id}")));
            }
            (None, id) => {
                let id = id.or_else(|| state.wabas.keys().min().cloned()).unwrap_or_default();
                Change::managing(&id, &wanted.field, wanted.value, now)
            }
        };
        webhooks::emit(state, change, now);
        Ok(Shown(StatusCode::CREATED, json!({ "success": true })))
    })
}

/// `PATCH /_sim/templates/{id}`: what reviewers and people think of a template.
pub(super) async fn template(State(sim): State<Arc<Sim>>, Path(id): Path<String>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Patch {
        status: Option<String>,
        /// The event of the webhook, when it is not the status (`FLAGGED`, `REINSTATED`).
        event: Option<String>,
        reason: Option<String>,
        other_info: Option<Value>,
        rejection_info: Option<Value>,
        disable_info: Option<Value>,
        quality: Option<String>,
        category: Option<String>,
        /// Announced now, done in 24 hours.
        recategorise: Option<String>,
        /// What the text looks like; only told.
        detected_category: Option<String>,
        /// The next pause: three hours, six hours, for good.
        #[serde(default)]
        pause: bool,
        /// `hold`, `release` or `drop`.
        pacing: Option<String>,
    }
    let patch: Patch = read(&body)?;
    sim.change(|state, now| {
        let has = |waba: &&crate::state::WabaState| waba.templates.iter().any(|template| template.id == id);
        let waba = state.wabas.values().find(has).map(|waba| waba.id.clone());
        let waba = waba.ok_or_else(|| Refused::not_found("there is no such template"))?;
        if let Some(status) = patch.status {
            let news = templates::News {
                status,
                event: patch.event,
                reason: patch.reason,
                other_info: patch.other_info,
                rejection_info: patch.rejection_info,
                disable_info: patch.disable_info,
            };
            templates::set_status(state, &waba, &id, &news, now);
        }
        if let Some(score) = patch.quality {
            templates::set_quality(state, &waba, &id, &score, now);
        }
        if let Some(category) = patch.category {
            templates::set_category(state, &waba, &id, &category, now);
        }
        if let Some(category) = patch.recategorise {
            templates::announce_category(state, &waba, &id, &category, now);
        }
        if let Some(category) = patch.detected_category {
            templates::detect_category(state, &waba, &id, &category, now);
        }
        if patch.pause {
            templates::pause(state, &waba, &id, now);
        }
        match patch.pacing.as_deref() {
            None => {}
            Some("hold") => templates::hold_by_hand(state, &waba, &id),
            Some("release") => templates::release(state, &waba, &id, false, now),
            Some("drop") => templates::release(state, &waba, &id, true, now),
            Some(other) => {
                return Err(Refused::bad(format!("pacing is hold, release or drop, not {other:?}")));
            }
        }
        Ok(Shown::ok(json!({ "success": true })))
    })
}

/// Whose file it is.
#[derive(Debug, Deserialize)]
pub(super) struct FileOf {
    phone_number_id: String,
}

/// `POST /_sim/media?phone_number_id=`: a file for a customer to send; the body is the file, its type the
/// content type.
pub(super) async fn add_media(
    State(sim): State<Arc<Sim>>,
    of: Result<Query<FileOf>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let Ok(Query(FileOf { phone_number_id })) = of else {
        return Err(Refused::bad("phone_number_id is missing"));
    };
    let mime_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let mime_type = mime_type.ok_or_else(|| Refused::bad("a file needs a content type"))?;
    sim.with(|state, now| {
        if !state.numbers.contains_key(&phone_number_id) {
            return Err(Refused::not_found(format!("there is no phone number {phone_number_id}")));
        }
        let origin = Origin { phone_number_id, is_inbound: true };
        let id = state.media.add(Stored::new(mime_type, body, origin, now));
        Ok(Shown(StatusCode::CREATED, json!({ "id": id })))
    })
}

/// `GET /_sim/media/{id}`: the file, for the phone's screen.
pub(super) async fn media(State(sim): State<Arc<Sim>>, Path(id): Path<String>) -> Response {
    let file = sim.with(|state, now| state.media.get(&id, now).cloned());
    match file {
        Some(file) => {
            let safe = [
                (CONTENT_TYPE, file.mime_type.clone()),
                (http::header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
                (http::header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
            ];
            (safe, file.bytes).into_response()
        }
        None => Refused::not_found("there is no such file").into_response(),
    }
}

/// `POST /_sim/customers/{phone}/calls`: the customer calls, or hangs up.
pub(super) async fn call(State(sim): State<Arc<Sim>>, Path(phone): Path<String>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wanted {
        phone_number_id: Option<String>,
        hang_up: Option<String>,
        accept: Option<String>,
        reject: Option<String>,
    }
    let wanted: Wanted = read(&body)?;
    sim.change(|state, now| {
        let customer = find(state, &phone)?.phone.clone();
        let answered = wanted.accept.map(|id| (id, true)).or(wanted.reject.map(|id| (id, false)));
        if let Some((id, is_accepted)) = answered {
            if !state.calls.get(&id).is_some_and(|call| call.customer == customer && !call.is_inbound) {
                return Err(Refused::not_found("the business does not call this phone with such a call"));
            }
            calls::answer(state, &id, is_accepted, now);
            return Ok(Shown::ok(json!({ "success": true })));
        }
        match (wanted.phone_number_id, wanted.hang_up) {
            (Some(number), None) if state.numbers.contains_key(&number) => {
                let id = calls::ring(state, &number, &customer, now);
                // A call opens the window as a message does.
                let key = crate::phones::ChatKey { phone_number_id: number, customer };
                state.chats.entry(key).or_default().last_inbound_at = Some(now);
                Ok(Shown(StatusCode::CREATED, json!({ "id": id })))
            }
            (None, Some(id)) => {
                calls::end(state, &id, now);
                Ok(Shown::ok(json!({ "success": true })))
            }
            _ => Err(Refused::bad("give the phone_number_id of a number, or hang_up with a call")),
        }
    })
}
