//! What the handlers work with.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use actions::provider::Provider;
use axum_utils::same_origin::OwnOrigins;
use domain::Clock;
use live::Hub;
use media_store::MediaStore;
use storage::Store;

use crate::sign_in_guard::SignInGuard;

/// What the API needs to know of the configuration.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where browsers and Meta reach the server, without a slash at the end.
    pub public_url: String,
    /// The largest request body, in bytes.
    pub body_limit: usize,
    /// How long a sign-in lasts.
    pub session_lifetime: Duration,
    /// How often clients without a WebSocket should ask for news.
    pub polling_interval: Duration,
    pub provider: ProviderDefaults,
    /// Whether questions of Flows may be forwarded to private addresses, and without TLS.
    pub private_flow_endpoints: bool,
}

impl Settings {
    /// Whether browsers come by https, so that cookies may be marked secure.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// What to enter at Meta as the callback URL.
    pub fn webhook_url(&self) -> String {
        format!("{}/webhooks/whatsapp", self.public_url.trim_end_matches('/'))
    }
}

/// What a number is connected with when the request does not say.
#[derive(Debug, Clone)]
pub struct ProviderDefaults {
    /// Root of the provider's API, without a version.
    pub base_url: String,
    /// For example `v25.0`.
    pub api_version: String,
    /// Which addresses numbers may be connected to.
    pub may_call: fn(IpAddr) -> bool,
}

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct ApiState(Arc<Inner>);

struct Inner {
    store: Store,
    clock: Clock,
    provider: Arc<dyn Provider>,
    hub: Hub,
    media: MediaStore,
    settings: Settings,
    own_origins: OwnOrigins,
    sign_in: SignInGuard,
}

impl ApiState {
    /// `hub` is one that somebody runs.
    pub fn new(
        store: Store,
        clock: Clock,
        provider: Arc<dyn Provider>,
        hub: Hub,
        media: MediaStore,
        settings: Settings,
    ) -> Self {
        let own_origins = OwnOrigins::new(Some(&settings.public_url));
        let sign_in = SignInGuard::new();
        Self(Arc::new(Inner { store, clock, provider, hub, media, settings, own_origins, sign_in }))
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Who answers questions while the caller waits.
    pub(crate) fn provider(&self) -> &dyn Provider {
        &*self.0.provider
    }

    pub(crate) fn hub(&self) -> &Hub {
        &self.0.hub
    }

    /// Where files are kept.
    pub(crate) fn media(&self) -> &MediaStore {
        &self.0.media
    }

    /// Where our own pages come from.
    pub(crate) fn own_origins(&self) -> &OwnOrigins {
        &self.0.own_origins
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn sign_in(&self) -> &SignInGuard {
        &self.0.sign_in
    }
}

impl std::fmt::Debug for ApiState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ApiState").field("settings", &self.0.settings).finish_non_exhaustive()
    }
}
