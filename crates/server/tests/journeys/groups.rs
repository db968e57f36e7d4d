//! Groups: one conversation of many.

use serde_json::{Value, json};
use test_support::{CUSTOMER, TestApp, on_both};

use crate::people::change;

const GROUP: &str = "Y2FwaV9ncm91cDox";
const OTHER: &str = "16505550002";

fn update(app: &TestApp, field: &str, at: i64, kind: &str, more: Value) -> Vec<u8> {
    let mut group = more;
    group["timestamp"] = at.to_string().into();
    group["group_id"] = GROUP.into();
    group["type"] = kind.into();
    change(app, field, json!({"groups": [group]}))
}

fn said(app: &TestApp, wamid: &str, from: &str, name: &str, words: &str) -> Vec<u8> {
    let at = app.app.clock.now().as_seconds().to_string();
    change(
        app,
        "messages",
        json!({
            "contacts": [{"profile": {"name": name}, "wa_id": from}],
            "messages": [{"from": from, "id": wamid, "timestamp": at, "type": "text", "group_id": GROUP,
                          "text": {"body": words}}],
        }),
    )
}

async fn group_conversation(app: &TestApp) -> Value {
    app.settle().await;
    let page = app.get("/v1/conversations").await.ok(200);
    page["items"].as_array().unwrap().iter().find(|c| c["contact"]["kind"] == "group").unwrap().clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_a_group_is_one_conversation_and_tells_who_said_what() {
    on_both(|app| async move {
        let at = app.app.clock.now().as_seconds();
        // A message comes before anybody has told of the group.
        app.deliver(&said(&app, "wamid.g1", CUSTOMER, "Sheena Nelson", "hi all")).await.ok(200);
        app.deliver(&said(&app, "wamid.g2", OTHER, "Pablo Morales", "hi Sheena")).await.ok(200);
        app.deliver(&update(
            &app,
            "group_settings_update",
            at + 5,
            "group_settings_update",
            json!({"subject": "Sailing on Sunday"}),
        ))
        .await
        .ok(200);
        app.deliver(&update(
            &app,
            "group_lifecycle_update",
            at,
            "group_create",
            json!({"subject": "Sailing", "description": "d", "join_approval_mode": "auto_approve"}),
        ))
        .await
        .ok(200);
        let shown = group_conversation(&app).await;
        assert_eq!(shown["contact"]["name"], "Sailing on Sunday");
        assert_eq!(shown["unread_count"], 2);
        let id = shown["id"].as_str().unwrap();
        let thread = app.thread(id).await;
        let names: Vec<_> = thread.iter().map(|m| m["sent_by"]["name"].clone()).collect();
        assert_eq!(names, ["Sheena Nelson", "Pablo Morales"]);
        let all = app.get("/v1/conversations").await.ok(200);
        assert_eq!(all["items"].as_array().unwrap().len(), 1, "who writes in a group has no thread by that");
        let group = app.get(&format!("/v1/conversations/{id}/group")).await.ok(200);
        assert_eq!((&group["subject"], &group["description"]), (&json!("Sailing on Sunday"), &json!("d")));
        assert_eq!(group["participants"].as_array().unwrap().len(), 2);
        let reaction = |who: &str, emoji: &str| {
            change(
                &app,
                "messages",
                json!({"messages": [{"from": who, "id": format!("wamid.r{who}"),
                "timestamp": at.to_string(), "type": "reaction", "group_id": GROUP,
                "reaction": {"message_id": "wamid.g1", "emoji": emoji}}]}),
            )
        };
        app.deliver(&reaction(CUSTOMER, "👍")).await.ok(200);
        app.deliver(&reaction(OTHER, "🎉")).await.ok(200);
        app.settle().await;
        assert_eq!(app.thread(id).await[0]["reactions"].as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_people_join_leave_and_ask_in_any_order_of_the_news() {
    on_both(|app| async move {
        let at = app.app.clock.now().as_seconds();
        let people = |field: &str, at: i64, kind: &str, key: &str, who: &str| {
            update(&app, field, at, kind, json!({key: [{"wa_id": who}]}))
        };
        let field = "group_participants_update";
        app.deliver(&people(field, at + 9, "group_participants_remove", "removed_participants", OTHER))
            .await
            .ok(200);
        app.deliver(&people(field, at + 1, "group_participants_add", "added_participants", OTHER))
            .await
            .ok(200);
        app.deliver(&people(field, at + 2, "group_participants_add", "added_participants", CUSTOMER))
            .await
            .ok(200);
        let request = |kind: &str, id: &str| {
            update(&app, field, at, kind, json!({"join_request_id": id, "wa_id": "16505550003"}))
        };
        app.deliver(&request("group_join_request_revoked", "j1")).await.ok(200);
        app.deliver(&request("group_join_request_created", "j1")).await.ok(200);
        app.deliver(&request("group_join_request_created", "j2")).await.ok(200);
        let shown = group_conversation(&app).await;
        let group =
            app.get(&format!("/v1/conversations/{}/group", shown["id"].as_str().unwrap())).await.ok(200);
        let members: Vec<_> = group["participants"].as_array().unwrap().iter().map(|p| &p["phone"]).collect();
        assert_eq!(members, [&json!(format!("+{CUSTOMER}"))]);
        let asking: Vec<_> =
            group["join_requests"].as_array().unwrap().iter().map(|r| &r["join_request_id"]).collect();
        assert_eq!(asking, ["j2"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c5_only_what_groups_take_is_sent_to_them_and_nothing_while_they_are_suspended() {
    let app = TestApp::start().await;
    let at = app.app.clock.now().as_seconds();
    app.deliver(&said(&app, "wamid.g1", CUSTOMER, "Sheena Nelson", "hi all")).await.ok(200);
    let conversation = group_conversation(&app).await["id"].as_str().unwrap().to_owned();
    let send = async |content: Value| {
        app.post("/v1/messages", json!({"conversation_id": conversation, "content": content})).await
    };
    let buttons = json!({"type": "interactive", "body": "Which?",
        "action": {"type": "buttons", "buttons": [{"id": "a", "title": "A"}]}});
    let refused = send(buttons).await;
    assert_eq!(refused.refusal(), (422, "validation_failed".into()));
    assert!(refused.text.contains("in groups"), "{}", refused.text);
    let sent = send(json!({"type": "text", "text": "welcome"})).await.ok(202);
    assert_eq!(sent["recipients"], json!({"total": 1, "delivered": 0, "read": 0, "played": 0, "failed": 0}));
    app.deliver(&update(&app, "group_status_update", at + 5, "group_suspend", json!({}))).await.ok(200);
    app.settle().await;
    let refused = send(json!({"type": "text", "text": "still there?"})).await;
    assert_eq!(refused.refusal(), (409, "group_closed".into()));
    app.deliver(&update(&app, "group_status_update", at + 6, "group_suspend_cleared", json!({})))
        .await
        .ok(200);
    app.settle().await;
    send(json!({"type": "text", "text": "again"})).await.ok(202);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b5_a_message_to_a_group_is_read_when_the_last_of_it_has_read_it() {
    on_both(|app| async move {
        let at = app.app.clock.now().as_seconds();
        let both = json!({"added_participants": [{"wa_id": CUSTOMER}, {"wa_id": OTHER}]});
        app.deliver(&update(&app, "group_lifecycle_update", at, "group_create", both)).await.ok(200);
        let echo = json!({"from": "15550783881", "id": "wamid.out", "timestamp": at.to_string(),
            "group_id": GROUP, "type": "text", "text": {"body": "from the app"}});
        let of = |status: &str, who: &str| {
            json!({"id": "wamid.out", "status": status, "timestamp": (at + 1).to_string(),
                "recipient_id": GROUP, "recipient_type": "group", "recipient_participant_id": who})
        };
        // One of the statuses overtakes the message.
        app.deliver(&app.webhook(&[], &[of("read", CUSTOMER), of("delivered", OTHER)])).await.ok(200);
        app.deliver(&change(&app, "smb_message_echoes", json!({"message_echoes": [echo]}))).await.ok(200);
        let shown = group_conversation(&app).await;
        let id = shown["id"].as_str().unwrap();
        let message = app.thread(id).await[0].clone();
        assert_eq!(message["status"], "delivered", "{message}");
        assert_eq!(
            (&message["recipients"]["delivered"], &message["recipients"]["read"]),
            (&json!(2), &json!(1))
        );
        for _ in 0..2 {
            app.deliver(&app.webhook(&[], &[of("read", OTHER), of("delivered", CUSTOMER)])).await.ok(200);
        }
        app.settle().await;
        let message = app.thread(id).await[0].clone();
        assert_eq!((&message["status"], &message["recipients"]["read"]), (&json!("read"), &json!(2)));
    })
    .await;
}
