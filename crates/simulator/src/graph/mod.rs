//! The Graph API: one door for all paths, so that every answer has Graph's shape.

mod access;
mod apps;
mod call;
mod error;
mod fields;
mod messages;
mod numbers;
mod respond;
mod tokens;
mod wabas;

pub(crate) use error::Refusal;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use serde_json::Value;

use crate::faults::{Kind, Strike};
use crate::sim::Sim;
use crate::state::LoggedRequest;
use access::Access;
use call::Call;

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
}

impl Done {
    fn new(body: Value) -> Self {
        Self { body, managed: None }
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
    let is_cut = outcome.is_ok()
        && sim.with(|state, _| state.faults.strike(&[Kind::CutAfterAccept], call.edge())).is_some();
    log(&sim, &call, &outcome, is_cut);
    if is_cut { respond::cut() } else { respond::respond(&call.version, outcome) }
}

/// Finds what is asked for. A missing or wrong token is told before anything else.
async fn route(sim: &Sim, call: &Call) -> Result<Done, Refusal> {
    let segments: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    if segments.as_slice() == ["oauth", "access_token"] {
        return tokens::app_token(sim, call);
    }
    let access = Access::check(sim, call.token.as_deref())?;
    if let Some(problem) = call.unreadable {
        return Err(Refusal::parameter(problem));
    }
    match segments.as_slice() {
        [first, rest @ ..] if call::is_version(first) => Err(Refusal::no_path(&rest.join("/"))),
        ["debug_token"] => tokens::debug(sim, call, &access),
        [] => Err(Refusal::no_object(call.method.as_str(), "")),
        [id] => node(sim, call, &access, id),
        [id, edge] => self::edge(sim, call, &access, id, edge).await,
        [_, rest @ ..] => Err(Refusal::no_path(&rest.join("/"))),
    }
}

fn node(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    let found = match call.method.as_str() {
        "GET" | "HEAD" => sim.with(|state, _| {
            numbers::get(state, call, access, id)
                .or_else(|| wabas::get(state, call, access, id))
                .or_else(|| wabas::get_template(state, call, access, id))
                .or_else(|| apps::get(state, call, access, id))
        }),
        _ => None,
    };
    found.unwrap_or_else(|| Err(Refusal::no_object(call.method.as_str(), id)))
}

async fn edge(sim: &Sim, call: &Call, access: &Access, id: &str, edge: &str) -> Result<Done, Refusal> {
    match (call.method.as_str(), edge) {
        // Meta's own collection marks messages as read with PUT.
        ("POST" | "PUT", "messages") => messages::post(sim, call, access, id),
        ("GET" | "HEAD", "phone_numbers") => {
            sim.with(|state, _| wabas::phone_numbers(state, call, access, id))
        }
        ("GET" | "HEAD", "message_templates") => {
            sim.with(|state, _| wabas::templates(state, call, access, id))
        }
        (_, "subscribed_apps") => wabas::subscribed_apps(sim, call, access, id).await,
        (_, "subscriptions") => apps::subscriptions(sim, call, access, id).await,
        _ => Err(unknown_edge(sim, call, access, id, edge)),
    }
}

/// A known object without such an edge, or no such object at all.
fn unknown_edge(sim: &Sim, call: &Call, access: &Access, id: &str, edge: &str) -> Refusal {
    let is_known = sim.with(|state, _| {
        access.number(state, id).is_some() || access.waba(state, id).is_some() || state.apps.contains_key(id)
    });
    let is_edge = ["messages", "phone_numbers", "message_templates", "subscribed_apps", "subscriptions"];
    if is_known && !is_edge.contains(&edge) {
        Refusal::no_path(edge)
    } else {
        Refusal::no_object(call.method.as_str(), id)
    }
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
        Ok(done) => (200, bounded(mask_answer(&done.body))),
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
