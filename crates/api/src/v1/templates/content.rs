//! What a template says, as it is written in a request.

use actions::template::Proposal;
use domain::template::{ParameterFormat, TemplateCategory, TemplateDraft};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A template that somebody wants to have.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProposedTemplate {
    /// Lower-case letters, digits and `_`; at most 512.
    pub(crate) name: String,
    /// For example `en_US`.
    pub(crate) language: String,
    pub(crate) category: TemplateCategory,
    #[serde(default)]
    #[schema(required = false)]
    pub(crate) parameter_format: ParameterFormat,
    /// As in the provider's documents: objects with `type`, `text`, `format`, `buttons`, `example`, ….
    #[schema(value_type = Vec<Object>)]
    pub(crate) components: Vec<Value>,
    /// How long the provider tries to deliver, in seconds.
    pub(crate) ttl_seconds: Option<i64>,
}

impl ProposedTemplate {
    pub(crate) fn content(&self) -> TemplateDraft {
        TemplateDraft {
            category: self.category.clone(),
            parameter_format: self.parameter_format,
            components: self.components.clone(),
            ttl_seconds: self.ttl_seconds,
        }
    }

    pub(crate) fn proposal<'a>(&'a self, content: &'a TemplateDraft) -> Proposal<'a> {
        Proposal { name: &self.name, language: &self.language, content }
    }
}
