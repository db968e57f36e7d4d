//! `waypost simulator`.

use anyhow::Result;
use config::Config;
use simulator::{Options, Simulator, World};

use crate::commands::{asked_to_stop, say};

/// `--listen` names the simulator's address here: it is the only one.
pub(super) async fn run(config: Config, world: Option<String>, is_listen_given: bool) -> Result<()> {
    let world = World::load(&world.unwrap_or(config.simulator.world))?;
    let listen = if is_listen_given { config.server.listen } else { config.simulator.listen };
    let handle = Simulator::start(Options { listen, ..Options::new(world) }).await?;
    say(&format!(
        "The simulated Cloud API listens on {url}\n  phones, clock and faults: {url}/_sim/world\nCtrl-C ends it.",
        url = handle.url()
    ))?;
    asked_to_stop().await;
    handle.shutdown().await;
    Ok(())
}
