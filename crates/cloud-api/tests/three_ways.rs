//! Refused, never sent, or unanswered: told apart against real sockets, because a wrong answer here
//! means a message that is sent twice, or one that is lost.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use cloud_api::{Client, Error, NotSent, Unanswered};
use cloud_api_types::{ErrorClass, Recipient, Retry, SendResponse};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

fn client(base: &str) -> Client {
    let options = cloud_api::http::Options {
        connect_timeout: Duration::from_millis(400),
        total_timeout: Duration::from_millis(1200),
        system_proxy: false,
        ..Default::default()
    };
    Client::new(cloud_api::http::client(&options).unwrap(), base, "v25.0", "TOKEN").unwrap()
}

async fn send_to(base: &str) -> Result<SendResponse, Error> {
    client(base).send_text("106540352242922", Recipient::Phone("16505551234".into()), "hi").await
}

/// What a peer does with a connection.
#[derive(Clone)]
enum Peer {
    CloseAtOnce,
    ReadThenClose,
    ReadThenHang,
    Answer(String),
}

/// A peer on a port of its own; counts the connections it gets.
async fn peer(behaviour: Peer) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (addr, count) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
    let seen = count.clone();
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            seen.fetch_add(1, Ordering::SeqCst);
            match &behaviour {
                Peer::CloseAtOnce => drop(stream),
                Peer::ReadThenClose => read_request(&mut stream).await,
                Peer::ReadThenHang => {
                    read_request(&mut stream).await;
                    open.push(stream);
                }
                Peer::Answer(answer) => {
                    read_request(&mut stream).await;
                    stream.write_all(answer.as_bytes()).await.unwrap();
                    open.push(stream);
                }
            }
        }
    });
    (addr, count)
}

/// Reads until the whole body (which ends with the last brace of the JSON) is there.
async fn read_request(stream: &mut TcpStream) {
    let (mut bytes, mut chunk) = (Vec::new(), [0; 4096]);
    while !bytes.ends_with(b"}}") {
        match stream.read(&mut chunk).await {
            Ok(n) if n > 0 => bytes.extend_from_slice(&chunk[..n]),
            _ => return,
        }
    }
}

async fn send_to_peer(behaviour: Peer) -> Result<SendResponse, Error> {
    let (addr, connections) = peer(behaviour).await;
    let result = send_to(&format!("http://{addr}")).await;
    assert_eq!(connections.load(Ordering::SeqCst), 1, "nothing is repeated by itself");
    result
}

fn http(status: &str, kind: &str, body: &str) -> Peer {
    let length = body.len();
    Peer::Answer(format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n{body}"
    ))
}

fn assert_unreadable(result: Result<SendResponse, Error>, expected: u16) {
    match result {
        Err(Error::Unanswered(Unanswered::Unreadable { http_status })) => assert_eq!(http_status, expected),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn c1_a_refused_port_means_never_sent() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let result = send_to(&format!("http://127.0.0.1:{port}")).await;
    assert!(matches!(result, Err(Error::NotSent(NotSent::Connect(_)))), "{result:?}");
}

#[tokio::test]
async fn c1_an_unknown_host_means_never_sent() {
    let result = send_to("http://graph.invalid").await;
    assert!(matches!(result, Err(Error::NotSent(NotSent::Connect(_)))), "{result:?}");
}

#[tokio::test]
async fn c1_a_connect_time_out_means_never_sent() {
    // A full backlog: further connections get no answer at all.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let addr = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(Ok(stream)) =
        tokio::time::timeout(Duration::from_millis(200), TcpStream::connect(addr)).await
    {
        waiting.push(stream);
    }
    let result = send_to(&format!("http://{addr}")).await;
    assert!(matches!(result, Err(Error::NotSent(NotSent::Connect(_)))), "{result:?}");
}

#[tokio::test]
async fn c1_a_failed_tls_handshake_means_never_sent() {
    let (addr, _) = peer(Peer::CloseAtOnce).await;
    let result = send_to(&format!("https://{addr}")).await;
    assert!(matches!(result, Err(Error::NotSent(NotSent::Connect(_)))), "{result:?}");
}

#[tokio::test]
async fn c1_a_token_that_is_no_header_means_never_sent() {
    let http = cloud_api::http::client(&cloud_api::http::Options::default()).unwrap();
    let client = Client::new(http, "http://127.0.0.1:9", "", "two\nlines").unwrap();
    let result = client.send_text("1", Recipient::Phone("1".into()), "hi").await;
    assert!(matches!(result, Err(Error::NotSent(NotSent::Build(_)))), "{result:?}");
}

#[tokio::test]
async fn c1_a_connection_closed_before_reading_is_unanswered() {
    let result = send_to_peer(Peer::CloseAtOnce).await;
    assert!(matches!(result, Err(Error::Unanswered(Unanswered::Cut(_)))), "{result:?}");
}

#[tokio::test]
async fn c1_a_connection_cut_after_reading_is_unanswered() {
    let result = send_to_peer(Peer::ReadThenClose).await;
    assert!(matches!(result, Err(Error::Unanswered(Unanswered::Cut(_)))), "{result:?}");
}

#[tokio::test]
async fn c1_an_answer_that_comes_too_late_is_unanswered() {
    let result = send_to_peer(Peer::ReadThenHang).await;
    assert!(matches!(result, Err(Error::Unanswered(Unanswered::TimedOut(_)))), "{result:?}");
}

#[tokio::test]
async fn c1_an_answer_that_stops_halfway_is_unanswered() {
    let half = "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"messages\":".to_owned();
    let result = send_to_peer(Peer::Answer(half)).await;
    assert!(matches!(result, Err(Error::Unanswered(Unanswered::TimedOut(_)))), "{result:?}");
}

#[tokio::test]
async fn c1_answers_that_are_not_from_graph_are_unanswered() {
    assert_unreadable(send_to_peer(http("200 OK", "text/html", "<html>captive portal</html>")).await, 200);
    assert_unreadable(send_to_peer(http("200 OK", "application/json", "{}")).await, 200);
    assert_unreadable(send_to_peer(http("200 OK", "application/json", r#"{"messages":[{}]}"#)).await, 200);
    assert_unreadable(send_to_peer(http("500 Oops", "text/html", "<h1>Sorry</h1>")).await, 500);
    assert_unreadable(send_to_peer(http("502 Bad Gateway", "text/plain", "")).await, 502);
    assert_unreadable(send_to_peer(http("404 Not Found", "text/html", "nginx")).await, 404);
    assert_unreadable(send_to_peer(http("200 OK", "application/json", &"9".repeat(5_000_000))).await, 200);
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_token() {
    let (elsewhere, visits) = peer(Peer::ReadThenClose).await;
    let answer = format!("HTTP/1.1 307 Go\r\nlocation: http://{elsewhere}/\r\ncontent-length: 0\r\n\r\n");
    assert_unreadable(send_to_peer(Peer::Answer(answer)).await, 307);
    assert_eq!(visits.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn c1_a_refusal_by_graph_is_typed_by_its_code() {
    let body = r##"{"error":{"message":"(#131056) (Business Account, Consumer Account) pair rate limit hit",
        "type":"OAuthException","code":131056,"error_data":{"messaging_product":"whatsapp","details":"Slow down"},
        "fbtrace_id":"AbC"}}"##;
    let result = send_to_peer(http("400 Bad Request", "application/json", body)).await;
    let Err(Error::Api(error)) = result else { panic!("{result:?}") };
    assert_eq!((error.code, error.http_status, error.details.as_deref()), (131_056, 400, Some("Slow down")));
    assert_eq!((&error.class, error.retry), (&ErrorClass::Throttle, Retry::Backoff));
    assert_eq!(error.fbtrace_id.as_deref(), Some("AbC"));
    assert!(error.remedy.unwrap().contains("4^X"));
}

#[tokio::test]
async fn c1_an_unknown_code_is_still_a_refusal() {
    let body = r#"{"error":{"message":"New trouble","code":999999}}"#;
    let Err(Error::Api(error)) = send_to_peer(http("400 Bad Request", "application/json", body)).await else {
        panic!("not a refusal")
    };
    assert_eq!((error.code, error.title.as_str(), error.retry), (999_999, "New trouble", Retry::Fix));
    let Err(Error::Api(error)) = send_to_peer(http("503 Busy", "application/json", body)).await else {
        panic!("not a refusal")
    };
    assert_eq!(error.retry, Retry::Backoff);
}

#[tokio::test]
async fn c1_an_expired_token_is_an_auth_error() {
    let body = r#"{"error":{"message":"Session has expired","type":"OAuthException","code":190,"error_subcode":463}}"#;
    let Err(error) = send_to_peer(http("401 Unauthorized", "application/json", body)).await else { panic!() };
    let error = error.api().unwrap();
    assert!(error.is_auth() && error.retry == Retry::Fix && error.subcode == Some(463), "{error:?}");
}

#[tokio::test]
async fn c1_an_accepted_send_tells_the_wamid() {
    let body = r#"{"messaging_product":"whatsapp","contacts":[{"input":"1","wa_id":"1"}],"messages":[{"id":"wamid.X"}]}"#;
    let sent = send_to_peer(http("200 OK", "application/json", body)).await.unwrap();
    assert_eq!(sent.wamid(), Some("wamid.X"));
}

#[test]
fn tokens_are_not_in_debug() {
    let shown = format!("{:?}", client("http://127.0.0.1:9"));
    assert!(!shown.contains("TOKEN") && shown.contains("AccessToken(…)"), "{shown}");
}

#[tokio::test]
async fn tokens_are_not_in_errors() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let error = client(&format!("http://127.0.0.1:{port}")).debug_token(&"SECRET".into()).await.unwrap_err();
    assert!(!format!("{error:?} {error}").contains("SECRET"), "{error:?}");
}

#[test]
fn base_urls_and_versions_are_checked() {
    let http = cloud_api::http::client(&cloud_api::http::Options::default()).unwrap();
    let is_good = |base: &str, version: &str| Client::new(http.clone(), base, version, "t").is_ok();
    assert!(is_good("https://graph.facebook.com", "v25.0"));
    assert!(is_good("https://graph.facebook.com/", ""));
    assert!(is_good("http://127.0.0.1:1234/graph", "v25.0"));
    for (base, version) in [
        ("ftp://x", "v25.0"),
        ("graph.facebook.com", "v25.0"),
        ("https://x?y=1", ""),
        ("https://x", "25"),
        ("", ""),
    ] {
        assert!(!is_good(base, version), "{base} {version}");
    }
}
