//! What was said, and how far it has come.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::conversation::MessagePreview;
use crate::id::{ContactId, ConversationId, MessageId, UserId, Wamid};
use crate::report::{Billing, Recipients, Report, SentBy, Source};
use crate::time::Timestamp;

pub use crate::content::{
    ContactCard, ContactsContent, Content, ImageContent, LocationContent, TextContent, UnsupportedContent,
};
pub use crate::media::MediaRef;

/// What to do when a message came too late for the service window, whoever says so.
pub const WINDOW_REMEDY: &str = "Send an approved template to start the conversation again";

/// One utterance in a conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Message {
    pub id: MessageId,
    pub conversation_id: ConversationId,
    pub direction: Direction,
    pub content: Content,
    /// Orders the thread, together with the id.
    pub at: Timestamp,
    /// How far an outbound message has come; absent on inbound ones.
    pub status: Option<MessageStatus>,
    /// When each status was reached, as the provider tells it.
    pub status_times: StatusTimes,
    /// Why the last attempt failed, or why it waits.
    pub error: Option<MessageError>,
    /// Which attempt at sending this is: 1, and one more for each retry. 0 on inbound messages.
    pub attempt: i64,
    /// Who in the workspace wrote an outbound message; absent when a program did.
    pub author: Option<Author>,
    /// The message that this one answers.
    pub reply_to: Option<ReplyTo>,
    /// What the contact came from or passed on: an advertisement, a forwarded message, a product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// When the contact changed it last; the content is the changed one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// When the contact deleted it for everyone; the content is [`Content::Deleted`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<Timestamp>,
    #[serde(serialize_with = "without_taken_back")]
    pub reactions: Vec<Reaction>,
    /// Meta's id, once there is one.
    pub wamid: Option<Wamid>,
    /// The sender's own reference, which makes repeating a send harmless.
    pub client_ref: Option<String>,
    /// Who wrote it, in a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_by: Option<SentBy>,
    /// Where it was written, when that was neither here nor on the contact's phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing: Option<Billing>,
    /// How many of a group it has reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Recipients>,
    /// How its payment went, and news of kinds that this version does not know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<Report>,
}

impl Message {
    /// The message as its conversation shows it.
    pub fn summary(&self) -> MessagePreview {
        MessagePreview {
            id: self.id,
            direction: self.direction,
            kind: self.content.kind().to_owned(),
            text: self.content.preview(),
            status: self.status,
            at: self.at,
        }
    }
}

/// Which way a message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Inbound,
    Outbound,
}

impl Direction {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Inbound, Self::Outbound].into_iter().find(|d| d.as_str() == text)
    }
}

/// How far an outbound message has come. A message only ever moves to a later state, whatever the
/// order in which the news arrives; `failed` stands before `delivered`, because a message that
/// reached the phone has not failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageStatus {
    /// Stored; sending has not begun.
    Queued,
    /// The call to the provider is under way.
    Sending,
    /// The call may or may not have arrived: a status from the provider will tell.
    Unknown,
    /// The provider took it and gave it an id.
    Accepted,
    /// One tick.
    Sent,
    Failed,
    /// Two ticks.
    Delivered,
    /// Two blue ticks.
    Read,
    /// A voice note was listened to.
    Played,
}

impl MessageStatus {
    pub const ALL: [Self; 9] = [
        Self::Queued,
        Self::Sending,
        Self::Unknown,
        Self::Accepted,
        Self::Sent,
        Self::Failed,
        Self::Delivered,
        Self::Read,
        Self::Played,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Unknown => "unknown",
            Self::Accepted => "accepted",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Played => "played",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == text)
    }

    /// The status after the news `reported`, or `None` when the news changes nothing.
    pub fn on_report(self, reported: Self) -> Option<Self> {
        (reported > self).then_some(reported)
    }

    /// Whether a person may ask for another attempt.
    pub const fn can_retry(self) -> bool {
        matches!(self, Self::Failed | Self::Unknown)
    }
}

/// When each status was reached. A status that was skipped has no time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StatusTimes {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub played_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed_at: Option<Timestamp>,
}

impl StatusTimes {
    /// Notes when `status` was reached: the earliest time that was reported.
    pub fn note(&mut self, status: MessageStatus, at: Timestamp) {
        let slot = match status {
            MessageStatus::Accepted => &mut self.accepted_at,
            MessageStatus::Sent => &mut self.sent_at,
            MessageStatus::Delivered => &mut self.delivered_at,
            MessageStatus::Read => &mut self.read_at,
            MessageStatus::Played => &mut self.played_at,
            MessageStatus::Failed => &mut self.failed_at,
            MessageStatus::Queued | MessageStatus::Sending | MessageStatus::Unknown => return,
        };
        *slot = Some(slot.map_or(at, |known| known.min(at)));
    }
}

/// Why a message failed, in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageError {
    /// The provider's code; absent when the provider was never reached.
    pub code: Option<i64>,
    /// Short, from our own table of codes.
    pub title: String,
    /// What the provider said about this one message.
    pub detail: Option<String>,
    /// What to do about it.
    pub remedy: String,
}

/// The user who wrote an outbound message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Author {
    pub user_id: UserId,
    pub name: String,
}

/// The message that another one answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReplyTo {
    pub wamid: Wamid,
    /// Ours, if we have that message.
    pub message_id: Option<MessageId>,
}

/// Where a message of a contact came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Origin {
    /// The contact passed it on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_forwarded: bool,
    /// It has been passed on many times.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_frequently_forwarded: bool,
    /// The contact came by this advertisement or post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referral: Option<Referral>,
    /// The contact asks about this product of ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductRef>,
    /// Set when it was written in a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
}

/// An advertisement or post that led to us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Referral {
    /// `ad` or `post`.
    pub source_type: Option<String>,
    pub source_id: Option<String>,
    pub source_url: Option<String>,
    pub headline: Option<String>,
    pub body: Option<String>,
    /// The provider's id of the click, for conversion reports.
    pub click_id: Option<String>,
}

/// A product of a catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProductRef {
    pub catalog_id: String,
    pub product_id: String,
}

/// An emoji put on a message. One per side; in a group one per person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reaction {
    /// Empty when it was taken back: kept so that older news of it is not believed, and shown to nobody.
    pub emoji: String,
    /// `inbound`: the contact reacted; `outbound`: we did.
    pub direction: Direction,
    pub at: Timestamp,
    /// Who of a group it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_id: Option<ContactId>,
}

fn without_taken_back<S: serde::Serializer>(
    reactions: &[Reaction],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(reactions.iter().filter(|r| !r.emoji.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All orders of `items`.
    fn permutations(items: &[MessageStatus]) -> Vec<Vec<MessageStatus>> {
        if items.is_empty() {
            return vec![vec![]];
        }
        let mut all = Vec::new();
        for (i, first) in items.iter().enumerate() {
            let rest: Vec<_> = items.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, s)| *s).collect();
            for mut tail in permutations(&rest) {
                tail.insert(0, *first);
                all.push(tail);
            }
        }
        all
    }

    #[test]
    fn b5_the_final_status_does_not_depend_on_the_order_of_the_news() {
        use MessageStatus::{Accepted, Delivered, Failed, Read, Sent};
        for news in [vec![Sent, Delivered, Read], vec![Sent, Failed], vec![Sent, Failed, Delivered, Read]] {
            let ends: Vec<_> = permutations(&news)
                .into_iter()
                .map(|order| order.into_iter().fold(Accepted, |now, s| now.on_report(s).unwrap_or(now)))
                .collect();
            assert!(ends.windows(2).all(|pair| pair[0] == pair[1]), "{news:?} ended as {ends:?}");
        }
    }

    #[test]
    fn b5_a_status_never_goes_back_and_a_repeat_changes_nothing() {
        for (i, now) in MessageStatus::ALL.iter().enumerate() {
            for earlier_or_same in &MessageStatus::ALL[..=i] {
                assert_eq!(now.on_report(*earlier_or_same), None);
            }
        }
    }

    #[test]
    fn the_preview_is_one_line_and_cut_between_characters() {
        let content = Content::Text(TextContent { text: "ä\n".repeat(200), preview_url: false });
        let preview = content.preview().unwrap();
        assert_eq!(preview.chars().count(), 120);
        assert!(!preview.contains('\n'));
    }

    #[test]
    fn every_status_reads_back() {
        for status in MessageStatus::ALL {
            assert_eq!(MessageStatus::parse(status.as_str()), Some(status));
        }
    }
}
