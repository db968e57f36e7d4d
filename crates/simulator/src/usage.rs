//! The headers that tell an app how much of its hour it has used.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::sim::Sim;
use crate::state::State as World;

const OF_APP: HeaderName = HeaderName::from_static("x-app-usage");
const OF_ACCOUNT: HeaderName = HeaderName::from_static("x-business-use-case-usage");

/// Counts a call, and writes what its app has used into the answer.
pub(crate) async fn stamp(State(sim): State<Arc<Sim>>, request: Request, next: Next) -> Response {
    let app = sim.look(|state| app_of(state, &request));
    let named = sim.look(|state| {
        let mut segments = request.uri().path().split('/').filter(|it| !it.is_empty()).take(2);
        segments.find(|id| state.wabas.contains_key(*id)).map(str::to_owned)
    });
    let begun = Instant::now();
    let mut response = next.run(request).await;
    // Files and cut answers have no such headers.
    let (Some(app), true) = (app, response.headers().contains_key(&OF_APP)) else { return response };
    let managed = response.headers().get(&OF_ACCOUNT).and_then(|value| account_of(value.to_str().ok()?));
    let waba = named.or(managed);
    let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (of_app, of_account) = sim.with(|state, now| {
        state.limits.count(&app, waba.as_deref(), ms, now);
        let whole = state.limits.usage(&app, "", now);
        (whole, waba.map(|waba| (state.limits.usage(&app, &waba, now), waba)))
    });
    let text = json!({ "call_count": of_app.calls, "total_cputime": of_app.time, "total_time": of_app.time })
        .to_string();
    insert(&mut response, OF_APP, &text);
    if let Some((usage, waba)) = of_account {
        let entry = json!({
            "type": "whatsapp", "call_count": usage.calls, "total_cputime": usage.time, "total_time": usage.time,
            "estimated_time_to_regain_access": usage.regain_minutes,
        });
        insert(&mut response, OF_ACCOUNT, &json!({ waba: [entry] }).to_string());
    }
    response
}

fn insert(response: &mut Response, name: HeaderName, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        response.headers_mut().insert(name, value);
    }
}

/// The account that the answer is about.
fn account_of(header: &str) -> Option<String> {
    serde_json::from_str::<Value>(header).ok()?.as_object()?.keys().next().cloned()
}

/// The app of the token, if it is where tokens usually are.
fn app_of(state: &World, request: &Request) -> Option<String> {
    let header = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let header =
        header.and_then(|value| value.trim().split_once(' ')).map(|(_, token)| token.trim().to_owned());
    let query = || {
        let pairs = url::form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes());
        pairs.into_owned().find(|(name, _)| name == "access_token").map(|(_, token)| token)
    };
    let token = header.or_else(query)?;
    let known = state.tokens.get(&token).map(|token| token.app_id.clone());
    known.or_else(|| {
        token.split_once('|').map(|(app, _)| app.to_owned()).filter(|app| state.apps.contains_key(app))
    })
}
