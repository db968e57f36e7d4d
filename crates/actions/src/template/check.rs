//! Whether a template can be sent as somebody means to send it.

use domain::content::TemplateContent;
use domain::message::MessageError;
use domain::template::{Shape, Template, TemplateCategory, TemplateStatus};
use domain::{TemplateId, WabaId, WorkspaceId};
use storage::Tx;

use super::fit::{Rendered, fit};
use super::misfit::Misfit;

/// Why a template cannot be sent like this.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    #[error("template name ({name}) does not exist in {language}{}", others(.languages))]
    NotFound {
        name: String,
        language: String,
        /// In which it does exist.
        languages: Vec<String>,
    },
    #[error("the template is {status}; only approved templates can be sent")]
    NotSendable { status: TemplateStatus },
    #[error(transparent)]
    Misfit(#[from] Misfit),
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

fn others(languages: &[String]) -> String {
    if languages.is_empty() { String::new() } else { format!("; it exists in {}", languages.join(", ")) }
}

impl CheckError {
    /// What the provider would refuse it with; `None` when the database failed.
    pub fn code(&self) -> Option<i64> {
        match self {
            Self::NotFound { .. } => Some(132_001),
            Self::NotSendable { status: TemplateStatus::Paused } => Some(132_015),
            Self::NotSendable { status: TemplateStatus::Disabled } => Some(132_016),
            Self::NotSendable { .. } => Some(132_001),
            Self::Misfit(misfit) => Some(misfit.code),
            Self::Storage(_) => None,
        }
    }

    /// The field of the template content that is wrong: `name`, `language`, `components[0].parameters[1].text`.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::NotFound { languages, .. } if !languages.is_empty() => Some("language"),
            Self::NotFound { .. } | Self::NotSendable { .. } => Some("name"),
            Self::Misfit(misfit) => Some(&misfit.field),
            Self::Storage(_) => None,
        }
    }

    /// As it is shown on a message that was taken before the template changed.
    pub fn as_message_error(&self) -> MessageError {
        let remedy = match self {
            Self::NotFound { .. } => "Choose a template that exists, or sync the templates",
            Self::NotSendable { .. } => "Choose an approved template",
            Self::Misfit(_) => "Send it again with parameters that fit the template",
            Self::Storage(_) => "Try again",
        };
        MessageError {
            code: self.code(),
            title: "The template cannot be sent like this".to_owned(),
            detail: Some(self.to_string()),
            remedy: remedy.to_owned(),
        }
    }
}

/// A template that can be sent, and how it reads.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitting {
    pub template: TemplateId,
    pub category: TemplateCategory,
    pub rendered: Rendered,
}

impl Fitting {
    /// The content with how it reads.
    #[must_use]
    pub fn shown_in(self, mut content: TemplateContent) -> TemplateContent {
        content.header = self.rendered.header;
        content.body = self.rendered.body;
        content.footer = self.rendered.footer;
        content.buttons = self.rendered.buttons;
        content
    }
}

/// Judges a send against the stored template of the account, and tells how it would read.
///
/// # Errors
/// See [`CheckError`].
pub fn check_send(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    waba: &WabaId,
    content: &TemplateContent,
) -> Result<Fitting, CheckError> {
    let found = tx.templates().find_by_name(workspace, waba, &content.name, &content.language)?;
    let Some(template) = found else {
        let known = tx.templates().translations(workspace, waba, &content.name)?;
        return Err(CheckError::NotFound {
            name: content.name.clone(),
            language: content.language.clone(),
            languages: known.into_iter().map(|t| t.language).collect(),
        });
    };
    if !template.status.can_send() {
        return Err(CheckError::NotSendable { status: template.status });
    }
    let rendered = render(&template, &content.components)?;
    Ok(Fitting { template: template.id, category: template.category, rendered })
}

/// How a template reads with these parameters, whatever its status.
///
/// # Errors
/// The first [`Misfit`].
pub fn render(template: &Template, components: &[serde_json::Value]) -> Result<Rendered, Misfit> {
    fit(&Shape::read(&template.components), template.parameter_format, components)
}
