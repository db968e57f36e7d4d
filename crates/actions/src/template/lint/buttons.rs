//! Rules of buttons.

use domain::template::text::variables;
use serde_json::Value;

use super::Context;
use super::findings::{Findings, Part, code};

const BUTTONS_LIMIT: usize = 10;
const LABEL_LIMIT: usize = 25;
const URL_LIMIT: usize = 2000;
const PHONE_LIMIT: usize = 20;
const CODE_LIMIT: usize = 15;
const APPS_LIMIT: usize = 5;
const PACKAGE_LIMIT: usize = 224;
const HASH_LENGTH: usize = 11;

/// How many there may be of a kind.
const MOST: [(&str, usize); 10] = [
    ("quick_reply", 10),
    ("url", 2),
    ("phone_number", 1),
    ("copy_code", 1),
    ("otp", 1),
    ("flow", 1),
    ("catalog", 1),
    ("mpm", 1),
    ("voice_call", 1),
    ("order_details", 1),
];
const OTHERS: [&str; 4] = ["spm", "app", "call_permission_request", "request_contact_info"];

pub(super) fn check(context: &Context<'_>, part: &Part<'_>, findings: &mut Findings) {
    let buttons = part.items("buttons");
    let field = part.at("buttons");
    if buttons.is_empty() || buttons.len() > BUTTONS_LIMIT {
        let message = format!("{} buttons; 1 to {BUTTONS_LIMIT} are allowed", buttons.len());
        let finding = findings.error(code::INVALID, "button_count", &field, message);
        finding.limit(BUTTONS_LIMIT).shows(&buttons.len().to_string());
    }
    let kinds: Vec<String> = buttons.iter().map(|button| button.word("type")).collect();
    for (kind, most) in MOST {
        let count = kinds.iter().filter(|word| *word == kind).count();
        if count > most {
            let message = format!("{count} buttons of type {kind}; at most {most} are allowed");
            let finding = findings.error(code::INVALID, "button_kind_count", &field, message);
            finding.limit(most).shows(&count.to_string());
        }
    }
    check_order(context, &kinds, &field, findings);
    check_labels(&buttons, findings);
    for (button, kind) in buttons.iter().zip(&kinds) {
        check_one(context, button, kind, findings);
    }
}

fn check_order(context: &Context<'_>, kinds: &[String], field: &str, findings: &mut Findings) {
    let mut groups: Vec<bool> = kinds.iter().map(|kind| kind == "quick_reply").collect();
    groups.dedup();
    if groups.iter().filter(|is_reply| **is_reply).count() > 1 {
        let message = "quick replies stand together, before or after all others";
        findings.error(code::INVALID, "button_groups", field, message).shows(&kinds.join(", "));
    }
    let is_otp = kinds.iter().any(|kind| kind == "otp");
    if context.is_authentication() && (kinds.len() != 1 || !is_otp) {
        let message = "an authentication template has one button of type OTP";
        findings.error(code::INVALID, "otp_alone", field, message).shows(&kinds.join(", "));
    } else if is_otp && !context.is_authentication() {
        let message = "only authentication templates have a button of type OTP";
        findings.error(code::INVALID, "otp_category", field, message);
    }
    let copies_first = kinds.iter().position(|kind| kind == "copy_code").is_none_or(|at| at == 0);
    if context.has_offer && !copies_first {
        let message = "with a limited-time offer, the button that copies the code is the first";
        findings.error(code::INVALID, "offer_buttons", field, message).shows(&kinds.join(", "));
    }
}

fn check_labels(buttons: &[Part<'_>], findings: &mut Findings) {
    let mut seen: Vec<&str> = Vec::new();
    for button in buttons {
        let Some(label) = button.text("text") else { continue };
        if seen.contains(&label) {
            findings
                .error(code::INVALID, "label_twice", &button.at("text"), "two buttons have this label")
                .shows(label);
        }
        seen.push(label);
    }
}

fn check_one(context: &Context<'_>, button: &Part<'_>, kind: &str, findings: &mut Findings) {
    if !MOST.iter().any(|(known, _)| *known == kind) && !OTHERS.contains(&kind) {
        findings
            .error(code::INVALID, "button_unknown", &button.at("type"), "is no kind of button")
            .shows(kind);
        return;
    }
    check_label(button, kind, findings);
    match kind {
        "url" => check_url(button, findings),
        "phone_number" => check_phone(button, findings),
        "copy_code" => check_code(button, findings),
        "flow" => check_flow(button, findings),
        "otp" if context.is_authentication() => check_otp(button, findings),
        _ => {}
    }
}

fn check_label(button: &Part<'_>, kind: &str, findings: &mut Findings) {
    let field = button.at("text");
    let label = button.text("text").unwrap_or_default();
    let length = label.chars().count();
    // These have labels of the provider's own.
    let may_lack = matches!(kind, "copy_code" | "otp" | "call_permission_request" | "request_contact_info");
    if label.trim().is_empty() && !may_lack {
        findings.error(code::INVALID, "label_missing", &field, "the label is missing");
    }
    if length > LABEL_LIMIT {
        findings.limit(code::TOO_LONG, "label_too_long", &field, LABEL_LIMIT, length);
    }
    if label.contains(['\n', '\r']) || !variables(label).is_empty() {
        let message = "a label has one line and no variables";
        findings.error(code::INVALID, "label_characters", &field, message).shows(label);
    }
}

fn check_url(button: &Part<'_>, findings: &mut Findings) {
    let (url, field) = (button.text("url").unwrap_or_default(), button.at("url"));
    let length = url.chars().count();
    if length > URL_LIMIT {
        findings.limit(code::TOO_LONG, "url_too_long", &field, URL_LIMIT, length);
    }
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    if !is_web || url.contains(char::is_whitespace) {
        findings.error(code::INVALID, "url", &field, "write an https address without spaces").shows(url);
    }
    let names = variables(url);
    let at_end = |name: &&str| url.trim_end_matches("}}").trim_end().ends_with(name) && url.ends_with("}}");
    if names.len() > 1 || names.first().is_some_and(|name| !at_end(name)) {
        let message = "a URL has one variable at most, at its very end";
        let finding = findings.error(code::INVALID, "url_variable", &field, message);
        if names.len() > 1 {
            finding.limit(1).shows(&names.len().to_string());
        } else {
            finding.shows(url);
        }
    }
    if !names.is_empty() && !has_example(button.value) {
        let message = "an example is missing: the whole URL, filled in";
        findings.error(code::INVALID, "url_example", &button.at("example"), message);
    }
}

fn has_example(button: &Value) -> bool {
    match button.get("example") {
        Some(Value::Array(examples)) => {
            examples.first().and_then(Value::as_str).is_some_and(|e| !e.is_empty())
        }
        Some(Value::String(example)) => !example.is_empty(),
        _ => false,
    }
}

fn check_phone(button: &Part<'_>, findings: &mut Findings) {
    let (number, field) = (button.text("phone_number").unwrap_or_default(), button.at("phone_number"));
    let length = number.chars().count();
    if length > PHONE_LIMIT {
        findings.limit(code::TOO_LONG, "phone_too_long", &field, PHONE_LIMIT, length);
    }
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    if digits < 5 || number.chars().any(|c| !c.is_ascii_digit() && !"+ ()-.".contains(c)) {
        findings.error(code::INVALID, "phone", &field, "write a number with its country code").shows(number);
    }
}

fn check_code(button: &Part<'_>, findings: &mut Findings) {
    let example = match button.value.get("example") {
        Some(Value::Array(examples)) => examples.first().and_then(Value::as_str),
        Some(Value::String(example)) => Some(example.as_str()),
        _ => None,
    };
    let field = button.at("example");
    match example.map(|code| code.chars().count()) {
        None | Some(0) => {
            findings.error(code::INVALID, "code_example", &field, "an example of the code is missing");
        }
        Some(length) if length > CODE_LIMIT => {
            findings.limit(code::TOO_LONG, "code_too_long", &field, CODE_LIMIT, length);
        }
        Some(_) => {}
    }
}

fn check_flow(button: &Part<'_>, findings: &mut Findings) {
    let ways = ["flow_id", "flow_name", "flow_json"].into_iter().filter(|field| button.has(field)).count();
    if ways != 1 {
        let message = "give one of flow_id, flow_name and flow_json";
        findings.error(code::INVALID, "flow", &button.field, message).shows(&ways.to_string());
    }
}

fn check_otp(button: &Part<'_>, findings: &mut Findings) {
    let kind = button.word("otp_type");
    if !matches!(kind.as_str(), "copy_code" | "one_tap" | "zero_tap") {
        let message = "choose COPY_CODE, ONE_TAP or ZERO_TAP";
        findings.error(code::INVALID, "otp_type", &button.at("otp_type"), message).shows(&kind);
    }
    if kind == "zero_tap" && button.value.get("zero_tap_terms_accepted") != Some(&Value::Bool(true)) {
        let message = "zero-tap templates need the terms to be accepted";
        findings.error(code::INVALID, "zero_tap_terms", &button.at("zero_tap_terms_accepted"), message);
    }
    let apps = button.items("supported_apps");
    let needs_apps = matches!(kind.as_str(), "one_tap" | "zero_tap") && !button.has("package_name");
    if apps.len() > APPS_LIMIT || (needs_apps && apps.is_empty()) {
        let message = format!("{} apps; 1 to {APPS_LIMIT} are needed", apps.len());
        let finding = findings.error(code::INVALID, "otp_apps", &button.at("supported_apps"), message);
        finding.limit(APPS_LIMIT).shows(&apps.len().to_string());
    }
    for app in &apps {
        let package = app.text("package_name").unwrap_or_default();
        let (field, length) = (app.at("package_name"), package.chars().count());
        if length == 0 {
            findings.error(code::INVALID, "otp_package", &field, "write the app's package name");
        } else if length > PACKAGE_LIMIT {
            findings.limit(code::INVALID, "otp_package", &field, PACKAGE_LIMIT, length);
        }
        let hash = app.text("signature_hash").unwrap_or_default();
        if hash.chars().count() != HASH_LENGTH {
            let message = format!("the signing hash has {HASH_LENGTH} characters");
            findings.error(code::INVALID, "otp_hash", &app.at("signature_hash"), message).shows(hash);
        }
    }
}
