//! Message templates.

mod content;

pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod get;
pub(crate) mod lint;
pub(crate) mod list;
pub(crate) mod list_versions;
pub(crate) mod preview;
pub(crate) mod submit;
pub(crate) mod sync;
pub(crate) mod update;

use actions::template::{self, Finding, Severity};
use axum_utils::{Fields, Problem};
use http::StatusCode;

use crate::refusal::{self, answers_with_its_problem};

/// Why nothing was done with a template.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(crate) struct Error(#[from] template::Error);

impl Error {
    fn problem(&self) -> Problem {
        let words = refusal::sentence(self);
        let conflict = |code| Problem::new(StatusCode::CONFLICT, code, words.clone());
        match &self.0 {
            template::Error::NotFound => Problem::not_found("template"),
            template::Error::NotAllowed => refusal::not_allowed(self),
            template::Error::NoSuchWaba | template::Error::WhichWaba => {
                Problem::invalid_field("waba_id", words)
            }
            template::Error::NameTaken => conflict("template_exists"),
            template::Error::NotEditable(_) => conflict("template_not_editable"),
            template::Error::NotSubmittable(_) => conflict("template_not_submittable"),
            template::Error::NotDeletable(_) => conflict("template_not_deletable"),
            template::Error::NothingNew => conflict("nothing_to_submit"),
            template::Error::Broken(findings) => {
                let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "template_invalid", words);
                problem.with_fields(fields(findings))
            }
            template::Error::Storage(error) => refusal::storage(error),
        }
    }
}
answers_with_its_problem!(Error);

/// The errors, each with the provider's code.
fn fields(findings: &[Finding]) -> Fields {
    let mut fields = Fields::default();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        fields.add(&finding.field, format!("{} ({})", finding.message, finding.code));
    }
    fields
}
