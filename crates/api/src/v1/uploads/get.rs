//! Tells how far an upload has come.

use axum::extract::State;
use axum::response::Response;
use axum_utils::{Path, Problem};
use domain::UploadId;
use http::StatusCode;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;
use crate::v1::uploads::Upload;

/// How far an upload has come
///
/// Where to go on is in `offset`, and in the header `Upload-Offset` for those who ask with `HEAD`.
#[utoipa::path(get, path = "/v1/uploads/{id}", operation_id = "get_upload", tag = "media",
    params(("id" = UploadId, Path)),
    responses(
        (status = 200, body = Upload),
        (status = 404, description = "`not_found`: or its time is over", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_upload(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<UploadId>,
) -> Result<Response, Problem> {
    let workspace = caller.workspace();
    let found = state.store().read(workspace, move |tx| tx.uploads().lookup(workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    let upload = found.ok_or_else(|| Problem::not_found("upload"))?;
    Ok(Upload::new(upload, None).answer(StatusCode::OK))
}
