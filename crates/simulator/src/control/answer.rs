//! Answers of the control API, and how its input is read.

use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A refused control call.
#[derive(Debug)]
pub(super) struct Refused {
    status: StatusCode,
    message: String,
}

impl Refused {
    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, message: message.into() }
    }

    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self { status: StatusCode::NOT_FOUND, message: message.into() }
    }

    pub(super) fn conflict(message: impl Into<String>) -> Self {
        Self { status: StatusCode::CONFLICT, message: message.into() }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        json_response(self.status, &json!({ "error": { "message": self.message } }))
    }
}

/// A JSON answer.
#[derive(Debug)]
pub(super) struct Shown(pub(super) StatusCode, pub(super) Value);

impl Shown {
    pub(super) fn ok(value: Value) -> Self {
        Self(StatusCode::OK, value)
    }
}

impl IntoResponse for Shown {
    fn into_response(self) -> Response {
        json_response(self.0, &self.1)
    }
}

pub(super) type Answer = Result<Shown, Refused>;

/// Reads a JSON body whatever its content type.
pub(super) fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Refused> {
    serde_json::from_slice(body).map_err(|error| Refused::bad(format!("the body does not fit: {error}")))
}

pub(super) async fn no_such_control() -> Refused {
    Refused::not_found("there is no such control, or not with this method")
}

fn json_response(status: StatusCode, value: &Value) -> Response {
    (status, [(CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}
