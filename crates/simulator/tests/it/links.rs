//! Files that are sent by their address: fetched, judged, remembered.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde_json::{Value, json};

use crate::support::{Receiver, Rig};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

/// A web server with files; gives back its address and how often it was asked.
async fn web() -> (String, Arc<AtomicUsize>) {
    async fn count(State(count): State<Arc<AtomicUsize>>) -> Response {
        count.fetch_add(1, Ordering::SeqCst);
        ([("content-type", "image/png")], PNG).into_response()
    }
    let asked = Arc::new(AtomicUsize::new(0));
    let app = Router::new()
        .route("/good.png", get(count))
        .route("/page", get(|| async { ([("content-type", "text/html")], "<p>") }))
        .route("/liar.png", get(|| async { ([("content-type", "image/png")], "GIF89a") }))
        .route("/empty.png", get(|| async { ([("content-type", "image/png")], "") }))
        .route("/big.webp", get(|| async { ([("content-type", "image/webp")], vec![0_u8; 500 * 1024 + 1]) }))
        .route("/any.zip", get(|| async { ([("content-type", "application/zip")], "PK") }))
        .route("/moved", get(|| async { Redirect::to("/good.png") }))
        .route("/round", get(|| async { Redirect::to("/round") }))
        .route("/never", get(std::future::pending::<()>))
        .with_state(asked.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    (base, asked)
}

async fn outcome(rig: &Rig, receiver: &mut Receiver, kind: &str, link: &str) -> Value {
    let answer = rig.send(json!({"type": kind, kind: {"link": link}})).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let told = receiver.next().await.value()["statuses"][0].clone();
    if told["status"] == "sent" {
        assert_eq!(receiver.next().await.status(), "delivered");
    }
    told
}

#[tokio::test]
async fn o1_a_link_is_fetched_once_in_ten_minutes() {
    let (rig, mut receiver) = Rig::connected().await;
    let (base, asked) = web().await;
    rig.types("hi").await;
    receiver.next().await;
    for _ in 0..2 {
        assert_eq!(
            outcome(&rig, &mut receiver, "image", &format!("{base}/good.png")).await["status"],
            "sent"
        );
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    rig.advance(601).await;
    outcome(&rig, &mut receiver, "image", &format!("{base}/good.png")).await;
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    assert_eq!(outcome(&rig, &mut receiver, "image", &format!("{base}/moved")).await["status"], "sent");
    assert_eq!(outcome(&rig, &mut receiver, "document", &format!("{base}/any.zip")).await["status"], "sent");
}

#[tokio::test]
async fn o1_a_bad_link_is_accepted_and_fails_with_the_reason() {
    let (rig, mut receiver) = Rig::connected().await;
    let (base, _) = web().await;
    rig.patch("/_sim/settings", json!({"link_timeout_ms": 500})).await;
    rig.types("hi").await;
    receiver.next().await;
    for (kind, path, reason) in [
        ("video", "/page", "Unsupported Video mime type text/html. Please use one of video/3gpp, video/mp4."),
        ("image", "/gone.png", "http code 404"),
        ("image", "/liar.png", "not of the type"),
        ("image", "/empty.png", "empty"),
        ("sticker", "/big.webp", "too big. Max allowed size: 512000 bytes."),
        ("image", "/round", "more than 5 redirects"),
        ("image", "/never", "did not answer within 500 ms"),
    ] {
        let failed = outcome(&rig, &mut receiver, kind, &format!("{base}{path}")).await;
        assert_eq!((&failed["status"], &failed["errors"][0]["code"]), (&json!("failed"), &json!(131_053)));
        let details = failed["errors"][0]["error_data"]["details"].as_str().unwrap().to_owned();
        assert!(details.contains(reason), "{path}: {details}");
    }
    let unreachable = outcome(&rig, &mut receiver, "image", "http://127.0.0.1:1/x.png").await;
    assert_eq!(unreachable["errors"][0]["code"], 131_053);
    let header = json!({"type": "interactive", "interactive": {"type": "button",
        "header": {"type": "image", "image": {"link": format!("{base}/page")}}, "body": {"text": "b"},
        "action": {"buttons": [{"type": "reply", "reply": {"id": "1", "title": "One"}}]}}});
    assert_eq!(rig.send(header).await.status, 200);
    assert_eq!(receiver.next().await.value()["statuses"][0]["errors"][0]["code"], 131_053);
    rig.patch("/_sim/settings", json!({"fetch_links": false})).await;
    assert_eq!(outcome(&rig, &mut receiver, "image", &format!("{base}/page")).await["status"], "sent");
}

#[tokio::test]
async fn o1_a_message_that_waits_for_its_file_goes_on_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("world.json");
    let start = async || {
        let rig = Rig::with(|options| options.keep_in = Some(file.clone())).await;
        let receiver = Receiver::start().await;
        rig.handle.simulator().connect_webhook(&receiver.url);
        (rig, receiver)
    };
    let (base, _) = web().await;
    let (first, _receiver) = start().await;
    first.patch("/_sim/settings", json!({"link_timeout_ms": 2000})).await;
    first.types("hi").await;
    let wamid =
        first.send(json!({"type": "image", "image": {"link": format!("{base}/never")}})).await.wamid();
    first.handle.shutdown().await;
    let (_second, mut receiver) = start().await;
    loop {
        let status = receiver.next().await.value()["statuses"][0].clone();
        if status["id"] == wamid.as_str() {
            assert_eq!(status["errors"][0]["code"], 131_053);
            break;
        }
    }
}
