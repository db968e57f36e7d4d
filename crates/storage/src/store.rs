//! Opening a database, and running closures in its transactions.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use domain::WorkspaceId;
use domain::job::Queue;
use tokio::sync::{Notify, Semaphore, broadcast, oneshot};

use crate::error::{Error, Result};
use crate::journal::Journal;
use crate::tx::{Tx, Wakes};
use crate::{postgres, sqlite};

/// Closures that may wait for a connection at once; beyond it callers wait outside.
const WAITING: usize = 2048;

/// Which database, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// For SQLite: the folder of its files. Made if it is not there.
    pub data_dir: PathBuf,
    /// `postgres://…`; SQLite without it.
    pub database_url: Option<String>,
    /// Connections: SQLite's readers beside its one writer, or all of PostgreSQL's.
    pub connections: usize,
}

impl Options {
    pub fn sqlite(data_dir: impl Into<PathBuf>) -> Self {
        Self { data_dir: data_dir.into(), database_url: None, connections: 4 }
    }

    pub fn postgres(url: impl Into<String>) -> Self {
        Self { data_dir: PathBuf::new(), database_url: Some(url.into()), connections: 4 }
    }
}

/// What a transaction may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One workspace. PostgreSQL is told, so that row-level security can hold it to that.
    Workspace(WorkspaceId),
    /// Signing in, the journal, runners: work that belongs to no one workspace, or finds out which.
    System,
}

impl From<WorkspaceId> for Scope {
    fn from(workspace: WorkspaceId) -> Self {
        Self::Workspace(workspace)
    }
}

/// What commits tell the rest of the process. Missing one costs time, never data: whoever waits also looks
/// from time to time.
#[derive(Debug, Clone)]
pub struct Signals {
    feed: broadcast::Sender<(WorkspaceId, i64)>,
    send: Arc<Notify>,
    receipts: Arc<Notify>,
    media: Arc<Notify>,
    templates: Arc<Notify>,
    accounts: Arc<Notify>,
}

impl Signals {
    fn new() -> Self {
        Self {
            feed: broadcast::channel(4096).0,
            send: Arc::default(),
            receipts: Arc::default(),
            media: Arc::default(),
            templates: Arc::default(),
            accounts: Arc::default(),
        }
    }

    /// The number of the last event of a workspace, after each commit that recorded one.
    pub fn feed(&self) -> broadcast::Receiver<(WorkspaceId, i64)> {
        self.feed.subscribe()
    }

    /// Notified when a job was put into the queue.
    pub fn queue(&self, queue: Queue) -> &Arc<Notify> {
        match queue {
            Queue::Send => &self.send,
            Queue::Receipts => &self.receipts,
            Queue::Media => &self.media,
            Queue::Templates => &self.templates,
            Queue::Accounts => &self.accounts,
        }
    }

    pub(crate) fn fire(&self, wakes: Wakes) {
        for (workspace, seq) in wakes.feeds {
            let _nobody_listens = self.feed.send((workspace, seq));
        }
        for queue in Queue::ALL {
            if wakes.queues.contains(queue.as_str()) {
                self.queue(queue).notify_one();
            }
        }
    }
}

/// The database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    backend: Backend,
    waiting: Arc<Semaphore>,
    signals: Signals,
    journal: Journal,
    /// Held while the store lives: two processes in one data folder would each take the other's work for lost.
    _folder_lock: Option<std::fs::File>,
}

#[derive(Debug)]
enum Backend {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Store {
    /// Opens the database, and brings its schema up to date.
    ///
    /// # Errors
    /// When it cannot be reached or created, or was written by a newer version.
    pub async fn open(options: Options) -> Result<Self> {
        tokio::task::spawn_blocking(move || Self::open_blocking(&options))
            .await
            .map_err(|_| Error::Panicked)?
    }

    fn open_blocking(options: &Options) -> Result<Self> {
        let signals = Signals::new();
        let mut folder_lock = None;
        let (backend, journal) = match &options.database_url {
            None => {
                std::fs::create_dir_all(&options.data_dir).map_err(|source| Error::Folder {
                    path: options.data_dir.display().to_string(),
                    source,
                })?;
                folder_lock = Some(lock(&options.data_dir)?);
                let main = sqlite::Sqlite::open(&options.data_dir, options.connections, signals.clone())?;
                (Backend::Sqlite(main), Journal::open_sqlite(&options.data_dir)?)
            }
            Some(url) => {
                let config = postgres::Target::parse(url)?;
                let main = postgres::Postgres::open(&config, options.connections, &signals)?;
                (Backend::Postgres(main), Journal::open_postgres(&config)?)
            }
        };
        let waiting = Arc::new(Semaphore::new(WAITING));
        Ok(Self(Arc::new(Inner { backend, waiting, signals, journal, _folder_lock: folder_lock })))
    }

    /// Whether no other process can be working on the same data: then whatever a runner had begun before this
    /// process started will never be finished by it.
    pub fn is_exclusive(&self) -> bool {
        matches!(self.0.backend, Backend::Sqlite(_))
    }

    /// Runs `f` in a transaction that is committed when `f` gives `Ok` and rolled back otherwise. It runs to
    /// its end even when the caller goes away.
    ///
    /// # Errors
    /// Those of `f`, and of the database.
    pub async fn write<T, E, F>(&self, scope: impl Into<Scope>, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.run(scope.into(), f, true).await
    }

    /// Runs `f` in a transaction that sees one state of the database and must change nothing.
    ///
    /// # Errors
    /// Those of `f`, and of the database.
    pub async fn read<T, E, F>(&self, scope: impl Into<Scope>, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.run(scope.into(), f, false).await
    }

    async fn run<T, E, F>(&self, scope: Scope, f: F, write: bool) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let permit = Arc::clone(&self.0.waiting).acquire_owned().await.map_err(|_| E::from(Error::Closed))?;
        let (reply, answer) = oneshot::channel();
        let task = Box::new(Work { f: Some(f), result: None, reply, _permit: permit });
        match &self.0.backend {
            Backend::Sqlite(db) if write => db.write(task)?,
            Backend::Sqlite(db) => db.read(task)?,
            Backend::Postgres(db) => db.run(scope, task)?,
        }
        answer.await.unwrap_or_else(|_| Err(E::from(Error::Closed)))
    }

    /// What Meta sent, byte for byte.
    pub fn journal(&self) -> &Journal {
        &self.0.journal
    }

    /// What commits tell the rest of the process.
    pub fn signals(&self) -> &Signals {
        &self.0.signals
    }

    /// Whether this program may work with the schema that the database has.
    ///
    /// # Errors
    /// [`Error::NewerSchema`] when a newer version wrote it.
    pub async fn check_schema(&self) -> Result<()> {
        self.read(Scope::System, |tx| crate::migrate::check_version(tx.schema_version()?)).await
    }

    /// Says that a newer version was here, for the test that it is refused.
    #[doc(hidden)]
    pub async fn pretend_schema_version(&self, version: i64) -> Result<()> {
        self.write(Scope::System, move |tx| tx.pretend_schema_version(version)).await
    }

    /// Has the database compile every statement of the crate; the names of those it refuses, with its reasons.
    ///
    /// # Errors
    /// When the database cannot be reached.
    #[doc(hidden)]
    pub async fn check_statements(&self) -> Result<Vec<String>> {
        self.read(Scope::System, |tx| {
            let mut refused = Vec::new();
            for text in crate::statements() {
                let tried = tx.savepoint(|tx| tx.prepare(text));
                if let Err(e) = tried {
                    refused.push(format!("{}: {e:?}\n{}", text.name, text.postgres));
                }
            }
            Ok::<_, Error>(refused)
        })
        .await
    }
}

fn lock(folder: &std::path::Path) -> Result<std::fs::File> {
    let path = folder.join("waypost.lock");
    let failed = |source| Error::Folder { path: path.display().to_string(), source };
    let file = std::fs::File::create(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(Error::FolderInUse(folder.display().to_string())),
        Err(std::fs::TryLockError::Error(e)) => Err(failed(e)),
    }
}

/// A closure on its way through a database thread.
pub(crate) trait Task: Send {
    /// Runs it. Whether what it did should be kept.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Answers the caller, once it is known how the commit went.
    fn finish(self: Box<Self>, committed: Result<()>);
}

struct Work<T, E, F> {
    f: Option<F>,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
    _permit: tokio::sync::OwnedSemaphorePermit,
}

impl<T, E, F> Task for Work<T, E, F>
where
    T: Send,
    E: From<Error> + Send,
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let Some(f) = self.f.take() else { return false };
        let run = catch_unwind(AssertUnwindSafe(|| {
            let value = f(tx)?;
            tx.flush()?;
            Ok(value)
        }));
        let result = run.unwrap_or_else(|_| Err(E::from(Error::Panicked)));
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn finish(self: Box<Self>, committed: Result<()>) {
        let result = match (self.result, committed) {
            (Some(Ok(value)), Ok(())) => Ok(value),
            (Some(Err(e)), _) => Err(e),
            (_, Err(e)) => Err(E::from(e)),
            (None, Ok(())) => Err(E::from(Error::Closed)),
        };
        let _caller_went_away = self.reply.send(result);
    }
}
