//! Pages by keyset: a cursor is the place of a row in the order of the list, never a count of rows.

use domain::Timestamp;
use uuid::Uuid;

/// The place of a row: its time, then its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    pub at: Timestamp,
    pub id: Uuid,
}

impl Cursor {
    /// Before every row.
    pub const START: Self = Self { at: Timestamp::from_micros(i64::MIN), id: Uuid::nil() };
    /// After every row.
    pub const END: Self = Self { at: Timestamp::from_micros(i64::MAX), id: Uuid::max() };
}

/// Some rows of a list, and where to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// The place of the last item; `None` at the end of the list.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// From up to `limit + 1` rows: the one too many only tells that there are more.
    pub(crate) fn cut(mut items: Vec<T>, limit: usize, place: impl Fn(&T) -> Cursor) -> Self {
        let more = items.len() > limit;
        items.truncate(limit);
        let next = if more { items.last().map(place) } else { None };
        Self { items, next }
    }
}

/// A row count as a parameter.
pub(crate) fn count(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
