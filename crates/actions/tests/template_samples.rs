//! Other people's samples, where they are at hand: sends fit their templates, templates follow the rules.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::PathBuf;

use domain::template::{ParameterFormat, Shape, TemplateCategory, TemplateDraft};
use serde_json::{Value, json};
use waypost_actions::template::{Proposal, Severity, fit, lint};

/// The JSON files of some folders beside the project, by their names. Empty where they are not at hand.
fn samples(folders: &[&str]) -> Vec<(String, Value)> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let shared = std::env::var_os("WAYPOST_SHARED").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    let mut found = Vec::new();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(shared.join("cloud-api/data").join(folder)) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let name = format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
            found.push((name, serde_json::from_str(&text).unwrap()));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn sends() -> Vec<(String, Value)> {
    let all = samples(&["send/bindambc", "send/openapi", "send/postman"]);
    all.into_iter().filter_map(|(name, body)| Some((name, body.get("template")?.clone()))).collect()
}

/// A template that a send was meant for: as many variables, the same header, the same buttons.
fn template_for(send: &Value) -> Vec<Value> {
    let mut template = vec![json!({"type": "BODY", "text": "No variables."})];
    let mut buttons: Vec<Value> = Vec::new();
    for component in send["components"].as_array().into_iter().flatten() {
        let parameters = component["parameters"].as_array().unwrap();
        match component["type"].as_str().unwrap().to_ascii_lowercase().as_str() {
            "header" => template.push(json!({"type": "HEADER", "format": parameters[0]["type"]})),
            "body" => {
                let text: String = (1..=parameters.len()).map(|n| format!("word {{{{{n}}}}} ")).collect();
                template[0] = json!({"type": "BODY", "text": text});
            }
            "button" => {
                let url = "https://a.example/{{1}}";
                buttons.push(json!({"type": component["sub_type"], "text": "Go", "url": url}));
            }
            other => unreachable!("a {other}"),
        }
    }
    template.push(json!({"type": "BUTTONS", "buttons": buttons}));
    template
}

#[test]
fn c3_every_sample_send_fits_the_template_that_it_was_meant_for() {
    let sends = sends();
    for (name, send) in &sends {
        let shape = Shape::read(&template_for(send));
        let components = send["components"].as_array().cloned().unwrap_or_default();
        let rendered = fit(&shape, ParameterFormat::Positional, &components);
        assert!(!rendered.unwrap_or_else(|e| panic!("{name}: {e}")).body.unwrap().contains("{{"), "{name}");
        for (index, component) in components.iter().enumerate() {
            let is_optional = component["sub_type"]
                .as_str()
                .is_some_and(|kind| matches!(kind.to_ascii_lowercase().as_str(), "quick_reply" | "catalog"));
            let mut without = components.clone();
            without.remove(index);
            let fits = fit(&shape, ParameterFormat::Positional, &without).is_ok();
            assert_eq!(fits, is_optional, "{name} without component {index}");
        }
    }
    println!("{} sample sends checked", sends.len());
}

#[test]
fn c3_sample_sends_read_like_the_sample_templates_of_their_names() {
    let templates = samples(&["templates/bindambc"]);
    let mut pairs = 0;
    for (name, send) in sends() {
        let Some((_, template)) = templates.iter().find(|(_, t)| t["name"] == send["name"]) else { continue };
        let shape = Shape::read(template["components"].as_array().unwrap());
        let rendered = fit(&shape, ParameterFormat::Positional, send["components"].as_array().unwrap());
        let body = rendered.unwrap_or_else(|e| panic!("{name}: {e}")).body.unwrap();
        for component in send["components"].as_array().unwrap() {
            for parameter in component["parameters"].as_array().unwrap() {
                if let (Some("body"), Some(text)) = (component["type"].as_str(), parameter["text"].as_str()) {
                    assert!(body.contains(text), "{name}: {body}");
                }
            }
        }
        pairs += 1;
    }
    println!("{pairs} sample sends read against sample templates");
}

#[test]
fn f1_sample_templates_break_only_rules_that_are_younger_than_they_are() {
    let templates = samples(&["templates/bindambc"]);
    for (file, template) in &templates {
        let content = TemplateDraft {
            category: TemplateCategory::parse(template["category"].as_str().unwrap()),
            parameter_format: ParameterFormat::Positional,
            components: template["components"].as_array().unwrap().clone(),
            ttl_seconds: None,
        };
        let name = template["name"].as_str().unwrap();
        let proposal = Proposal { name, language: template["language"].as_str().unwrap(), content: &content };
        let errors: Vec<_> = lint(proposal)
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.rule)
            .collect();
        let want: &[&str] = match (content.category.as_str(), name) {
            // The category of before 2023.
            ("TRANSACTIONAL", _) => &["category"],
            // Authentication templates had texts of their own until 2023.
            ("authentication", _) => {
                &["header_in_authentication", "body_in_authentication", "code_expiration", "otp_alone"]
            }
            // Its only variable is the last thing in the body.
            ("marketing", "marketing_coffee") => &["variable_at_edge"],
            _ => &[],
        };
        assert_eq!(errors, want, "{file}");
    }
    println!("{} sample templates checked", templates.len());
}
