//! Where PostgreSQL's programs are: Debian keeps the server's off the `PATH`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::Error;

/// The oldest major version that Waypost's storage is tested on.
pub const OLDEST_MAJOR: u32 = 15;

/// The environment variable that names the directory of `initdb`, before any guess.
pub const BIN_VARIABLE: &str = "WAYPOST_POSTGRES_BIN";

/// The programs of one installed PostgreSQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    bin: PathBuf,
    major: u32,
}

impl Installation {
    /// The newest installed PostgreSQL that is new enough.
    pub fn find() -> Result<Self, Error> {
        if let Some(named) = env::var_os(BIN_VARIABLE) {
            return Self::at(Path::new(&named)).ok_or(Error::NotInstalled);
        }
        newest(candidates().iter().filter_map(|bin| Self::at(bin))).ok_or(Error::NotInstalled)
    }

    /// The path of one of its programs.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        self.bin.join(name)
    }

    /// Its major version: 15, 16, …
    #[must_use]
    pub fn major(&self) -> u32 {
        self.major
    }

    /// A client alone (`psql` without a server) is not an installation.
    fn at(bin: &Path) -> Option<Self> {
        if !["initdb", "postgres", "psql"].iter().all(|program| bin.join(program).is_file()) {
            return None;
        }
        let said = Command::new(bin.join("postgres")).arg("--version").stdin(Stdio::null()).output().ok()?;
        let major = major_version(&String::from_utf8_lossy(&said.stdout))?;
        Some(Self { bin: bin.to_owned(), major })
    }
}

fn newest(found: impl Iterator<Item = Installation>) -> Option<Installation> {
    found
        .filter(|installation| installation.major >= OLDEST_MAJOR)
        .max_by_key(|installation| installation.major)
}

/// The directories where packagers put the server's programs, then the `PATH`.
fn candidates() -> Vec<PathBuf> {
    let mut bins = Vec::new();
    for parent in ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr"] {
        let Ok(entries) = fs::read_dir(parent) else { continue };
        let named_for_it = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            parent.ends_with("/postgresql") || name.starts_with("postgresql@") || name.starts_with("pgsql-")
        };
        bins.extend(
            entries
                .flatten()
                .map(|entry| entry.path())
                .filter(|path| named_for_it(path))
                .map(|p| p.join("bin")),
        );
    }
    bins.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    bins
}

/// Reads `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, also of a beta such as `18beta1`.
fn major_version(said: &str) -> Option<u32> {
    let number = said.split("(PostgreSQL)").nth(1)?.trim_start();
    let digits = number.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_the_program_says() {
        assert_eq!(major_version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(major_version("postgres (PostgreSQL) 18beta1\n"), Some(18));
        assert_eq!(major_version("bash: postgres: command not found"), None);
    }

    #[test]
    fn the_newest_is_taken_and_one_that_is_too_old_is_not() {
        let of = |major| Installation { bin: PathBuf::from(format!("/{major}")), major };
        assert_eq!(newest([of(15), of(17), of(16)].into_iter()), Some(of(17)));
        assert_eq!(newest([of(OLDEST_MAJOR - 1)].into_iter()), None);
    }
}
