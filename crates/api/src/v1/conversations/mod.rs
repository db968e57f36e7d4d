//! Threads of one contact with one number.

pub(crate) mod close;
pub(crate) mod count;
pub(crate) mod get;
pub(crate) mod group;
pub(crate) mod list;
pub(crate) mod read;
pub(crate) mod reopen;
pub(crate) mod typing;

use actions::conversation;
use axum_utils::Problem;

use crate::refusal::{self, answers_with_its_problem};

/// Why a conversation was not changed.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(crate) struct Error(#[from] conversation::Error);

impl Error {
    fn problem(&self) -> Problem {
        match &self.0 {
            conversation::Error::NotFound => Problem::not_found("conversation"),
            conversation::Error::NotAllowed => refusal::not_allowed(self),
            conversation::Error::Storage(error) => refusal::storage(error),
        }
    }
}
answers_with_its_problem!(Error);
