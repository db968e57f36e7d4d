//! Gives the bytes of a file.

use axum::extract::State;
use axum::response::Response;
use axum_utils::{Path, Problem, Query};
use domain::MediaId;
use http::HeaderMap;

use crate::caller::Session;
use crate::state::ApiState;
use crate::v1::media::serve::{self, Whose};

/// The bytes of a file
///
/// Whole, or the range that `Range` asks for. Its `ETag` is the SHA-256 of the bytes.
#[utoipa::path(get, path = "/v1/media/{id}", operation_id = "get_media", tag = "media",
    params(
        ("id" = MediaId, Path),
        ("Range" = Option<String>, Header, description = "one range, for example `bytes=0-1023`"),
        Whose,
    ),
    responses(
        (status = 200, description = "the bytes, with their own content type", body = Vec<u8>,
            content_type = "application/octet-stream"),
        (status = 206, description = "the bytes that were asked for", body = Vec<u8>,
            content_type = "application/octet-stream"),
        (status = 304, description = "what you have is still right"),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`media_pending`, or `media_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 410, description = "`media_expired`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 416, description = "`range_not_satisfiable`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_media(
    State(state): State<ApiState>,
    session: Session,
    headers: HeaderMap,
    Query(whose): Query<Whose>,
    Path(id): Path<MediaId>,
) -> Result<Response, Problem> {
    let file = serve::find(&state, &session, &headers, &whose, id).await?;
    serve::answer(&state, &headers, &file).await
}
