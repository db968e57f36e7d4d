//! What each command does.

mod demo;
mod journal;
mod reference;
mod serve;
mod simulator;
mod user;

use std::io::Write as _;

use ::simulator::intercept::Intercept;
use anyhow::{Context as _, Result};
use config::{Config, Sources};

use crate::cli::{Cli, Command, ReferencePage};

/// Does what the command line says.
///
/// # Errors
/// What went wrong, said so that the reader knows what to do.
pub fn run(cli: Cli) -> Result<()> {
    let sources = cli.config.sources()?;
    let config = || Config::read(&sources).map_err(anyhow::Error::from);
    match cli.command {
        Command::Serve => on_runtime(&config()?, serve::run),
        Command::Demo { fresh } => {
            let given = demo::Given {
                fresh,
                data_dir: is_given(&sources, "data_dir"),
                simulator: is_given(&sources, "simulator.listen"),
            };
            on_runtime(&config()?, |config| demo::run(config, given))
        }
        Command::Simulator { world, strict, intercept, intercept_ca } => {
            let intercept = intercept.map(|listen| Intercept { listen, authority: intercept_ca });
            let is_listen_given = is_given(&sources, "listen");
            let given = simulator::Given { world, strict, is_listen_given, intercept };
            on_runtime(&config()?, |config| simulator::run(config, given))
        }
        Command::Migrate => on_runtime(&config()?, serve::migrate),
        Command::Config => say(&config::reference::effective_text(&sources)),
        Command::Journal { command } => on_runtime(&config()?, |config| journal::run(config, command)),
        Command::User { command } => on_runtime(&config()?, |config| user::run(config, command)),
        Command::Openapi => say(&reference::page(ReferencePage::Openapi)?),
        Command::Reference { page } => say(&reference::page(page)?),
    }
}

fn is_given(sources: &Sources, key: &str) -> bool {
    config::reference::effective(sources).iter().any(|s| s.key == key && s.origin != config::Origin::Default)
}

fn on_runtime<F: Future<Output = Result<()>>>(config: &Config, run: impl FnOnce(Config) -> F) -> Result<()> {
    let format = match config.log.format {
        config::value::LogFormat::Text => telemetry::Format::Text,
        config::value::LogFormat::Json => telemetry::Format::Json,
    };
    telemetry::logs::init(&config.log.level, format)?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start threads")?;
    runtime.block_on(run(config.clone()))
}

/// Prints for people and pipes. Who stops reading is not an error.
fn say(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(e).context("cannot print"),
        _ => Ok(()),
    }
}

/// Until the program is asked to stop, by Ctrl-C or by its supervisor.
async fn asked_to_stop() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}

/// Takes a port, or says who to ask about it.
async fn listen(address: std::net::SocketAddr, setting: &str) -> Result<tokio::net::TcpListener> {
    axum_utils::serve::bind(address).map_err(|e| match e.kind() {
        std::io::ErrorKind::AddrInUse => anyhow::anyhow!(
            "{address} is taken by another program: stop that one, or choose another port with {setting}"
        ),
        _ => anyhow::Error::from(e).context(format!("cannot listen on {address} ({setting})")),
    })
}
