//! WhatsApp groups that a number of ours is in.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{ContactId, ConversationId};
use crate::time::Timestamp;

/// A group: one conversation, many people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Group {
    /// The contact that stands for the group in lists.
    pub contact_id: ContactId,
    pub conversation_id: ConversationId,
    /// The provider's id of it.
    pub group_id: String,
    pub subject: Option<String>,
    pub description: Option<String>,
    pub invite_link: Option<String>,
    /// `auto_approve`, `approval_required`.
    pub join_approval_mode: Option<String>,
    pub is_deleted: bool,
    /// The provider has suspended it: nothing can be sent.
    pub is_suspended: bool,
    pub participants: Vec<Participant>,
    /// Who waits to be let in.
    pub join_requests: Vec<JoinRequest>,
}

/// Somebody who is in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Participant {
    pub contact_id: ContactId,
    pub name: String,
    pub phone: Option<String>,
    pub since: Timestamp,
}

/// Somebody who asks to be let into a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JoinRequest {
    /// The provider's id of it.
    pub join_request_id: String,
    pub contact_id: Option<ContactId>,
    pub at: Timestamp,
}
