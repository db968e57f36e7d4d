//! `cargo xtask tidy`: the invariants of the architecture, read from the crates' manifests and the sources.
//!
//! Every invariant is a named [`Check`] over plain [`Facts`], so that its tests can show it fail on a small
//! made-up workspace. `docs/development/invariants.md` says why each one is there.
//!
//! | room | what is in it |
//! |---|---|
//! | [`facts`] | the workspace as the checks see it |
//! | [`graph`] | who may depend on whom |
//! | [`layers`] | what may be written on which floor |
//! | [`style`] | how a file looks |
//! | [`rust_text`] | Rust source with comments, literals and tests told apart |

mod facts;
mod graph;
mod layers;
mod rust_text;
mod style;

use anyhow::{Result, bail};
use facts::Facts;

use crate::repository::Repository;

/// One place where an invariant does not hold.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    place: String,
    says: String,
}

impl Finding {
    fn new(place: impl Into<String>, says: impl Into<String>) -> Self {
        Self { place: place.into(), says: says.into() }
    }
}

/// A named invariant.
struct Check {
    name: &'static str,
    rule: &'static str,
    run: fn(&Facts) -> Vec<Finding>,
}

/// Runs every check, prints each with what it found, and fails when anything was found.
pub(crate) fn run(repository: &Repository) -> Result<()> {
    let facts = Facts::read(repository)?;
    let mut broken = Vec::new();
    let checks = || graph::CHECKS.iter().chain(layers::CHECKS).chain(style::CHECKS);
    for check in checks() {
        let findings = (check.run)(&facts);
        if findings.is_empty() {
            continue;
        }
        broken.push(check.name);
        println!("{}: {}", check.name, check.rule);
        for finding in findings {
            println!("  {}: {}", finding.place, finding.says);
        }
    }
    for advice in style::advice(&facts) {
        println!("advice: {}: {}", advice.place, advice.says);
    }
    if !broken.is_empty() {
        bail!("these invariants do not hold: {}", broken.join(", "));
    }
    println!(
        "{} invariants hold in {} crates and {} files",
        checks().count(),
        facts.crates.len(),
        facts.files.len()
    );
    Ok(())
}
