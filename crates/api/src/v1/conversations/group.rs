//! Shows the group that a conversation is of.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::ConversationId;
use domain::group::Group;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// The group of a conversation
///
/// Its subject, settings, people and who asks to be let in. A conversation with one person has none.
#[utoipa::path(get, path = "/v1/conversations/{id}/group", operation_id = "get_conversation_group",
    tag = "conversations",
    params(("id" = ConversationId, Path)),
    responses(
        (status = 200, body = Group),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_conversation_group(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<ConversationId>,
) -> Result<Json<Group>, Problem> {
    let workspace = caller.workspace();
    let found =
        state.store().read(workspace, move |tx| tx.groups().find_by_conversation(workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    found.map(|stored| Json(stored.group)).ok_or_else(|| Problem::not_found("group"))
}
