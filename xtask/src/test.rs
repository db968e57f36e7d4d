//! `cargo xtask test`: everything that must hold, with all of its own set-up.

use anyhow::{Result, bail};
use clap::Args;
use throwaway_postgres::{Durability, SHARED_URL, Server};

use crate::{
    clients, console, generated,
    process::{Run, version_of},
    repository::Repository,
    steps::{Step, run_all},
    system, tidy,
};

const E2E: &str = "e2e";

/// Which steps to run; all of them by default.
#[derive(Debug, Default, Args)]
pub(crate) struct Selection {
    /// Run only this step (repeatable).
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
    /// Leave this step out (repeatable).
    #[arg(long, value_name = "STEP")]
    skip: Vec<String>,
}

pub(crate) fn run(repository: &Repository, selection: &Selection) -> Result<()> {
    let steps = selection.of(all(repository))?;
    std::env::set_current_dir(&repository.root)?;
    run_all(steps, "cargo xtask test --only")
}

impl Selection {
    fn of<'a>(&self, mut steps: Vec<Step<'a>>) -> Result<Vec<Step<'a>>> {
        let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
        if let Some(unknown) = self.only.iter().chain(&self.skip).find(|name| !names.contains(&name.as_str()))
        {
            bail!("there is no step `{unknown}`; there are: {}", names.join(", "));
        }
        let is_in = |list: &[String], name: &str| list.iter().any(|listed| listed == name);
        steps.retain(|step| {
            (self.only.is_empty() || is_in(&self.only, step.name)) && !is_in(&self.skip, step.name)
        });
        Ok(steps)
    }
}

/// The quick ones first; the browser, which needs all the others, last.
fn all(repository: &Repository) -> Vec<Step<'_>> {
    let step = |name, run: fn(&Repository) -> Result<()>| Step::new(name, move || run(repository));
    vec![
        step("packages", |_| system::provide()),
        step("fmt", |_| Run::cargo().args(["fmt", "--all", "--check"]).go()),
        step("tidy", tidy::run),
        step("clippy", |_| {
            Run::cargo()
                .args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])
                .go()
        }),
        step("web-install", console::install),
        step("web-types", |r| console::npm_run(r, console::WEB, "typecheck")),
        step("web-lint", |r| console::npm_run(r, console::WEB, "lint")),
        step("web-test", |r| console::npm_run(r, console::WEB, "test")),
        step("web-build", console::build_if_stale),
        step("web-size", |r| console::npm_run(r, console::WEB, "size")),
        step("rust", rust_tests),
        step("generated", generated::check),
        step("clients", clients::run),
        step("e2e", browser_tests),
    ]
}

/// All Rust tests on one PostgreSQL of their own: nextest when it is there, and the examples in the docs.
fn rust_tests(_: &Repository) -> Result<()> {
    let postgres = Server::start(Durability::Off)?;
    let cargo = || Run::cargo().env(SHARED_URL, postgres.url());
    if version_of("cargo-nextest", "--version").is_none() {
        return cargo().args(["test", "--workspace", "--quiet"]).go();
    }
    cargo()
        .args([
            "nextest",
            "run",
            "--workspace",
            "--no-fail-fast",
            "--status-level",
            "slow",
            "--no-tests",
            "pass",
        ])
        .go()?;
    cargo().args(["test", "--workspace", "--doc", "--quiet"]).go()
}

/// The real server and simulator, driven through the console in a real browser.
fn browser_tests(repository: &Repository) -> Result<()> {
    let Some(chromium) = system::chromium() else {
        bail!("no Chromium: run `cargo xtask test --only packages`")
    };
    console::install_packages(repository, E2E)?;
    console::install(repository)?;
    console::build_if_stale(repository)?;
    Run::cargo().args(["build", "--package", "waypost-server", "--bin", "waypost"]).go()?;
    Run::new("npm")
        .args(["test"])
        .within(&repository.path(E2E))
        .env("WAYPOST_BINARY", repository.server_binary("debug"))
        .env("WAYPOST_CHROMIUM", chromium)
        .go()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(only: &[&str], skip: &[&str]) -> Result<Vec<&'static str>> {
        let owned = |list: &[&str]| list.iter().map(|&name| name.to_owned()).collect();
        let steps = ["fmt", "rust", "e2e"].map(|name| Step::new(name, || Ok(())));
        let selected = Selection { only: owned(only), skip: owned(skip) }.of(steps.into())?;
        Ok(selected.iter().map(|step| step.name).collect())
    }

    #[test]
    fn steps_are_chosen_by_name_in_their_own_order() {
        assert_eq!(names(&[], &[]).unwrap(), ["fmt", "rust", "e2e"]);
        assert_eq!(names(&["e2e", "fmt"], &[]).unwrap(), ["fmt", "e2e"]);
        assert_eq!(names(&[], &["rust"]).unwrap(), ["fmt", "e2e"]);
    }

    #[test]
    fn a_step_that_does_not_exist_is_an_error_and_not_an_empty_run() {
        let error = names(&["rsut"], &[]).unwrap_err().to_string();
        assert!(error.contains("no step `rsut`") && error.contains("fmt, rust, e2e"), "{error}");
        assert!(names(&[], &["e3e"]).is_err());
    }
}
