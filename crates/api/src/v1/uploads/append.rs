//! Takes the next piece of an upload.

use actions::media;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum_utils::{Path, Problem};
use domain::media::Media;
use domain::{UploadId, WorkspaceId};
use futures_util::StreamExt;
use http::{HeaderMap, StatusCode};
use media_store::partial::Piece;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;
use crate::v1::media::intake;
use crate::v1::uploads::{OFFSET, Upload};

/// Send the next piece of an upload
///
/// Any number of bytes, from where the last piece ended; what has come of a piece that was cut off counts. The
/// piece that completes the file makes it one: the answer has it in `media`.
#[utoipa::path(patch, path = "/v1/uploads/{id}", operation_id = "append_upload", tag = "media",
    params(
        ("id" = UploadId, Path),
        ("Upload-Offset" = u64, Header, description = "where the piece begins: the `offset` of the upload"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = Upload),
        (status = 404, description = "`not_found`: or its time is over", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`wrong_offset`, or `upload_in_use` by another request",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "`file_too_large`: more bytes than were announced",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`: the whole file is not what it was said to be",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
    ))]
pub(crate) async fn append_upload(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<UploadId>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    media::check_may_upload(&caller.actor).map_err(|error| intake::of_upload(&error))?;
    let workspace = caller.workspace();
    let mut upload = lookup(&state, workspace, id).await?;
    if let Some(media) = upload.media {
        let known = state.store().read(workspace, move |tx| tx.media().lookup(workspace, media)).await;
        let known = known.map_err(|error: storage::Error| refusal::storage(&error))?;
        return Ok(Upload::new(upload, known.map(|file| file.media)).answer(StatusCode::OK));
    }
    let (offset, size) = (bytes(upload.received), bytes(upload.size));
    if named_offset(&headers)? != offset {
        return Err(wrong_offset(offset));
    }
    let piece = state.media().add_piece(id, offset, size).await;
    let mut piece = match piece {
        Err(media_store::Error::Missing) => {
            note(&state, workspace, id, 0).await?;
            return Err(wrong_offset(0));
        }
        other => other.map_err(|error| in_use_or(&error))?,
    };
    let filled = fill(&mut piece, body).await;
    piece.sync().await.map_err(|error| intake::of_store(&error))?;
    note(&state, workspace, id, piece.end()).await?;
    filled?;
    upload.received = i64::try_from(piece.end()).unwrap_or(i64::MAX);
    let media = if piece.end() == size { Some(complete(&state, caller, &upload).await?) } else { None };
    Ok(Upload::new(upload, media).answer(StatusCode::OK))
}

async fn lookup(
    state: &ApiState,
    workspace: WorkspaceId,
    id: UploadId,
) -> Result<storage::uploads::Upload, Problem> {
    let now = state.clock().now();
    let found = state.store().read(workspace, move |tx| tx.uploads().lookup(workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    found.filter(|upload| upload.expires_at > now).ok_or_else(|| Problem::not_found("upload"))
}

fn bytes(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

fn named_offset(headers: &HeaderMap) -> Result<u64, Problem> {
    let named = headers.get(OFFSET).and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
    named.ok_or_else(|| Problem::invalid_field("Upload-Offset", "name in this header where the piece begins"))
}

/// Adds what comes, for as long as it comes.
async fn fill(piece: &mut Piece, body: Body) -> Result<(), Problem> {
    let mut pieces = body.into_data_stream();
    while let Some(next) = pieces.next().await {
        let next = next.map_err(|_| {
            let detail = "The piece ended before it was complete. What has come of it is kept.";
            Problem::new(StatusCode::BAD_REQUEST, "body_cut_off", detail)
        })?;
        piece.write(&next).await.map_err(|error| intake::of_store(&error))?;
    }
    Ok(())
}

async fn note(state: &ApiState, workspace: WorkspaceId, id: UploadId, received: u64) -> Result<(), Problem> {
    let received = i64::try_from(received).unwrap_or(i64::MAX);
    let noted =
        state.store().write(workspace, move |tx| media::note_received(tx, workspace, id, received)).await;
    noted.map_err(|error: storage::Error| refusal::storage(&error))
}

/// All of it is here: now it has to be what it was said to be.
async fn complete(
    state: &ApiState,
    caller: Caller,
    upload: &storage::uploads::Upload,
) -> Result<Media, Problem> {
    let (workspace, id) = (caller.workspace(), upload.id);
    let file = state.media().take_whole(id).await.map_err(|error| intake::of_store(&error))?;
    let kept = match intake::take_in(state, workspace, file, &upload.mime_type).await {
        Ok(kept) => kept,
        Err(problem) => {
            note(state, workspace, id, 0).await?; // it is gone: another file may be sent under the same id
            return Err(problem);
        }
    };
    let (actor, now, filename) = (caller.actor, state.clock().now(), upload.filename.clone());
    let added = state
        .store()
        .write(workspace, move |tx| media::add_uploaded(tx, &actor, now, filename, kept, Some(id)));
    added.await.map_err(|error| intake::of_upload(&error))
}

fn wrong_offset(offset: u64) -> Problem {
    let detail = format!("The next piece begins at {offset}.");
    Problem::new(StatusCode::CONFLICT, "wrong_offset", detail)
}

fn in_use_or(error: &media_store::Error) -> Problem {
    match error {
        media_store::Error::InUse => {
            Problem::new(StatusCode::CONFLICT, "upload_in_use", refusal::sentence(error)).retry_after(1)
        }
        other => intake::of_store(other),
    }
}
