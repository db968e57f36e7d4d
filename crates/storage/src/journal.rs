//! The journal: what Meta sent, byte for byte, on the disk before it is acknowledged.
//!
//! A store of its own, so that taking something in depends on nothing else: not on the schema, nor on other
//! writers. On SQLite it is a file of its own. Appends that wait together share one commit. How far it has
//! been applied is noted in the main database, in the transaction of what was applied ([`Cursors`]).

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use bytes::Bytes;
use domain::{MetaAppId, Timestamp};
use rusqlite::{Connection, OpenFlags};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, oneshot};

use crate::error::{Error, Result};
use crate::postgres::{PgConnection, Target};
use crate::sqlite::{connect, repeat, spawn};

pub use cursors::{Cursors, Outcome};

/// Bytes of bodies that may wait for the disk. Beyond it new ones are refused, and Meta sends them again.
const WAITING_BYTES: usize = 64 << 20;
/// Entries and bytes that share a commit.
const BATCH: usize = 1000;
const BATCH_BYTES: usize = 8 << 20;

/// What is to be kept.
#[derive(Debug, Clone)]
pub struct NewEntry {
    pub received_at: Timestamp,
    /// The app whose secret the signature was made with.
    pub meta_app_id: MetaAppId,
    /// The headers worth keeping, as a JSON object.
    pub headers: String,
    pub body: Bytes,
}

/// One raw call from Meta.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    /// Rises in the order in which entries became durable.
    pub id: i64,
    pub received_at: Timestamp,
    pub meta_app_id: MetaAppId,
    pub headers: String,
    pub body: Vec<u8>,
}

/// The journal. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Journal {
    appends: Sender<ToDo>,
    reads: Sender<Read>,
    waiting: Arc<Semaphore>,
    appended: Arc<Notify>,
}

enum ToDo {
    Append(Append),
    FillUp,
}

struct Append {
    entry: NewEntry,
    done: oneshot::Sender<Result<()>>,
    _bytes: OwnedSemaphorePermit,
}

struct Read {
    after: i64,
    entries: usize,
    bytes: usize,
    reply: oneshot::Sender<Result<Vec<JournalEntry>>>,
}

/// Either database's side of it.
trait Backend: Send + 'static {
    /// Lets the journal grow no further, for the test of a full disk.
    fn fill_up(&mut self) -> Result<()>;
    fn append(&mut self, entries: &[Append]) -> Result<()>;
    fn read(&mut self, after: i64, limit: usize) -> Result<Vec<JournalEntry>>;
}

impl Journal {
    pub(crate) fn open_sqlite(folder: &Path) -> Result<Self> {
        let path = folder.join("journal.db");
        let writer = connect(&path, OpenFlags::default())?;
        writer.execute_batch(
            "CREATE TABLE IF NOT EXISTS journal_entries (
                id INTEGER PRIMARY KEY AUTOINCREMENT, received_at INTEGER NOT NULL, meta_app_id TEXT NOT NULL,
                headers TEXT NOT NULL, body BLOB NOT NULL) STRICT",
        )?;
        let reader = connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        Self::start(Sqlite(writer), Sqlite(reader))
    }

    pub(crate) fn open_postgres(target: &Target) -> Result<Self> {
        let backend = || Postgres { target: target.clone(), connection: None };
        Self::start(backend(), backend())
    }

    fn start(writer: impl Backend, reader: impl Backend) -> Result<Self> {
        let (appends, to_append) = mpsc::channel();
        let (reads, to_read) = mpsc::channel();
        let appended = Arc::new(Notify::new());
        let wake = Arc::clone(&appended);
        spawn("journal-writer", move || append_loop(writer, &to_append, &wake))?;
        spawn("journal-reader", move || read_loop(reader, &to_read))?;
        Ok(Self { appends, reads, waiting: Arc::new(Semaphore::new(WAITING_BYTES)), appended })
    }

    /// Keeps an entry. When this returns `Ok` it is on the disk.
    ///
    /// # Errors
    /// [`Error::Busy`] when too much is waiting already, otherwise what the disk or database says. Nothing of
    /// the entry is kept then.
    pub async fn append(&self, entry: NewEntry) -> Result<()> {
        let weight = u32::try_from(entry.body.len().max(1)).unwrap_or(u32::MAX);
        let permit = Arc::clone(&self.waiting).try_acquire_many_owned(weight).map_err(|_| Error::Busy)?;
        let (done, durable) = oneshot::channel();
        self.appends.send(ToDo::Append(Append { entry, done, _bytes: permit })).map_err(|_| Error::Closed)?;
        durable.await.unwrap_or(Err(Error::Closed))
    }

    /// The entries after number `after`, in order: at most so many, and no more after `bytes` of bodies.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn read_after(&self, after: i64, entries: usize, bytes: usize) -> Result<Vec<JournalEntry>> {
        let (reply, answer) = oneshot::channel();
        self.reads.send(Read { after, entries, bytes, reply }).map_err(|_| Error::Closed)?;
        answer.await.unwrap_or(Err(Error::Closed))
    }

    /// Behaves from now on as on a full disk: for the tests of what happens then.
    #[doc(hidden)]
    pub fn pretend_full_disk(&self) {
        let _writer_is_gone = self.appends.send(ToDo::FillUp);
    }

    /// Notified after each commit of new entries.
    pub fn appended(&self) -> &Notify {
        &self.appended
    }
}

fn append_loop(mut backend: impl Backend, to_do: &Receiver<ToDo>, appended: &Notify) {
    while let Ok(first) = to_do.recv() {
        let ToDo::Append(first) = first else {
            let _best_effort = backend.fill_up();
            continue;
        };
        let mut bytes = first.entry.body.len();
        let mut batch = vec![first];
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            let Ok(ToDo::Append(next)) = to_do.try_recv() else { break };
            bytes += next.entry.body.len();
            batch.push(next);
        }
        append_batch(&mut backend, batch, appended);
    }
}

fn append_batch(backend: &mut impl Backend, batch: Vec<Append>, appended: &Notify) {
    let stored = backend.append(&batch);
    match &stored {
        Ok(()) => appended.notify_one(),
        Err(e) => {
            tracing::error!(error = %e, entries = batch.len(), "the journal cannot be written; refusing webhooks");
        }
    }
    let entries = u32::try_from(batch.len()).unwrap_or(u32::MAX);
    metrics::histogram!("waypost_journal_batch_entries").record(entries);
    for append in batch {
        let answer = stored.as_ref().map(drop).map_err(repeat);
        let _caller_went_away = append.done.send(answer);
    }
}

fn read_loop(mut backend: impl Backend, reads: &Receiver<Read>) {
    while let Ok(read) = reads.recv() {
        let found = read_some(&mut backend, &read);
        let _caller_went_away = read.reply.send(found);
    }
}

/// In small steps, because what one body weighs is known only when it has been read.
fn read_some(backend: &mut impl Backend, read: &Read) -> Result<Vec<JournalEntry>> {
    const STEP: usize = 64;
    let mut found: Vec<JournalEntry> = Vec::new();
    let mut bytes = 0;
    while found.len() < read.entries && bytes < read.bytes {
        let after = found.last().map_or(read.after, |entry| entry.id);
        let wanted = STEP.min(read.entries - found.len());
        let step = backend.read(after, wanted)?;
        let last = step.len() < wanted;
        bytes += step.iter().map(|entry| entry.body.len()).sum::<usize>();
        found.extend(step);
        if last {
            break;
        }
    }
    Ok(found)
}

struct Sqlite(Connection);

impl Backend for Sqlite {
    fn fill_up(&mut self) -> Result<()> {
        let pages: i64 = self.0.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        Ok(self.0.execute_batch(&format!("PRAGMA max_page_count = {pages}"))?)
    }

    fn append(&mut self, entries: &[Append]) -> Result<()> {
        let tx = self.0.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        {
            let mut insert = tx.prepare_cached(
                "INSERT INTO journal_entries (received_at, meta_app_id, headers, body) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for Append { entry, .. } in entries {
                let app = &entry.meta_app_id.0;
                insert.execute((entry.received_at.as_micros(), app, &entry.headers, &entry.body[..]))?;
            }
        }
        Ok(tx.commit()?)
    }

    fn read(&mut self, after: i64, limit: usize) -> Result<Vec<JournalEntry>> {
        let mut select = self.0.prepare_cached(
            "SELECT id, received_at, meta_app_id, headers, body FROM journal_entries
             WHERE id > ?1 ORDER BY id LIMIT ?2",
        )?;
        let rows = select.query_map((after, crate::page::count(limit)), |row| {
            Ok(JournalEntry {
                id: row.get(0)?,
                received_at: Timestamp::from_micros(row.get(1)?),
                meta_app_id: MetaAppId(row.get(2)?),
                headers: row.get(3)?,
                body: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

struct Postgres {
    target: Target,
    connection: Option<PgConnection>,
}

impl Postgres {
    fn connected(&mut self) -> Result<&mut PgConnection> {
        if self.connection.as_ref().is_none_or(|c| c.client.is_closed()) {
            self.connection = Some(self.target.connect()?);
        }
        self.connection.as_mut().ok_or(Error::Closed)
    }
}

impl Backend for Postgres {
    fn fill_up(&mut self) -> Result<()> {
        self.connected()?.client.batch_execute("SET default_transaction_read_only = on")?;
        Ok(())
    }

    fn append(&mut self, entries: &[Append]) -> Result<()> {
        let times: Vec<i64> = entries.iter().map(|a| a.entry.received_at.as_micros()).collect();
        let apps: Vec<&str> = entries.iter().map(|a| a.entry.meta_app_id.0.as_str()).collect();
        let headers: Vec<&str> = entries.iter().map(|a| a.entry.headers.as_str()).collect();
        let bodies: Vec<&[u8]> = entries.iter().map(|a| &a.entry.body[..]).collect();
        let mut tx = self.connected()?.client.transaction()?;
        // Several processes may append: the lock makes ids visible in their order, so that a reader's cursor
        // never passes one that commits late.
        tx.batch_execute("SELECT pg_advisory_xact_lock(7267232)")?;
        tx.execute(
            "INSERT INTO journal_entries (received_at, meta_app_id, headers, body)
             SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bytea[])",
            &[&times, &apps, &headers, &bodies],
        )?;
        Ok(tx.commit()?)
    }

    fn read(&mut self, after: i64, limit: usize) -> Result<Vec<JournalEntry>> {
        let rows = self.connected()?.client.query(
            "SELECT id, received_at, meta_app_id, headers, body FROM journal_entries
             WHERE id > $1 ORDER BY id LIMIT $2",
            &[&after, &crate::page::count(limit)],
        )?;
        rows.iter()
            .map(|row| {
                Ok(JournalEntry {
                    id: row.try_get(0)?,
                    received_at: Timestamp::from_micros(row.try_get(1)?),
                    meta_app_id: MetaAppId(row.try_get(2)?),
                    headers: row.try_get(3)?,
                    body: row.try_get(4)?,
                })
            })
            .collect()
    }
}

/// What the main database knows of the journal.
mod cursors {
    use domain::Timestamp;

    use crate::error::Result;
    use crate::sql::statements;
    use crate::tx::Tx;

    statements! {
        LOOKUP: 1 = "SELECT entry_id FROM journal_cursors WHERE name = $1";
        START: 2 = "INSERT INTO journal_cursors (name, entry_id) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
        MOVE: 3 = "UPDATE journal_cursors SET entry_id = $3 WHERE name = $1 AND entry_id = $2";
        ADD_OUTCOME: 5 = "INSERT INTO journal_outcomes (entry_id, outcome, updates, error, applied_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (entry_id) DO UPDATE SET outcome = excluded.outcome, updates = excluded.updates,
                error = excluded.error, applied_at = excluded.applied_at";
        OUTCOME: 1 = "SELECT outcome, updates, error FROM journal_outcomes WHERE entry_id = $1";
    }

    #[derive(Debug)]
    pub struct Cursors<'t, 'c>(&'t mut Tx<'c>);

    impl<'c> Tx<'c> {
        pub fn journal_cursors(&mut self) -> Cursors<'_, 'c> {
            Cursors(self)
        }
    }

    /// What became of an entry.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Outcome {
        /// `applied`, `unreadable`, or `partly` when some updates in it were set aside.
        pub word: String,
        /// How many updates it carried.
        pub updates: i64,
        pub error: Option<String>,
    }

    impl Cursors<'_, '_> {
        /// The last entry that `name` has applied; 0 before the first.
        pub fn lookup(&mut self, name: &str) -> Result<i64> {
            Ok(self.0.optional(&LOOKUP, [name.into()], |row| row.get(0))?.unwrap_or(0))
        }

        /// Moves the cursor from `from` to `to`. False when somebody else has moved it meanwhile.
        pub fn advance(&mut self, name: &str, from: i64, to: i64) -> Result<bool> {
            self.0.execute(&START, [name.into(), 0.into()])?;
            Ok(self.0.execute(&MOVE, [name.into(), from.into(), to.into()])? > 0)
        }

        pub fn add_outcome(&mut self, entry: i64, outcome: &Outcome, now: Timestamp) -> Result<()> {
            let values = [
                entry.into(),
                (&outcome.word).into(),
                outcome.updates.into(),
                outcome.error.as_deref().into(),
                now.into(),
            ];
            self.0.execute(&ADD_OUTCOME, values)?;
            Ok(())
        }

        pub fn outcome(&mut self, entry: i64) -> Result<Option<Outcome>> {
            self.0.optional(&OUTCOME, [entry.into()], |row| {
                Ok(Outcome { word: row.get(0)?, updates: row.get(1)?, error: row.get(2)? })
            })
        }
    }
}

pub(crate) use cursors::SQL;
