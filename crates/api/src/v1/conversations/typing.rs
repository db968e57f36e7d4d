//! Shows the contact that somebody is typing.

use actions::conversation;
use axum::extract::State;
use axum_utils::Path;
use domain::ConversationId;
use http::StatusCode;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::conversations::Error;

/// Show that we are typing
///
/// For up to 25 seconds, or until a message is sent. Marks the conversation as read, too: WhatsApp
/// shows the one only together with the other.
#[utoipa::path(post, path = "/v1/conversations/{id}/typing", operation_id = "show_typing",
    tag = "conversations", params(("id" = ConversationId, Path)),
    responses(
        (status = 204, description = "it is shown"),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn show_typing(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<ConversationId>,
) -> Result<StatusCode, Error> {
    let (actor, now) = (caller.actor, state.clock().now());
    state.store().write(actor.workspace(), move |tx| conversation::show_typing(tx, &actor, now, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
