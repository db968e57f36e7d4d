//! What may be written on which floor.

use super::{
    Check, Finding,
    facts::{Facts, File},
    rust_text::{RustText, lines_with},
};

pub(super) const CHECKS: &[Check] = &[
    Check { name: "sql-text-in-storage", rule: "SQL is written in storage alone", run: sql_text },
    Check {
        name: "writes-go-through-actions",
        rule: "api and live read from storage; what a user sees change is changed by an action",
        run: writes_through_actions,
    },
    Check {
        name: "enqueued-with-the-rows",
        rule: "jobs and events are added by actions, in the transaction of the rows they are about",
        run: enqueued_with_rows,
    },
];

/// How statements begin: with two words, so that prose does not match.
const STATEMENTS: [&str; 6] =
    ["SELECT * FROM", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "ALTER TABLE ", "PRAGMA "];

const SQL_ALLOWED: [&str; 3] = ["crates/storage/", "crates/throwaway-postgres/", "crates/bench/"];

/// What repositories of storage call a change.
const CHANGES: [&str; 3] = ["().add(", "().update_", "().remove("];

fn sql_text(facts: &Facts) -> Vec<Finding> {
    let elsewhere = facts.sources().filter(|file| {
        file.path.starts_with("crates/") && !SQL_ALLOWED.iter().any(|allowed| file.path.starts_with(allowed))
    });
    let mut findings = Vec::new();
    for file in elsewhere {
        let strings = RustText::read(&file.text).without_tests().strings;
        for statement in STATEMENTS {
            findings.extend(lines_with(&strings, statement).map(|line| at(file, line, "is SQL")));
        }
    }
    findings
}

fn writes_through_actions(facts: &Facts) -> Vec<Finding> {
    found_in(facts, &["crates/api/", "crates/live/"], &CHANGES, "changes rows without an action")
}

fn enqueued_with_rows(facts: &Facts) -> Vec<Finding> {
    let outside = [
        "crates/api/",
        "crates/live/",
        "crates/ingest/",
        "crates/jobs/",
        "crates/server/",
        "crates/cloud-gateway/",
    ];
    found_in(facts, &outside, &["jobs().add(", "tx.record("], "adds a job or event outside an action")
}

fn found_in(facts: &Facts, folders: &[&str], patterns: &[&str], says: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in facts.sources().filter(|file| folders.iter().any(|folder| file.path.starts_with(folder))) {
        // A call chain may be broken over lines; the pattern is looked for in the code without white space.
        let code = RustText::read(&file.text).without_tests().code;
        let dense: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let wrong = patterns.iter().filter(|pattern| dense.contains(*pattern));
        findings.extend(wrong.map(|pattern| Finding::new(&file.path, format!("{says}: `{pattern}`"))));
    }
    findings
}

fn at(file: &File, line: usize, says: &str) -> Finding {
    Finding::new(format!("{}:{line}", file.path), says)
}

#[cfg(test)]
mod tests {
    use super::super::facts::made_up::files;
    use super::*;

    #[test]
    fn sql_outside_storage_is_found_and_prose_is_not() {
        let facts = files([
            ("crates/api/src/a.rs", "//! Lists.\nconst Q: &str = \"INSERT INTO message VALUES (1)\";\n"),
            (
                "crates/api/src/b.rs",
                "//! INSERT INTO is what storage says.\nconst Q: &str = \"select one\";\n",
            ),
            ("crates/storage/src/c.rs", "//! Rows.\nconst Q: &str = \"INSERT INTO message VALUES (1)\";\n"),
        ]);
        assert_eq!(sql_text(&facts), [Finding::new("crates/api/src/a.rs:2", "is SQL")]);
    }

    #[test]
    fn a_write_past_the_actions_is_found_also_over_several_lines() {
        let facts = files([
            ("crates/api/src/a.rs", "fn f() { tx.messages()\n    .add(message).await }"),
            ("crates/api/src/b.rs", "fn f() { tx.messages().lookup(id) }"),
            ("crates/api/src/c.rs", "#[cfg(test)]\nmod tests { fn f() { tx.messages().add(m) } }"),
            ("crates/actions/src/d.rs", "fn f() { tx.messages().add(message) }"),
        ]);
        let places: Vec<String> =
            writes_through_actions(&facts).into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["crates/api/src/a.rs"]);
    }

    #[test]
    fn a_job_added_after_the_fact_is_found() {
        let facts = files([
            ("crates/jobs/src/a.rs", "fn f() { tx.jobs().add(next); tx.record(a, b, c) }"),
            ("crates/actions/src/b.rs", "fn f() { tx.jobs().add(next) }"),
        ]);
        let findings = enqueued_with_rows(&facts);
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings.iter().all(|finding| finding.place == "crates/jobs/src/a.rs"));
    }
}
