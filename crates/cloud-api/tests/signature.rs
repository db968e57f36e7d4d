//! Forged webhooks are refused, genuine ones never.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use cloud_api::signature::{SignatureError, is_verify_token, sign, verify};
use proptest::prelude::*;
use serde_json::Value;

fn check(secrets: &[&str], headers: &[&str], body: &[u8]) -> Result<(), SignatureError> {
    verify(secrets.iter().copied(), headers.iter().map(|value| value.as_bytes()), body)
}

#[test]
fn b1_all_vectors_verify_and_no_other() {
    let file: Value = serde_json::from_str(include_str!("data/signature_vectors.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 8);
    for vector in vectors {
        let text = |key: &str| vector[key].as_str().unwrap();
        let body = hex::decode(text("body_hex")).unwrap();
        assert_eq!(sign(text("app_secret"), &body), text("value"), "{}", text("name"));
        assert_eq!(check(&[text("app_secret")], &[text("value")], &body), Ok(()));
        for other in vectors.iter().filter(|other| other["name"] != vector["name"]) {
            let value = other["value"].as_str().unwrap();
            assert_eq!(check(&[text("app_secret")], &[value], &body), Err(SignatureError::Mismatch));
        }
    }
}

/// Bodies as Meta sends them: escaped and not, with emoji, with slashes.
fn body(n: u32) -> Vec<u8> {
    let word = ["hello", "gr\\u00fc\\u00dfe", "😀🇩🇪", "\\ud83d\\ude00", "a\\/b", "مرحبا", ""][n as usize % 7];
    format!(r#"{{"object":"whatsapp_business_account","entry":[{{"id":"{n}","changes":[{{"value":"{word}"}}]}}]}}"#)
        .into_bytes()
}

fn reserialised(body: &[u8]) -> Vec<u8> {
    serde_json::to_vec_pretty(&serde_json::from_slice::<Value>(body).unwrap()).unwrap()
}

/// One forgery: the header values and the body that arrives. `n` picks the kind and its variation.
fn forgery(n: u32) -> (Vec<String>, Vec<u8>) {
    let (secret, body) = (format!("secret-{}", n % 13), body(n));
    let good = sign(&secret, &body);
    let digits = good.strip_prefix("sha256=").unwrap().to_owned();
    let one = |value: String| (vec![value], body.clone());
    match n % 20 {
        0 => (Vec::new(), body),
        1 => one(String::new()),
        2 => one("sha256=".into()),
        3 => one(good[..good.len() - 1 - (n as usize / 20) % 63].into()),
        4 => one(format!("sha256={}", digits.to_uppercase())),
        5 => one(sign(&format!("{secret}x"), &body)),
        6 => (vec![good], reserialised(&body)),
        7 => (vec![good], [b"\xef\xbb\xbf", body.as_slice()].concat()),
        8 => (vec![good.clone(), good], body),
        9 => one(format!("sha1={}", &digits[..40])),
        10 => one(digits),
        11 => one(format!("SHA256={digits}")),
        12 => one(format!("{good} ")),
        13 => one(format!("{good}00")),
        14 => one(sign("", &body)),
        15 => (vec![good], [body.as_slice(), b"\n"].concat()),
        16 => (vec![good], body[..body.len() - 1].to_vec()),
        17 => one(format!("sha256={}", "0".repeat(64))),
        18 => one(format!("sha256={}", flip(&digits, n as usize / 20))),
        _ => one(format!("sha256={digits},sha256={digits}")),
    }
}

fn flip(digits: &str, at: usize) -> String {
    let place = at % digits.len();
    let flipped = if &digits[place..=place] == "0" { "1" } else { "0" };
    format!("{}{flipped}{}", &digits[..place], &digits[place + 1..])
}

#[test]
fn t1_ten_thousand_forgeries_are_refused() {
    let accepted = (0..10_000).filter(|&n| {
        let (headers, body) = forgery(n);
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        // Also with an unset secret among the valid ones, which must not open the door.
        check(&[&format!("secret-{}", n % 13), ""], &headers, &body).is_ok()
    });
    let accepted: Vec<u32> = accepted.collect();
    println!("forged webhooks accepted: {} of 10000", accepted.len());
    assert_eq!(accepted, Vec::<u32>::new());
}

#[test]
fn t1_a_thousand_genuine_ones_pass_also_while_the_secret_is_replaced() {
    let refused = (0..1000).filter(|&n| {
        let secret = if n % 2 == 0 { "old" } else { "new" };
        let body = body(n);
        check(&["new", "old"], &[&sign(secret, &body)], &body).is_err()
    });
    let refused = refused.count();
    println!("genuine webhooks refused: {refused} of 1000");
    assert_eq!(refused, 0);
}

#[test]
fn t1_the_reason_is_told_apart() {
    assert_eq!(check(&["s"], &[], b"x"), Err(SignatureError::Missing));
    assert_eq!(check(&["s"], &["sha256=zz"], b"x"), Err(SignatureError::Malformed));
    assert_eq!(check(&["s"], &[&sign("t", b"x")], b"x"), Err(SignatureError::Mismatch));
    assert_eq!(check(&[], &[&sign("", b"x")], b"x"), Err(SignatureError::Mismatch));
}

#[test]
fn verify_tokens_match_only_themselves() {
    assert!(is_verify_token("let-me-in", "let-me-in"));
    for wrong in ["", "let-me-i", "let-me-in ", "LET-ME-IN", "let-me-inn"] {
        assert!(!is_verify_token("let-me-in", wrong), "{wrong:?}");
    }
    assert!(!is_verify_token("", ""), "an unset token must not match an empty one");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_headers_are_refused_without_panic(value in prop::collection::vec(any::<u8>(), 0..90)) {
        prop_assert!(verify(["secret"], [value.as_slice()], b"body").is_err());
    }
}
