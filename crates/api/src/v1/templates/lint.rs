//! Judges a template before it is submitted.

use actions::template::{self, Finding, Severity};
use axum_utils::Json;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::v1::templates::content::ProposedTemplate;

/// What the provider would find wrong.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TemplateFindings {
    /// Whether nothing is an error.
    ok: bool,
    findings: Vec<Finding>,
}

/// Judge a template
///
/// By the provider's rules, without asking the provider; nothing is stored.
#[utoipa::path(post, path = "/v1/templates/lint", operation_id = "lint_template", tag = "templates",
    request_body = ProposedTemplate,
    responses(
        (status = 200, body = TemplateFindings),
        (status = 422, description = "`validation_failed`: not the form of a template", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn lint_template(
    _caller: Caller,
    Json(proposed): Json<ProposedTemplate>,
) -> Json<TemplateFindings> {
    let content = proposed.content();
    let findings = template::lint(proposed.proposal(&content));
    let ok = findings.iter().all(|finding| finding.severity != Severity::Error);
    Json(TemplateFindings { ok, findings })
}
