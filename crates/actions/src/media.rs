//! Files: those that contacts send are brought here, those that we send are kept, all go when their time is over.

use std::time::Duration;

use domain::content::Content;
use domain::event::Event;
use domain::job::{Job, Work};
use domain::media::{Media, MediaError, MediaState, NotSendable, check_sendable};
use domain::message::{Direction, Message};
use domain::phone_number::NumberAccess;
use domain::workspace::Actor;
use domain::{MediaId, Timestamp, UploadId, WorkspaceId};
use storage::media::MediaFile;
use storage::uploads::Upload;
use storage::{Result, Tx};

use crate::message::NewMedia;

/// How long an upload piece by piece may take.
const UPLOAD_TIME: Duration = Duration::from_secs(24 * 60 * 60);
/// Uploads that a workspace may have begun and not finished.
const OPEN_UPLOADS: i64 = 100;
/// Files that are let go in one transaction.
const EXPIRED_AT_ONCE: usize = 200;

/// Notes a file that came with a message, and owes fetching it.
pub(crate) fn add_inbound(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    received_at: Timestamp,
    message: &Message,
    new: &NewMedia,
) -> Result<()> {
    let filename = match &message.content {
        Content::Document(document) => document.filename.clone(),
        _ => None,
    };
    let media = Media {
        id: new.id,
        direction: Direction::Inbound,
        mime_type: new.mime_type.clone(),
        filename,
        size: None,
        sha256: new.sha256.clone(),
        state: MediaState::Pending,
        error: None,
        has_thumbnail: false,
        created_at: received_at,
        updated_at: received_at,
    };
    let file = MediaFile {
        media,
        message: Some(message.id),
        meta_media_id: Some(new.meta_media_id.clone()),
        expires_at: new.expires_at,
        storage_key: None,
        thumbnail_key: None,
    };
    tx.media().add(workspace, &file)?;
    owe_fetching(tx, workspace, received_at, new.id)
}

fn owe_fetching(tx: &mut Tx<'_>, workspace: WorkspaceId, now: Timestamp, id: MediaId) -> Result<()> {
    tx.jobs().add(workspace, &Work::FetchMedia { media_id: id }, now, now).map(drop)
}

/// What is needed to fetch a file.
#[derive(Debug, Clone)]
pub struct Fetch {
    pub access: NumberAccess,
    pub file: MediaFile,
    pub meta_media_id: String,
}

/// Whether there is something to fetch: `None` when the file is here, or cannot be had.
///
/// # Errors
/// Those of the database.
pub fn find_fetch(tx: &mut Tx<'_>, workspace: WorkspaceId, id: MediaId) -> Result<Option<Fetch>> {
    let Some(file) = tx.media().lookup(workspace, id)? else { return Ok(None) };
    let (Some(message), Some(meta_media_id)) = (file.message, file.meta_media_id.clone()) else {
        return Ok(None);
    };
    if file.media.state != MediaState::Pending {
        return Ok(None);
    }
    let Some(message) = tx.messages().lookup(workspace, message)? else { return Ok(None) };
    let Some(conversation) = tx.conversations().lookup(workspace, message.conversation_id)? else {
        return Ok(None);
    };
    let access = tx.phone_numbers().access(workspace, conversation.phone_number_id)?;
    Ok(access.map(|access| Fetch { access, file, meta_media_id }))
}

/// What has been put into the store of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub storage_key: String,
    pub thumbnail_key: Option<String>,
    pub mime_type: String,
    /// In bytes.
    pub size: i64,
    /// Of the bytes, in hexadecimal.
    pub sha256: String,
}

/// A file is here.
///
/// # Errors
/// Those of the database.
pub fn mark_stored(tx: &mut Tx<'_>, job: &Job, now: Timestamp, id: MediaId, kept: Kept) -> Result<()> {
    tx.jobs().remove(job.id)?;
    let Some(mut file) = pending(tx, job.workspace, id)? else { return Ok(()) };
    keep(&mut file, kept);
    file.media.state = MediaState::Stored;
    file.media.error = None;
    update(tx, job.workspace, now, file).map(drop)
}

/// A file could not be fetched, and is not tried again by itself.
///
/// # Errors
/// Those of the database.
pub fn mark_failed(tx: &mut Tx<'_>, job: &Job, now: Timestamp, id: MediaId, error: MediaError) -> Result<()> {
    tx.jobs().remove(job.id)?;
    let Some(mut file) = pending(tx, job.workspace, id)? else { return Ok(()) };
    file.media.state = MediaState::Failed;
    file.media.error = Some(error);
    update(tx, job.workspace, now, file).map(drop)
}

/// A file could not be fetched this time; it is tried again at `run_at`.
///
/// # Errors
/// Those of the database.
pub fn postpone_fetch(
    tx: &mut Tx<'_>,
    job: &Job,
    now: Timestamp,
    id: MediaId,
    run_at: Timestamp,
    error: MediaError,
) -> Result<()> {
    tx.jobs().postpone(job.id, run_at, &error.detail)?;
    let Some(mut file) = pending(tx, job.workspace, id)? else { return Ok(()) };
    file.media.error = Some(error);
    update(tx, job.workspace, now, file).map(drop)
}

fn pending(tx: &mut Tx<'_>, workspace: WorkspaceId, id: MediaId) -> Result<Option<MediaFile>> {
    Ok(tx.media().lookup_to_change(workspace, id)?.filter(|file| file.media.state == MediaState::Pending))
}

fn keep(file: &mut MediaFile, kept: Kept) {
    file.media.mime_type = kept.mime_type;
    file.media.size = Some(kept.size);
    file.media.sha256 = Some(kept.sha256);
    file.media.has_thumbnail = kept.thumbnail_key.is_some();
    file.storage_key = Some(kept.storage_key);
    file.thumbnail_key = kept.thumbnail_key;
}

fn update(tx: &mut Tx<'_>, workspace: WorkspaceId, now: Timestamp, mut file: MediaFile) -> Result<Media> {
    file.media.updated_at = now;
    tx.media().update(workspace, &file)?;
    tx.record(workspace, now, &Event::MediaUpdated { media: file.media.clone() })?;
    Ok(file.media)
}

#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("there is no such file")]
    NotFound,
    /// It was uploaded here, and there is nowhere to fetch it from.
    #[error("this file was uploaded here: the provider has no copy to fetch")]
    NotTheirs,
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

/// Asks for a file again. Nothing changes when it is here or on its way.
///
/// # Errors
/// See [`FetchError`].
pub fn request_fetch(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    id: MediaId,
) -> Result<Media, FetchError> {
    let workspace = actor.workspace();
    let mut file = tx.media().lookup_to_change(workspace, id)?.ok_or(FetchError::NotFound)?;
    match file.media.state {
        MediaState::Stored | MediaState::Pending => return Ok(file.media),
        MediaState::Failed | MediaState::Expired => {}
    }
    if file.meta_media_id.is_none() {
        return Err(FetchError::NotTheirs);
    }
    file.media.state = MediaState::Pending;
    file.media.error = None;
    owe_fetching(tx, workspace, now, id)?;
    Ok(update(tx, workspace, now, file)?)
}

#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    #[error("your role may read conversations but not write in them")]
    NotAllowed,
    #[error(transparent)]
    NotSendable(#[from] NotSendable),
    #[error("{0} uploads are open already: finish some, or wait until they end by themselves")]
    TooMany(i64),
    #[error("there is no such upload")]
    NotFound,
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

/// Whether `actor` may upload at all: to be asked before anything is read.
///
/// # Errors
/// [`UploadError::NotAllowed`].
pub fn check_may_upload(actor: &Actor) -> Result<(), UploadError> {
    if actor.can_reply() { Ok(()) } else { Err(UploadError::NotAllowed) }
}

/// A file that is to be sent is here. With `upload` it came piece by piece; when that has become a file before,
/// it is that one.
///
/// # Errors
/// See [`UploadError`].
pub fn add_uploaded(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    filename: Option<String>,
    kept: Kept,
    upload: Option<UploadId>,
) -> Result<Media, UploadError> {
    check_may_upload(actor)?;
    check_sendable(&kept.mime_type, u64::try_from(kept.size).unwrap_or_default())?;
    let workspace = actor.workspace();
    let id = MediaId::new(now);
    let media = Media {
        id,
        direction: Direction::Outbound,
        mime_type: String::new(),
        filename,
        size: None,
        sha256: None,
        state: MediaState::Stored,
        error: None,
        has_thumbnail: false,
        created_at: now,
        updated_at: now,
    };
    let mut file = MediaFile {
        media,
        message: None,
        meta_media_id: None,
        expires_at: None,
        storage_key: None,
        thumbnail_key: None,
    };
    keep(&mut file, kept);
    if let Some(upload) = upload
        && !tx.uploads().update_media(workspace, upload, id)?
    {
        let became = tx.uploads().lookup(workspace, upload)?.and_then(|upload| upload.media);
        let known = became.map(|id| tx.media().lookup(workspace, id)).transpose()?.flatten();
        return known.map(|file| file.media).ok_or(UploadError::NotFound);
    }
    tx.media().add(workspace, &file)?;
    tx.record(workspace, now, &Event::MediaUpdated { media: file.media.clone() })?;
    Ok(file.media)
}

/// A file that will come piece by piece.
#[derive(Debug, Clone)]
pub struct NewUpload {
    pub filename: Option<String>,
    pub mime_type: String,
    /// In bytes.
    pub size: i64,
}

/// Begins an upload piece by piece.
///
/// # Errors
/// See [`UploadError`].
pub fn begin_upload(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    new: NewUpload,
) -> Result<Upload, UploadError> {
    check_may_upload(actor)?;
    let workspace = actor.workspace();
    match tx.uploads().count_open(workspace, now)? {
        open if open >= OPEN_UPLOADS => return Err(UploadError::TooMany(open)),
        _ => {}
    }
    let upload = Upload {
        workspace,
        id: UploadId::new(now),
        filename: new.filename,
        mime_type: new.mime_type,
        size: new.size,
        received: 0,
        media: None,
        expires_at: now + UPLOAD_TIME,
        created_at: now,
    };
    tx.uploads().add(&upload)?;
    Ok(upload)
}

/// So much of an upload is safely here.
///
/// # Errors
/// Those of the database.
pub fn note_received(tx: &mut Tx<'_>, workspace: WorkspaceId, id: UploadId, received: i64) -> Result<()> {
    tx.uploads().update_received(workspace, id, received)
}

/// Lets go of files that are here since before `before`, some at a time; how many. Their bytes go when nothing
/// else refers to them.
///
/// # Errors
/// Those of the database.
pub fn expire(tx: &mut Tx<'_>, now: Timestamp, before: Timestamp) -> Result<usize> {
    let old = tx.media().list_stored_before(before, EXPIRED_AT_ONCE)?;
    for (workspace, id) in &old {
        let Some(mut file) = tx.media().lookup_to_change(*workspace, *id)? else { continue };
        file.media.state = MediaState::Expired;
        file.media.has_thumbnail = false;
        file.storage_key = None;
        file.thumbnail_key = None;
        update(tx, *workspace, now, file)?;
    }
    Ok(old.len())
}
