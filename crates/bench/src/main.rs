//! Measures the server against bare reference loops in the same run: one line a figure, the ratio first.
//!
//! `cargo xtask bench` builds and calls it. What is measured is the real program, through its public doors.
//!
//! | room | what is in it |
//! |---|---|
//! | [`ingest`], [`kinds`], [`screen`], [`life`], [`compile`] | the measurements |
//! | [`reference`](mod@reference), [`apply`] | the bare loops |
//! | [`load`], [`payload`] | signed webhooks, and connections that post them |
//! | [`product`], [`process`] | the program that is measured, and what the kernel says of it |
//! | [`figure`], [`report`] | a line for a figure, and docs/benchmarks.md |
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "figures on the terminal are what this program is for"
)]

mod apply;
mod compile;
mod figure;
mod ingest;
mod kinds;
mod life;
mod load;
mod payload;
mod process;
mod product;
mod reference;
mod report;
mod screen;

use std::{path::PathBuf, process::ExitCode, time::Duration};

use anyhow::{Result, bail};
use clap::{Args, Parser, Subcommand};

use figure::Figure;
use product::Product;
use reference::Loop;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// All measurements, in the order of the page.
const NAMES: [&str; 7] = ["ingest", "kinds", "screen", "start", "memory", "size", "build"];

#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    measure: Option<Measure>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Be one of the bare loops (started by the measurement itself).
    Reference {
        which: Loop,
        #[arg(long)]
        secret: String,
        #[arg(long)]
        folder: PathBuf,
    },
}

#[derive(Debug, Args)]
struct Measure {
    /// ingest, kinds, screen, start, memory, size or build; all but build without a name.
    name: Option<String>,
    /// The program to measure.
    #[arg(long)]
    server: PathBuf,
    /// The root of the repository.
    #[arg(long)]
    root: PathBuf,
    /// Rounds of ingest, after one to warm up.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Seconds of load in a round.
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// Write the figures to docs/benchmarks.md.
    #[arg(long)]
    write: bool,
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
    match (arguments.command, arguments.measure) {
        (Some(Command::Reference { which, secret, folder }), _) => {
            let runtime =
                tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
            runtime.block_on(reference::serve(which, secret, &folder))
        }
        (None, Some(measure)) => {
            // One thread: the load must leave the machine to what is measured.
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(measure.run())
        }
        (None, None) => bail!("nothing to measure: see --help"),
    }
}

impl Measure {
    async fn run(&self) -> Result<()> {
        if let Some(unknown) = self.name.as_deref().filter(|name| !NAMES.contains(name)) {
            bail!("there is no measurement `{unknown}`; there are: {}", NAMES.join(", "));
        }
        // A cold build takes minutes: only when it is asked for.
        let wanted = |name: &&str| self.name.as_deref().map_or(**name != *"build", |only| only == *name);
        for name in NAMES.iter().filter(|name| wanted(name)) {
            let (about, figures) = self.one(name).await?;
            for figure in &figures {
                println!("{name}: {figure}");
            }
            if self.write {
                report::write(&self.root, name, about, &figures)?;
            }
        }
        Ok(())
    }

    async fn one(&self, name: &str) -> Result<(&'static str, Vec<Figure>)> {
        let product = || Product::start(&self.server, &self.root);
        Ok(match name {
            "ingest" => {
                let plan = ingest::Plan { rounds: self.rounds, time: Duration::from_secs(self.seconds) };
                (ingest::ABOUT, ingest::measure(&product().await?, plan).await?)
            }
            "kinds" => {
                let plan = ingest::Plan { rounds: self.rounds, time: Duration::from_secs(1) };
                (kinds::ABOUT, kinds::measure(&product().await?, plan).await?)
            }
            "screen" => (screen::ABOUT, screen::measure(&product().await?).await?),
            "start" => {
                let data = product().await?.stop();
                (life::ABOUT_START, life::start(&self.server, data.path()).await?)
            }
            "memory" => {
                let data = product().await?.stop();
                (life::ABOUT_MEMORY, life::memory(&self.server, data.path()).await?)
            }
            "size" => (life::ABOUT_SIZE, life::size(&self.server)?),
            _ => (compile::ABOUT, compile::measure(&self.root)?),
        })
    }
}
