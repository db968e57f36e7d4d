//! The one door for HTTP clients: time-outs always, redirects never.

use std::time::Duration;

/// How a client behaves on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Longest time for name look-up, TCP and TLS. Shorter than `total_timeout`, so that a peer that cannot
    /// be reached is told apart from one that does not answer.
    pub connect_timeout: Duration,
    /// Longest time for the whole call, answer included.
    pub total_timeout: Duration,
    pub user_agent: String,
    /// Whether `HTTP_PROXY` and friends count.
    pub system_proxy: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            total_timeout: Duration::from_secs(30),
            user_agent: concat!("waypost/", env!("CARGO_PKG_VERSION")).to_owned(),
            system_proxy: true,
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
    builder.build().map_err(BuildError)
}
