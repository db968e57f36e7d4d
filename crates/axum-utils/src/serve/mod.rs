//! An HTTP/1.1 and HTTP/2 server that no client can hold up: every wait has an end.
//!
//! | room | what is in it |
//! |---|---|
//! | [`limits`] | how long is waited for what, and how many may come |
//! | `activity` | what a connection is doing right now, and so how long it may take |
//! | `socket` | the socket that gives up when the connection takes too long |
//! | `body` | the same for request bodies, and the mark that a response has ended |
//! | `seats` | how many connections there are, in all and from one address |

mod activity;
mod body;
pub mod limits;
mod seats;
mod socket;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

use self::activity::Activity;
pub use self::body::BodyTimeout;
use self::body::{EndingBody, TimedBody};
pub use self::limits::Limits;
use self::seats::{Seat, Seats};
use self::socket::GuardedSocket;

/// Connections that may wait to be taken. The usual 128 overflow when many come at once while the machine is busy:
/// the kernel then drops them silently, and whoever connected waits for seconds.
const BACKLOG: u32 = 4096;

/// Listens on `address`, ready for many connections at once.
///
/// # Errors
/// When the address is taken, is not ours, or may not be used.
pub fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // As TcpListener::bind does: a restart need not wait for the last connections to be forgotten.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves `app` on `listener` until `shutdown` is cancelled; then takes no new connection, lets the
/// requests that are under way finish, and cuts what is left when `limits.drain` has passed.
///
/// Returns how many connections had to be cut. Upgraded connections (WebSockets) count: whoever owns
/// them must watch `shutdown` too.
pub async fn serve(listener: TcpListener, app: Router, limits: Limits, shutdown: CancellationToken) -> usize {
    let server = Arc::new(Server::new(app, limits));
    loop {
        tokio::select! {
            () = shutdown.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => server.welcome(stream, peer, &shutdown),
                Err(error) => pause_after(&error).await,
            },
        }
    }
    drop(listener);
    server.drain().await
}

struct Server {
    app: Router,
    limits: Arc<Limits>,
    seats: Arc<Seats>,
    tracker: TaskTracker,
    kill: CancellationToken,
    http: auto::Builder<TokioExecutor>,
}

impl Server {
    fn new(app: Router, limits: Limits) -> Self {
        let tracker = TaskTracker::new();
        Self {
            app,
            seats: Arc::new(Seats::new(limits.connections, limits.connections_per_address)),
            http: http_builder(&limits),
            limits: Arc::new(limits),
            tracker,
            kill: CancellationToken::new(),
        }
    }

    /// Begins to serve one connection, or closes it if there are too many.
    fn welcome(self: &Arc<Self>, stream: TcpStream, peer: SocketAddr, shutdown: &CancellationToken) {
        let seat = match Seats::take(&self.seats, peer.ip(), self.tracker.token()) {
            Ok(seat) => seat,
            Err(reason) => {
                metrics::counter!("waypost_http_connections_refused_total", "reason" => reason.as_str())
                    .increment(1);
                return;
            }
        };
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection was gone before it was served");
            return;
        }
        let (server, shutdown) = (Arc::clone(self), shutdown.clone());
        self.tracker.spawn(async move { server.converse(stream, peer, seat, &shutdown).await });
    }

    /// Serves one connection to its end.
    async fn converse(&self, stream: TcpStream, peer: SocketAddr, seat: Seat, shutdown: &CancellationToken) {
        let activity = Arc::new(Activity::new());
        let socket = GuardedSocket::new(stream, seat, Arc::clone(&activity), Arc::clone(&self.limits));
        let service = service_fn(|request| self.answer(request, peer, &activity));
        let connection = self.http.serve_connection_with_upgrades(TokioIo::new(socket), service);
        tokio::pin!(connection);
        let mut is_stopping = false;
        loop {
            tokio::select! {
                ended = connection.as_mut() => {
                    if let Err(error) = ended {
                        tracing::debug!(%error, "a connection ended early");
                    }
                    return;
                }
                () = shutdown.cancelled(), if !is_stopping => {
                    is_stopping = true;
                    connection.as_mut().graceful_shutdown();
                }
                () = self.kill.cancelled() => return,
            }
        }
    }

    /// Hands one request to the application.
    fn answer(
        &self,
        request: Request<Incoming>,
        peer: SocketAddr,
        activity: &Arc<Activity>,
    ) -> impl Future<Output = Result<Response<EndingBody>, Infallible>> + Send + 'static {
        let under_way = activity.begin();
        let limits = Arc::clone(&self.limits);
        let mut request = request.map(|body| Body::new(TimedBody::new(body, limits)));
        request.extensions_mut().insert(ConnectInfo(peer));
        let app = self.app.clone();
        async move {
            let Ok(response) = app.oneshot(request).await;
            if response.status() == StatusCode::SWITCHING_PROTOCOLS {
                under_way.upgrade();
            }
            Ok(response.map(|body| EndingBody::new(body, under_way)))
        }
    }

    async fn drain(&self) -> usize {
        self.tracker.close();
        let waited = tokio::time::timeout(self.limits.drain, self.tracker.wait()).await;
        let left = self.seats.taken();
        if waited.is_err() {
            tracing::warn!(connections = left, "closing connections that did not end in time");
            self.kill.cancel();
        }
        left
    }
}

fn http_builder(limits: &Limits) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    // The socket itself keeps the time of HTTP/1 heads, because it also sees the silence before the
    // first byte and tells idleness from dawdling. hyper's own timer is set, out of the way, only
    // because without one it does not read between two requests.
    let out_of_the_way = (limits.idle + limits.header) * 2;
    builder.http1().timer(TokioTimer::new()).header_read_timeout(out_of_the_way).max_buf_size(64 * 1024);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(limits.idle / 3)
        .keep_alive_timeout(limits.header)
        .max_concurrent_streams(128)
        .max_header_list_size(32 * 1024);
    builder
}

/// Errors of one connection are over at once; being out of file descriptors takes a moment to pass.
async fn pause_after(error: &io::Error) {
    let is_of_one_connection = matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    );
    if !is_of_one_connection {
        tracing::error!(%error, "cannot accept connections");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}
