//! Fetches a contact's file again.

use actions::media::{self, FetchError};
use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::MediaId;
use domain::media::Media;
use http::StatusCode;

use crate::caller::Caller;
use crate::refusal::{self, answers_with_its_problem};
use crate::state::ApiState;

/// Why a file is not fetched again.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(crate) struct Error(#[from] FetchError);

impl From<storage::Error> for Error {
    fn from(error: storage::Error) -> Self {
        Self(error.into())
    }
}

impl Error {
    fn problem(&self) -> Problem {
        match &self.0 {
            FetchError::NotFound => Problem::not_found("file"),
            FetchError::NotTheirs => {
                Problem::new(StatusCode::CONFLICT, "not_fetchable", refusal::sentence(self))
            }
            FetchError::Storage(error) => refusal::storage(error),
        }
    }
}

answers_with_its_problem!(Error);

/// Fetch a file again
///
/// For a contact's file that could not be fetched. How it goes is told on the feed by `media.updated`; nothing
/// changes when the file is here or on its way.
#[utoipa::path(post, path = "/v1/media/{id}/fetch", operation_id = "fetch_media", tag = "media",
    params(("id" = MediaId, Path)),
    responses(
        (status = 202, body = Media),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`not_fetchable`: it was uploaded here", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn fetch_media(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<MediaId>,
) -> Result<(StatusCode, Json<Media>), Error> {
    let (actor, now) = (caller.actor, state.clock().now());
    let workspace = actor.workspace();
    let asked = state.store().write(workspace, move |tx| media::request_fetch(tx, &actor, now, id)).await?;
    Ok((StatusCode::ACCEPTED, Json(asked)))
}
