//! Work that is owed: written in the transaction of the change that owes it.

use serde::{Deserialize, Serialize};

use crate::id::{ConversationId, JobId, MessageId, PhoneNumberId, Wamid, WorkspaceId};
use crate::time::Timestamp;

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// Hand a queued message to the provider.
    SendMessage { message_id: MessageId, conversation_id: ConversationId },
    /// Tell the contact's phone that we have read up to a message, and perhaps that we are typing.
    MarkRead { phone_number_id: PhoneNumberId, wamid: Wamid, typing: bool },
}

impl Work {
    /// The queue whose runner does it.
    pub const fn queue(&self) -> Queue {
        match self {
            Self::SendMessage { .. } => Queue::Send,
            Self::MarkRead { .. } => Queue::Receipts,
        }
    }

    /// Jobs of one queue with the same key run one after another, in the order they were enqueued.
    pub fn key(&self) -> String {
        match self {
            Self::SendMessage { conversation_id, .. } => conversation_id.to_string(),
            Self::MarkRead { wamid, .. } => wamid.0.clone(),
        }
    }
}

/// Jobs that share a runner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Queue {
    Send,
    Receipts,
}

impl Queue {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::Receipts => "receipts",
        }
    }
}

/// A claimed piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub id: JobId,
    pub workspace: WorkspaceId,
    pub work: Work,
    /// How often it has been claimed, this time included.
    pub attempt: i64,
    pub enqueued_at: Timestamp,
}
