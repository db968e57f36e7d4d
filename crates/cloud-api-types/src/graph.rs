//! Phone numbers, tokens and lists of the Graph API.

use serde::{Deserialize, Serialize};

use crate::lenient;
use crate::wire_enum::wire_enum;

/// `{"success": true}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Success {
    #[serde(default, deserialize_with = "lenient::opt_bool")]
    pub success: Option<bool>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: serde::de::DeserializeOwned"))]
pub struct Page<T> {
    #[serde(default = "Vec::new", deserialize_with = "lenient::vec")]
    pub data: Vec<T>,
    #[serde(default, deserialize_with = "lenient::opt", skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging>,
}

/// Where the next page is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paging {
    #[serde(default, deserialize_with = "lenient::opt")]
    pub cursors: Option<Cursors>,
    /// Absent on the last page.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub next: Option<String>,
}

/// Places in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursors {
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub before: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub after: Option<String>,
}

/// The fields of a business phone number that we ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneNumber {
    #[serde(deserialize_with = "lenient::text")]
    pub id: String,
    /// As people write it, e.g. `+1 555-078-3881`.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub display_phone_number: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub verified_name: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt")]
    pub quality_rating: Option<QualityRating>,
    #[serde(default, deserialize_with = "lenient::opt")]
    pub status: Option<NumberStatus>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub code_verification_status: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub platform_type: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt")]
    pub throughput: Option<Throughput>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub whatsapp_business_manager_messaging_limit: Option<String>,
}

impl PhoneNumber {
    /// The value of `fields=` that fills this struct.
    pub const FIELDS: &str = "id,display_phone_number,verified_name,quality_rating,status,\
        code_verification_status,platform_type,throughput,whatsapp_business_manager_messaging_limit";
}

/// How fast a number may send.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Throughput {
    /// `STANDARD` (80 a second) or `HIGH` (1,000).
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub level: Option<String>,
}

wire_enum! {
    /// What people think of a number, measured by Meta.
    pub enum QualityRating {
        Green = "GREEN",
        Yellow = "YELLOW",
        Red = "RED",
        /// Meta has not decided yet.
        NotRated = "UNKNOWN",
        NotApplicable = "NA",
    }
}

wire_enum! {
    /// Whether a number can work.
    pub enum NumberStatus {
        Connected = "CONNECTED",
        Pending = "PENDING",
        Disconnected = "DISCONNECTED",
        Flagged = "FLAGGED",
        Restricted = "RESTRICTED",
        RateLimited = "RATE_LIMITED",
        Banned = "BANNED",
        Deleted = "DELETED",
        Migrated = "MIGRATED",
        Unverified = "UNVERIFIED",
    }
}

/// The answer of `GET /debug_token`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DebugTokenResponse {
    pub data: DebugToken,
}

/// What Meta knows about a token.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DebugToken {
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub app_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text", rename = "type")]
    pub kind: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub application: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_bool")]
    pub is_valid: Option<bool>,
    /// Unix seconds; 0 means never.
    #[serde(default, deserialize_with = "lenient::opt_int")]
    pub expires_at: Option<i64>,
    #[serde(default, deserialize_with = "lenient::vec")]
    pub scopes: Vec<String>,
    #[serde(default, deserialize_with = "lenient::vec")]
    pub granular_scopes: Vec<GranularScope>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub user_id: Option<String>,
    /// Why the token is not valid.
    #[serde(default, deserialize_with = "lenient::opt")]
    pub error: Option<TokenError>,
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
    #[serde(deserialize_with = "lenient::text")]
    pub scope: String,
    #[serde(default, deserialize_with = "lenient::vec")]
    pub target_ids: Vec<String>,
}

/// Why a token is not valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenError {
    #[serde(default, deserialize_with = "lenient::opt_int")]
    pub code: Option<i64>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub message: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_int")]
    pub subcode: Option<i64>,
}
