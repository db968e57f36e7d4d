//! Requests recorded from well-known client libraries, replayed byte for byte.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::Rig;

/// What must work now; the rest is counted.
const MUST: [&str; 10] = [
    "text",
    "text_reply",
    "reply",
    "text_biz_opaque",
    "mark_read",
    "mark_read_typing",
    "status_read",
    "phone_get",
    "phone",
    "waba_get",
];

fn recordings() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("WAYPOST_SHARED").map_or_else(beside, PathBuf::from);
    let dir = root.join("conformance/requests");
    if !dir.is_dir() {
        println!("skipped: no recorded requests (set WAYPOST_SHARED)");
        return None;
    }
    Some(dir)
}

/// The body as it was on the wire, with the one id replaced that only a running world knows.
fn body_of(request: &Value, wamid: &str) -> Vec<u8> {
    if let Some(raw) = request["json_raw"].as_str() {
        return raw.replace("wamid.X", wamid).into_bytes();
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
async fn recorded_clients_can_send_texts_and_mark_as_read() {
    let Some(dir) = recordings() else { return };
    let rig = Rig::start().await;
    let wamid = rig.types("hi").await;
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut passed, mut total, mut failed) = (0, 0, Vec::new());
    let mut refusals: BTreeMap<String, usize> = BTreeMap::new();
    for file in files {
        let requests: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        for request in requests {
            let text = |key: &str| request[key].as_str().unwrap_or_default();
            let query = text("raw_query");
            let path =
                if query.is_empty() { text("path").to_owned() } else { format!("{}?{query}", text("path")) };
            let method = reqwest::Method::from_bytes(text("method").as_bytes()).unwrap();
            let mut call = rig.http.request(method, rig.url(&path)).body(body_of(&request, &wamid));
            for name in ["content-type", "authorization", "accept", "user-agent"] {
                if let Some(value) = header(&request, name) {
                    call = call.header(name, value);
                }
            }
            let answer = rig.call(call).await;
            total += 1;
            if answer.status < 300 {
                passed += 1;
                continue;
            }
            let name = format!("{} {}", file.file_stem().unwrap().display(), text("op"));
            if MUST.contains(&text("op")) {
                failed.push(format!("{name}: {answer:?}"));
            }
            *refusals
                .entry(format!("{name}: {}", answer.message().chars().take(70).collect::<String>()))
                .or_default() += 1;
        }
    }
    println!("recorded requests answered with 2xx: {passed} of {total}");
    for refusal in refusals.keys() {
        println!("  refused: {refusal}");
    }
    assert_eq!(failed, Vec::<String>::new());
    assert!(total > 100 && passed * 2 > total, "{passed} of {total}");
}
