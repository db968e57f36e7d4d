//! Limits and cursors of lists.

use axum_utils::cursor::{Cursor, Page};
use domain::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A cursor as clients see it: the time of a row and its id.
pub(crate) type PlaceCursor = Cursor<(i64, Uuid)>;

/// What storage makes of it.
pub(crate) fn place(cursor: PlaceCursor) -> storage::Cursor {
    let (micros, id) = cursor.0;
    storage::Cursor { at: Timestamp::from_micros(micros), id }
}

/// The text for a place.
pub(crate) fn encode(place: storage::Cursor) -> String {
    Cursor((place.at.as_micros(), place.id)).encode()
}

/// A page as clients see it.
pub(crate) fn page<T>(page: storage::Page<T>) -> Page<T> {
    Page { items: page.items, next_cursor: page.next.map(encode) }
}

/// All there are of something.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Items<T> {
    pub(crate) items: Vec<T>,
}

/// How many rows a page may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit(pub(crate) usize);

impl Limit {
    const MOST: u64 = 200;
}

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let asked = Option::<u64>::deserialize(deserializer)?;
        match asked {
            None => Ok(Self::default()),
            Some(rows @ 1..=Self::MOST) => Ok(Self(usize::try_from(rows).unwrap_or(50))),
            Some(_) => Err(serde::de::Error::custom(format_args!("write a number from 1 to {}", Self::MOST))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_from_its_cursor() {
        let there = storage::Cursor { at: Timestamp::from_micros(1_780_000_000_000_001), id: Uuid::max() };
        assert_eq!(place(PlaceCursor::decode(&encode(there)).unwrap()), there);
    }

    #[test]
    fn a_limit_is_from_1_to_200() {
        let limit = |json: &str| serde_json::from_str::<Limit>(json).map(|limit| limit.0).ok();
        assert_eq!(limit("null"), Some(50));
        assert_eq!(limit("200"), Some(200));
        assert_eq!(limit("0"), None);
        assert_eq!(limit("201"), None);
    }
}
