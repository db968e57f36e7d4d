//! Contacts' files are brought here.
//!
//! A file that cannot be had leaves its message as it is: the file says why, is tried again for about two hours,
//! and after that whenever somebody asks for it.

use std::time::Duration;

use actions::media::{Fetch, Kept};
use cloud_gateway::media::FetchFailure;
use domain::WorkspaceId;
use domain::job::{Job, Queue, Work};
use domain::media::{INBOUND_LIMIT, MediaFailure};
use media_store::{ToKeep, keep, sniff};
use storage::{Error, Scope};

use crate::runner::Runner;
use crate::{Context, backoff};

/// Files that may be under way at once.
const AT_ONCE: usize = 4;
/// After it the runner that claimed a job is gone; renewed while a file is under way.
const LEASE: Duration = Duration::from_secs(120);
const RENEW_EVERY: Duration = Duration::from_secs(40);
/// Tries before a file counts as failed.
const ATTEMPTS: i64 = 14;
/// Tries for a file that comes, but not as it was announced: it hardly gets better.
const WRONG_ATTEMPTS: i64 = 3;
/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(30 * 60);

/// Fetches what is owed until it is told to stop. Fetching twice does no harm.
pub async fn run(context: Context) {
    let runner = Runner { queue: Queue::Media, at_once: AT_ONCE, lease: LEASE, counts_lapsed: false };
    runner.run(context, |context, job| async move { fetch_unless_stopped(&context, job).await }).await;
}

/// Fetches a file, and keeps others off it meanwhile. When the program is to stop, the job is given back at once.
async fn fetch_unless_stopped(context: &Context, job: Job) -> Result<(), Error> {
    let id = job.id;
    let fetch = fetch_one(context, job);
    tokio::pin!(fetch);
    loop {
        tokio::select! {
            done = &mut fetch => return done,
            () = context.stop.cancelled() => {
                let now = context.clock.now();
                return context.store.write(Scope::System, move |tx| tx.jobs().postpone(id, now, "stopped")).await;
            }
            () = tokio::time::sleep(RENEW_EVERY) => {
                let until = context.clock.now() + LEASE;
                context.store.write(Scope::System, move |tx| tx.jobs().extend_lease(id, until)).await?;
            }
        }
    }
}

async fn fetch_one(context: &Context, job: Job) -> Result<(), Error> {
    let workspace = job.workspace;
    let Work::FetchMedia { media_id } = job.work else {
        return context.store.write(Scope::System, move |tx| tx.jobs().remove(job.id)).await;
    };
    let fetch =
        context.store.read(workspace, move |tx| actions::media::find_fetch(tx, workspace, media_id)).await?;
    let Some(fetch) = fetch else {
        return context.store.write(Scope::System, move |tx| tx.jobs().remove(job.id)).await;
    };
    let outcome = bring(context, workspace, &fetch).await;
    let now = context.clock.now();
    metrics::counter!("waypost_media_fetches_total", "outcome" => word(&outcome)).increment(1);
    context
        .store
        .write(workspace, move |tx| match outcome {
            Ok(kept) => actions::media::mark_stored(tx, &job, now, media_id, kept),
            Err(failure) if failure.is_retryable && job.attempt < attempts(&failure) => {
                let run_at = now + backoff::delay(job.attempt, LONGEST_PAUSE);
                actions::media::postpone_fetch(tx, &job, now, media_id, run_at, failure.error)
            }
            Err(failure) => {
                tracing::warn!(media.id = %media_id, reason = ?failure.error.reason, "a file could not be fetched");
                actions::media::mark_failed(tx, &job, now, media_id, failure.error)
            }
        })
        .await
}

const fn attempts(failure: &FetchFailure) -> i64 {
    match failure.error.reason {
        MediaFailure::ChecksumMismatch => WRONG_ATTEMPTS,
        _ => ATTEMPTS,
    }
}

const fn word(outcome: &Result<Kept, FetchFailure>) -> &'static str {
    match outcome {
        Ok(_) => "stored",
        Err(FetchFailure { is_retryable: true, .. }) => "retry",
        Err(_) => "failed",
    }
}

/// From the provider into the store, checked.
async fn bring(context: &Context, workspace: WorkspaceId, fetch: &Fetch) -> Result<Kept, FetchFailure> {
    let media = context.files.store();
    let mut incoming = context.gateway.open_media(&fetch.access, &fetch.meta_media_id).await?;
    let mut spool = media.spool(INBOUND_LIMIT).map_err(|e| not_stored(&e))?;
    while let Some(piece) = incoming.next().await? {
        spool.write(&piece).await.map_err(|e| not_stored(&e))?;
    }
    let file = spool.finish().await.map_err(|e| not_stored(&e))?;
    let promised = fetch.file.media.sha256.as_ref().or(incoming.sha256.as_ref());
    if promised.is_some_and(|promised| *promised != file.sha256) {
        let detail = "what came is not what WhatsApp announced: the checksums differ";
        return Err(FetchFailure::new(MediaFailure::ChecksumMismatch, detail, true));
    }
    // What the bytes are decides how they are served, whatever the sender called them.
    let mime_type = sniff::agree(&fetch.file.media.mime_type, &file.head)
        .unwrap_or_else(|mismatch| mismatch.found().to_owned());
    let small = media.small_picture(file.path(), &mime_type).await.unwrap_or_else(|e| {
        tracing::debug!(media.id = %fetch.file.media.id, error = %e, "there is no small picture of a file");
        None
    });
    let what = ToKeep { workspace, file, mime_type, small };
    keep(media, &context.store, context.clock.now(), what).await.map_err(|e| not_stored(&e))
}

fn not_stored(error: &media_store::Error) -> FetchFailure {
    tracing::error!(error = %error, "a file cannot be stored");
    FetchFailure::new(MediaFailure::NotStored, "it could not be put into the store of files", true)
}
