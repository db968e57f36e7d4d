//! Random identifiers in the shapes that Meta uses.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// Which way the message of a wamid went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Outbound,
    Inbound,
}

/// `wamid.` and base64 of a short binary record around the person's phone, as real ones are.
pub(crate) fn wamid(phone: &str, way: Way) -> String {
    let (mark, bytes) = match way {
        Way::Outbound => (0x11, 9),
        Way::Inbound => (0x12, 10),
    };
    let id = hex::encode_upper(random(bytes));
    let phone: String = phone.chars().filter(char::is_ascii_digit).take(20).collect();
    let mut record = vec![0x1c, 0x18, u8::try_from(phone.len()).unwrap_or(0)];
    record.extend_from_slice(phone.as_bytes());
    record.extend_from_slice(&[0x15, 0x02, 0x00, mark, 0x18, u8::try_from(id.len()).unwrap_or(0)]);
    record.extend_from_slice(id.as_bytes());
    record.push(0);
    format!("wamid.{}", STANDARD.encode(record))
}

/// `fbtrace_id`.
pub(crate) fn trace_id() -> String {
    format!("A{}", URL_SAFE_NO_PAD.encode(random(16)))
}

/// A decimal id, as Meta gives to media and templates.
pub(crate) fn decimal_id() -> String {
    let number = random(8).into_iter().fold(0_u64, |sum, byte| (sum << 8) | u64::from(byte));
    (1_000_000_000_000_000 + number % 8_000_000_000_000_000).to_string()
}

/// A long hexadecimal id, as Meta gives to conversations.
pub(crate) fn hex_id() -> String {
    hex::encode(random(16))
}

/// A challenge for the subscription handshake.
pub(crate) fn challenge() -> String {
    decimal_id().chars().take(10).collect()
}

/// Random bytes, for keys.
pub(crate) fn bytes(count: usize) -> Vec<u8> {
    random(count)
}

fn random(count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    if getrandom::fill(&mut bytes).is_err() {
        tracing::error!("the system gives no random numbers; ids will repeat");
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wamids_look_like_real_ones() {
        let outbound = wamid("16505551234", Way::Outbound);
        assert!(outbound.starts_with("wamid.HBgLMTY1MDU1NTEyMzQVAgARGB"), "{outbound}");
        let inbound = wamid("+16505551234", Way::Inbound);
        assert!(inbound.starts_with("wamid.HBgLMTY1MDU1NTEyMzQVAgASGB"), "{inbound}");
        assert_ne!(wamid("1", Way::Inbound), wamid("1", Way::Inbound));
    }
}
