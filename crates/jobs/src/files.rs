//! Before a message with files is sent, the provider gets them, unless it has them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use actions::message::Attempt;
use cloud_gateway::SendOutcome;
use cloud_gateway::media::Outgoing;
use domain::job::Job;
use domain::media::{FileSpot, MediaState};
use domain::message::MessageError;
use domain::{MediaId, PhoneNumberId, Timestamp, WorkspaceId};
use futures_util::TryStreamExt;
use media_store::MediaStore;
use storage::media::MediaFile;
use storage::{Error, Scope};

use crate::Context;

/// How long the provider keeps an uploaded file, less a day in which sends that wait may still go out.
const KEPT_THERE: Duration = Duration::from_secs(29 * 24 * 60 * 60);
/// Longest time for an upload of one file: what the client allows for the largest.
const UPLOAD_TIME: Duration = Duration::from_secs(30 * 60);

type Turn = Arc<tokio::sync::Mutex<()>>;
type Turns = Mutex<HashMap<(MediaId, PhoneNumberId), Weak<tokio::sync::Mutex<()>>>>;

/// The store of files, and who is just uploading which. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Files {
    store: MediaStore,
    turns: Arc<Turns>,
}

impl Files {
    pub fn new(store: MediaStore) -> Self {
        Self { store, turns: Arc::default() }
    }

    /// The store of files.
    pub const fn store(&self) -> &MediaStore {
        &self.store
    }

    /// Many messages with the same file wait for one upload of it instead of making one each.
    fn turn(&self, media: MediaId, number: PhoneNumberId) -> Turn {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_, turn| turn.strong_count() > 0);
        if let Some(turn) = turns.get(&(media, number)).and_then(Weak::upgrade) {
            return turn;
        }
        let turn = Turn::default();
        turns.insert((media, number), Arc::downgrade(&turn));
        turn
    }
}

/// Sees to it that the provider has the files of a message, and notes by which ids.
///
/// # Errors
/// How the send went, when it cannot be made: nothing went out then.
pub(crate) async fn attach(context: &Context, job: &Job, attempt: &mut Attempt) -> Result<(), SendOutcome> {
    let files: Vec<_> = attempt.content.files_mut().iter().filter_map(FileSpot::kept).collect();
    for media in files {
        let id = id_at_provider(context, job, attempt, media).await?;
        attempt.uploads.insert(media, id);
    }
    Ok(())
}

/// The provider refused a message for good, perhaps because of a file: when it is sent again, so is the file.
pub(crate) fn forget(tx: &mut storage::Tx<'_>, job: &Job, attempt: &Attempt) -> Result<(), Error> {
    for media in attempt.uploads.keys() {
        tx.media().remove_meta_id(job.workspace, *media, attempt.access.id)?;
    }
    Ok(())
}

async fn id_at_provider(
    context: &Context,
    job: &Job,
    attempt: &Attempt,
    media: MediaId,
) -> Result<String, SendOutcome> {
    let (workspace, number) = (job.workspace, attempt.access.id);
    if let Some(known) = known_id(context, workspace, media, number).await? {
        return Ok(known);
    }
    let turn = context.files.turn(media, number);
    let _one_at_a_time = turn.lock().await;
    if let Some(known) = known_id(context, workspace, media, number).await? {
        return Ok(known);
    }
    let found = context.store.read(workspace, move |tx| tx.media().lookup(workspace, media)).await;
    let file = found.map_err(|e| later(&e))?.filter(|file| file.media.state == MediaState::Stored);
    let Some(file) = file else { return Err(no_file()) };
    extend_lease(context, job, UPLOAD_TIME).await?;
    let id = upload(context, attempt, &file).await?;
    extend_lease(context, job, crate::sender::LEASE).await?;
    let (noted, expires_at) = (id.clone(), context.clock.now() + KEPT_THERE);
    let written = context
        .store
        .write(workspace, move |tx| tx.media().add_meta_id(workspace, media, number, &noted, expires_at));
    if let Err(e) = written.await {
        tracing::warn!(error = %e, media.id = %media, "an upload cannot be noted; the next send repeats it");
    }
    Ok(id)
}

async fn known_id(
    context: &Context,
    workspace: WorkspaceId,
    media: MediaId,
    number: PhoneNumberId,
) -> Result<Option<String>, SendOutcome> {
    let now: Timestamp = context.clock.now();
    let known =
        context.store.read(workspace, move |tx| tx.media().meta_id_for(workspace, media, number, now)).await;
    known.map_err(|e: Error| later(&e))
}

/// A slow upload must not make the send count as abandoned.
async fn extend_lease(context: &Context, job: &Job, by: Duration) -> Result<(), SendOutcome> {
    let (id, until) = (job.id, context.clock.now() + by);
    let extended = context.store.write(Scope::System, move |tx| tx.jobs().extend_lease(id, until)).await;
    extended.map_err(|e: Error| later(&e))
}

async fn upload(context: &Context, attempt: &Attempt, file: &MediaFile) -> Result<String, SendOutcome> {
    let key = file.storage_key.as_deref().unwrap_or_default();
    let reading = context.files.store().read(key, None).await.map_err(|e| later(&e))?;
    let outgoing = Outgoing {
        filename: file.media.filename.clone().unwrap_or_else(|| "file".to_owned()),
        mime_type: file.media.mime_type.clone(),
        size: reading.size,
    };
    let pieces = reading.bytes.map_err(std::io::Error::other);
    context.gateway.upload_media(&attempt.access, outgoing, pieces).await
}

/// Something of our own does not work at the moment.
fn later(error: &dyn std::error::Error) -> SendOutcome {
    tracing::error!(error = %error, "the file of a message cannot be read");
    let error = MessageError {
        code: None,
        title: "The file of the message cannot be read at the moment".to_owned(),
        detail: None,
        remedy: "Nothing to do: it is tried again".to_owned(),
    };
    SendOutcome::Refused { error, is_retryable: true, is_auth: false }
}

fn no_file() -> SendOutcome {
    let error = MessageError {
        code: None,
        title: "The file of the message is not here any more".to_owned(),
        detail: None,
        remedy: "Attach it again".to_owned(),
    };
    SendOutcome::Refused { error, is_retryable: false, is_auth: false }
}
