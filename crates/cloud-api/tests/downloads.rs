//! Downloads from peers that vanish, hang, lie or send us elsewhere: nothing hangs, nothing is taken for more than it is.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use cloud_api::{Client, Error, MediaError, Unanswered};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A peer that answers every request with these bytes, then closes or keeps the line open; how often it was asked.
async fn peer(answer: Vec<u8>, is_left_open: bool) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (addr, count) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
    let seen = count.clone();
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            seen.fetch_add(1, Ordering::SeqCst);
            read_request(&mut stream).await;
            stream.write_all(&answer).await.unwrap();
            if is_left_open {
                open.push(stream);
            }
        }
    });
    (addr, count)
}

async fn read_request(stream: &mut TcpStream) {
    let (mut seen, mut buffer) = (Vec::new(), [0; 4096]);
    while !seen.windows(4).any(|w| w == b"\r\n\r\n") {
        let read = stream.read(&mut buffer).await.unwrap();
        assert_ne!(read, 0);
        seen.extend_from_slice(&buffer[..read]);
    }
}

fn client(addr: SocketAddr) -> Client {
    let options = cloud_api::http::Options {
        connect_timeout: Duration::from_millis(400),
        total_timeout: Duration::from_millis(1200),
        system_proxy: false,
        ..Default::default()
    };
    let http = cloud_api::http::client(&options).unwrap();
    Client::new(http, &format!("http://{addr}"), "v25.0", "TOKEN").unwrap()
}

async fn fetch(addr: SocketAddr, limit: u64) -> Result<Vec<u8>, MediaError> {
    let download = client(addr).download(&format!("http://{addr}/file"), limit).await?;
    download.with_patience(Duration::from_millis(300)).bytes().await
}

fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat()
}

#[tokio::test]
async fn b11_a_redirect_is_not_followed_wherever_it_leads() {
    let (inside, asked) = peer(answer("200 OK\r\ncontent-length: 6", b"secret"), false).await;
    for to in [format!("http://{inside}/metadata"), "http://169.254.169.254/latest".to_owned()] {
        let redirect = answer(&format!("302 Found\r\nlocation: {to}\r\ncontent-length: 0"), b"");
        let (addr, _) = peer(redirect, false).await;
        match fetch(addr, 100).await.unwrap_err() {
            MediaError::Refused { http_status: 302 } => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(asked.load(Ordering::SeqCst), 0, "nobody was asked in there");
}

#[tokio::test]
async fn b11_a_peer_that_hangs_in_the_middle_is_given_up() {
    let half = answer("200 OK\r\ncontent-length: 1000", &[7; 500]);
    let (addr, _) = peer(half, true).await;
    let began = std::time::Instant::now();
    match fetch(addr, 1000).await.unwrap_err() {
        MediaError::Stalled { after } => assert_eq!(after, Duration::from_millis(300)),
        other => panic!("{other:?}"),
    }
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[tokio::test]
async fn b11_a_file_that_is_shorter_or_longer_than_it_says_is_none() {
    let (cut, _) = peer(answer("200 OK\r\ncontent-length: 1000", &[7; 500]), false).await;
    match fetch(cut, 1000).await.unwrap_err() {
        MediaError::Call(Error::Unanswered(Unanswered::Cut(_))) => {}
        other => panic!("{other:?}"),
    }
    let (says_too_much, _) = peer(answer("200 OK\r\ncontent-length: 1001", &[7; 1001]), false).await;
    assert!(matches!(fetch(says_too_much, 1000).await, Err(MediaError::TooLarge { limit: 1000 })));
    // Says nothing, and sends more and more.
    let (never_ends, _) = peer(answer("200 OK\r\nconnection: close", &[7; 5000]), false).await;
    assert!(matches!(fetch(never_ends, 1000).await, Err(MediaError::TooLarge { limit: 1000 })));
}

#[tokio::test]
async fn b11_what_has_vanished_is_told_apart_from_what_is_refused() {
    for (head, is_gone) in [
        ("404 Not Found\r\ncontent-length: 0", true),
        ("410 Gone\r\ncontent-length: 0", true),
        ("401 Unauthorized\r\ncontent-length: 0", false),
        ("500 Internal Server Error\r\ncontent-length: 0", false),
        ("206 Partial Content\r\ncontent-length: 1", false),
    ] {
        let (addr, _) = peer(answer(head, b""), false).await;
        match fetch(addr, 100).await.unwrap_err() {
            MediaError::Gone => assert!(is_gone, "{head}"),
            MediaError::Refused { .. } => assert!(!is_gone, "{head}"),
            other => panic!("{head}: {other:?}"),
        }
    }
}
