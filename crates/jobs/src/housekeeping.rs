//! Forgetting what nobody needs any more.

use std::time::Duration;

use domain::Timestamp;
use media_store::keep::sweep;
use storage::{Error, Scope};

use crate::Context;

const EVERY: Duration = Duration::from_secs(10 * 60);
/// How long an answer is kept for a repeated request.
const KEEP_KEYS: Duration = Duration::from_secs(24 * 60 * 60);
/// Meta retries for seven days; a message that has not come by then never will.
const KEEP_EARLY_NEWS: Duration = Duration::from_secs(8 * 24 * 60 * 60);

/// Files that a crash left half written are gone after this long.
const KEEP_STRAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Unfinished uploads that are removed at once.
const UPLOADS_AT_ONCE: usize = 100;

/// How long things are kept.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    pub events: Duration,
    pub files: Duration,
}

/// Tidies up now and then, until it is told to stop.
pub async fn run(context: Context, kept: Kept) {
    loop {
        if let Err(e) = tidy(&context, kept.events).await {
            tracing::warn!(error = %e, "tidying up failed; trying again later");
        }
        if let Err(e) = tidy_files(&context, kept.files).await {
            tracing::warn!(error = %e, "tidying up files failed; trying again later");
        }
        if let Err(e) = crate::templates::owe_old(&context).await {
            tracing::warn!(error = %e, "copies of templates cannot be asked for just now");
        }
        if let Err(e) = crate::accounts::owe_old(&context).await {
            tracing::warn!(error = %e, "accounts cannot be read anew just now");
        }
        tokio::select! {
            () = context.stop.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

async fn tidy(context: &Context, keep_events: Duration) -> Result<(), Error> {
    let now = context.clock.now();
    prune_events(context, now - keep_events).await?;
    context
        .store
        .write(Scope::System, move |tx| tx.idempotency_keys().remove_before(now - KEEP_KEYS))
        .await?;
    context
        .store
        .write(Scope::System, move |tx| tx.early_news().remove_before(now - KEEP_EARLY_NEWS))
        .await?;
    context.store.write(Scope::System, move |tx| tx.sessions().remove_expired(now)).await?;
    Ok(())
}

/// Lets go of files whose time is over, and removes what nobody refers to.
///
/// # Errors
/// Those of the database and of the store of files; the next call goes on.
pub async fn tidy_files(context: &Context, keep: Duration) -> Result<(), media_store::Error> {
    let now = context.clock.now();
    let store = &context.store;
    loop {
        let expired = store
            .write(Scope::System, move |tx| actions::media::expire(tx, now, now - keep))
            .await
            .map_err(media_store::Error::from)?;
        if expired == 0 {
            break;
        }
    }
    let media = context.files.store();
    let removed = sweep(media, store, now).await? + media.remove_stray(KEEP_STRAY).await?;
    if removed > 0 {
        tracing::info!(files = removed, "files that nobody refers to were removed");
    }
    let ended = store.read(Scope::System, move |tx| tx.uploads().list_expired(now, UPLOADS_AT_ONCE)).await;
    for upload in ended? {
        media.remove_partial(upload.id).await?;
        store.write(Scope::System, move |tx| tx.uploads().remove(upload.workspace, upload.id)).await?;
    }
    store.write(Scope::System, move |tx| tx.media().remove_meta_ids_before(now)).await?;
    store.write(Scope::System, move |tx| tx.media_handles().remove_before(now)).await?;
    Ok(())
}

/// In small bites, so that nobody waits long for the database.
async fn prune_events(context: &Context, before: Timestamp) -> Result<(), Error> {
    const BITE: usize = 2000;
    let workspaces = context.store.read(Scope::System, |tx| tx.workspaces().list()).await?;
    for workspace in workspaces {
        let prune = || {
            context.store.write(workspace.id, move |tx| tx.events().remove_before(workspace.id, before, BITE))
        };
        while prune().await? > 0 {}
    }
    Ok(())
}
