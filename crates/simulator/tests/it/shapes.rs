//! The many shapes in which clients put their calls.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{APP, NUMBER, Rig, SECRET, SHEENA, TOKEN, WABA};

fn hello() -> Value {
    json!({"messaging_product": "whatsapp", "to": SHEENA, "text": {"body": "Hello"}})
}

/// The answers of a batch: code and body of each, null for those left out.
async fn batch(rig: &Rig, items: Value) -> Vec<(u64, Value)> {
    let fields = [("access_token", TOKEN.to_owned()), ("batch", items.to_string())];
    let answer = rig.call(rig.http.post(rig.url("/v25.0/")).form(&fields)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let read = |it: &Value| {
        let body = it["body"].as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        (it["code"].as_u64().unwrap_or_default(), body)
    };
    answer.body.as_array().unwrap().iter().map(read).collect()
}

#[tokio::test]
async fn o1_a_batch_makes_its_calls_in_order_and_answers_each() {
    let rig = Rig::start().await;
    let form =
        format!("messaging_product=whatsapp&to={}&type=text&text=%7B%22body%22%3A%22Hi%22%7D", "16505551234");
    let answers = batch(
        &rig,
        json!([
            {"method": "GET", "relative_url": format!("{NUMBER}?fields=verified_name")},
            {"method": "POST", "relative_url": format!("v25.0/{NUMBER}/messages"), "body": form},
            {"method": "POST", "relative_url": format!("{NUMBER}/messages"), "body": hello(),
             "headers": ["Content-Type: application/json"]},
            {"method": "GET", "relative_url": "424242"},
            {"relative_url": "me", "access_token": "nonsense"},
            {"method": "GET"},
        ]),
    )
    .await;
    let codes: Vec<u64> = answers.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, [200, 200, 200, 400, 401, 400]);
    assert_eq!(answers[0].1, json!({"verified_name": "Test Number", "id": NUMBER}));
    assert!(answers[2].1["messages"][0]["id"].as_str().unwrap().starts_with("wamid."));
    assert_eq!(answers[3].1["error"]["code"], 100);
    let log = rig.get("/_sim/requests").await.body.to_string();
    assert_eq!(log.matches(&format!("/{NUMBER}/messages\"")).count(), 2, "each is in the log: {log}");
    assert!(!log.contains("nonsense"), "tokens are not");
}

#[tokio::test]
async fn o1_a_call_of_a_batch_uses_what_another_found() {
    let rig = Rig::start().await;
    let list = json!({"method": "GET", "name": "numbers", "relative_url": format!("{WABA}/phone_numbers?fields=id")});
    let each = json!({"method": "GET", "relative_url": "?ids={result=numbers:$.data.*.id}&fields=id"});
    let answers = batch(&rig, json!([list, each])).await;
    assert_eq!(answers[0], (0, Value::Null), "what others are made from is left out");
    assert_eq!(answers[1].0, 400, "a batch holds no other");
    let one = json!({"method": "GET", "relative_url": "{result=numbers:$.data[0].id}?fields=id"});
    let mut shown = list.clone();
    shown["omit_response_on_success"] = json!(false);
    let answers = batch(&rig, json!([shown, one])).await;
    assert_eq!((answers[0].0, &answers[1]), (200, &(200, json!({"id": NUMBER}))));
    let failing = json!({"method": "GET", "name": "x", "relative_url": "424242"});
    let after = json!({"method": "GET", "relative_url": NUMBER, "depends_on": "x"});
    let answers = batch(&rig, json!([failing, after])).await;
    assert_eq!((answers[0].0, answers[1].0), (400, 424));
}

#[tokio::test]
async fn o1_a_batch_may_be_json_and_has_its_limits() {
    let rig = Rig::start().await;
    let item = json!({"method": "GET", "relative_url": NUMBER});
    let of = |n: usize| json!({"batch": vec![item.clone(); n], "include_headers": false});
    let answer = rig.post("/", of(50)).await;
    assert_eq!(answer.body.as_array().unwrap().len(), 50);
    assert_eq!(answer.body[0].get("headers"), None);
    for wrong in [of(51), of(0), json!({"batch": "x"})] {
        assert_eq!(rig.post("/", wrong).await.code(), 100);
    }
    let file =
        reqwest::multipart::Part::bytes(b"%PDF-1.4".to_vec()).file_name("a.pdf").mime_str("application/pdf");
    let upload = json!([{"method": "POST", "relative_url": format!("{NUMBER}/media"),
        "body": "messaging_product=whatsapp&type=application/pdf", "attached_files": "f1"}]);
    let form = reqwest::multipart::Form::new().text("batch", upload.to_string()).part("f1", file.unwrap());
    let answer = rig.call(rig.http.post(rig.url("/")).bearer_auth(TOKEN).multipart(form)).await;
    assert_eq!(answer.body[0]["code"], 200, "{answer:?}");
}

#[tokio::test]
async fn o1_several_objects_are_looked_up_at_once() {
    let rig = Rig::start().await;
    let answer = rig.get(&format!("/v25.0/?ids={NUMBER},{WABA}&fields=id")).await;
    assert_eq!(answer.body, json!({NUMBER: {"id": NUMBER}, WABA: {"id": WABA}}));
    let answer = rig.get(&format!("/v25.0/phone_numbers?ids={WABA}&fields=id")).await;
    assert_eq!(answer.body[WABA]["data"], json!([{"id": NUMBER}]));
    let answer = rig.get(&format!("/?ids={NUMBER},424242")).await;
    assert_eq!((answer.status, answer.code()), (404, 803));
    assert!(answer.message().contains("424242"));
    assert_eq!(rig.get("/?ids=").await.code(), 100);
}

#[tokio::test]
async fn o1_bodies_may_be_compressed_and_cannot_grow_without_end() {
    let rig = Rig::start().await;
    let packed = |bytes: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let send = |encoding: &'static str, body: Vec<u8>| {
        let url = rig.url(&format!("/v25.0/{NUMBER}/messages"));
        let call = rig.http.post(url).bearer_auth(TOKEN).header("content-type", "application/json");
        rig.call(call.header("content-encoding", encoding).body(body))
    };
    let body = hello().to_string().into_bytes();
    assert_eq!(send("gzip", packed(&body)).await.status, 200);
    assert_eq!(send("identity", body.clone()).await.status, 200);
    for (encoding, body) in [("gzip", body.clone()), ("br", body), ("gzip", packed(&vec![b' '; 20 << 20]))] {
        let answer = send(encoding, body).await;
        assert_eq!((answer.status, answer.code()), (400, 100), "{answer:?}");
    }
}

#[tokio::test]
async fn o1_other_methods_are_answered() {
    let rig = Rig::start().await;
    let ask =
        |method: Method, path: String| rig.http.request(method, rig.url(&path)).bearer_auth(TOKEN).send();
    let head = ask(Method::HEAD, format!("/v25.0/{NUMBER}")).await.unwrap();
    assert_eq!(
        (head.status().as_u16(), head.headers()["facebook-api-version"].to_str().unwrap()),
        (200, "v25.0")
    );
    assert_eq!(head.text().await.unwrap(), "");
    let options = ask(Method::OPTIONS, format!("/v25.0/{NUMBER}/messages")).await.unwrap();
    assert_eq!(options.status(), 200);
    assert_eq!(options.headers()["access-control-allow-origin"], "*");
    // Who can only post says what is meant.
    let answer = rig.call(rig.http.post(rig.url(&format!("/{NUMBER}?method=get"))).bearer_auth(TOKEN)).await;
    assert_eq!(answer.body["id"], NUMBER);
    assert_eq!(rig.post(&format!("/{NUMBER}/messages?method=delete"), json!({})).await.status, 400);
    assert_eq!(ask(Method::PATCH, format!("/{NUMBER}")).await.unwrap().status(), 400);
}

#[tokio::test]
async fn o1_a_token_can_ask_whose_it_is_and_the_parameter_counts_more_than_the_header() {
    let rig = Rig::start().await;
    assert_eq!(rig.get("/me?fields=id").await.body, json!({"id": "122100000000000001"}));
    assert_eq!(rig.get("/v25.0/app").await.body["id"], APP);
    let own = format!("{APP}|{SECRET}");
    let query = [("access_token", own.as_str())];
    let answer = rig.call(rig.http.get(rig.url("/me")).bearer_auth(TOKEN).query(&query)).await;
    assert_eq!(answer.body["id"], APP);
}

#[tokio::test]
async fn o1_pages_have_addresses_that_lead_on_and_back() {
    let rig = Rig::with(|options| {
        let templates = &mut options.world.businesses[0].wabas[0].templates;
        for n in 0..4 {
            let template = json!({"id": format!("88{n}"), "name": format!("page_{n}"), "language": "en_US",
                "components": [{"type": "BODY", "text": "Hello"}]});
            templates.push(serde_json::from_value(template).unwrap());
        }
    })
    .await;
    let first =
        rig.get(&format!("/v25.0/{WABA}/message_templates?limit=2&fields=name&status=APPROVED")).await;
    let next = first.body["paging"]["next"].as_str().unwrap();
    assert!(next.starts_with(&rig.url(&format!("/v25.0/{WABA}/message_templates?"))), "{next}");
    assert_eq!(first.body["paging"].get("previous"), None);
    let second = rig.call(rig.http.get(next)).await;
    assert_eq!(second.status, 200, "the address carries token, fields and filters: {second:?}");
    assert_ne!(second.body["data"][0]["id"], first.body["data"][0]["id"]);
    let previous = second.body["paging"]["previous"].as_str().unwrap();
    assert_eq!(rig.call(rig.http.get(previous)).await.body["data"], first.body["data"]);
    let log = rig.get("/_sim/requests").await.body.to_string();
    assert!(!log.contains(TOKEN), "no token in the log");
}
