//! Questions to a server of the workspace's own.

use std::time::Duration;

use actions::flow::Entrance;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::flow::FlowAsk;
use domain::id::new_uuid;
use domain::network::{is_public, may_call_host};
use domain::{Secret, Timestamp};
use hmac::{Hmac, KeyInit, Mac};
use reqwest::StatusCode;
use serde_json::{Map, Value, json};
use sha2::Sha256;
use storage::flow_tokens::SentFlow;
use tokio::sync::Semaphore;
use url::Url;

use crate::answer::{Answer, Question, acknowledge, finish};

/// Meta waits ten seconds, and there is a way to go on both sides.
const TIMEOUT: Duration = Duration::from_secs(8);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// The longest answer, in bytes.
const ANSWER_LIMIT: usize = 256 * 1024;
/// Questions that wait for their servers at the same time, in all.
const AT_ONCE: usize = 256;

/// Asks servers, within bounds.
#[derive(Debug)]
pub struct Forwarder {
    http: reqwest::Client,
    may_be_private: bool,
    seats: Semaphore,
}

/// There is no client to forward with.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct NoForwarder(#[from] cloud_api::http::BuildError);

/// Why a server's answer is none.
#[derive(Debug, thiserror::Error)]
enum NoAnswer {
    #[error("too many questions wait already")]
    Busy,
    #[error("the address is not a public one that begins with https://")]
    Address,
    #[error("the server could not be asked")]
    Call(#[source] reqwest::Error),
    #[error("the server answered with status {0}")]
    Status(StatusCode),
    #[error("the answer has more than {ANSWER_LIMIT} bytes")]
    TooLong,
    #[error("the answer is not what a Flow understands: {0}")]
    Form(&'static str),
}

impl Forwarder {
    /// `may_be_private`: also to addresses of private networks, and without TLS.
    ///
    /// # Errors
    /// When no HTTP client can be made.
    pub fn new(may_be_private: bool) -> Result<Self, NoForwarder> {
        let options = cloud_api::http::Options {
            connect_timeout: CONNECT_TIMEOUT,
            total_timeout: TIMEOUT,
            system_proxy: false, // a proxy could reach what this machine may not
            may_call: if may_be_private { |_| true } else { is_public },
            ..Default::default()
        };
        let http = cloud_api::http::client(&options)?;
        Ok(Self { http, may_be_private, seats: Semaphore::new(AT_ONCE) })
    }

    /// Asks, and reads the answer.
    pub(crate) async fn ask(
        &self,
        url: &str,
        entrance: &Entrance,
        question: &Question,
        sent: Option<&SentFlow>,
        now: Timestamp,
    ) -> Answer {
        match self.exchange(url, entrance, question, sent, now).await {
            Ok(answer) => answer,
            Err(e) => {
                let cause = std::error::Error::source(&e).map(ToString::to_string).unwrap_or_default();
                tracing::warn!(flow.id = %entrance.flow.id, error = %e, cause, "a Flow's question got no answer");
                Answer::Failed
            }
        }
    }

    async fn exchange(
        &self,
        url: &str,
        entrance: &Entrance,
        question: &Question,
        sent: Option<&SentFlow>,
        now: Timestamp,
    ) -> Result<Answer, NoAnswer> {
        let url = self.check(url)?;
        let _seat = self.seats.try_acquire().map_err(|_| NoAnswer::Busy)?;
        let body = words(entrance, question, sent).to_string();
        let id = format!("flow_{}", new_uuid(now).simple());
        let timestamp = now.as_seconds().to_string();
        let signature = sign(&entrance.door.secret, &id, &timestamp, &body);
        let call = self
            .http
            .post(url)
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature)
            .body(body);
        let mut response = call.send().await.map_err(|e| NoAnswer::Call(e.without_url()))?;
        let status = response.status();
        if status != StatusCode::OK && status.as_u16() != 427 {
            return Err(NoAnswer::Status(status));
        }
        let mut text = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(|e| NoAnswer::Call(e.without_url()))? {
            if text.len() + piece.len() > ANSWER_LIMIT {
                return Err(NoAnswer::TooLong);
            }
            text.extend_from_slice(&piece);
        }
        let answer = serde_json::from_slice(&text).map_err(|_| NoAnswer::Form("no JSON"))?;
        read(status == StatusCode::OK, answer, question.token.as_deref())
    }

    /// The names of hosts are judged when they are looked up.
    fn check(&self, url: &str) -> Result<Url, NoAnswer> {
        let url = Url::parse(url).map_err(|_| NoAnswer::Address)?;
        if !url.has_host() {
            return Err(NoAnswer::Address);
        }
        let is_public = may_call_host(url.as_str(), is_public);
        let is_allowed = self.may_be_private || (url.scheme() == "https" && is_public);
        if is_allowed && matches!(url.scheme(), "https" | "http") { Ok(url) } else { Err(NoAnswer::Address) }
    }
}

/// What the server is told.
fn words(entrance: &Entrance, question: &Question, sent: Option<&SentFlow>) -> Value {
    let flow = &entrance.flow;
    json!({
        "action": match question.ask {
            FlowAsk::Init => "init",
            FlowAsk::DataExchange => "data_exchange",
            FlowAsk::Back => "back",
        },
        "version": question.version,
        "screen": question.screen,
        "data": question.data,
        "flow_token": question.token,
        "flow": { "id": flow.id, "meta_flow_id": flow.meta_flow_id, "name": flow.name },
        "message_id": sent.map(|sent| sent.message_id),
        "conversation_id": sent.map(|sent| sent.conversation_id),
    })
}

/// As of Standard Webhooks: `v1,` and base64 of the HMAC-SHA256 of id, time and body.
fn sign(secret: &Secret, id: &str, timestamp: &str, body: &str) -> String {
    let key = secret.expose().strip_prefix("whsec_").unwrap_or(secret.expose());
    let key = STANDARD.decode(key).unwrap_or_else(|_| key.as_bytes().to_vec());
    // HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key) else { return String::new() };
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// Only what a Flow understands goes on to the phone.
fn read(is_fine: bool, answer: Value, token: Option<&str>) -> Result<Answer, NoAnswer> {
    let Value::Object(mut answer) = answer else { return Err(NoAnswer::Form("no object")) };
    if !is_fine {
        let words = answer.get("error_msg").and_then(Value::as_str);
        let words = words.ok_or(NoAnswer::Form("status 427 without error_msg"))?;
        return Ok(Answer::TokenInvalid(json!({ "error_msg": words })));
    }
    let data = match answer.remove("data") {
        None => Map::new(),
        Some(Value::Object(data)) => data,
        Some(_) => return Err(NoAnswer::Form("data is no object")),
    };
    match answer.remove("screen") {
        None if data.get("acknowledged") == Some(&Value::Bool(true)) => Ok(acknowledge()),
        None => Err(NoAnswer::Form("no screen")),
        Some(Value::String(screen)) if screen == "SUCCESS" => {
            let params = data.get("extension_message_response").and_then(|it| it.get("params"));
            match params {
                Some(Value::Object(params)) => Ok(finish(params.clone(), token)),
                _ => Err(NoAnswer::Form("SUCCESS without extension_message_response.params")),
            }
        }
        Some(Value::String(screen)) if !screen.is_empty() => {
            Ok(Answer::Say(json!({ "screen": screen, "data": data })))
        }
        Some(_) => Err(NoAnswer::Form("screen is no name")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a7_only_what_a_flow_understands_goes_on_to_the_phone() {
        let say = |answer: Value| read(true, answer, Some("t"));
        let next = say(json!({ "screen": "B", "data": { "n": 1 }, "extra": 1 })).unwrap();
        assert_eq!(next, Answer::Say(json!({ "screen": "B", "data": { "n": 1 } })));
        let end = json!({ "screen": "SUCCESS", "data": { "extension_message_response": { "params": { "a": 1 } } } });
        let Answer::Say(end) = say(end).unwrap() else { panic!() };
        assert_eq!(end["data"]["extension_message_response"]["params"], json!({ "a": 1, "flow_token": "t" }));
        assert_eq!(say(json!({ "data": { "acknowledged": true } })).unwrap(), acknowledge());
        for wrong in [
            json!([]),
            json!({}),
            json!({ "screen": "" }),
            json!({ "screen": 1 }),
            json!({ "screen": "B", "data": [] }),
            json!({ "screen": "SUCCESS" }),
            json!({ "data": {} }),
        ] {
            assert!(say(wrong.clone()).is_err(), "{wrong}");
        }
        assert!(read(false, json!({}), None).is_err());
    }

    #[test]
    fn a7_private_addresses_and_plain_http_are_not_asked() {
        let guarded = Forwarder::new(false).unwrap();
        for url in [
            "http://forms.example/",
            "https://127.0.0.1/",
            "https://10.0.0.1/",
            "https://169.254.169.254/latest",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://2130706433/",
            "https://0x7f.1/",
            "file:///etc/passwd",
            "x",
        ] {
            assert!(guarded.check(url).is_err(), "{url}");
        }
        assert!(guarded.check("https://forms.example/x").is_ok());
        let open = Forwarder::new(true).unwrap();
        assert!(open.check("http://127.0.0.1:1/x").is_ok());
        assert!(open.check("ftp://127.0.0.1/").is_err());
    }

    #[tokio::test]
    async fn a7_a_name_that_leads_to_this_machine_is_not_asked() {
        let guarded = Forwarder::new(false).unwrap();
        let error = guarded.http.get("https://localhost:1/").send().await.unwrap_err();
        let mut text = String::new();
        let mut cause: Option<&dyn std::error::Error> = Some(&error);
        while let Some(error) = cause {
            text.push_str(&error.to_string());
            cause = error.source();
        }
        assert!(text.contains("no address that may be called"), "{text}");
    }
}
