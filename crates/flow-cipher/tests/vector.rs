//! Requests and answers as another library makes them, whole and spoilt.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use flow_cipher::{NotOpened, Opened, PrivateKey, Sealed, open};
use proptest::prelude::*;
use serde_json::Value;

/// Made with OpenSSL, so that both sides cannot share a mistake.
fn vector() -> Value {
    serde_json::from_str(include_str!("vector.json")).unwrap()
}

fn text<'a>(vector: &'a Value, path: &str) -> &'a str {
    vector.pointer(path).unwrap().as_str().unwrap()
}

fn key(vector: &Value) -> PrivateKey {
    PrivateKey::from_text(text(vector, "/private_key")).unwrap()
}

fn sealed(vector: &Value) -> Sealed<'_> {
    Sealed {
        data: text(vector, "/request/encrypted_flow_data"),
        key: text(vector, "/request/encrypted_aes_key"),
        iv: text(vector, "/request/initial_vector"),
    }
}

fn refused(opened: Result<Opened, NotOpened>) -> bool {
    matches!(opened, Err(NotOpened))
}

#[test]
fn a_request_of_another_library_is_opened_and_its_answer_is_what_that_library_writes() {
    let vector = vector();
    let key = key(&vector);
    assert_eq!(key.public_pem().unwrap(), text(&vector, "/public_pem"));
    let opened = open([&key], sealed(&vector)).unwrap();
    assert_eq!(String::from_utf8(opened.text).unwrap(), text(&vector, "/words"));
    let answer = opened.session.seal(text(&vector, "/answer").as_bytes()).unwrap();
    assert_eq!(answer, text(&vector, "/sealed_answer"));
}

#[test]
fn the_key_before_a_rotation_still_opens() {
    let vector = vector();
    let (new, old) = (PrivateKey::generate().unwrap(), key(&vector));
    assert_eq!(open([&new, &old], sealed(&vector)).unwrap().key_index, 1);
    assert!(refused(open([&new], sealed(&vector))));
    assert!(refused(open([], sealed(&vector))));
}

#[test]
fn a_key_wrapped_with_another_hash_is_refused() {
    let vector = vector();
    let request = Sealed { key: text(&vector, "/sha1_key"), ..sealed(&vector) };
    assert!(refused(open([&key(&vector)], request)));
}

/// A flow payload with a bad key, a bad nonce or bad words.
#[test]
fn every_truncation_is_refused() {
    let vector = vector();
    let (key, whole) = (key(&vector), sealed(&vector));
    for end in 0..whole.data.len() {
        assert!(refused(open([&key], Sealed { data: &whole.data[..end], ..whole })), "data to {end}");
    }
    for end in 0..whole.iv.len() {
        assert!(refused(open([&key], Sealed { iv: &whole.iv[..end], ..whole })), "iv to {end}");
    }
    for end in (0..whole.key.len()).step_by(7) {
        assert!(refused(open([&key], Sealed { key: &whole.key[..end], ..whole })), "key to {end}");
    }
}

#[test]
fn every_changed_byte_of_the_words_and_the_nonce_is_refused() {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    let vector = vector();
    let (key, whole) = (key(&vector), sealed(&vector));
    let spoil = |text: &str, at: usize| {
        let mut bytes = STANDARD.decode(text).unwrap();
        bytes[at] ^= 1 << (at % 8);
        STANDARD.encode(bytes)
    };
    for at in 0..STANDARD.decode(whole.data).unwrap().len() {
        assert!(refused(open([&key], Sealed { data: &spoil(whole.data, at), ..whole })), "data {at}");
    }
    for at in 0..16 {
        assert!(refused(open([&key], Sealed { iv: &spoil(whole.iv, at), ..whole })), "iv {at}");
    }
    for at in 0..256 {
        assert!(refused(open([&key], Sealed { key: &spoil(whole.key, at), ..whole })), "key {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_is_no_request_opens_or_panics(data in ".{0,80}", wrapped in "[A-Za-z0-9+/=]{0,400}", iv in ".{0,30}") {
        let vector = vector();
        let (key, whole) = (key(&vector), sealed(&vector));
        let foreign = Sealed { data: &data, key: &wrapped, iv: &iv };
        prop_assert!(refused(open([&key], foreign)), "{:?}", foreign);
        let foreign_words = Sealed { data: &data, ..whole };
        prop_assert!(refused(open([&key], foreign_words)), "{:?}", data);
    }

    #[test]
    fn what_is_sealed_for_an_answer_is_what_the_phone_opens(words in prop::collection::vec(any::<u8>(), 0..2000)) {
        use aes_gcm::aead::{Aead, KeyInit, consts::U16};
        use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey};
        use base64::Engine as _;
        use base64::engine::general_purpose::STANDARD;
        let vector = vector();
        let pem = text(&vector, "/public_pem");
        let der: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let public = PublicEncryptingKey::from_der(&STANDARD.decode(der).unwrap()).unwrap();
        let public = OaepPublicEncryptingKey::new(public).unwrap();
        let (aes, iv) = ([7; 16], [9; 16]);
        let mut wrapped = vec![0; public.ciphertext_size()];
        let wrapped = public.encrypt(&OAEP_SHA256_MGF1SHA256, &aes, &mut wrapped, None).unwrap();
        let cipher = aes_gcm::AesGcm::<aes_gcm::aes::Aes128, U16>::new(&aes.into());
        let data = STANDARD.encode(cipher.encrypt(&iv.into(), words.as_slice()).unwrap());
        let (wrapped, nonce) = (STANDARD.encode(wrapped), STANDARD.encode(iv));
        let opened = open([&key(&vector)], Sealed { data: &data, key: &wrapped, iv: &nonce }).unwrap();
        prop_assert_eq!(&opened.text, &words);
        let answer = STANDARD.decode(opened.session.seal(&words).unwrap()).unwrap();
        let turned = iv.map(|byte: u8| byte ^ 0xff);
        prop_assert_eq!(cipher.decrypt(&turned.into(), answer.as_slice()).unwrap(), words);
    }
}
