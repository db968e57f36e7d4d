//! From the spool into the store, with a small picture; and out again when nobody refers to it.

use std::time::Duration;

use actions::media::Kept;
use domain::{Timestamp, WorkspaceId};
use storage::{Scope, Store};

use crate::picture::Small;
use crate::spool::Spooled;
use crate::store::{Error, MediaStore};

/// How long what nobody refers to stays: whoever is about to refer to it has that long.
const GRACE: Duration = Duration::from_secs(24 * 60 * 60);
/// Files that are removed between two looks.
const REMOVED_AT_ONCE: usize = 100;
/// Tries at a place from which the same bytes are just being removed.
const TRIES: u32 = 50;

/// A file on its way into the store.
#[derive(Debug)]
pub struct ToKeep {
    pub workspace: WorkspaceId,
    pub file: Spooled,
    /// What it is.
    pub mime_type: String,
    pub small: Option<Small>,
}

/// Puts a file and its small picture into the store. What comes back is for its row, which must be written
/// within a day.
///
/// # Errors
/// When database, disk or S3 fail; what has been written by then is removed later.
pub async fn keep(media: &MediaStore, store: &Store, now: Timestamp, what: ToKeep) -> Result<Kept, Error> {
    let ToKeep { workspace, file, mime_type, small } = what;
    let mut thumbnail_key = None;
    if let Some(small) = small {
        let mut spool = media.spool(u64::MAX)?;
        spool.write(&small.bytes).await?;
        thumbnail_key = Some(put(media, store, now, workspace, spool.finish().await?).await?);
    }
    let (size, sha256) = (i64::try_from(file.size).unwrap_or(i64::MAX), file.sha256.clone());
    let storage_key = put(media, store, now, workspace, file).await?;
    Ok(Kept { storage_key, thumbnail_key, mime_type, size, sha256 })
}

async fn put(
    media: &MediaStore,
    store: &Store,
    now: Timestamp,
    workspace: WorkspaceId,
    file: Spooled,
) -> Result<String, Error> {
    let key = file.key(workspace);
    for _ in 0..TRIES {
        let place = key.clone();
        let is_ours =
            store.write(workspace, move |tx| tx.media_blobs().claim(workspace, &place, now)).await?;
        if is_ours {
            media.put(&key, file).await?;
            return Ok(key);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(storage::Error::Unavailable("the same file is being removed from the store".to_owned()).into())
}

/// Removes what nobody refers to any more, and what nobody ever came to refer to; how many files.
///
/// # Errors
/// When database, disk or S3 fail; the next sweep goes on.
pub async fn sweep(media: &MediaStore, store: &Store, now: Timestamp) -> Result<usize, Error> {
    let mut removed = 0;
    loop {
        let unused = store
            .write(Scope::System, move |tx| tx.media_blobs().condemn_unused(now - GRACE, REMOVED_AT_ONCE))
            .await?;
        let count = unused.len();
        for (workspace, key) in unused {
            media.remove(&key).await?;
            store.write(Scope::System, move |tx| tx.media_blobs().remove(workspace, &key)).await?;
        }
        removed += count;
        if count < REMOVED_AT_ONCE {
            return Ok(removed);
        }
    }
}
