//! A PostgreSQL server that lives as long as the test process that started it.
//!
//! It uses the programs of an installed PostgreSQL and nothing but the standard library, so that `xtask` and
//! every test can afford it. The server listens on a unix socket in a directory of its own: no port, no
//! password, any number side by side. When the process ends, by whatever means, server and data go with it.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let database = throwaway_postgres::shared()?.create_database()?;
//! let url = database.url(); // postgresql:///t_1234_0?host=/tmp/…&user=postgres, dropped with `database`
//! # Ok(()) }
//! ```
//!
//! | room | what is in it |
//! |---|---|
//! | [`installation`] | where PostgreSQL's programs are |
//! | [`server`] | starting one, and its end |
//! | [`database`] | empty databases in it, one for each test |

pub mod database;
pub mod installation;
pub mod server;

pub use database::Database;
pub use installation::Installation;
pub use server::{Durability, Server, shared};

use std::{fmt, io, path::PathBuf};

/// The environment variable that names a server to share instead of starting one: `cargo xtask test` starts
/// one server for all test processes and says so here.
pub const SHARED_URL: &str = "WAYPOST_TEST_POSTGRES_URL";

/// What can go wrong, said so that the reader knows what to do.
#[derive(Debug)]
pub enum Error {
    /// No PostgreSQL of a sufficient version is installed.
    NotInstalled,
    /// Running as root, and there is no other user to run the server as: it refuses root.
    NoUnprivilegedUser,
    /// The directory for the socket has too long a name for the kernel.
    SocketPathTooLong(PathBuf),
    /// A program could not be started, or a file could not be written.
    Io(String, io::Error),
    /// A program of PostgreSQL's ended with an error, and said this.
    Failed(String, String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInstalled => write!(
                f,
                "no PostgreSQL {} or newer found; on Debian: apt-get install --no-install-recommends postgresql \
                 (elsewhere name the directory of initdb in {})",
                installation::OLDEST_MAJOR,
                installation::BIN_VARIABLE,
            ),
            Self::NoUnprivilegedUser => {
                write!(
                    f,
                    "PostgreSQL refuses to run as root and /etc/passwd has neither `postgres` nor `nobody`"
                )
            }
            Self::SocketPathTooLong(path) => {
                write!(f, "the socket path {} is longer than the kernel's 107 bytes", path.display())
            }
            Self::Io(what, error) => write!(f, "{what}: {error}"),
            Self::Failed(what, said) => write!(f, "{what} failed: {said}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(_, error) => Some(error),
            _ => None,
        }
    }
}
