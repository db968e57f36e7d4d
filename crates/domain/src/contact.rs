//! The people we talk to and what identifies them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::ContactId;
use crate::phone::Phone;
use crate::time::Timestamp;

/// A person we talk to. May have no phone number at all: WhatsApp hides it when the person has a username.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Contact {
    pub id: ContactId,
    /// The name the person chose on WhatsApp, or what stands in for it.
    pub name: String,
    pub identifiers: Vec<Identifier>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Contact {
    pub fn phone(&self) -> Option<&str> {
        self.identifiers.iter().find(|i| i.kind == IdentifierKind::Phone).map(|i| i.value.as_str())
    }

    /// The contact as conversations show it.
    pub fn summary(&self) -> ContactSummary {
        ContactSummary {
            id: self.id,
            name: self.name.clone(),
            phone: self.phone().map(ToOwned::to_owned),
            username: self
                .identifiers
                .iter()
                .find(|i| i.kind == IdentifierKind::Username)
                .map(|i| i.value.clone()),
        }
    }
}

/// As much of a contact as a list row needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContactSummary {
    pub id: ContactId,
    pub name: String,
    /// E.164, if we know it.
    pub phone: Option<String>,
    pub username: Option<String>,
}

/// One thing that identifies a contact. Unique within the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct Identifier {
    pub kind: IdentifierKind,
    pub value: String,
}

impl Identifier {
    pub fn new(kind: IdentifierKind, value: impl Into<String>) -> Self {
        Self { kind, value: value.into() }
    }

    pub fn phone(phone: &Phone) -> Self {
        Self::new(IdentifierKind::Phone, phone.as_str())
    }
}

/// What kind of thing identifies a contact, the steadiest first: a business-scoped user id outlives
/// nothing but a change of number; a username may pass to somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierKind {
    /// Business-scoped user id, for example `US.13491208655302741918`.
    Bsuid,
    /// WhatsApp id: digits. May differ from the number that was dialled.
    WaId,
    /// E.164.
    Phone,
    Username,
}

impl IdentifierKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bsuid => "bsuid",
            Self::WaId => "wa_id",
            Self::Phone => "phone",
            Self::Username => "username",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Bsuid, Self::WaId, Self::Phone, Self::Username].into_iter().find(|k| k.as_str() == text)
    }
}
