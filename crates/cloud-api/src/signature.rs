//! Proof that a webhook comes from Meta: HMAC-SHA256 of the raw bytes under the app secret.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

/// The name of the header, in lower case.
pub const HEADER: &str = "x-hub-signature-256";

/// Why a webhook is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// There is no signature.
    #[error("the signature is missing")]
    Missing,
    /// More than one header, or not exactly `sha256=` and 64 lower-case hexadecimal digits.
    #[error("the signature is malformed")]
    Malformed,
    /// Another secret, or other bytes.
    #[error("the signature does not match")]
    Mismatch,
}

/// The value of `appsecret_proof`: shows that whoever uses a token also knows the app's secret.
pub fn proof(app_secret: &str, access_token: &str) -> String {
    let header = sign(app_secret, access_token.as_bytes());
    header.strip_prefix("sha256=").map(str::to_owned).unwrap_or(header)
}

/// Verifies `body`, the raw bytes as received, against every value of the header [`HEADER`].
///
/// Several secrets may be valid at once while one is being replaced. An empty secret never matches, so
/// that a forgotten setting does not open the door. Takes the same time for any wrong signature.
pub fn verify<'s, 'h>(
    secrets: impl IntoIterator<Item = &'s str>,
    header_values: impl IntoIterator<Item = &'h [u8]>,
    body: &[u8],
) -> Result<(), SignatureError> {
    let mut values = header_values.into_iter();
    let value = values.next().ok_or(SignatureError::Missing)?;
    if values.next().is_some() {
        return Err(SignatureError::Malformed);
    }
    let given = parse(value).ok_or(SignatureError::Malformed)?;
    let mut matches = Choice::from(0);
    for secret in secrets.into_iter().filter(|secret| !secret.is_empty()) {
        matches |= digest(secret, body).as_slice().ct_eq(&given);
    }
    if matches.into() { Ok(()) } else { Err(SignatureError::Mismatch) }
}

/// The value of the header [`HEADER`] for a body.
pub fn sign(secret: &str, body: &[u8]) -> String {
    format!("sha256={}", hex::encode(digest(secret, body)))
}

/// Compares the `hub.verify_token` of a subscription handshake with ours. An empty one of ours never matches.
pub fn is_verify_token(ours: &str, given: &str) -> bool {
    // Digests of equal length, so that the time does not tell the length of ours either.
    let (ours_digest, given_digest) = (digest("verify", ours.as_bytes()), digest("verify", given.as_bytes()));
    !ours.is_empty() && bool::from(ours_digest.ct_eq(&given_digest))
}

fn parse(value: &[u8]) -> Option<[u8; 32]> {
    let digits = value.strip_prefix(b"sha256=")?;
    let lower = |b: &u8| b.is_ascii_digit() || (b'a'..=b'f').contains(b);
    let mut bytes = [0; 32];
    (digits.iter().all(lower) && hex::decode_to_slice(digits, &mut bytes).is_ok()).then_some(bytes)
}

/// HMAC takes a key of any length; if it ever did not, the empty digest equals no signature.
fn digest(secret: &str, body: &[u8]) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return Vec::new() };
    mac.update(body);
    mac.finalize().into_bytes().to_vec()
}
