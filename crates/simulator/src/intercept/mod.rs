//! A proxy that stands in for Meta's hosts, so that clients which know only graph.facebook.com need no change.
//!
//! | room | what is in it |
//! |---|---|
//! | `hosts` | which hosts, and what is said of all others |
//! | `authority` | the local certificate authority, and a certificate for each host |
//! | `door` | what is asked of the proxy: a tunnel, or a plain call |
//! | `tunnel` | TLS and HTTP inside a tunnel |
//! | `stream` | connections that nobody can hold up |

mod authority;
mod door;
mod hosts;
mod stream;
mod tunnel;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::{CancellationToken, DropGuard};

pub use authority::AuthorityError;

use crate::Simulator;
use authority::Authority;

/// Connections at a time; more are closed at once.
const SEATS: usize = 512;

/// How a proxy is started.
#[derive(Debug, Clone)]
pub struct Intercept {
    /// Port 0 lets the system choose.
    pub listen: SocketAddr,
    /// The folder that keeps the authority's key and certificate; absent: they are made for this run.
    pub authority: Option<PathBuf>,
}

impl Intercept {
    /// On a port that the system chooses, with an authority for this run.
    pub fn anywhere() -> Self {
        Self { listen: SocketAddr::from(([127, 0, 0, 1], 0)), authority: None }
    }
}

/// Why a proxy does not start.
#[derive(Debug, thiserror::Error)]
pub enum InterceptError {
    #[error("the proxy cannot listen on {listen}: choose another address with --intercept ADDRESS:PORT")]
    Listen {
        listen: SocketAddr,
        #[source]
        source: std::io::Error,
    },
    #[error("there is no certificate authority for the proxy")]
    Authority(#[source] AuthorityError),
}

/// That a call came through the proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Intercepted {
    /// Through TLS, as with Meta.
    pub(crate) is_encrypted: bool,
}

/// A running proxy. Dropping it ends it and all its connections.
#[derive(Debug)]
pub struct Interception {
    addr: SocketAddr,
    authority: Arc<Authority>,
    _stop: DropGuard,
}

impl Interception {
    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// What clients are given as their proxy.
    pub fn url(&self) -> String {
        format!("http://{}", reachable(self.addr))
    }

    /// The certificate that clients have to trust, in PEM.
    pub fn certificate(&self) -> &str {
        &self.authority.pem
    }

    /// The file with that certificate.
    pub fn certificate_path(&self) -> &Path {
        &self.authority.path
    }

    /// The variables that point a client here, for a shell.
    pub fn environment(&self) -> String {
        let (url, ca) = (self.url(), quoted(&self.authority.path.display().to_string()));
        format!(
            "export HTTPS_PROXY={url} https_proxy={url}\n\
             export SSL_CERT_FILE={ca} REQUESTS_CA_BUNDLE={ca} CURL_CA_BUNDLE={ca}\n\
             export NODE_EXTRA_CA_CERTS={ca} NODE_USE_ENV_PROXY=1"
        )
    }
}

/// An address that a client on this machine can connect to.
pub(crate) fn reachable(addr: SocketAddr) -> SocketAddr {
    match addr {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => SocketAddr::from(([127, 0, 0, 1], v4.port())),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => {
            SocketAddr::from((std::net::Ipv6Addr::LOCALHOST, v6.port()))
        }
        other => other,
    }
}

/// As one word of a shell.
fn quoted(text: &str) -> String {
    let is_plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "-_=./:@+,".contains(c));
    if is_plain { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

/// What all connections share.
#[derive(Debug)]
struct Proxy {
    authority: Arc<Authority>,
    /// Meta's side: Graph and its files.
    graph: Router,
    /// The simulator under its own address, controls included, for clients that send everything to a proxy.
    own: Router,
    own_ports: Vec<u16>,
    stop: CancellationToken,
}

impl Simulator {
    /// Starts a proxy before this simulator; it ends with the simulator.
    pub async fn intercept(&self, options: &Intercept) -> Result<Interception, InterceptError> {
        let listen = options.listen;
        let failed = |source| InterceptError::Listen { listen, source };
        let listener = TcpListener::bind(listen).await.map_err(failed)?;
        let addr = listener.local_addr().map_err(failed)?;
        let authority = Authority::open(options.authority.as_deref()).map_err(InterceptError::Authority)?;
        let authority = Arc::new(authority);
        let stop = self.shared.sim.stop.child_token();
        let proxy = Proxy {
            authority: authority.clone(),
            graph: self.router(),
            own: self.router().merge(self.control_router()),
            own_ports: self
                .shared
                .sim
                .look(|state| state.base_url.as_deref().and_then(port_of))
                .into_iter()
                .collect(),
            stop: stop.clone(),
        };
        tokio::spawn(accept(listener, Arc::new(proxy)));
        Ok(Interception { addr, authority, _stop: stop.drop_guard() })
    }
}

fn port_of(url: &str) -> Option<u16> {
    url::Url::parse(url).ok()?.port_or_known_default()
}

async fn accept(listener: TcpListener, proxy: Arc<Proxy>) {
    let seats = Arc::new(Semaphore::new(SEATS));
    loop {
        let accepted = tokio::select! {
            () = proxy.stop.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, _)) = accepted else {
            // No more files or memory: what is open has to end first.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        if let Ok(seat) = seats.clone().try_acquire_owned() {
            tokio::spawn(door::serve(proxy.clone(), stream, Arc::new(seat)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o1_paths_are_quoted_for_the_shell() {
        assert_eq!(quoted("/tmp/ca.pem"), "/tmp/ca.pem");
        assert_eq!(quoted("/tmp/it's here"), r"'/tmp/it'\''s here'");
    }

    #[test]
    fn o1_an_address_for_all_is_reached_on_this_machine() {
        assert_eq!(reachable("0.0.0.0:1".parse().unwrap()).to_string(), "127.0.0.1:1");
        assert_eq!(reachable("[::]:1".parse().unwrap()).to_string(), "[::1]:1");
        assert_eq!(reachable("10.0.0.1:1".parse().unwrap()).to_string(), "10.0.0.1:1");
    }
}
