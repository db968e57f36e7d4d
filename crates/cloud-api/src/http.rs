//! The one door for HTTP clients: time-outs always, redirects never.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// What names a proxy to the system's programs.
const PROXIES: [&str; 6] =
    ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// Looks names up as the system does, and leaves out what may not be called.
struct Lookup(fn(IpAddr) -> bool);

impl Resolve for Lookup {
    fn resolve(&self, name: Name) -> Resolving {
        let may_call = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|address| may_call(address.ip())).collect();
            if allowed.is_empty() {
                return Err("the name leads to no address that may be called".into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// How a client behaves on the wire.
#[derive(Debug, Clone)]
pub struct Options {
    /// Longest time for name look-up, TCP and TLS. Shorter than `total_timeout`, so that a peer that cannot
    /// be reached is told apart from one that does not answer.
    pub connect_timeout: Duration,
    /// Longest time for the whole call, answer included.
    pub total_timeout: Duration,
    /// What the client calls itself.
    pub user_agent: String,
    /// Whether `HTTP_PROXY` and friends count.
    pub system_proxy: bool,
    /// Which addresses a host name may lead to. A proxy of the system looks names up itself, and is not asked. Hosts
    /// that are written as an address are not looked up: check those where they are entered.
    pub may_call: fn(IpAddr) -> bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            total_timeout: Duration::from_secs(30),
            user_agent: concat!("waypost/", env!("CARGO_PKG_VERSION")).to_owned(),
            system_proxy: true,
            may_call: |_| true,
        }
    }
}

/// The client could not be built: no usable TLS roots, or a user agent that is no header.
#[derive(Debug, thiserror::Error)]
#[error("cannot build an HTTP client")]
pub struct BuildError(#[source] reqwest::Error);

/// Builds a client. Redirects are not followed, because they would carry the token elsewhere; nothing is
/// repeated by itself, because a repeated send is a second message.
pub fn client(options: &Options) -> Result<reqwest::Client, BuildError> {
    let builder = reqwest::Client::builder()
        .connect_timeout(options.connect_timeout)
        .timeout(options.total_timeout)
        .user_agent(&options.user_agent)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        // A connection that the peer closed unnoticed makes a send end as "unanswered": do not keep them long.
        .pool_idle_timeout(Duration::from_secs(20))
        .referer(false);
    let builder = if options.system_proxy { builder } else { builder.no_proxy() };
    let has_proxy = options.system_proxy && PROXIES.iter().any(|name| std::env::var_os(name).is_some());
    let builder = if has_proxy { builder } else { builder.dns_resolver(Arc::new(Lookup(options.may_call))) };
    builder.build().map_err(BuildError)
}
