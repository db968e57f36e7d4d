//! Files come from phones and go to them, whatever happens on the way.

use std::time::Duration;

use domain::job::Queue;
use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};
use storage::Scope;
use test_support::{TestApp, on_both};

/// A picture whose pixels differ, so that it has some size.
fn photo() -> Vec<u8> {
    let picture = RgbImage::from_fn(900, 600, |x, y| {
        Rgb([x, y, x ^ y].map(|part| u8::try_from(part * 7 % 256).unwrap()))
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

async fn owed(app: &TestApp) -> i64 {
    app.store().read(Scope::System, |tx| tx.jobs().count(Queue::Media)).await.unwrap()
}

/// Calls of the simulator that end with this part of a path.
async fn calls(app: &TestApp, method: &str, end: &str) -> usize {
    let all = app.get("/_sim/requests").await.ok(200);
    let is_it = |r: &&Value| {
        r["method"] == method && r["path"].as_str().unwrap().trim_end_matches('/').ends_with(end)
    };
    all.as_array().unwrap().iter().filter(is_it).count()
}

/// Waits until the address of a file has been asked for: the next thing is to fetch it.
async fn wait_for_address(app: &TestApp) {
    let is_it = |r: &Value| r["method"] == "GET" && r.to_string().contains("phone_number_id");
    let mut is_asked = false;
    for _ in 0..2000 {
        is_asked = app.get("/_sim/requests").await.ok(200).as_array().unwrap().iter().any(is_it);
        if is_asked {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(is_asked, "the address was never asked for");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b11_a_contacts_picture_is_brought_here_byte_for_byte() {
    on_both(|app| async move {
        let photo = photo();
        let wamid =
            app.customer_sends_file("image", "image/jpeg", &photo, json!({"caption": "the harbour"})).await;
        let id = app.file_of(&wamid).await;
        let media = app.wait_for_file(&id, "stored").await;
        assert_eq!(
            (&media["size"], &media["mime_type"], &media["has_thumbnail"], &media["direction"]),
            (&json!(photo.len()), &json!("image/jpeg"), &json!(true), &json!("inbound")),
        );
        assert_eq!(app.get(&format!("/v1/media/{id}/info")).await.ok(200), media);
        let (status, headers, bytes) = app.bytes(&format!("/v1/media/{id}"), &[]).await;
        assert_eq!((status.as_u16(), bytes == photo), (200, true));
        assert_eq!(headers["content-security-policy"], "sandbox; default-src 'none'");
        let (status, headers, part) =
            app.bytes(&format!("/v1/media/{id}"), &[("range", "bytes=1000-1999")]).await;
        assert_eq!((status.as_u16(), part.as_slice()), (206, &photo[1000..2000]));
        assert_eq!(headers["content-range"], format!("bytes 1000-1999/{}", photo.len()));
        let (status, _, small) = app.bytes(&format!("/v1/media/{id}/thumbnail"), &[]).await;
        let small = image::load_from_memory(&small).unwrap();
        assert_eq!((status.as_u16(), small.width(), small.height()), (200, 320, 213));
        assert_eq!(owed(&app).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b11_a_download_that_is_cut_is_tried_again_by_itself() {
    let app = TestApp::start().await;
    app.fault(json!({"kind": "cut", "mode": "next", "n": 1, "endpoint": "node"})).await;
    app.fault(json!({"kind": "cut", "mode": "next", "n": 1, "endpoint": "attachments"})).await;
    let photo = photo();
    let wamid = app.customer_sends_file("image", "image/jpeg", &photo, json!({})).await;
    let id = app.file_of(&wamid).await;
    let waits = app.wait_for("the first try", |e| e["media"]["id"] == id.as_str()).await;
    assert_eq!(
        (&waits["media"]["state"], &waits["media"]["error"]["reason"]),
        (&json!("pending"), &json!("unreachable")),
    );
    assert_eq!(app.get(&format!("/v1/media/{id}")).await.refusal(), (409, "media_pending".to_owned()));
    let media = app.wait_for_file(&id, "stored").await;
    assert_eq!(media["error"], Value::Null);
    assert!(app.bytes(&format!("/v1/media/{id}"), &[]).await.2 == photo);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b11_an_address_that_expires_on_the_way_is_asked_for_again() {
    let app = TestApp::start().await;
    app.fault(json!({"kind": "delay", "ms": 1500, "mode": "next", "n": 1, "endpoint": "attachments"})).await;
    let photo = photo();
    let wamid = app.customer_sends_file("image", "image/jpeg", &photo, json!({})).await;
    let id = app.file_of(&wamid).await;
    wait_for_address(&app).await;
    app.advance(Duration::from_secs(6 * 60)).await;
    let waits = app.wait_for("the first try", |e| e["media"]["id"] == id.as_str()).await;
    assert_eq!(waits["media"]["error"]["reason"], "gone", "{waits}");
    app.wait_for_file(&id, "stored").await;
    assert!(app.bytes(&format!("/v1/media/{id}"), &[]).await.2 == photo);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b11_a_fetch_whose_runner_is_gone_is_taken_up_again() {
    let app = TestApp::start().await;
    app.fault(json!({"kind": "hang", "mode": "next", "n": 1, "endpoint": "attachments"})).await;
    let photo = photo();
    let wamid = app.customer_sends_file("image", "image/jpeg", &photo, json!({})).await;
    let id = app.file_of(&wamid).await;
    wait_for_address(&app).await;
    // Another runner finds the claim after its lease has passed, as after a crash.
    app.advance(Duration::from_secs(150)).await;
    app.wait_for_file(&id, "stored").await;
    assert!(app.bytes(&format!("/v1/media/{id}"), &[]).await.2 == photo);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b11_a_file_with_the_wrong_hash_is_not_taken_and_its_message_stays() {
    let app = TestApp::start().await;
    let wrong = json!({"sha256": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "caption": "look"});
    let wamid = app.customer_sends_file("image", "image/jpeg", &photo(), wrong).await;
    let id = app.file_of(&wamid).await;
    let media = app.wait_for_file(&id, "failed").await;
    assert_eq!(media["error"]["reason"], "checksum_mismatch");
    let refused = app.get(&format!("/v1/media/{id}")).await;
    assert_eq!(refused.refusal(), (409, "media_failed".to_owned()));
    let found = app.get("/v1/conversations").await.ok(200);
    let conversation = found["items"][0]["id"].as_str().unwrap().to_owned();
    let thread = app.thread(&conversation).await;
    assert_eq!(thread[0]["content"]["caption"], "look");
    // Nothing of what came was kept.
    assert_eq!(owed(&app).await, 0);
    assert_eq!(std::fs::read_dir(app.data_dir().join("media/spool")).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b11_a_file_that_is_gone_fails_with_its_reason_and_can_be_asked_for_again() {
    let app = TestApp::start().await;
    let gone = json!({"id": "1234567890123456", "mime_type": "application/pdf", "filename": "bill.pdf"});
    let wamid =
        app.customer_sends(test_support::CUSTOMER, json!({"type": "document", "document": gone})).await;
    let id = app.file_of(&wamid).await;
    let media = app.wait_for_file(&id, "failed").await;
    assert_eq!((&media["error"]["reason"], &media["filename"]), (&json!("gone"), &json!("bill.pdf")));
    let asked = app.post(&format!("/v1/media/{id}/fetch"), json!({})).await.ok(202);
    assert_eq!(asked["state"], "pending");
    app.wait_for_file(&id, "pending").await;
    app.wait_for_file(&id, "failed").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b11_what_a_file_is_decides_how_it_is_given_out_not_what_it_is_called() {
    let app = TestApp::start().await;
    let page = b"<!DOCTYPE html><html><script>alert(document.cookie)</script></html>";
    let wamid =
        app.customer_sends_file("document", "application/pdf", page, json!({"filename": "bill.pdf"})).await;
    let id = app.file_of(&wamid).await;
    assert_eq!(app.wait_for_file(&id, "stored").await["mime_type"], "text/html");
    let (_, headers, _) = app.bytes(&format!("/v1/media/{id}"), &[]).await;
    assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment"), "{headers:?}");
    assert_eq!(headers["content-security-policy"], "sandbox; default-src 'none'");
    assert_eq!(headers["x-content-type-options"], "nosniff");
}

async fn send_picture(app: &TestApp, conversation: &str, media: &str) -> Value {
    let content = json!({"type": "image", "media": {"id": media}, "caption": "as promised"});
    let body = json!({"conversation_id": conversation, "content": content});
    app.post("/v1/messages", body).await.ok(202)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c2_an_uploaded_picture_reaches_the_phone_and_is_handed_over_once() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        let photo = photo();
        let media = app.upload("harbour.jpg", "image/jpeg", &photo).await.ok(201);
        let id = media["id"].as_str().unwrap();
        for _ in 0..2 {
            let sent = send_picture(&app, &conversation, id).await;
            app.wait_for_status(&sent, "delivered").await;
        }
        assert_eq!(calls(&app, "POST", "/media").await, 1, "the second send takes the id of the first");
        let shown: Vec<_> = app.phone_shows().await.into_iter().filter(|m| m["from"] == "business").collect();
        assert_eq!(shown.len(), 2);
        assert!(shown.iter().all(|m| m["type"] == "image"), "{shown:?}");
        assert_eq!(shown[0]["image"]["caption"], "as promised");
        let at_provider = shown[0]["image"]["id"].as_str().unwrap();
        let (status, _, bytes) = app.bytes(&format!("/_sim/media/{at_provider}"), &[]).await;
        assert_eq!((status.as_u16(), bytes == photo), (200, true));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c2_a_handover_that_fails_for_a_passing_reason_is_tried_again() {
    let app = TestApp::start().await;
    let conversation = app.conversation().await;
    app.fault(json!({"kind": "error", "code": 131_016, "mode": "next", "n": 1, "endpoint": "media"})).await;
    app.fault(json!({"kind": "cut", "mode": "next", "n": 1, "endpoint": "media"})).await;
    let media = app.upload("harbour.jpg", "image/jpeg", &photo()).await.ok(201);
    let sent = send_picture(&app, &conversation, media["id"].as_str().unwrap()).await;
    let delivered = app.wait_for_status(&sent, "delivered").await;
    assert_eq!(delivered["attempt"], 3);
    assert_eq!(app.phone_shows().await.iter().filter(|m| m["from"] == "business").count(), 1);
}

/// The most memory that this process has had, in bytes.
fn peak_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t7_a_document_of_100_mb_passes_through_in_little_memory() {
    const PIECE: usize = 1 << 20;
    let app = TestApp::start().await;
    let line = format!("{}\n", "x".repeat(1023));
    let piece: axum::body::Bytes = line.repeat(PIECE / 1024).into();
    let before = peak_memory();
    let pieces = (0..100).map(move |_| Ok::<_, std::io::Error>(piece.clone()));
    let media = app.upload_stream("large.txt", "text/plain", 100 * PIECE as u64, pieces).await.ok(201);
    assert_eq!(media["size"], 100 * PIECE);
    let received = app.count_bytes(&format!("/v1/media/{}", media["id"].as_str().unwrap())).await;
    assert_eq!(received, 100 * PIECE);
    let grown = peak_memory().saturating_sub(before);
    println!("T7: 100 MB up and down again, {} MB more memory", grown >> 20);
    assert!(grown < 50 << 20, "{grown} bytes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c2_a_link_that_leads_nowhere_fails_with_its_reason() {
    on_both(|app| async move {
        let conversation = app.conversation().await;
        let content = json!({"type": "image", "media": {"link": "https://nobody.invalid/harbour.jpg"}});
        let sent =
            app.post("/v1/messages", json!({"conversation_id": conversation, "content": content})).await;
        let sent = sent.ok(202);
        app.wait_for_status(&sent, "failed").await;
        let failed = app.message(sent["id"].as_str().unwrap()).await;
        assert_eq!(failed["error"]["code"], 131_053, "{failed}");
        assert!(!failed["error"]["remedy"].as_str().unwrap().is_empty());
        assert_eq!(failed["content"]["media"]["link"], "https://nobody.invalid/harbour.jpg");
        assert_eq!(calls(&app, "POST", "/media").await, 0, "the provider fetches it, not we");
    })
    .await;
}
