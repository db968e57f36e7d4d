//! Shows a conversation.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::ConversationId;
use domain::conversation::Conversation;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// A conversation
#[utoipa::path(get, path = "/v1/conversations/{id}", operation_id = "get_conversation", tag = "conversations",
    params(("id" = ConversationId, Path)),
    responses(
        (status = 200, body = Conversation),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_conversation(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<ConversationId>,
) -> Result<Json<Conversation>, Problem> {
    let workspace = caller.workspace();
    let found = state.store().read(workspace, move |tx| tx.conversations().lookup(workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    found.map(Json).ok_or_else(|| Problem::not_found("conversation"))
}
