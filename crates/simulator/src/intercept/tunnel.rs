//! Inside a tunnel: TLS as the host that was asked for, then HTTP/1.1 or HTTP/2.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::rt::{Read, Write};
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio_rustls::TlsAcceptor;

use super::door::{HEAD, HEAD_LIMIT, PATIENCE, Seat, Way, call};
use super::stream::Patient;
use super::{Intercepted, Proxy};

/// How long a connection may lie idle between two calls.
const IDLE: Duration = Duration::from_secs(90);
/// How long a tunnel may live, however busy it is.
const LIFE: Duration = Duration::from_secs(3600);
/// Calls at a time in one HTTP/2 connection.
const STREAMS: u32 = 100;

/// Waits until the client has its 200, and serves what comes then.
pub(super) async fn open(proxy: Arc<Proxy>, seat: Seat, request: Request<Incoming>, way: Way) {
    let stop = proxy.stop.clone();
    let work = async {
        let Ok(Ok(upgraded)) = tokio::time::timeout(HEAD, hyper::upgrade::on(request)).await else { return };
        if let Err(error) = tokio::time::timeout(LIFE, inside(proxy, upgraded, way)).await.unwrap_or(Ok(())) {
            tracing::debug!(error = %error, "a tunnel of the proxy ended");
        }
    };
    tokio::select! {
        () = stop.cancelled() => {}
        () = work => {}
    }
    drop(seat);
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

async fn inside(proxy: Arc<Proxy>, upgraded: hyper::upgrade::Upgraded, way: Way) -> Result<(), Failure> {
    let io = Patient::new(TokioIo::new(upgraded), HEAD, PATIENCE);
    let Way::Meta(host) = &way else { return http1(proxy, TokioIo::new(io), way).await };
    let acceptor = TlsAcceptor::from(proxy.authority.server(host)?);
    let tls = tokio::time::timeout(HEAD, acceptor.accept(io)).await??;
    let is_http2 = tls.get_ref().1.alpn_protocol() == Some(b"h2");
    let io = TokioIo::new(Patient::new(tls, HEAD, PATIENCE));
    if is_http2 { http2(proxy, io, way).await } else { http1(proxy, io, way).await }
}

async fn http1<I: Read + Write + Unpin + Send + 'static>(
    proxy: Arc<Proxy>,
    io: I,
    way: Way,
) -> Result<(), Failure> {
    let service = service_fn(move |request| answer(proxy.clone(), way.clone(), request));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(IDLE).max_buf_size(HEAD_LIMIT);
    Ok(http.serve_connection(io, service).await?)
}

async fn http2<I: Read + Write + Unpin + Send + 'static>(
    proxy: Arc<Proxy>,
    io: I,
    way: Way,
) -> Result<(), Failure> {
    let service = service_fn(move |request| answer(proxy.clone(), way.clone(), request));
    let mut http = http2::Builder::new(TokioExecutor::new());
    http.timer(TokioTimer::new())
        .keep_alive_interval(IDLE)
        .keep_alive_timeout(HEAD)
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(u32::try_from(HEAD_LIMIT).unwrap_or(u32::MAX));
    Ok(http.serve_connection(io, service).await?)
}

async fn answer(
    proxy: Arc<Proxy>,
    way: Way,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    let mut request = request.map(Body::new);
    let app = match way {
        Way::Own => proxy.own.clone(),
        Way::Meta(_) | Way::Plain => {
            let is_encrypted = way != Way::Plain;
            request.extensions_mut().insert(Intercepted { is_encrypted });
            proxy.graph.clone()
        }
    };
    Ok(call(app, request).await)
}
