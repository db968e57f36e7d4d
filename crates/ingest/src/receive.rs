//! `POST`: Meta tells something.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Response};
use axum_utils::extract::body_problem;
use axum_utils::problem::Problem;
use cloud_api::signature::{self, SignatureError};
use domain::phone_number::MetaApp;
use domain::{MetaAppId, Secret};
use http::{HeaderMap, StatusCode};
use storage::journal::NewEntry;

use crate::Door;

/// Headers that are kept with the body.
const KEPT: [&str; 4] = ["content-type", "user-agent", signature::HEADER, "x-forwarded-for"];

/// Answers 200 once the bytes are on the disk; before that, nothing has happened.
pub(crate) async fn receive(
    State(door): State<Arc<Door>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => {
            count("body_refused");
            return body_problem(&rejection).into_response();
        }
    };
    let app = match verify(&door, &headers, &body).await {
        Ok(app) => app,
        Err(problem) => return problem.into_response(),
    };
    let entry = NewEntry { received_at: door.clock.now(), meta_app_id: app, headers: kept(&headers), body };
    match door.store.journal().append(entry).await {
        Ok(()) => {
            count("accepted");
            StatusCode::OK.into_response()
        }
        Err(e) => {
            // Meta sends it again, for up to seven days.
            count("not_stored");
            Problem::unavailable(&e).into_response()
        }
    }
}

/// The app whose secret the signature was made with.
async fn verify(door: &Door, headers: &HeaderMap, body: &[u8]) -> Result<MetaAppId, Problem> {
    let known = door.apps.current().await.map_err(|e| Problem::unavailable(&e))?;
    let refusal = match signed_by(&known, headers, body) {
        Ok(app) => return Ok(app),
        Err(SignatureError::Mismatch) => {
            let fresh = door.apps.fresh().await.map_err(|e| Problem::unavailable(&e))?;
            match signed_by(&fresh, headers, body) {
                Ok(app) => return Ok(app),
                Err(e) => e,
            }
        }
        Err(e) => e,
    };
    let (status, code, label) = match refusal {
        SignatureError::Missing => (StatusCode::UNAUTHORIZED, "signature_missing", "signature_missing"),
        SignatureError::Malformed => (StatusCode::UNAUTHORIZED, "signature_malformed", "signature_malformed"),
        SignatureError::Mismatch => (StatusCode::FORBIDDEN, "signature_mismatch", "signature_mismatch"),
    };
    count(label);
    Err(Problem::new(status, code, "the body is not signed with the app secret of a connected number"))
}

fn signed_by(apps: &[MetaApp], headers: &HeaderMap, body: &[u8]) -> Result<MetaAppId, SignatureError> {
    let mut refusal = SignatureError::Mismatch;
    for app in apps {
        let values = headers.get_all(signature::HEADER).iter().map(http::HeaderValue::as_bytes);
        match signature::verify(app.live_secrets().map(Secret::expose), values, body) {
            Ok(()) => return Ok(app.id.clone()),
            Err(e) => refusal = e,
        }
    }
    if apps.is_empty() && !headers.contains_key(signature::HEADER) {
        refusal = SignatureError::Missing;
    }
    Err(refusal)
}

fn kept(headers: &HeaderMap) -> String {
    let kept: serde_json::Map<_, _> = KEPT
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), headers.get(*name)?.to_str().ok()?.into())))
        .collect();
    serde_json::Value::Object(kept).to_string()
}

fn count(result: &'static str) {
    metrics::counter!("waypost_webhooks_total", "result" => result).increment(1);
}
