//! What is told of people: new ids, wishes, two contacts that are one.

use serde_json::{Value, json};
use test_support::{CUSTOMER, TestApp, on_both};

/// A webhook of any field, for the app's number.
pub(crate) fn change(app: &TestApp, field: &str, mut value: Value) -> Vec<u8> {
    value["messaging_product"] = "whatsapp".into();
    value["metadata"] = json!({"display_phone_number": "15550783881", "phone_number_id": app.meta_number});
    let change = json!({"field": field, "value": value});
    json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]})
        .to_string()
        .into_bytes()
}

/// A text of somebody whose phone is hidden.
fn hidden_text(app: &TestApp, wamid: &str, user: &str, text: &str) -> Vec<u8> {
    let at = app.app.clock.now().as_seconds().to_string();
    change(
        app,
        "messages",
        json!({
            "contacts": [{"profile": {"name": "Sheena Nelson"}, "user_id": user}],
            "messages": [{"from_user_id": user, "id": wamid, "timestamp": at, "type": "text",
                          "text": {"body": text}}],
        }),
    )
}

async fn conversations(app: &TestApp) -> Vec<Value> {
    let page = app.get("/v1/conversations?limit=200").await.ok(200);
    page["items"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d10_a_phone_and_a_user_id_that_are_one_person_become_one_conversation() {
    on_both(|app| async move {
        app.deliver(&app.webhook(&[app.inbound_text("wamid.p", "hello")], &[])).await.ok(200);
        app.settle().await;
        let by_phone = conversations(&app).await[0]["id"].as_str().unwrap().to_owned();
        app.deliver(&hidden_text(&app, "wamid.h1", "US.1", "from a hidden phone")).await.ok(200);
        app.settle().await;
        assert_eq!(conversations(&app).await.len(), 2);
        let mut both = app.inbound_text("wamid.both", "it is me");
        both["from_user_id"] = "US.1".into();
        let body = app.webhook(&[both], &[]);
        app.deliver(&body).await.ok(200);
        app.deliver(&body).await.ok(200);
        let merged = app.wait_for("the merge", |e| e["type"] == "conversation.merged").await;
        app.settle().await;
        let left = conversations(&app).await;
        assert_eq!(left.len(), 1, "{left:?}");
        let id = left[0]["id"].as_str().unwrap();
        assert_eq!(merged["conversation"]["id"], id);
        assert!([&merged["from"], &left[0]["id"]].contains(&&json!(by_phone)));
        let texts: Vec<_> = app.thread(id).await.iter().map(|m| m["content"]["text"].clone()).collect();
        assert_eq!(texts, ["hello", "from a hidden phone", "it is me"]);
        assert_eq!(left[0]["unread_count"], 3);
        assert_eq!(left[0]["last_message"]["text"], "it is me");
        let contacts = app.get("/v1/contacts").await.ok(200);
        assert_eq!(contacts["items"].as_array().unwrap().len(), 1);
        assert_eq!(app.send(id, "welcome back").await["status"], "queued");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d10_a_number_that_passes_to_somebody_else_takes_no_history_along() {
    let app = TestApp::start().await;
    let text = |wamid: &str, user: &str| {
        let mut text = app.inbound_text(wamid, "hi");
        text["from_user_id"] = user.into();
        app.webhook(&[text], &[])
    };
    app.deliver(&text("wamid.1", "US.1")).await.ok(200);
    app.deliver(&text("wamid.2", "US.2")).await.ok(200);
    app.settle().await;
    let left = conversations(&app).await;
    assert_eq!(left.len(), 1, "the second is found by its number, which has one user id more: {left:?}");
    app.deliver(&hidden_text(&app, "wamid.3", "US.3", "a third")).await.ok(200);
    let mut third = app.inbound_text("wamid.4", "with the number of the first");
    third["from_user_id"] = "US.3".into();
    app.deliver(&app.webhook(&[third], &[])).await.ok(200);
    app.settle().await;
    let all = conversations(&app).await;
    assert_eq!(all.len(), 2, "they are known to be two: {all:?}");
    let phones: Vec<_> = all.iter().map(|c| c["contact"]["phone"].clone()).collect();
    assert_eq!(phones, [json!(format!("+{CUSTOMER}")), Value::Null], "the number is the third's now");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d10_two_people_without_a_phone_stay_two() {
    let app = TestApp::start().await;
    for (wamid, user) in [("wamid.1", "US.1"), ("wamid.2", "US.2"), ("wamid.3", "US.1")] {
        app.deliver(&hidden_text(&app, wamid, user, "hi")).await.ok(200);
    }
    app.settle().await;
    let mut unread: Vec<_> =
        conversations(&app).await.iter().map(|c| c["unread_count"].as_i64().unwrap()).collect();
    unread.sort_unstable();
    assert_eq!(unread, [1, 2]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b6_a_new_user_id_keeps_the_contact_whatever_comes_first() {
    on_both(|app| async move {
        let news = change(
            &app,
            "user_id_update",
            json!({"user_id_update": [{"detail": "changed", "timestamp": "1795000000",
                "user_id": {"previous": "US.1", "current": "US.2"}}]}),
        );
        // The news stands between two messages, then comes again, then an old message comes late.
        app.deliver(&hidden_text(&app, "wamid.1", "US.1", "before")).await.ok(200);
        app.deliver(&hidden_text(&app, "wamid.2", "US.2", "after")).await.ok(200);
        app.deliver(&news).await.ok(200);
        app.deliver(&news).await.ok(200);
        app.deliver(&hidden_text(&app, "wamid.0", "US.1", "late")).await.ok(200);
        app.settle().await;
        let left = conversations(&app).await;
        assert_eq!(left.len(), 1, "{left:?}");
        assert_eq!(app.thread(left[0]["id"].as_str().unwrap()).await.len(), 3);
        let contact = app.get("/v1/contacts").await.ok(200)["items"][0].clone();
        let ids = contact["identifiers"].as_array().unwrap();
        let of = |kind: &str| ids.iter().find(|i| i["kind"] == kind).map(|i| i["value"].clone());
        assert_eq!(of("bsuid"), Some("US.2".into()), "{ids:?}");
        assert_eq!(of("former_bsuid"), Some("US.1".into()), "{ids:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b6_what_a_person_wants_of_marketing_is_what_it_said_last() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        let wish = |word: &str, at: i64| {
            change(
                &app,
                "user_preferences",
                json!({"user_preferences": [{"wa_id": CUSTOMER, "category": "marketing_messages",
                    "detail": "d", "value": word, "timestamp": at}]}),
            )
        };
        let at = app.app.clock.now().as_seconds();
        for (word, later) in [("stop", 5), ("resume", 1), ("stop", 5), ("signup", 2)] {
            app.deliver(&wish(word, at + later)).await.ok(200);
        }
        app.settle().await;
        let contact = app.get("/v1/contacts").await.ok(200)["items"][0].clone();
        assert_eq!(contact["marketing"]["choice"], "stop");
        let sent = app.send(&conversation, "an answer is no marketing").await;
        app.wait_for_status(&sent, "delivered").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o5_the_name_in_the_address_book_comes_before_the_one_that_the_person_chose() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        let entry = |action: &str, name: &str, at: i64| {
            change(
                &app,
                "smb_app_state_sync",
                json!({"state_sync": [{"type": "contact", "action": action,
                    "contact": {"full_name": name, "phone_number": format!("+{CUSTOMER}")},
                    "metadata": {"timestamp": at.to_string()}}]}),
            )
        };
        let name = async || {
            app.settle().await;
            let shown = app.get(&format!("/v1/conversations/{conversation}")).await.ok(200);
            shown["contact"]["name"].as_str().unwrap().to_owned()
        };
        let at = app.app.clock.now().as_seconds();
        app.deliver(&entry("add", "Sheena (harbour office)", at + 3)).await.ok(200);
        app.deliver(&entry("add", "Sheen", at + 1)).await.ok(200);
        assert_eq!(name().await, "Sheena (harbour office)");
        app.customer_writes("still me").await;
        assert_eq!(name().await, "Sheena (harbour office)");
        app.deliver(&entry("remove", "", at + 9)).await.ok(200);
        app.deliver(&entry("add", "Too late", at + 5)).await.ok(200);
        assert_eq!(name().await, "Sheena Nelson");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b6_a_purchase_that_meta_found_stands_with_its_message() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        let said = app.thread(&conversation).await[0].clone();
        let at = app.app.clock.now().as_seconds();
        let value = json!({
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "15550783881", "phone_number_id": app.meta_number},
            "automatic_events": [{"id": said["wamid"], "event_name": "Purchase", "timestamp": at,
                "custom_data": {"currency": "EUR", "value": 25}}],
        });
        let entry =
            json!({"id": "102290129340398", "changes": [{"field": "automatic_events", "value": value}]});
        let body = json!({"object": "whatsapp_business_account", "entry": [entry]}).to_string();
        app.deliver(body.as_bytes()).await.ok(200);
        let told = app.wait_for("the purchase", |e| e["message"]["reports"][0]["kind"] == "Purchase").await;
        assert_eq!(told["message"]["id"], said["id"]);
    })
    .await;
}
