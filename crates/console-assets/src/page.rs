//! The page of the console, with a fresh nonce in each answer.

use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};

/// Stands in the page wherever the nonce belongs.
const PLACEHOLDER: &str = "__CSP_NONCE__";

/// What a browser sees when the program was built without the console.
pub(crate) const NOT_BUILT: &str = include_str!("not_built.html");

/// The page under a policy that runs and styles only what is ours. None if chance is not to be had.
pub(crate) fn answer(html: &str) -> Option<Response> {
    let mut bytes = [0; 18];
    getrandom::fill(&mut bytes).ok()?;
    let nonce = STANDARD_NO_PAD.encode(bytes);
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::try_from(policy(&nonce)).ok()?);
    Some((headers, html.replace(PLACEHOLDER, &nonce)).into_response())
}

fn policy(nonce: &str) -> String {
    [
        "default-src 'none'",
        "script-src 'self'",
        &format!("style-src 'self' 'nonce-{nonce}'"),
        // Covers the WebSocket of the same host too.
        "connect-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
    .join("; ")
}
