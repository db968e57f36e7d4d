//! Versioned steps of the schema, one text for both databases.

use crate::error::{Error, Result};

struct Step {
    version: i64,
    name: &'static str,
    text: &'static str,
}

/// Oldest first. A released step is never edited: add another.
const STEPS: &[Step] = &[
    Step { version: 1, name: "init", text: include_str!("../migrations/0001_init.sql") },
    Step { version: 2, name: "message_kinds", text: include_str!("../migrations/0002_message_kinds.sql") },
    Step { version: 3, name: "media", text: include_str!("../migrations/0003_media.sql") },
    Step { version: 4, name: "templates", text: include_str!("../migrations/0004_templates.sql") },
    Step {
        version: 5,
        name: "feed_without_time_index",
        text: include_str!("../migrations/0005_feed_without_time_index.sql"),
    },
    Step { version: 6, name: "account", text: include_str!("../migrations/0006_account.sql") },
    Step { version: 7, name: "flows", text: include_str!("../migrations/0007_flows.sql") },
    Step { version: 8, name: "people", text: include_str!("../migrations/0008_people.sql") },
    Step { version: 9, name: "template_files", text: include_str!("../migrations/0009_template_files.sql") },
];

/// The version that this program's statements are written for.
pub const fn latest_version() -> i64 {
    STEPS[STEPS.len() - 1].version
}

const SQLITE_WORDS: &[(&str, &str)] = &[
    ("{id}", "BLOB"),
    ("{int}", "INTEGER"),
    ("{real}", "REAL"),
    ("{bool}", "INTEGER"),
    ("{json}", "TEXT"),
    ("{bytes}", "BLOB"),
    ("{strict}", " STRICT"),
];
// JSON is text on PostgreSQL too: JSONB cannot hold U+0000, which customers do send.
const POSTGRES_WORDS: &[(&str, &str)] = &[
    ("{id}", "UUID"),
    ("{int}", "BIGINT"),
    ("{real}", "DOUBLE PRECISION"),
    ("{bool}", "BOOLEAN"),
    ("{json}", "TEXT"),
    ("{bytes}", "BYTEA"),
    ("{strict}", ""),
];

const VERSIONS_TABLE: &str =
    "CREATE TABLE IF NOT EXISTS schema_versions (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL)";

fn render(text: &str, own_block: &str, words: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut keep = true;
    for line in text.lines() {
        if let Some(tag) = line.strip_prefix("--@") {
            keep = tag == "end" || tag == own_block;
        } else if keep {
            out.push_str(line);
            out.push('\n');
        }
    }
    words.iter().fold(out, |text, (word, ty)| text.replace(word, ty))
}

/// Whether this program knows schema version `found`.
pub(crate) fn check_version(found: i64) -> Result<()> {
    if found > latest_version() { Err(Error::NewerSchema { found, known: latest_version() }) } else { Ok(()) }
}

crate::sql::statements! {
    ADD_VERSION: 1 = "INSERT INTO schema_versions (version, name) VALUES ($1, 'pretended')";
    VERSION: 0 = "SELECT coalesce(max(version), 0) FROM schema_versions";
}

impl crate::Tx<'_> {
    pub(crate) fn pretend_schema_version(&mut self, version: i64) -> Result<()> {
        self.execute(&ADD_VERSION, [version.into()]).map(drop)
    }

    pub(crate) fn schema_version(&mut self) -> Result<i64> {
        self.one(&VERSION, [], |row| row.get(0))
    }
}

/// The steps after `found`, or a refusal to touch what a newer program wrote.
fn missing(found: i64) -> Result<impl Iterator<Item = &'static Step>> {
    check_version(found)?;
    Ok(STEPS.iter().filter(move |step| step.version > found))
}

pub(crate) fn run_sqlite(connection: &mut rusqlite::Connection) -> Result<()> {
    let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    tx.execute_batch(VERSIONS_TABLE)?;
    let found =
        tx.query_row("SELECT coalesce(max(version), 0) FROM schema_versions", [], |row| row.get(0))?;
    for step in missing(found)? {
        tx.execute_batch(&render(step.text, "sqlite", SQLITE_WORDS))?;
        tx.execute("INSERT INTO schema_versions (version, name) VALUES (?1, ?2)", (step.version, step.name))?;
        tracing::info!(version = step.version, name = step.name, "schema brought up to date");
    }
    Ok(tx.commit()?)
}

pub(crate) fn run_postgres(client: &mut ::postgres::Client) -> Result<()> {
    let mut tx = client.transaction()?;
    // One process at a time, also when several start together.
    tx.batch_execute("SELECT pg_advisory_xact_lock(7267231)")?;
    tx.batch_execute(VERSIONS_TABLE)?;
    let found: i64 =
        tx.query_one("SELECT coalesce(max(version), 0) FROM schema_versions", &[])?.try_get(0)?;
    for step in missing(found)? {
        tx.batch_execute(&render(step.text, "pg", POSTGRES_WORDS))?;
        tx.execute(
            "INSERT INTO schema_versions (version, name) VALUES ($1, $2)",
            &[&step.version, &step.name],
        )?;
        tracing::info!(version = step.version, name = step.name, "schema brought up to date");
    }
    Ok(tx.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_the_other_database_are_left_out() {
        let text = "a {id}\n--@pg\nb\n--@end\n--@sqlite\nc\n--@end\nd {strict}";
        assert_eq!(render(text, "sqlite", SQLITE_WORDS), "a BLOB\nc\nd  STRICT\n");
        assert_eq!(render(text, "pg", POSTGRES_WORDS), "a UUID\nb\nd \n");
    }

    #[test]
    fn versions_rise_by_one() {
        assert!(STEPS.iter().map(|s| s.version).eq(1..=latest_version()));
    }
}
