//! Who a request says it is: the session token in a cookie or after `Bearer`.

use std::time::Duration;

use domain::Secret;
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderMap, HeaderValue};

/// The cookie's name.
pub const COOKIE_NAME: &str = "waypost_session";

/// A session token, and how it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    pub token: Secret,
    pub source: Source,
}

/// How a session token came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The browser adds it by itself, also to requests that another site makes.
    Cookie,
    /// A program added it on purpose.
    Bearer,
}

/// The session token of a request. `Authorization` goes before the cookie.
pub fn credentials(headers: &HeaderMap) -> Option<Credentials> {
    if let Some(token) = bearer(headers) {
        return Some(Credentials { token, source: Source::Bearer });
    }
    cookie(headers, COOKIE_NAME)
        .map(|token| Credentials { token: Secret::new(token), source: Source::Cookie })
}

fn bearer(headers: &HeaderMap) -> Option<Secret> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| Secret::new(token))
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value)
}

/// The `Set-Cookie` that signs in. `is_secure`: the console is reached by https.
///
/// The token must be made of characters that a cookie may hold, as base64url and hexadecimal are;
/// otherwise there is none.
pub fn sign_in_cookie(token: &Secret, lifetime: Duration, is_secure: bool) -> Option<HeaderValue> {
    set_cookie(token.expose(), lifetime.as_secs(), is_secure)
}

/// The `Set-Cookie` that signs out.
pub fn sign_out_cookie(is_secure: bool) -> Option<HeaderValue> {
    set_cookie("", 0, is_secure)
}

fn set_cookie(token: &str, max_age: u64, is_secure: bool) -> Option<HeaderValue> {
    let is_plain = token.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    let secure = if is_secure { "; Secure" } else { "" };
    let text = format!("{COOKIE_NAME}={token}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}");
    let mut value = HeaderValue::try_from(text).ok().filter(|_| is_plain)?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(http::HeaderName, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn the_token_is_found_in_cookie_and_bearer() {
        let found =
            |pairs: &[_]| credentials(&headers(pairs)).map(|c| (c.token.expose().to_owned(), c.source));
        assert_eq!(found(&[]), None);
        assert_eq!(found(&[(COOKIE, "a=b; waypost_session=tok; c=d")]), Some(("tok".into(), Source::Cookie)));
        assert_eq!(
            found(&[(COOKIE, "a=b"), (COOKIE, "waypost_session=t")]),
            Some(("t".into(), Source::Cookie))
        );
        assert_eq!(found(&[(COOKIE, "xwaypost_session=tok; waypost_session=")]), None);
        assert_eq!(
            found(&[(COOKIE, "waypost_session=c"), (AUTHORIZATION, "bearer  b")]),
            Some(("b".into(), Source::Bearer)),
        );
        assert_eq!(found(&[(AUTHORIZATION, "Basic b")]), None);
    }

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        let text = |value: Option<HeaderValue>| value.map(|v| v.to_str().unwrap_or_default().to_owned());
        assert_eq!(
            text(sign_in_cookie(&Secret::new("tok"), Duration::from_secs(60), true)).as_deref(),
            Some("waypost_session=tok; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure"),
        );
        assert_eq!(
            text(sign_out_cookie(false)).as_deref(),
            Some("waypost_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"),
        );
        assert!(sign_in_cookie(&Secret::new("a; Domain=evil"), Duration::ZERO, true).is_none());
    }
}
