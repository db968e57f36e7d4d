//! How a file looks: what clippy and rustfmt do not say.

use std::path::Path;

use super::{
    Check, Finding,
    facts::{Facts, File},
    rust_text::{RustText, lines_with},
};

pub(super) const CHECKS: &[Check] = &[
    Check {
        name: "files-open-with-a-sentence",
        rule: "a Rust file opens with `//!`, one plain sentence",
        run: openings,
    },
    Check { name: "files-fit-a-room", rule: "no source file has more than 700 lines", run: too_long },
    Check {
        name: "no-panics-in-src",
        rule: "what is shipped does not unwrap, panic or leave things to do",
        run: panics,
    },
    Check {
        name: "expect-not-allow",
        rule: "`#[expect(reason)]`, never `#[allow]`: it tells when it is needless",
        run: allows,
    },
    Check { name: "no-loose-ends", rule: "a note of work to do names its issue: `#12`", run: loose_ends },
    Check { name: "names-say-what", rule: "no utils, helpers, common, misc or manager", run: names },
    Check {
        name: "no-machine-paths",
        rule: "no path of somebody's machine in a file of the repository",
        run: machine_paths,
    },
    Check {
        name: "links-lead-somewhere",
        rule: "a relative link in a document names a file that is there",
        run: links,
    },
];

const LONGEST: usize = 700;
const LONG: usize = 400;
const SAY_NOTHING: [&str; 7] = ["utils", "util", "helpers", "helper", "common", "misc", "manager"];

/// HOUSE names it: what every HTTP floor shares and no domain verb.
const MAY_SAY_NOTHING: [&str; 1] = ["axum-utils"];

const PANICS: [&str; 6] = [".unwrap()", ".expect(\"", "panic!(", "todo!(", "unimplemented!(", "dbg!("];

/// Words that mark work to do; put together here so that this file does not find itself.
const NOTES: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

/// Folders in which machines keep checkouts and homes.
const MACHINE_FOLDERS: [&str; 5] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("/fa", "rm/"),
];

/// Files that are long without being too long a room.
pub(super) fn advice(facts: &Facts) -> Vec<Finding> {
    let long = sources(facts).filter(|file| (LONG + 1..=LONGEST).contains(&file.text.lines().count()));
    long.map(|file| Finding::new(&file.path, format!("{} lines; aim at {LONG}", file.text.lines().count())))
        .collect()
}

fn sources(facts: &Facts) -> impl Iterator<Item = &File> {
    let is_source = |path: &str| [".rs", ".ts", ".tsx", ".mjs"].iter().any(|end| path.ends_with(end));
    facts.files.iter().filter(move |file| is_source(&file.path) && !file.path.contains(".gen."))
}

fn openings(facts: &Facts) -> Vec<Finding> {
    let without = facts.rust_files().filter(|file| !file.text.starts_with("//! "));
    without.map(|file| Finding::new(&file.path, "does not open with `//! `")).collect()
}

fn too_long(facts: &Facts) -> Vec<Finding> {
    let long = sources(facts).filter(|file| file.text.lines().count() > LONGEST);
    long.map(|file| Finding::new(&file.path, format!("{} lines", file.text.lines().count()))).collect()
}

fn panics(facts: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Test support fails tests: there a panic is the way to say so.
    for file in facts.sources().filter(|file| !file.path.starts_with("crates/test-support/")) {
        let code = RustText::read(&file.text).without_tests().code;
        for pattern in PANICS {
            findings.extend(lines_with(&code, pattern).map(|line| at(file, line, pattern)));
        }
    }
    findings
}

fn allows(facts: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in facts.rust_files() {
        let code = RustText::read(&file.text).code;
        for pattern in ["#[allow(", "#![allow("] {
            findings.extend(lines_with(&code, pattern).map(|line| at(file, line, pattern)));
        }
    }
    findings
}

fn loose_ends(facts: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in sources(facts) {
        let comments = if file.path.ends_with(".rs") {
            RustText::read(&file.text).comments
        } else {
            comments_of(&file.text)
        };
        for (number, line) in comments.lines().enumerate() {
            let note = NOTES.iter().find(|note| has_word(line, note));
            if let Some(note) = note.filter(|_| !names_an_issue(line)) {
                findings.push(at(file, number + 1, note));
            }
        }
    }
    findings
}

/// Comments of other languages, near enough: what follows `//` or `*` on a line.
fn comments_of(text: &str) -> String {
    let comment = |line: &str| {
        let starred = line.trim_start().starts_with('*') || line.contains("/*");
        if starred {
            line.to_owned()
        } else {
            line.split_once("//").map_or("", |(_, comment)| comment).to_owned()
        }
    };
    text.lines().map(comment).collect::<Vec<_>>().join("\n")
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric()).any(|part| part == word)
}

fn names_an_issue(line: &str) -> bool {
    line.split('#').skip(1).any(|after| after.starts_with(|c: char| c.is_ascii_digit()))
}

fn names(facts: &Facts) -> Vec<Finding> {
    let crates = facts.crates.iter().filter(|krate| !MAY_SAY_NOTHING.contains(&krate.name.as_str()));
    let mut findings: Vec<Finding> = crates
        .filter(|krate| krate.name.split('-').any(|part| SAY_NOTHING.contains(&part)))
        .map(|krate| Finding::new(&krate.folder, "is a name that says nothing"))
        .collect();
    for file in sources(facts) {
        let path = Path::new(&file.path).with_extension("");
        let parts = path.iter().filter_map(|part| part.to_str());
        if let Some(part) = parts.rev().find(|part| SAY_NOTHING.contains(part)) {
            findings.push(Finding::new(&file.path, format!("`{part}` is a name that says nothing")));
        }
    }
    findings
}

fn machine_paths(facts: &Facts) -> Vec<Finding> {
    // Lockfiles are written by programs.
    let is_ours = |path: &str| !path.ends_with("lock") && !path.ends_with("-lock.json");
    let mut findings = Vec::new();
    for file in facts.files.iter().filter(|file| is_ours(&file.path)) {
        for (number, line) in file.text.lines().enumerate() {
            let found = MACHINE_FOLDERS.iter().find(|folder| has_absolute(line, folder));
            findings.extend(found.map(|folder| at(file, number + 1, folder)));
        }
    }
    findings
}

/// Whether the folder stands there as the beginning of a path, and not inside of another.
fn has_absolute(line: &str, folder: &str) -> bool {
    let continues_a_path = |c: char| c.is_alphanumeric() || "_-./~}*$>)".contains(c);
    line.match_indices(folder).any(|(at, _)| !line[..at].ends_with(continues_a_path))
}

fn links(facts: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in facts.files.iter().filter(|file| file.path.ends_with(".md")) {
        for (number, line) in file.text.lines().enumerate() {
            for target in targets(line).filter(|target| !leads_somewhere(facts, &file.path, target)) {
                findings.push(at(file, number + 1, &format!("there is no {target}")));
            }
        }
    }
    findings
}

/// The relative targets of `[text](target)` on a line, without the fragment.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let closed = line.split("](").skip(1).filter_map(|after| after.split_once(')'));
    closed
        .map(|(target, _)| target.split('#').next().unwrap_or(target))
        .filter(|target| !target.is_empty() && !target.contains(':') && !target.starts_with('/'))
}

fn leads_somewhere(facts: &Facts, from: &str, target: &str) -> bool {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    // Pictures are no text and therefore not among the facts.
    let is_picture = [".png", ".jpg", ".svg", ".gif"].iter().any(|end| path.ends_with(end));
    is_picture
        || facts.files.iter().any(|file| file.path == path || file.path.starts_with(&format!("{path}/")))
}

fn at(file: &File, line: usize, says: &str) -> Finding {
    Finding::new(format!("{}:{line}", file.path), says)
}

#[cfg(test)]
mod tests {
    use super::super::facts::made_up::{files, krate, workspace};
    use super::*;

    fn places(findings: Vec<Finding>) -> Vec<String> {
        findings.into_iter().map(|finding| finding.place).collect()
    }

    #[test]
    fn a_file_without_an_opening_sentence_is_found() {
        let facts =
            files([("crates/a/src/b.rs", "use c;\n"), ("crates/a/src/d.rs", "//! Rows.\n"), ("a.ts", "x")]);
        assert_eq!(places(openings(&facts)), ["crates/a/src/b.rs"]);
    }

    #[test]
    fn long_files_are_advised_on_and_too_long_ones_are_found() {
        let (long, too_long_text) = ("x\n".repeat(500), "x\n".repeat(701));
        let facts = files([
            ("a/src/long.rs", &long),
            ("web/too_long.tsx", &too_long_text),
            ("b.gen.ts", &too_long_text),
        ]);
        assert_eq!(places(advice(&facts)), ["a/src/long.rs"]);
        assert_eq!(places(too_long(&facts)), ["web/too_long.tsx"]);
    }

    #[test]
    fn panics_are_found_in_what_is_shipped_only() {
        let facts = files([
            (
                "crates/a/src/b.rs",
                "fn f() {\n  g().unwrap();\n  h().expect(\"h\");\n}\n#[cfg(test)]\nmod tests { fn t() { g().unwrap(); } }\n",
            ),
            ("crates/a/src/c.rs", "// g().unwrap() would be wrong\nfn f() { p.expect(Token) }\n"),
            ("crates/a/tests/d.rs", "fn f() { g().unwrap(); }\n"),
            ("crates/a/src/e/tests.rs", "fn f() { g().unwrap(); }\n"),
        ]);
        assert_eq!(places(panics(&facts)), ["crates/a/src/b.rs:2", "crates/a/src/b.rs:3"]);
    }

    #[test]
    fn an_allowed_lint_is_found_and_an_expected_one_is_not() {
        let facts = files([(
            "crates/a/tests/b.rs",
            "#[allow(x)]\nfn f() {}\n#[expect(y, reason = \"#[allow(z)]\")]\nfn g() {}\n",
        )]);
        assert_eq!(places(allows(&facts)), ["crates/a/tests/b.rs:1"]);
    }

    #[test]
    fn work_to_do_without_an_issue_is_found() {
        let note = NOTES[0];
        let text = format!("// {note}: later\n// {note} #12: later\nconst A: &str = \"{note}\";\n");
        let facts =
            files([("crates/a/src/b.rs", &text), ("web/c.ts", &format!("call() // {note} tidy up\n"))]);
        assert_eq!(places(loose_ends(&facts)), ["crates/a/src/b.rs:1", "web/c.ts:1"]);
    }

    #[test]
    fn names_that_say_nothing_are_found() {
        let facts = files([
            ("crates/a/src/utils.rs", ""),
            ("crates/a/tests/common/mod.rs", ""),
            ("crates/a/src/utility.rs", ""),
        ]);
        assert_eq!(places(names(&facts)), ["crates/a/src/utils.rs", "crates/a/tests/common/mod.rs"]);
        let crates = workspace(vec![krate("axum-utils", &[]), krate("job-manager", &[])]);
        assert_eq!(places(names(&crates)), ["crates/job-manager"]);
    }

    #[test]
    fn a_path_of_a_machine_is_found_and_a_part_of_another_is_not() {
        let (path, part) =
            (format!("see {}main/x", MACHINE_FOLDERS[0]), format!("net{}x", MACHINE_FOLDERS[0]));
        let facts = files([("a.md", &path), ("b.md", &part), ("Cargo.lock", &path)]);
        assert_eq!(places(machine_paths(&facts)), ["a.md:1"]);
    }

    #[test]
    fn a_link_to_nowhere_is_found() {
        let text = "[a](b.md) [c](../README.md#x) [d](https://e.org/f) [g](gone.md) [h](../docs)\n";
        let facts = files([("docs/a.md", text), ("docs/b.md", ""), ("README.md", "")]);
        assert_eq!(links(&facts), [Finding::new("docs/a.md:1", "there is no gone.md")]);
    }
}
