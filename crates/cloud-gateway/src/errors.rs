//! Error codes become reasons and remedies in plain words.

use actions::provider::ProviderError;
use cloud_api::{ApiError, Error, NotSent, Unanswered};
use cloud_api_types::{WebhookError, errors};
use domain::message::{MessageError, WINDOW_REMEDY};

const UNKNOWN_REMEDY: &str = "Look the code up in Meta's list of error codes";

/// A refusal that came at once.
pub(crate) fn of_refusal(error: &ApiError) -> MessageError {
    MessageError {
        code: Some(error.code),
        title: error.title.clone(),
        detail: error.details.clone().or_else(|| error.message.clone()),
        remedy: remedy(error.code, error.remedy.unwrap_or(UNKNOWN_REMEDY)),
    }
}

/// More than a day has passed since the contact's last message.
const WINDOW_CLOSED: i64 = 131_047;

/// The same as ours where the provider judges what we judge, too.
fn remedy(code: i64, known: &str) -> String {
    if code == WINDOW_CLOSED { WINDOW_REMEDY.to_owned() } else { known.to_owned() }
}

/// A refusal that came later, in a status.
pub(crate) fn of_status(error: &WebhookError) -> MessageError {
    let known = errors::lookup(error.code);
    let title = known.map(|entry| entry.title.clone()).or_else(|| error.title.clone());
    MessageError {
        code: Some(error.code),
        title: title.unwrap_or_else(|| "WhatsApp gave no reason".to_owned()),
        detail: error.details.clone().or_else(|| error.message.clone()),
        remedy: remedy(
            error.code,
            known
                .map(|entry| entry.remedy.as_str())
                .filter(|text| !text.is_empty())
                .unwrap_or(UNKNOWN_REMEDY),
        ),
    }
}

/// The request never left.
pub(crate) fn of_not_sent(error: &NotSent) -> MessageError {
    let (title, remedy) = match error {
        NotSent::Connect(_) => {
            ("WhatsApp cannot be reached", "Nothing to do: it is sent when the connection is back")
        }
        NotSent::Build(_) | NotSent::TooMany { .. } => {
            ("The request could not be made", "Check the number's access token and base URL")
        }
    };
    MessageError { code: None, title: title.to_owned(), detail: None, remedy: remedy.to_owned() }
}

/// The request left, and nobody knows what became of it.
pub(crate) fn of_unanswered(error: &Unanswered) -> MessageError {
    unknown_fate(&error.to_string())
}

/// Nobody knows whether the message went out.
pub(crate) fn unknown_fate(detail: &str) -> MessageError {
    MessageError {
        code: None,
        title: "It is not known whether the message arrived".to_owned(),
        detail: Some(detail.to_owned()),
        remedy: "WhatsApp usually tells within a minute. Retry only if a second copy would do no harm"
            .to_owned(),
    }
}

/// How a question that somebody waits for went wrong.
pub(crate) fn of_question(error: &Error) -> ProviderError {
    let reason = of_call(error);
    match error {
        Error::Api(e) if e.is_auth() => ProviderError::TokenInvalid(reason),
        Error::Api(e) if e.retry.is_automatic() => ProviderError::TooMany(reason),
        Error::Api(_) => ProviderError::Refused(reason),
        Error::NotSent(_) => ProviderError::Unreachable(reason),
        Error::Unanswered(_) => ProviderError::Unanswered(MessageError {
            title: "WhatsApp gave no answer".to_owned(),
            remedy: "Look whether it was done before you try again".to_owned(),
            ..reason
        }),
    }
}

/// Any way in which a call can fail.
pub(crate) fn of_call(error: &Error) -> MessageError {
    match error {
        Error::Api(e) => of_refusal(e),
        Error::NotSent(e) => of_not_sent(e),
        Error::Unanswered(e) => of_unanswered(e),
    }
}
