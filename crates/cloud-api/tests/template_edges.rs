//! What calls about templates look like on the wire, and what is read of their answers.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use cloud_api::Client;
use cloud_api_types::fields::templates::TemplateCategory;
use cloud_api_types::graph::templates::{TemplateStatus, TemplateUpsert};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// A peer that answers one request with `answer` and gives back what was asked: the first line, and the body.
async fn peer(answer: Value) -> (Client, oneshot::Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let (tell, asked) = oneshot::channel();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let (mut seen, mut buffer) = (Vec::new(), [0; 4096]);
        let (head, body) = loop {
            let read = stream.read(&mut buffer).await.unwrap();
            seen.extend_from_slice(&buffer[..read]);
            let text = String::from_utf8(seen.clone()).unwrap();
            let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
            let length = head
                .lines()
                .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                break (head.lines().next().unwrap().to_owned(), body.to_owned());
            }
        };
        let answer = answer.to_string();
        let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{answer}", answer.len());
        stream.write_all(answer.as_bytes()).await.unwrap();
        let _ = tell.send((head, serde_json::from_str(&body).unwrap_or_default()));
    });
    let options = cloud_api::http::Options { system_proxy: false, ..Default::default() };
    let http = cloud_api::http::client(&options).unwrap();
    (Client::new(http, &base, "v25.0", "TOKEN").unwrap(), asked)
}

#[tokio::test]
async fn f1_templates_are_archived_by_their_ids_and_those_that_stay_say_why() {
    let answer = json!({"archived_templates": ["1"], "failed_templates": {"2": "It is in review."}});
    let (client, asked) = peer(answer).await;
    let done = client.archive_templates("1022", &["1", "2"]).await.unwrap();
    assert_eq!(done.archived_templates, ["1"]);
    assert_eq!(done.failed_templates.unwrap()["2"], "It is in review.");
    let (line, body) = asked.await.unwrap();
    assert_eq!(line, "POST /v25.0/1022/message_templates/archive HTTP/1.1");
    assert_eq!(body, json!({"hsm_ids": "1,2"}));
    let (client, asked) = peer(json!({"unarchived_templates": ["1"]})).await;
    assert_eq!(client.unarchive_templates("1022", &["1"]).await.unwrap().unarchived_templates, ["1"]);
    assert_eq!(asked.await.unwrap().0, "POST /v25.0/1022/message_templates/unarchive HTTP/1.1");
}

#[tokio::test]
async fn f1_templates_are_compared_between_two_times() {
    let metric = json!({"metric": "MESSAGE_SENDS", "type": "NUMBER_VALUES",
        "number_values": [{"key": "1", "value": 1245}, {"key": "2", "value": "8"}]});
    let (client, asked) = peer(json!({"data": [metric]})).await;
    let metrics = client.compare_templates("1", &["2"], 1_780_000_000, 1_780_604_800).await.unwrap();
    assert_eq!(metrics[0].number_values[1].value, Some(8));
    let (line, _) = asked.await.unwrap();
    let want = "GET /v25.0/1/compare?template_ids=%5B%222%22%5D&start=1780000000&end=1780604800 HTTP/1.1";
    assert_eq!(line, want);
}

#[tokio::test]
async fn f1_an_authentication_template_is_made_in_many_languages() {
    let answer = json!({"data": [{"id": "7", "status": "APPROVED", "language": "de"}]});
    let (client, asked) = peer(answer).await;
    let upsert = TemplateUpsert {
        name: Some("codes".to_owned()),
        languages: vec!["en_US".to_owned(), "de".to_owned()],
        category: Some(TemplateCategory::Authentication),
        message_send_ttl_seconds: Some(300),
        ..Default::default()
    };
    let made = client.upsert_templates("1022", &upsert).await.unwrap();
    assert_eq!((made[0].id.as_deref(), &made[0].status), (Some("7"), &Some(TemplateStatus::Approved)));
    let (line, body) = asked.await.unwrap();
    assert_eq!(line, "POST /v25.0/1022/upsert_message_templates HTTP/1.1");
    assert_eq!(
        body,
        json!({"name": "codes", "languages": ["en_US", "de"], "category": "AUTHENTICATION", "message_send_ttl_seconds": 300}),
    );
}

#[tokio::test]
async fn f1_a_template_that_stays_paused_says_why() {
    let (client, _) = peer(json!({"success": false, "reason": "It is not paused."})).await;
    let answer = client.unpause_template("1").await.unwrap();
    assert_eq!((answer.success, answer.reason.as_deref()), (Some(false), Some("It is not paused.")));
    let (client, _) = peer(json!({"what": 1})).await;
    assert!(client.unpause_template("1").await.is_err(), "an answer that says neither yes nor no");
}
