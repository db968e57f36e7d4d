//! What can go wrong with a database.

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("PostgreSQL: {0}")]
    Postgres(#[source] ::postgres::Error),
    /// The database cannot be reached just now.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// What waits to be written is already as much as may wait.
    #[error("the database is too busy: too much is waiting to be written")]
    Busy,
    /// The database was written by a newer version of Waypost.
    #[error(
        "the database has schema version {found}, this program knows versions up to {known}: start the newer program that wrote it, or restore a backup from before the upgrade"
    )]
    NewerSchema { found: i64, known: i64 },
    /// A stored value does not read back.
    #[error("column {column} holds a value that does not read back: {reason}")]
    Unreadable { column: usize, reason: String },
    /// A closure panicked. Its transaction was rolled back.
    #[error("a database operation panicked; nothing of it was stored")]
    Panicked,
    /// The store is shutting down.
    #[error("the store is closed")]
    Closed,
    #[error("`{0}` is not a database URL that is understood: use postgres://… or leave it out for SQLite")]
    BadUrl(String),
    #[error(
        "the data folder {0} is in use by another Waypost: stop that one, or choose another folder with --data-dir"
    )]
    FolderInUse(String),
    #[error("cannot use {path}: {source}")]
    Folder { path: String, source: std::io::Error },
}

impl Error {
    /// Whether a unique key was already taken.
    pub fn is_unique_violation(&self) -> bool {
        match self {
            Self::Sqlite(rusqlite::Error::SqliteFailure(e, _)) => {
                matches!(e.extended_code, 1555 | 2067) // PRIMARYKEY, UNIQUE
            }
            Self::Postgres(e) => e.code() == Some(&::postgres::error::SqlState::UNIQUE_VIOLATION),
            _ => false,
        }
    }

    /// Whether the disk is full or otherwise refuses writes.
    pub fn is_storage_full(&self) -> bool {
        match self {
            Self::Sqlite(rusqlite::Error::SqliteFailure(e, _)) => {
                matches!(e.code, rusqlite::ErrorCode::DiskFull | rusqlite::ErrorCode::SystemIoFailure)
            }
            Self::Postgres(e) => {
                use ::postgres::error::SqlState;
                let code = e.code();
                code == Some(&SqlState::DISK_FULL) || code == Some(&SqlState::READ_ONLY_SQL_TRANSACTION)
            }
            _ => false,
        }
    }

    /// Whether the same call may work in a moment.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Busy) || self.is_storage_full() || self.is_conflict()
    }

    /// Whether another transaction was in the way, and this one had to yield.
    fn is_conflict(&self) -> bool {
        use ::postgres::error::SqlState;
        let Self::Postgres(e) = self else { return false };
        e.code() == Some(&SqlState::T_R_DEADLOCK_DETECTED)
            || e.code() == Some(&SqlState::T_R_SERIALIZATION_FAILURE)
    }
}

impl From<::postgres::Error> for Error {
    fn from(e: ::postgres::Error) -> Self {
        if e.is_closed() { Self::Unavailable(e.to_string()) } else { Self::Postgres(e) }
    }
}
