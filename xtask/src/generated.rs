//! Files that a program writes and the repository keeps: written by `gen`, compared by `test`.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::{console, process::Run, repository::Repository};

/// What the server prints about itself, and where that is kept.
const FROM_THE_SERVER: [(&[&str], &str); 3] = [
    (&["reference", "openapi"], "web/openapi.json"),
    (&["reference", "cli"], "docs/reference/cli.md"),
    (&["reference", "config"], "docs/reference/configuration.md"),
];

/// The TypeScript types that the console's generator writes.
const TYPES: &str = "web/packages/core/src/types.gen.ts";

/// Writes all of them.
pub(crate) fn write(repository: &Repository) -> Result<()> {
    for (arguments, file) in FROM_THE_SERVER {
        let printed = ask_the_server(arguments)?;
        let path = repository.path(file);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, printed).with_context(|| file.to_owned())?;
        println!("wrote {file}");
    }
    console::install(repository)?;
    console::npm_run(repository, console::WEB, "gen:api")
}

/// Fails when one of them is not what would be written now.
pub(crate) fn check(repository: &Repository) -> Result<()> {
    let mut stale = Vec::new();
    for (arguments, file) in FROM_THE_SERVER {
        if fs::read(repository.path(file)).unwrap_or_default() != ask_the_server(arguments)? {
            stale.push(file);
        }
    }
    let kept = fs::read(repository.path(TYPES)).unwrap_or_default();
    console::npm_run(repository, console::WEB, "gen:api")?;
    if fs::read(repository.path(TYPES)).with_context(|| TYPES.to_owned())? != kept {
        stale.push(TYPES);
    }
    if !stale.is_empty() {
        bail!("not up to date: {}. Run `cargo xtask gen` and commit what it writes", stale.join(", "));
    }
    Ok(())
}

fn ask_the_server(arguments: &[&str]) -> Result<Vec<u8>> {
    Run::cargo()
        .args(["run", "--quiet", "--package", "waypost-server", "--bin", "waypost", "--"])
        .args(arguments)
        .output()
}
