//! From the agent to the customer's phone, and the ticks back.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use test_support::{TestApp, on_both};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d7_a_reply_reaches_the_phone_and_its_ticks_turn_blue() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        let sent = app.send(&conversation, "yes, it is *there* 🙂").await;
        assert_eq!(sent["status"], "queued");
        assert_eq!(sent["author"]["name"], "Ada");
        app.wait_for_status(&sent, "delivered").await;
        app.customer_reads().await;
        app.wait_for_status(&sent, "read").await;
        // News may overtake each other and the answer to the send; in the end every time is known.
        let id = sent["id"].as_str().unwrap();
        let times = ["accepted_at", "sent_at", "delivered_at", "read_at"];
        let all_noted = async || {
            let message = app.message(id).await;
            times.iter().all(|time| message["status_times"][time].is_string())
        };
        until("every time is noted", all_noted).await;
        let events = app.get("/v1/events?after=0&limit=200").await.ok(200)["events"].clone();
        let read =
            events.as_array().unwrap().iter().rfind(|e| e["message_id"] == sent["id"]).unwrap().clone();
        let phone = app.phone_shows().await;
        assert_eq!(phone.iter().filter(|m| m["from"] == "business").count(), 1);
        assert_eq!(phone.last().unwrap()["text"]["body"], "yes, it is *there* 🙂");
        // State before and events give the state that is fetched afterwards.
        let fetched = app.message(sent["id"].as_str().unwrap()).await;
        assert_eq!(fetched["status"], read["status"]);
        assert_eq!(fetched["status_times"], read["status_times"]);
        assert_eq!(fetched["wamid"], read["wamid"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c1_a_quoted_reply_names_the_message_on_the_phone() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    let quoted = app.thread(&conversation).await[0].clone();
    let body = json!({"conversation_id": conversation, "reply_to": quoted["id"],
        "content": {"type": "text", "text": "this one"}});
    let sent = app.post("/v1/messages", body).await.ok(202);
    assert_eq!(sent["reply_to"]["message_id"], quoted["id"]);
    app.wait_for_status(&sent, "delivered").await;
    let phone = app.phone_shows().await;
    assert_eq!(phone.last().unwrap()["context"]["message_id"], quoted["wamid"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c6_reading_and_typing_show_on_the_phone() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    let read = app.post(&format!("/v1/conversations/{conversation}/read"), json!({})).await.ok(200);
    assert_eq!(read["unread_count"], 0);
    let blue = async || app.phone_shows().await[0]["status"] == "read";
    until("the customer's ticks turn blue", blue).await;
    app.post(&format!("/v1/conversations/{conversation}/typing"), json!({})).await.ok(204);
    let chat = format!("/_sim/customers/{}/chats/{}", test_support::CUSTOMER, app.meta_number);
    until("typing shows", async || app.get(&chat).await.ok(200)["typing"] == true).await;
}

async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    for _ in 0..400 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(is_so().await, "waited in vain until {what}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c13_a_repeated_send_is_one_message_and_a_changed_one_is_refused() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        let body = json!({"conversation_id": conversation, "content": {"type": "text", "text": "once"}});
        let send = async |body: &Value| {
            app.call(Method::POST, "/v1/messages", Some(body.clone()), &[("idempotency-key", "order-7")])
                .await
        };
        let first = send(&body).await.ok(202);
        let again = send(&body).await.ok(202);
        assert_eq!(first["id"], again["id"]);
        assert_eq!(first["client_ref"], "order-7");
        let mut other = body.clone();
        other["content"]["text"] = "twice".into();
        assert_eq!(send(&other).await.refusal(), (409, "idempotency_key_reused".into()));
        app.wait_for_status(&first, "delivered").await;
        assert_eq!(app.phone_shows().await.iter().filter(|m| m["from"] == "business").count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c9_messages_of_a_conversation_arrive_in_their_order() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    let mut last = Value::Null;
    for n in 0..20 {
        last = app.send(&conversation, &format!("line {n}")).await;
    }
    app.wait_for_status(&last, "delivered").await;
    let phone = app.phone_shows().await;
    let texts: Vec<_> = phone
        .iter()
        .filter(|m| m["from"] == "business")
        .map(|m| m["text"]["body"].as_str().unwrap())
        .collect();
    assert_eq!(texts, (0..20).map(|n| format!("line {n}")).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c8_outside_the_window_a_send_is_refused_and_a_waiting_one_fails_with_its_remedy() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    app.fault(json!({"kind": "error", "code": 131_016, "mode": "next", "n": 1, "endpoint": "messages"}))
        .await;
    let waiting = app.send(&conversation, "just in time").await;
    app.wait_for("the retry", |e| e["message_id"] == waiting["id"] && e["attempt"] == 2).await;
    app.advance(Duration::from_secs(24 * 3600)).await;
    let failed = app.wait_for_status(&waiting, "failed").await;
    assert_eq!(failed["error"]["remedy"], domain::message::WINDOW_REMEDY);
    assert!(failed["error"]["detail"].as_str().unwrap().contains("window closed at"), "{failed}");
    let body = json!({"conversation_id": conversation, "content": {"type": "text", "text": "too late"}});
    assert_eq!(app.post("/v1/messages", body).await.refusal(), (409, "window_closed".into()));
    assert_eq!(app.phone_shows().await.iter().filter(|m| m["from"] == "business").count(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c7_a_send_to_a_number_names_what_is_wrong_with_it() {
    let app = TestApp::start().await;
    let body = |to: &str| json!({"phone_number_id": app.number, "to": to, "content": {"type": "text", "text": "hi"}});
    for bad in ["0151 1234567", "+49 1", "hello", ""] {
        let refused = app.post("/v1/messages", body(bad)).await;
        assert_eq!(refused.refusal().0, 422, "{bad}");
        assert!(refused.json()["fields"]["to"].is_string(), "{bad}: {}", refused.text);
    }
    // Somebody who has not written has no open window.
    assert_eq!(
        app.post("/v1/messages", body("+1 202 555 0188")).await.refusal(),
        (409, "window_closed".into())
    );
    assert_eq!(app.get("/v1/contacts").await.ok(200)["items"], json!([]), "a refused send leaves nothing");
    app.conversation().await;
    let sent = app.post("/v1/messages", body("+1 (650) 555-1234")).await.ok(202);
    app.wait_for_status(&sent, "delivered").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c1_a_long_text_arrives_in_several_messages_in_order() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    let sentences: Vec<_> =
        (0..400).map(|n| format!("This is sentence number {n} of a long text.")).collect();
    let sent = app.send(&conversation, &sentences.join(" ")).await;
    app.wait_for_status(&sent, "delivered").await;
    let phone = async || {
        let shown = app.phone_shows().await;
        shown
            .iter()
            .filter(|m| m["from"] == "business")
            .map(|m| m["text"]["body"].clone())
            .collect::<Vec<_>>()
    };
    until("all parts are there", async || phone().await.len() == 5).await;
    let parts: Vec<_> = phone().await.iter().map(|p| p.as_str().unwrap().to_owned()).collect();
    assert!(parts.iter().all(|p| p.chars().count() <= 4096 && p.ends_with('.')));
    assert_eq!(parts.join(" "), sentences.join(" "));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c4_c5_places_cards_and_things_to_tap_reach_the_phone() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    let contents = [
        json!({"type": "location", "latitude": 52.5, "longitude": 13.4, "name": "Shop"}),
        json!({"type": "contacts", "contacts": [{"name": "Priya Nair", "phones": ["+91 98455 50188"]}]}),
        json!({"type": "interactive", "body": "Which one?", "action": {"type": "buttons", "buttons": [
            {"id": "a", "title": "Blue"}, {"id": "b", "title": "Green"}]}}),
        json!({"type": "interactive", "body": "Choose", "action": {"type": "list", "button": "Open", "sections": [
            {"rows": [{"id": "r1", "title": "Small"}, {"id": "r2", "title": "Large"}]}]}}),
        json!({"type": "interactive", "body": "See", "action":
            {"type": "link", "label": "Our shop", "url": "https://shop.example"}}),
        json!({"type": "interactive", "body": "Where are you?", "action": {"type": "location_request"}}),
    ];
    for content in &contents {
        let body = json!({"conversation_id": conversation, "content": content});
        let sent = app.post("/v1/messages", body).await.ok(202);
        app.wait_for_status(&sent, "delivered").await;
    }
    let phone = app.phone_shows().await;
    let kinds: Vec<_> = phone.iter().filter(|m| m["from"] == "business").map(|m| m["type"].clone()).collect();
    assert_eq!(kinds, ["location", "contacts", "interactive", "interactive", "interactive", "interactive"]);
    let wrong = json!({"conversation_id": conversation, "content": {"type": "interactive", "body": "b", "action":
        {"type": "buttons", "buttons": [{"id": "a", "title": "A title that is far too long"}]}}});
    let refused = app.post("/v1/messages", wrong).await;
    assert_eq!(refused.refusal().0, 422);
    assert_eq!(
        refused.json()["fields"]["content.action.buttons[0].title"],
        "has 28 characters; at most 20 are allowed"
    );
    let inbound_only = json!({"conversation_id": conversation, "content": {"type": "deleted"}});
    assert_eq!(app.post("/v1/messages", inbound_only).await.refusal().0, 422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c5_our_reaction_shows_on_the_phone_and_comes_off_again() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        let theirs = app.thread(&conversation).await[0].clone();
        let path = format!("/v1/messages/{}/reactions", theirs["id"].as_str().unwrap());
        let reacted = app.post(&path, json!({"emoji": "👍"})).await.ok(202);
        assert_eq!(reacted["reactions"][0]["emoji"], "👍");
        until("the phone shows it", async || app.phone_shows().await[0]["reaction"] == "👍").await;
        app.post(&path, json!({"emoji": ""})).await.ok(202);
        until("it is gone", async || app.phone_shows().await[0]["reaction"].is_null()).await;
        assert_eq!(app.post(&path, json!({"emoji": "not an emoji"})).await.refusal().0, 422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c3_a_template_that_nobody_has_is_refused_before_anything_is_sent() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    let body = json!({"conversation_id": conversation,
        "content": {"type": "template", "name": "no_such_template", "language": "en_US"}});
    let refused = app.post("/v1/messages", body).await;
    assert_eq!(refused.refusal().0, 422);
    assert!(refused.json()["fields"]["content.name"].as_str().unwrap().contains("no_such_template"));
}
