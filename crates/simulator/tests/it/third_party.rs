//! Bodies that others published, sent to the world `conformance`: accepted, or refused for a reason that stands here.
//!
//! They are no part of this project: they are read where they lie beside it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use simulator::{Handle, Options, Simulator, World};

use crate::support::NUMBER;

const ACCOUNT: &str = "102290129340398";
/// Stands for the handle of a real upload until there is one.
const HANDLE: &str = "(handle)";
const MEDIA: &str = "2345678901234567";

/// Operations of Meta's description that the simulator has, and where.
const PATHS: [(&str, &str); 17] = [
    ("/{Version}/{Phone-Number-ID}", "/v25.0/106540352242922"),
    ("/{Version}/{Phone-Number-ID}/block_users", "/v25.0/106540352242922/block_users"),
    ("/{Version}/{Phone-Number-ID}/calls", "/v25.0/106540352242922/calls"),
    (
        "/{Version}/{Phone-Number-ID}/conversational_automation",
        "/v25.0/106540352242922/conversational_automation",
    ),
    ("/{Version}/{Phone-Number-ID}/marketing_messages", "/v25.0/106540352242922/marketing_messages"),
    ("/{Version}/{Phone-Number-ID}/message_qrdls", "/v25.0/106540352242922/message_qrdls"),
    ("/{Version}/{Phone-Number-ID}/messages", "/v25.0/106540352242922/messages"),
    ("/{Version}/{Phone-Number-ID}/register", "/v25.0/106540352242922/register"),
    ("/{Version}/{Phone-Number-ID}/request_code", "/v25.0/106540352242922/request_code"),
    ("/{Version}/{Phone-Number-ID}/settings", "/v25.0/106540352242922/settings"),
    ("/{Version}/{Phone-Number-ID}/verify_code", "/v25.0/106540352242922/verify_code"),
    (
        "/{Version}/{Phone-Number-ID}/whatsapp_business_encryption",
        "/v25.0/106540352242922/whatsapp_business_encryption",
    ),
    (
        "/{Version}/{Phone-Number-ID}/whatsapp_business_profile",
        "/v25.0/106540352242922/whatsapp_business_profile",
    ),
    ("/{Version}/{TEMPLATE_ID}", "/v25.0/594425479261596"),
    ("/{Version}/{WABA-ID}", "/v25.0/102290129340398"),
    ("/{Version}/{WABA-ID}/message_templates", "/v25.0/102290129340398/message_templates"),
    ("/{Version}/{WABA-ID}/phone_numbers", "/v25.0/102290129340398/phone_numbers"),
];

/// Operations that it does not have: no business of a simulator of messaging, or not published by Meta as working.
const ABSENT: [&str; 22] = [
    "{Application-ID}/whatsapp_business_solution",
    "{Business-ID}/add_phone_numbers",
    "{Business-ID}/share_preverified_numbers",
    "{Phone-Number-ID}/business_compliance_info",
    // The sample has the file as text in JSON; uploads are covered by live clients.
    "{Phone-Number-ID}/media",
    "{Phone-Number-ID}/messages_encrypted",
    "{Phone-Number-ID}/official_business_account",
    "{Pre-Verified-Phone-Number-ID}/request_code",
    "{Pre-Verified-Phone-Number-ID}/verify_code",
    "{Solution-ID}/accept",
    "{Solution-ID}/reject",
    "{Solution-ID}/reject_deactivation_request",
    "{Solution-ID}/send_deactivation_request",
    "{WABA-ID}/obo_mobility_intent",
    "{WABA-ID}/schedules",
    "{WABA-ID}/set_obo_mobility_intent",
    "{WABA-ID}/set_solution_migration_intent",
    // The callbacks of the samples answer no handshake; live clients cover it.
    "{WABA-ID}/subscribed_apps",
    "{WhatsApp-Business-Account-ID}/assigned_users",
    "{WhatsApp-Business-Profile-ID}",
    "whatsapp/webhooks",
    "{Version}",
];

/// The example, the code of the refusal, and why Meta refuses it too.
const REFUSED: [(&str, i64, &str); 18] = [
    ("messages ", 132_001, "the template is its author's; the world has others"),
    ("marketing_messages ", 132_001, "the template is its author's; the world has others"),
    ("send ", 132_001, "the template is its author's; the world has others"),
    ("messages Send Reply to List Message", 100, "without `type` it is a text, and has none"),
    ("send send_reply_to_list_message", 100, "without `type` it is a text, and has none"),
    ("send expectedMessage18", 100, "a registration, no message"),
    ("calls ", 138_000, "calling is not turned on for the number"),
    ("message_qrdls update_existing_qr_code", 100, "the code is another number's"),
    ("{Phone-Number-ID} configure_webhook", 2200, "the callback answers no handshake"),
    ("{Phone-Number-ID} comprehensive_update", 2200, "the callback answers no handshake"),
    ("templates expectedTemplate1", 100, "the category TRANSACTIONAL ended in 2023"),
    ("templates expectedTemplate2", 100, "the category TRANSACTIONAL ended in 2023"),
    ("templates expectedTemplate4", 100, "the category TRANSACTIONAL ended in 2023"),
    ("templates expectedTemplate7", 100, "its body begins with a variable"),
    ("templates expectedTemplate9", 100, "authentication templates have Meta's text"),
    ("message_templates Create Flow Template Message", 100, "the samples before it have the same name"),
    ("whatsapp_business_encryption upload_key", 100, "the sample's key is cut short"),
    ("message_templates Create catalog template", 100, "the sample before it has the same name"),
];

fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("WAYPOST_SHARED").map_or_else(beside, PathBuf::from);
    let data = root.join("cloud-api/data");
    if data.is_dir() { Some(data) } else { None }
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| if path.is_dir() { json_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
}

/// Puts what the world has where a sample has a placeholder.
fn filled(value: &Value, key: &str) -> Value {
    match value {
        Value::Object(map) => {
            let is_file = ["image", "video", "audio", "document", "sticker"].contains(&key);
            let entry = |(name, inner): (&String, &Value)| {
                let inner = if is_file && name == "id" { json!(MEDIA) } else { filled(inner, name) };
                (name.clone(), inner)
            };
            Value::Object(map.iter().map(entry).collect())
        }
        Value::Array(items) => items.iter().map(|item| filled(item, key)).collect(),
        Value::String(text) => Value::from(placeholder(text, key)),
        other => other.clone(),
    }
}

fn placeholder(text: &str, key: &str) -> String {
    let is_placeholder =
        (text.starts_with("{{") && text.ends_with("}}")) || (text.starts_with('<') && text.ends_with('>'));
    let inner = text.trim_matches(['{', '}', '<', '>']);
    if let Some(rest) = text.strip_prefix("http(s)://") {
        return format!("https://{rest}.example.com/");
    }
    match (key, inner) {
        ("header_handle" | "profile_picture_handle", _) => HANDLE.to_owned(),
        ("name", "TEMPLATE_NAME") => "a_sample".to_owned(),
        ("message_id", _) => "wamid.X".to_owned(),
        _ if !is_placeholder => text.to_owned(),
        ("to" | "wa_id" | "phone", _) => "12025550173".to_owned(),
        (_, "Flow-ID") => "777".to_owned(),
        (_, "Flow-Name") => "conformance".to_owned(),
        (_, "EMOJI") => "👍".to_owned(),
        (_, "HEADER_TYPE") => "text".to_owned(),
        (_, "LOCATION_LATITUDE" | "LOCATION_LONGITUDE") => "1.5".to_owned(),
        ("link" | "url", _) => "https://example.com/a.png".to_owned(),
        _ => inner.chars().take(20).collect(),
    }
}

/// A file for headers and profiles, as Meta wants them.
async fn upload(handle: &Handle, http: &reqwest::Client) -> String {
    let url = format!("{}/v25.0/1/uploads?file_length=4&file_type=image/png", handle.url());
    let session: Value =
        http.post(url).bearer_auth("EAAtesttoken").send().await.unwrap().json().await.unwrap();
    let url = format!("{}/v25.0/{}", handle.url(), session["id"].as_str().unwrap());
    let call = http.post(url).bearer_auth("EAAtesttoken").header("file_offset", "0").body("file");
    let done: Value = call.send().await.unwrap().json().await.unwrap();
    done["h"].as_str().unwrap().to_owned()
}

async fn start() -> Handle {
    let mut world = World::load("conformance").unwrap();
    // The addresses of the samples lead nowhere.
    let mut settings = serde_json::to_value(&world.settings).unwrap();
    if settings.get("fetch_links").is_some() {
        settings["fetch_links"] = json!(false);
        world.settings = serde_json::from_value(settings).unwrap();
    }
    Simulator::start(Options::new(world)).await.unwrap()
}

/// Sends what is given, and holds the answers against the table.
#[expect(clippy::print_stdout, reason = "it tells how much was there to be sent")]
async fn judge(what: &str, calls: Vec<(String, String, String, Value)>) {
    let handle = start().await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let (mut done, mut refused, mut wrong) = (0, BTreeMap::new(), Vec::new());
    let total = calls.len();
    let uploaded = upload(&handle, &http).await;
    for (name, method, path, body) in calls {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let call = http.request(method, format!("{}{path}", handle.url())).bearer_auth("EAAtesttoken");
        let body = body.to_string().replace(HANDLE, &uploaded);
        let answer = call.header("content-type", "application/json").body(body.clone()).send().await.unwrap();
        if answer.status() == 200 {
            done += 1;
            continue;
        }
        let error: Value = answer.json().await.unwrap();
        let code = error["error"]["code"].as_i64().unwrap();
        match REFUSED.iter().find(|(known, expected, _)| name.starts_with(known) && *expected == code) {
            Some((known, _, _)) => *refused.entry(*known).or_insert(0) += 1,
            None => wrong.push(format!("{name}: {} for {body}", error["error"])),
        }
    }
    let refusals: usize = refused.values().sum();
    println!("{what}: {total} sent, {done} done, {refusals} refused as Meta refuses them");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn o1_examples_of_metas_description_are_taken_or_refused_for_a_reason() {
    let text = shared().and_then(|data| std::fs::read_to_string(data.join("openapi/examples.json")).ok());
    let Some(text) = text else {
        println!("third-party examples: none (set WAYPOST_SHARED)");
        return;
    };
    let examples: Vec<Value> = serde_json::from_str(&text).unwrap();
    let (mut calls, mut absent) = (Vec::new(), 0);
    for example in examples.iter().filter(|example| example["kind"] == "request") {
        let word = |key: &str| example[key].as_str().unwrap().to_owned();
        let path = word("path");
        match PATHS.iter().find(|(known, _)| *known == path) {
            Some((_, real)) => {
                let edge = path.rsplit('/').next().unwrap();
                let name = format!("{edge} {}", word("name"));
                calls.push((name, word("method"), (*real).to_owned(), filled(&example["value"], "")));
            }
            None => {
                assert!(ABSENT.iter().any(|known| path.ends_with(known)), "nobody decided about {path}");
                absent += 1;
            }
        }
    }
    println!("third-party examples of operations that are not simulated: {absent}");
    assert!(calls.len() > 80, "{}", calls.len());
    judge("third-party examples", calls).await;
}

#[tokio::test]
async fn o1_published_messages_and_templates_are_taken_or_refused_for_a_reason() {
    let Some(data) = shared() else {
        println!("third-party bodies: none (set WAYPOST_SHARED)");
        return;
    };
    let mut calls = Vec::new();
    for (folder, path) in [
        ("send", format!("/v25.0/{NUMBER}/messages")),
        ("templates", format!("/v25.0/{ACCOUNT}/message_templates")),
    ] {
        for file in json_files(&data.join(folder)) {
            let Ok(body) = serde_json::from_str::<Value>(&std::fs::read_to_string(&file).unwrap()) else {
                continue;
            };
            if body.is_object() {
                let name = format!("{folder} {}", file.file_stem().unwrap().to_string_lossy());
                calls.push((name, "POST".to_owned(), path.clone(), filled(&body, "")));
            }
        }
    }
    assert!(calls.len() > 100, "{}", calls.len());
    judge("third-party bodies", calls).await;
}
