//! The `Idempotency-Key` header, which makes repeating a request harmless.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use http::request::Parts;

use crate::problem::Problem;

/// The header's name.
pub const HEADER: &str = "idempotency-key";

/// What the client calls this request: 1 to 200 visible ASCII characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(pub String);

impl IdempotencyKey {
    fn read(parts: &Parts) -> Result<Option<Self>, Problem> {
        let mut values = parts.headers.get_all(HEADER).iter();
        let Some(value) = values.next() else {
            return Ok(None);
        };
        let text = value.to_str().unwrap_or_default();
        let is_fine = (1..=200).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_fine || values.next().is_some() {
            return Err(Problem::invalid_field(
                "Idempotency-Key",
                "give it once, as 1 to 200 visible ASCII characters without spaces",
            ));
        }
        Ok(Some(Self(text.to_owned())))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Self::read(parts)?.ok_or_else(|| {
            Problem::invalid_field(
                "Idempotency-Key",
                "this header is required: any text of your own that is new for each request and the same when \
                 it is repeated",
            )
        })
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Problem> {
        Self::read(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[&str]) -> Result<Option<IdempotencyKey>, Problem> {
        let mut request = http::Request::new(());
        for value in values {
            request.headers_mut().append(HEADER, http::HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        IdempotencyKey::read(&request.into_parts().0)
    }

    #[test]
    fn c13_a_key_is_visible_ascii_of_a_sensible_length() {
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["abc-123"]), Ok(Some(IdempotencyKey("abc-123".to_owned()))));
        assert!(read(&[&"k".repeat(200)]).is_ok());
        for bad in [&["a b"][..], &[""], &["ä"], &["a", "b"], &[&"k".repeat(201)]] {
            assert_eq!(read(bad).unwrap_err().status, 422, "{bad:?}");
        }
    }
}
