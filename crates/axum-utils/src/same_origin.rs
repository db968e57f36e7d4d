//! Requests that another site made the browser send are refused.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{AUTHORIZATION, COOKIE, HOST, ORIGIN};
use http::{HeaderMap, Method, StatusCode, Uri};

use crate::problem::Problem;

/// The origins that count as our own, beside the host that a request is addressed to.
#[derive(Debug, Clone, Default)]
pub struct OwnOrigins(Vec<String>);

impl OwnOrigins {
    /// `public_url`: where browsers reach the console, for proxies that rewrite `Host`.
    pub fn new(public_url: Option<&str>) -> Self {
        Self(public_url.and_then(origin_of).into_iter().collect())
    }

    /// Whether a page of ours made the request, or no browser at all.
    pub fn allows(&self, headers: &HeaderMap) -> bool {
        let text = |name| headers.get(name).and_then(|value: &http::HeaderValue| value.to_str().ok());
        match text(http::HeaderName::from_static("sec-fetch-site")) {
            Some("same-origin" | "none") => return true,
            Some(_) => return headers.get(ORIGIN).is_some_and(|origin| self.is_known(origin)),
            None => {}
        }
        let Some(origin) = headers.get(ORIGIN) else {
            return true;
        };
        let host = text(HOST).unwrap_or_default();
        self.is_known(origin) || is_of_host(origin.to_str().unwrap_or_default(), host)
    }

    fn is_known(&self, origin: &http::HeaderValue) -> bool {
        origin.to_str().ok().and_then(origin_of).is_some_and(|origin| self.0.contains(&origin))
    }
}

/// Refuses unsafe requests of other sites with 403. Programs that carry a bearer token and no
/// cookie are not browsers that another site could steer.
pub async fn require_same_origin(State(own): State<OwnOrigins>, request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let headers = request.headers();
    let is_program = headers.contains_key(AUTHORIZATION) && !headers.contains_key(COOKIE);
    if is_safe || is_program || own.allows(headers) {
        return next.run(request).await;
    }
    cross_origin().into_response()
}

/// 403: another site made the request.
pub fn cross_origin() -> Problem {
    let detail =
        "This request came from another site. If this is your own address behind a proxy, set public_url.";
    Problem::new(StatusCode::FORBIDDEN, "cross_origin", detail)
}

/// Scheme, host and port of an address, lower-case; a default port is left out.
fn origin_of(address: &str) -> Option<String> {
    let url: Uri = address.trim_end_matches('/').parse().ok()?;
    let scheme = url.scheme_str()?.to_ascii_lowercase();
    let host = url.host()?.to_ascii_lowercase();
    let default = if scheme == "https" { 443 } else { 80 };
    Some(match url.port_u16().filter(|port| *port != default) {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    })
}

/// Whether `origin` is the http or https address of what `Host` names.
fn is_of_host(origin: &str, host: &str) -> bool {
    let Some(origin) = origin_of(origin) else {
        return false;
    };
    ["http", "https"].iter().any(|scheme| origin_of(&format!("{scheme}://{host}")).as_ref() == Some(&origin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(public_url: Option<&str>, pairs: &[(&str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(http::HeaderName::try_from(*name).unwrap(), value.parse().unwrap());
        }
        OwnOrigins::new(public_url).allows(&headers)
    }

    #[test]
    fn our_own_pages_and_programs_pass() {
        assert!(allows(None, &[]));
        assert!(allows(None, &[("sec-fetch-site", "same-origin"), ("origin", "https://x.example")]));
        assert!(allows(None, &[("sec-fetch-site", "none")]));
        assert!(allows(None, &[("host", "x.example"), ("origin", "https://X.example")]));
        assert!(allows(None, &[("host", "x.example:8080"), ("origin", "http://x.example:8080")]));
        let public = Some("https://inbox.example/");
        assert!(allows(public, &[("host", "10.0.0.1:8080"), ("origin", "https://inbox.example")]));
        assert!(allows(public, &[("sec-fetch-site", "cross-site"), ("origin", "https://inbox.example:443")]));
    }

    #[test]
    fn other_sites_do_not() {
        let public = Some("https://inbox.example");
        for pairs in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site"), ("origin", "https://evil.example")],
            &[("host", "inbox.example"), ("origin", "https://evil.example")],
            &[("host", "inbox.example"), ("origin", "null")],
            &[("host", "inbox.example:8080"), ("origin", "https://inbox.example:9090")],
            &[("host", "inbox.example"), ("origin", "https://inbox.example.evil.example")],
            &[("origin", "https://evil.example")],
        ] {
            assert!(!allows(public, pairs), "{pairs:?}");
        }
    }
}
