//! Flows on phones, and how Flows stand.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Refused, Shown, read};
use super::customers::find;
use crate::flows::{self, Act, Stuck};
use crate::phones::ChatKey;
use crate::sim::Sim;

impl From<Stuck> for Refused {
    fn from(stuck: Stuck) -> Self {
        match stuck {
            Stuck::Wrong(text) => Self::conflict(text),
            Stuck::Endpoint(trouble) => Self::conflict(trouble.to_string()),
        }
    }
}

/// `POST /_sim/customers/{phone}/flows`: opens the Flow of a message.
pub(super) async fn open(State(sim): State<Arc<Sim>>, Path(phone): Path<String>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wanted {
        message: String,
    }
    let wanted: Wanted = read(&body)?;
    let key = sim.look(|state| {
        let customer = find(state, &phone)?.phone.clone();
        let (key, _) =
            state.message(&wanted.message).ok_or_else(|| Refused::not_found("there is no such message"))?;
        Ok::<_, Refused>(ChatKey { customer, ..key.clone() })
    })?;
    let shown = flows::open(&sim, key, wanted.message).await?;
    Ok(Shown(StatusCode::CREATED, shown))
}

/// `POST /_sim/customers/{phone}/flows/{id}`: goes on in an open Flow.
pub(super) async fn act(
    State(sim): State<Arc<Sim>>,
    Path((phone, id)): Path<(String, String)>,
    body: Bytes,
) -> Answer {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wanted {
        action: String,
        screen: Option<String>,
        #[serde(default)]
        data: Value,
    }
    let wanted: Wanted = read(&body)?;
    let act = match (wanted.action.as_str(), wanted.screen) {
        ("navigate", Some(screen)) => Act::Navigate { screen },
        ("navigate", None) => return Err(Refused::bad("navigate needs a screen")),
        ("data_exchange", _) => Act::Exchange,
        ("back", _) => Act::Back,
        ("complete", _) => Act::Complete,
        (other, _) => {
            let known = "navigate, data_exchange, back or complete";
            return Err(Refused::bad(format!("action is {known}, not {other:?}")));
        }
    };
    let data = if wanted.data.is_null() { json!({}) } else { wanted.data };
    let customer = sim.look(|state| find(state, &phone).map(|person| person.phone.clone()))?;
    Ok(Shown::ok(flows::act(&sim, &customer, &id, act, data).await?))
}

/// `PATCH /_sim/flows/{id}`: blocks, throttles or frees a Flow.
pub(super) async fn flow(State(sim): State<Arc<Sim>>, Path(id): Path<String>, body: Bytes) -> Answer {
    const STATUSES: [&str; 5] = ["DRAFT", "PUBLISHED", "DEPRECATED", "BLOCKED", "THROTTLED"];
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Patch {
        status: String,
    }
    let patch: Patch = read(&body)?;
    if !STATUSES.contains(&patch.status.as_str()) {
        return Err(Refused::bad(format!(
            "status is one of {}, not {:?}",
            STATUSES.join(", "),
            patch.status
        )));
    }
    sim.change(|state, now| {
        if !state.flows.contains_key(&id) {
            return Err(Refused::not_found("there is no such Flow"));
        }
        flows::set_status(state, &id, &patch.status, now);
        Ok(Shown::ok(json!({ "success": true })))
    })
}
