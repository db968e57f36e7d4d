//! The latest events of a workspace.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::WorkspaceId;
use storage::{Error, Store};
use tokio::sync::watch;

/// Events kept at hand.
const KEPT: usize = 1024;
/// Events given out, or read, at once.
pub(crate) const AT_ONCE: usize = 200;

/// An event with its number, as JSON.
#[derive(Debug, Clone)]
struct Line {
    seq: i64,
    json: Arc<str>,
}

/// What follows a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Batch {
    /// Events in their order, as JSON objects; the last has number `cursor`.
    Events { events: Vec<Arc<str>>, cursor: i64 },
    /// Nothing yet.
    Nothing,
    /// The cursor is older than what is kept, or of another feed: fetch afresh and go on from `cursor`.
    Resync { cursor: i64 },
}

/// The feed of one workspace, as far as it is kept at hand.
#[derive(Debug)]
pub struct Topic {
    workspace: WorkspaceId,
    store: Store,
    latest: Mutex<VecDeque<Line>>,
    last: watch::Sender<i64>,
}

impl Topic {
    /// Begins at the end of the feed. `None` when there is no such workspace.
    pub(crate) async fn open(store: &Store, workspace: WorkspaceId) -> Result<Option<Self>, Error> {
        let position = store.read(workspace, move |tx| tx.events().position(workspace)).await?;
        Ok(position.map(|position| Self {
            workspace,
            store: store.clone(),
            latest: Mutex::default(),
            last: watch::channel(position.last).0,
        }))
    }

    /// The number of the last event, and news of it.
    pub fn last(&self) -> watch::Receiver<i64> {
        self.last.subscribe()
    }

    pub(crate) fn has_listeners(&self) -> bool {
        self.last.receiver_count() > 0
    }

    /// Reads what has been recorded since.
    pub(crate) async fn catch_up(&self) -> Result<(), Error> {
        loop {
            let after = *self.last.borrow();
            let lines = self.read(after).await?;
            let Some(newest) = lines.last().map(|line| line.seq) else { return Ok(()) };
            let mut latest = self.latest();
            latest.extend(lines);
            let too_many = latest.len().saturating_sub(KEPT);
            latest.drain(..too_many);
            drop(latest);
            self.last.send_replace(newest);
        }
    }

    /// What follows number `cursor`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn after(&self, cursor: i64) -> Result<Batch, Error> {
        let last = *self.last.borrow();
        if cursor == last {
            return Ok(Batch::Nothing);
        }
        if let Some(batch) = self.at_hand(cursor) {
            return Ok(batch);
        }
        let workspace = self.workspace;
        let position = self.store.read(workspace, move |tx| tx.events().position(workspace)).await?;
        let Some(position) = position else { return Ok(Batch::Resync { cursor: 0 }) };
        if cursor < position.pruned || cursor > position.last {
            return Ok(Batch::Resync { cursor: position.last });
        }
        Ok(batch_of(self.read(cursor).await?))
    }

    fn at_hand(&self, cursor: i64) -> Option<Batch> {
        let latest = self.latest();
        let first = latest.front()?.seq;
        let skip = usize::try_from(cursor.checked_sub(first)?.checked_add(1)?).ok()?;
        (skip < latest.len()).then(|| batch_of(latest.iter().skip(skip).take(AT_ONCE).cloned().collect()))
    }

    async fn read(&self, after: i64) -> Result<Vec<Line>, Error> {
        let workspace = self.workspace;
        let events =
            self.store.read(workspace, move |tx| tx.events().list_after(workspace, after, AT_ONCE)).await?;
        events
            .into_iter()
            .map(|event| match serde_json::to_string(&event) {
                Ok(json) => Ok(Line { seq: event.seq, json: json.into() }),
                Err(e) => Err(Error::Unreadable { column: 0, reason: e.to_string() }),
            })
            .collect()
    }

    fn latest(&self) -> MutexGuard<'_, VecDeque<Line>> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn batch_of(lines: Vec<Line>) -> Batch {
    match lines.last().map(|line| line.seq) {
        Some(cursor) => Batch::Events { events: lines.into_iter().map(|line| line.json).collect(), cursor },
        None => Batch::Nothing,
    }
}
