//! Opens a conversation again.

use actions::conversation;
use axum::extract::State;
use axum_utils::{Json, Path};
use domain::ConversationId;
use domain::conversation::Conversation;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::conversations::Error;

/// Reopen a conversation
///
/// Opening it twice changes nothing.
#[utoipa::path(post, path = "/v1/conversations/{id}/reopen", operation_id = "reopen_conversation",
    tag = "conversations", params(("id" = ConversationId, Path)),
    responses(
        (status = 200, body = Conversation),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn reopen_conversation(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<ConversationId>,
) -> Result<Json<Conversation>, Error> {
    let (actor, now) = (caller.actor, state.clock().now());
    let changed =
        state.store().write(actor.workspace(), move |tx| conversation::reopen(tx, &actor, now, id)).await?;
    Ok(Json(changed))
}
