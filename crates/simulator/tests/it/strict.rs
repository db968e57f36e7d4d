//! Strict mode: each rule enforced when it is on, forgiven when it is off.

use reqwest::RequestBuilder;
use serde_json::{Value, json};

use crate::support::{APP, Answer, NUMBER, Rig, SHEENA, TOKEN, WABA};

/// A message that strict mode has nothing against, changed.
fn message(changes: &[(&str, Value)]) -> Value {
    let mut body = json!({"messaging_product": "whatsapp", "recipient_type": "individual", "to": SHEENA,
        "type": "text", "text": {"body": "Hello"}});
    for (pointer, value) in changes {
        match pointer.strip_prefix('-') {
            Some(key) => drop(body.as_object_mut().unwrap().remove(key)),
            None => body[*pointer] = value.clone(),
        }
    }
    body
}

fn read(wamid: &str) -> Value {
    json!({"messaging_product": "whatsapp", "status": "read", "message_id": wamid})
}

fn template(component: Value) -> Value {
    let of = json!({"name": "order_ready", "language": {"code": "en_US"}, "components": [component]});
    message(&[("-text", json!(0)), ("type", json!("template")), ("template", of)])
}

fn form() -> reqwest::multipart::Form {
    let file = reqwest::multipart::Part::bytes(b"text".to_vec()).file_name("a.txt").mime_str("text/plain");
    reqwest::multipart::Form::new().text("messaging_product", "whatsapp").part("file", file.unwrap())
}

struct Calls<'a> {
    rig: &'a Rig,
    wamid: String,
}

impl Calls<'_> {
    fn post(&self, path: &str) -> RequestBuilder {
        self.rig.http.post(self.rig.url(path)).bearer_auth(TOKEN)
    }

    fn send(&self, body: &Value) -> RequestBuilder {
        self.post(&format!("/v25.0/{NUMBER}/messages")).json(body)
    }

    /// Calls that break just the named rule.
    fn breaking(&self) -> Vec<(&'static str, RequestBuilder)> {
        let messages = format!("/v25.0/{NUMBER}/messages");
        let body = message(&[]).to_string();
        let button = json!({"type": "text", "text": "x"});
        let mixed = json!({"name": "mixed_case", "language": "en_US", "category": "UTILITY",
            "components": [{"type": "Body", "text": "Hello there"}]});
        vec![
            ("version", self.post(&format!("/{NUMBER}/messages")).json(&message(&[]))),
            ("version", self.post(&format!("/v14.0/{NUMBER}/messages")).json(&message(&[]))),
            ("path", self.post(&format!("{messages}/")).json(&message(&[]))),
            ("path", self.post(&format!("/v25.0//{NUMBER}/messages")).json(&message(&[]))),
            ("content_type", self.post(&messages).body(body.clone())),
            ("content_type", self.post(&messages).header("content-type", "text/plain").body(body.clone())),
            (
                "json_in_form",
                self.post(&messages).header("content-type", "application/x-www-form-urlencoded").body(body),
            ),
            (
                "read_method",
                self.rig.http.put(self.rig.url(&messages)).bearer_auth(TOKEN).json(&read(&self.wamid)),
            ),
            ("nulls", self.send(&message(&[("context", json!(null))]))),
            ("nulls", self.send(&message(&[("text", json!({"body": "x", "preview_url": null}))]))),
            ("media_type", self.post(&format!("/v25.0/{NUMBER}/media")).multipart(form())),
            (
                "media_type",
                self.post(&format!("/v25.0/{NUMBER}/media")).multipart(form().text("type", "image/png")),
            ),
            ("letter_case", self.send(&message(&[("type", json!("TEXT"))]))),
            ("letter_case", self.send(&message(&[("messaging_product", json!("WhatsApp"))]))),
            ("letter_case", self.send(&template(json!({"type": "BODY", "parameters": [button]})))),
            ("letter_case", self.post(&format!("/v25.0/{WABA}/message_templates")).json(&mixed)),
            ("types", self.send(&message(&[("text", json!({"body": "x", "preview_url": "true"}))]))),
            ("types", self.send(&message(&[("to", json!(16_505_551_234_u64))]))),
            ("recipient_type", self.send(&message(&[("-recipient_type", json!(0))]))),
            ("type", self.send(&message(&[("-type", json!(0))]))),
            ("to", self.send(&message(&[("to", json!("+1 (650) 555-1234"))]))),
            ("to", self.send(&message(&[("to", json!("6505551234"))]))),
            ("keys", self.send(&message(&[("preview_url", json!(true))]))),
            ("keys", self.send(&message(&[("text", json!({"body": "x", "colour": "red"}))]))),
            ("keys", self.send(&message(&[("image", json!({"link": "https://example.com/a.png"}))]))),
            (
                "keys",
                self.send(&{
                    let mut body = read(&self.wamid);
                    body["recipient_type"] = json!("individual");
                    body
                }),
            ),
        ]
    }

    /// Calls that strict mode has nothing against.
    fn proper(&self) -> Vec<RequestBuilder> {
        let button = json!({"type": "text", "text": "x"});
        vec![
            self.send(&message(&[])),
            self.send(&message(&[("to", json!("16505551234"))])),
            self.send(&message(&[("context", json!({"message_id": self.wamid}))])),
            self.send(&read(&self.wamid)),
            self.send(&template(json!({"type": "body", "parameters": [button]}))),
            self.post(&format!("/v25.0/{NUMBER}/media")).multipart(form().text("type", "text/plain")),
            self.post(&format!("/v25.0/{NUMBER}/messages")).form(&[
                ("messaging_product", "whatsapp"),
                ("recipient_type", "individual"),
                ("to", SHEENA),
                ("type", "text"),
                ("text", r#"{"body":"Hello"}"#),
            ]),
            self.rig.http.get(self.rig.url(&format!("/v25.0/{NUMBER}?fields=id"))).bearer_auth(TOKEN),
        ]
    }
}

/// With a template that has a variable.
async fn start(is_strict: bool) -> Rig {
    Rig::with(|options| {
        let text = "Hello {{1}}, your order is ready.";
        let template = json!({"id": "77", "name": "order_ready", "language": "en_US",
            "components": [{"type": "BODY", "text": text}]});
        let templates = &mut options.world.businesses[0].wabas[0].templates;
        templates.push(serde_json::from_value(template).unwrap());
        options.world.settings.strict = is_strict;
    })
    .await
}

fn is_strict(answer: &Answer) -> bool {
    answer.details().contains("Strict mode refuses this")
}

#[tokio::test]
async fn o1_each_rule_is_forgiven_unless_strict() {
    let rig = start(false).await;
    let wamid = rig.types("Hello?").await;
    let calls = Calls { rig: &rig, wamid };
    for (rule, call) in calls.breaking() {
        let answer = rig.call(call).await;
        assert_eq!(answer.status, 200, "{rule}: {answer:?}");
    }
}

#[tokio::test]
async fn o1_each_rule_is_enforced_when_strict_and_says_so() {
    let rig = start(true).await;
    let wamid = rig.types("Hello?").await;
    let calls = Calls { rig: &rig, wamid };
    for (rule, call) in calls.breaking() {
        let answer = rig.call(call).await;
        assert_eq!((answer.status, answer.code()), (400, 100), "{rule}: {answer:?}");
        assert!(answer.details().contains(&format!("(rule {rule})")), "{rule}: {answer:?}");
        assert!(answer.message().len() > 20 && is_strict(&answer), "{rule}: {answer:?}");
    }
    for call in calls.proper() {
        let answer = rig.call(call).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
}

#[tokio::test]
async fn o1_strict_mode_wants_callbacks_over_tls() {
    let rig = Rig::start().await;
    let subscribe = || {
        let url = rig.url(&format!("/v25.0/{APP}/subscriptions"));
        let fields = [
            ("object", "whatsapp_business_account"),
            ("callback_url", "http://127.0.0.1:9/"),
            ("verify_token", "v"),
        ];
        rig.http.post(url).bearer_auth(format!("{APP}|{}", crate::support::SECRET)).form(&fields)
    };
    assert_eq!(rig.call(subscribe()).await.code(), 2200, "the handshake was tried");
    rig.patch("/_sim/settings", json!({"strict": true})).await;
    let answer = rig.call(subscribe()).await;
    assert!(is_strict(&answer) && answer.message().contains("https://"), "{answer:?}");
}

#[tokio::test]
async fn o1_strict_mode_is_a_setting_that_can_be_turned() {
    let rig = Rig::start().await;
    let call = || rig.http.get(rig.url(&format!("/{NUMBER}"))).bearer_auth(TOKEN);
    assert_eq!(rig.call(call()).await.status, 200);
    assert_eq!(rig.patch("/_sim/settings", json!({"strict": true})).await.body["strict"], true);
    assert!(is_strict(&rig.call(call()).await));
    let no_token = rig.call(rig.http.get(rig.url(&format!("/{NUMBER}")))).await;
    assert_eq!(no_token.code(), 104, "a missing token is told first");
    rig.patch("/_sim/settings", json!({"strict": false})).await;
    assert_eq!(rig.call(call()).await.status, 200);
}
