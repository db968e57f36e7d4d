//! Counts conversations.

use axum::extract::State;
use axum_utils::{Json, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// How many conversations there are.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConversationCounts {
    open: i64,
    /// Open ones with something unread.
    unread: i64,
    closed: i64,
}

/// Count conversations
#[utoipa::path(get, path = "/v1/conversations/counts", operation_id = "count_conversations", tag = "conversations",
    responses((status = 200, body = ConversationCounts)))]
pub(crate) async fn count_conversations(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<ConversationCounts>, Problem> {
    let workspace = caller.workspace();
    let counted = state.store().read(workspace, move |tx| tx.conversations().counts(workspace)).await;
    let counts = counted.map_err(|error: storage::Error| refusal::storage(&error))?;
    Ok(Json(ConversationCounts { open: counts.open, unread: counts.unread, closed: counts.closed }))
}
