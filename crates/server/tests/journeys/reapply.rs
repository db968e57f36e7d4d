//! Applying the journal again.

use domain::content::{Content, UnsupportedContent};
use serde_json::json;
use test_support::{CUSTOMER, on_both};

/// As after an upgrade: a kind was stored as unsupported, and is known now.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_after_an_upgrade_reapplying_understands_what_was_unsupported_and_changes_nothing_else() {
    on_both(|app| async move {
        let at = app.app.clock.now().as_seconds().to_string();
        let button = json!({"from": CUSTOMER, "id": "wamid.b", "timestamp": at, "type": "button",
            "button": {"payload": "yes", "text": "Yes"}});
        app.deliver(&app.webhook(&[app.inbound_text("wamid.t", "hi"), button.clone()], &[])).await.ok(200);
        app.deliver(b"not json").await.ok(200);
        app.settle().await;
        let page = app.get("/v1/conversations").await.ok(200);
        let id = page["items"][0]["id"].as_str().unwrap().to_owned();
        let before = app.thread(&id).await;
        forget(&app, &before[1]["id"], button).await;
        assert_eq!(app.thread(&id).await[1]["content"]["type"], "unsupported");

        let (entries, unclear) = jobs::applier::reapply(app.store(), &app.app.clock).await.unwrap();
        assert_eq!((entries, unclear), (2, 1));
        assert_eq!(app.thread(&id).await, before);
        let after = app.get("/v1/conversations").await.ok(200);
        assert_eq!(after["items"][0]["unread_count"], page["items"][0]["unread_count"]);
    })
    .await;
}

/// Makes a message what a program that did not know its kind would have stored.
async fn forget(app: &test_support::TestApp, id: &serde_json::Value, raw: serde_json::Value) {
    let (workspace, id) = (app.workspace, id.as_str().unwrap().parse().unwrap());
    app.store()
        .write(workspace, move |tx| {
            let mut message = tx.messages().lookup(workspace, id)?.unwrap();
            message.content = Content::Unsupported(UnsupportedContent { kind: "button".into(), raw });
            tx.messages().update_content(workspace, &message)
        })
        .await
        .unwrap();
}
