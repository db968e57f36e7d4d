//! The project's own commands: `cargo xtask demo`, `cargo xtask test` and the pieces they are made of.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line program talks to its terminal"
)]

mod bench;
mod clients;
mod console;
mod demo;
mod generated;
mod process;
mod repository;
mod steps;
mod system;
mod test;
mod tidy;

use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};
use repository::Repository;

/// Waypost's own commands. Each does all of its own set-up.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start Waypost with the simulator and a sample business, and say where to sign in.
    Demo {
        /// Passed on to `waypost demo`, for example `-- --fresh`.
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Check everything: formatting, lints, invariants, all tests, generated files, the browser.
    Test(test::Selection),
    /// Check the invariants of the architecture.
    Tidy,
    /// Write the generated files: OpenAPI, TypeScript types, references.
    Gen,
    /// Measure: one line a figure, the ratio first.
    Bench(bench::Selection),
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<()> {
    let repository = Repository::find()?;
    match arguments.command {
        None => Ok(Arguments::command().print_long_help()?),
        Some(Command::Demo { arguments }) => demo::run(&repository, &arguments),
        Some(Command::Test(selection)) => test::run(&repository, &selection),
        Some(Command::Tidy) => tidy::run(&repository),
        Some(Command::Gen) => generated::write(&repository),
        Some(Command::Bench(selection)) => bench::run(&repository, &selection),
    }
}
