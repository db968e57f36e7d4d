//! Time, settings and faults.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Refused, Shown, read};
use crate::clock::{SECOND, rfc3339};
use crate::faults::Wish;
use crate::sim::Sim;
use crate::webhooks;

/// `GET /_sim/clock`.
pub(super) async fn clock(State(sim): State<Arc<Sim>>) -> Answer {
    Ok(Shown::ok(json!({ "now": rfc3339(sim.clock.now()) })))
}

/// `POST /_sim/clock`: forward by `advance_seconds`, or to `at`.
pub(super) async fn move_clock(State(sim): State<Arc<Sim>>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Move {
        advance_seconds: Option<i64>,
        at: Option<jiff::Timestamp>,
    }
    let wanted: Move = read(&body)?;
    let by = match (wanted.advance_seconds, wanted.at) {
        (Some(seconds), None) => seconds.saturating_mul(SECOND),
        (None, Some(at)) => at.as_microsecond().saturating_sub(sim.clock.now()),
        _ => return Err(Refused::bad("give advance_seconds or at")),
    };
    if by < 0 {
        return Err(Refused::bad("time only goes forward"));
    }
    sim.clock.advance(by);
    sim.wake.notify_one();
    Ok(Shown::ok(json!({ "now": rfc3339(sim.clock.now()) })))
}

/// `GET /_sim/settings`.
pub(super) async fn settings(State(sim): State<Arc<Sim>>) -> Answer {
    sim.with(|state, _| show_settings(&state.settings))
}

/// `PATCH /_sim/settings`.
pub(super) async fn change_settings(State(sim): State<Arc<Sim>>, body: Bytes) -> Answer {
    let patch: Value = read(&body)?;
    sim.with(|state, _| {
        state.settings = state.settings.patched(&patch).map_err(Refused::bad)?;
        show_settings(&state.settings)
    })
}

fn show_settings(settings: &crate::settings::Settings) -> Answer {
    serde_json::to_value(settings).map(Shown::ok).map_err(|error| Refused::bad(error.to_string()))
}

/// `GET /_sim/faults`.
pub(super) async fn faults(State(sim): State<Arc<Sim>>) -> Answer {
    let all: Vec<Value> =
        sim.with(|state, _| state.faults.all().iter().filter_map(|f| serde_json::to_value(f).ok()).collect());
    Ok(Shown::ok(Value::from(all)))
}

/// `POST /_sim/faults`.
pub(super) async fn add_fault(State(sim): State<Arc<Sim>>, body: Bytes) -> Answer {
    let wish: Wish = read(&body)?;
    sim.with(|state, _| {
        let fault = state.faults.add(wish).map_err(Refused::bad)?;
        serde_json::to_value(fault).map_err(|error| Refused::bad(error.to_string()))
    })
    .map(|fault| Shown(StatusCode::CREATED, fault))
}

/// `DELETE /_sim/faults`: all of them.
pub(super) async fn remove_faults(State(sim): State<Arc<Sim>>) -> Answer {
    remove(&sim, None)
}

/// `DELETE /_sim/faults/{id}`.
pub(super) async fn remove_fault(State(sim): State<Arc<Sim>>, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Refused::not_found("there is no such fault"))?;
    remove(&sim, Some(id))
}

/// Webhooks that a fault held are sent after all.
fn remove(sim: &Sim, id: Option<u64>) -> Answer {
    sim.change(|state, now| {
        let held = state.faults.remove(id);
        webhooks::queue_all(state, held, now);
    });
    Ok(Shown::ok(json!({ "success": true })))
}
