//! What must be refused, and what must be kept although it makes no sense.

use domain::MetaAppId;
use serde_json::json;
use storage::Scope;
use test_support::TestApp;

async fn journal_entries(app: &TestApp) -> usize {
    app.store().journal().read_after(0, 1000, 1 << 24).await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b2_only_a_right_signature_gets_in_and_nothing_else_is_stored() {
    let app = TestApp::start().await;
    let body = app.webhook(&[app.inbound_text("wamid.1", "hi")], &[]);
    let right = cloud_api::signature::sign(&app.app_secret, &body);
    let header = cloud_api::signature::HEADER;
    let wrong_secret = cloud_api::signature::sign("another secret", &body);
    let upper = right.to_uppercase().replace("SHA256", "sha256");
    for (headers, status, code) in [
        (vec![], 401, "signature_missing"),
        (vec![(header, "")], 401, "signature_malformed"),
        (vec![(header, "sha256=")], 401, "signature_malformed"),
        (vec![(header, &right[..40])], 401, "signature_malformed"),
        (vec![(header, upper.as_str())], 401, "signature_malformed"),
        (vec![(header, right.as_str()), (header, right.as_str())], 401, "signature_malformed"),
        (vec![(header, wrong_secret.as_str())], 403, "signature_mismatch"),
    ] {
        assert_eq!(app.deliver_with(&body, &headers).await.refusal(), (status, code.into()), "{headers:?}");
    }
    assert_eq!(journal_entries(&app).await, 0);
    // The bytes count, not what they mean.
    let reserialised = String::from_utf8(body.clone()).unwrap().replace("\":", "\": ");
    assert_eq!(app.deliver_with(reserialised.as_bytes(), &[(header, &right)]).await.status, 403);
    app.deliver_with(&body, &[(header, &right)]).await.ok(200);
    assert_eq!(journal_entries(&app).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b2_after_a_rotation_both_secrets_are_good() {
    let app = TestApp::start().await;
    let id = MetaAppId::from("670843887433847");
    app.store()
        .write(Scope::System, move |tx| tx.meta_apps().update_secret(&id, "new secret"))
        .await
        .unwrap();
    for secret in [app.app_secret.clone(), "new secret".to_owned()] {
        let body = app.webhook(&[app.inbound_text(&format!("wamid.{secret}"), "hi")], &[]);
        let signature = cloud_api::signature::sign(&secret, &body);
        app.deliver_with(&body, &[(cloud_api::signature::HEADER, &signature)]).await.ok(200);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b1_the_handshake_answers_only_who_knows_the_verify_token() {
    let app = TestApp::start().await;
    let ask = async |query: &str| app.get(&format!("/webhooks/whatsapp?{query}")).await;
    let good = ask("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=test_verify_token").await;
    assert_eq!((good.status.as_u16(), good.text.as_str()), (200, "1158201444"));
    for bad in [
        "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=wrong",
        "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=",
        "hub.mode=subscribe&hub.challenge=1158201444",
        "hub.mode=other&hub.challenge=1158201444&hub.verify_token=test_verify_token",
        "hub.mode=subscribe&hub.challenge=%3Cscript%3E%20&hub.verify_token=test_verify_token",
        "",
    ] {
        let answer = ask(bad).await;
        assert_eq!(answer.status.as_u16(), 403, "{bad}");
        assert!(!answer.text.contains("1158201444"), "{bad} leaked the challenge");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b3_truncated_json_with_a_good_signature_is_kept_as_unreadable_and_blocks_nothing() {
    let app = TestApp::start().await;
    app.deliver(b"{\"object\":\"whatsapp_business_account\",\"entry\":[{").await.ok(200);
    app.deliver(b"").await.ok(200);
    app.deliver(b"\xff\xfe\x00").await.ok(200);
    let wamid = "wamid.after";
    app.deliver(&app.webhook(&[app.inbound_text(wamid, "still here")], &[])).await.ok(200);
    app.wait_for("the message behind it", |e| e["message"]["wamid"] == wamid).await;
    let outcome =
        app.store().read(Scope::System, |tx| tx.journal_cursors().outcome(1)).await.unwrap().unwrap();
    assert_eq!(outcome.word, "unreadable");
    assert!(outcome.error.is_some());
    assert_eq!(journal_entries(&app).await, 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_unknown_fields_kinds_and_numbers_are_kept_with_their_reason() {
    let app = TestApp::start().await;
    let field = json!({"object": "whatsapp_business_account", "entry": [
        {"id": "1", "changes": [{"field": "hologram_update", "value": {"depth": 3}}]}]});
    app.deliver(field.to_string().as_bytes()).await.ok(200);
    let other = json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [
        {"field": "messages", "value": {"metadata": {"phone_number_id": "999"},
            "messages": [app.inbound_text("wamid.x", "for somebody else")]}}]}]});
    app.deliver(other.to_string().as_bytes()).await.ok(200);
    app.settle().await;
    for (entry, reason) in [(1, "hologram_update"), (2, "999")] {
        let outcome = app
            .store()
            .read(Scope::System, move |tx| tx.journal_cursors().outcome(entry))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(outcome.word, "partly");
        assert!(outcome.error.unwrap().contains(reason));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b10_a_body_over_the_limit_is_refused_and_not_stored() {
    let app = TestApp::start().await;
    let answer = app.deliver(&vec![b' '; 5 << 20]).await;
    assert_eq!(answer.refusal(), (413, "body_too_large".into()));
    assert_eq!(journal_entries(&app).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c1_sends_that_make_no_sense_are_refused_with_their_field() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    let text =
        |text: &str| json!({"conversation_id": conversation, "content": {"type": "text", "text": text}});
    for bad in ["", "  \n ", &"x".repeat(40_961)] {
        let refused = app.post("/v1/messages", text(bad)).await;
        assert_eq!(refused.refusal().0, 422);
        assert!(!refused.json()["fields"].as_object().unwrap().is_empty(), "{}", refused.text);
    }
    app.post("/v1/messages", text(&"ü".repeat(4096))).await.ok(202);
    let nowhere = json!({"conversation_id": "01a1f868-a06c-72e7-92c6-1b073195efc5",
        "content": {"type": "text", "text": "hi"}});
    assert_eq!(app.post("/v1/messages", nowhere).await.refusal().0, 404);
    let neither = json!({"content": {"type": "text", "text": "hi"}});
    assert_eq!(app.post("/v1/messages", neither).await.refusal().0, 422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b3_one_app_cannot_speak_for_the_number_of_another() {
    let app = TestApp::start().await;
    let intruder = domain::phone_number::MetaApp {
        id: MetaAppId::from("666"),
        app_secret: domain::Secret::new("intruder"),
        previous_app_secret: None,
        verify_token: domain::Secret::new("x"),
    };
    let now = app.app.clock.now();
    app.store().write(Scope::System, move |tx| tx.meta_apps().add_if_new(&intruder, now)).await.unwrap();
    let body = app.webhook(&[app.inbound_text("wamid.forged", "I am you")], &[]);
    let signature = cloud_api::signature::sign("intruder", &body);
    let header = cloud_api::signature::HEADER;
    // Its own signature is good, so the door lets it in; the number is not its own, so it has no effect.
    app.deliver_with(&body, &[(header, &signature)]).await.ok(200);
    app.settle().await;
    assert_eq!(app.get("/v1/conversations").await.ok(200)["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b3_on_a_full_disk_webhooks_are_answered_503_and_nothing_acknowledged_is_lost() {
    let app = TestApp::start().await;
    app.store().journal().pretend_full_disk();
    let mut acknowledged = Vec::new();
    for n in 0..200 {
        let wamid = format!("wamid.{n}");
        let answer = app.deliver(&app.webhook(&[app.inbound_text(&wamid, &"x".repeat(3000))], &[])).await;
        match answer.status.as_u16() {
            200 => acknowledged.push(wamid),
            503 => break,
            other => panic!("{other}: {}", answer.text),
        }
        assert!(n < 199, "the disk never filled up");
    }
    app.settle().await;
    let page = app.get("/v1/conversations").await.ok(200);
    let thread = match page["items"][0]["id"].as_str() {
        Some(id) => app.thread(id).await,
        None => Vec::new(),
    };
    let stored: Vec<_> = thread.iter().map(|m| m["wamid"].as_str().unwrap().to_owned()).collect();
    assert_eq!(stored, acknowledged);
}
