//! What the provider would find wrong with a template, found before it is asked.

mod buttons;
mod cards;
mod findings;
mod texts;

use domain::template::{ParameterFormat, TemplateCategory, TemplateDraft};
use serde_json::Value;

pub use findings::{Finding, Severity};
use findings::{Findings, Part, code};

const NAME_LIMIT: usize = 512;

/// A template that somebody wants to have.
#[derive(Debug, Clone, Copy)]
pub struct Proposal<'a> {
    pub name: &'a str,
    pub language: &'a str,
    pub content: &'a TemplateDraft,
}

/// Everything that is wrong with `proposal`, in the order of its fields. Errors will be refused; warnings may be.
pub fn lint(proposal: Proposal<'_>) -> Vec<Finding> {
    let mut findings = Findings::default();
    check_name(proposal.name, &mut findings);
    check_language(proposal.language, &mut findings);
    check_category(&proposal.content.category, &mut findings);
    check_ttl(proposal.content, &mut findings);
    let context = Context::of(proposal.content);
    check_components(&context, &proposal.content.components, &mut findings);
    findings.0
}

/// What the rules of a part depend on.
#[derive(Debug, Clone, Copy)]
struct Context<'a> {
    category: &'a TemplateCategory,
    format: ParameterFormat,
    has_offer: bool,
    has_carousel: bool,
    /// In a card of a carousel.
    in_card: bool,
}

impl<'a> Context<'a> {
    fn of(content: &'a TemplateDraft) -> Self {
        let has = |kind: &str| {
            content.components.iter().any(|c| {
                c.get("type").and_then(Value::as_str).is_some_and(|word| word.eq_ignore_ascii_case(kind))
            })
        };
        Self {
            category: &content.category,
            format: content.parameter_format,
            has_offer: has("limited_time_offer"),
            has_carousel: has("carousel"),
            in_card: false,
        }
    }

    fn is_authentication(&self) -> bool {
        *self.category == TemplateCategory::Authentication
    }
}

fn check_name(name: &str, findings: &mut Findings) {
    let length = name.chars().count();
    if length > NAME_LIMIT {
        findings.limit(code::INVALID, "name_too_long", "name", NAME_LIMIT, length);
    }
    let is_fine =
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !is_fine {
        let message = "use lower-case letters a to z, digits and _ only";
        findings.error(code::INVALID, "name_characters", "name", message).shows(name);
    }
}

/// `en`, `fil`, `en_US`, `zh_HK`.
fn check_language(language: &str, findings: &mut Findings) {
    let (tongue, country) = language.split_once('_').unwrap_or((language, "AA"));
    let is_tongue = (2..=3).contains(&tongue.len()) && tongue.bytes().all(|b| b.is_ascii_lowercase());
    let is_country = (2..=4).contains(&country.len()) && country.bytes().all(|b| b.is_ascii_uppercase());
    if !is_tongue || !is_country {
        let message = "write a language like en or en_US";
        findings.error(code::INVALID, "language", "language", message).shows(language);
    }
}

fn check_category(category: &TemplateCategory, findings: &mut Findings) {
    if let TemplateCategory::Unknown(word) = category {
        let message = format!("choose one of {}", TemplateCategory::WORDS.join(", "));
        findings.error(code::INVALID, "category", "category", message).shows(word);
    }
}

fn check_ttl(content: &TemplateDraft, findings: &mut Findings) {
    let Some(seconds) = content.ttl_seconds else { return };
    let (least, most, unlimited) = match content.category {
        TemplateCategory::Authentication => (30, 900, true),
        TemplateCategory::Utility => (30, 43_200, true),
        TemplateCategory::Marketing => (43_200, 2_592_000, false),
        TemplateCategory::Unknown(_) => return,
    };
    let is_unlimited = unlimited && seconds == -1;
    if !is_unlimited && !(least..=most).contains(&seconds) {
        let message = format!("{} templates live from {least} to {most} seconds", content.category);
        let finding = findings.error(code::INVALID, "ttl", "ttl_seconds", message);
        finding.limit(format!("{least} to {most}")).shows(&seconds.to_string());
    }
}

fn check_components(context: &Context<'_>, components: &[Value], findings: &mut Findings) {
    let mut seen: Vec<String> = Vec::new();
    for (n, value) in components.iter().enumerate() {
        let part = Part { value, field: format!("components[{n}]") };
        let kind = part.word("type");
        if seen.contains(&kind) {
            findings.error(code::INVALID, "component_twice", &part.at("type"), "is there twice").shows(&kind);
        }
        check_component(context, &kind, &part, findings);
        seen.push(kind);
    }
    if !seen.iter().any(|kind| kind == "body") {
        findings.error(code::BODY, "body_missing", "components", "a template needs a body");
    }
    if context.is_authentication() && !seen.iter().any(|kind| kind == "buttons") {
        let message = "an authentication template needs one button of type OTP";
        findings.error(code::INVALID, "otp_missing", "components", message);
    }
}

fn check_component(context: &Context<'_>, kind: &str, part: &Part<'_>, findings: &mut Findings) {
    let outside_carousel = ["header", "footer", "buttons", "limited_time_offer"];
    if context.has_carousel && outside_carousel.contains(&kind) {
        let message = "a template with a carousel has a body and cards, and nothing else";
        findings.error(code::INVALID, "beside_carousel", &part.at("type"), message).shows(kind);
    }
    match kind {
        "header" => texts::check_header(context, part, findings),
        "body" => texts::check_body(context, part, findings),
        "footer" => texts::check_footer(context, part, findings),
        "buttons" => buttons::check(context, part, findings),
        "limited_time_offer" => cards::check_offer(context, part, findings),
        "carousel" => cards::check_carousel(context, part, findings),
        "call_permission_request" => {
            if context.is_authentication() {
                let message = "only marketing and utility templates may ask whether you may call";
                findings.error(code::INVALID, "call_permission_category", &part.at("type"), message);
            }
        }
        _ => {
            findings
                .error(code::INVALID, "component_unknown", &part.at("type"), "is no kind of component")
                .shows(kind);
        }
    }
}
