//! `waypost simulator`.

use anyhow::Result;
use config::Config;
use simulator::intercept::{Intercept, Interception};
use simulator::{Options, Simulator, World};

use crate::commands::{asked_to_stop, say};

/// What the command line said about the simulator.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) world: Option<String>,
    pub(super) strict: bool,
    /// `--listen` names the simulator's address here: it is the only one.
    pub(super) is_listen_given: bool,
    pub(super) intercept: Option<Intercept>,
}

pub(super) async fn run(config: Config, given: Given) -> Result<()> {
    let mut world = World::load(&given.world.unwrap_or(config.simulator.world))?;
    world.settings.strict |= given.strict;
    let listen = if given.is_listen_given { config.server.listen } else { config.simulator.listen };
    let handle = Simulator::start(Options { listen, ..Options::new(world) }).await?;
    let proxy = match &given.intercept {
        Some(intercept) => Some(handle.simulator().intercept(intercept).await?),
        None => None,
    };
    say(&format!(
        "The simulated Cloud API listens on {url}\n  phones, clock and faults: {url}/_sim/world\n{proxy}Ctrl-C ends it.",
        url = handle.url(),
        proxy = proxy.as_ref().map(told).unwrap_or_default(),
    ))?;
    asked_to_stop().await;
    drop(proxy);
    handle.shutdown().await;
    Ok(())
}

fn told(proxy: &Interception) -> String {
    format!(
        "The proxy for clients of graph.facebook.com listens on {url}\n  certificate authority: {ca}\n\
         Give a client these, unchanged:\n{environment}\n",
        url = proxy.url(),
        ca = proxy.certificate_path().display(),
        environment = proxy.environment(),
    )
}
