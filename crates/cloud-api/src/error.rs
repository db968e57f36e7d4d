//! Refused, never sent, or unanswered.

use cloud_api_types::errors::{self, GraphError};
use cloud_api_types::{ErrorClass, Retry};

/// Why a call did not succeed. The three ways differ in what may be done next.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Graph answered and refused. Nothing happened; [`ApiError::retry`] tells whether trying again can help.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// The request provably never left: trying again cannot double anything.
    #[error(transparent)]
    NotSent(#[from] NotSent),
    /// The request left, or may have left, and no usable answer came: it may or may not have happened.
    /// A send must not be repeated blindly.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
}

impl Error {
    /// What Graph said, if it answered.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            Self::NotSent(_) | Self::Unanswered(_) => None,
        }
    }

    /// Whether a program may do the same again by itself. A call without an answer may have been done: only one
    /// that `is_repeatable` without harm (reading, deleting, setting) may follow it.
    pub fn may_repeat(&self, is_repeatable: bool) -> bool {
        match self {
            Self::Api(error) => error.retry.is_automatic(),
            Self::NotSent(NotSent::Connect(_)) => true,
            Self::NotSent(NotSent::Build(_) | NotSent::TooMany { .. }) => false,
            Self::Unanswered(_) => is_repeatable,
        }
    }

    /// How long to wait before try number `tries` + 1: 1, 4, 16, … seconds (Meta's advice for the pair limit),
    /// at most an hour. To be stretched by chance, so that many do not come back at once.
    pub fn pause(tries: u32) -> std::time::Duration {
        std::time::Duration::from_secs(4_u64.saturating_pow(tries.min(6)).min(3600))
    }
}

/// A refusal by Graph.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("refused with code {code} ({title})")]
pub struct ApiError {
    /// What happened, as a number of Meta's list.
    pub code: i64,
    /// What exactly happened, for some codes.
    pub subcode: Option<i64>,
    /// The HTTP status.
    pub http_status: u16,
    /// Short and stable for a known code; otherwise what Graph wrote.
    pub title: String,
    /// What Graph wrote, `(#code) …`.
    pub message: Option<String>,
    /// What exactly was wrong. May quote the request.
    pub details: Option<String>,
    /// What Meta's support asks for.
    pub fbtrace_id: Option<String>,
    /// What it is about.
    pub class: ErrorClass,
    /// Whether doing the same again may help.
    pub retry: Retry,
    /// How long Meta asks to wait before the same is done again.
    pub retry_after: Option<std::time::Duration>,
    /// What a person can do about it, if the code is known.
    pub remedy: Option<&'static str>,
}

impl ApiError {
    pub(crate) fn new(http_status: u16, error: GraphError) -> Self {
        // A subcode of its own in the table says more than its general code (templates rely on it).
        let by_subcode = error.subcode.and_then(errors::lookup).filter(|entry| entry.code != 33);
        let entry = by_subcode.or_else(|| errors::lookup(error.code));
        let retry = match entry {
            Some(entry) => entry.retry,
            None if error.is_transient == Some(true) || http_status == 429 || http_status >= 500 => {
                Retry::Backoff
            }
            None => Retry::Fix,
        };
        let title = entry.map(|entry| entry.title.clone()).or_else(|| error.message.clone());
        Self {
            code: error.code,
            subcode: error.subcode,
            http_status,
            title: title.unwrap_or_else(|| "unknown error".to_owned()),
            message: error.message,
            details: error.details.or(error.user_message),
            fbtrace_id: error.fbtrace_id,
            class: entry.map_or(ErrorClass::Generic, |entry| entry.class.clone()),
            retry,
            retry_after: None,
            remedy: entry.map(|entry| entry.remedy.as_str()).filter(|remedy| !remedy.is_empty()),
        }
    }

    /// The token is expired, revoked or not allowed to do this.
    pub fn is_auth(&self) -> bool {
        self.class == ErrorClass::Auth
    }
}

/// Why a request never left.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// No connection: name not found, refused, timed out while connecting, TLS.
    #[error("cannot connect")]
    Connect(#[source] reqwest::Error),
    /// The request could not even be built, e.g. a token that does not fit in a header.
    #[error("cannot build the request")]
    Build(#[source] reqwest::Error),
    /// More calls than a batch may have.
    #[error("a batch has at most {} calls; this has {calls}", crate::BATCH_LIMIT)]
    TooMany {
        /// How many there are.
        calls: usize,
    },
}

/// Why there is no usable answer.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    /// The time was up.
    #[error("no answer in time")]
    TimedOut(#[source] reqwest::Error),
    /// The connection ended before the answer did.
    #[error("the connection was cut")]
    Cut(#[source] reqwest::Error),
    /// An answer came that is not Graph's: a gateway's error page, a redirect, garbage.
    #[error("an answer with HTTP status {http_status} that is not from Graph")]
    Unreadable {
        /// The status.
        http_status: u16,
    },
}

impl Error {
    /// Sorts what went wrong on the wire. Whatever is not surely before the request left counts as after.
    pub(crate) fn on_the_wire(error: reqwest::Error) -> Self {
        // The URL may carry a token in its query.
        let error = error.without_url();
        if error.is_builder() {
            NotSent::Build(error).into()
        } else if error.is_connect() {
            NotSent::Connect(error).into()
        } else if error.is_timeout() {
            Unanswered::TimedOut(error).into()
        } else {
            Unanswered::Cut(error).into()
        }
    }
}
