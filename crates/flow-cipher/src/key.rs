//! Our half of the key pair, and its public half as PEM.

use std::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{
    KeySize, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, PrivateDecryptingKey, PublicEncryptingKey,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Why there is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The system gave none: no randomness or no memory.
    #[error("the key could not be made")]
    NotMade,
    /// The text is not base64 of a PKCS#8 document with an RSA key of 2048 bits.
    #[error("the key is not an RSA key of 2048 bits")]
    NotAKey,
}

/// The size that WhatsApp takes, in bytes.
const KEY_BYTES: usize = 256;

/// An RSA key of 2048 bits. `Debug` does not show it.
#[derive(Clone)]
pub struct PrivateKey(PrivateDecryptingKey);

impl PrivateKey {
    /// Makes a new key. Takes a moment: not for threads that others wait for.
    ///
    /// # Errors
    /// [`KeyError::NotMade`].
    pub fn generate() -> Result<Self, KeyError> {
        PrivateDecryptingKey::generate(KeySize::Rsa2048).map(Self).map_err(|_| KeyError::NotMade)
    }

    /// Reads what [`Self::to_text`] wrote.
    ///
    /// # Errors
    /// [`KeyError::NotAKey`].
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        let der = STANDARD.decode(text.trim()).map_err(|_| KeyError::NotAKey)?;
        let key = PrivateDecryptingKey::from_pkcs8(&der).map_err(|_| KeyError::NotAKey)?;
        if key.key_size_bytes() == KEY_BYTES { Ok(Self(key)) } else { Err(KeyError::NotAKey) }
    }

    /// The key as base64 of its PKCS#8 document: a secret.
    ///
    /// # Errors
    /// [`KeyError::NotMade`], when there is no memory.
    pub fn to_text(&self) -> Result<String, KeyError> {
        let der: Pkcs8V1Der<'_> = self.0.as_der().map_err(|_| KeyError::NotMade)?;
        Ok(STANDARD.encode(der.as_ref()))
    }

    /// The public half as PEM, as WhatsApp wants it uploaded.
    ///
    /// # Errors
    /// [`KeyError::NotMade`], when there is no memory.
    pub fn public_pem(&self) -> Result<String, KeyError> {
        let public: PublicEncryptingKey = self.0.public_key();
        let der: PublicKeyX509Der<'_> = public.as_der().map_err(|_| KeyError::NotMade)?;
        let text = STANDARD.encode(der.as_ref());
        let mut pem = String::from("-----BEGIN PUBLIC KEY-----\n");
        for line in text.as_bytes().chunks(64) {
            pem.push_str(&String::from_utf8_lossy(line));
            pem.push('\n');
        }
        pem.push_str("-----END PUBLIC KEY-----\n");
        Ok(pem)
    }

    /// What is under RSA-OAEP with SHA-256, also as the hash of its mask.
    pub(crate) fn decrypt(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        if sealed.len() != KEY_BYTES {
            return None;
        }
        let key = OaepPrivateDecryptingKey::new(self.0.clone()).ok()?;
        let mut room = vec![0; key.min_output_size()];
        key.decrypt(&OAEP_SHA256_MGF1SHA256, sealed, &mut room, None).ok().map(|opened| opened.to_vec())
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_from_its_text_and_does_not_print_itself() {
        let key = PrivateKey::generate().unwrap();
        let text = key.to_text().unwrap();
        let again = PrivateKey::from_text(&text).unwrap();
        assert_eq!(again.public_pem().unwrap(), key.public_pem().unwrap());
        assert_eq!(format!("{key:?}"), "PrivateKey(…)");
        let pem = key.public_pem().unwrap();
        assert!(pem.starts_with("-----BEGIN PUBLIC KEY-----\nMIIBIjAN"), "{pem}");
        assert!(pem.lines().all(|line| line.len() <= 64), "{pem}");
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let key = PrivateKey::generate().unwrap().to_text().unwrap();
        for text in ["", "x", "aGVsbG8=", &key[..key.len() / 2], &key[4..]] {
            assert_eq!(PrivateKey::from_text(text).err(), Some(KeyError::NotAKey), "{text}");
        }
    }
}
