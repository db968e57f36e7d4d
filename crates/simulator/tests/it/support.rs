//! A simulator, a webhook receiver, and short ways to use both.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use simulator::{Handle, Options, Simulator, World};
use tokio::sync::mpsc;

pub(crate) const NUMBER: &str = "106540352242922";
pub(crate) const WABA: &str = "102290129340398";
pub(crate) const APP: &str = "670843887433847";
pub(crate) const SHEENA: &str = "+16505551234";
pub(crate) const TOKEN: &str = "EAAtesttoken";
pub(crate) const SECRET: &str = "test_app_secret";

/// A webhook call that was received.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Received {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The values of all changes in it.
    pub(crate) fn values(&self) -> Vec<Value> {
        let entries = self.json()["entry"].as_array().unwrap().clone();
        entries.iter().map(|entry| entry["changes"][0]["value"].clone()).collect()
    }

    pub(crate) fn value(&self) -> Value {
        self.values().remove(0)
    }

    pub(crate) fn text(&self) -> String {
        self.value()["messages"][0]["text"]["body"].as_str().unwrap_or_default().to_owned()
    }

    /// The status it tells of, or an empty text.
    pub(crate) fn status(&self) -> String {
        self.value()["statuses"][0]["status"].as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn has_valid_signature(&self, secret: &str) -> bool {
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(&self.body);
        let expected = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
        self.headers.get("x-hub-signature-256").is_some_and(|given| given == expected.as_str())
    }
}

/// Somebody's webhook endpoint.
pub(crate) struct Receiver {
    pub(crate) url: String,
    calls: mpsc::UnboundedReceiver<Received>,
    /// The statuses of the next answers; 200 when empty.
    pub(crate) answers: Arc<Mutex<Vec<u16>>>,
}

#[derive(Clone)]
struct Door {
    calls: mpsc::UnboundedSender<Received>,
    answers: Arc<Mutex<Vec<u16>>>,
}

impl Receiver {
    pub(crate) async fn start() -> Self {
        let (sender, calls) = mpsc::unbounded_channel();
        let answers = Arc::new(Mutex::new(Vec::new()));
        let door = Door { calls: sender, answers: answers.clone() };
        let app = Router::new().route("/hook", get(handshake).post(receive)).with_state(door);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { url, calls, answers }
    }

    pub(crate) async fn next(&mut self) -> Received {
        tokio::time::timeout(Duration::from_secs(10), self.calls.recv())
            .await
            .expect("no webhook came")
            .unwrap()
    }

    pub(crate) async fn nothing_for(&mut self, ms: u64) -> bool {
        tokio::time::timeout(Duration::from_millis(ms), self.calls.recv()).await.is_err()
    }
}

async fn handshake(RawQuery(query): RawQuery) -> (StatusCode, String) {
    let query: Vec<(String, String)> =
        url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect();
    let value = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    if value("hub.mode").as_deref() == Some("subscribe") && value("hub.verify_token").as_deref() == Some("vt")
    {
        (StatusCode::OK, value("hub.challenge").unwrap_or_default())
    } else {
        (StatusCode::FORBIDDEN, String::new())
    }
}

async fn receive(State(door): State<Door>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let answer = {
        let mut answers = door.answers.lock().unwrap();
        if answers.is_empty() { 200 } else { answers.remove(0) }
    };
    door.calls.send(Received { headers, body }).unwrap();
    StatusCode::from_u16(answer).unwrap()
}

/// An answer of the simulator.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn code(&self) -> i64 {
        self.body["error"]["code"].as_i64().unwrap_or(-1)
    }

    pub(crate) fn message(&self) -> &str {
        self.body["error"]["message"].as_str().unwrap_or_default()
    }

    pub(crate) fn details(&self) -> &str {
        self.body["error"]["error_data"]["details"].as_str().unwrap_or_default()
    }

    pub(crate) fn wamid(&self) -> String {
        self.body["messages"][0]["id"].as_str().unwrap_or_else(|| panic!("{self:?}")).to_owned()
    }
}

/// A simulator under test.
pub(crate) struct Rig {
    pub(crate) handle: Handle,
    pub(crate) http: reqwest::Client,
}

impl Rig {
    /// The world `test`, with its clock frozen inside the time of free service messages.
    pub(crate) async fn start() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Options)) -> Self {
        let mut options = Options::new(World::load("test").unwrap());
        options.start_at = Some("2026-09-15T12:00:00Z".parse().unwrap());
        options.is_frozen = true;
        change(&mut options);
        let handle = Simulator::start(options).await.unwrap();
        Self { handle, http: reqwest::Client::builder().no_proxy().build().unwrap() }
    }

    /// With a receiver that is subscribed to everything.
    pub(crate) async fn connected() -> (Self, Receiver) {
        let rig = Self::start().await;
        let receiver = Receiver::start().await;
        rig.handle.simulator().connect_webhook(&receiver.url);
        (rig, receiver)
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.handle.url())
    }

    pub(crate) async fn call(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or_else(|_| panic!("not JSON ({status}): {text}"));
        Answer { status, headers, body }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(self.http.get(self.url(path)).bearer_auth(TOKEN)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(self.http.post(self.url(path)).bearer_auth(TOKEN).json(&body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call(self.http.patch(self.url(path)).json(&body)).await
    }

    /// Sends a message; `body` says what differs from an empty one to Sheena.
    pub(crate) async fn send(&self, body: Value) -> Answer {
        let mut whole = json!({"messaging_product": "whatsapp", "to": SHEENA});
        for (key, value) in body.as_object().unwrap() {
            whole[key] = value.clone();
        }
        self.post(&format!("/v25.0/{NUMBER}/messages"), whole).await
    }

    pub(crate) async fn send_text(&self, text: &str) -> Answer {
        self.send(json!({"type": "text", "text": {"body": text}})).await
    }

    pub(crate) async fn mark_read(&self, wamid: &str) -> Answer {
        let body = json!({"messaging_product": "whatsapp", "status": "read", "message_id": wamid});
        self.post(&format!("/v25.0/{NUMBER}/messages"), body).await
    }

    /// Sheena types; gives back the wamid.
    pub(crate) async fn types(&self, text: &str) -> String {
        self.types_as(SHEENA, json!({"type": "text", "text": {"body": text}})).await
    }

    pub(crate) async fn types_as(&self, phone: &str, mut body: Value) -> String {
        body["phone_number_id"] = json!(NUMBER);
        let answer = self.post(&format!("/_sim/customers/{phone}/messages"), body).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        answer.body["id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn reads(&self) {
        self.post(&format!("/_sim/customers/{SHEENA}/read"), json!({"phone_number_id": NUMBER})).await;
    }

    pub(crate) async fn chat(&self) -> Value {
        self.get(&format!("/_sim/customers/{SHEENA}/chats/{NUMBER}")).await.body
    }

    pub(crate) async fn advance(&self, seconds: i64) {
        let answer = self.post("/_sim/clock", json!({"advance_seconds": seconds})).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }

    pub(crate) async fn fault(&self, fault: Value) -> Answer {
        let answer = self.post("/_sim/faults", fault).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        answer
    }
}
