//! What was found, and where.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// Codes that the provider refuses with (as subcodes of 100).
pub(super) mod code {
    pub(crate) const INVALID: i64 = 100;
    pub(crate) const TOO_LONG: i64 = 2_388_040;
    pub(crate) const HEADER: i64 = 2_388_047;
    pub(crate) const BODY: i64 = 2_388_072;
    pub(crate) const FOOTER: i64 = 2_388_073;
    pub(crate) const RATIO: i64 = 2_388_293;
    pub(crate) const EDGES: i64 = 2_388_299;
}

/// Something that is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Finding {
    pub severity: Severity,
    /// What the provider would refuse it with.
    pub code: i64,
    /// Stable: `body_too_long`, `name_characters`, …
    pub rule: String,
    /// For example `components[1].buttons[0].text`.
    pub field: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    /// What was found there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    pub message: String,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It will be refused.
    Error,
    /// It may be refused.
    Warning,
}

impl Finding {
    pub(super) fn limit(&mut self, limit: impl ToString) -> &mut Self {
        self.limit = Some(limit.to_string());
        self
    }

    pub(super) fn shows(&mut self, value: &str) -> &mut Self {
        const SHOWN: usize = 80;
        self.value = Some(value.chars().take(SHOWN).collect());
        self
    }
}

#[derive(Debug, Default)]
pub(super) struct Findings(pub(super) Vec<Finding>);

impl Findings {
    pub(super) fn error(
        &mut self,
        code: i64,
        rule: &str,
        field: &str,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.add(Severity::Error, code, rule, field, message.into())
    }

    pub(super) fn warning(
        &mut self,
        code: i64,
        rule: &str,
        field: &str,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.add(Severity::Warning, code, rule, field, message.into())
    }

    /// More than there may be.
    pub(super) fn limit(&mut self, code: i64, rule: &str, field: &str, limit: usize, found: usize) {
        let message = format!("{found} characters; at most {limit} are allowed");
        self.error(code, rule, field, message).limit(limit).shows(&found.to_string());
    }

    fn add(
        &mut self,
        severity: Severity,
        code: i64,
        rule: &str,
        field: &str,
        message: String,
    ) -> &mut Finding {
        let finding = Finding {
            severity,
            code,
            rule: rule.to_owned(),
            field: field.to_owned(),
            limit: None,
            value: None,
            message,
        };
        self.0.push(finding);
        let last = self.0.len() - 1;
        &mut self.0[last]
    }
}

/// A part of a template, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    pub(super) value: &'a Value,
    pub(super) field: String,
}

impl<'a> Part<'a> {
    /// Where a field of it is.
    pub(super) fn at(&self, field: &str) -> String {
        format!("{}.{field}", self.field)
    }

    pub(super) fn text(&self, field: &str) -> Option<&'a str> {
        self.value.get(field).and_then(Value::as_str)
    }

    /// A word in lower case; empty without one.
    pub(super) fn word(&self, field: &str) -> String {
        self.text(field).unwrap_or_default().to_ascii_lowercase()
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.value.get(field).is_some_and(|value| !value.is_null())
    }

    pub(super) fn get(&self, field: &str) -> Part<'a> {
        Part { value: self.value.get(field).unwrap_or(&Value::Null), field: self.at(field) }
    }

    /// The items of a list field.
    pub(super) fn items(&self, field: &str) -> Vec<Part<'a>> {
        let list = self.get(field);
        let items = list.value.as_array().map(Vec::as_slice).unwrap_or_default();
        items
            .iter()
            .enumerate()
            .map(|(n, value)| Part { value, field: format!("{}[{n}]", list.field) })
            .collect()
    }
}
