//! Structs whose fields come from Meta: each may be missing, or have an odd shape.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Something that can be read from a JSON value if that has a fitting shape.
pub(crate) trait Part: Sized {
    /// `None` when the shape does not fit.
    fn part(value: Value) -> Option<Self>;
}

impl Part for String {
    fn part(value: Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(text),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(flag.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }
}

impl Part for i64 {
    fn part(value: Value) -> Option<Self> {
        match value {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

impl Part for f64 {
    fn part(value: Value) -> Option<Self> {
        let number = match value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        number.filter(|number: &f64| number.is_finite())
    }
}

impl Part for bool {
    fn part(value: Value) -> Option<Self> {
        crate::lenient::opt_bool(value).ok().flatten()
    }
}

impl Part for Value {
    fn part(value: Value) -> Option<Self> {
        Some(value)
    }
}

impl<T: Part> Part for Box<T> {
    fn part(value: Value) -> Option<Self> {
        T::part(value).map(Self::new)
    }
}

impl<T: Part> Part for Vec<T> {
    fn part(value: Value) -> Option<Self> {
        match value {
            Value::Array(items) => Some(items.into_iter().filter_map(T::part).collect()),
            _ => None,
        }
    }
}

/// A field: an optional part, or a list of parts.
pub(crate) trait Field: Sized + Default {
    /// `null` and odd shapes count as missing.
    fn read(value: Value) -> Self;
    /// Not written.
    fn is_absent(&self) -> bool;
}

impl<T: Part> Field for Option<T> {
    fn read(value: Value) -> Self {
        if value.is_null() { None } else { T::part(value) }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// For what is always there; empty when it is not.
impl Field for String {
    fn read(value: Value) -> Self {
        Self::part(value).unwrap_or_default()
    }

    fn is_absent(&self) -> bool {
        false
    }
}

impl<T: Part> Field for Vec<T> {
    fn read(value: Value) -> Self {
        T::part_list(value)
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// Lists leave out what does not fit.
trait PartList: Part {
    fn part_list(value: Value) -> Vec<Self>;
}

impl<T: Part> PartList for T {
    fn part_list(value: Value) -> Vec<Self> {
        Vec::<T>::part(value).unwrap_or_default()
    }
}

/// For `deserialize_with`.
pub(crate) fn read<'de, D: Deserializer<'de>, T: Field>(deserializer: D) -> Result<T, D::Error> {
    Value::deserialize(deserializer).map(T::read)
}

/// For `skip_serializing_if`.
pub(crate) fn is_absent<T: Field>(field: &T) -> bool {
    field.is_absent()
}

/// Declares a struct of lenient fields: `name: Option<…>` or `name: Vec<…>`, with `as "wire name"` where
/// the name on the wire is another. `keeping others` behind it keeps the fields that are not declared.
macro_rules! wire_struct {
    ($($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$fmeta:meta])* $field:ident $(as $wire:literal)?: $kind:ty,)*
    } $(keeping $others:ident)?)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $(
                $(#[$fmeta])*
                #[doc = ""]
                #[doc = concat!("On the wire: `", $crate::wire_struct::wire_name!($field $($wire)?), "`.")]
                #[serde(
                    default,
                    deserialize_with = "crate::wire_struct::read",
                    skip_serializing_if = "crate::wire_struct::is_absent"
                )]
                $(#[serde(rename = $wire)])?
                pub $field: $kind,
            )*
            $(
                /// Fields that this version does not know.
                #[serde(flatten)]
                pub $others: serde_json::Map<String, serde_json::Value>,
            )?
        }

        impl crate::wire_struct::Part for $name {
            fn part(value: serde_json::Value) -> Option<Self> {
                value.is_object().then(|| serde_json::from_value(value).ok()).flatten()
            }
        }
    )+};
}

/// What a field is called on the wire: its own name unless another is given.
macro_rules! wire_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $wire:literal) => {
        $wire
    };
}

pub(crate) use wire_name;
pub(crate) use wire_struct;
