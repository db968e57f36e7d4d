//! What would be wrong with submitting a template now: its own rules, and those of its account.

use std::time::Duration;

use domain::template::{Template, TemplateStatus};
use domain::{Timestamp, WorkspaceId};
use storage::{Result, Tx};

use super::lint::{Finding, Proposal, Severity, lint};
use super::samples;

const TEMPLATES_LIMIT: i64 = 6000;
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// How often an approved template may be changed.
const EDIT_LIMITS: [(Duration, i64, &str); 2] =
    [(A_DAY, 1, "once in 24 hours"), (Duration::from_secs(30 * 24 * 60 * 60), 10, "10 times in 30 days")];

/// Everything that is wrong with handing the template, or its changes, to the provider now.
///
/// # Errors
/// Those of the database.
pub fn review(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    template: &Template,
) -> Result<Vec<Finding>> {
    let content = template.next_content();
    let proposal = Proposal { name: &template.name, language: &template.language, content: &content };
    let mut findings = lint(proposal);
    if template.library.is_some() && template.meta_template_id.is_none() {
        // Its words are the provider's own.
        findings.retain(|finding| !finding.field.starts_with("components"));
    }
    findings.extend(samples::check(tx, workspace, &content.components)?);
    if template.status == TemplateStatus::Approved {
        if content.category != template.category {
            findings.push(Finding {
                value: Some(content.category.to_string()),
                ..error(2_388_039, "approved_category", "category", "an approved template keeps its category")
            });
        }
        for (span, limit, words) in EDIT_LIMITS {
            let count = tx.templates().count_submissions(workspace, template.id, now - span)?;
            if count >= limit {
                let message = format!("an approved template can be changed {words}");
                findings.push(Finding {
                    limit: Some(limit.to_string()),
                    value: Some(count.to_string()),
                    ..error(2_388_039, "edit_limit", "components", &message)
                });
            }
        }
    }
    if template.meta_template_id.is_none() {
        let count = tx.templates().count_submitted(workspace, &template.waba_id)?;
        if count >= TEMPLATES_LIMIT {
            findings.push(Finding {
                limit: Some(TEMPLATES_LIMIT.to_string()),
                value: Some(count.to_string()),
                ..error(2_388_019, "template_limit", "name", "the account has as many templates as it may")
            });
        }
    }
    let others = tx.templates().translations(workspace, &template.waba_id, &template.name)?;
    if let Some(other) =
        others.iter().find(|t| t.language != template.language && t.category != content.category)
    {
        let message =
            format!("in {} it is a {} template: languages share a category", other.language, other.category);
        let finding = error(100, "category_differs", "category", &message);
        findings.push(Finding {
            severity: Severity::Warning,
            value: Some(content.category.to_string()),
            ..finding
        });
    }
    Ok(findings)
}

fn error(code: i64, rule: &str, field: &str, message: &str) -> Finding {
    Finding {
        severity: Severity::Error,
        code,
        rule: rule.to_owned(),
        field: field.to_owned(),
        limit: None,
        value: None,
        message: message.to_owned(),
    }
}
