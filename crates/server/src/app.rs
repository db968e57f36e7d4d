//! The parts put together: store, runners, router.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use api::{ApiState, ProviderDefaults, Settings};
use axum::Router;
use axum::response::IntoResponse;
use axum::routing::get;
use cloud_gateway::Gateway;
use config::Config;
use console_assets::Console;
use domain::Clock;
use live::Hub;
use media_store::{MediaStore, Place, S3};
use storage::Store;
use telemetry::Figures;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Meta's own API: what a number is connected with unless it says otherwise.
const META: &str = "https://graph.facebook.com";
const META_VERSION: &str = "v25.0";

/// What the parts are put together from.
#[derive(Debug)]
pub struct AppOptions {
    pub config: Config,
    pub clock: Clock,
    /// Offered at `/metrics`, if the configuration wants it there.
    pub figures: Option<Figures>,
    /// Routes beside the product's own: the simulator's, in the demo.
    pub beside: Router,
    /// The API that numbers are connected to by default, if it is not Meta's.
    pub provider: Option<String>,
}

/// A running Waypost, without a port: [`App::serve`] gives it some.
#[derive(Debug)]
pub struct App {
    pub store: Store,
    pub clock: Clock,
    router: Router,
    limits: axum_utils::serve::Limits,
    stop: CancellationToken,
    runners: TaskTracker,
}

impl App {
    /// Opens the database and starts the runners.
    ///
    /// # Errors
    /// When the database cannot be opened.
    pub async fn start(options: AppOptions) -> Result<Self> {
        let store = Store::open(store_options(&options.config)).await?;
        let may_call = may_call(&options);
        let gateway = Gateway::new(http_client(&options.config, may_call)?, may_call);
        let media = open_media(&options.config)?;
        let stop = CancellationToken::new();
        let runners = TaskTracker::new();
        let context = jobs::Context {
            store: store.clone(),
            clock: options.clock.clone(),
            gateway: gateway.clone(),
            files: jobs::Files::new(media.clone()),
            stop: stop.clone(),
        };
        let kept = jobs::housekeeping::Kept {
            events: options.config.live.retention,
            files: options.config.media.retention,
        };
        jobs::start(&context, kept, &runners);
        let hub = Hub::new(store.clone(), stop.clone());
        runners.spawn(hub.clone().run());
        let limits = limits(&options.config);
        let router = router(&store, hub, gateway, media, &options)?;
        Ok(Self { store, clock: options.clock, router, limits, stop, runners })
    }

    /// All routes.
    pub fn router(&self) -> &Router {
        &self.router
    }

    /// Serves on `listener` until [`App::shutdown`].
    pub async fn serve(&self, listener: TcpListener) {
        let cut =
            axum_utils::serve::serve(listener, self.router.clone(), self.limits.clone(), self.stop.clone())
                .await;
        if cut > 0 {
            tracing::warn!(connections = cut, "connections were cut because they did not end in time");
        }
    }

    /// Tells everything to stop; [`App::serve`] returns soon after.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// Stops, and waits for what is under way.
    pub async fn shutdown(self) {
        self.stop.cancel();
        self.runners.close();
        if tokio::time::timeout(Duration::from_secs(40), self.runners.wait()).await.is_err() {
            tracing::warn!("work under way did not end in time; it is settled at the next start");
        }
    }
}

fn store_options(config: &Config) -> storage::Options {
    let database_url = config.server.database_url.as_ref().map(|url| url.expose().to_owned());
    let connections = if database_url.is_some() { 8 } else { 4 };
    storage::Options { data_dir: config.server.data_dir.clone(), database_url, connections }
}

/// Opens the database without starting anything: for commands that only look or change something.
///
/// # Errors
/// When it cannot be opened.
pub async fn open_store(config: &Config) -> Result<Store> {
    Ok(Store::open(store_options(config)).await?)
}

/// Files, inside the data folder.
pub(crate) const MEDIA_FOLDER: &str = "media";

/// Where files are kept: in the data folder, or in a bucket.
fn open_media(config: &Config) -> Result<MediaStore> {
    let settings = &config.media;
    let place = match &settings.s3_bucket {
        None => Place::Folder,
        Some(bucket) => Place::S3(S3 {
            bucket: bucket.clone(),
            region: settings.s3_region.clone(),
            endpoint: settings.s3_endpoint.as_ref().map(ToString::to_string),
            access_key_id: settings.s3_access_key_id.clone().context(NO_KEYS)?,
            secret_access_key: settings.s3_secret_access_key.clone().context(NO_KEYS)?,
        }),
    };
    let folder = config.server.data_dir.join(MEDIA_FOLDER);
    MediaStore::open(&folder, &place).with_context(|| format!("cannot use {} for files", folder.display()))
}

const NO_KEYS: &str = "media.s3.bucket needs media.s3.access_key_id and media.s3.secret_access_key too";

/// Whether private addresses may be called. Whoever puts a provider of their own beside the server means it.
fn may_call_private(options: &AppOptions) -> bool {
    options.config.send.private_addresses || options.provider.is_some()
}

fn may_call(options: &AppOptions) -> fn(IpAddr) -> bool {
    if may_call_private(options) { |_| true } else { domain::network::is_public }
}

fn http_client(config: &Config, may_call: fn(IpAddr) -> bool) -> Result<reqwest::Client> {
    let options = cloud_api::http::Options {
        connect_timeout: config.send.connect_timeout,
        total_timeout: config.send.timeout,
        may_call,
        ..Default::default()
    };
    cloud_api::http::client(&options).context("cannot make an HTTP client")
}

fn limits(config: &Config) -> axum_utils::serve::Limits {
    let limits = &config.limits;
    axum_utils::serve::Limits {
        header: limits.header_timeout,
        body_total: limits.body_timeout,
        idle: limits.idle_timeout,
        drain: limits.drain_timeout,
        connections: usize::try_from(limits.connections).unwrap_or(usize::MAX),
        connections_per_address: usize::try_from(limits.connections_per_address).unwrap_or(usize::MAX),
        ..Default::default()
    }
}

fn router(
    store: &Store,
    hub: Hub,
    gateway: Gateway,
    media: MediaStore,
    options: &AppOptions,
) -> Result<Router> {
    let config = &options.config;
    let public_url = public_url(config);
    let is_https = public_url.starts_with("https://");
    let settings = Settings {
        public_url,
        body_limit: config.limits.api_body.as_usize(),
        session_lifetime: config.sessions.lifetime,
        polling_interval: config.live.polling_interval,
        provider: ProviderDefaults {
            base_url: options.provider.clone().unwrap_or_else(|| META.to_owned()),
            api_version: META_VERSION.to_owned(),
            may_call: may_call(options),
        },
        private_flow_endpoints: may_call_private(options),
    };
    let clock = options.clock.clone();
    let state = ApiState::new(store.clone(), clock.clone(), Arc::new(gateway), hub, media, settings);
    let body_limit = config.limits.webhook_body.as_usize();
    let forwarder = flow_endpoint::Forwarder::new(may_call_private(options))?;
    let console = Console::new();
    let mut app = Router::new()
        .merge(api::router(state))
        .merge(ingest::router(store.clone(), clock.clone(), body_limit))
        .merge(flow_endpoint::router(store.clone(), clock.clone(), forwarder, body_limit))
        .merge(options.beside.clone());
    if let Some(figures) =
        options.figures.clone().filter(|_| config.metrics.enabled && config.metrics.listen.is_none())
    {
        app = app.merge(metrics_router(figures));
    }
    let app = app.fallback(move |request| console.clone().answer(request));
    Ok(axum_utils::stack::around(app, clock, is_https))
}

/// `/metrics`.
pub fn metrics_router(figures: Figures) -> Router {
    let content_type = [("content-type", telemetry::figures::CONTENT_TYPE)];
    Router::new()
        .route("/metrics", get(move || async move { (content_type, figures.render()).into_response() }))
}

/// Where browsers and Meta reach the server, without a slash at the end.
pub fn public_url(config: &Config) -> String {
    match &config.server.public_url {
        Some(url) => url.as_str().trim_end_matches('/').to_owned(),
        None => format!("http://{}", config.server.listen),
    }
}
