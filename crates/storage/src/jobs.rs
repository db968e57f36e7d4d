//! Work that is owed, written in the transaction of the change that owes it.

use domain::job::{Job, Queue, Work};
use domain::{JobId, Timestamp, WorkspaceId};

use crate::cell::Row;
use crate::error::{Error, Result};
use crate::page::count;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 7 = "INSERT INTO jobs (id, workspace_id, queue, key, run_at, work, enqueued_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    // A job waits while an older one with its key is there: that keeps the order.
    CLAIM: 4 = "UPDATE jobs SET attempt = attempt + 1, lease_until = $3 WHERE id IN (
            SELECT j.id FROM jobs j
            WHERE j.queue = $1 AND j.run_at <= $2 AND j.lease_until IS NULL
              AND NOT EXISTS (SELECT 1 FROM jobs o WHERE o.queue = j.queue AND o.key = j.key AND o.id < j.id)
            ORDER BY j.run_at, j.id LIMIT $4)
        RETURNING id, workspace_id, work, attempt, enqueued_at"
      | "UPDATE jobs SET attempt = attempt + 1, lease_until = $3 WHERE id IN (
            SELECT j.id FROM jobs j
            WHERE j.queue = $1 AND j.run_at <= $2 AND j.lease_until IS NULL
              AND NOT EXISTS (SELECT 1 FROM jobs o WHERE o.queue = j.queue AND o.key = j.key AND o.id < j.id)
            ORDER BY j.run_at, j.id LIMIT $4 FOR UPDATE SKIP LOCKED)
        RETURNING id, workspace_id, work, attempt, enqueued_at";
    CLAIM_LAPSED: 4 = "UPDATE jobs SET lease_until = $3 WHERE id IN (
            SELECT j.id FROM jobs j WHERE j.queue = $1 AND j.lease_until < $2 ORDER BY j.id LIMIT $4)
        RETURNING id, workspace_id, work, attempt, enqueued_at"
      | "UPDATE jobs SET lease_until = $3 WHERE id IN (
            SELECT j.id FROM jobs j WHERE j.queue = $1 AND j.lease_until < $2
            ORDER BY j.id LIMIT $4 FOR UPDATE SKIP LOCKED)
        RETURNING id, workspace_id, work, attempt, enqueued_at";
    REMOVE: 1 = "DELETE FROM jobs WHERE id = $1";
    POSTPONE: 3 = "UPDATE jobs SET run_at = $2, lease_until = NULL, last_error = $3 WHERE id = $1";
    EXTEND: 2 = "UPDATE jobs SET lease_until = $2 WHERE id = $1 AND lease_until IS NOT NULL";
    NEXT_RUN: 1 = "SELECT min(run_at) FROM jobs WHERE queue = $1 AND lease_until IS NULL";
    COUNT: 1 = "SELECT count(*) FROM jobs WHERE queue = $1";
}

#[derive(Debug)]
pub struct Jobs<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn jobs(&mut self) -> Jobs<'_, 'c> {
        Jobs(self)
    }
}

impl Jobs<'_, '_> {
    /// Owes a piece of work from `run_at` on. Its runner is woken when the transaction commits.
    pub fn add(
        &mut self,
        workspace: WorkspaceId,
        work: &Work,
        run_at: Timestamp,
        now: Timestamp,
    ) -> Result<JobId> {
        let id = JobId::new(now);
        let text = serde_json::to_string(work)
            .map_err(|e| Error::Unreadable { column: 0, reason: e.to_string() })?;
        let values = [
            id.into(),
            workspace.into(),
            work.queue().as_str().into(),
            work.key().into(),
            run_at.into(),
            text.into(),
            now.into(),
        ];
        self.0.execute(&ADD, values)?;
        self.0.wake(work.queue());
        Ok(id)
    }

    /// Takes up to `limit` jobs that are due, for as long as the lease lasts.
    pub fn claim(
        &mut self,
        queue: Queue,
        now: Timestamp,
        lease_until: Timestamp,
        limit: usize,
    ) -> Result<Vec<Job>> {
        let values = [queue.as_str().into(), now.into(), lease_until.into(), count(limit).into()];
        sorted(self.0.all(&CLAIM, values, read)?)
    }

    /// Takes over jobs whose runner is gone: their lease has passed. What they had begun is not known.
    pub fn claim_lapsed(
        &mut self,
        queue: Queue,
        now: Timestamp,
        lease_until: Timestamp,
        limit: usize,
    ) -> Result<Vec<Job>> {
        let values = [queue.as_str().into(), now.into(), lease_until.into(), count(limit).into()];
        sorted(self.0.all(&CLAIM_LAPSED, values, read)?)
    }

    /// The work is done, or will never be.
    pub fn remove(&mut self, id: JobId) -> Result<()> {
        self.0.execute(&REMOVE, [id.into()])?;
        Ok(())
    }

    /// Gives a claimed job back, to be tried again at `run_at`.
    pub fn postpone(&mut self, id: JobId, run_at: Timestamp, reason: &str) -> Result<()> {
        self.0.execute(&POSTPONE, [id.into(), run_at.into(), reason.into()])?;
        Ok(())
    }

    /// Its runner needs longer.
    pub fn extend_lease(&mut self, id: JobId, lease_until: Timestamp) -> Result<()> {
        self.0.execute(&EXTEND, [id.into(), lease_until.into()])?;
        Ok(())
    }

    /// When the next unclaimed job is due.
    pub fn next_run(&mut self, queue: Queue) -> Result<Option<Timestamp>> {
        self.0.one(&NEXT_RUN, [queue.as_str().into()], |row| row.get(0))
    }

    pub fn count(&mut self, queue: Queue) -> Result<i64> {
        self.0.one(&COUNT, [queue.as_str().into()], |row| row.get(0))
    }
}

/// RETURNING promises no order.
fn sorted(mut jobs: Vec<Job>) -> Result<Vec<Job>> {
    jobs.sort_by_key(|job| job.id);
    Ok(jobs)
}

fn read(row: &Row<'_>) -> Result<Job> {
    Ok(Job {
        id: row.get(0)?,
        workspace: row.get(1)?,
        work: row.json::<Work>(2)?,
        attempt: row.get(3)?,
        enqueued_at: row.get(4)?,
    })
}
