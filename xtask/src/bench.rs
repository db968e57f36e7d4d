//! `cargo xtask bench`: builds the server as it is shipped and the measuring program, and runs the latter.

use anyhow::Result;
use clap::Args;

use crate::{console, process::Run, repository::Repository, system};

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct Selection {
    /// ingest, kinds, screen, start, memory, size or build; all of them without a name.
    name: Option<String>,
    /// Write the figures to docs/benchmarks.md.
    #[arg(long)]
    write: bool,
}

pub(crate) fn run(repository: &Repository, selection: &Selection) -> Result<()> {
    if system::require_node().is_ok() {
        console::install(repository)?;
        console::build_if_stale(repository)?;
    }
    Run::cargo()
        .args(["build", "--profile", "dist", "--package", "waypost-server", "--package", "waypost-bench"])
        .go()?;
    let directory = repository.metadata.target_directory.join("dist");
    let mut bench = Run::new(directory.join("waypost-bench"))
        .args(["--server".as_ref(), repository.server_binary("dist").as_os_str()])
        .args(["--root".as_ref(), repository.root.as_os_str()]);
    if selection.write {
        bench = bench.args(["--write"]);
    }
    bench.args(selection.name.as_slice()).go()
}
