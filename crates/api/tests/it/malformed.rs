//! Requests that nobody would write by hand: refused, whatever they are, and nothing breaks.

use axum::body::Body;
use http::Request;
use serde_json::json;

use crate::document::operations;
use crate::harness::{Api, credentials};

/// Chance that repeats itself (xorshift), so that a failure does too.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a [u8]]) -> &'a [u8] {
        from[self.below(from.len())]
    }
}

/// What tends to break parsers.
const NASTY: [&[u8]; 16] = [
    b"\0",
    b"\\u0000",
    b"\\ud800",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"{",
    b"]",
    b"\"",
    b"-1",
    b"1e999",
    b"99999999999999999999",
    b"null",
    b"[[[[[[[[[[",
    b"\"a\":1,\"a\":2,",
    "\u{202e}".as_bytes(),
    b"'; DROP TABLE messages;--",
];

/// The bytes with some of them changed, cut, doubled or replaced by something nasty.
fn mutate(chance: &mut Chance, bytes: &mut Vec<u8>) {
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        match chance.below(5) {
            0 => bytes.truncate(at),
            1 if at < bytes.len() => bytes[at] = u8::try_from(chance.below(256)).unwrap(),
            2 => {
                let tail = bytes.split_off(at);
                bytes.extend_from_slice(&tail);
                bytes.extend_from_slice(&tail);
            }
            _ => {
                let nasty = chance.pick(&NASTY);
                bytes.splice(at..at, nasty.iter().copied());
            }
        }
    }
}

#[tokio::test]
async fn t2_malformed_requests_are_refused_and_break_nothing() {
    let api = Api::start().await;
    let ada = api.owner("ada@example.com").await;
    let number = ada.connect("106540352242922").await;
    let (conversation, message) = ada.receive(number, "+4915112345678", "hello").await;
    let text = json!({ "type": "text", "text": "hi" });
    let bodies = [
        json!({ "email": "ada@example.com", "password": "x" }),
        json!({ "name": "New" }),
        credentials("106540352242999"),
        json!({ "conversation_id": conversation, "reply_to": message, "content": text }),
        json!({ "phone_number_id": number, "to": "+49 151 12345678", "content": text }),
    ];
    let queries = [
        "state=open,closed&unread=true&q=hello&limit=5&cursor=WzEsImEiXQ".to_owned(),
        format!("contact_id={number}&phone_number_id={number}"),
        format!("before=WzEsImEiXQ&after=&around={message}"),
        "after=0&wait=0&limit=1".to_owned(),
    ];
    let operations: Vec<_> =
        operations().into_iter().filter(|op| op.id != "delete_current_session").collect();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..4_000 {
        let operation = &operations[chance.below(operations.len())];
        let mut body = bodies[chance.below(bodies.len())].to_string().into_bytes();
        mutate(&mut chance, &mut body);
        let mut query = queries[chance.below(queries.len())].clone().into_bytes();
        mutate(&mut chance, &mut query);
        let id = [conversation.to_string(), message.to_string(), "x".to_owned()][chance.below(3)].clone();
        let query: String = query
            .iter()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'=' | b'&' | b',' | b'%' | b'_' | b'+' => {
                    char::from(*byte).to_string()
                }
                other => format!("%{other:02x}"),
            })
            .collect();
        let target = format!("{}?{query}", operation.path.replace("{id}", &id));
        let Ok(request) = ada.request(operation.method.clone(), &target).body(Body::from(body.clone()))
        else {
            continue;
        };
        let answer = api.send(request).await;
        let shown = String::from_utf8_lossy(&body);
        assert!(answer.status.as_u16() < 500, "{} {target} {shown}: {answer:?}", operation.method);
        if answer.status.is_success() {
            accepted += 1;
        } else {
            answer.refusal();
            refused += 1;
        }
    }
    println!(
        "T2: 4000 malformed requests, {refused} refused, {accepted} meant something after all, 0 broke anything"
    );
    ada.get("/v1/me").await.ok(200);
    let deep = format!(r#"{{"content":{{"x":{}"#, "[".repeat(30_000));
    let nested = ada.request(http::Method::POST, "/v1/messages").body(Body::from(deep)).unwrap();
    assert_eq!(api.send(nested).await.refusal(), (400, "bad_json"));
    let large = Request::post("/v1/sessions").header("content-type", "application/json");
    let large = large.body(Body::from(vec![b' '; 65 * 1024])).unwrap();
    assert_eq!(api.send(large).await.refusal(), (413, "body_too_large"));
}
