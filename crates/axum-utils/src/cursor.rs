//! Pages of lists, and the opaque cursors that lead from one to the next.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Give it back as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// A place in a list: the sort key of the last row that was seen. Opaque to clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor<K>(pub K);

/// A text is not a cursor of this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a cursor of this list; leave it out to start from the beginning")]
pub struct InvalidCursor;

/// The longest text that is looked at.
const LONGEST: usize = 1024;

impl<K: Serialize> Cursor<K> {
    /// The cursor as clients see it.
    pub fn encode(&self) -> String {
        // Keys are tuples of times and ids: there is nothing in them that JSON cannot hold.
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&self.0).unwrap_or_default())
    }
}

impl<K: DeserializeOwned> Cursor<K> {
    pub fn decode(text: &str) -> Result<Self, InvalidCursor> {
        if text.len() > LONGEST {
            return Err(InvalidCursor);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidCursor)?;
        serde_json::from_slice(&bytes).map(Self).map_err(|_| InvalidCursor)
    }
}

impl<K: Serialize> Serialize for Cursor<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.encode())
    }
}

impl<'de, K: DeserializeOwned> Deserialize<'de> for Cursor<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::decode(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let cursor = Cursor((1_780_000_000_123_456_i64, "an id".to_owned()));
        let text = cursor.encode();
        assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'), "{text}");
        assert_eq!(Cursor::decode(&text), Ok(cursor));
    }

    #[test]
    fn what_is_not_a_cursor_is_refused() {
        for text in ["", "x", "!!!", "bnVsbA", "eyJhIjoxfQ", &"A".repeat(5000)] {
            assert_eq!(Cursor::<(i64, String)>::decode(text), Err(InvalidCursor), "{text}");
        }
    }
}
