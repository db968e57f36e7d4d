//! Tells what is known of a file.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::MediaId;
use domain::media::Media;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// What is known of a file
///
/// Its state, type and size, and why it is not here if it is not.
#[utoipa::path(get, path = "/v1/media/{id}/info", operation_id = "get_media_info", tag = "media",
    params(("id" = MediaId, Path)),
    responses(
        (status = 200, body = Media),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_media_info(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<MediaId>,
) -> Result<Json<Media>, Problem> {
    let workspace = caller.workspace();
    let found = state.store().read(workspace, move |tx| tx.media().lookup(workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    found.map(|file| Json(file.media)).ok_or_else(|| Problem::not_found("file"))
}
