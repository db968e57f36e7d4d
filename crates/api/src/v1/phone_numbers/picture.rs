//! A file of ours on its way into a profile.

use axum_utils::Problem;
use domain::media::MediaState;
use domain::profile::{PICTURE_LIMIT, PICTURE_SIDE, ProfilePicture};
use domain::{MediaId, WorkspaceId};
use futures_util::TryStreamExt as _;
use media_store::picture;

use crate::refusal;
use crate::state::ApiState;

const FIELD: &str = "picture_media_id";

fn refused(words: impl Into<String>) -> Problem {
    Problem::invalid_field(FIELD, words)
}

/// Reads the file, if it is one that a profile takes.
pub(crate) async fn load(
    state: &ApiState,
    workspace: WorkspaceId,
    id: MediaId,
) -> Result<ProfilePicture, Problem> {
    let found = state.store().read(workspace, move |tx| tx.media().lookup(workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    let file = found.ok_or_else(|| refused("there is no such file"))?;
    let (media, key) = (file.media, file.storage_key);
    let Some(key) = key.filter(|_| media.state == MediaState::Stored) else {
        return Err(refused("the file is not here: upload it again"));
    };
    if !matches!(media.mime_type.as_str(), "image/jpeg" | "image/png") {
        return Err(refused(format!("give a JPEG or PNG; this is {}", media.mime_type)));
    }
    let size = media.size.unwrap_or_default();
    if size > PICTURE_LIMIT {
        return Err(refused(format!("give at most {PICTURE_LIMIT} bytes; these are {size}")));
    }
    let reading = state.media().read(&key, None).await.map_err(|error| Problem::unavailable(&error))?;
    let pieces: Vec<_> = reading.bytes.try_collect().await.map_err(|error| Problem::unavailable(&error))?;
    let bytes = pieces.concat();
    let (width, height) =
        picture::dimensions(&bytes, &media.mime_type).map_err(|error| refused(error.to_string()))?;
    if width != height || width < PICTURE_SIDE {
        let words =
            format!("give a square of at least {PICTURE_SIDE} pixels a side; this is {width} × {height}");
        return Err(refused(words));
    }
    Ok(ProfilePicture { mime_type: media.mime_type, bytes })
}
