//! Answers with the headers that Graph gives.

use axum::body::{Body, Bytes};
use axum::response::Response;
use futures_util::stream;
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_LENGTH,
    CONTENT_TYPE, HeaderName, WWW_AUTHENTICATE,
};
use http::{HeaderValue, StatusCode};
use serde_json::{Value, json};

use super::{Done, Refusal};
use crate::chance;

/// The answer to a call.
pub(super) fn respond(version: &str, outcome: Result<Done, Refusal>) -> Response {
    let (status, body, challenge, managed) = match outcome {
        Ok(Done { file: Some((bytes, content_type)), .. }) => return file(bytes, &content_type),
        Ok(done) => (200, done.body, None, done.managed),
        Err(refusal) => (refusal.http, refusal.to_json(), refusal.challenge(), None),
    };
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let usage = managed.map(|waba| {
        json!({ waba: [{"type": "whatsapp", "call_count": 1, "total_cputime": 1, "total_time": 1,
            "estimated_time_to_regain_access": 0}] })
        .to_string()
    });
    let trace = body.pointer("/error/fbtrace_id").and_then(Value::as_str).map(str::to_owned);
    let optional = [
        (CONTENT_TYPE, Some("application/json; charset=UTF-8".to_owned())),
        (HeaderName::from_static("facebook-api-version"), Some(version.to_owned())),
        (HeaderName::from_static("x-fb-trace-id"), Some(trace.unwrap_or_else(chance::trace_id))),
        (HeaderName::from_static("x-fb-rev"), Some("1030000000".to_owned())),
        (HeaderName::from_static("x-fb-debug"), Some(chance::trace_id())),
        (
            HeaderName::from_static("x-app-usage"),
            Some(r#"{"call_count":0,"total_cputime":0,"total_time":0}"#.to_owned()),
        ),
        (HeaderName::from_static("x-business-use-case-usage"), usage),
        (WWW_AUTHENTICATE, challenge),
        (ACCESS_CONTROL_ALLOW_ORIGIN, Some("*".to_owned())),
    ];
    for (name, value) in optional {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// What a browser asks before it calls.
pub(super) fn options() -> Response {
    let mut response = respond("v26.0", Ok(Done::new(json!({}))));
    for (name, value) in [
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE, OPTIONS"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, file_offset"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn file(bytes: Bytes, content_type: &str) -> Response {
    let mut response = Response::new(Body::from(bytes));
    if let Ok(value) = HeaderValue::from_str(content_type) {
        response.headers_mut().insert(CONTENT_TYPE, value);
    }
    let disposition = HeaderValue::from_static("inline;filename=File");
    response.headers_mut().insert(http::header::CONTENT_DISPOSITION, disposition);
    response
}

/// An answer that ends before its body: the client sees the connection cut.
pub(super) fn cut() -> Response {
    let body = stream::once(async { Err::<Bytes, _>(std::io::Error::other("cut on purpose")) });
    let mut response = Response::new(Body::from_stream(body));
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("200"));
    response
}
