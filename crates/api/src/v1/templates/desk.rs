//! Operations that ask the provider while somebody waits: why they did not work.

use actions::provider::ProviderError;
use actions::template;
use axum_utils::Problem;

use crate::refusal::{self, answers_with_its_problem};
use crate::v1::templates;

/// Why the provider did not do it, or was not asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Template(#[from] template::Error),
    #[error(transparent)]
    Storage(#[from] storage::Error),
    #[error(transparent)]
    Provider(#[from] ProviderError),
    #[error(transparent)]
    Invalid(#[from] Problem),
}

impl Error {
    fn problem(&self) -> Problem {
        match self {
            Self::Template(error) => templates::problem(error),
            Self::Storage(error) => refusal::storage(error),
            Self::Provider(error) => refusal::provider(error),
            Self::Invalid(problem) => problem.clone(),
        }
    }
}
answers_with_its_problem!(Error);
