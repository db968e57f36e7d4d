//! The layers that every answer passes, in their order.

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use domain::Clock;
use tower_http::catch_panic::CatchPanicLayer;

use crate::observe::{observe, set_request_id};
use crate::problem::{from_panic, no_such_method};
use crate::security_headers::{NO_PAGE, SecurityHeaders, add_security_headers};

/// Puts the layers around the whole application, from the outside in: request id, security
/// headers, log and metrics, panics. A method that a path does not have answers a problem.
///
/// `is_https`: browsers reach the server by https only, and may be told so.
pub fn around(app: Router, clock: Clock, is_https: bool) -> Router {
    app.method_not_allowed_fallback(no_such_method)
        .layer(CatchPanicLayer::custom(from_panic))
        .layer(from_fn(observe))
        .layer(from_fn_with_state(SecurityHeaders::new(NO_PAGE, is_https), add_security_headers))
        .layer(from_fn_with_state(clock, set_request_id))
}
