//! Nothing that a request carries reaches the log, at any level.

use std::io::Write;
use std::sync::{Arc, Mutex};

use http::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::harness::{Api, Client, PASSWORD, credentials};

/// Keeps what the whole process logs.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        Write::write(&mut *self.0.lock().unwrap(), bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// One request over a real socket; the status that it got.
async fn over_a_socket(client: &Client<'_>, address: &str, method: Method, path: &str, body: &Value) -> u16 {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let body = body.to_string();
    let token = client.token.clone().unwrap_or_default();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Cookie: waypost_session={token}\r\nWaypost-Workspace: {}\r\nContent-Length: {}\r\n\r\n",
        client.workspace,
        body.len(),
    );
    stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn t8_nothing_that_a_request_carries_reaches_the_log() {
    let kept = Kept::default();
    let writer = kept.clone();
    let subscriber =
        telemetry::logs::subscriber("trace", telemetry::Format::Text, false, move || writer.clone()).unwrap();
    tracing::subscriber::set_global_default(subscriber).expect("another test of this process logs already");

    let api = Api::start().await;
    let ada = api.owner("ada-canary@example.com").await;
    let number = ada.connect("106540352242922").await;
    let (conversation, _) = ada.receive(number, "+4915112345678", "canary-inbound").await;
    let address = api.listen().await.to_string();
    let sign_in = |password: &str| json!({ "email": "ada-canary@example.com", "password": password });
    let text = json!({ "type": "text", "text": "canary-outbound" });
    let message = json!({ "conversation_id": conversation, "content": text });
    let to_a_number = json!({ "phone_number_id": number, "to": "+49 151 12345678", "content": text });
    for (method, path, body, status) in [
        (Method::POST, "/v1/sessions", sign_in(PASSWORD), 200),
        (Method::POST, "/v1/sessions", sign_in("canary-wrong-password"), 401),
        (Method::POST, "/v1/messages", message, 202),
        (Method::POST, "/v1/messages", to_a_number, 202),
        (Method::POST, "/v1/messages", json!({ "canary-field": "canary-value" }), 422),
        (Method::POST, "/v1/phone-numbers", credentials("106540352242922"), 409),
        (Method::GET, "/v1/conversations?q=canary-search", json!(null), 200),
        (Method::GET, "/v1/conversations?state=canary-state", json!(null), 422),
        (Method::GET, "/v1/contacts/canary-id", json!(null), 404),
        (Method::GET, "/v1/events?after=0", json!(null), 200),
    ] {
        assert_eq!(over_a_socket(&ada, &address, method, path, &body).await, status, "{path}");
    }

    let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("http.route=\"/v1/messages\""), "the log is not what is looked at:\n{log}");
    let token = ada.token.clone().unwrap();
    for secret in [
        "canary",
        PASSWORD,
        token.as_str(),
        "4915112345678",
        "12345678",
        "0123456789abcdef",
        "a-verify-token",
    ] {
        let lines: Vec<_> = log.lines().filter(|line| line.contains(secret)).collect();
        assert!(
            lines.is_empty(),
            "{secret} is in {} of {} lines: {lines:#?}",
            lines.len(),
            log.lines().count()
        );
    }
}
