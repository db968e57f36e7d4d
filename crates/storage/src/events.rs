//! The feed: every event of a workspace, numbered 1, 2, 3, … in the order in which the changes committed.

use domain::event::FeedEvent;
use domain::{Timestamp, WorkspaceId};

use crate::error::{Error, Result};
use crate::page::count;
use crate::sql::statements;
use crate::tx::{Pending, Tx};

statements! {
    // The lock on this row is what makes numbers visible in their order: the next transaction gets its
    // numbers only when this one has committed.
    RESERVE: 2 = "UPDATE workspaces SET event_seq = event_seq + $2 WHERE id = $1 RETURNING event_seq";
    ADD: 4 = "INSERT INTO events (workspace_id, seq, recorded_at, payload) VALUES ($1, $2, $3, $4)";
    POSITION: 1 = "SELECT event_seq, pruned_seq FROM workspaces WHERE id = $1";
    AFTER: 3 = "SELECT seq, recorded_at, payload FROM events
        WHERE workspace_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    // Numbers and times rise together, so the oldest numbers are the oldest events: no index on time is needed,
    // which every event would pay for.
    OLD: 3 = "SELECT max(seq) FROM (SELECT seq, recorded_at FROM events WHERE workspace_id = $1
            ORDER BY seq LIMIT $3) AS oldest WHERE recorded_at < $2";
    PRUNE: 2 = "DELETE FROM events WHERE workspace_id = $1 AND seq <= $2";
    PRUNED_TO: 2 = "UPDATE workspaces SET pruned_seq = $2 WHERE id = $1 AND pruned_seq < $2";
}

#[derive(Debug)]
pub struct Events<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn events(&mut self) -> Events<'_, 'c> {
        Events(self)
    }
}

/// How far the feed of a workspace has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Number of the last event.
    pub last: i64,
    /// Events up to this number are gone.
    pub pruned: i64,
}

impl Events<'_, '_> {
    /// `None` when there is no such workspace.
    pub fn position(&mut self, workspace: WorkspaceId) -> Result<Option<Position>> {
        self.0.optional(&POSITION, [workspace.into()], |row| {
            Ok(Position { last: row.get(0)?, pruned: row.get(1)? })
        })
    }

    /// At most `limit` events after number `after`.
    pub fn list_after(&mut self, workspace: WorkspaceId, after: i64, limit: usize) -> Result<Vec<FeedEvent>> {
        self.0.all(&AFTER, [workspace.into(), after.into(), count(limit).into()], |row| {
            Ok(FeedEvent { seq: row.get(0)?, recorded_at: row.get(1)?, event: row.json(2)? })
        })
    }

    /// Forgets up to `limit` events recorded before `at`, the oldest first; how many. Who had not read them is told
    /// to fetch afresh.
    pub fn remove_before(&mut self, workspace: WorkspaceId, at: Timestamp, limit: usize) -> Result<u64> {
        let old: Option<i64> =
            self.0.one(&OLD, [workspace.into(), at.into(), count(limit).into()], |row| row.get(0))?;
        let Some(last) = old else { return Ok(0) };
        self.0.execute(&PRUNED_TO, [workspace.into(), last.into()])?;
        self.0.execute(&PRUNE, [workspace.into(), last.into()])
    }
}

/// Numbers the events and writes them; the number of the last.
pub(crate) fn append(tx: &mut Tx<'_>, workspace: WorkspaceId, events: &[Pending]) -> Result<i64> {
    let many = count(events.len());
    let last: Option<i64> = tx.optional(&RESERVE, [workspace.into(), many.into()], |row| row.get(0))?;
    let last =
        last.ok_or_else(|| Error::Unreadable { column: 0, reason: "event for no workspace".to_owned() })?;
    for (seq, event) in (last - many + 1..).zip(events) {
        let values = [workspace.into(), seq.into(), event.recorded_at.into(), event.payload.as_str().into()];
        tx.execute(&ADD, values)?;
    }
    Ok(last)
}
