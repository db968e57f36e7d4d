//! Errors of the floors below as problems.

use actions::provider::ProviderError;
use axum_utils::Problem;
use http::StatusCode;

/// A failure of the database: to be tried again, or not ours to explain.
pub(crate) fn storage(error: &storage::Error) -> Problem {
    if error.is_transient() { Problem::unavailable(error) } else { Problem::internal(error) }
}

/// What the provider did not do, and why. `fields` of the problem are ours alone: the provider's words stand in `detail`.
pub(crate) fn provider(error: &ProviderError) -> Problem {
    let reason = error.reason();
    let said = [Some(&reason.title), reason.detail.as_ref(), Some(&reason.remedy)];
    let said: Vec<&str> = said.into_iter().flatten().map(|text| text.trim_end_matches('.')).collect();
    let detail = format!("{}.", said.join(". "));
    match error {
        ProviderError::Refused(_) => {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "provider_refused", detail)
        }
        ProviderError::TokenInvalid(_) => Problem::new(StatusCode::CONFLICT, "token_invalid", detail),
        ProviderError::TooMany(_) => Problem::too_many("provider_limit", detail, 60),
        ProviderError::Unreachable(_) => {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "provider_unreachable", detail).retry_after(15)
        }
        ProviderError::Unanswered(_) => Problem::new(StatusCode::BAD_GATEWAY, "provider_unanswered", detail),
    }
}

/// A role that does not suffice.
pub(crate) fn not_allowed(error: &dyn std::error::Error) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "not_allowed", sentence(error))
}

/// An error's words as a sentence.
pub(crate) fn sentence(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if !text.ends_with(['.', '?', '!']) {
        text.push('.');
    }
    text
}

/// Makes an operation's `Error`, which knows its `problem()`, an answer.
macro_rules! answers_with_its_problem {
    ($error:ty) => {
        impl axum::response::IntoResponse for $error {
            fn into_response(self) -> axum::response::Response {
                self.problem().into_response()
            }
        }
    };
}
pub(crate) use answers_with_its_problem;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_becomes_a_sentence() {
        assert_eq!(sentence(&std::io::Error::other("the text is empty")), "The text is empty.");
        assert_eq!(sentence(&std::io::Error::other("Really?")), "Really?");
    }

    #[test]
    fn what_the_provider_says_is_told_with_the_way_out() {
        let reason = domain::message::MessageError {
            code: Some(190),
            title: "Access token expired".to_owned(),
            detail: None,
            remedy: "Make a new one.".to_owned(),
        };
        let problem = provider(&ProviderError::TokenInvalid(reason.clone()));
        assert_eq!((problem.status, &*problem.code), (409, "token_invalid"));
        assert_eq!(problem.detail, "Access token expired. Make a new one.");
        assert_eq!(provider(&ProviderError::Unreachable(reason)).retry_after, Some(15));
    }

    #[test]
    fn a_busy_database_is_a_503_and_a_broken_one_a_500() {
        assert_eq!(storage(&storage::Error::Busy).status, 503);
        assert_eq!(storage(&storage::Error::Panicked).status, 500);
    }
}
