//! Message templates.

mod content;

pub(crate) mod archive;
pub(crate) mod compare;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod desk;
pub(crate) mod get;
pub(crate) mod lint;
pub(crate) mod list;
pub(crate) mod list_versions;
pub(crate) mod preview;
pub(crate) mod submit;
pub(crate) mod sync;
pub(crate) mod unarchive;
pub(crate) mod unpause;
pub(crate) mod update;
pub(crate) mod upsert_authentication;

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
        problem(&self.0)
    }
}

/// What to answer when nothing was done with a template.
fn problem(error: &template::Error) -> Problem {
    let words = refusal::sentence(error);
    let conflict = |code| Problem::new(StatusCode::CONFLICT, code, words.clone());
    match error {
        template::Error::NotFound => Problem::not_found("template"),
        template::Error::NotAllowed => refusal::not_allowed(error),
        template::Error::NoSuchWaba | template::Error::WhichWaba => Problem::invalid_field("waba_id", words),
        template::Error::NameTaken => conflict("template_exists"),
        template::Error::NotEditable(_) => conflict("template_not_editable"),
        template::Error::NotSubmittable(_) => conflict("template_not_submittable"),
        template::Error::NotDeletable(_) => conflict("template_not_deletable"),
        template::Error::NeverSubmitted => conflict("template_never_submitted"),
        template::Error::NotPaused(_) => conflict("template_not_paused"),
        template::Error::NotArchivable(_) => conflict("template_not_archivable"),
        template::Error::NotArchived(_) => conflict("template_not_archived"),
        template::Error::NothingNew => conflict("nothing_to_submit"),
        template::Error::Broken(findings) => {
            let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "template_invalid", words);
            problem.with_fields(fields(findings))
        }
        template::Error::Storage(error) => refusal::storage(error),
    }
}
answers_with_its_problem!(Error);

/// The errors, each with the provider's code.
fn fields(findings: &[Finding]) -> Fields {
    let mut fields = Fields::default();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        let said = match (&finding.limit, &finding.value) {
            (Some(limit), Some(value)) if !finding.message.contains(value.as_str()) => {
                format!("{}; {limit} at most, found {value}", finding.message)
            }
            _ => finding.message.clone(),
        };
        fields.add(&finding.field, format!("{said} ({})", finding.code));
    }
    fields
}
