//! Empty databases, one for each test, that go away with the value.

use std::{
    process::{self, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use crate::{Error, Installation, Server};

/// A database of its own in a [`Server`]; dropped with the value, whoever is still connected.
#[derive(Debug)]
pub struct Database<'a> {
    server: &'a Server,
    name: String,
    url: String,
}

impl<'a> Database<'a> {
    pub(crate) fn create(server: &'a Server) -> Result<Self, Error> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("t_{}_{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        // A process id comes round again: what an earlier one left behind has no use any more.
        server.execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
        server.execute(&format!("CREATE DATABASE {name}"))?;
        let url = with_database(server.url(), &name);
        Ok(Self { server, name, url })
    }

    /// Its URL: for `psql`, libpq and the Rust drivers alike.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its name within the server.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Database<'_> {
    fn drop(&mut self) {
        let _ = self.server.execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

/// Runs one statement with `psql` and returns what it printed, unaligned and without headings.
pub(crate) fn execute(installation: &Installation, url: &str, sql: &str) -> Result<String, Error> {
    let output = Command::new(installation.program("psql"))
        .args([
            "--no-psqlrc",
            "--quiet",
            "--tuples-only",
            "--no-align",
            "--set=ON_ERROR_STOP=1",
            "--command",
            sql,
            url,
        ])
        .current_dir("/")
        .stdin(Stdio::null())
        .output()
        .map_err(|e| Error::Io("psql".into(), e))?;
    if !output.status.success() {
        return Err(Error::Failed(
            format!("`{sql}`"),
            String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The same URL with another database: the path between the authority and the question mark.
fn with_database(url: &str, name: &str) -> String {
    let (before, query) = url.split_once('?').map_or((url, None), |(before, query)| (before, Some(query)));
    let authority_at = before.find("://").map_or(0, |at| at + 3);
    let path_at = before[authority_at..].find('/').map_or(before.len(), |at| authority_at + at);
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}/{name}{query}", &before[..path_at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_database_changes_in_the_url() {
        assert_eq!(
            with_database("postgresql:///postgres?host=/tmp/x&user=u", "t"),
            "postgresql:///t?host=/tmp/x&user=u"
        );
        assert_eq!(with_database("postgresql://u:p@db:5432/postgres", "t"), "postgresql://u:p@db:5432/t");
        assert_eq!(with_database("postgresql://db", "t"), "postgresql://db/t");
    }
}
