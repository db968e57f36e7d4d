//! The values of all webhook fields but `messages`, each with the JSON it came in.
//!
//! | room | fields |
//! |---|---|
//! | [`templates`] | `message_template_*`, `template_*` |
//! | [`account`] | `account_*`, `business_*`, `phone_number_*`, `security`, `flows`, `partner_solutions`, `payment_configuration_update` |
//! | [`people`] | `user_id_update`, `user_preferences`, `automatic_events`, `messaging_handovers` |
//! | [`calls`], [`groups`], [`coexistence`] | as named |

pub mod account;
pub mod calls;
pub mod coexistence;
pub mod groups;
pub mod people;
pub mod templates;

use std::ops::Deref;

use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer};

use crate::raw::RawJson;

/// A value that was understood, and the JSON it came in, which is also how it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept<T> {
    value: T,
    raw: RawJson,
}

impl<T> Kept<T> {
    /// The JSON as it came.
    pub fn raw(&self) -> &RawJson {
        &self.raw
    }

    /// What was understood.
    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T: DeserializeOwned> Kept<T> {
    /// `None` when the JSON has quite another shape.
    pub(crate) fn read(raw: &RawJson) -> Option<Self> {
        // serde would also fill a struct from a list.
        if !raw.get().trim_start().starts_with('{') {
            return None;
        }
        Some(Self { value: serde_json::from_str(raw.get()).ok()?, raw: raw.clone() })
    }
}

impl<T> Deref for Kept<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Serialize for Kept<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.raw.serialize(serializer)
    }
}
