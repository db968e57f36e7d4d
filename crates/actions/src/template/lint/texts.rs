//! Rules of headers, bodies and footers.

use domain::template::text::{Segment, segments, variables};
use domain::template::{ParameterFormat, TemplateCategory};
use serde_json::Value;

use super::Context;
use super::findings::{Findings, Part, code};

const HEADER_LIMIT: usize = 60;
const BODY_LIMIT: usize = 1024;
const OFFER_BODY_LIMIT: usize = 600;
const CARD_BODY_LIMIT: usize = 160;
const FOOTER_LIMIT: usize = 60;

pub(super) fn check_header(context: &Context<'_>, part: &Part<'_>, findings: &mut Findings) {
    let format = part.word("format");
    if context.is_authentication() {
        let message = "authentication templates have no header";
        findings.error(code::HEADER, "header_in_authentication", &part.field, message);
        return;
    }
    match format.as_str() {
        "text" => check_header_text(context, part, findings),
        "image" | "video" | "document" => check_sample(part, findings),
        "gif" => {
            if *context.category != TemplateCategory::Marketing {
                let message = "only marketing templates may have a GIF";
                findings.error(code::HEADER, "header_gif_category", &part.at("format"), message);
            }
            check_sample(part, findings);
        }
        "location" | "product" => {}
        _ => {
            let message = "choose TEXT, IMAGE, VIDEO, DOCUMENT, GIF, LOCATION or PRODUCT";
            findings.error(code::HEADER, "header_format", &part.at("format"), message).shows(&format);
        }
    }
    let fits_offer = matches!(format.as_str(), "image" | "video");
    if context.has_offer && !fits_offer {
        let message = "with a limited-time offer the header is an image or a video";
        findings.error(code::HEADER, "header_with_offer", &part.at("format"), message).shows(&format);
    }
    let fits_card = matches!(format.as_str(), "image" | "video" | "product");
    if context.in_card && !fits_card {
        let message = "the header of a card is an image, a video or a product";
        findings.error(code::HEADER, "card_header", &part.at("format"), message).shows(&format);
    }
}

fn check_header_text(context: &Context<'_>, part: &Part<'_>, findings: &mut Findings) {
    let (text, field) = (part.text("text").unwrap_or_default(), part.at("text"));
    let length = text.chars().count();
    if text.trim().is_empty() {
        findings.error(code::HEADER, "header_empty", &field, "the text is missing");
        return;
    }
    if length > HEADER_LIMIT {
        findings.limit(code::TOO_LONG, "header_too_long", &field, HEADER_LIMIT, length);
    }
    if text.contains(['\n', '\r', '*']) {
        let message = "a header has one line, without asterisks";
        findings.error(code::HEADER, "header_characters", &field, message).shows(text);
    }
    let names = check_variables(context, text, &field, code::HEADER, findings);
    if names.len() > 1 {
        let message = "a header has one variable at most";
        let finding = findings.error(code::HEADER, "header_variables", &field, message);
        finding.limit(1).shows(&names.len().to_string());
    }
    let examples = part.get("example");
    check_examples(context, &names, &examples, "header_text", code::HEADER, findings);
}

/// The sample of a media header is a file of ours, or a handle of the provider's: its ids and links are refused.
fn check_sample(part: &Part<'_>, findings: &mut Findings) {
    let example = part.get("example");
    let handle = example.items("header_handle").first().and_then(|item| item.value.as_str());
    let field = example.at("header_handle");
    match handle {
        None | Some("") => {
            let message = "a sample is missing: upload a file and give its id";
            findings.error(code::HEADER, "header_sample_missing", &field, message);
        }
        Some(handle) if handle.contains("://") || handle.bytes().all(|b| b.is_ascii_digit()) => {
            let message = "give the id of an uploaded file, not a media id of the provider's or a link";
            findings.error(code::HEADER, "header_sample", &field, message).shows(handle);
        }
        Some(_) => {}
    }
}

pub(super) fn check_body(context: &Context<'_>, part: &Part<'_>, findings: &mut Findings) {
    let field = part.at("text");
    if context.is_authentication() {
        if part.has("text") {
            let message = "the text of authentication templates is the provider's: leave it out";
            findings.error(code::BODY, "body_in_authentication", &field, message);
        }
        return;
    }
    let text = part.text("text").unwrap_or_default();
    if text.trim().is_empty() {
        findings.error(code::BODY, "body_empty", &field, "the text is missing");
        return;
    }
    let limit = match context {
        Context { in_card: true, .. } => CARD_BODY_LIMIT,
        Context { has_offer: true, .. } => OFFER_BODY_LIMIT,
        _ => BODY_LIMIT,
    };
    let length = text.chars().count();
    if length > limit {
        findings.limit(code::TOO_LONG, "body_too_long", &field, limit, length);
    }
    let names = check_variables(context, text, &field, code::BODY, findings);
    check_edges(text, &field, findings);
    check_ratio(text, names.len(), &field, findings);
    check_examples(context, &names, &part.get("example"), "body_text", code::BODY, findings);
}

pub(super) fn check_footer(context: &Context<'_>, part: &Part<'_>, findings: &mut Findings) {
    if context.has_offer {
        let message = "a template with a limited-time offer has no footer";
        findings.error(code::FOOTER, "footer_with_offer", &part.field, message);
    }
    if context.is_authentication() {
        let minutes = part.value.get("code_expiration_minutes").and_then(Value::as_i64);
        if !minutes.is_some_and(|minutes| (1..=90).contains(&minutes)) {
            let message = "say after how many minutes the code expires: 1 to 90";
            let finding =
                findings.error(code::FOOTER, "code_expiration", &part.at("code_expiration_minutes"), message);
            finding.limit("1 to 90").shows(&minutes.map_or_else(|| "nothing".to_owned(), |m| m.to_string()));
        }
        return;
    }
    let (text, field) = (part.text("text").unwrap_or_default(), part.at("text"));
    let length = text.chars().count();
    if text.trim().is_empty() {
        findings.error(code::FOOTER, "footer_empty", &field, "the text is missing");
    }
    if length > FOOTER_LIMIT {
        findings.limit(code::TOO_LONG, "footer_too_long", &field, FOOTER_LIMIT, length);
    }
    if !variables(text).is_empty() {
        findings.error(code::FOOTER, "footer_variables", &field, "a footer has no variables").shows(text);
    }
    if text.contains(['\n', '\r']) {
        findings.error(code::FOOTER, "footer_lines", &field, "a footer has one line").shows(text);
    }
}

/// Checks how variables are written; their names.
fn check_variables<'t>(
    context: &Context<'_>,
    text: &'t str,
    field: &str,
    code: i64,
    findings: &mut Findings,
) -> Vec<&'t str> {
    let pieces = segments(text);
    let is_broken =
        |piece: &Segment<'_>| matches!(piece, Segment::Text(t) if t.contains("{{") || t.contains("}}"));
    if pieces.iter().any(is_broken) {
        let message = "braces that hold no variable: write {{1}} or {{first_name}}";
        findings.error(code, "variable_broken", field, message).shows(text);
    }
    if pieces.iter().filter(|piece| !is_space(piece)).collect::<Vec<_>>().windows(2).any(are_variables) {
        let message = "two variables stand side by side: put words between them";
        findings.error(code, "variables_adjacent", field, message).shows(text);
    }
    let names = variables(text);
    match context.format {
        ParameterFormat::Positional => check_positions(&names, field, code, findings),
        ParameterFormat::Named => check_names(&names, field, code, findings),
    }
    names
}

fn is_space(piece: &Segment<'_>) -> bool {
    matches!(piece, Segment::Text(text) if text.trim().is_empty())
}

fn are_variables(pair: &[&Segment<'_>]) -> bool {
    pair.iter().all(|piece| matches!(piece, Segment::Variable(_)))
}

fn check_positions(names: &[&str], field: &str, code: i64, findings: &mut Findings) {
    let wanted = (1..=names.len()).map(|n| n.to_string());
    if !names.iter().copied().eq(wanted) {
        let message = format!("variables are numbered from 1 without gaps; these are {}", names.join(", "));
        findings.error(code, "variable_numbers", field, message).shows(&names.join(", "));
    }
}

fn check_names(names: &[&str], field: &str, code: i64, findings: &mut Findings) {
    for name in names {
        let begins = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
        if !begins || name.bytes().any(|b| b.is_ascii_uppercase()) {
            let message = "named variables have lower-case letters, digits and _, and begin with a letter";
            findings.error(code, "variable_name", field, message).shows(name);
        }
    }
}

fn check_edges(text: &str, field: &str, findings: &mut Findings) {
    let pieces = segments(text.trim());
    let is_variable = |piece: Option<&Segment<'_>>| matches!(piece, Some(Segment::Variable(_)));
    if is_variable(pieces.first()) || is_variable(pieces.last()) {
        let message = "the text must not begin or end with a variable";
        findings.error(code::EDGES, "variable_at_edge", field, message).shows(text);
    }
}

/// How many words a variable needs beside it is not published: with fewer words than variables a template is
/// refused for certain, with fewer than two for each it often is.
fn check_ratio(text: &str, variables: usize, field: &str, findings: &mut Findings) {
    let pieces = segments(text);
    let words = pieces.iter().map(|piece| match piece {
        Segment::Text(text) => {
            text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
        }
        Segment::Variable(_) => 0,
    });
    let words: usize = words.sum();
    let message =
        format!("{words} words for {variables} variables: write more words, or use fewer variables");
    if words < variables {
        findings.error(code::RATIO, "variable_ratio", field, message).shows(&words.to_string());
    } else if variables > 0 && words < 2 * variables + 1 {
        findings.warning(code::RATIO, "variable_ratio", field, message).shows(&words.to_string());
    }
}

/// Every variable needs an example.
fn check_examples(
    context: &Context<'_>,
    names: &[&str],
    example: &Part<'_>,
    kind: &str,
    code: i64,
    findings: &mut Findings,
) {
    if names.is_empty() {
        return;
    }
    match context.format {
        ParameterFormat::Positional => {
            let found = first_row(example.value.get(kind));
            if found != names.len() {
                let message = format!("{found} examples for {} variables", names.len());
                let finding = findings.error(code, "examples", &example.at(kind), message);
                finding.limit(names.len()).shows(&found.to_string());
            }
        }
        ParameterFormat::Named => {
            let field = format!("{kind}_named_params");
            let given = example.items(&field);
            let has = |name: &&&str| {
                given.iter().any(|item| item.text("param_name") == Some(name) && item.has("example"))
            };
            let missing: Vec<_> = names.iter().filter(|name| !has(name)).copied().collect();
            if !missing.is_empty() {
                let message = format!("an example is missing for {}", missing.join(", "));
                findings.error(code, "examples", &example.at(&field), message).shows(&missing.join(", "));
            }
        }
    }
}

/// How many examples there are: `["a", "b"]`, or `[["a", "b"], …]` with sets of them.
fn first_row(examples: Option<&Value>) -> usize {
    let list = examples.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    match list.first() {
        Some(Value::Array(row)) => row.len(),
        _ => list.len(),
    }
}
