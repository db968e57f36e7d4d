//! Whatever comes, the answer has Graph's shape and nothing breaks.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{NUMBER, Rig, TOKEN, WABA};

const REQUESTS: usize = 1500;

#[derive(Debug)]
struct Wild {
    method: &'static str,
    path: String,
    kind: Option<&'static str>,
    token: Option<&'static str>,
    body: Vec<u8>,
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            NUMBER, WABA, "670843887433847", "594425479261596", "messages", "phone_numbers", "subscribed_apps",
            "subscriptions", "message_templates", "debug_token", "oauth", "access_token", "v25.0", "v1.0", "v99.9",
        ]).prop_map(str::to_owned),
        1 => "[a-zA-Z0-9%._~-]{0,8}",
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        ".{0,10}".prop_map(Value::from),
        prop::sample::select(vec![
            "whatsapp",
            "+16505551234",
            "text",
            "reaction",
            "image",
            "template",
            "interactive",
            "contacts",
            "location",
            "read",
            "button",
            "list",
            "US.13491208655302741918"
        ])
        .prop_map(Value::from),
    ];
    let keys = prop::sample::select(vec![
        "messaging_product",
        "to",
        "recipient",
        "type",
        "text",
        "body",
        "status",
        "message_id",
        "context",
        "reaction",
        "emoji",
        "image",
        "link",
        "template",
        "name",
        "language",
        "code",
        "components",
        "interactive",
        "action",
        "buttons",
        "sections",
        "rows",
        "contacts",
        "location",
        "latitude",
        "typing_indicator",
        "fields",
        "override_callback_uri",
        "recipient_type",
        "biz_opaque_callback_data",
        "object",
        "parameters",
    ]);
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((keys.clone(), inner), 0..8)
                .prop_map(|pairs| Value::Object(pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())),
        ]
    })
}

fn bodies() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => any_value().prop_map(|value| {
            let mut body = json!({"messaging_product": "whatsapp", "to": "+16505551234"});
            if let Value::Object(more) = value {
                body.as_object_mut().unwrap().extend(more);
            }
            body.to_string().into_bytes()
        }),
        3 => any_value().prop_map(|context| {
            let context = if context.is_object() { context } else { Value::Null };
            json!({"messaging_product": "whatsapp", "to": "+16505551234", "text": {"body": "x"}, "context": context})
                .to_string().into_bytes()
        }),
        1 => prop::collection::vec(any::<u8>(), 0..60),
        1 => "[a-z=&%{}\"]{0,40}".prop_map(String::into_bytes),
    ]
}

fn wild() -> impl Strategy<Value = Wild> {
    let methods = prop::sample::select(vec![
        "GET", "POST", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW",
    ]);
    let kinds = prop::sample::select(vec![
        None,
        Some("application/json"),
        Some("application/x-www-form-urlencoded"),
        Some("multipart/form-data"),
        Some("multipart/form-data; boundary=x"),
        Some("text/plain"),
    ]);
    let tokens = prop::sample::select(vec![
        Some(TOKEN),
        Some(TOKEN),
        Some(TOKEN),
        Some("bad"),
        None,
        Some("670843887433847|test_app_secret"),
    ]);
    let path = prop_oneof![
        3 => Just(format!("/v25.0/{NUMBER}/messages")),
        2 => prop::collection::vec(words(), 0..5).prop_map(|parts| format!("/{}", parts.join("/"))),
        1 => (words(), "[a-z=&{},%0-9]{0,20}").prop_map(|(word, query)| format!("/{word}?fields={query}")),
    ];
    (methods, path, kinds, tokens, bodies()).prop_map(|(method, path, kind, token, body)| Wild {
        method,
        path,
        kind,
        token,
        body,
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_has_graphs_shape() {
    let rig = Rig::start().await;
    let mut runner = TestRunner::deterministic();
    let (mut done, mut refused) = (0, 0);
    for _ in 0..REQUESTS {
        let wild = wild().new_tree(&mut runner).unwrap().current();
        let Ok(url) = reqwest::Url::parse(&rig.url(&wild.path)) else { continue };
        if url.path().starts_with("/_sim") {
            continue;
        }
        let mut request = rig
            .http
            .request(Method::from_bytes(wild.method.as_bytes()).unwrap(), url)
            .body(wild.body.clone());
        if let Some(kind) = wild.kind {
            request = request.header("content-type", kind);
        }
        if let Some(token) = wild.token {
            request = request.bearer_auth(token);
        }
        let answer = rig.call(request).await;
        assert_eq!(answer.headers["content-type"], "application/json; charset=UTF-8", "{wild:?}");
        assert!(answer.body.is_object(), "{wild:?}");
        if answer.status == 200 {
            assert!(answer.body.get("error").is_none(), "{wild:?}");
            done += 1;
        } else {
            let error = &answer.body["error"];
            let has_shape =
                error["message"].is_string() && error["type"].is_string() && error["code"].is_i64();
            assert!(has_shape && error["fbtrace_id"].is_string(), "{wild:?} {answer:?}");
            assert!((400..500).contains(&answer.status), "{wild:?} {answer:?}");
            refused += 1;
        }
    }
    println!("{done} wild requests were done, {refused} refused");
    assert!(done > 20 && refused > 500, "the requests should be of both kinds: {done} {refused}");
    assert_eq!(rig.get(&format!("/{NUMBER}")).await.status, 200, "still alive");
}

#[tokio::test]
async fn oversized_and_deep_bodies_are_refused() {
    let rig = Rig::start().await;
    let url = rig.url(&format!("/v25.0/{NUMBER}/messages"));
    let post = |body: Vec<u8>| {
        rig.http.post(&url).bearer_auth(TOKEN).header("content-type", "application/json").body(body)
    };
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(rig.call(post(deep.into_bytes())).await.code(), 100);
    let answer = rig.call(post(vec![b' '; 17 * 1024 * 1024])).await;
    assert_eq!((answer.status, answer.code()), (400, 100));
}
