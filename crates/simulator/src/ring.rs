//! A list that forgets its oldest items.

use std::collections::VecDeque;

/// At most `limit` items.
#[derive(Debug)]
pub(crate) struct Ring<T> {
    items: VecDeque<T>,
    limit: usize,
}

impl<T> Ring<T> {
    pub(crate) fn new(limit: usize) -> Self {
        Self { items: VecDeque::new(), limit }
    }

    /// Adds at the end; gives back what had to go.
    pub(crate) fn push(&mut self, item: T) -> Option<T> {
        let gone = if self.items.len() >= self.limit { self.items.pop_front() } else { None };
        self.items.push_back(item);
        gone
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.items.iter()
    }
}
