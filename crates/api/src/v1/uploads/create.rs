//! Begins an upload piece by piece.

use actions::media::{self, NewUpload};
use axum::extract::State;
use axum::response::Response;
use axum_utils::{Json, Problem};
use domain::media::{check_sendable, essence};
use http::StatusCode;
use media_store::voice;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::media::intake;
use crate::v1::uploads::Upload;

/// What will come.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BeginUpload {
    filename: Option<String>,
    /// For example `video/mp4`. The bytes must be what this says.
    mime_type: String,
    /// Of the whole file, in bytes.
    size: i64,
}

impl BeginUpload {
    fn check(self) -> Result<NewUpload, Problem> {
        let size = u64::try_from(self.size).unwrap_or_default();
        let mime_type = essence(&self.mime_type);
        // Recordings become Ogg when they are here.
        let sent_as = if voice::is_webm(&mime_type) { "audio/ogg" } else { mime_type.as_str() };
        match check_sendable(sent_as, size) {
            Ok(_) => {}
            Err(reason @ domain::media::NotSendable::Type(_)) => {
                return Err(Problem::invalid_field("mime_type", reason.to_string()));
            }
            Err(reason) => return Err(Problem::invalid_field("size", reason.to_string())),
        }
        let filename = self.filename.as_deref().and_then(intake::clean_name);
        Ok(NewUpload { filename, mime_type, size: self.size })
    }
}

/// Begin an upload
///
/// For large files over bad lines: say what will come, then send it in pieces of any size with
/// `PATCH /v1/uploads/{id}`. After an interruption `GET` tells where to go on. There is a day's time.
#[utoipa::path(post, path = "/v1/uploads", operation_id = "create_upload", tag = "media", request_body = BeginUpload,
    responses(
        (status = 201, body = Upload),
        (status = 422, description = "`validation_failed`: WhatsApp does not take the type or the size",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_uploads`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn create_upload(
    State(state): State<ApiState>,
    caller: Caller,
    Json(new): Json<BeginUpload>,
) -> Result<Response, Problem> {
    let new = new.check()?;
    let (actor, now) = (caller.actor, state.clock().now());
    let workspace = actor.workspace();
    let begun = state.store().write(workspace, move |tx| media::begin_upload(tx, &actor, now, new)).await;
    let begun = begun.map_err(|error| intake::of_upload(&error))?;
    Ok(Upload::new(begun, None).answer(StatusCode::CREATED))
}
