//! What the provider tells about a number that belongs to no message.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::id::{NumberNoticeId, PhoneNumberId};
use crate::time::Timestamp;

/// News of a number: an error of the provider, or something that this version does not do anything with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NumberNotice {
    pub id: NumberNoticeId,
    pub phone_number_id: PhoneNumberId,
    /// `error`, or the provider's word for what it is about.
    pub kind: String,
    /// The provider's code of an error.
    pub code: Option<i64>,
    pub title: String,
    pub detail: Option<String>,
    /// What to do about it.
    pub remedy: Option<String>,
    /// The provider's JSON, when that is all there is to show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw: Option<Value>,
    pub first_at: Timestamp,
    /// When it was last said again.
    pub last_at: Timestamp,
}
