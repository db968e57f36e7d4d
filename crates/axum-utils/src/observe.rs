//! What every request leaves behind: an id, a line in the log, a few numbers.

use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::Clock;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use tokio::time::Instant;
use tracing::Instrument;

use crate::problem;

/// The header that carries the id, both ways.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request: the caller's, if it is a decent one, or a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(pub String);

impl RequestId {
    fn of(headers: &HeaderMap, clock: &Clock) -> Self {
        let given = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok());
        match given.filter(|text| is_decent(text)) {
            Some(text) => Self(text.to_owned()),
            None => Self(domain::id::new_uuid(clock.now()).simple().to_string()),
        }
    }
}

/// Short and plain, so that it can stand in a log and a header.
fn is_decent(id: &str) -> bool {
    (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// Gives the request its id, and the answer too, also inside a problem.
pub async fn set_request_id(State(clock): State<Clock>, mut request: Request, next: Next) -> Response {
    let id = RequestId::of(request.headers(), &clock);
    let span = tracing::info_span!("request", request.id = %id.0);
    request.extensions_mut().insert(id.clone());
    let response = next.run(request).instrument(span).await;
    let mut response = problem::with_request_id(response, &id.0);
    if let Ok(value) = HeaderValue::try_from(id.0) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// Logs and counts each answer: method, route, status and time, and never what was in it.
pub async fn observe(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = method_name(request.method());
    // The route's pattern and not the path: ids and searches have no place in a log or a label.
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |m| m.as_str().to_owned());
    let under_way = UnderWay::begin();
    let response = next.run(request).await;
    drop(under_way);
    record(method, &route, response.status().as_u16(), began.elapsed());
    response
}

fn record(method: &'static str, route: &str, status: u16, took: Duration) {
    let labels = [("method", method.to_owned()), ("route", route.to_owned()), ("status", status.to_string())];
    metrics::counter!("waypost_http_requests_total", &labels).increment(1);
    metrics::histogram!("waypost_http_request_seconds", "method" => method, "route" => route.to_owned())
        .record(took.as_secs_f64());
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    // Probes and scrapes come every few seconds and say nothing.
    let is_probe = matches!(route, "/healthz" | "/readyz" | "/metrics");
    if status >= 500 {
        tracing::warn!(
            http.method = method,
            http.route = route,
            http.status = status,
            http.ms = ms,
            "answered"
        );
    } else if is_probe {
        tracing::trace!(
            http.method = method,
            http.route = route,
            http.status = status,
            http.ms = ms,
            "answered"
        );
    } else {
        tracing::debug!(
            http.method = method,
            http.route = route,
            http.status = status,
            http.ms = ms,
            "answered"
        );
    }
}

/// Counts as under way until dropped, also when the client goes away in the middle.
struct UnderWay;

impl UnderWay {
    fn begin() -> Self {
        metrics::gauge!("waypost_http_requests_under_way").increment(1.0);
        Self
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        metrics::gauge!("waypost_http_requests_under_way").decrement(1.0);
    }
}

/// Clients may invent methods; labels must not.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_callers_id_is_kept_only_if_it_is_harmless() {
        let clock = Clock::system();
        let id = |text: &'static str| {
            RequestId::of(&HeaderMap::from_iter([(REQUEST_ID, HeaderValue::from_static(text))]), &clock).0
        };
        assert_eq!(id("abcdefgh-1"), "abcdefgh-1");
        assert_ne!(id("short"), "short");
        assert_ne!(id("with spaces and = signs"), "with spaces and = signs");
        assert_eq!(RequestId::of(&HeaderMap::new(), &clock).0.len(), 32);
    }
}
