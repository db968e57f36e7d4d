//! Reading what does not have quite the expected shape.

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::raw::RawJson;

/// One item of a list: understood, or kept as it came with the reason why it was not.
#[derive(Debug, Clone, PartialEq)]
pub enum Lenient<T> {
    /// It could be read.
    Known(T),
    /// It could not.
    Unknown(Unread),
}

/// An item that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Unread {
    /// As it came.
    pub raw: RawJson,
    /// What was wrong with it. Names fields, never their content.
    pub error: String,
}

impl<T> Lenient<T> {
    /// The item, if it was understood.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(item) => Some(item),
            Self::Unknown(_) => None,
        }
    }

    /// The item by value, if it was understood.
    pub fn into_known(self) -> Option<T> {
        match self {
            Self::Known(item) => Some(item),
            Self::Unknown(_) => None,
        }
    }

    /// The item as it came, if it was not understood.
    pub fn unknown(&self) -> Option<&Unread> {
        match self {
            Self::Known(_) => None,
            Self::Unknown(unread) => Some(unread),
        }
    }
}

/// A type that is read from the raw JSON of one item.
pub trait FromItem: Sized {
    /// Reads one item; the error says which part was wrong.
    fn from_item(raw: &RawJson) -> Result<Self, serde_json::Error>;
}

/// Parses by way of a tree, so that a doubled key (the last one counts) does not spoil the item.
pub(crate) fn parse<T: DeserializeOwned>(raw: &RawJson) -> Result<T, serde_json::Error> {
    serde_json::from_value(serde_json::from_str::<Value>(raw.get())?)
}

impl<T: FromItem> Lenient<T> {
    fn read(raw: RawJson) -> Self {
        match T::from_item(&raw) {
            Ok(item) => Self::Known(item),
            Err(error) => Self::Unknown(Unread { raw, error: describe(&error) }),
        }
    }
}

/// serde quotes the offending value ("invalid type: string \"…\""), which may be what a person wrote.
fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let shown: String = text.chars().take_while(|c| !matches!(c, '"')).take(120).collect();
    shown.trim_end().to_owned()
}

impl<'de, T: FromItem> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        RawJson::deserialize(deserializer).map(Self::read)
    }
}

impl<T: Serialize> Serialize for Lenient<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(item) => item.serialize(serializer),
            Self::Unknown(unread) => unread.raw.serialize(serializer),
        }
    }
}

/// A list read item by item. `null` is an empty list; anything else is a list of that one item.
pub fn list<'de, D: Deserializer<'de>, T: FromItem>(deserializer: D) -> Result<Vec<Lenient<T>>, D::Error> {
    let raw = RawJson::deserialize(deserializer)?;
    let text = raw.get().trim_start();
    if text == "null" {
        return Ok(Vec::new());
    }
    if text.starts_with('[') {
        return serde_json::from_str(text).map_err(D::Error::custom);
    }
    Ok(vec![Lenient::read(raw)])
}

/// Text that may come as a number or a boolean.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let value = Value::deserialize(deserializer)?;
    as_text(value).ok_or_else(|| D::Error::custom("expected text"))
}

/// Text that may be missing, or come as a number; any other shape counts as missing.
pub fn opt_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Value::deserialize(deserializer).map(as_text)
}

/// A whole number that may come as text; any other shape counts as missing.
pub fn opt_int<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Value::deserialize(deserializer).map(|value| as_int(&value))
}

/// A whole number that may come as text.
pub fn int<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let value = Value::deserialize(deserializer)?;
    as_int(&value).ok_or_else(|| D::Error::custom("expected a whole number"))
}

/// A number that may come as text.
pub fn float<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let number = match Value::deserialize(deserializer)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.filter(|n| n.is_finite()).ok_or_else(|| D::Error::custom("expected a number"))
}

/// A truth that may come as text or a number; any other shape counts as missing.
pub fn opt_bool<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Value::deserialize(deserializer).map(|value| match value {
        Value::Bool(flag) => Some(flag),
        Value::String(text) if text.eq_ignore_ascii_case("true") || text == "1" => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") || text == "0" => Some(false),
        Value::Number(number) => number.as_i64().map(|n| n != 0),
        _ => None,
    })
}

/// A part that is read if it has the expected shape, and counts as missing otherwise.
pub fn opt<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Option<T>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(if value.is_null() { None } else { serde_json::from_value(value).ok() })
}

/// A list of parts; parts of another shape are left out, and what is no list is an empty one.
pub fn vec<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Array(items) => {
            items.into_iter().filter_map(|item| serde_json::from_value(item).ok()).collect()
        }
        _ => Vec::new(),
    })
}

fn as_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn as_int(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
