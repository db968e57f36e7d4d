//! From the signed bytes to the sealed answer.

use actions::flow::{Entrance, enter};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State as Shared};
use axum::response::{IntoResponse, Response};
use axum_utils::extract::body_problem;
use axum_utils::problem::Problem;
use cloud_api::signature;
use cloud_api_types::flow_endpoint::{
    EndpointCall, EndpointQuestion, STATUS_NOT_DECRYPTED, STATUS_NOT_SIGNED, STATUS_TOKEN_INVALID,
};
use domain::Secret;
use domain::phone_number::MetaApp;
use flow_cipher::{NotOpened, Opened, PrivateKey, Sealed};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use storage::Scope;

use crate::State;
use crate::answer::{Answer, answer};

/// Answers within Meta's ten seconds: what takes long is bounded where it is done.
pub(crate) async fn endpoint(
    Shared(state): Shared<State>,
    Path(key): Path<String>,
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
    let now = state.clock.now();
    let entered = state.store.read(Scope::System, move |tx| enter(tx, &key, now)).await;
    let entrance = match entered {
        Ok(Some(entrance)) => entrance,
        Ok(None) => {
            count("no_such_door");
            return Problem::not_found("endpoint").into_response();
        }
        Err(e) => return Problem::unavailable(&e).into_response(),
    };
    if !is_signed(&entrance, &headers, &body) {
        count("not_signed");
        return bare(STATUS_NOT_SIGNED);
    }
    let Ok((question, opened)) = open(&entrance, body).await else {
        count("not_decrypted");
        return bare(STATUS_NOT_DECRYPTED);
    };
    let (status, words) = match answer(&state, &entrance, question).await {
        Answer::Say(words) => (StatusCode::OK, words),
        Answer::TokenInvalid(words) => (status(STATUS_TOKEN_INVALID), words),
        Answer::Failed => {
            count("failed");
            return bare(500);
        }
    };
    match opened.session.seal(words.to_string().as_bytes()) {
        Ok(sealed) => {
            count(if status == StatusCode::OK { "answered" } else { "token_invalid" });
            (status, [(CONTENT_TYPE, HeaderValue::from_static("text/plain"))], sealed).into_response()
        }
        Err(e) => Problem::internal(&e).into_response(),
    }
}

/// With the secret of an app that one of the account's numbers is connected with. All are compared.
fn is_signed(entrance: &Entrance, headers: &HeaderMap, body: &[u8]) -> bool {
    let secrets = entrance.apps.iter().flat_map(MetaApp::live_secrets).map(Secret::expose);
    let values = headers.get_all(signature::HEADER).iter().map(HeaderValue::as_bytes);
    signature::verify(secrets, values, body).is_ok()
}

/// Off the async runtime: RSA takes a moment, and there may be several keys to try.
async fn open(entrance: &Entrance, body: Bytes) -> Result<(EndpointQuestion, Opened), NotOpened> {
    let keys = entrance.keys.clone();
    let opened = tokio::task::spawn_blocking(move || {
        let call: EndpointCall = object(&body)?;
        let (Some(data), Some(key), Some(iv)) =
            (call.encrypted_flow_data, call.encrypted_aes_key, call.initial_vector)
        else {
            return Err(NotOpened);
        };
        let keys: Vec<_> = keys.iter().filter_map(|key| PrivateKey::from_text(key.expose()).ok()).collect();
        let opened = flow_cipher::open(&keys, Sealed { data: &data, key: &key, iv: &iv })?;
        let question = object(&opened.text)?;
        Ok((question, opened))
    });
    opened.await.map_err(|_| NotOpened)?
}

/// A list would pass for an object whose fields stand in order.
fn object<T: DeserializeOwned>(json: &[u8]) -> Result<T, NotOpened> {
    let fields: Map<String, Value> = serde_json::from_slice(json).map_err(|_| NotOpened)?;
    serde_json::from_value(Value::Object(fields)).map_err(|_| NotOpened)
}

fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A status that says it all.
fn bare(code: u16) -> Response {
    status(code).into_response()
}

fn count(result: &'static str) {
    metrics::counter!("waypost_flow_questions_total", "result" => result).increment(1);
}
