//! Shows a message.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::MessageId;
use domain::message::Message;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// A message
#[utoipa::path(get, path = "/v1/messages/{id}", operation_id = "get_message", tag = "messages",
    params(("id" = MessageId, Path)),
    responses(
        (status = 200, body = Message),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_message(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<MessageId>,
) -> Result<Json<Message>, Problem> {
    let workspace = caller.workspace();
    let found = state.store().read(workspace, move |tx| tx.messages().lookup(workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    found.map(Json).ok_or_else(|| Problem::not_found("message"))
}
