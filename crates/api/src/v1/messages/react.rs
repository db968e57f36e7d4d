//! Reacts to a message.

use actions::message::{self, ReactError};
use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::MessageId;
use domain::message::Message;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::refusal::{self, answers_with_its_problem};
use crate::state::ApiState;

/// Why a message got no reaction.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(crate) struct Error(#[from] ReactError);

impl Error {
    fn problem(&self) -> Problem {
        let words = refusal::sentence(&self.0);
        match &self.0 {
            ReactError::NotFound => Problem::not_found("message"),
            ReactError::NotAllowed => refusal::not_allowed(&self.0),
            ReactError::NotAnEmoji => Problem::invalid_field("emoji", words),
            ReactError::NotSentYet => Problem::new(StatusCode::CONFLICT, "not_sent_yet", words),
            ReactError::WindowClosed => Problem::new(StatusCode::CONFLICT, "window_closed", words),
            ReactError::Storage(error) => refusal::storage(error),
        }
    }
}
answers_with_its_problem!(Error);

/// Our reaction.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewReaction {
    /// One emoji; empty takes the reaction back.
    emoji: String,
}

/// React to a message
///
/// Puts our reaction on a message, instead of the one that is there.
#[utoipa::path(post, path = "/v1/messages/{id}/reactions", operation_id = "react_message", tag = "messages",
    params(("id" = MessageId, Path)),
    request_body = NewReaction,
    responses(
        (status = 202, body = Message),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`window_closed` or `not_sent_yet`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn react_message(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<MessageId>,
    Json(new): Json<NewReaction>,
) -> Result<(StatusCode, Json<Message>), Error> {
    let (actor, now) = (caller.actor, state.clock().now());
    let workspace = actor.workspace();
    let reacted =
        state.store().write(workspace, move |tx| message::react(tx, &actor, now, id, &new.emoji)).await?;
    Ok((StatusCode::ACCEPTED, Json(reacted)))
}
