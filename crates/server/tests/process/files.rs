//! Files through the real program.

use bytes::Bytes;
use futures_util::stream;
use reqwest::Method;
use serde_json::{Value, json};

use crate::program::Program;

const MB: usize = 1 << 20;

/// Text whose lines differ.
fn text(length: usize) -> Bytes {
    let mut text = String::with_capacity(length + 16);
    let mut n = 0_u64;
    while text.len() < length {
        text.push_str(&format!("{n:015}\n"));
        n += 1;
    }
    text.truncate(length);
    text.into()
}

async fn append(program: &Program, id: &str, offset: usize, body: reqwest::Body) -> reqwest::Result<Value> {
    let request = program.request(Method::PATCH, &format!("/v1/uploads/{id}"));
    let request = request.header("content-type", "application/octet-stream");
    request.header("upload-offset", offset.to_string()).body(body).send().await?.json().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c2_an_upload_goes_on_after_the_server_was_killed() {
    let mut program = Program::start().await;
    let whole = text(3 * MB);
    let begin = json!({"filename": "log.txt", "mime_type": "text/plain", "size": whole.len()});
    let id = program.call(Method::POST, "/v1/uploads", begin).await["id"].as_str().unwrap().to_owned();
    append(&program, &id, 0, whole.slice(..MB).into()).await.unwrap();

    // The second piece never ends: the server dies while it comes.
    let part = whole.slice(MB..2 * MB);
    let (sent, gone) = tokio::sync::oneshot::channel::<()>();
    let pieces = stream::unfold((Some(part), Some(sent)), |(part, sent)| async move {
        match part {
            Some(part) => Some((Ok::<_, std::io::Error>(part), (None, sent))),
            None => {
                if let Some(sent) = sent {
                    let _ = sent.send(());
                }
                std::future::pending().await
            }
        }
    });
    let request = program.request(Method::PATCH, &format!("/v1/uploads/{id}"));
    let request =
        request.header("content-type", "application/octet-stream").header("upload-offset", MB.to_string());
    let sending = tokio::spawn(request.body(reqwest::Body::wrap_stream(pieces)).send());
    gone.await.unwrap();
    program.kill_and_start_again().await;
    assert!(sending.await.unwrap().is_err(), "nobody answered the second piece");

    let known = program.call(Method::GET, &format!("/v1/uploads/{id}"), Value::Null).await;
    let offset = usize::try_from(known["offset"].as_u64().unwrap()).unwrap();
    assert!((MB..=2 * MB).contains(&offset), "what was answered is here: {known}");
    let done = append(&program, &id, offset, whole.slice(offset..).into()).await.unwrap();
    let media = done["media_id"].as_str().unwrap();
    let answer = program.request(Method::GET, &format!("/v1/media/{media}")).send().await.unwrap();
    assert!(answer.bytes().await.unwrap() == whole, "byte for byte");
}

/// More memory than this for a document of 100 MB, and it does not flow through but stays.
const MOST: usize = 48 * MB;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t7_documents_of_100_mb_pass_both_ways_in_flat_memory() {
    let mut program = Program::start().await;
    let (simulator, meta_number, _) = program.with_simulator().await;
    let http = program.http.clone();
    let whole = text(100 * MB);
    let sim = |path: &str| format!("{}{path}", simulator.url());

    let on_phone = http
        .post(sim(&format!("/_sim/media?phone_number_id={meta_number}")))
        .header("content-type", "text/plain")
        .body(whole.clone());
    let on_phone: Value = on_phone.send().await.unwrap().json().await.unwrap();
    let customer = test_support::CUSTOMER;
    let hello = json!({"phone_number_id": meta_number, "type": "text", "text": {"body": "hello"}});
    let messages = sim(&format!("/_sim/customers/{customer}/messages"));
    http.post(&messages).json(&hello).send().await.unwrap().error_for_status().unwrap();
    let arrived = program.wait_for("the first message", |e| e["type"] == "message.created").await;
    let conversation = arrived["message"]["conversation_id"].clone();

    // In: from the provider into the store.
    program.forget_peak();
    let (before, _) = program.memory();
    let file = json!({"id": on_phone["id"], "filename": "log.txt"});
    let document = json!({"phone_number_id": meta_number, "type": "document", "document": file});
    http.post(&messages).json(&document).send().await.unwrap().error_for_status().unwrap();
    let is_here = |e: &Value| e["media"]["state"] == "stored" && e["media"]["direction"] == "inbound";
    let media = program.wait_for("the document", is_here).await["media"].clone();
    assert_eq!(media["size"], whole.len());
    let (_, peak) = program.memory();
    report("in", before, peak);

    // Out: from the browser into the store, and on to the provider.
    program.forget_peak();
    let (before, _) = program.memory();
    let part = reqwest::multipart::Part::stream_with_length(whole.clone(), 100 * MB as u64);
    let part = part.file_name("log.txt").mime_str("text/plain").unwrap();
    let form = reqwest::multipart::Form::new().part("file", part);
    let uploaded = program.request(Method::POST, "/v1/media").multipart(form).send().await.unwrap();
    let uploaded: Value = uploaded.json().await.unwrap();
    let content = json!({"type": "document", "media": {"id": uploaded["id"]}, "filename": "log.txt"});
    let body = json!({"conversation_id": conversation, "content": content});
    let sent = program.call(Method::POST, "/v1/messages", body).await;
    let is_sent =
        |e: &Value| e["message_id"] == sent["id"] && matches!(e["status"].as_str(), Some("sent" | "failed"));
    let told = program.wait_for("the send", is_sent).await;
    assert_eq!(told["status"], "sent", "{told}");
    let (_, peak) = program.memory();
    report("out", before, peak);
}

fn report(way: &str, before: usize, peak: usize) {
    let grown = peak.saturating_sub(before);
    let ratio = (peak * 100).checked_div(before).unwrap_or_default();
    println!("T7: 100 MB {way}: {} MB before, {} MB at most ({ratio} %)", before / MB, peak / MB);
    assert!(grown < MOST, "{way}: {} MB more", grown / MB);
}
