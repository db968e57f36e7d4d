//! A newtype for every id, and the one door through which ids are made.

use std::fmt;
use std::str::FromStr;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::{ContextV7, Uuid};

use crate::time::Timestamp;

/// Makes a UUID version 7 for `now`: sortable by time, and within one process strictly increasing.
pub fn new_uuid(now: Timestamp) -> Uuid {
    static CONTEXT: Mutex<ContextV7> = Mutex::new(ContextV7::new());
    let context = CONTEXT.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let micros = u64::try_from(now.as_micros()).unwrap_or_default();
    let nanos = u32::try_from(micros % 1_000_000).unwrap_or_default() * 1_000;
    Uuid::new_v7(uuid::Timestamp::from_unix(&*context, micros / 1_000_000, nanos))
}

/// What is wrong with an id that was given as text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not {wanted}")]
pub struct InvalidId {
    given: String,
    wanted: &'static str,
}

macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = String, format = Uuid)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id, later than every id made before it in this process.
            pub fn new(now: Timestamp) -> Self {
                Self(new_uuid(now))
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(s: &str) -> Result<Self, InvalidId> {
                Uuid::parse_str(s).map(Self).map_err(|_| InvalidId { given: s.to_owned(), wanted: "a UUID" })
            }
        }
    )*};
}

uuid_ids! {
    /// A tenant.
    WorkspaceId;
    /// A login.
    UserId;
    /// One signed-in browser or program.
    SessionId;
    /// One of our numbers, as Waypost knows it (Meta's id is [`MetaPhoneNumberId`]).
    PhoneNumberId;
    /// A person we talk to.
    ContactId;
    /// A thread between one contact and one number.
    ConversationId;
    /// One utterance.
    MessageId;
    /// A stored file.
    MediaId;
    /// A file on its way here, piece by piece.
    UploadId;
    /// A message template in one language.
    TemplateId;
    /// Something about an account that somebody should read.
    AccountNoticeId;
    /// A form.
    FlowId;
    /// A key pair of one of our numbers.
    FlowKeyId;
    /// A piece of owed work.
    JobId;
}

macro_rules! text_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = String)]
        pub struct $name(pub String);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }
    )*};
}

text_ids! {
    /// Meta's id of a message. Opaque and case-sensitive.
    Wamid;
    /// Meta's id of one of our numbers: decimal digits.
    MetaPhoneNumberId;
    /// Meta's id of a message template: decimal digits.
    MetaTemplateId;
    /// Meta's id of a Flow: decimal digits.
    MetaFlowId;
    /// Meta's id of a WhatsApp Business account: decimal digits.
    WabaId;
    /// Meta's id of the app that owns the webhook subscription: decimal digits.
    MetaAppId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_made_in_the_same_microsecond_still_increase() {
        let now = Timestamp::from_micros(1_780_000_000_000_000);
        let ids: Vec<_> = (0..10_000).map(|_| MessageId::new(now)).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn a_broken_id_names_what_was_given() {
        assert_eq!("x".parse::<MessageId>().unwrap_err().to_string(), "`x` is not a UUID");
    }
}
