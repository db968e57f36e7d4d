//! Answers that others recorded are read: what stands in them is found again.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::path::Path;

use cloud_api_types::SendResponse;
use cloud_api_types::errors::ErrorBody;
use cloud_api_types::graph::accounts::CommerceSettings;
use cloud_api_types::graph::media::{MediaInfo, Uploaded};
use cloud_api_types::graph::templates::{MessageTemplate, TemplateAnswer};
use cloud_api_types::graph::{Page, PhoneNumber, Success};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads it as this type, and finds each of the fields that are named.
fn read<T: DeserializeOwned + Serialize>(name: &str, text: &str, fields: &[&str]) {
    let original: Value = serde_json::from_str(text).unwrap();
    let typed: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let written = serde_json::to_value(&typed).unwrap();
    for field in fields {
        let (had, has) = (original.pointer(field), written.pointer(field));
        assert!(had.is_some(), "{name} has no {field}");
        let spelt = |value: Option<&Value>| value.map(|it| it.to_string().trim_matches('"').to_owned());
        assert_eq!(spelt(has), spelt(had), "{name} {field}");
    }
}

#[test]
fn third_party_answers_are_read() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("WAYPOST_SHARED").map_or_else(beside, Into::into);
    let Ok(folder) = std::fs::read_dir(root.join("cloud-api/data/responses/bindambc")) else {
        println!("third-party answers: none (set WAYPOST_SHARED)");
        return;
    };
    let mut count = 0;
    for entry in folder {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.as_str();
        count += 1;
        match name.as_str() {
            "commerceSettings" => {
                read::<Page<CommerceSettings>>(&name, text, &["/data/0/is_cart_enabled", "/data/0/id"]);
            }
            "deleteTemplate" | "reponse" => read::<Success>(&name, text, &["/success"]),
            "media" => read::<MediaInfo>(&name, text, &["/url", "/mime_type", "/sha256", "/id"]),
            "message" => read::<SendResponse>(&name, text, &["/messages/0/id", "/contacts/0/input"]),
            "phoneNumber" | "phoneWithSpecificFields" => {
                read::<PhoneNumber>(&name, text, &["/verified_name", "/id"]);
            }
            "phoneNumbersList" => read::<Page<PhoneNumber>>(&name, text, &["/data/0/id", "/data/1/id"]),
            "phoneNumberNotFoundError" | "requestCodeError" | "verifyCodeError" => {
                let original: Value = serde_json::from_str(text).unwrap();
                let error = serde_json::from_str::<ErrorBody>(text).unwrap().error;
                assert_eq!(Some(error.code), original["error"]["code"].as_i64(), "{name}");
                assert_eq!(error.subcode, original["error"]["error_subcode"].as_i64(), "{name}");
            }
            "retTemplate1" | "retTemplate2" | "retTemplate3" => {
                read::<Page<MessageTemplate>>(&name, text, &["/data/0/name", "/data/0/components/1/text"]);
            }
            "template" => read::<TemplateAnswer>(&name, text, &["/id", "/status", "/category"]),
            "uploadResponse" => read::<Uploaded>(&name, text, &["/id"]),
            _ => panic!("nobody decided what {name} is"),
        }
    }
    println!("third-party answers: {count} read");
    assert!(count >= 16, "{count}");
}
