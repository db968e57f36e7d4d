//! What a long poll gets.

use std::sync::Arc;
use std::time::Duration;

use domain::WorkspaceId;
use storage::Error;

use crate::hub::Hub;
use crate::topic::Batch;

/// The longest time to wait for news.
pub const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The answer to a poll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polled {
    /// JSON objects, in their order.
    pub events: Vec<Arc<str>>,
    /// To go on from.
    pub cursor: i64,
    /// The given cursor was too old: fetch afresh.
    pub is_resync: bool,
}

/// The events after `after`; waits up to `wait` for the first. Without `after` only the current cursor.
/// `None` when there is no such workspace.
///
/// # Errors
/// Those of the database.
pub async fn poll(
    hub: &Hub,
    workspace: WorkspaceId,
    after: Option<i64>,
    wait: Duration,
) -> Result<Option<Polled>, Error> {
    let Some(topic) = hub.topic(workspace).await? else { return Ok(None) };
    let mut news = topic.last();
    let Some(after) = after else {
        let cursor = *news.borrow();
        return Ok(Some(Polled { events: Vec::new(), cursor, is_resync: false }));
    };
    let until = tokio::time::Instant::now() + wait.min(LONGEST_WAIT);
    loop {
        news.mark_unchanged();
        match topic.after(after).await? {
            Batch::Events { events, cursor } => return Ok(Some(Polled { events, cursor, is_resync: false })),
            Batch::Resync { cursor } => {
                return Ok(Some(Polled { events: Vec::new(), cursor, is_resync: true }));
            }
            Batch::Nothing => {}
        }
        tokio::select! {
            changed = news.changed() => if changed.is_err() { break },
            () = tokio::time::sleep_until(until) => break,
            () = hub.stop().cancelled() => break,
        }
    }
    Ok(Some(Polled { events: Vec::new(), cursor: after, is_resync: false }))
}
