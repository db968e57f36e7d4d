//! The business's end of a Flow: encrypted calls to its endpoint, and what it answers.

use std::time::Duration;

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::aes::Aes128;
use aes_gcm::{AesGcm, Nonce};
use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::time::Instant;

use crate::chance;
use crate::sim::Sim;

/// How long an endpoint may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest answer that is read.
const ANSWER_LIMIT: usize = 1024 * 1024;
/// Bits of the business's key.
const KEY_BITS: usize = 2048;

/// AES-128-GCM with the 16 bytes of initial vector that Flows have.
type Cipher = AesGcm<Aes128, aes_gcm::aead::consts::U16>;

/// Where an endpoint is, and what it is spoken to with.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    pub(crate) url: String,
    /// The public key of the number, in PEM.
    pub(crate) key: String,
    /// Signs the call.
    pub(crate) app_secret: String,
}

/// Why there is no answer to go on with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("the number has no valid public key")]
    Key,
    #[error("the endpoint cannot be reached")]
    Unreachable,
    #[error("the endpoint did not answer within 10 seconds")]
    Timeout,
    /// 421: it could not decrypt; the key is to be fetched anew.
    #[error("the endpoint could not decrypt the request (HTTP 421)")]
    CannotDecrypt,
    /// 427: the message's button is of no use any more.
    #[error("the endpoint refused the flow token (HTTP 427): {0}")]
    Token(String),
    /// 432: the signature.
    #[error("the endpoint refused the signature (HTTP 432)")]
    Signature,
    #[error("the endpoint answered HTTP {0}")]
    Status(u16),
    #[error("the endpoint's answer cannot be decrypted")]
    Answer,
}

impl Trouble {
    /// As `flows` webhooks name it.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Timeout => "timeout_error",
            Self::Unreachable | Self::Key => "unavailable_error",
            Self::CannotDecrypt | Self::Token(_) | Self::Signature | Self::Status(_) => {
                "unexpected_http_status_code"
            }
            Self::Answer => "response_decryption_error",
        }
    }
}

/// An answer, and how long it took.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) answer: Result<Value, Trouble>,
    pub(crate) ms: u64,
}

/// Calls an endpoint and decrypts what it says.
pub(crate) async fn ask(sim: &Sim, endpoint: &Endpoint, payload: &Value) -> Asked {
    let begun = Instant::now();
    let answer = tokio::time::timeout(PATIENCE, talk(sim, endpoint, payload)).await;
    let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    Asked { answer: answer.unwrap_or(Err(Trouble::Timeout)), ms }
}

async fn talk(sim: &Sim, endpoint: &Endpoint, payload: &Value) -> Result<Value, Trouble> {
    let (key, iv) = (chance::bytes(16), chance::bytes(16));
    let sealed = seal(&key, &iv, payload.to_string().as_bytes()).ok_or(Trouble::Answer)?;
    let body = json!({
        "encrypted_flow_data": STANDARD.encode(sealed),
        "encrypted_aes_key": STANDARD.encode(wrap(&endpoint.key, &key).ok_or(Trouble::Key)?),
        "initial_vector": STANDARD.encode(&iv),
    })
    .to_string();
    let call = sim.http.post(&endpoint.url).header("content-type", "application/json");
    let call = call.header("user-agent", "facebookexternalua");
    let call = call.header("x-hub-signature-256", signature(&endpoint.app_secret, &body)).body(body);
    let mut response = call.send().await.map_err(|_| Trouble::Unreachable)?;
    let status = response.status().as_u16();
    let mut text = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| Trouble::Unreachable)? {
        text.extend_from_slice(&chunk);
        if text.len() > ANSWER_LIMIT {
            return Err(Trouble::Answer);
        }
    }
    let decrypted = || {
        let inverted: Vec<u8> = iv.iter().map(|byte| !byte).collect();
        let sealed = STANDARD.decode(text.trim_ascii()).ok()?;
        serde_json::from_slice::<Value>(&open(&key, &inverted, &sealed)?).ok()
    };
    match status {
        200 => decrypted().ok_or(Trouble::Answer),
        421 => Err(Trouble::CannotDecrypt),
        427 => {
            let message = decrypted().and_then(|it| it.get("error_msg")?.as_str().map(str::to_owned));
            Err(Trouble::Token(message.unwrap_or_default()))
        }
        432 => Err(Trouble::Signature),
        other => Err(Trouble::Status(other)),
    }
}

fn signature(secret: &str, body: &str) -> String {
    let mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(secret.as_bytes());
    let digest = mac.map(|mut mac| {
        mac.update(body.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    });
    format!("sha256={}", digest.unwrap_or_default())
}

/// The cipher text with its tag behind it.
fn seal(key: &[u8], iv: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    let nonce = Nonce::try_from(iv).ok()?;
    Cipher::new_from_slice(key).ok()?.encrypt(&nonce, text).ok()
}

fn open(key: &[u8], iv: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let nonce = Nonce::try_from(iv).ok()?;
    Cipher::new_from_slice(key).ok()?.decrypt(&nonce, sealed).ok()
}

/// RSA-OAEP with SHA-256 for both of its digests.
fn wrap(pem: &str, key: &[u8]) -> Option<Vec<u8>> {
    let public = OaepPublicEncryptingKey::new(public_key(pem)?).ok()?;
    let mut sealed = vec![0; public.ciphertext_size()];
    let length = public.encrypt(&OAEP_SHA256_MGF1SHA256, key, &mut sealed, None).ok()?.len();
    sealed.truncate(length);
    Some(sealed)
}

/// Whether the text is a public RSA key of 2048 bits in PEM.
pub(crate) fn is_key(pem: &str) -> bool {
    public_key(pem).is_some_and(|key| key.key_size_bits() == KEY_BITS)
}

fn public_key(pem: &str) -> Option<PublicEncryptingKey> {
    let inside = pem.trim().strip_prefix("-----BEGIN PUBLIC KEY-----")?;
    let inside = inside.strip_suffix("-----END PUBLIC KEY-----")?;
    // Some callers send the line breaks escaped.
    let text: String = inside.replace("\\n", "").chars().filter(|c| !c.is_whitespace()).collect();
    PublicEncryptingKey::from_der(&STANDARD.decode(text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a9_what_is_sealed_opens_with_the_same_vector_only() {
        let (key, iv) = ([7; 16], [9; 16]);
        let sealed = seal(&key, &iv, b"{}").unwrap();
        assert_eq!(sealed.len(), 2 + 16, "the tag stands behind");
        assert_eq!(open(&key, &iv, &sealed).unwrap(), b"{}");
        assert!(open(&key, &[8; 16], &sealed).is_none());
    }

    #[test]
    fn a9_only_keys_of_2048_bits_are_keys() {
        assert!(!is_key("-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----"));
        assert!(!is_key("nonsense"));
    }
}
