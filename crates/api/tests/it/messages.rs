//! Messages: sent once, listed in order, retried.

use std::time::Duration;

use domain::MessageId;
use domain::message::MessageStatus;
use domain::workspace::Role;
use serde_json::{Value, json};

use crate::harness::{Api, Client};

/// Ada with a conversation whose window is open.
async fn with_conversation(api: &Api) -> (Client<'_>, String) {
    let ada = api.owner("ada@example.com").await;
    let number = ada.connect("106540352242922").await;
    let (conversation, _) = ada.receive(number, "+4915112345678", "hello").await;
    (ada, conversation.to_string())
}

#[tokio::test]
async fn c1_a_text_is_taken_for_sending_and_can_be_fetched() {
    for api in Api::on_both().await {
        let (ada, conversation) = with_conversation(&api).await;
        let quoted =
            ada.get(&format!("/v1/conversations/{conversation}/messages")).await.ok(200)["items"][0].clone();
        let body = json!({
            "conversation_id": conversation, "content": { "type": "text", "text": "Hi *there* 👋" },
            "reply_to": quoted["id"],
        });
        let sent = ada.post("/v1/messages", &body).await.ok(202);
        assert_eq!((&sent["status"], &sent["direction"]), (&json!("queued"), &json!("outbound")));
        assert_eq!(sent["content"], json!({ "type": "text", "text": "Hi *there* 👋" }));
        assert_eq!(sent["reply_to"]["message_id"], quoted["id"]);
        assert_eq!(sent["author"]["name"], "Ada");
        assert_eq!(ada.get(&format!("/v1/messages/{}", sent["id"].as_str().unwrap())).await.ok(200), sent);
        let row = ada.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
        assert_eq!(row["last_message"]["id"], sent["id"]);
    }
}

#[tokio::test]
async fn c13_repeating_a_send_under_its_key_sends_once() {
    for api in Api::on_both().await {
        let (ada, conversation) = with_conversation(&api).await;
        let first = ada.send_text(&conversation, "once", "key-1").await;
        assert!(!first.headers.contains_key("idempotent-replayed"));
        let first = first.ok(202);
        assert_eq!(first["client_ref"], "key-1");
        let again = ada.send_text(&conversation, "once", "key-1").await;
        assert_eq!(again.headers["idempotent-replayed"], "true");
        assert_eq!(again.ok(202), first);
        let other = ada.send_text(&conversation, "something else", "key-1").await;
        assert_eq!(other.refusal(), (409, "idempotency_key_reused"));
        assert_eq!(ada.send_text(&conversation, "x", "two words").await.fields(), ["Idempotency-Key"]);
        let page = ada.get(&format!("/v1/conversations/{conversation}/messages")).await.ok(200);
        assert_eq!(page["items"].as_array().unwrap().len(), 2);
    }
}

#[tokio::test]
async fn c13_a_key_used_by_many_at_once_sends_once() {
    for api in Api::on_both().await {
        let (ada, conversation) = with_conversation(&api).await;
        let send = || ada.send_text(&conversation, "once", "key-1");
        let answers = tokio::join!(send(), send(), send(), send());
        for answer in [&answers.0, &answers.1, &answers.2, &answers.3] {
            assert_eq!(answer.status, 202, "{answer:?}");
            assert_eq!(answer.json["id"], answers.0.json["id"]);
        }
    }
}

#[tokio::test]
async fn c7_a_message_goes_to_a_known_number_in_its_conversation() {
    for api in Api::on_both().await {
        let (ada, conversation) = with_conversation(&api).await;
        let row = ada.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
        let to = |to: &str| json!({ "phone_number_id": row["phone_number_id"], "to": to, "content": { "type": "text", "text": "hi" } });
        let sent = ada.post("/v1/messages", &to("+49 (151) 1234-5678")).await.ok(202);
        assert_eq!(sent["conversation_id"], json!(conversation));
        let stranger = ada.post("/v1/messages", &to("+16505551234")).await;
        assert_eq!(stranger.refusal(), (409, "window_closed"));
        for bad in ["0151 12345678", "hello", "+49 1", ""] {
            let refused = ada.post("/v1/messages", &to(bad)).await;
            assert_eq!(
                (refused.refusal(), refused.fields()),
                ((422, "validation_failed"), vec!["to"]),
                "{bad}"
            );
        }
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_by_name() {
    for api in Api::on_both().await {
        let (ada, conversation) = with_conversation(&api).await;
        let text = |text: &str| json!({ "conversation_id": conversation, "content": { "type": "text", "text": text } });
        for (body, field) in [
            (text(""), "content.text"),
            (text(" \n "), "content.text"),
            (text(&"a".repeat(40_961)), "content.text"),
            (text("a\0b"), "content.text"),
            (json!({ "conversation_id": conversation }), "content"),
            (json!({ "content": { "type": "text", "text": "x" } }), "conversation_id"),
            (
                json!({ "conversation_id": "1", "content": { "type": "text", "text": "x" } }),
                "conversation_id",
            ),
        ] {
            let refused = ada.post("/v1/messages", &body).await;
            assert_eq!(
                (refused.refusal(), refused.fields()),
                ((422, "validation_failed"), vec![field]),
                "{body}"
            );
        }
        ada.post("/v1/messages", &text(&"ä".repeat(4096))).await.ok(202);
        let unknown_kind = json!({ "conversation_id": conversation, "content": { "type": "hologram" } });
        assert_eq!(ada.post("/v1/messages", &unknown_kind).await.refusal(), (422, "validation_failed"));
        let nowhere =
            json!({ "conversation_id": uuid::Uuid::nil(), "content": { "type": "text", "text": "x" } });
        assert_eq!(ada.post("/v1/messages", &nowhere).await.refusal(), (404, "not_found"));
        let mut quoting = text("x");
        quoting["reply_to"] = json!(uuid::Uuid::nil());
        assert_eq!(ada.post("/v1/messages", &quoting).await.fields(), ["reply_to"]);
        let viewer = api.member("vi@example.com", ada.workspace, Role::Viewer).await;
        assert_eq!(viewer.post("/v1/messages", &text("x")).await.refusal(), (403, "not_allowed"));
    }
}

#[tokio::test]
async fn c8_outside_the_window_nothing_is_sent() {
    for api in Api::on_both().await {
        let (ada, conversation) = with_conversation(&api).await;
        // The session would end first otherwise.
        api.clock.advance(Duration::from_secs(24 * 3600));
        let ada = Client { ..ada };
        assert_eq!(ada.send_text(&conversation, "late", "k").await.refusal(), (401, "not_signed_in"));
        let bo = api.member("bo@example.com", ada.workspace, Role::Agent).await;
        let closed = bo.send_text(&conversation, "late", "k").await;
        assert_eq!(closed.refusal(), (409, "window_closed"));
        let row = bo.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
        let at = row["window_expires_at"].as_str().unwrap();
        assert_eq!(closed.json["closed_at"], at);
        let detail = closed.json["detail"].as_str().unwrap();
        assert_eq!(detail, format!("The 24-hour window closed at {at}: send an approved template instead."));
        let link = closed.json["templates_url"].as_str().unwrap();
        assert_eq!(link, "/v1/templates?status=approved&waba_id=102290129340398");
        ada_has_a_template(&bo).await;
        let offered = bo.get(link).await.ok(200);
        assert_eq!(offered["items"][0]["name"], "hello");
    }
}

async fn ada_has_a_template(of: &Client<'_>) {
    of.approved("hello", &json!([{ "type": "BODY", "text": "Hello" }])).await;
}

#[tokio::test]
async fn c8_who_has_never_written_has_no_window_that_could_have_closed() {
    let api = Api::start().await;
    let (ada, conversation) = with_conversation(&api).await;
    let row = ada.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
    let body = json!({ "phone_number_id": row["phone_number_id"], "to": "+16505551234",
        "content": { "type": "text", "text": "hi" } });
    let refused = ada.post("/v1/messages", &body).await;
    assert_eq!(refused.refusal(), (409, "window_closed"));
    assert_eq!(refused.json["closed_at"], Value::Null);
    assert!(refused.json["detail"].as_str().unwrap().contains("has not written yet"), "{refused:?}");
}

#[tokio::test]
async fn c11_only_a_failed_message_is_sent_again() {
    for api in Api::on_both().await {
        let (ada, conversation) = with_conversation(&api).await;
        let sent = ada.send_text(&conversation, "hi", "k").await.ok(202);
        let id: MessageId = sent["id"].as_str().unwrap().parse().unwrap();
        let retry = format!("/v1/messages/{id}/retry");
        assert_eq!(ada.post(&retry, &Value::Null).await.refusal(), (409, "not_retryable"));
        let workspace = ada.workspace;
        let failed = api.store.write(workspace, move |tx| {
            let mut message = tx.messages().lookup(workspace, id)?.unwrap();
            message.status = Some(MessageStatus::Failed);
            tx.messages().update_progress(workspace, &message)
        });
        failed.await.unwrap();
        let viewer = api.member("vi@example.com", ada.workspace, Role::Viewer).await;
        assert_eq!(viewer.post(&retry, &Value::Null).await.refusal(), (403, "not_allowed"));
        let again = ada.post(&retry, &Value::Null).await.ok(202);
        assert_eq!((&again["status"], &again["attempt"]), (&json!("queued"), &json!(2)));
        let nowhere = format!("/v1/messages/{}/retry", uuid::Uuid::nil());
        assert_eq!(ada.post(&nowhere, &Value::Null).await.refusal(), (404, "not_found"));
    }
}

#[tokio::test]
async fn d4_a_thread_is_walked_both_ways_from_any_message() {
    for api in Api::on_both().await {
        let ada = api.owner("ada@example.com").await;
        let number = ada.connect("106540352242922").await;
        let mut all = Vec::new();
        let mut conversation = String::new();
        for n in 0..10 {
            let (thread, message) = ada.receive(number, "+4915112345678", &format!("message {n}")).await;
            conversation = thread.to_string();
            all.push(message.to_string());
        }
        let list = |query: String| {
            let (ada, path) = (&ada, format!("/v1/conversations/{conversation}/messages?{query}"));
            async move { ada.get(&path).await.ok(200) }
        };
        let ids = |page: &Value| -> Vec<String> {
            page["items"].as_array().unwrap().iter().map(|m| m["id"].as_str().unwrap().to_owned()).collect()
        };
        let newest = list("limit=4".to_owned()).await;
        assert_eq!((ids(&newest), &newest["newer_cursor"]), (all[6..].to_vec(), &Value::Null));
        let older = list(format!("limit=4&before={}", newest["older_cursor"].as_str().unwrap())).await;
        assert_eq!(ids(&older), all[2..6]);
        let oldest = list(format!("limit=4&before={}", older["older_cursor"].as_str().unwrap())).await;
        assert_eq!((ids(&oldest), &oldest["older_cursor"]), (all[..2].to_vec(), &Value::Null));
        let newer = list(format!("limit=4&after={}", oldest["newer_cursor"].as_str().unwrap())).await;
        assert_eq!(ids(&newer), all[2..6]);

        let middle = list(format!("limit=5&around={}", all[5])).await;
        assert_eq!(ids(&middle), all[3..8]);
        assert!(middle["older_cursor"].is_string() && middle["newer_cursor"].is_string());
        let end = list(format!("limit=5&around={}", all[9])).await;
        assert_eq!((ids(&end), &end["newer_cursor"]), (all[5..].to_vec(), &Value::Null));
        let alone = list(format!("limit=1&around={}", all[5])).await;
        assert_eq!(ids(&alone), all[5..6]);
        assert!(alone["older_cursor"].is_string() && alone["newer_cursor"].is_string());

        let path = format!("/v1/conversations/{conversation}/messages");
        let both = ada
            .get(&format!("{path}?around={}&before={}", all[5], newest["older_cursor"].as_str().unwrap()))
            .await;
        assert_eq!(both.refusal(), (422, "validation_failed"));
        assert_eq!(
            ada.get(&format!("{path}?around={}", uuid::Uuid::nil())).await.refusal(),
            (404, "not_found")
        );
        let nowhere = format!("/v1/conversations/{}/messages", uuid::Uuid::nil());
        assert_eq!(ada.get(&nowhere).await.refusal(), (404, "not_found"));
    }
}
