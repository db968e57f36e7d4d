//! Templates made from the provider's ready-made ones.

use domain::template::{LibraryUse, ParameterFormat, Template, TemplateDraft};
use domain::workspace::Actor;
use domain::{Timestamp, WabaId};
use serde_json::{Value, json};
use storage::Tx;

use super::desk::LibraryTemplate;
use super::edit::{Error, NewTemplate, create, submit};
use super::lint::{Finding, Severity};

/// A template that somebody wants to have as the library says it.
#[derive(Debug, Clone)]
pub struct NewFromLibrary {
    pub waba: WabaId,
    pub name: String,
    /// What its buttons lead to, in the provider's form.
    pub button_inputs: Vec<Value>,
    /// What of its text is chosen, in the provider's form.
    pub body_inputs: Option<Value>,
    pub ttl_seconds: Option<i64>,
}

/// Makes a template from a ready-made one and hands it to the provider: a runner does it.
///
/// # Errors
/// See [`Error`].
pub fn create_from_library(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    entry: &LibraryTemplate,
    new: NewFromLibrary,
) -> Result<Template, Error> {
    let findings = check_inputs(&entry.buttons, &new.button_inputs);
    if !findings.is_empty() {
        return Err(Error::Broken(findings));
    }
    let content = TemplateDraft {
        category: entry.category.clone(),
        parameter_format: ParameterFormat::Positional,
        components: components(entry),
        ttl_seconds: new.ttl_seconds,
    };
    let library = LibraryUse {
        name: entry.name.clone(),
        button_inputs: new.button_inputs,
        body_inputs: new.body_inputs,
    };
    let new = NewTemplate {
        waba: Some(new.waba),
        name: new.name,
        language: entry.language.clone(),
        content,
        library: Some(library),
    };
    let template = create(tx, actor, now, new)?;
    submit(tx, actor, now, template.id)
}

/// What the template will say, until the provider's own words are copied.
fn components(entry: &LibraryTemplate) -> Vec<Value> {
    let mut components = Vec::new();
    if let Some(header) = &entry.header {
        components.push(json!({ "type": "HEADER", "format": "TEXT", "text": header }));
    }
    let mut body = json!({ "type": "BODY", "text": entry.body.as_deref().unwrap_or_default() });
    if !entry.body_examples.is_empty() {
        body["example"] = json!({ "body_text": [entry.body_examples] });
    }
    components.push(body);
    if !entry.buttons.is_empty() {
        components.push(json!({ "type": "BUTTONS", "buttons": entry.buttons }));
    }
    components
}

fn kind(button: &Value) -> String {
    button.get("type").and_then(Value::as_str).unwrap_or_default().to_ascii_uppercase()
}

/// Buttons that lead somewhere need to be told where, in their order.
fn check_inputs(buttons: &[Value], inputs: &[Value]) -> Vec<Finding> {
    let wanted: Vec<_> =
        buttons.iter().map(kind).filter(|kind| matches!(kind.as_str(), "URL" | "PHONE_NUMBER")).collect();
    let mut findings = Vec::new();
    if wanted.len() != inputs.len() {
        let message = if wanted.is_empty() {
            "none of its buttons takes an input".to_owned()
        } else {
            format!("its buttons need one input each, in this order: {}", wanted.join(", "))
        };
        let mut finding = broken("button_inputs", message);
        (finding.limit, finding.value) = (Some(wanted.len().to_string()), Some(inputs.len().to_string()));
        findings.push(finding);
    }
    for (n, (input, wanted)) in inputs.iter().zip(&wanted).enumerate() {
        let field = format!("button_inputs[{n}]");
        if kind(input) != *wanted {
            findings.push(broken(&format!("{field}.type"), format!("must be {wanted}")));
            continue;
        }
        let (part, pointer, limit) = match wanted.as_str() {
            "URL" => ("url.base_url", "/url/base_url", 2000),
            _ => ("phone_number", "/phone_number", 20),
        };
        let text = input.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        let length = text.chars().count();
        if text.trim().is_empty() {
            findings.push(broken(&format!("{field}.{part}"), "must not be empty".to_owned()));
        } else if length > limit {
            let message = format!("{length} characters; at most {limit} are allowed");
            findings.push(broken(&format!("{field}.{part}"), message));
        }
    }
    findings
}

fn broken(field: &str, message: String) -> Finding {
    Finding {
        severity: Severity::Error,
        code: 100,
        rule: "library_inputs".to_owned(),
        field: field.to_owned(),
        limit: None,
        value: None,
        message,
    }
}
