//! `waypost demo`.

use std::net::SocketAddr;

use anyhow::{Context as _, Result};
use config::Config;
use domain::{Clock, Timestamp};
use simulator::{Handle, Options, Simulator, World};
use telemetry::Figures;
use tokio::net::TcpListener;

use crate::app::{App, AppOptions, public_url};
use crate::commands::{asked_to_stop, listen, say};
use crate::demo::{Demo, DemoFolder, Door, connect_number, create_owner, follow_simulator, story};

pub(super) async fn run(mut config: Config, given: Given) -> Result<()> {
    if !given.data_dir {
        config.server.data_dir.push("demo"); // apart from the data of `waypost serve`
    }
    config.server.database_url = None; // the demo brings its own database
    let listener = listen(config.server.listen, "--listen").await?;
    let folder = DemoFolder::open(&config.server.data_dir, given.fresh)?;
    let world = World::load(&config.simulator.world)?;
    let simulator = start_simulator(&config, &world, &folder, given.simulator).await?;
    let shown = simulator.simulator().clone();
    let options = AppOptions {
        config: config.clone(),
        clock: Clock::following(move || Timestamp::from_micros(shown.now_micros())),
        figures: Some(Figures::install()?),
        beside: simulator.simulator().control_router(),
        provider: Some(simulator.url()),
    };
    let app = App::start(options).await?;
    if folder.is_new {
        play(&app, &folder, &world, &simulator).await?;
    } else {
        follow_simulator(&app, &world, &simulator.url()).await?;
    }
    simulator.simulator().connect_webhook(&webhook_url(listener.local_addr()?));
    announce(&config, &folder.demo, &simulator)?;
    tokio::select! {
        () = app.serve(listener) => {}
        () = async { asked_to_stop().await; app.stop(); std::future::pending().await } => {}
    }
    app.shutdown().await;
    simulator.shutdown().await;
    Ok(())
}

/// What the command line said about the demo.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given {
    pub(super) fresh: bool,
    pub(super) data_dir: bool,
    pub(super) simulator: bool,
}

/// On the configured port; on any other if that one is taken and nobody asked for it by name.
async fn start_simulator(
    config: &Config,
    world: &World,
    folder: &DemoFolder,
    is_wanted: bool,
) -> Result<Handle> {
    let anywhere = SocketAddr::new(config.simulator.listen.ip(), 0);
    let options = Options {
        listen: config.simulator.listen,
        start_at: folder.is_new.then(story_begins).flatten(),
        keep_in: Some(folder.simulator_file()),
        ..Options::new(world.clone())
    };
    match Simulator::start(options.clone()).await {
        Err(simulator::StartError::Listen { .. }) if !is_wanted => {
            Ok(Simulator::start(Options { listen: anywhere, ..options }).await?)
        }
        Err(e @ simulator::StartError::Listen { .. }) => {
            Err(e).context("choose another port with --set simulator.listen=127.0.0.1:PORT")
        }
        other => Ok(other?),
    }
}

fn story_begins() -> Option<jiff::Timestamp> {
    jiff::Timestamp::from_microsecond((Clock::system().now() - story::length()).as_micros()).ok()
}

/// Tells the story through the public doors, before anybody else is let in.
async fn play(app: &App, folder: &DemoFolder, world: &World, simulator: &Handle) -> Result<()> {
    let private = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = private.local_addr()?;
    let story = async {
        simulator.simulator().connect_webhook(&webhook_url(address));
        let business = world.businesses.first().map_or("Waypost demo", |b| b.name.as_str());
        create_owner(app, &folder.demo, business).await?;
        let url = format!("http://{address}");
        let mut door = Door::sign_in(&url, &folder.demo.email, folder.demo.password.expose()).await?;
        let number = connect_number(&door, world, &simulator.url()).await?;
        story::tell(&mut door, &number).await?;
        folder.mark_told()
    };
    tokio::select! {
        () = app.serve(private) => anyhow::bail!("the server ended before the story did"),
        told = story => told.context("the demo's story could not be told"),
    }
}

fn webhook_url(address: SocketAddr) -> String {
    let host = if address.ip().is_unspecified() {
        SocketAddr::from(([127, 0, 0, 1], address.port()))
    } else {
        address
    };
    format!("http://{host}{}", ingest::PATH)
}

fn announce(config: &Config, demo: &Demo, simulator: &Handle) -> Result<()> {
    say(&format!(
        "
  Waypost is ready.

    Open       {url}
    Sign in    {email}
    Password   {password}

    The customers' phones are on the Simulator page.
    The simulated Cloud API is at {simulator}
    Data is kept in {folder} (--fresh starts over). Ctrl-C ends it.
",
        url = public_url(config),
        email = demo.email,
        password = demo.password.expose(),
        simulator = simulator.url(),
        folder = config.server.data_dir.display(),
    ))
}
