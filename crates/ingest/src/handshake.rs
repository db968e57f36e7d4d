//! `GET`: Meta asks whether this is the right place.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_utils::extract::Query;
use axum_utils::problem::Problem;
use cloud_api::signature::is_verify_token;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};
use serde::Deserialize;

use crate::Door;

#[derive(Debug, Deserialize)]
pub(crate) struct Subscription {
    #[serde(rename = "hub.mode")]
    mode: Option<String>,
    #[serde(rename = "hub.verify_token")]
    verify_token: Option<String>,
    #[serde(rename = "hub.challenge")]
    challenge: Option<String>,
}

/// The longest challenge that is sent back.
const CHALLENGE_LIMIT: usize = 256;

/// Sends the challenge back to whoever knows a verify token; says nothing to anybody else.
pub(crate) async fn handshake(State(door): State<Arc<Door>>, Query(asked): Query<Subscription>) -> Response {
    let (Some("subscribe"), Some(token), Some(challenge)) =
        (asked.mode.as_deref(), asked.verify_token.as_deref(), asked.challenge)
    else {
        return refused(
            "not_a_handshake",
            "hub.mode=subscribe, hub.verify_token and hub.challenge are needed",
        );
    };
    let apps = match door.apps.fresh().await {
        Ok(apps) => apps,
        Err(e) => return Problem::unavailable(&e).into_response(),
    };
    // Every token is compared, so that the time does not tell which one came close.
    let known =
        apps.iter().fold(false, |known, app| known | is_verify_token(app.verify_token.expose(), token));
    if !known {
        metrics::counter!("waypost_webhook_handshakes_total", "result" => "refused").increment(1);
        return refused("wrong_verify_token", "this verify token belongs to no connected number");
    }
    if challenge.len() > CHALLENGE_LIMIT || !challenge.bytes().all(|b| b.is_ascii_graphic()) {
        return refused("odd_challenge", "hub.challenge must be short and printable");
    }
    metrics::counter!("waypost_webhook_handshakes_total", "result" => "accepted").increment(1);
    ([(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], challenge).into_response()
}

fn refused(code: &'static str, detail: &str) -> Response {
    Problem::new(StatusCode::FORBIDDEN, code, detail).into_response()
}
