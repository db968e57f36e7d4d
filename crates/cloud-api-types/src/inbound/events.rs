//! Messages about messages and about people: system, edit, revoke, unsupported.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::InboundContent;
use crate::wire_enum::wire_enum;
use crate::wire_struct::wire_struct;

wire_struct! {
    /// `system`: something about the person changed.
    pub struct SystemEvent {
        kind as "type": Option<SystemKind>,
        /// In words.
        body: Option<String>,
        /// The new phone, digits only.
        wa_id: Option<String>,
        /// Older payloads: the new phone.
        new_wa_id: Option<String>,
        /// The new user id.
        user_id: Option<String>,
        parent_user_id: Option<String>,
        /// Older payloads: the person's phone before.
        customer: Option<String>,
        /// Older payloads: the hash of the new identity.
        identity: Option<String>,
    }
    /// The new identity that comes with `customer_identity_changed`.
    pub struct Identity {
        acknowledged: Option<bool>,
        created_timestamp: Option<i64>,
        hash: Option<String>,
    }
    /// `revoke`: the person deleted a message.
    pub struct Revoke {
        original_message_id: Option<String>,
    }
    /// `unsupported`: a kind that Meta does not hand over. Why is in the message's errors.
    pub struct Unsupported {
        /// `poll_creation`, `gif`, `group_invite`, …
        kind as "type": Option<String>,
    }
}

wire_enum! {
    /// What changed.
    pub enum SystemKind {
        UserChangedNumber = "user_changed_number",
        CustomerChangedNumber = "customer_changed_number",
        CustomerIdentityChanged = "customer_identity_changed",
        UserIdentityChanged = "user_identity_changed",
        UserChangedUserId = "user_changed_user_id",
    }
}

/// `edit`: the person changed a message, at most 15 minutes after sending it.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// Which message.
    pub original_message_id: String,
    /// What it says now.
    pub content: Box<InboundContent>,
}

impl<'de> Deserialize<'de> for Edit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Wire {
            #[serde(deserialize_with = "crate::lenient::text")]
            original_message_id: String,
            #[serde(default)]
            message: Value,
        }
        let wire = Wire::deserialize(deserializer)?;
        let content = Box::new(InboundContent::of(&wire.message));
        Ok(Self { original_message_id: wire.original_message_id, content })
    }
}
