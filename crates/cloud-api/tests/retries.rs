//! What is done again by itself, how often, after which pause, and what never is.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use cloud_api::{BatchCall, Client, Error, NotSent, RetryPolicy, Upload, pages};
use cloud_api_types::Recipient;
use cloud_api_types::graph::flows::Flow;
use cloud_api_types::graph::{PhoneNumber, Success};
use futures_util::{StreamExt as _, TryStreamExt as _};
use serde_json::json;
use simulator::{Options, Simulator, World};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const NUMBER: &str = "106540352242922";
const WABA: &str = "102290129340398";
const FINE: &str = r#"{"id":"106540352242922"}"#;
/// A rate limit: it passes.
const BUSY: &str = r#"{"error":{"code":130429,"message":"(#130429) Rate limit hit"}}"#;
/// A wrong parameter: it does not.
const WRONG: &str = r#"{"error":{"code":100,"message":"(#100) Invalid parameter"}}"#;

/// A peer that answers with what it is told, one after the other, and keeps what it was asked.
struct Peer {
    base: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Peer {
    /// Each answer: status and headers in one, and the body; without a status the connection is cut.
    async fn saying(answers: &[(&str, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        let mut answers: Vec<_> =
            answers.iter().rev().map(|(head, body)| ((*head).to_owned(), (*body).to_owned())).collect();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let asked = read_request(&mut stream).await;
                kept.lock().unwrap().push(asked);
                let Some((head, body)) = answers.pop() else { panic!("asked too often") };
                if head.is_empty() {
                    continue;
                }
                let length = body.len();
                let answer =
                    format!("HTTP/1.1 {head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        Self { base, asked }
    }

    fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    fn client(&self) -> Client {
        client(&self.base).with_retries(quick(3))
    }
}

/// Head and body.
async fn read_request(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    let mut bytes = vec![0; 65_536];
    loop {
        let read = stream.read(&mut bytes).await.unwrap();
        text.push_str(&String::from_utf8_lossy(&bytes[..read]));
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let head = head.to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        let is_whole = match length {
            Some(length) => body.len() >= length,
            None => !head.contains("chunked") || body.ends_with("0\r\n\r\n"),
        };
        if is_whole || read == 0 {
            return text;
        }
    }
}

fn client(base: &str) -> Client {
    let options = cloud_api::http::Options {
        total_timeout: Duration::from_secs(3),
        system_proxy: false,
        ..Default::default()
    };
    Client::new(cloud_api::http::client(&options).unwrap(), base, "v25.0", "TOKEN").unwrap()
}

fn quick(tries: u32) -> RetryPolicy {
    RetryPolicy::new(tries).first_pause(Duration::from_millis(2)).longest_pause(Duration::from_millis(1500))
}

fn sheena() -> Recipient {
    Recipient::Phone("+16505551234".into())
}

#[tokio::test]
async fn a3_what_passes_is_done_again_and_what_does_not_is_not() {
    let peer = Peer::saying(&[("400 Bad Request", BUSY), ("400 Bad Request", BUSY), ("200 OK", FINE)]).await;
    peer.client().phone_number(NUMBER).await.unwrap();
    assert_eq!(peer.count(), 3);
    let peer = Peer::saying(&[("400 Bad Request", BUSY); 3]).await;
    assert_eq!(peer.client().phone_number(NUMBER).await.unwrap_err().api().unwrap().code, 130_429);
    assert_eq!(peer.count(), 3, "and not a fourth time");
    let peer = Peer::saying(&[("400 Bad Request", WRONG)]).await;
    assert_eq!(peer.client().phone_number(NUMBER).await.unwrap_err().api().unwrap().code, 100);
    assert_eq!(peer.count(), 1);
    let peer = Peer::saying(&[("400 Bad Request", BUSY)]).await;
    client(&peer.base).phone_number(NUMBER).await.unwrap_err();
    assert_eq!(peer.count(), 1, "without a policy nothing is repeated");
}

#[tokio::test]
async fn a3_a_lost_answer_is_asked_for_again_only_when_nothing_is_changed_by_it() {
    let gateway = "<html>502</html>";
    let peer = Peer::saying(&[("", ""), ("502 Bad Gateway", gateway), ("200 OK", FINE)]).await;
    peer.client().phone_number(NUMBER).await.unwrap();
    assert_eq!(peer.count(), 3);
    for lost in [("", ""), ("502 Bad Gateway", gateway), ("200 OK", "garbage")] {
        let peer = Peer::saying(&[lost]).await;
        let sent = peer.client().send_text(NUMBER, sheena(), "hi").await;
        assert!(matches!(sent, Err(Error::Unanswered(_))), "{sent:?}");
        assert_eq!(peer.count(), 1, "a send that may have left is a second message when it is repeated");
    }
}

#[tokio::test]
async fn a3_a_send_that_was_refused_for_now_is_repeated() {
    let taken = r#"{"messaging_product":"whatsapp","messages":[{"id":"wamid.1"}]}"#;
    let peer = Peer::saying(&[("400 Bad Request", BUSY), ("200 OK", taken)]).await;
    let sent = peer.client().send_text(NUMBER, sheena(), "hi").await.unwrap();
    assert_eq!((sent.wamid(), peer.count()), (Some("wamid.1"), 2));
}

#[tokio::test]
async fn a3_pauses_are_never_shorter_than_meta_asks_for() {
    let patient = ("429 Too Many\r\nretry-after: 1", BUSY);
    let peer = Peer::saying(&[patient, ("200 OK", FINE)]).await;
    let began = Instant::now();
    peer.client().phone_number(NUMBER).await.unwrap();
    assert!(began.elapsed() >= Duration::from_secs(1));
    let usage =
        "x-business-use-case-usage: {\"1\":[{\"type\":\"messaging\",\"estimated_time_to_regain_access\":7}]}";
    let long = format!("429 Too Many\r\n{usage}");
    let peer = Peer::saying(&[(long.as_str(), BUSY)]).await;
    let error = peer.client().phone_number(NUMBER).await.unwrap_err();
    assert_eq!(error.api().unwrap().retry_after, Some(Duration::from_secs(420)));
    assert_eq!(peer.count(), 1, "seven minutes are longer than this caller waits");
}

#[tokio::test]
async fn a3_pauses_grow_and_are_stretched_by_chance() {
    let peer = Peer::saying(&[("400 Bad Request", BUSY)]).await;
    let busy = client(&peer.base).phone_number(NUMBER).await.unwrap_err();
    let policy = |chance: f64| RetryPolicy::new(9).chance(move || chance);
    let pauses =
        |chance| (1..5).map(|n| policy(chance).pause_after(n, &busy, false).unwrap()).collect::<Vec<_>>();
    assert_eq!(pauses(1.0), [1, 4, 16, 60].map(Duration::from_secs));
    assert_eq!(pauses(0.0), [500, 2000, 8000, 30_000].map(Duration::from_millis));
    assert_eq!(policy(0.5).pause_after(9, &busy, true), None);
}

#[tokio::test]
async fn a3_a_stream_is_not_sent_twice() {
    let peer = Peer::saying(&[("400 Bad Request", BUSY)]).await;
    let upload = Upload::bytes("a.png", "image/png", b"\x89PNG\r\n\x1a\n".as_slice());
    assert!(peer.client().upload_media(NUMBER, upload).await.is_err());
    assert_eq!(peer.count(), 1);
}

#[tokio::test]
async fn a3_a_fault_of_the_simulator_is_outlived() {
    let handle = Simulator::start(Options::new(World::load("test").unwrap())).await.unwrap();
    let http =
        cloud_api::http::client(&cloud_api::http::Options { system_proxy: false, ..Default::default() });
    let fault = json!({ "kind": "error", "code": 130_429, "mode": "next", "n": 1, "endpoint": "messages" });
    let made = http.unwrap().post(format!("{}/_sim/faults", handle.url())).json(&fault).send().await.unwrap();
    assert!(made.status().is_success(), "{}", made.text().await.unwrap());
    let client = Client::new(
        cloud_api::http::client(&cloud_api::http::Options { system_proxy: false, ..Default::default() })
            .unwrap(),
        &handle.url(),
        "v25.0",
        "EAAtesttoken",
    );
    let body = json!({ "phone_number_id": NUMBER, "type": "text", "text": { "body": "hi" } });
    let typed = format!("{}/_sim/customers/+16505551234/messages", handle.url());
    let plain =
        cloud_api::http::client(&cloud_api::http::Options { system_proxy: false, ..Default::default() });
    plain.unwrap().post(typed).json(&body).send().await.unwrap();
    let sent = client.unwrap().with_retries(quick(3)).send_text(NUMBER, sheena(), "hello").await.unwrap();
    assert!(sent.wamid().is_some());
}

#[tokio::test]
async fn a3_pages_gives_every_item_once_and_ends() {
    let page = |id: u32, next: Option<&str>| {
        let paging = next.map(|next| json!({ "cursors": { "after": next }, "next": "https://x" }));
        json!({ "data": [{ "id": id.to_string() }], "paging": paging }).to_string()
    };
    let (one, two, three) = (page(1, Some("A")), page(2, Some("B")), page(3, None));
    let peer = Peer::saying(&[("200 OK", &one), ("200 OK", &two), ("200 OK", &three)]).await;
    let client = peer.client();
    let client = &client;
    let flows = pages(|after| async move { client.flows(WABA, after.as_deref()).await });
    let ids: Vec<Flow> = flows.try_collect().await.unwrap();
    assert_eq!(ids.iter().filter_map(|flow| flow.id.as_deref()).collect::<Vec<_>>(), ["1", "2", "3"]);
    let asked = peer.asked.lock().unwrap().join("\n");
    assert!(asked.contains("after=A") && asked.contains("after=B"), "{asked}");

    let stuck = page(1, Some("A"));
    let peer = Peer::saying(&[("200 OK", &stuck), ("200 OK", &stuck)]).await;
    let client = peer.client();
    let client = &client;
    let turning = pages(|after| async move { client.flows(WABA, after.as_deref()).await });
    assert_eq!(turning.count().await, 2, "a cursor that comes again ends the list");

    let peer = Peer::saying(&[("200 OK", &one), ("400 Bad Request", WRONG)]).await;
    let client = peer.client();
    let client = &client;
    let broken = pages(|after| async move { client.flows(WABA, after.as_deref()).await });
    let items: Vec<_> = broken.collect().await;
    assert!(items[0].is_ok() && items[1].is_err() && items.len() == 2);
}

#[tokio::test]
async fn a3_a_batch_is_one_call_whose_parts_are_refused_alone() {
    let answers = json!([
        { "code": 200, "body": FINE },
        { "code": 400, "body": WRONG },
        null,
        { "code": 200, "body": "{\"success\":true}" },
    ])
    .to_string();
    let peer = Peer::saying(&[("200 OK", &answers)]).await;
    let calls = [
        BatchCall::get(format!("{NUMBER}?fields=id")),
        BatchCall::get("1"),
        BatchCall::delete("2"),
        BatchCall::post(format!("{NUMBER}/register"), [("messaging_product", "whatsapp"), ("pin", "123456")]),
    ];
    let answers = peer.client().batch(&calls).await.unwrap();
    let number: PhoneNumber = answers[0].as_ref().unwrap().read().unwrap();
    assert_eq!(number.id, NUMBER);
    assert_eq!(answers[1].as_ref().unwrap().read::<PhoneNumber>().unwrap_err().api().unwrap().code, 100);
    assert_eq!(answers[2], None);
    assert_eq!(answers[3].as_ref().unwrap().read::<Success>().unwrap().success, Some(true));
    let asked = peer.asked.lock().unwrap().remove(0);
    assert!(asked.starts_with("POST /v25.0/ HTTP/1.1"), "{asked}");
    assert!(asked.contains("pin%3D123456"), "a form inside JSON inside a form: {asked}");

    let many = vec![BatchCall::get("1"); 51];
    let refused = peer.client().batch(&many).await;
    assert!(matches!(refused, Err(Error::NotSent(NotSent::TooMany { calls: 51 }))), "{refused:?}");
}
