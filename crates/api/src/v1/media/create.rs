//! Uploads a file in one request.

use actions::media;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::{Multipart, State};
use axum_utils::{Json, Problem};
use domain::media::Media;
use http::StatusCode;
use media_store::Spooled;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::media::intake;

/// The form of an upload.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the form; its fields are read one by one as they come")]
pub(crate) struct UploadForm {
    /// The file, with its name and type.
    #[schema(value_type = String, format = Binary)]
    file: String,
}

/// A file that has come, and what was said of it.
struct Uploaded {
    file: Spooled,
    filename: Option<String>,
    mime_type: String,
}

/// Upload a file
///
/// A form with one `file`. Its type is read from its bytes and must be what it is said to be. Recordings of
/// browsers (Opus in WebM) are repacked as WhatsApp wants them. Then send it by its id. For large files over bad
/// lines there are `/v1/uploads`.
#[utoipa::path(post, path = "/v1/media", operation_id = "create_media", tag = "media",
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses(
        (status = 201, body = Media),
        (status = 413, description = "`file_too_large`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 415, description = "`not_multipart`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`: WhatsApp does not take the type or the size, or the file \
            is not what it is said to be", body = axum_utils::ProblemBody, content_type = "application/problem+json"),
    ))]
pub(crate) async fn create_media(
    State(state): State<ApiState>,
    caller: Caller,
    form: Result<Multipart, MultipartRejection>,
) -> Result<(StatusCode, Json<Media>), Problem> {
    media::check_may_upload(&caller.actor).map_err(|error| intake::of_upload(&error))?;
    let mut form = form.map_err(|_| not_multipart())?;
    let mut uploaded = None;
    while let Some(field) = form.next_field().await.map_err(|error| of_form(&error))? {
        if field.name() != Some("file") {
            let name = field.name().unwrap_or("body").to_owned();
            return Err(Problem::invalid_field(name, "there is no such field"));
        }
        if uploaded.is_some() {
            return Err(Problem::invalid_field("file", "send one file at a time"));
        }
        uploaded = Some(receive(&state, field).await?);
    }
    let uploaded = uploaded.ok_or_else(|| Problem::invalid_field("file", "this is required"))?;
    let workspace = caller.workspace();
    let kept = intake::take_in(&state, workspace, uploaded.file, &uploaded.mime_type).await?;
    let (actor, now) = (caller.actor, state.clock().now());
    let added = state
        .store()
        .write(workspace, move |tx| media::add_uploaded(tx, &actor, now, uploaded.filename, kept, None));
    let added = added.await.map_err(|error| intake::of_upload(&error))?;
    Ok((StatusCode::CREATED, Json(added)))
}

/// To disk as it comes: a large file takes no more memory than a small one.
async fn receive(state: &ApiState, mut field: Field<'_>) -> Result<Uploaded, Problem> {
    let filename = field.file_name().and_then(intake::clean_name);
    let mime_type = field.content_type().unwrap_or_default().to_owned();
    let mut spool = state.media().spool(intake::LIMIT).map_err(|error| intake::of_store(&error))?;
    while let Some(piece) = field.chunk().await.map_err(|error| of_form(&error))? {
        spool.write(&piece).await.map_err(|error| intake::of_store(&error))?;
    }
    let file = spool.finish().await.map_err(|error| intake::of_store(&error))?;
    Ok(Uploaded { file, filename, mime_type })
}

fn not_multipart() -> Problem {
    let detail = "Send a form with the file, with Content-Type: multipart/form-data.";
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_multipart", detail)
}

fn of_form(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return intake::too_large(intake::LIMIT);
    }
    tracing::debug!(%error, "an upload ended early");
    Problem::new(StatusCode::BAD_REQUEST, "bad_form", "The form is not complete, or not a form.")
}
