//! The Graph API: one door for all paths, so that every answer has Graph's shape.

mod access;
mod analytics;
mod apps;
mod batch;
mod call;
pub(crate) mod calls;
mod desk;
mod error;
mod fields;
mod files;
mod flows;
pub(crate) mod groups;
mod links;
mod media;
mod messages;
mod numbers;
mod people;
mod picture;
mod registration;
mod respond;
mod routes;
mod strict;
pub(crate) mod templates;
mod tokens;
mod wabas;

pub(crate) use error::Refusal;
pub(crate) use media::LOOKASIDE;
pub(crate) use people::is_username;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use serde_json::Value;

use crate::faults::{Kind, Strike};
use crate::sim::Sim;
use crate::state::LoggedRequest;
use call::Call;
use routes::route;

/// How long a hanging call hangs, unless the fault says otherwise.
const HANG_MS: u64 = 600_000;
/// Longest text of an answer or a body that is logged.
const LOG_LIMIT: usize = 32 * 1024;

/// A call that was done.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) body: Value,
    /// The business account whose management limit it counts against.
    pub(crate) managed: Option<String>,
    /// A file instead of JSON: its bytes and type.
    pub(crate) file: Option<(axum::body::Bytes, String)>,
}

impl Done {
    fn new(body: Value) -> Self {
        Self { body, managed: None, file: None }
    }

    fn file(bytes: axum::body::Bytes, content_type: &str) -> Self {
        let length = bytes.len();
        let body = serde_json::json!({ "bytes": length });
        Self { body, managed: None, file: Some((bytes, content_type.to_owned())) }
    }

    fn success() -> Self {
        Self::new(serde_json::json!({ "success": true }))
    }

    fn managing(self, waba_id: &str) -> Self {
        Self { managed: Some(waba_id.to_owned()), ..self }
    }
}

/// All Graph routes.
pub(crate) fn router(sim: Arc<Sim>) -> Router {
    Router::new().fallback(door).with_state(sim)
}

async fn door(State(sim): State<Arc<Sim>>, request: Request) -> Response {
    if request.method() == http::Method::OPTIONS {
        return respond::options();
    }
    let call = Call::read(request).await;
    let before = [Kind::Delay, Kind::Hang, Kind::Cut, Kind::Error];
    let struck = sim.with(|state, _| state.faults.strike(&before, call.edge()));
    let outcome = match struck {
        Some(Strike { kind: Kind::Hang, ms, .. }) => {
            wait(&sim, ms.unwrap_or(HANG_MS)).await;
            return unanswered(&sim, &call);
        }
        Some(Strike { kind: Kind::Cut, .. }) => return unanswered(&sim, &call),
        Some(Strike { kind: Kind::Error, code, .. }) => Err(Refusal::injected(code)),
        Some(Strike { kind: Kind::Delay, ms, .. }) => {
            wait(&sim, ms.unwrap_or_default()).await;
            route(&sim, &call).await
        }
        Some(_) | None => route(&sim, &call).await,
    };
    let outcome = outcome.map(|mut done| {
        sim.look(|state| links::complete(state, &call, &mut done.body));
        done
    });
    let is_cut = outcome.is_ok()
        && sim.with(|state, _| state.faults.strike(&[Kind::CutAfterAccept], call.edge())).is_some();
    log(&sim, &call, &outcome, is_cut);
    if is_cut { respond::cut() } else { respond::respond(&call.version, outcome) }
}

async fn wait(sim: &Sim, ms: u64) {
    tokio::select! {
        () = tokio::time::sleep(Duration::from_millis(ms)) => {}
        () = sim.stop.cancelled() => {}
    }
}

fn unanswered(sim: &Sim, call: &Call) -> Response {
    log(sim, call, &Ok(Done::new(Value::Null)), true);
    respond::cut()
}

fn log(sim: &Sim, call: &Call, outcome: &Result<Done, Refusal>, is_cut: bool) {
    let (status, answer) = match outcome {
        Ok(done) => (200, bounded(links::masked(mask_answer(&done.body)))),
        Err(refusal) => (refusal.http, refusal.to_json()),
    };
    let entry = LoggedRequest {
        n: 0,
        at: String::new(),
        method: call.method.to_string(),
        path: call.path.chars().take(1000).collect(),
        status: (!is_cut).then_some(status),
        body: bounded(call.params.masked()),
        answer,
    };
    sim.with(|state, now| state.log_request(now, entry));
}

fn mask_answer(body: &Value) -> Value {
    let mut shown = body.clone();
    if let Some(token) = shown.get_mut("access_token") {
        *token = Value::from("***");
    }
    shown
}

/// A log is for looking at; a huge value is replaced by its size.
fn bounded(value: Value) -> Value {
    let size = serde_json::to_string(&value).map_or(0, |text| text.len());
    if size <= LOG_LIMIT { value } else { Value::from(format!("{size} bytes")) }
}
