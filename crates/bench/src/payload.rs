//! Webhooks as Meta sends them: messages with ids of their own, signed.

use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Whose webhooks these are.
#[derive(Clone, Debug)]
pub(crate) struct Sender {
    pub(crate) app_secret: String,
    pub(crate) waba_id: String,
    pub(crate) phone_number_id: String,
    pub(crate) display_phone_number: String,
}

const CONTACTS: u64 = 5_000;
const WORDS: [&str; 16] = [
    "hello",
    "order",
    "where",
    "is",
    "my",
    "package",
    "please",
    "thanks",
    "invoice",
    "number",
    "address",
    "change",
    "tomorrow",
    "delivery",
    "available",
    "price",
];

/// What people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Location,
    Contacts,
    ButtonReply,
    Order,
    /// One that nobody knows.
    Unknown,
}

/// What a post carries.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) kind: Kind,
    pub(crate) messages: usize,
}

impl Shape {
    /// One text, as most posts of Meta's.
    pub(crate) const USUAL: Self = Self { kind: Kind::Text, messages: 1 };
}

/// Whole HTTP requests, made beforehand so that making them costs the measurement nothing.
pub(crate) fn requests(
    sender: &Sender,
    path: &str,
    host: &str,
    seed: u64,
    count: usize,
    shape: Shape,
) -> Vec<Bytes> {
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut number = seed << 32;
    (0..count)
        .map(|_| {
            let mut messages = || {
                number += 1;
                Written::new(&mut chance, number, shape.kind)
            };
            let written: Vec<Written> = (0..shape.messages).map(|_| messages()).collect();
            request(sender, path, host, &body(sender, &written))
        })
        .collect()
}

fn request(sender: &Sender, path: &str, host: &str, body: &str) -> Bytes {
    let signature = sign(&sender.app_secret, body.as_bytes());
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         X-Hub-Signature-256: sha256={signature}\r\n\r\n",
        body.len()
    );
    Bytes::from(head + body)
}

/// Hexadecimal HMAC-SHA256, as in `X-Hub-Signature-256`.
pub(crate) fn sign(secret: &str, body: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(body);
    hex::encode(mac.finalize().into_bytes())
}

/// A message and who wrote it, as JSON.
struct Written {
    contact: String,
    message: String,
}

impl Written {
    fn new(chance: &mut Chance, number: u64, kind: Kind) -> Self {
        let from = format!("1650{:07}", chance.below(CONTACTS));
        let name = format!("Customer {}", &from[6..]);
        let wamid = format!("wamid.HBgLMTY1MDM4Nzk0MzkVAgAR{:016X}{number:016X}AA==", chance.next());
        // A time that goes up, as it would; its value means nothing.
        let timestamp = 1_790_000_000 + (number & 0xFFFF_FFFF) / 100;
        let content = content(chance, kind);
        Self {
            contact: format!(r#"{{"profile":{{"name":"{name}"}},"wa_id":"{from}"}}"#),
            message: format!(r#"{{"from":"{from}","id":"{wamid}","timestamp":"{timestamp}",{content}}}"#),
        }
    }
}

fn content(chance: &mut Chance, kind: Kind) -> String {
    match kind {
        Kind::Text => {
            let mut text = String::new();
            while text.len() < 410 {
                text.push_str(WORDS[chance.below(WORDS.len() as u64) as usize]);
                text.push(' ');
            }
            format!(r#""type":"text","text":{{"body":"{}"}}"#, text.trim_end())
        }
        Kind::Location => {
            r#""type":"location","location":{"latitude":37.4847,"longitude":-122.1473,"name":"Harbour Coffee","address":"1 Pier Road"}"#.to_owned()
        }
        Kind::Contacts => {
            r#""type":"contacts","contacts":[{"name":{"formatted_name":"Ana Lima","first_name":"Ana","last_name":"Lima"},"phones":[{"phone":"+1 650 555 1234","type":"CELL","wa_id":"16505551234"}],"emails":[{"email":"ana@example.com","type":"WORK"}]}]"#.to_owned()
        }
        Kind::ButtonReply => {
            r#""type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"yes","title":"Yes, please"}}"#.to_owned()
        }
        Kind::Order => {
            let item = r#"{"product_retailer_id":"bean-1","quantity":2,"item_price":9.5,"currency":"EUR"}"#;
            format!(r#""type":"order","order":{{"catalog_id":"7","text":"","product_items":[{item},{item}]}}"#)
        }
        Kind::Unknown => r#""type":"hologram","hologram":{"depth":3,"layers":[1,2,3]}"#.to_owned(),
    }
}

/// With one text about 880 bytes, as an average post of Meta's.
fn body(sender: &Sender, written: &[Written]) -> String {
    let Sender { waba_id, phone_number_id, display_phone_number, .. } = sender;
    let list = |of: fn(&Written) -> &str| written.iter().map(of).collect::<Vec<_>>().join(",");
    let (contacts, messages) = (list(|it| &it.contact), list(|it| &it.message));
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"{waba_id}","changes":[{{"value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"{display_phone_number}","phone_number_id":"{phone_number_id}"}},"contacts":[{contacts}],"messages":[{messages}]}},"field":"messages"}}]}}]}}"#,
    )
}

/// Repeatable chance (xorshift64*): the same seed gives the same load.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: u64) -> u64 {
        (self.next() >> 11) % limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn sender() -> Sender {
        let of = str::to_owned;
        Sender {
            app_secret: of("secret"),
            waba_id: of("1"),
            phone_number_id: of("2"),
            display_phone_number: of("15550783881"),
        }
    }

    #[test]
    fn every_request_is_a_message_of_its_own_also_across_rounds() {
        let mut wamids = BTreeSet::new();
        for seed in [1, 2] {
            let shape = Shape { kind: Kind::Order, messages: 5 };
            for request in requests(&sender(), "/", "localhost", seed, 100, shape) {
                let text = String::from_utf8(request.to_vec()).unwrap();
                let (head, body) = text.split_once("\r\n\r\n").unwrap();
                assert!(head.contains(&format!("sha256={}", sign("secret", body.as_bytes()))));
                let json: serde_json::Value = serde_json::from_str(body).unwrap();
                for message in json["entry"][0]["changes"][0]["value"]["messages"].as_array().unwrap() {
                    wamids.insert(message["id"].as_str().unwrap().to_owned());
                }
            }
        }
        assert_eq!(wamids.len(), 1000);
    }

    #[test]
    fn the_signature_is_the_one_that_meta_documents() {
        // RFC 4231, test case 2.
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(sign("Jefe", b"what do ya want for nothing?"), expected);
    }
}
