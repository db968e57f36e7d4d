//! What is asked of the proxy itself: a tunnel to one of Meta's hosts, or a plain call.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::uri::Authority as Target;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use tower::ServiceExt as _;

use super::stream::Patient;
use super::{Intercepted, Proxy, hosts, tunnel};

/// How long a caller may take to say what it wants, and how long the proxy keeps an idle connection.
pub(super) const HEAD: Duration = Duration::from_secs(15);
/// How long somebody may take to read what was answered.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);
/// Longest head of a request, in bytes.
pub(super) const HEAD_LIMIT: usize = 64 * 1024;

/// A seat at the proxy, held until the last part of a connection has ended.
pub(super) type Seat = Arc<OwnedSemaphorePermit>;

/// Where a target leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// TLS as this host of Meta's.
    Meta(String),
    /// The same without TLS.
    Plain,
    /// The simulator's own address.
    Own,
}

/// Serves one connection until it ends.
pub(super) async fn serve(proxy: Arc<Proxy>, stream: TcpStream, seat: Seat) {
    let io = TokioIo::new(Patient::new(stream, HEAD, PATIENCE));
    let stop = proxy.stop.clone();
    let service = service_fn(move |request| answer(proxy.clone(), seat.clone(), request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_LIMIT)
        .serve_connection(io, service)
        .with_upgrades();
    tokio::select! {
        () = stop.cancelled() => {}
        ended = connection => if let Err(error) = ended {
            tracing::debug!(error = %error, "a connection to the proxy ended");
        },
    }
}

async fn answer(
    proxy: Arc<Proxy>,
    seat: Seat,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    let Some(target) = request.uri().authority().cloned() else {
        return Ok(by_itself(&proxy, &request));
    };
    let port = if request.uri().scheme_str() == Some("http") { 80 } else { 443 };
    let Some(way) = way(&proxy, &target, port) else {
        tracing::warn!(target = %target, "the proxy refused a host that is not Meta's");
        return Ok(text(StatusCode::FORBIDDEN, hosts::refusal(target.as_str())));
    };
    if request.method() == Method::CONNECT {
        tokio::spawn(tunnel::open(proxy, seat, request, way));
        return Ok(Response::new(Body::empty()));
    }
    let request = request.map(Body::new);
    Ok(match way {
        Way::Own => call(proxy.own.clone(), request).await,
        Way::Meta(_) | Way::Plain => plain(&proxy, request).await,
    })
}

/// A call to one of Meta's hosts that needs no tunnel, or asks for none.
pub(super) async fn plain(proxy: &Proxy, mut request: Request<Body>) -> Response<Body> {
    // Some clients leave TLS to the proxy: `GET https://…`.
    let is_encrypted = request.uri().scheme_str() == Some("https");
    request.extensions_mut().insert(Intercepted { is_encrypted });
    call(proxy.graph.clone(), request).await
}

pub(super) async fn call(app: axum::Router, request: Request<Body>) -> Response<Body> {
    match app.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// Where a target leads, if the proxy goes there at all. It never connects to anything.
fn way(proxy: &Proxy, target: &Target, default_port: u16) -> Option<Way> {
    // Who writes a name before the host wants it taken for the host.
    if target.as_str().contains('@') {
        return None;
    }
    let port = target.port_u16().unwrap_or(default_port);
    let is_local = matches!(target.host(), "127.0.0.1" | "localhost" | "[::1]" | "0.0.0.0");
    if is_local && proxy.own_ports.contains(&port) {
        return Some(Way::Own);
    }
    let host = hosts::ours(target.host())?;
    match port {
        443 => Some(Way::Meta(host)),
        80 => Some(Way::Plain),
        _ => None,
    }
}

/// Somebody who takes the proxy for a web server.
fn by_itself(proxy: &Proxy, request: &Request<Incoming>) -> Response<Body> {
    if request.uri().path() == "/ca.pem" {
        let mut response = Response::new(Body::from(proxy.authority.pem.clone()));
        let kind = HeaderValue::from_static("application/x-pem-file");
        response.headers_mut().insert(CONTENT_TYPE, kind);
        return response;
    }
    let said = "This is the simulator's proxy: set it as HTTPS_PROXY, and trust the certificate at /ca.pem. \
                Calls with a base URL go to the simulator's own address.\n";
    text(StatusCode::BAD_REQUEST, said.to_owned())
}

fn text(status: StatusCode, said: String) -> Response<Body> {
    let mut response = Response::new(Body::from(said));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}
