//! Forgetting what nobody needs any more.

use std::time::Duration;

use storage::{Error, Scope};

use crate::Context;

const EVERY: Duration = Duration::from_secs(10 * 60);
/// How long an answer is kept for a repeated request.
const KEEP_KEYS: Duration = Duration::from_secs(24 * 60 * 60);
/// Meta retries for seven days; a message that has not come by then never will.
const KEEP_EARLY_NEWS: Duration = Duration::from_secs(8 * 24 * 60 * 60);

/// Tidies up now and then, until it is told to stop.
pub async fn run(context: Context, keep_events: Duration) {
    loop {
        if let Err(e) = tidy(&context, keep_events).await {
            tracing::warn!(error = %e, "tidying up failed; trying again later");
        }
        tokio::select! {
            () = context.stop.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

async fn tidy(context: &Context, keep_events: Duration) -> Result<(), Error> {
    let now = context.clock.now();
    context.store.write(Scope::System, move |tx| tx.events().remove_before(now - keep_events)).await?;
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
