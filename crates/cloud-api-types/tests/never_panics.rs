//! No input makes the reader panic, and no signed item is lost.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use cloud_api_types::{ChangeValue, Lenient, Notification};
use proptest::prelude::*;
use serde_json::{Value, json};

fn fixtures() -> Vec<Vec<u8>> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/webhooks");
    let mut paths: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn any_json() -> impl Strategy<Value = Value> {
    let words = prop::sample::select(vec![
        "entry",
        "changes",
        "field",
        "value",
        "messages",
        "statuses",
        "id",
        "type",
        "text",
        "body",
        "metadata",
        "phone_number_id",
        "errors",
        "timestamp",
        "status",
        "contacts",
        "image",
        "location",
        "latitude",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        words.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((words.clone(), inner), 0..6)
                .prop_map(|pairs| Value::Object(pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())),
        ]
    })
}

/// Reads, and looks at everything that was read.
fn read(body: &[u8]) {
    if let Ok(notification) = Notification::from_slice(body) {
        let _ = notification.unread().len();
        let _ = format!("{notification:?}");
        let _ = serde_json::to_string(&notification);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_met(body in prop::collection::vec(any::<u8>(), 0..300)) {
        read(&body);
    }

    #[test]
    fn arbitrary_json_is_met(value in any_json()) {
        read(value.to_string().as_bytes());
    }

    #[test]
    fn arbitrary_items_are_never_lost(items in prop::collection::vec(any_json(), 0..8)) {
        let body = json!({"entry": [{"id": "1", "changes": [{"field": "messages", "value": {"messages": items}}]}]});
        let notification = Notification::from_slice(body.to_string().as_bytes()).unwrap();
        let (_, change) = notification.changes().next().unwrap();
        let ChangeValue::Messages(value) = &change.value else { panic!("not messages") };
        prop_assert_eq!(value.messages.len(), items.len());
        for (read, sent) in value.messages.iter().zip(&items) {
            let raw = match read {
                Lenient::Known(message) => &message.raw,
                Lenient::Unknown(unread) => &unread.raw,
            };
            prop_assert_eq!(raw.get(), sent.to_string());
        }
    }

    #[test]
    fn mutated_fixtures_are_met(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..6),
    ) {
        let files = fixtures();
        let mut body = files[which.index(files.len())].clone();
        for (place, byte, how) in edits {
            let at = place.index(body.len().max(1));
            match how {
                0 if !body.is_empty() => body[at] = byte,
                1 => body.truncate(at),
                _ => body.insert(at.min(body.len()), byte),
            }
        }
        read(&body);
    }
}

#[test]
fn deep_nesting_is_kept_unread() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let body = format!(
        r#"{{"entry":[{{"id":"1","changes":[{{"field":"messages","value":{{"messages":[{{"id":"w","type":"x","x":{deep}}}]}}}}]}}]}}"#
    );
    // Too deep to be read as a tree, yet neither a panic nor a loss.
    match Notification::from_slice(body.as_bytes()) {
        Ok(notification) => assert_eq!(notification.unread().len(), 1),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn half_a_surrogate_pair_spoils_its_own_item_only() {
    let body = br#"{"entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":[
        {"id":"a","type":"text","text":{"body":"\ud800"}},{"id":"b","type":"text","text":{"body":"ok"}}]}}]}]}"#;
    let notification = Notification::from_slice(body).unwrap();
    assert_eq!(notification.unread().len(), 1);
}

#[test]
fn cut_bodies_are_refused() {
    for body in fixtures() {
        assert!(Notification::from_slice(&body[..body.len() / 2]).is_err());
    }
    assert!(Notification::from_slice(b"").is_err());
    assert!(Notification::from_slice(b"\xff{}").is_err());
}
