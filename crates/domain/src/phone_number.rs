//! Our numbers and how they are doing.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::account::NumberDetails;
use crate::id::{MetaAppId, MetaPhoneNumberId, PhoneNumberId, WabaId, WorkspaceId};
use crate::secret::Secret;
use crate::time::Timestamp;

/// One of our numbers, as everybody in the workspace may see it: without its secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PhoneNumber {
    pub id: PhoneNumberId,
    /// Meta's id of the number.
    pub meta_phone_number_id: MetaPhoneNumberId,
    pub waba_id: WabaId,
    pub meta_app_id: MetaAppId,
    /// As Meta formats it, for example `+1 555-078-3881`.
    pub display_phone_number: String,
    pub verified_name: String,
    /// Meta's word: `GREEN`, `YELLOW`, `RED` or `UNKNOWN`.
    pub quality_rating: String,
    /// Root of the API, without a version: Meta's, the simulator's or another provider's.
    pub base_url: String,
    /// For example `v25.0`.
    pub api_version: String,
    /// How calls prove who we are.
    #[serde(default)]
    pub auth: AuthHeader,
    pub health: NumberHealth,
    #[serde(default)]
    pub details: NumberDetails,
    /// When Meta last told us something about this number.
    pub last_webhook_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// The header that carries the access token. Meta's is `authorization: Bearer …`; some other providers want a header
/// of their own with nothing but the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuthHeader {
    /// Lower-case.
    pub name: String,
    /// The word before the token; absent where the token stands alone.
    pub scheme: Option<String>,
}

impl AuthHeader {
    const META_NAME: &str = "authorization";
    const META_SCHEME: &str = "Bearer";

    /// Whether calls are made as Meta wants them.
    pub fn is_metas(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for AuthHeader {
    fn default() -> Self {
        Self { name: Self::META_NAME.to_owned(), scheme: Some(Self::META_SCHEME.to_owned()) }
    }
}

/// Whether sends through a number work, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NumberHealth {
    pub state: NumberState,
    pub since: Timestamp,
    /// What happened, in words that say what to do. Absent while all is well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// How a number is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NumberState {
    /// The last call to the API worked.
    Connected,
    /// The API cannot be reached; sends wait.
    Unreachable,
    /// The access token was refused.
    TokenInvalid,
}

impl NumberState {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Connected => "connected",
            Self::Unreachable => "unreachable",
            Self::TokenInvalid => "token_invalid",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Connected, Self::Unreachable, Self::TokenInvalid].into_iter().find(|s| s.as_str() == text)
    }
}

/// What a call through a number needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberAccess {
    pub workspace: WorkspaceId,
    pub id: PhoneNumberId,
    pub meta_phone_number_id: MetaPhoneNumberId,
    pub meta_app_id: MetaAppId,
    pub base_url: String,
    pub api_version: String,
    pub auth: AuthHeader,
    pub access_token: Secret,
}

/// The Meta app whose secret signs the webhooks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetaApp {
    pub id: MetaAppId,
    pub app_secret: Secret,
    /// The secret before a rotation: still accepted until it is dropped.
    pub previous_app_secret: Option<Secret>,
    pub verify_token: Secret,
}

impl MetaApp {
    /// The secrets that a signature may be made with, the current one first.
    pub fn live_secrets(&self) -> impl Iterator<Item = &Secret> {
        std::iter::once(&self.app_secret).chain(&self.previous_app_secret)
    }
}
