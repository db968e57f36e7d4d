//! The server over real sockets: whoever dawdles is cut, whoever behaves is served.

#![expect(clippy::unwrap_used, reason = "a test that fails is meant to panic")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::extract::ws::{WebSocket, WebSocketUpgrade};
use axum::routing::{get, post};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;
use waypost_axum_utils::serve::{Limits, bind, serve};

/// Far above every limit of these tests: waiting this long means that nothing was cut.
const PATIENCE: Duration = Duration::from_secs(10);

fn quick() -> Limits {
    Limits {
        header: Duration::from_millis(200),
        body_idle: Duration::from_millis(200),
        body_total: Duration::from_millis(600),
        idle: Duration::from_millis(700),
        write: Duration::from_millis(300),
        drain: Duration::from_secs(5),
        ..Limits::default()
    }
}

struct Running {
    address: SocketAddr,
    stop: CancellationToken,
    server: JoinHandle<usize>,
}

impl Running {
    async fn start(app: Router, limits: Limits) -> Self {
        let listener = bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let server = tokio::spawn(serve(listener, app, limits, stop.clone()));
        Self { address, stop, server }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }
}

fn echo() -> Router {
    Router::new()
        .route("/", get(|| async { "here" }))
        .route("/echo", post(|body: axum::body::Bytes| async move { body }))
        .route("/who", get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.to_string() }))
}

/// Reads until the server closes; says what came and how long it took.
async fn until_closed(stream: &mut TcpStream) -> (String, Duration) {
    let began = Instant::now();
    let mut all = Vec::new();
    // A reset counts as closed, too.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut all)).await.expect("the server never closed");
    (String::from_utf8_lossy(&all).into_owned(), began.elapsed())
}

/// Reads one response whose body is `body`.
async fn answer_ending_with(stream: &mut TcpStream, body: &str) -> String {
    let mut all = String::new();
    while !all.ends_with(body) {
        let mut part = [0; 1024];
        let n = timeout(PATIENCE, stream.read(&mut part)).await.expect("no answer").unwrap();
        assert_ne!(n, 0, "closed after {all:?}");
        all.push_str(&String::from_utf8_lossy(&part[..n]));
    }
    all
}

fn assert_took(took: Duration, at_least_ms: u64, at_most_ms: u64) {
    let (low, high) = (Duration::from_millis(at_least_ms), Duration::from_millis(at_most_ms));
    assert!(low <= took && took <= high, "took {took:?}, wanted {low:?} to {high:?}");
}

#[tokio::test]
async fn b10_a_silent_connection_is_cut() {
    let server = Running::start(echo(), quick()).await;
    let (sent, took) = until_closed(&mut server.connect().await).await;
    assert_eq!(sent, "");
    assert_took(took, 150, 1500);
}

#[tokio::test]
async fn b10_partial_headers_are_cut() {
    let server = Running::start(echo(), quick()).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow").await.unwrap();
    assert_took(until_closed(&mut stream).await.1, 150, 1500);
}

/// Writes one byte every 50 ms until the server has had enough.
fn drip(mut half: tokio::net::tcp::OwnedWriteHalf, text: &'static [u8]) -> JoinHandle<()> {
    tokio::spawn(async move {
        for byte in text.iter().cycle() {
            if half.write_all(&[*byte]).await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    })
}

async fn cut_while_dripping(mut stream: TcpStream, start: &[u8], text: &'static [u8]) -> (String, Duration) {
    stream.write_all(start).await.unwrap();
    let began = Instant::now();
    let (mut reading, writing) = stream.into_split();
    let dripping = drip(writing, text);
    let mut all = Vec::new();
    let _ = timeout(PATIENCE, reading.read_to_end(&mut all)).await.expect("the server never closed");
    dripping.abort();
    (String::from_utf8_lossy(&all).into_owned(), began.elapsed())
}

#[tokio::test]
async fn b10_headers_that_drip_are_cut() {
    let server = Running::start(echo(), quick()).await;
    let (_, took) = cut_while_dripping(server.connect().await, b"GET / HTTP/1.1\r\n", b"A: b\r\n").await;
    assert_took(took, 150, 1500);
}

#[tokio::test]
async fn b10_headers_that_drip_on_a_used_connection_are_cut() {
    let server = Running::start(echo(), quick()).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    answer_ending_with(&mut stream, "here").await;
    let (_, took) = cut_while_dripping(stream, b"GET / HTTP/1.1\r\n", b"A: b\r\n").await;
    assert_took(took, 150, 650);
}

#[tokio::test]
async fn b10_a_body_that_stops_is_cut() {
    let server = Running::start(echo(), quick()).await;
    let mut stream = server.connect().await;
    stream.write_all(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc").await.unwrap();
    let (answer, took) = until_closed(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    assert_took(took, 150, 1500);
}

#[tokio::test]
async fn b10_a_body_that_drips_is_cut() {
    let server = Running::start(echo(), quick()).await;
    let head = b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n";
    let (answer, took) = cut_while_dripping(server.connect().await, head, b"x").await;
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    assert_took(took, 500, 2500);
}

#[tokio::test]
async fn a_large_body_may_take_longer_than_a_trickle() {
    let limits = Limits { body_total: Duration::from_millis(100), body_rate: 1024, ..quick() };
    let server = Running::start(echo(), limits).await;
    let mut stream = server.connect().await;
    stream.write_all(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 8195\r\n\r\n").await.unwrap();
    stream.write_all(&[b'a'; 8192]).await.unwrap();
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        stream.write_all(b"z").await.unwrap();
    }
    assert!(answer_ending_with(&mut stream, "zzz").await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn b10_an_idle_keep_alive_connection_is_cut_later_than_a_silent_one() {
    let server = Running::start(echo(), quick()).await;
    let mut stream = server.connect().await;
    for _ in 0..2 {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        answer_ending_with(&mut stream, "here").await;
    }
    let (more, took) = until_closed(&mut stream).await;
    assert_eq!(more, "");
    assert_took(took, 600, 2500);
}

#[tokio::test]
async fn b10_a_client_that_never_reads_is_cut() {
    let big = Router::new().route("/", get(|| async { vec![b'x'; 64 << 20] }));
    let server = Running::start(big, quick()).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    // Seen from outside only by its end: the server stops at once, with nothing left to cut.
    tokio::time::sleep(Duration::from_millis(1000)).await;
    server.stop.cancel();
    assert_eq!(timeout(Duration::from_secs(2), server.server).await.expect("still writing").unwrap(), 0);
    drop(stream);
}

#[tokio::test]
async fn a_slow_handler_is_not_the_clients_fault() {
    let slow = Router::new().route(
        "/",
        get(|| async {
            tokio::time::sleep(Duration::from_millis(1200)).await;
            "late"
        }),
    );
    let server = Running::start(slow, quick()).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    assert!(answer_ending_with(&mut stream, "late").await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn the_handler_is_told_who_calls() {
    let server = Running::start(echo(), quick()).await;
    let mut stream = server.connect().await;
    let me = stream.local_addr().unwrap().to_string();
    stream.write_all(b"GET /who HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    answer_ending_with(&mut stream, &me).await;
}

#[tokio::test]
async fn connections_above_the_cap_are_closed_and_come_back_when_one_leaves() {
    let server = Running::start(echo(), Limits { connections: 1, ..quick() }).await;
    let mut first = server.connect().await;
    first.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    answer_ending_with(&mut first, "here").await;
    let (sent, took) = until_closed(&mut server.connect().await).await;
    assert_eq!(sent, "");
    assert_took(took, 0, 150);
    until_closed(&mut first).await;
    let mut next = server.connect().await;
    next.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    answer_ending_with(&mut next, "here").await;
}

async fn echo_socket(mut socket: WebSocket) {
    while let Some(Ok(message)) = socket.recv().await {
        if socket.send(message).await.is_err() {
            return;
        }
    }
}

#[tokio::test]
async fn e1_a_websocket_outlives_the_time_outs_of_http() {
    let app = Router::new().route("/ws", get(|up: WebSocketUpgrade| async { up.on_upgrade(echo_socket) }));
    let server = Running::start(app, quick()).await;
    let mut stream = server.connect().await;
    stream
        .write_all(
            b"GET /ws HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\
              Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        )
        .await
        .unwrap();
    assert!(answer_ending_with(&mut stream, "\r\n\r\n").await.starts_with("HTTP/1.1 101"));
    tokio::time::sleep(Duration::from_millis(1500)).await;
    // A masked text frame "hi" (mask 0), and its echo.
    stream.write_all(&[0x81, 0x82, 0, 0, 0, 0, b'h', b'i']).await.unwrap();
    let mut back = [0; 4];
    timeout(PATIENCE, stream.read_exact(&mut back)).await.unwrap().unwrap();
    assert_eq!(back, [0x81, 0x02, b'h', b'i']);
}

#[tokio::test]
async fn http2_is_served_and_its_idle_connections_end() {
    let server = Running::start(echo(), quick()).await;
    let stream = server.connect().await;
    let io = hyper_util::rt::TokioIo::new(stream);
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(hyper_util::rt::TokioExecutor::new(), io).await.unwrap();
    let connection = tokio::spawn(connection);
    for _ in 0..3 {
        let request = http::Request::get("http://x/").body(axum::body::Body::empty()).unwrap();
        assert_eq!(sender.send_request(request).await.unwrap().status(), 200);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    let began = Instant::now();
    let _ = timeout(PATIENCE, connection).await.expect("the idle connection was never closed");
    assert_took(began.elapsed(), 200, 3000);
}

#[tokio::test]
async fn stopping_lets_the_request_that_is_under_way_finish() {
    let (entered, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (e, r) = (Arc::clone(&entered), Arc::clone(&release));
    let app = Router::new().route(
        "/",
        get(move || async move {
            e.notify_one();
            r.notified().await;
            "done"
        }),
    );
    let server = Running::start(app, quick()).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    entered.notified().await;
    server.stop.cancel();
    // The door is closed to new ones while the old one finishes.
    while TcpStream::connect(server.address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    release.notify_one();
    let (answer, _) = until_closed(&mut stream).await;
    assert!(answer.ends_with("done"), "{answer}");
    assert_eq!(server.server.await.unwrap(), 0);
}

#[tokio::test]
async fn stopping_does_not_wait_for_ever() {
    let app = Router::new().route("/", get(std::future::pending::<()>));
    let server = Running::start(app, Limits { drain: Duration::from_millis(300), ..quick() }).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut idle = server.connect().await;
    idle.write_all(b"GET /none HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    assert!(answer_ending_with(&mut idle, "\r\n\r\n").await.starts_with("HTTP/1.1 404"));
    server.stop.cancel();
    assert_eq!(timeout(PATIENCE, server.server).await.unwrap().unwrap(), 1);
    assert_eq!(until_closed(&mut stream).await.0, "");
}

/// One honest request on a connection of its own; how long it took.
async fn honest(address: SocketAddr) -> Duration {
    let began = Instant::now();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello").await.unwrap();
    answer_ending_with(&mut stream, "hello").await;
    began.elapsed()
}

/// Holds a connection in one of five ways until the server cuts it; how long that took.
async fn dawdle(address: SocketAddr, kind: usize) -> Duration {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let began = Instant::now();
    let (start, text): (&[u8], &[u8]) = match kind {
        0 => (b"", b""),
        1 => (b"GET / HTTP/1.1\r\nHo", b""),
        2 => (b"GET / HTTP/1.1\r\n", b"A: b\r\n"),
        3 => (b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n", b"x"),
        _ => (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b""),
    };
    stream.write_all(start).await.unwrap();
    let (mut reading, mut writing) = stream.into_split();
    let dripping = tokio::spawn(async move {
        for byte in text.iter().cycle() {
            if writing.write_all(&[*byte]).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        std::future::pending::<()>().await;
    });
    let mut all = Vec::new();
    let _ = timeout(PATIENCE, reading.read_to_end(&mut all)).await.expect("a slow client was never cut");
    dripping.abort();
    began.elapsed()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t7_500_slow_clients_of_five_kinds_are_cut_and_honest_ones_do_not_notice() {
    let limits = Limits {
        header: Duration::from_secs(2),
        body_idle: Duration::from_secs(2),
        body_total: Duration::from_secs(3),
        idle: Duration::from_secs(3),
        ..Limits::default()
    };
    let server = Running::start(echo(), limits).await;
    let address = server.address;
    let slow: Vec<_> = (0..500).map(|n| tokio::spawn(dawdle(address, n % 5))).collect();
    let mut took = Vec::new();
    while took.len() < 400 {
        took.push(honest(address).await);
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    took.sort();
    let mut slowest = Duration::ZERO;
    for client in slow {
        slowest = slowest.max(client.await.unwrap());
    }
    let p99 = took[took.len() * 99 / 100];
    println!("T7: honest p99 {p99:?} beside 500 slow clients, the last of which was cut after {slowest:?}");
    assert!(p99 < Duration::from_millis(250), "{p99:?}");
    assert!(slowest < Duration::from_secs(5), "{slowest:?}");
}
