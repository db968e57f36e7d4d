//! Calls, as they stand in a conversation.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::message::MessageError;
use crate::time::Timestamp;

/// A call between the contact and us. Its direction is the message's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CallContent {
    pub state: CallState,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_recording: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_transcript: bool,
    /// What the button or link that began it carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<MessageError>,
}

/// How a call went. It only ever moves to a later state, whatever the order in which the news arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallState {
    Ringing,
    Accepted,
    /// It ended before anybody answered.
    Missed,
    Failed,
    Rejected,
    /// They talked.
    Completed,
}

impl CallContent {
    pub const fn new(state: CallState) -> Self {
        Self {
            state,
            started_at: None,
            ended_at: None,
            duration_seconds: None,
            has_recording: false,
            has_transcript: false,
            payload: None,
            error: None,
        }
    }

    /// Both together, the same whichever came first.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let error =
            if other.state > self.state { other.error.or(self.error) } else { self.error.or(other.error) };
        Self {
            state: self.state.max(other.state),
            started_at: earlier(self.started_at, other.started_at),
            ended_at: self.ended_at.max(other.ended_at),
            duration_seconds: self.duration_seconds.max(other.duration_seconds),
            has_recording: self.has_recording || other.has_recording,
            has_transcript: self.has_transcript || other.has_transcript,
            payload: self.payload.max(other.payload),
            error,
        }
    }
}

fn earlier(one: Option<Timestamp>, two: Option<Timestamp>) -> Option<Timestamp> {
    match (one, two) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b4_a_call_ends_the_same_whatever_the_order_of_the_news() {
        let ringing = CallContent::new(CallState::Ringing);
        let accepted = CallContent::new(CallState::Accepted);
        let ended = CallContent { duration_seconds: Some(120), ..CallContent::new(CallState::Completed) };
        let forward = ringing.clone().with(accepted.clone()).with(ended.clone());
        let backward = ended.with(accepted).with(ringing);
        assert_eq!(forward, backward);
        assert_eq!((forward.state, forward.duration_seconds), (CallState::Completed, Some(120)));
    }
}
