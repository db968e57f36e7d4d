//! Errors of the floors below as problems.

use axum_utils::Problem;
use http::StatusCode;

/// A failure of the database: to be tried again, or not ours to explain.
pub(crate) fn storage(error: &storage::Error) -> Problem {
    if error.is_transient() { Problem::unavailable(error) } else { Problem::internal(error) }
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
    fn a_busy_database_is_a_503_and_a_broken_one_a_500() {
        assert_eq!(storage(&storage::Error::Busy).status, 503);
        assert_eq!(storage(&storage::Error::Panicked).status, 500);
    }
}
