//! What a field may be, and what is told when it is not.

use std::fmt;
use std::ops::RangeInclusive;

/// One field that is not as it has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The path on the wire, e.g. `interactive.action.buttons[0].reply.title`.
    pub field: String,
    /// Which rule is broken.
    pub kind: ViolationKind,
    /// What is allowed, in words, e.g. `at most 20 characters`.
    pub limit: String,
    /// What there is, in words, e.g. `25 characters`. Never the text itself, which may be private.
    pub value: String,
}

/// What sort of violation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViolationKind {
    /// It has to be there.
    Missing,
    /// It has too many characters or bytes.
    TooLong,
    /// It has too few characters.
    TooShort,
    /// There are too many.
    TooMany,
    /// There are too few.
    TooFew,
    /// The number is too small or too large.
    OutOfRange,
    /// Two are the same that may not be.
    NotUnique,
    /// Not of the wanted form.
    Malformed,
    /// It may not be there.
    Forbidden,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}, but it is {}", self.field, self.limit, self.value)
    }
}

/// Everything that is wrong with a request; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct Violations(pub Vec<Violation>);

/// Collects violations.
#[derive(Debug, Default)]
pub(crate) struct Checker {
    found: Vec<Violation>,
}

impl Checker {
    pub(crate) fn done(self) -> Result<(), Violations> {
        if self.found.is_empty() { Ok(()) } else { Err(Violations(self.found)) }
    }

    pub(crate) fn add(
        &mut self,
        field: impl Into<String>,
        kind: ViolationKind,
        limit: impl Into<String>,
        value: impl Into<String>,
    ) {
        self.found.push(Violation { field: field.into(), kind, limit: limit.into(), value: value.into() });
    }

    /// The number of characters.
    pub(crate) fn length(&mut self, field: impl Into<String>, text: &str, allowed: RangeInclusive<usize>) {
        let count = text.chars().count();
        let value = format!("{count} characters");
        if count < *allowed.start() {
            let missing = ViolationKind::Missing;
            let kind = if count == 0 { missing } else { ViolationKind::TooShort };
            self.add(field, kind, format!("at least {} characters", allowed.start()), value);
        } else if count > *allowed.end() {
            self.add(field, ViolationKind::TooLong, format!("at most {} characters", allowed.end()), value);
        }
    }

    /// The number of characters, if there is a text.
    pub(crate) fn opt_length(
        &mut self,
        field: impl Into<String>,
        text: Option<&str>,
        allowed: RangeInclusive<usize>,
    ) {
        if let Some(text) = text {
            self.length(field, text, allowed);
        }
    }

    /// The number of items.
    pub(crate) fn count(&mut self, field: impl Into<String>, count: usize, allowed: RangeInclusive<usize>) {
        let value = count.to_string();
        if count < *allowed.start() {
            self.add(field, ViolationKind::TooFew, format!("at least {}", allowed.start()), value);
        } else if count > *allowed.end() {
            self.add(field, ViolationKind::TooMany, format!("at most {}", allowed.end()), value);
        }
    }

    pub(crate) fn range(&mut self, field: impl Into<String>, number: i64, allowed: RangeInclusive<i64>) {
        if !allowed.contains(&number) {
            let limit = format!("{} to {}", allowed.start(), allowed.end());
            self.add(field, ViolationKind::OutOfRange, limit, number.to_string());
        }
    }

    pub(crate) fn missing(&mut self, field: impl Into<String>) {
        self.add(field, ViolationKind::Missing, "required", "missing");
    }

    pub(crate) fn require(&mut self, field: impl Into<String>, is_there: bool) {
        if !is_there {
            self.missing(field);
        }
    }

    pub(crate) fn forbid(&mut self, field: impl Into<String>, is_there: bool, why: &str) {
        if is_there {
            self.add(field, ViolationKind::Forbidden, why, "there");
        }
    }

    pub(crate) fn malformed(&mut self, field: impl Into<String>, wanted: &str, value: impl Into<String>) {
        self.add(field, ViolationKind::Malformed, wanted, value);
    }

    /// `http(s)://…`.
    pub(crate) fn web_address(&mut self, field: impl Into<String>, url: &str) {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        if !rest.is_some_and(|rest| !rest.is_empty() && !url.contains(char::is_whitespace)) {
            self.malformed(field, "a web address that begins with http:// or https://", "something else");
        }
    }

    /// No two the same.
    pub(crate) fn unique<'a>(&mut self, field: impl Into<String>, items: impl IntoIterator<Item = &'a str>) {
        let mut seen = std::collections::HashSet::new();
        if !items.into_iter().all(|item| seen.insert(item)) {
            self.add(field, ViolationKind::NotUnique, "all different", "twice the same");
        }
    }
}
