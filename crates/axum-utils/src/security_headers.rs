//! Headers that tell browsers to be careful with what we send.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use http::{HeaderMap, HeaderValue};

/// The policy for everything that is not a page: nothing may run, nobody may frame it.
pub const NO_PAGE: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// What the layer adds to answers that do not have it.
#[derive(Debug, Clone)]
pub struct SecurityHeaders {
    csp: HeaderValue,
    is_https: bool,
}

impl SecurityHeaders {
    /// `csp`: the policy for answers that bring none of their own. `is_https`: browsers come by https only.
    pub const fn new(csp: &'static str, is_https: bool) -> Self {
        Self { csp: HeaderValue::from_static(csp), is_https }
    }

    fn add_to(&self, headers: &mut HeaderMap) {
        let mut fill = |name: HeaderName, value: HeaderValue| {
            headers.entry(name).or_insert(value);
        };
        fill(CONTENT_SECURITY_POLICY, self.csp.clone());
        for (name, value) in [
            (X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (X_FRAME_OPTIONS, "DENY"),
            (REFERRER_POLICY, "no-referrer"),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
            (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        ] {
            fill(name, HeaderValue::from_static(value));
        }
        if self.is_https {
            fill(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
        }
    }
}

/// Voice notes need the microphone; nothing else is needed.
const PERMISSIONS: &str = "camera=(), geolocation=(), payment=(), usb=(), microphone=(self)";

/// The middleware that adds them.
pub async fn add_security_headers(
    State(own): State<SecurityHeaders>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    own.add_to(response.headers_mut());
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answers_own_policy_stays() {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'self'"));
        SecurityHeaders::new(NO_PAGE, false).add_to(&mut headers);
        assert_eq!(headers[CONTENT_SECURITY_POLICY], "default-src 'self'");
        assert_eq!(headers[X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert!(!headers.contains_key(STRICT_TRANSPORT_SECURITY));
    }

    #[test]
    fn https_is_remembered_only_where_it_is_there() {
        let mut headers = HeaderMap::new();
        SecurityHeaders::new(NO_PAGE, true).add_to(&mut headers);
        assert!(headers.contains_key(STRICT_TRANSPORT_SECURITY));
        assert_eq!(headers[CONTENT_SECURITY_POLICY], NO_PAGE);
    }
}
