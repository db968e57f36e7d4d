//! Sends a failed message again.

use actions::message::{self, RetryError, SendError};
use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::MessageId;
use domain::message::Message;
use http::StatusCode;

use crate::caller::Caller;
use crate::refusal::{self, answers_with_its_problem};
use crate::state::ApiState;
use crate::v1::messages::send;

/// Why a message was not sent again.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(crate) struct Error(#[from] RetryError);

impl From<storage::Error> for Error {
    fn from(error: storage::Error) -> Self {
        Self(error.into())
    }
}

impl From<SendError> for Error {
    fn from(error: SendError) -> Self {
        Self(error.into())
    }
}

impl Error {
    fn problem(&self) -> Problem {
        match &self.0 {
            RetryError::NotFound => Problem::not_found("message"),
            RetryError::NotRetryable(_) => {
                Problem::new(StatusCode::CONFLICT, "not_retryable", refusal::sentence(self))
            }
            RetryError::Send(error) => send::problem(error),
            RetryError::Storage(error) => refusal::storage(error),
        }
    }
}
answers_with_its_problem!(Error);

/// Send a failed message again
///
/// Makes a new attempt. Also for messages whose fate is `unknown`: the contact may then get it twice.
#[utoipa::path(post, path = "/v1/messages/{id}/retry", operation_id = "retry_message", tag = "messages",
    params(("id" = MessageId, Path)),
    responses(
        (status = 202, body = Message),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`not_retryable`, or `window_closed` with `closed_at` and `templates_url`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn retry_message(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<MessageId>,
) -> Result<(StatusCode, Json<Message>), Error> {
    let (actor, now) = (caller.actor, state.clock().now());
    let retried =
        state.store().write(actor.workspace(), move |tx| message::retry(tx, &actor, now, id)).await?;
    Ok((StatusCode::ACCEPTED, Json(retried)))
}
