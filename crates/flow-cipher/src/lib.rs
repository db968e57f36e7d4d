//! The encryption of Flow data endpoints: RSA-OAEP for the key, AES-128-GCM for the words.
//!
//! WhatsApp encrypts what a form says with a key of its own for each request, and that key with the business's public
//! one. The answer goes back under the same key, with every bit of the nonce turned over. Nothing here knows what is
//! said: bytes go in and come out.
//!
//! | room | what is in it |
//! |---|---|
//! | [`PrivateKey`] | our half of the key pair, and its public half as PEM |
//! | [`open`] | a request's words, and the [`Session`] that its answer is sealed with |
//!
//! RSA comes from aws-lc, which TLS uses already: it takes the same time whether the padding is right or wrong, which
//! the `rsa` crate does not promise (RUSTSEC-2023-0071). Its AES-GCM takes nonces of 12 bytes only, and WhatsApp's have
//! 16, so that half comes from `aes-gcm`.

mod key;
mod session;

pub use key::{KeyError, PrivateKey};
pub use session::{NotOpened, NotSealed, Opened, Sealed, Session, open};
