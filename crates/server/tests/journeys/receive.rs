//! From the customer's phone to the conversation.

use serde_json::{Value, json};
use test_support::{CUSTOMER, TestApp, on_both};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d1_a_first_message_makes_contact_and_conversation_and_the_second_joins_them() {
    on_both(|app| async move {
        let first = app.customer_writes("is the *blue* one there? ä 😀").await;
        let event = app.wait_for("the message", |e| e["message"]["wamid"] == first.as_str()).await;
        let conversation = event["message"]["conversation_id"].as_str().unwrap().to_owned();
        let second = app.customer_writes("hello?").await;
        app.wait_for("the second", |e| e["message"]["wamid"] == second.as_str()).await;

        let page = app.get("/v1/conversations").await.ok(200);
        let items = page["items"].as_array().unwrap();
        assert_eq!(items.len(), 1);
        assert_eq!(items[0]["contact"]["name"], "Sheena Nelson");
        assert_eq!(items[0]["contact"]["phone"], format!("+{CUSTOMER}"));
        assert_eq!(items[0]["unread_count"], 2);
        assert_eq!(items[0]["state"], "open");
        assert_eq!(items[0]["last_message"]["text"], "hello?");
        let thread = app.thread(&conversation).await;
        assert_eq!(thread[0]["content"], json!({"type": "text", "text": "is the *blue* one there? ä 😀"}));
        assert_eq!(thread[0]["direction"], "inbound");
        assert_eq!(thread[0]["status"], Value::Null);
        let number = app.get("/v1/phone-numbers").await.ok(200)["items"][0].clone();
        assert!(number["last_webhook_at"].is_string());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b3_the_same_webhook_again_and_again_has_one_effect() {
    on_both(|app| async move {
        let body = app.webhook(&[app.inbound_text("wamid.same", "once")], &[]);
        let again = app
            .webhook(&[app.inbound_text("wamid.same", "once"), app.inbound_text("wamid.other", "two")], &[]);
        for _ in 0..5 {
            app.deliver(&body).await.ok(200);
        }
        app.deliver(&again).await.ok(200);
        app.settle().await;
        let page = app.get("/v1/conversations").await.ok(200);
        let id = page["items"][0]["id"].as_str().unwrap();
        assert_eq!(page["items"][0]["unread_count"], 2);
        let texts: Vec<_> = app.thread(id).await.iter().map(|m| m["content"]["text"].clone()).collect();
        assert_eq!(texts, ["once", "two"]);
        let events = app.get("/v1/events?after=0").await.ok(200);
        let made =
            events["events"].as_array().unwrap().iter().filter(|e| e["type"] == "message.created").count();
        assert_eq!(made, 2, "one event a message");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b3_a_batch_of_a_thousand_updates_is_applied_whole_and_in_order() {
    let app = TestApp::start().await;
    let messages: Vec<_> =
        (0..1000).map(|n| app.inbound_text(&format!("wamid.{n}"), &format!("line {n}"))).collect();
    app.deliver(&app.webhook(&messages, &[])).await.ok(200);
    app.settle().await;
    let page = app.get("/v1/conversations").await.ok(200);
    assert_eq!(page["items"][0]["unread_count"], 1000);
    let last = app.thread(page["items"][0]["id"].as_str().unwrap()).await;
    let texts: Vec<_> = last.iter().map(|m| m["content"]["text"].as_str().unwrap().to_owned()).collect();
    let want: Vec<_> = (800..1000).map(|n| format!("line {n}")).collect();
    assert_eq!(texts, want);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_every_kind_of_today_comes_out_and_the_rest_is_kept_whole() {
    let app = TestApp::start().await;
    let at = app.app.clock.now().as_seconds().to_string();
    let kind = |n: usize, kind: &str, body: Value| {
        let mut message =
            json!({"from": CUSTOMER, "id": format!("wamid.k{n}"), "timestamp": at, "type": kind});
        message[kind] = body;
        message
    };
    let messages = [
        kind(
            0,
            "image",
            json!({"id": "1003383421387256", "mime_type": "image/jpeg", "caption": "Taj Mahal",
            "sha256": "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI="}),
        ),
        kind(1, "location", json!({"latitude": 37.5, "longitude": -122.25, "name": "Coffee"})),
        kind(
            2,
            "contacts",
            json!([{"name": {"formatted_name": "Lucia Gomez"}, "phones": [{"phone": "+1 983"}]}]),
        ),
        kind(3, "button", json!({"payload": "yes", "text": "Yes please"})),
        kind(4, "poll_creation", json!({"question": "?"})),
    ];
    app.deliver(&app.webhook(&messages, &[])).await.ok(200);
    app.settle().await;
    let page = app.get("/v1/conversations").await.ok(200);
    let thread = app.thread(page["items"][0]["id"].as_str().unwrap()).await;
    let contents: Vec<_> = thread.iter().map(|m| m["content"].clone()).collect();
    assert_eq!(contents[0]["type"], "image");
    assert_eq!(contents[0]["caption"], "Taj Mahal");
    assert_eq!(
        contents[0]["media"]["sha256"],
        "49f227634806293b0995459bc310b593e1400f41591efcf07e9bced335f41942"
    );
    assert_eq!(contents[1]["name"], "Coffee");
    assert_eq!(contents[2]["contacts"][0]["name"], "Lucia Gomez");
    assert_eq!(
        contents[3],
        json!({"type": "reply", "source": "template_button", "title": "Yes please", "id": "yes",
        "description": null})
    );
    assert_eq!(contents[4]["type"], "unsupported");
    assert_eq!(contents[4]["raw"]["poll_creation"]["question"], "?");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_reactions_are_put_on_taken_off_and_wait_for_their_message() {
    on_both(|app| async move {
        let at = app.app.clock.now().as_seconds();
        let reaction = |id: &str, emoji: &str, at: i64| {
            json!({"from": CUSTOMER, "id": id, "timestamp": at.to_string(), "type": "reaction",
                "reaction": {"message_id": "wamid.target", "emoji": emoji}})
        };
        // The reaction overtakes its message; an older one comes last and changes nothing.
        app.deliver(&app.webhook(&[reaction("wamid.r2", "🎉", at + 5)], &[])).await.ok(200);
        app.deliver(&app.webhook(&[app.inbound_text("wamid.target", "hi")], &[])).await.ok(200);
        app.deliver(&app.webhook(&[reaction("wamid.r1", "👍", at)], &[])).await.ok(200);
        app.settle().await;
        let page = app.get("/v1/conversations").await.ok(200);
        let id = page["items"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(app.thread(&id).await[0]["reactions"][0]["emoji"], "🎉");
        app.deliver(&app.webhook(&[reaction("wamid.r3", "", at + 9)], &[])).await.ok(200);
        app.settle().await;
        assert_eq!(app.thread(&id).await[0]["reactions"], json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d10_a_customer_without_a_phone_number_can_write_and_be_answered() {
    let app = TestApp::start().await;
    let wamid = app.customer_sends("491755550199", json!({"type": "text", "text": {"body": "hallo"}})).await;
    let event = app.wait_for("the message", |e| e["message"]["wamid"] == wamid.as_str()).await;
    let conversation = event["message"]["conversation_id"].as_str().unwrap().to_owned();
    let shown = app.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
    assert_eq!(shown["contact"]["phone"], Value::Null);
    assert_eq!(shown["contact"]["username"], "verborgen");
    let sent = app.send(&conversation, "guten Tag").await;
    app.wait_for_status(&sent, "delivered").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d1_a_new_message_reopens_a_closed_conversation() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    let closed = app.post(&format!("/v1/conversations/{conversation}/close"), json!({})).await.ok(200);
    assert_eq!(closed["state"], "closed");
    let wamid = app.customer_writes("one more thing").await;
    app.wait_for("the message", |e| e["message"]["wamid"] == wamid.as_str()).await;
    let shown = app.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
    assert_eq!(shown["state"], "open");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_late_message_stands_where_it_was_sent_and_does_not_become_the_last() {
    let app = TestApp::start().await;
    let mut late = app.inbound_text("wamid.late", "sent before");
    app.advance(std::time::Duration::from_secs(3600)).await;
    app.deliver(&app.webhook(&[app.inbound_text("wamid.now", "sent now")], &[])).await.ok(200);
    late["timestamp"] = late["timestamp"].take();
    app.deliver(&app.webhook(&[late], &[])).await.ok(200);
    app.settle().await;
    let page = app.get("/v1/conversations").await.ok(200);
    assert_eq!(page["items"][0]["last_message"]["text"], "sent now");
    let thread = app.thread(page["items"][0]["id"].as_str().unwrap()).await;
    assert_eq!(thread[0]["content"]["text"], "sent before");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_edits_and_deletions_change_the_message_in_any_order_of_arrival() {
    on_both(|app| async move {
        let at = app.app.clock.now().as_seconds();
        let edit = |id: &str, text: &str, at: i64| {
            json!({"from": CUSTOMER, "id": id, "timestamp": at.to_string(), "type": "edit",
                "edit": {"original_message_id": "wamid.m", "message": {"type": "text", "text": {"body": text}}}})
        };
        // The second edit overtakes message and first edit.
        app.deliver(&app.webhook(&[edit("wamid.e2", "third thoughts", at + 9)], &[])).await.ok(200);
        app.deliver(&app.webhook(&[app.inbound_text("wamid.m", "first thoughts")], &[])).await.ok(200);
        app.deliver(&app.webhook(&[edit("wamid.e1", "second thoughts", at + 5)], &[])).await.ok(200);
        app.settle().await;
        let page = app.get("/v1/conversations").await.ok(200);
        assert_eq!(page["items"][0]["last_message"]["text"], "third thoughts");
        assert_eq!(page["items"][0]["unread_count"], 1, "an edit is no new message");
        let id = page["items"][0]["id"].as_str().unwrap().to_owned();
        assert!(app.thread(&id).await[0]["edited_at"].is_string());
        let revoke = json!({"from": CUSTOMER, "id": "wamid.v", "timestamp": (at + 20).to_string(), "type": "revoke",
            "revoke": {"original_message_id": "wamid.m"}});
        app.deliver(&app.webhook(&[revoke, edit("wamid.e3", "too late", at + 30)], &[])).await.ok(200);
        app.settle().await;
        let thread = app.thread(&id).await;
        assert_eq!((thread.len(), &thread[0]["content"]), (1, &json!({"type": "deleted"})));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d10_a_contact_that_changes_its_number_stays_the_same_contact() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        let at = app.app.clock.now().as_seconds().to_string();
        let moved = json!({"from": CUSTOMER, "id": "wamid.s", "timestamp": at, "type": "system",
            "system": {"type": "user_changed_number", "body": "changed", "wa_id": "16505559999"}});
        app.deliver(&app.webhook(&[moved], &[])).await.ok(200);
        let mut text = app.inbound_text("wamid.new", "my new number");
        text["from"] = "16505559999".into();
        app.deliver(&app.webhook(&[text], &[])).await.ok(200);
        app.settle().await;
        let page = app.get("/v1/conversations").await.ok(200);
        assert_eq!(page["items"].as_array().unwrap().len(), 1);
        assert_eq!(page["items"][0]["id"], conversation.as_str());
        assert_eq!(page["items"][0]["contact"]["phone"], "+16505559999");
        let kinds: Vec<_> =
            app.thread(&conversation).await.iter().map(|m| m["content"]["type"].clone()).collect();
        assert_eq!(kinds, ["text", "system", "text"]);
    })
    .await;
}
