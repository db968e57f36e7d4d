//! Gives a small picture of a file.

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum_utils::{Path, Problem, Query};
use domain::MediaId;
use domain::media::MediaState;
use futures_util::TryStreamExt;
use http::{HeaderMap, StatusCode};
use media_store::picture::small_type;

use crate::caller::Session;
use crate::state::ApiState;
use crate::v1::media::intake;
use crate::v1::media::serve::{self, Asked, Whose};

/// A small picture of a file
///
/// Of JPEG, PNG and WebP pictures: at most 320 × 320 pixels.
#[utoipa::path(get, path = "/v1/media/{id}/thumbnail", operation_id = "get_media_thumbnail", tag = "media",
    params(("id" = MediaId, Path), Whose),
    responses(
        (status = 200, description = "JPEG or PNG", body = Vec<u8>, content_type = "image/jpeg"),
        (status = 304, description = "what you have is still right"),
        (status = 404, description = "`not_found`, or `no_thumbnail`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`media_pending`, or `media_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 410, description = "`media_expired`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_media_thumbnail(
    State(state): State<ApiState>,
    session: Session,
    headers: HeaderMap,
    Query(whose): Query<Whose>,
    Path(id): Path<MediaId>,
) -> Result<Response, Problem> {
    let file = serve::find(&state, &session, &headers, &whose, id).await?;
    if file.media.state != MediaState::Stored {
        return Err(serve::not_here(&file.media));
    }
    let key = file.thumbnail_key.ok_or_else(no_thumbnail)?;
    // The last part of a key is the hash of the bytes.
    let tag = format!("\"{}\"", key.rsplit('/').next().unwrap_or_default());
    if serve::asked(&headers, &tag, 0) == Asked::Unchanged {
        return Ok(serve::safe(StatusCode::NOT_MODIFIED, "image/jpeg", &tag, Body::empty()));
    }
    let reading = state.media().read(&key, None).await.map_err(|error| intake::of_store(&error))?;
    let pieces: Vec<_> = reading.bytes.try_collect().await.map_err(|error| intake::of_store(&error))?;
    let bytes = pieces.concat();
    Ok(serve::safe(StatusCode::OK, small_type(&bytes), &tag, Body::from(bytes)))
}

fn no_thumbnail() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "no_thumbnail", "There is no small picture of this file.")
}
