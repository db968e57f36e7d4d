//! The news that every change leaves on the feed of its workspace.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::account::{AccountNotice, Waba};
use crate::contact::Contact;
use crate::conversation::Conversation;
use crate::flow::Flow;
use crate::group::Group;
use crate::history::HistoryImport;
use crate::id::{ContactId, ConversationId, MessageId, Wamid};
use crate::media::Media;
use crate::message::{Message, MessageError, MessageStatus, StatusTimes};
use crate::phone_number::PhoneNumber;
use crate::report::{Billing, Recipients};
use crate::template::{Template, TemplateSync};
use crate::time::Timestamp;

/// One change. State before it, with it applied, is the state after it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type")]
pub enum Event {
    #[serde(rename = "message.created")]
    MessageCreated { message: Message },
    /// Something but its status changed: a reaction.
    #[serde(rename = "message.updated")]
    MessageUpdated { message: Message },
    #[serde(rename = "message.status")]
    MessageStatus {
        conversation_id: ConversationId,
        message_id: MessageId,
        status: MessageStatus,
        /// When this was learned of.
        at: Timestamp,
        /// When each status was reached, this one included.
        status_times: StatusTimes,
        error: Option<MessageError>,
        attempt: i64,
        wamid: Option<Wamid>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        billing: Option<Billing>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recipients: Option<Recipients>,
    },
    /// New, or changed in anything but the status of its last message.
    #[serde(rename = "conversation.updated")]
    ConversationUpdated { conversation: Conversation },
    /// Older messages were put into a conversation, in their places by time: what is known of its messages is to be
    /// fetched again.
    #[serde(rename = "conversation.history_imported")]
    ConversationHistoryImported { conversation: Conversation, messages: i64 },
    /// Two conversations were one: all messages of `from`, which is gone, are in `conversation` now, and its messages
    /// are to be fetched again.
    #[serde(rename = "conversation.merged")]
    ConversationMerged { from: ConversationId, conversation: Conversation },
    /// Two contacts were one person: `from` is gone.
    #[serde(rename = "contact.merged")]
    ContactMerged { from: ContactId, contact: Contact },
    /// A group's subject, settings or people changed.
    #[serde(rename = "group.updated")]
    GroupUpdated { group: Group },
    /// The import of a number's older chats moved on.
    #[serde(rename = "history_import.updated")]
    HistoryImportUpdated { import: HistoryImport },
    #[serde(rename = "contact.updated")]
    ContactUpdated { contact: Contact },
    #[serde(rename = "phone_number.updated")]
    PhoneNumberUpdated { phone_number: PhoneNumber },
    /// A business account is new, was read from the provider, or news came about it.
    #[serde(rename = "waba.updated")]
    WabaUpdated { waba: Box<Waba> },
    /// There is something about an account that somebody should read.
    #[serde(rename = "account_notice.created")]
    AccountNoticeCreated { account_notice: Box<AccountNotice> },
    /// A file came, could not be fetched, or went.
    #[serde(rename = "media.updated")]
    MediaUpdated { media: Media },
    /// New, changed, or deleted: then its status says so.
    #[serde(rename = "template.updated")]
    TemplateUpdated { template: Box<Template> },
    /// An account's templates have been copied, or could not be.
    #[serde(rename = "templates.synced")]
    TemplatesSynced { sync: TemplateSync },
    /// New, changed, doing badly or well again, or deleted: then its status says so.
    #[serde(rename = "flow.updated")]
    FlowUpdated { flow: Box<Flow> },
}

/// An event in its place on the feed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FeedEvent {
    /// 1, 2, 3, … without a gap in each workspace. Below 2^53.
    pub seq: i64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    #[serde(flatten)]
    pub event: Event,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_flat_and_tagged() {
        let event = FeedEvent {
            seq: 7,
            recorded_at: Timestamp::from_seconds(0),
            event: Event::MessageStatus {
                conversation_id: ConversationId(uuid::Uuid::nil()),
                message_id: MessageId(uuid::Uuid::nil()),
                status: MessageStatus::Read,
                at: Timestamp::from_seconds(1),
                status_times: StatusTimes::default(),
                error: None,
                attempt: 1,
                wamid: None,
                billing: None,
                recipients: None,
            },
        };
        let json = serde_json::to_value(&event).unwrap();
        assert_eq!(json["seq"], 7);
        assert_eq!(json["type"], "message.status");
        assert_eq!(json["status"], "read");
        assert_eq!(serde_json::from_value::<FeedEvent>(json).unwrap(), event);
    }
}
