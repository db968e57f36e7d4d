//! The door to the provider for the floors that may not know it: what is asked while somebody waits for the answer.
//!
//! `cloud-gateway` stands behind it. What has to happen whatever comes is a job instead.

use std::future::Future;
use std::pin::Pin;

use domain::message::MessageError;

use crate::account::{Accounts, Desk, Figures, Registrar};
use crate::flow::FlowDesk;
use crate::history_import::AppData;
use crate::phone_number::NumberProbe;
use crate::template::TemplateDesk;

/// Everything that is asked of the provider through this door.
pub trait Provider:
    NumberProbe + Accounts + Registrar + Desk + Figures + TemplateDesk + FlowDesk + AppData
{
}

impl<T: NumberProbe + Accounts + Registrar + Desk + Figures + TemplateDesk + FlowDesk + AppData> Provider
    for T
{
}

/// What a question gives, once the provider has answered.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, ProviderError>> + Send + 'a>>;

/// Why the provider did not do what it was asked. Each says why in words for people.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ProviderError {
    /// It said no, and will again.
    #[error("{}", .0.title)]
    Refused(MessageError),
    /// It said no to the access token.
    #[error("{}", .0.title)]
    TokenInvalid(MessageError),
    /// It said that this is too much or too early.
    #[error("{}", .0.title)]
    TooMany(MessageError),
    /// It could not be reached: nothing was done.
    #[error("{}", .0.title)]
    Unreachable(MessageError),
    /// It was asked, and nobody knows what it did.
    #[error("{}", .0.title)]
    Unanswered(MessageError),
}

impl ProviderError {
    /// Whether asking again by itself may help, for what may be asked twice without harm.
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::TooMany(_) | Self::Unreachable(_) | Self::Unanswered(_))
    }

    /// What happened, in words for people.
    pub const fn reason(&self) -> &MessageError {
        match self {
            Self::Refused(reason)
            | Self::TokenInvalid(reason)
            | Self::TooMany(reason)
            | Self::Unreachable(reason)
            | Self::Unanswered(reason) => reason,
        }
    }
}
