//! A request's words, and what its answer is sealed with.

use std::fmt;

use aes_gcm::aead::consts::U16;
use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::aes::Aes128;
use aes_gcm::{AesGcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::key::PrivateKey;

/// AES-128-GCM with a nonce of 16 bytes and a tag of 16 at the end.
type Cipher = AesGcm<Aes128, U16>;

/// The length of the key and of the nonce, in bytes.
const BLOCK: usize = 16;

/// An encrypted request: three texts in base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sealed<'a> {
    /// The words, with the tag at the end.
    pub data: &'a str,
    /// The key of the words, under the public key.
    pub key: &'a str,
    /// The nonce.
    pub iv: &'a str,
}

/// A request that was opened.
#[derive(Debug)]
pub struct Opened {
    /// What it says.
    pub text: Vec<u8>,
    /// Which of the keys fitted, counted from 0.
    pub key_index: usize,
    /// Seals the answer.
    pub session: Session,
}

/// The key of one request and its answer. `Debug` does not show it.
pub struct Session {
    cipher: Cipher,
    iv: [u8; BLOCK],
}

/// Why a request could not be opened. Says no more than that: whoever asks must not learn which part was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the request cannot be decrypted")]
pub struct NotOpened;

/// The answer is longer than AES-GCM takes: 64 GiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the answer is too long to be encrypted")]
pub struct NotSealed;

/// Opens a request with the first of `keys` that fits.
///
/// # Errors
/// [`NotOpened`]: no key fits, or something was changed on the way.
pub fn open<'k>(
    keys: impl IntoIterator<Item = &'k PrivateKey>,
    sealed: Sealed<'_>,
) -> Result<Opened, NotOpened> {
    let bytes = |text: &str| STANDARD.decode(text).map_err(|_| NotOpened);
    let (data, wrapped) = (bytes(sealed.data)?, bytes(sealed.key)?);
    let iv: [u8; BLOCK] = bytes(sealed.iv)?.try_into().map_err(|_| NotOpened)?;
    for (key_index, key) in keys.into_iter().enumerate() {
        let Some(key) = key.decrypt(&wrapped) else { continue };
        let session = Session { cipher: Cipher::new_from_slice(&key).map_err(|_| NotOpened)?, iv };
        let text = session.cipher.decrypt(&Nonce::from(iv), data.as_slice()).map_err(|_| NotOpened)?;
        return Ok(Opened { text, key_index, session });
    }
    Err(NotOpened)
}

impl Session {
    /// The answer as it is sent: base64 of the sealed text, with every bit of the nonce turned over. Takes the session,
    /// because a second answer under the same nonce would show both.
    ///
    /// # Errors
    /// [`NotSealed`].
    pub fn seal(self, text: &[u8]) -> Result<String, NotSealed> {
        let turned = self.iv.map(|byte| !byte);
        let sealed = self.cipher.encrypt(&Nonce::from(turned), text).map_err(|_| NotSealed)?;
        Ok(STANDARD.encode(sealed))
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Session(…)")
    }
}
