//! The client and the simulator, written apart, understand each other.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::time::Duration;

use cloud_api::{AccessToken, Client, Error, Unanswered, signature};
use cloud_api_types::graph::{NumberStatus, QualityRating};
use cloud_api_types::{ChangeValue, InboundContent, Notification, Recipient, Retry, SendRequest};
use serde_json::{Value, json};
use simulator::{Handle, Options, Simulator, World};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const NUMBER: &str = "106540352242922";
const WABA: &str = "102290129340398";
const APP: &str = "670843887433847";
const SECRET: &str = "test_app_secret";

fn http() -> reqwest::Client {
    let options = cloud_api::http::Options {
        total_timeout: Duration::from_secs(3),
        system_proxy: false,
        ..Default::default()
    };
    cloud_api::http::client(&options).unwrap()
}

async fn start(token: &str) -> (Handle, Client) {
    let handle = Simulator::start(Options::new(World::load("test").unwrap())).await.unwrap();
    let client = Client::new(http(), &handle.url(), "v25.0", token).unwrap();
    (handle, client)
}

async fn control(handle: &Handle, path: &str, body: Value) -> Value {
    let response = http().post(format!("{}/_sim/{path}", handle.url())).json(&body).send().await.unwrap();
    assert!(response.status().is_success(), "{path}");
    response.json().await.unwrap()
}

async fn type_hi(handle: &Handle) -> String {
    let body = json!({"phone_number_id": NUMBER, "type": "text", "text": {"body": "hi 😀"}});
    control(handle, "customers/+16505551234/messages", body).await["id"].as_str().unwrap().to_owned()
}

fn sheena() -> Recipient {
    Recipient::Phone("+16505551234".into())
}

#[tokio::test]
async fn c1_sends_receipts_and_look_ups_work() {
    let (handle, client) = start("EAAtesttoken").await;
    let inbound = type_hi(&handle).await;
    let mut request = SendRequest::text(sheena(), "hello");
    request.context = Some(inbound.clone());
    request.biz_opaque_callback_data = Some("ref".into());
    assert!(client.send(NUMBER, &request).await.unwrap().wamid().unwrap().starts_with("wamid."));
    client.mark_read(NUMBER, &inbound, true).await.unwrap();
    let number = client.phone_number(NUMBER).await.unwrap();
    assert_eq!(number.display_phone_number.as_deref(), Some("+1 555-078-3881"));
    assert_eq!(
        (number.quality_rating, number.status),
        (Some(QualityRating::Green), Some(NumberStatus::Connected))
    );
    assert_eq!(client.waba_phone_numbers(WABA).await.unwrap().data[0].id, NUMBER);
    client.subscribe_app(WABA).await.unwrap();
    let app = Client::new(http(), &handle.url(), "", AccessToken::of_app(APP, SECRET)).unwrap();
    let token = app.debug_token(&"EAAtesttoken".into()).await.unwrap();
    assert_eq!((token.is_valid, token.waba_ids().collect::<Vec<_>>()), (Some(true), vec![WABA]));
    assert_eq!(app.debug_token(&"nonsense".into()).await.unwrap().is_valid, Some(false));
}

#[tokio::test]
async fn c1_refusals_are_typed() {
    let (handle, client) = start("EAAtesttoken").await;
    control(&handle, "faults", json!({"kind": "error", "code": 130_429})).await;
    let Err(Error::Api(error)) = client.send_text(NUMBER, sheena(), "x").await else { panic!() };
    assert_eq!((error.code, error.retry), (130_429, Retry::Backoff));
    let Err(Error::Api(error)) = client.phone_number("1").await else { panic!() };
    assert_eq!((error.code, error.subcode), (100, Some(33)));
    let (_handle, stranger) = start("nobody's").await;
    let error = stranger.send_text(NUMBER, sheena(), "x").await.unwrap_err();
    assert!(error.api().unwrap().is_auth());
}

#[tokio::test]
async fn c1_a_lost_answer_is_unanswered() {
    let (handle, client) = start("EAAtesttoken").await;
    for kind in ["cut_after_accept", "cut"] {
        control(&handle, "faults", json!({"kind": kind})).await;
        let error = client.send_text(NUMBER, sheena(), "x").await.unwrap_err();
        assert!(matches!(error, Error::Unanswered(Unanswered::Cut(_))), "{kind} {error:?}");
    }
    control(&handle, "faults", json!({"kind": "hang"})).await;
    let error = client.send_text(NUMBER, sheena(), "x").await.unwrap_err();
    assert!(matches!(error, Error::Unanswered(Unanswered::TimedOut(_))), "{error:?}");
}

#[tokio::test]
async fn b1_its_webhooks_verify_and_read() {
    let (handle, _client) = start("EAAtesttoken").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    handle.simulator().connect_webhook(&format!("http://{}/", listener.local_addr().unwrap()));
    let wamid = type_hi(&handle).await;
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"]}]}") {
        assert_ne!(stream.read_buf(&mut bytes).await.unwrap(), 0);
    }
    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await.unwrap();
    let head_end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let (head, body) = (String::from_utf8(bytes[..head_end].to_vec()).unwrap(), &bytes[head_end + 4..]);
    let header =
        head.lines().find_map(|line| line.strip_prefix(&format!("{}: ", signature::HEADER))).unwrap();
    assert_eq!(signature::verify([SECRET], [header.as_bytes()], body), Ok(()));
    let notification = Notification::from_slice(body).unwrap();
    let ChangeValue::Messages(value) = &notification.changes().next().unwrap().1.value else { panic!() };
    let message = value.messages[0].known().unwrap();
    assert_eq!(message.id, wamid);
    assert!(matches!(&message.content, InboundContent::Text(text) if text.body == "hi 😀"));
}
