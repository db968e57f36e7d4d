//! Importing the chats that a number had before it was connected.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::PhoneNumberId;
use crate::message::MessageError;
use crate::time::Timestamp;

/// How far the import of a number's older chats has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HistoryImport {
    pub phone_number_id: PhoneNumberId,
    pub state: ImportState,
    /// How far back the provider has come: 0 today, 1 the last 90 days, 2 the last 180 days.
    pub phase: Option<i64>,
    /// Percent.
    pub progress: Option<i64>,
    /// Messages imported so far.
    pub messages: i64,
    /// Address-book entries taken over so far.
    pub contacts: i64,
    /// Why there is nothing, or not all.
    pub problem: Option<MessageError>,
    pub requested_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
}

impl HistoryImport {
    /// Nobody has asked, and nothing has come.
    pub const fn none(phone_number_id: PhoneNumberId) -> Self {
        Self {
            phone_number_id,
            state: ImportState::NotRequested,
            phase: None,
            progress: None,
            messages: 0,
            contacts: 0,
            problem: None,
            requested_at: None,
            updated_at: None,
        }
    }

    /// What a piece tells about the whole. Pieces come in any order.
    pub fn note_progress(&mut self, phase: Option<i64>, progress: Option<i64>) {
        self.phase = self.phase.max(phase);
        self.progress = self.progress.max(progress);
        let done = self.progress.is_some_and(|percent| percent >= 100);
        self.state = self.state.max(if done { ImportState::Finished } else { ImportState::Importing });
        if self.state >= ImportState::Importing {
            self.problem = None;
        }
    }

    /// The business does not share its chats. Not believed once some have come.
    pub fn note_declined(&mut self, problem: MessageError) {
        if self.state < ImportState::Importing {
            self.state = ImportState::Declined;
            self.problem = Some(problem);
        }
    }
}

/// Where an import stands. Within one request it only ever moves on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    NotRequested,
    Requested,
    /// The business does not share its chats, or the provider refused the request.
    Declined,
    Importing,
    Finished,
}

impl ImportState {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotRequested => "not_requested",
            Self::Requested => "requested",
            Self::Declined => "declined",
            Self::Importing => "importing",
            Self::Finished => "finished",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::NotRequested, Self::Requested, Self::Declined, Self::Importing, Self::Finished]
            .into_iter()
            .find(|s| s.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o5_pieces_in_any_order_end_alike() {
        let pieces = [(0, 30), (2, 100), (1, 60)];
        let mut ends = Vec::new();
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let mut import = HistoryImport::none(PhoneNumberId(uuid::Uuid::nil()));
            for n in order {
                import.note_progress(Some(pieces[n].0), Some(pieces[n].1));
            }
            ends.push(import);
        }
        assert!(ends.windows(2).all(|pair| pair[0] == pair[1]), "{ends:?}");
        assert_eq!((ends[0].state, ends[0].phase), (ImportState::Finished, Some(2)));
    }
}
