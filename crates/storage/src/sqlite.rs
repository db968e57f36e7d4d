//! SQLite: one thread that writes, a few that read.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::migrate;
use crate::store::{Signals, Task};
use crate::tx::{self, Tx, Wakes};

/// Transactions that may share a commit.
const BATCH: usize = 128;
/// How long a commit may be put off for transactions that already wait.
const BATCH_TIME: Duration = Duration::from_millis(10);

/// The main file, `waypost.db`.
#[derive(Debug)]
pub(crate) struct Sqlite {
    writer: Sender<Box<dyn Task>>,
    readers: Sender<Box<dyn Task>>,
}

impl Sqlite {
    pub(crate) fn open(folder: &Path, readers: usize, signals: Signals) -> Result<Self> {
        let path = folder.join("waypost.db");
        let mut connection = connect(&path, OpenFlags::default())?;
        migrate::run_sqlite(&mut connection)?;
        let (writer, tasks) = mpsc::channel();
        spawn("sqlite-writer", move || write_loop(&connection, &tasks, &signals))?;

        let (reader, tasks) = mpsc::channel();
        let tasks = Arc::new(Mutex::new(tasks));
        for n in 0..readers.max(1) {
            let connection =
                connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
            let tasks = Arc::clone(&tasks);
            spawn(&format!("sqlite-reader-{n}"), move || read_loop(&connection, &tasks))?;
        }
        Ok(Self { writer, readers: reader })
    }

    pub(crate) fn write(&self, task: Box<dyn Task>) -> Result<()> {
        self.writer.send(task).map_err(|_| Error::Closed)
    }

    pub(crate) fn read(&self, task: Box<dyn Task>) -> Result<()> {
        self.readers.send(task).map_err(|_| Error::Closed)
    }
}

pub(crate) fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<()> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(body)
        .map(drop)
        .map_err(|source| Error::Folder { path: format!("thread {name}"), source })
}

/// Opens a file the way all of ours are opened: write-ahead log, and a commit is on the disk when it returns.
pub(crate) fn connect(path: &PathBuf, flags: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.busy_timeout(Duration::from_secs(5))?;
    // Otherwise statements are compiled anew for nearly every set of values, in the hope of a better plan.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if !flags.contains(OpenFlags::SQLITE_OPEN_READ_ONLY) {
        connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    }
    // Kilobytes, taken as they are needed: an inbox of random contacts reads all over the indexes.
    let cache = if flags.contains(OpenFlags::SQLITE_OPEN_READ_ONLY) { 8192 } else { 65536 };
    connection.execute_batch(&format!(
        "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{cache};
         PRAGMA wal_autocheckpoint = 4000;",
    ))?;
    Ok(connection)
}

fn write_loop(connection: &Connection, tasks: &Receiver<Box<dyn Task>>, signals: &Signals) {
    while let Ok(first) = tasks.recv() {
        let mut done = Vec::new();
        let mut wakes = Wakes::default();
        let committed = write_batch(connection, first, tasks, &mut done, &mut wakes);
        match committed {
            Ok(()) => {
                signals.fire(wakes);
                done.into_iter().for_each(|task| task.finish(Ok(())));
            }
            Err(e) => {
                let _nothing_open = connection.execute_batch("ROLLBACK");
                tracing::error!(error = %e, transactions = done.len(), "a commit failed; nothing of it was stored");
                done.into_iter().for_each(|task| task.finish(Err(repeat(&e))));
            }
        }
    }
}

fn write_batch(
    connection: &Connection,
    first: Box<dyn Task>,
    tasks: &Receiver<Box<dyn Task>>,
    done: &mut Vec<Box<dyn Task>>,
    wakes: &mut Wakes,
) -> Result<()> {
    let started = Instant::now();
    let mut next = Some(first);
    let mut is_untouched = true;
    if let Err(e) = connection.execute_batch("BEGIN IMMEDIATE") {
        done.extend(next);
        return Err(e.into());
    }
    while let Some(mut task) = next.take() {
        // Before the first there is nothing to go back to, and a savepoint costs a copy of every page.
        let (begin, keep_it, undo_it) = if is_untouched {
            ("", "", "ROLLBACK; BEGIN IMMEDIATE")
        } else {
            ("SAVEPOINT task", "RELEASE task", "ROLLBACK TO task; RELEASE task")
        };
        let mut tx = Tx::new(tx::Connection::Sqlite(connection));
        let outcome = tx.batch(begin).map(|()| task.run(&mut tx));
        let keep = matches!(outcome, Ok(true));
        let closed = tx.batch(if keep { keep_it } else { undo_it });
        if keep {
            is_untouched = false;
            wakes.feeds.append(&mut tx.wakes.feeds);
            wakes.queues.append(&mut tx.wakes.queues);
        }
        done.push(task);
        outcome?;
        closed?;
        if done.len() < BATCH && started.elapsed() < BATCH_TIME {
            next = tasks.try_recv().ok();
        }
    }
    Ok(connection.execute_batch("COMMIT")?)
}

fn read_loop(connection: &Connection, tasks: &Mutex<Receiver<Box<dyn Task>>>) {
    loop {
        let next = tasks.lock().unwrap_or_else(std::sync::PoisonError::into_inner).recv();
        let Ok(mut task) = next else { return };
        let mut tx = Tx::new(tx::Connection::Sqlite(connection));
        let ended = tx.batch("BEGIN").and_then(|()| {
            task.run(&mut tx);
            tx.batch("ROLLBACK") // nothing to keep; cheaper than asking whether there is
        });
        task.finish(ended);
    }
}

/// The same error once more, for each of the transactions that shared the commit.
pub(crate) fn repeat(e: &Error) -> Error {
    match e {
        Error::Sqlite(rusqlite::Error::SqliteFailure(code, text)) => {
            Error::Sqlite(rusqlite::Error::SqliteFailure(*code, text.clone()))
        }
        other => Error::Unavailable(other.to_string()),
    }
}
