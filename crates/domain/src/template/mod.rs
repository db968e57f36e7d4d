//! Message templates: what they say, and how far the provider's review has come.

mod shape;
pub mod text;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use utoipa::ToSchema;

use crate::id::{MetaTemplateId, TemplateId, WabaId};
use crate::message::{Author, MessageError};
use crate::time::Timestamp;

pub use shape::{Button, ButtonKind, Header, MediaFormat, Offer, Shape};

/// A template in one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Template {
    pub id: TemplateId,
    pub waba_id: WabaId,
    /// Meta's id; absent until it was submitted.
    pub meta_template_id: Option<MetaTemplateId>,
    /// Lower-case letters, digits and `_`.
    pub name: String,
    /// For example `en_US`.
    pub language: String,
    pub category: TemplateCategory,
    /// What it was before the provider moved it to another category.
    pub previous_category: Option<TemplateCategory>,
    /// A move to another category that the provider has announced.
    pub category_notice: Option<CategoryNotice>,
    pub status: TemplateStatus,
    /// Why it was rejected, paused or disabled, or will be.
    pub reason: Option<TemplateReason>,
    /// Why the last submission or deletion did not work.
    pub problem: Option<MessageError>,
    pub quality: TemplateQuality,
    pub parameter_format: ParameterFormat,
    /// As the provider writes them.
    #[schema(value_type = Vec<Object>)]
    pub components: Vec<Value>,
    /// How long the provider tries to deliver a message of this template, in seconds; absent: its default.
    pub ttl_seconds: Option<i64>,
    /// Changes to a template that was submitted before: not in force until they are submitted, too.
    pub draft: Option<TemplateDraft>,
    /// 1, and one more with every change.
    pub version: i64,
    pub created_by: Option<Author>,
    pub updated_by: Option<Author>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub heard_at: HeardAt,
    /// Which of the provider's ready-made templates it was made from; what it says is the provider's then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub library: Option<LibraryUse>,
}

/// A ready-made template of the provider's, and what is filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LibraryUse {
    /// What the provider's library calls it.
    pub name: String,
    /// What its buttons lead to, in the provider's form.
    #[schema(value_type = Vec<Object>)]
    pub button_inputs: Vec<Value>,
    /// What of its text is chosen, in the provider's form.
    #[schema(value_type = Option<Object>)]
    pub body_inputs: Option<Value>,
}

/// The provider's times of the last news, by what it was about: older news changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeardAt {
    pub status: Timestamp,
    pub quality: Timestamp,
    pub category: Timestamp,
    pub texts: Timestamp,
}

impl HeardAt {
    /// All of it at the same time.
    pub const fn all(at: Timestamp) -> Self {
        Self { status: at, quality: at, category: at, texts: at }
    }
}

impl Template {
    /// What would be submitted: the changes if there are some, otherwise what it says already.
    pub fn next_content(&self) -> TemplateDraft {
        self.draft.clone().unwrap_or_else(|| TemplateDraft {
            category: self.category.clone(),
            parameter_format: self.parameter_format,
            components: self.components.clone(),
            ttl_seconds: self.ttl_seconds,
        })
    }
}

/// What a person decides about a template: everything but its name and language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TemplateDraft {
    pub category: TemplateCategory,
    pub parameter_format: ParameterFormat,
    #[schema(value_type = Vec<Object>)]
    pub components: Vec<Value>,
    pub ttl_seconds: Option<i64>,
}

/// A move to another category that has been announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CategoryNotice {
    pub category: TemplateCategory,
    /// When it takes place; absent when the provider only says that the category is wrong.
    pub at: Option<Timestamp>,
}

/// Why a template stands as it does, in the provider's words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TemplateReason {
    /// `INVALID_FORMAT`, `FIRST_PAUSE`, …
    pub code: Option<String>,
    pub detail: Option<String>,
    pub recommendation: Option<String>,
    /// When it will be disabled, in words.
    pub disable_date: Option<String>,
}

/// How variables are named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ParameterFormat {
    /// `{{1}}`, `{{2}}`.
    #[default]
    Positional,
    /// `{{first_name}}`.
    Named,
}

impl ParameterFormat {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Positional => "positional",
            Self::Named => "named",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Positional, Self::Named].into_iter().find(|f| f.as_str().eq_ignore_ascii_case(text))
    }
}

/// Declares an enum of the provider's words that keeps those it does not know.
macro_rules! open_words {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$vmeta])* $variant,)+
            /// A word that this version does not know, as it came.
            Unknown(String),
        }

        impl $name {
            /// The words that are known.
            pub const WORDS: &[&str] = &[$($text),+];

            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Unknown(text) => text,
                }
            }

            /// Reads a word in either case; one that is not known is kept.
            pub fn parse(text: &str) -> Self {
                $(if text.eq_ignore_ascii_case($text) {
                    return Self::$variant;
                })+
                Self::Unknown(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                std::borrow::Cow::<'de, str>::deserialize(deserializer).map(|text| Self::parse(&text))
            }
        }
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .description(Some(format!("One of {}, or a word that is new.", Self::WORDS.join(", "))))
                    .into()
            }
        }
        impl ToSchema for $name {}
    )+};
}

pub(crate) use open_words;

open_words! {
    /// How far a template has come.
    pub enum TemplateStatus {
        /// Ours alone: never submitted.
        Draft = "draft",
        /// On its way to the provider.
        Submitting = "submitting",
        /// In review.
        Pending = "pending",
        Approved = "approved",
        Rejected = "rejected",
        /// For a while, because people did not like it.
        Paused = "paused",
        /// For good, because people did not like it.
        Disabled = "disabled",
        InAppeal = "in_appeal",
        /// Its deletion is on its way to the provider.
        Deleting = "deleting",
        /// The provider deletes it when the last message has been delivered.
        PendingDeletion = "pending_deletion",
        Deleted = "deleted",
        LimitExceeded = "limit_exceeded",
        Archived = "archived",
        Locked = "locked",
    }
    /// What a template is for, which decides its price.
    pub enum TemplateCategory {
        Authentication = "authentication",
        Marketing = "marketing",
        Utility = "utility",
    }
    /// How well people take a template.
    pub enum TemplateQuality {
        Green = "green",
        Yellow = "yellow",
        Red = "red",
        /// The provider has not decided yet.
        NotRated = "not_rated",
    }
}

impl TemplateStatus {
    /// Only approved templates can be sent.
    pub fn can_send(&self) -> bool {
        *self == Self::Approved
    }

    /// The provider takes changes of these.
    pub fn can_edit(&self) -> bool {
        matches!(self, Self::Draft | Self::Approved | Self::Rejected | Self::Paused)
    }

    /// The provider has nothing to delete any more, or must not.
    pub fn can_delete(&self) -> bool {
        !matches!(
            self,
            Self::Disabled | Self::Submitting | Self::Deleting | Self::PendingDeletion | Self::Deleted
        )
    }

    /// A job of ours will decide what becomes of it.
    pub fn is_ours(&self) -> bool {
        matches!(self, Self::Draft | Self::Submitting | Self::Deleting)
    }
}

/// One change of a template: who, when, what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TemplateVersion {
    pub version: i64,
    pub at: Timestamp,
    /// Absent when the provider changed it.
    pub author: Option<Author>,
    pub changes: Vec<TemplateChange>,
}

/// One field, before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TemplateChange {
    /// `status`, `category`, `quality`, `components`, …
    pub field: String,
    /// Null in the first version.
    pub before: Value,
    pub after: Value,
}

/// How the copying of an account's templates went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TemplateSync {
    pub waba_id: WabaId,
    pub requested_at: Timestamp,
    /// Absent while it is under way.
    pub finished_at: Option<Timestamp>,
    /// How many templates the account has.
    pub templates: Option<i64>,
    pub problem: Option<MessageError>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_words_are_read_in_either_case_and_unknown_ones_kept() {
        assert_eq!(TemplateStatus::parse("APPROVED"), TemplateStatus::Approved);
        assert_eq!(TemplateStatus::parse("in_appeal"), TemplateStatus::InAppeal);
        let odd = TemplateStatus::parse("LEVITATING");
        assert_eq!(odd, TemplateStatus::Unknown("LEVITATING".to_owned()));
        let json = serde_json::to_string(&odd).unwrap();
        assert_eq!(serde_json::from_str::<TemplateStatus>(&json).unwrap(), odd);
    }

    #[test]
    fn f1_only_approved_templates_can_be_sent() {
        for word in TemplateStatus::WORDS {
            let status = TemplateStatus::parse(word);
            assert_eq!(status.can_send(), *word == "approved", "{word}");
            assert_eq!(status.as_str(), *word);
        }
    }
}
