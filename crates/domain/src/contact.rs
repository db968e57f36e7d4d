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
    #[serde(default, skip_serializing_if = "ContactKind::is_person")]
    pub kind: ContactKind,
    /// What to show: the name in the business's address book, else the one the person chose, else what stands in.
    pub name: String,
    /// The name that the person chose on WhatsApp.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile_name: Option<String>,
    /// What the address book of the business's own WhatsApp app says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub book: Option<BookEntry>,
    /// What the person wants of marketing messages, once it has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marketing: Option<MarketingWish>,
    pub identifiers: Vec<Identifier>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Contact {
    pub fn phone(&self) -> Option<&str> {
        self.identifiers.iter().find(|i| i.kind == IdentifierKind::Phone).map(|i| i.value.as_str())
    }

    /// The name that should be shown, if there is one: the business's own before the person's.
    pub fn best_name(&self) -> Option<&str> {
        self.book.as_ref().and_then(|book| book.name.as_deref()).or(self.profile_name.as_deref())
    }

    /// The contact as conversations show it.
    pub fn summary(&self) -> ContactSummary {
        ContactSummary {
            id: self.id,
            kind: self.kind,
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

/// An entry of the business's address book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BookEntry {
    /// Absent when the entry was removed.
    pub name: Option<String>,
    pub at: Timestamp,
}

/// Whether a contact is one person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    #[default]
    Person,
    /// A WhatsApp group: what is said in it is one conversation.
    Group,
}

impl ContactKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Group => "group",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Person, Self::Group].into_iter().find(|k| k.as_str() == text)
    }

    pub const fn is_person(&self) -> bool {
        matches!(self, Self::Person)
    }
}

/// What a person wants of marketing messages, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MarketingWish {
    pub choice: MarketingChoice,
    pub at: Timestamp,
}

impl MarketingWish {
    /// The wish that counts: the later one, and of one instant the one that asks for less.
    #[must_use]
    pub fn latest(self, other: Self) -> Self {
        if (other.at, other.choice) > (self.at, self.choice) { other } else { self }
    }
}

/// Said by the person, on WhatsApp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MarketingChoice {
    /// Asked for them.
    Signup,
    /// Wants them again.
    Resume,
    /// Wants none: marketing templates are refused.
    Stop,
}

impl MarketingChoice {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Signup => "signup",
            Self::Resume => "resume",
            Self::Stop => "stop",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Signup, Self::Resume, Self::Stop].into_iter().find(|c| c.as_str() == text)
    }
}

/// As much of a contact as a list row needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContactSummary {
    pub id: ContactId,
    #[serde(default, skip_serializing_if = "ContactKind::is_person")]
    pub kind: ContactKind,
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
    /// The provider's id of a group.
    Group,
    /// A business-scoped user id that the person had before: late news may still name it.
    FormerBsuid,
    Username,
}

impl IdentifierKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bsuid => "bsuid",
            Self::WaId => "wa_id",
            Self::Phone => "phone",
            Self::Username => "username",
            Self::Group => "group",
            Self::FormerBsuid => "former_bsuid",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Bsuid, Self::WaId, Self::Phone, Self::Username, Self::Group, Self::FormerBsuid]
            .into_iter()
            .find(|k| k.as_str() == text)
    }
}
