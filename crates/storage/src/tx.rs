//! A transaction: statements, the events they are told by, and who is woken when it commits.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::Event;
use domain::job::Queue;
use domain::{Timestamp, WorkspaceId};

use crate::cell::{Row, Value};
use crate::error::{Error, Result};
use crate::postgres::PgConnection;
use crate::sql::Sql;

/// A transaction on one connection. Ends with the closure that it was given to.
#[derive(Debug)]
pub struct Tx<'c> {
    connection: Connection<'c>,
    /// Recorded but not yet numbered: numbers are given at the very end, so that the row lock on the
    /// workspace's counter is held for a moment only.
    pending: BTreeMap<WorkspaceId, Vec<Pending>>,
    pub(crate) wakes: Wakes,
    /// Whether no message is waited for by early news, once somebody has looked.
    pub(crate) is_without_early_news: Option<bool>,
    statements: u64,
}

#[derive(Debug)]
pub(crate) enum Connection<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres(&'c mut PgConnection),
}

#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) recorded_at: Timestamp,
    pub(crate) payload: String,
}

/// Who wants to know when a transaction has committed.
#[derive(Debug, Default)]
pub(crate) struct Wakes {
    pub(crate) feeds: BTreeMap<WorkspaceId, i64>,
    pub(crate) queues: BTreeSet<&'static str>,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(connection: Connection<'c>) -> Self {
        Self {
            connection,
            pending: BTreeMap::new(),
            wakes: Wakes::default(),
            is_without_early_news: None,
            statements: 0,
        }
    }

    /// Puts an event on the feed of `workspace`, in its place after all that were recorded before.
    ///
    /// # Errors
    /// When the event cannot be written as JSON.
    pub fn record(&mut self, workspace: WorkspaceId, now: Timestamp, event: &Event) -> Result<()> {
        let payload = serde_json::to_string(event)
            .map_err(|e| Error::Unreadable { column: 0, reason: format!("event: {e}") })?;
        self.pending.entry(workspace).or_default().push(Pending { recorded_at: now, payload });
        Ok(())
    }

    /// How many statements have run so far, for the tests of what things cost.
    #[doc(hidden)]
    pub fn statements(&self) -> u64 {
        self.statements
    }

    /// Wakes the runner of `queue` once this transaction has committed.
    pub(crate) fn wake(&mut self, queue: Queue) {
        self.wakes.queues.insert(queue.as_str());
    }

    /// Runs `f` so that its failure undoes its own changes and no others.
    ///
    /// # Errors
    /// Those of `f`, and of the database.
    pub fn savepoint<T, E: From<Error>>(
        &mut self,
        f: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.batch("SAVEPOINT nested")?;
        let recorded: BTreeMap<_, _> = self.pending.iter().map(|(w, list)| (*w, list.len())).collect();
        match f(self) {
            Ok(value) => {
                self.batch("RELEASE SAVEPOINT nested")?;
                Ok(value)
            }
            Err(e) => {
                self.batch("ROLLBACK TO SAVEPOINT nested; RELEASE SAVEPOINT nested")?;
                self.pending.retain(|workspace, list| {
                    list.truncate(recorded.get(workspace).copied().unwrap_or_default());
                    !list.is_empty()
                });
                Err(e)
            }
        }
    }

    /// Numbers and writes the recorded events. The last thing before the commit.
    pub(crate) fn flush(&mut self) -> Result<()> {
        for (workspace, events) in std::mem::take(&mut self.pending) {
            let last = crate::events::append(self, workspace, &events)?;
            self.wakes.feeds.insert(workspace, last);
        }
        Ok(())
    }

    /// A statement without parameters or results; on PostgreSQL also several, with semicolons between.
    pub(crate) fn batch(&mut self, sql: &'static str) -> Result<()> {
        match &mut self.connection {
            Connection::Sqlite(c) => {
                for one in sql.split("; ").filter(|one| !one.is_empty()) {
                    c.prepare_cached(one)?.raw_execute()?; // compiled once: these run for every update
                }
            }
            Connection::Postgres(c) => c.client.batch_execute(sql)?,
        }
        Ok(())
    }

    /// How many rows the statement changed.
    pub(crate) fn execute<const N: usize>(
        &mut self,
        sql: &'static Sql<N>,
        values: [Value<'_>; N],
    ) -> Result<u64> {
        self.statements += 1;
        match &mut self.connection {
            Connection::Sqlite(c) => {
                let mut statement = c.prepare_cached(sql.0.sqlite)?;
                let changed = statement.execute(rusqlite::params_from_iter(values.iter()))?;
                Ok(u64::try_from(changed).unwrap_or_default())
            }
            Connection::Postgres(c) => c.execute(sql.0.postgres, &values),
        }
    }

    /// All rows, each made into a `T`.
    pub(crate) fn all<const N: usize, T>(
        &mut self,
        sql: &'static Sql<N>,
        values: [Value<'_>; N],
        mut make: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.statements += 1;
        match &mut self.connection {
            Connection::Sqlite(c) => {
                let mut statement = c.prepare_cached(sql.0.sqlite)?;
                let mut rows = statement.query(rusqlite::params_from_iter(values.iter()))?;
                let mut all = Vec::new();
                while let Some(row) = rows.next()? {
                    all.push(make(&Row::Sqlite(row))?);
                }
                Ok(all)
            }
            Connection::Postgres(c) => {
                c.query(sql.0.postgres, &values)?.iter().map(|row| make(&Row::Postgres(row))).collect()
            }
        }
    }

    /// The first row, if there is one.
    pub(crate) fn optional<const N: usize, T>(
        &mut self,
        sql: &'static Sql<N>,
        values: [Value<'_>; N],
        make: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.all(sql, values, make)?.into_iter().next())
    }

    /// The one row that is always there.
    pub(crate) fn one<const N: usize, T>(
        &mut self,
        sql: &'static Sql<N>,
        values: [Value<'_>; N],
        make: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<T> {
        self.optional(sql, values, make)?
            .ok_or_else(|| Error::Unreadable { column: 0, reason: format!("{} gave no row", sql.0.name) })
    }

    /// Has the database compile a statement.
    pub(crate) fn prepare(&mut self, text: &'static crate::sql::Text) -> Result<()> {
        match &mut self.connection {
            Connection::Sqlite(c) => drop(c.prepare(text.sqlite)?),
            Connection::Postgres(c) => drop(c.client.prepare(text.postgres)?),
        }
        Ok(())
    }
}
