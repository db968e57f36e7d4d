//! `cargo xtask demo`: the console built if Node is there, then `waypost demo`.

use anyhow::Result;

use crate::{console, process::Run, repository::Repository, system};

pub(crate) fn run(repository: &Repository, arguments: &[String]) -> Result<()> {
    if let Err(error) = system::require_node() {
        eprintln!(
            "{error}\nWaypost starts without its console; API and simulator work. Install Node and run this again.\n"
        );
    } else {
        console::install(repository)?;
        console::build_if_stale(repository)?;
    }
    Run::cargo()
        .args(["run", "--quiet", "--package", "waypost-server", "--bin", "waypost", "--", "demo"])
        .args(arguments)
        .interactive()
        .go()
}
