//! The proof that a callback URL belongs to whoever asks for it.

use std::time::Duration;

use crate::chance;
use crate::sim::Sim;

/// The longest answer that is read.
const ANSWER_LIMIT: usize = 4096;

/// Why a callback was not verified.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HandshakeError {
    #[error("URL is not valid")]
    Url,
    #[error("HTTP Status Code = {0}")]
    Status(u16),
    #[error("the challenge did not come back")]
    Challenge,
    #[error("the URL could not be reached")]
    Unreachable,
}

/// `GET callback?hub.mode=subscribe&…`: it must answer 200 with the challenge and nothing else.
pub(crate) async fn shake_hands(sim: &Sim, callback: &str, token: &str) -> Result<(), HandshakeError> {
    let mut url = url::Url::parse(callback).map_err(|_| HandshakeError::Url)?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(HandshakeError::Url);
    }
    let challenge = chance::challenge();
    url.query_pairs_mut()
        .append_pair("hub.mode", "subscribe")
        .append_pair("hub.challenge", &challenge)
        .append_pair("hub.verify_token", token);
    let ms = sim.with(|state, _| state.settings.webhook_timeout_ms.max(1));
    let call =
        sim.http.get(url).timeout(Duration::from_millis(ms)).header("user-agent", "facebookplatform/1.0");
    let mut response = call.send().await.map_err(|_| HandshakeError::Unreachable)?;
    if response.status() != reqwest::StatusCode::OK {
        return Err(HandshakeError::Status(response.status().as_u16()));
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| HandshakeError::Unreachable)? {
        body.extend_from_slice(&chunk);
        if body.len() > ANSWER_LIMIT {
            return Err(HandshakeError::Challenge);
        }
    }
    if body == challenge.as_bytes() { Ok(()) } else { Err(HandshakeError::Challenge) }
}
