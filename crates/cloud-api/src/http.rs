//! The one door for HTTP clients: time-outs always, redirects never.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// How a client behaves on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Connects to public addresses only, for URLs that somebody else wrote. A URL whose host is an address and
    /// not a name has to be judged with [`is_public`] by the caller.
    pub public_only: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            total_timeout: Duration::from_secs(30),
            user_agent: concat!("waypost/", env!("CARGO_PKG_VERSION")).to_owned(),
            system_proxy: true,
            public_only: false,
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
    let builder = if options.public_only { builder.dns_resolver(Arc::new(PublicOnly)) } else { builder };
    let builder = if options.system_proxy { builder } else { builder.no_proxy() };
    builder.build().map_err(BuildError)
}

/// Looks names up, and forgets every address that is not public.
#[derive(Debug)]
struct PublicOnly;

/// A name has no public address.
#[derive(Debug, thiserror::Error)]
#[error("{0} has no public address")]
struct NotPublic(String);

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err(NotPublic(name.as_str().to_owned()).into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is one of the open internet: not of this machine, of a private network or set aside.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_set_aside = matches!(
        (a, b, c),
        (0 | 240..=255, _, _) // this network, reserved
            | (100, 64..=127, _) // carrier-grade NAT
            | (192, 0, 0) // protocol assignments
            | (192, 88, 99) // 6to4 relays
            | (198, 18 | 19, _) // benchmarks
    );
    !(is_set_aside
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

/// Global unicast without what carries an IPv4 address inside, which could be a private one.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    let is_global = a & 0xe000 == 0x2000;
    let is_set_aside = matches!((a, b), (0x2001, 0..=0x01ff | 0x0db8) | (0x2002, _) | (0x3fff, 0..=0x0fff));
    is_global && !is_set_aside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_open_internet_are_public() {
        for public in ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for not in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:8.8.8.8",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
            "2001::1",
            "ff02::1",
        ] {
            assert!(!is_public(not.parse().unwrap()), "{not}");
        }
    }
}
