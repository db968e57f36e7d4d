//! 118 requests recorded from well-known client libraries, replayed byte for byte against the world that was
//! made for them. All are answered as Meta would: done, or refused for the reason that stands here.

use std::path::{Path, PathBuf};

use serde_json::Value;
use simulator::{Options, Simulator, World};

/// Whose recording, which call, the code of the refusal, and why Meta refuses too.
const REFUSED: [(&str, &str, i64, &str); 12] = [
    ("great-detail-8.4.0", "template", 132_000, "hello_world has no variables, no picture and no buttons"),
    ("heyoo-0.1.2", "template", 132_000, "hello_world has no variables"),
    ("whatsapp-cloud-api-0.3.1", "template", 132_000, "hello_world has no variables"),
    ("whatsapp-official-0.0.5-Alpha", "template", 132_000, "hello_world has no variables"),
    ("whatsapp-python-4.3.0", "template", 132_000, "hello_world has no variables"),
    ("whatsapp-python-4.3.0", "react", 100, "`to` is empty"),
    ("great-detail-8.4.0", "media_upload_noname", 100, "the file is sent as application/octet-stream"),
    ("great-detail-8.4.0", "media_download", 104, "without a token, from an address nobody gave out"),
    ("heyoo-0.1.2", "media_download", 100, "from an address nobody gave out"),
    ("whatsapp-business-1.7.2", "media_download", 100, "from an address nobody gave out"),
    ("great-detail-8.4.0", "subs_create", 2200, "the callback https://x/wh does not answer the handshake"),
    ("great-detail-8.4.0", "tpl_create", 100, "the body ends with a variable, and the name is taken"),
];

/// None where they are not at hand: others made them, so they are not part of this project.
fn recordings() -> Vec<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("WAYPOST_SHARED").map_or_else(beside, PathBuf::from);
    let Ok(entries) = std::fs::read_dir(root.join("conformance/requests")) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The body as it was on the wire; of files only the length was recorded.
fn body_of(request: &Value) -> Vec<u8> {
    if let Some(raw) = request["json_raw"].as_str() {
        return raw.as_bytes().to_vec();
    }
    let Some(parts) = request["multipart"].as_array() else {
        return request["body"].as_str().unwrap_or_default().as_bytes().to_vec();
    };
    let kind = header(request, "content-type").unwrap_or_default();
    let boundary = kind.split("boundary=").nth(1).unwrap_or_default().trim_matches('"').to_owned();
    let mut body = String::new();
    for part in parts {
        let headers: Vec<&str> =
            part["headers"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let bytes = usize::try_from(part["bytes"].as_u64().unwrap_or(0)).unwrap();
        let data = part["data"].as_str().map_or_else(|| "\u{7}".repeat(bytes), str::to_owned);
        body.push_str(&format!("--{boundary}\r\n{}\r\n\r\n{data}\r\n", headers.join("\r\n")));
    }
    format!("{body}--{boundary}--\r\n").into_bytes()
}

fn header(request: &Value, name: &str) -> Option<String> {
    let headers = request["headers"].as_array()?;
    let found =
        headers.iter().find(|pair| pair[0].as_str().is_some_and(|key| key.eq_ignore_ascii_case(name)))?;
    Some(found[1].as_str()?.to_owned())
}

#[tokio::test]
async fn o1_recorded_clients_are_answered_as_meta_would() {
    let recordings = recordings();
    if recordings.is_empty() {
        println!("skipped: no recorded requests (set WAYPOST_SHARED)");
        return;
    }
    let handle = Simulator::start(Options::new(World::load("conformance").unwrap())).await.unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let (mut done, mut refused, mut wrong) = (0, Vec::new(), Vec::new());
    for file in recordings {
        let client = file.file_stem().unwrap().to_string_lossy().into_owned();
        let requests: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        for request in requests {
            let text = |key: &str| request[key].as_str().unwrap_or_default();
            let query = Some(text("raw_query")).filter(|query| !query.is_empty());
            let path =
                query.map_or_else(|| text("path").to_owned(), |query| format!("{}?{query}", text("path")));
            let method = reqwest::Method::from_bytes(text("method").as_bytes()).unwrap();
            let mut call = http.request(method, format!("{}{path}", handle.url())).body(body_of(&request));
            for name in ["content-type", "authorization", "accept", "user-agent"] {
                if let Some(value) = header(&request, name) {
                    call = call.header(name, value);
                }
            }
            let answer = call.send().await.unwrap();
            if answer.status() == 200 {
                done += 1;
                continue;
            }
            let body: Value = answer.json().await.unwrap();
            let code = body["error"]["code"].as_i64().unwrap();
            let known = REFUSED
                .iter()
                .any(|(who, op, expected, _)| (*who, *op, *expected) == (client.as_str(), text("op"), code));
            let told = format!("{client} {} {code} {}", text("op"), body["error"]);
            if known { refused.push(told) } else { wrong.push(told) }
        }
    }
    println!("recorded requests: {done} done, {} refused as Meta refuses them", refused.len());
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!((done, refused.len()), (118 - REFUSED.len(), REFUSED.len()));
}
