//! What the Graph API takes and gives besides messages.
//!
//! | room | what is in it |
//! |---|---|
//! | here | lists and tokens |
//! | [`numbers`] | phone numbers, settings, registration, health, usernames |
//! | [`accounts`] | business accounts, subscriptions, blocked people, QR codes, profile, commerce |
//! | [`templates`] | message templates: create, read, edit, and the check before submission |
//! | [`media`] | files and uploads |
//! | [`analytics`], [`flows`], [`calls`], [`groups`] | as named |

pub mod accounts;
pub mod analytics;
pub mod calls;
pub mod flows;
pub mod groups;
pub mod media;
pub mod numbers;
pub mod templates;

pub use numbers::{NumberStatus, PhoneNumber, QualityRating, Throughput};

use serde::{Deserialize, Serialize};

use crate::lenient;

/// `{"success": true}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Success {
    /// Whether it was done.
    #[serde(default, deserialize_with = "lenient::opt_bool")]
    pub success: Option<bool>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: serde::de::DeserializeOwned"))]
pub struct Page<T> {
    /// The items.
    #[serde(default = "Vec::new", deserialize_with = "lenient::vec")]
    pub data: Vec<T>,
    /// Where to go on.
    #[serde(default, deserialize_with = "lenient::opt", skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging>,
}

/// Where the next page is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paging {
    /// Places to go on from.
    #[serde(default, deserialize_with = "lenient::opt")]
    pub cursors: Option<Cursors>,
    /// Absent on the last page.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub next: Option<String>,
}

/// Places in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursors {
    /// Before the first item.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub before: Option<String>,
    /// After the last item.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub after: Option<String>,
}

/// The answer of `GET /debug_token`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DebugTokenResponse {
    /// What is known of the token.
    pub data: DebugToken,
}

/// What Meta knows about a token.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DebugToken {
    /// The app that made the token.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub app_id: Option<String>,
    /// `USER`, `SYSTEM_USER`, `APP`, ….
    #[serde(default, deserialize_with = "lenient::opt_text", rename = "type")]
    pub kind: Option<String>,
    /// The app's name.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub application: Option<String>,
    /// Whether it can be used.
    #[serde(default, deserialize_with = "lenient::opt_bool")]
    pub is_valid: Option<bool>,
    /// Unix seconds; 0 means never.
    #[serde(default, deserialize_with = "lenient::opt_int")]
    pub expires_at: Option<i64>,
    /// What it may do.
    #[serde(default, deserialize_with = "lenient::vec")]
    pub scopes: Vec<String>,
    /// What it may do, and with which objects.
    #[serde(default, deserialize_with = "lenient::vec")]
    pub granular_scopes: Vec<GranularScope>,
    /// Whose it is.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub user_id: Option<String>,
    /// Why the token is not valid.
    #[serde(default, deserialize_with = "lenient::opt")]
    pub error: Option<TokenError>,
}

impl<T> Page<T> {
    /// The cursor of the next page, if there is one.
    pub fn next(&self) -> Option<&str> {
        let paging = self.paging.as_ref()?;
        paging.next.as_ref()?;
        paging.cursors.as_ref()?.after.as_deref()
    }
}

impl DebugToken {
    /// The business accounts that the token may manage, if it is limited to some.
    pub fn waba_ids(&self) -> impl Iterator<Item = &str> {
        let managed = |scope: &&GranularScope| scope.scope == "whatsapp_business_management";
        self.granular_scopes.iter().filter(managed).flat_map(|s| s.target_ids.iter().map(String::as_str))
    }
}

/// A permission, limited to some objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GranularScope {
    /// The permission.
    #[serde(deserialize_with = "lenient::text")]
    pub scope: String,
    /// The objects; none means all.
    #[serde(default, deserialize_with = "lenient::vec")]
    pub target_ids: Vec<String>,
}

/// Why a token is not valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenError {
    /// What happened, as a number of Meta's list.
    #[serde(default, deserialize_with = "lenient::opt_int")]
    pub code: Option<i64>,
    /// What happened.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub message: Option<String>,
    /// What exactly happened.
    #[serde(default, deserialize_with = "lenient::opt_int")]
    pub subcode: Option<i64>,
}
