//! Parameters that do not fit, and where.

use serde::Serialize;
use serde_json::Value;

/// The first thing in a send that does not fit its template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{place}: {message}")]
pub struct Misfit {
    /// What the provider would refuse it with: 132000, 132012, …
    pub code: i64,
    /// Where it is in the request, for example `components[1].parameters[0].text`.
    pub field: String,
    /// Where it is in the template, for example `body` or `card 2, button 1`.
    pub place: String,
    pub message: String,
}

/// Numbers of parameters differ.
pub(super) const COUNT: i64 = 132_000;
/// The rendered text is too long.
pub(super) const TOO_LONG: i64 = 132_005;
/// A parameter is of another type, or in another form.
pub(super) const FORMAT: i64 = 132_012;
/// Something else about the parameters.
pub(super) const INVALID: i64 = 132_018;
/// Something required is not there.
pub(super) const MISSING: i64 = 131_008;
/// A value that cannot be.
pub(super) const VALUE: i64 = 131_009;

/// A value of the request, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Spot<'a> {
    pub(super) value: &'a Value,
    pub(super) field: String,
    pub(super) place: String,
}

impl<'a> Spot<'a> {
    /// A field of it. One that is not there is null.
    pub(super) fn get(&self, field: &str) -> Spot<'a> {
        let value = self.value.get(field).unwrap_or(&Value::Null);
        Spot { value, field: format!("{}.{field}", self.field), place: self.place.clone() }
    }

    /// The items of a list field. None when it is not there, or no list.
    pub(super) fn items(&self, field: &str) -> Vec<Spot<'a>> {
        let list = self.get(field);
        let items = list.value.as_array().map(Vec::as_slice).unwrap_or_default();
        let item =
            |(n, value)| Spot { value, field: format!("{}[{n}]", list.field), place: self.place.clone() };
        items.iter().enumerate().map(item).collect()
    }

    pub(super) fn text(&self, field: &str) -> Option<&'a str> {
        self.value.get(field).and_then(Value::as_str)
    }

    /// Its `type`, in lower case; empty without one.
    pub(super) fn kind(&self) -> String {
        self.text("type").unwrap_or_default().to_ascii_lowercase()
    }

    pub(super) fn misfit(&self, code: i64, message: impl Into<String>) -> Misfit {
        Misfit { code, field: self.field.clone(), place: self.place.clone(), message: message.into() }
    }

    /// An error about a field of it.
    pub(super) fn wrong(&self, field: &str, code: i64, message: impl Into<String>) -> Misfit {
        self.get(field).misfit(code, message)
    }
}

/// A text as parameters have it; numbers and truth values count as their text.
pub(super) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
