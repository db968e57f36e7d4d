//! Work that is owed: written in the transaction of the change that owes it.

use serde::{Deserialize, Serialize};

use crate::id::{
    ConversationId, JobId, MediaId, MessageId, PhoneNumberId, TemplateId, WabaId, Wamid, WorkspaceId,
};
use crate::template::TemplateStatus;
use crate::time::Timestamp;

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// Hand a queued message to the provider.
    SendMessage { message_id: MessageId, conversation_id: ConversationId },
    /// Put our reaction on a message at the provider, as it stands when the job runs, or take it off.
    SendReaction { message_id: MessageId },
    /// Tell the contact's phone that we have read up to a message, and perhaps that we are typing.
    MarkRead { phone_number_id: PhoneNumberId, wamid: Wamid, typing: bool },
    /// Bring a contact's file here from the provider.
    FetchMedia { media_id: MediaId },
    /// Copy an account's templates.
    SyncTemplates { waba_id: WabaId },
    /// Read an account and its numbers from the provider.
    RefreshAccount { waba_id: WabaId },
    /// Have our app get an account's webhooks.
    SubscribeApp { waba_id: WabaId },
    /// Copy an account's Flows.
    SyncFlows { waba_id: WabaId },
    /// Hand a template to the provider for review. `from`: how it stood before.
    SubmitTemplate { template_id: TemplateId, from: TemplateStatus },
    /// Have the provider delete a template. `from`: how it stood before.
    DeleteTemplate { template_id: TemplateId, from: TemplateStatus },
}

impl Work {
    /// The queue whose runner does it.
    pub const fn queue(&self) -> Queue {
        match self {
            Self::SendMessage { .. } => Queue::Send,
            Self::MarkRead { .. } | Self::SendReaction { .. } => Queue::Receipts,
            Self::SyncTemplates { .. }
            | Self::SyncFlows { .. }
            | Self::SubmitTemplate { .. }
            | Self::DeleteTemplate { .. } => Queue::Templates,
            Self::RefreshAccount { .. } | Self::SubscribeApp { .. } => Queue::Accounts,
            Self::FetchMedia { .. } => Queue::Media,
        }
    }

    /// Jobs of one queue with the same key run one after another, in the order they were enqueued.
    pub fn key(&self) -> String {
        match self {
            Self::SendMessage { conversation_id, .. } => conversation_id.to_string(),
            Self::MarkRead { wamid, .. } => wamid.0.clone(),
            Self::SendReaction { message_id } => message_id.to_string(),
            Self::SyncTemplates { waba_id } | Self::RefreshAccount { waba_id } => waba_id.0.clone(),
            Self::SyncFlows { waba_id } => format!("flows {waba_id}"),
            // Reading goes on while subscribing is tried again.
            Self::SubscribeApp { waba_id } => format!("subscribe {waba_id}"),
            Self::SubmitTemplate { template_id, .. } | Self::DeleteTemplate { template_id, .. } => {
                template_id.to_string()
            }
            Self::FetchMedia { media_id } => media_id.to_string(),
        }
    }
}

/// Jobs that share a runner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Queue {
    Send,
    Receipts,
    Media,
    Templates,
    Accounts,
}

impl Queue {
    pub const ALL: [Self; 5] = [Self::Send, Self::Receipts, Self::Media, Self::Templates, Self::Accounts];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::Receipts => "receipts",
            Self::Templates => "templates",
            Self::Accounts => "accounts",
            Self::Media => "media",
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
