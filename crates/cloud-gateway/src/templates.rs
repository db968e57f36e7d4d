//! Templates to and from the provider.

use actions::template::{Errand, ProviderTemplate, Submitted};
use cloud_api::Error;
use cloud_api_types::fields::templates as wire;
use cloud_api_types::graph::templates::{
    MessageTemplate, ParameterFormat as WireFormat, TemplateDraft as WireDraft, TemplateStatus as WireStatus,
};
use domain::WabaId;
use domain::id::MetaTemplateId;
use domain::message::MessageError;
use domain::phone_number::NumberAccess;
use domain::template::{
    LibraryUse, ParameterFormat, TemplateCategory, TemplateQuality, TemplateReason, TemplateStatus,
};

use crate::errors;
use crate::gateway::Gateway;

/// Why a call about templates did not work.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", .reason.title)]
pub struct TemplateError {
    pub reason: MessageError,
    /// Doing it again may help; none of these calls does harm when it is made twice.
    pub is_retryable: bool,
    /// The provider has a template of this name and language.
    pub is_taken: bool,
    /// The provider does not have it any more.
    pub is_gone: bool,
    /// The token was refused: no call with it will work.
    pub is_auth: bool,
}

/// A page of an account's templates.
#[derive(Debug, Clone, PartialEq)]
pub struct TemplatePage {
    pub templates: Vec<ProviderTemplate>,
    /// Templates that could not be understood: without an id, name or language.
    pub unread: usize,
    /// Where the next page begins; absent on the last.
    pub next: Option<String>,
}

/// The provider has a template of this name and language.
const TAKEN: i64 = 2_388_024;

impl Gateway {
    /// A page of the account's templates.
    ///
    /// # Errors
    /// See [`TemplateError`].
    pub async fn list_templates(
        &self,
        access: &NumberAccess,
        waba: &WabaId,
        after: Option<&str>,
    ) -> Result<TemplatePage, TemplateError> {
        let client = self.client(access).map_err(unusable)?;
        let page = client.templates(&waba.0, &[], after).await.map_err(|e| of_call(&e))?;
        let paging = page.paging.unwrap_or_default();
        let cursor = paging.cursors.and_then(|cursors| cursors.after);
        let next = cursor.filter(|_| paging.next.is_some());
        let count = page.data.len();
        let templates: Vec<_> = page.data.into_iter().filter_map(read).collect();
        Ok(TemplatePage { unread: count - templates.len(), templates, next })
    }

    /// Hands a template to the provider: a new one, or new content for one that it has.
    ///
    /// # Errors
    /// See [`TemplateError`].
    pub async fn submit_template(&self, errand: &Errand) -> Result<Submitted, TemplateError> {
        let client = self.client(&errand.access).map_err(unusable)?;
        let mut draft = match &errand.library {
            Some(library) => write_from_library(errand, library),
            None => write(errand),
        };
        let Some(id) = &errand.meta_template_id else {
            let answer = client.create_template(&errand.waba.0, &draft).await.map_err(|e| of_call(&e))?;
            return Ok(Submitted {
                meta_template_id: answer.id.map(MetaTemplateId),
                status: answer.status.as_ref().map(read_status),
                category: answer.category.as_ref().map(read_category),
            });
        };
        (draft.name, draft.language) = (None, None);
        if errand.keeps_category {
            draft.category = None;
        }
        client.edit_template(&id.0, &draft).await.map_err(|e| of_call(&e))?;
        Ok(Submitted { meta_template_id: Some(id.clone()), status: None, category: None })
    }

    /// Has the provider delete a template in its one language.
    ///
    /// # Errors
    /// See [`TemplateError`].
    pub async fn delete_template(&self, errand: &Errand) -> Result<(), TemplateError> {
        let client = self.client(&errand.access).map_err(unusable)?;
        let id = errand.meta_template_id.as_ref().map(|id| id.0.as_str());
        match client.delete_template(&errand.waba.0, &errand.name, id).await {
            Ok(()) => Ok(()),
            Err(e) => match of_call(&e) {
                gone if gone.is_gone => Ok(()),
                error => Err(error),
            },
        }
    }
}

pub(crate) fn unusable(reason: String) -> TemplateError {
    let reason = MessageError {
        code: None,
        title: "The request could not be made".to_owned(),
        detail: Some(reason),
        remedy: "Check the number's access token and base URL".to_owned(),
    };
    TemplateError { reason, is_retryable: false, is_taken: false, is_gone: false, is_auth: false }
}

pub(crate) fn of_call(error: &Error) -> TemplateError {
    let mut reason = errors::of_call(error);
    let api = error.api();
    // Templates are refused with a general code, and the subcode says what it is about.
    let subcode = api.and_then(|api| api.subcode);
    if let Some(subcode) = subcode.filter(|subcode| *subcode > 1000) {
        reason.code = Some(subcode);
    }
    if let Error::Unanswered(e) = error {
        reason = MessageError {
            code: None,
            title: "WhatsApp did not answer".to_owned(),
            detail: Some(e.to_string()),
            remedy: "Nothing to do: it is tried again".to_owned(),
        };
    }
    TemplateError {
        reason,
        is_retryable: api.is_none_or(|api| api.retry.is_automatic()),
        is_taken: subcode == Some(TAKEN),
        is_gone: api.is_some_and(|api| api.code == 100 && matches!(subcode, Some(33 | 2_593_002))),
        is_auth: api.is_some_and(cloud_api::ApiError::is_auth),
    }
}

fn read(template: MessageTemplate) -> Option<ProviderTemplate> {
    let reason = template.rejected_reason.filter(|reason| reason != "NONE" && !reason.is_empty());
    let info = template.rejection_info;
    let reason = (reason.is_some() || info.is_some()).then(|| TemplateReason {
        code: reason,
        detail: info.as_ref().and_then(|info| info.reason.clone()),
        recommendation: info.and_then(|info| info.recommendation),
        disable_date: None,
    });
    Some(ProviderTemplate {
        meta_template_id: MetaTemplateId(template.id.filter(|id| !id.is_empty())?),
        name: clean(&template.name?),
        language: clean(&template.language?),
        status: template.status.as_ref().map_or(TemplateStatus::Pending, read_status),
        category: template.category.as_ref().map_or(TemplateCategory::Utility, read_category),
        previous_category: template.previous_category.as_ref().map(read_category),
        correct_category: template.correct_category.as_ref().map(read_category),
        quality: template.quality_score.and_then(|q| q.score).as_ref().map(read_quality),
        reason,
        parameter_format: match template.parameter_format {
            Some(WireFormat::Named) => ParameterFormat::Named,
            _ => ParameterFormat::Positional,
        },
        components: template.components.iter().filter_map(|c| serde_json::to_value(c).ok()).collect(),
        ttl_seconds: template.message_send_ttl_seconds,
    })
}

fn write(errand: &Errand) -> WireDraft {
    let content = &errand.content;
    let component = |value: &serde_json::Value| serde_json::from_value(value.clone()).ok();
    WireDraft {
        name: Some(errand.name.clone()),
        language: Some(errand.language.clone()),
        category: Some(match &content.category {
            TemplateCategory::Authentication => wire::TemplateCategory::Authentication,
            TemplateCategory::Marketing => wire::TemplateCategory::Marketing,
            TemplateCategory::Utility => wire::TemplateCategory::Utility,
            TemplateCategory::Unknown(word) => wire::TemplateCategory::Unknown(word.clone()),
        }),
        // Unless it says otherwise a template is positional; some providers refuse to be told.
        parameter_format: (content.parameter_format == ParameterFormat::Named).then_some(WireFormat::Named),
        components: content.components.iter().filter_map(component).collect(),
        message_send_ttl_seconds: content.ttl_seconds,
        ..WireDraft::default()
    }
}

/// A ready-made template: its words are the provider's.
fn write_from_library(errand: &Errand, library: &LibraryUse) -> WireDraft {
    WireDraft {
        components: Vec::new(),
        parameter_format: None,
        library_template_name: Some(library.name.clone()),
        library_template_button_inputs: library.button_inputs.clone(),
        library_template_body_inputs: library.body_inputs.clone(),
        ..write(errand)
    }
}

pub(crate) fn read_status(status: &WireStatus) -> TemplateStatus {
    match status {
        WireStatus::Approved => TemplateStatus::Approved,
        WireStatus::Pending => TemplateStatus::Pending,
        WireStatus::Rejected => TemplateStatus::Rejected,
        WireStatus::Paused => TemplateStatus::Paused,
        WireStatus::Disabled => TemplateStatus::Disabled,
        WireStatus::InAppeal => TemplateStatus::InAppeal,
        WireStatus::PendingDeletion => TemplateStatus::PendingDeletion,
        WireStatus::Deleted => TemplateStatus::Deleted,
        WireStatus::LimitExceeded => TemplateStatus::LimitExceeded,
        WireStatus::Archived => TemplateStatus::Archived,
        WireStatus::Locked => TemplateStatus::Locked,
        WireStatus::Unknown(word) => TemplateStatus::Unknown(clean(word)),
    }
}

pub(crate) fn read_category(category: &wire::TemplateCategory) -> TemplateCategory {
    match category {
        wire::TemplateCategory::Authentication => TemplateCategory::Authentication,
        wire::TemplateCategory::Marketing => TemplateCategory::Marketing,
        wire::TemplateCategory::Utility => TemplateCategory::Utility,
        wire::TemplateCategory::Unknown(word) => TemplateCategory::Unknown(clean(word)),
    }
}

pub(crate) fn read_quality(quality: &wire::TemplateQuality) -> TemplateQuality {
    match quality {
        wire::TemplateQuality::Green => TemplateQuality::Green,
        wire::TemplateQuality::Yellow => TemplateQuality::Yellow,
        wire::TemplateQuality::Red => TemplateQuality::Red,
        wire::TemplateQuality::NotRated => TemplateQuality::NotRated,
        wire::TemplateQuality::Unknown(word) => TemplateQuality::Unknown(clean(word)),
    }
}

/// U+0000 cannot be stored by PostgreSQL and is never meant.
fn clean(text: &str) -> String {
    text.replace('\0', "")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn f1_a_template_is_read_with_all_that_is_known_of_it() {
        let wire: MessageTemplate = serde_json::from_value(json!({
            "id": "1", "name": "order_update", "language": "en_US", "status": "REJECTED", "category": "UTILITY",
            "correct_category": "MARKETING", "parameter_format": "NAMED", "rejected_reason": "INVALID_FORMAT",
            "quality_score": {"score": "UNKNOWN"}, "message_send_ttl_seconds": 600,
            "components": [{"type": "BODY", "text": "x", "hologram": 3}],
        }))
        .unwrap();
        let template = read(wire).unwrap();
        assert_eq!(template.status, TemplateStatus::Rejected);
        assert_eq!(template.quality, Some(TemplateQuality::NotRated));
        assert_eq!(template.reason.unwrap().code.as_deref(), Some("INVALID_FORMAT"));
        assert_eq!(template.components, [json!({"type": "BODY", "text": "x", "hologram": 3})]);
        assert_eq!((template.parameter_format, template.ttl_seconds), (ParameterFormat::Named, Some(600)));
        let nameless: MessageTemplate = serde_json::from_value(json!({"id": "1"})).unwrap();
        assert_eq!(read(nameless), None);
    }
}
