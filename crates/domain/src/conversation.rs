//! Threads, their states, the service window.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::contact::ContactSummary;
use crate::id::{ConversationId, MessageId, PhoneNumberId};
use crate::message::{Direction, MessageStatus};
use crate::time::Timestamp;

/// The thread of one contact with one of our numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Conversation {
    pub id: ConversationId,
    pub contact: ContactSummary,
    pub phone_number_id: PhoneNumberId,
    pub state: ConversationState,
    /// Inbound messages since it was last marked read.
    pub unread_count: i64,
    pub last_message: Option<MessagePreview>,
    /// Until when free-form messages may be sent. Absent before the first inbound message.
    pub window_expires_at: Option<Timestamp>,
    /// Orders the list: the time of the last message, or of creation.
    pub last_activity_at: Timestamp,
    pub created_at: Timestamp,
}

impl Conversation {
    pub fn service_window(&self) -> ServiceWindow {
        ServiceWindow { expires_at: self.window_expires_at }
    }
}

/// As much of the last message as a list row needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessagePreview {
    pub id: MessageId,
    pub direction: Direction,
    /// The content's `type`, for the icon.
    pub kind: String,
    /// The text or caption, at most 120 characters.
    pub text: Option<String>,
    pub status: Option<MessageStatus>,
    pub at: Timestamp,
}

/// Where a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConversationState {
    Open,
    Pending,
    Snoozed,
    Closed,
    Archived,
}

impl ConversationState {
    pub const ALL: [Self; 5] = [Self::Open, Self::Pending, Self::Snoozed, Self::Closed, Self::Archived];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Pending => "pending",
            Self::Snoozed => "snoozed",
            Self::Closed => "closed",
            Self::Archived => "archived",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == text)
    }

    /// The state after the contact wrote: every state but `pending` opens again.
    #[must_use]
    pub const fn on_inbound(self) -> Self {
        match self {
            Self::Pending => Self::Pending,
            _ => Self::Open,
        }
    }
}

/// The 24 hours after the contact's last message in which free-form messages may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceWindow {
    pub expires_at: Option<Timestamp>,
}

impl ServiceWindow {
    pub const LENGTH: Duration = Duration::from_secs(24 * 60 * 60);

    /// The window that a message of `inbound_at` opens.
    pub fn opened_at(inbound_at: Timestamp) -> Self {
        Self { expires_at: Some(inbound_at + Self::LENGTH) }
    }

    /// Open up to, and not including, the instant it expires.
    pub fn is_open(self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|at| now < at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c8_the_window_is_open_for_24_hours_to_the_microsecond() {
        let at = Timestamp::from_seconds(1_780_000_000);
        let window = ServiceWindow::opened_at(at);
        assert!(window.is_open(at));
        assert!(window.is_open(at + ServiceWindow::LENGTH - Duration::from_micros(1)));
        assert!(!window.is_open(at + ServiceWindow::LENGTH));
        assert!(!ServiceWindow { expires_at: None }.is_open(at));
    }
}
