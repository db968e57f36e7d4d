//! The WhatsApp Cloud API, pretended: Graph endpoints, phones to type on, signed webhooks, faults on demand.
//!
//! Everything is in memory and bounded, and can be kept in a file. It shares Meta's types with the rest of the house and nothing else,
//! so that it cannot share a mistake. What it does not do is told in `docs/reference/simulator.md`.
//!
//! | room | what is in it |
//! |---|---|
//! | [`world`] | the world file, and the built-in worlds |
//! | [`intercept`] | a proxy before it all, for clients that know only graph.facebook.com |
//! | `graph` | one door for all Graph paths: token, parameters, route, answer |
//! | `graph/messages` | sending, and marking as read |
//! | `phones` | people's phones: chats, typing, reading, statuses, prices |
//! | `webhooks` | from a change to a signed call: subscription, faults, lanes, tries, log |
//! | `control` | `/_sim/*`: looking, typing, time, settings, faults |
//! | `faults` | what goes wrong, how often, where |
//! | `state`, `sim`, `schedule`, `clock` | the running world, its lock, what is due, and the time |
//! | `media`, `assets`, `limits` | files, what hangs on numbers and accounts, how fast is too fast |
//! | `kept` | the running world in a file, over a restart |
//!
//! A send: `graph::messages` validates → `phones::send` puts a bubble in the chat and a step in the
//! schedule → `phones::statuses` makes the step and tells `webhooks` → `webhooks::attempt` calls the
//! subscriber.

mod assets;
mod chance;
mod clock;
mod control;
mod faults;
mod graph;
pub mod intercept;
mod kept;
mod limits;
mod media;
mod phones;
mod ring;
mod schedule;
mod settings;
mod sim;
mod state;
mod webhooks;
pub mod world;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use clock::Clock;
use kept::Keeper;
use sim::Sim;
use state::State;

pub use kept::KeptError;
pub use settings::Settings;
pub use world::{World, WorldError};

/// How a simulator is started.
#[derive(Debug, Clone)]
pub struct Options {
    /// Port 0 lets the system choose.
    pub listen: SocketAddr,
    pub world: World,
    /// What the simulator's clock shows at first; absent: the real time. A kept world brings its own time.
    pub start_at: Option<jiff::Timestamp>,
    /// The clock moves by hand only (`POST /_sim/clock`).
    pub is_frozen: bool,
    /// The file that the running world is kept in. When there is one at the start, it counts instead of
    /// `world`, `start_at` and the world's settings.
    pub keep_in: Option<PathBuf>,
}

impl Options {
    /// A running clock at the real time, on a port that the system chooses.
    pub fn new(world: World) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            world,
            start_at: None,
            is_frozen: false,
            keep_in: None,
        }
    }
}

/// Why a simulator does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("cannot listen on {listen}")]
    Listen {
        listen: SocketAddr,
        #[source]
        source: std::io::Error,
    },
    #[error("the simulated world kept in {path} cannot be used; start with --fresh to begin anew")]
    Kept {
        path: String,
        #[source]
        source: KeptError,
    },
    #[error("cannot build the HTTP client for webhooks")]
    Client(#[source] reqwest::Error),
}

/// A simulator without a port: its routes can be mounted anywhere. Ends when the last clone is dropped.
#[derive(Debug, Clone)]
pub struct Simulator {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    sim: Arc<Sim>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.sim.stop.cancel();
        self.sim.keep();
    }
}

impl Simulator {
    /// Begins to pretend, inside the current Tokio runtime; `options.listen` is not used.
    pub fn new(options: Options) -> Result<Self, StartError> {
        let http = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(5))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .build()
            .map_err(StartError::Client)?;
        let kept = options.keep_in.as_deref().map(|path| kept::read(path, options.is_frozen));
        let kept = kept.transpose().map_err(|source| {
            let path = options.keep_in.as_deref().map(|path| path.display().to_string());
            StartError::Kept { path: path.unwrap_or_default(), source }
        })?;
        let (state, clock) = kept.flatten().unwrap_or_else(|| {
            let clock = Clock::new(options.start_at, options.is_frozen);
            (State::new(options.world, clock.now()), clock)
        });
        let is_kept = options.keep_in.is_some();
        let sim = Arc::new(Sim::new(state, clock, http, options.keep_in.map(Keeper::new)));
        tokio::spawn(schedule::run(sim.clone()));
        if is_kept {
            tokio::spawn(kept::run(sim.clone()));
        }
        Ok(Self { shared: Arc::new(Shared { sim }) })
    }

    /// Starts a simulator on a port of its own: Graph and control routes together.
    pub async fn start(options: Options) -> Result<Handle, StartError> {
        let listen = options.listen;
        let failed = |source| StartError::Listen { listen, source };
        let listener = TcpListener::bind(listen).await.map_err(failed)?;
        let addr = listener.local_addr().map_err(failed)?;
        let simulator = Self::new(options)?;
        simulator
            .shared
            .sim
            .with(|state, _| state.base_url = Some(format!("http://{}", intercept::reachable(addr))));
        let stop = simulator.shared.sim.stop.clone();
        let app = simulator.router().merge(simulator.control_router());
        let server = tokio::spawn(async move {
            let ended = stop.clone().cancelled_owned();
            let serving = axum::serve(listener, app).with_graceful_shutdown(ended);
            if let Err(error) = serving.await {
                tracing::error!(error = %error, "the simulator's server ended");
            }
        });
        Ok(Handle { addr, simulator, server: Some(server) })
    }

    /// The Graph routes, with and without a version. Takes every path: to be mounted at a root of its own.
    pub fn router(&self) -> Router {
        graph::router(self.shared.sim.clone())
    }

    /// The control routes, all under `/_sim/`.
    pub fn control_router(&self) -> Router {
        control::router(self.shared.sim.clone())
    }

    /// What the simulator's clock shows: microseconds since 1970.
    pub fn now_micros(&self) -> i64 {
        self.shared.sim.clock.now()
    }

    /// Sends the webhooks of all apps and accounts to `url`, without a handshake. What `POST
    /// /{app}/subscriptions` and `POST /{waba}/subscribed_apps` do one by one.
    pub fn connect_webhook(&self, url: &str) {
        self.shared.sim.with(|state, _| {
            let apps: Vec<String> = state.apps.keys().cloned().collect();
            for app in state.apps.values_mut() {
                state.outbox.redirect(&app.app.app_id, url);
                app.callback_url = Some(url.to_owned());
                app.fields = webhooks::FIELDS.map(str::to_owned).to_vec();
            }
            for waba in state.wabas.values_mut() {
                waba.subscribed = apps.iter().map(|app| (app.clone(), None)).collect();
            }
        });
    }
}

/// A simulator on a port. Dropping it ends it.
#[derive(Debug)]
pub struct Handle {
    addr: SocketAddr,
    simulator: Simulator,
    server: Option<JoinHandle<()>>,
}

impl Handle {
    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The base URL, for Graph and for `/_sim/`.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The simulator behind the port.
    pub fn simulator(&self) -> &Simulator {
        &self.simulator
    }

    /// Ends it, and waits until the port is free.
    pub async fn shutdown(mut self) {
        self.simulator.shared.sim.stop.cancel();
        if let Some(mut server) = self.server.take()
            && tokio::time::timeout(Duration::from_secs(1), &mut server).await.is_err()
        {
            server.abort();
        }
        self.simulator.shared.sim.keep();
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.simulator.shared.sim.stop.cancel();
        if let Some(server) = &self.server {
            server.abort();
        }
    }
}
