//! What the provider tells about templates by itself.

use std::time::Duration;

use domain::id::MetaTemplateId;
use domain::template::{
    CategoryNotice, Template, TemplateCategory, TemplateQuality, TemplateReason, TemplateStatus,
};
use domain::{Timestamp, WabaId, WorkspaceId};
use serde_json::{Map, Value};
use storage::{Result, Tx};

use super::record::{self, Editor};
use super::sync::owe_sync;

/// News of one template.
#[derive(Debug, Clone, PartialEq)]
pub struct TemplateNews {
    pub meta_template_id: Option<MetaTemplateId>,
    pub name: Option<String>,
    pub language: Option<String>,
    /// The provider's time.
    pub at: Timestamp,
    pub what: TemplateNewsKind,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TemplateNewsKind {
    Status {
        status: TemplateStatus,
        reason: Option<TemplateReason>,
        category: Option<TemplateCategory>,
    },
    /// It will be disabled; nothing has changed yet.
    Flagged(TemplateReason),
    Quality(TemplateQuality),
    /// It was moved to another category.
    Category {
        category: TemplateCategory,
        previous: Option<TemplateCategory>,
    },
    /// It will be moved, or should be.
    CategoryNotice(CategoryNotice),
    Texts(NewTexts),
    /// Something that this version does not know: the provider is asked how the template stands.
    Other(String),
}

/// Texts after a change at the provider.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewTexts {
    pub header: Option<String>,
    pub body: Option<String>,
    pub footer: Option<String>,
    pub buttons: Vec<NewButton>,
}

/// A button after a change at the provider.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewButton {
    pub kind: Option<String>,
    pub text: Option<String>,
    pub url: Option<String>,
    pub phone_number: Option<String>,
}

/// What news did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewsApplied {
    Applied,
    /// We do not know the template, or not well enough: its account is copied.
    Asked,
}

/// Unknown templates often come in groups: one copy serves them all.
const TOGETHER: Duration = Duration::from_secs(5);

/// Applies news about a template of an account. News that is older than what we know of the status changes
/// nothing in it.
///
/// # Errors
/// Those of the database.
pub fn apply_news(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    waba: &WabaId,
    received_at: Timestamp,
    news: &TemplateNews,
) -> Result<NewsApplied> {
    let ask =
        |tx: &mut Tx<'_>| owe_sync(tx, workspace, received_at, waba, TOGETHER).map(|_| NewsApplied::Asked);
    if let TemplateNewsKind::Other(_) = &news.what {
        return ask(tx);
    }
    let Some(before) = find(tx, workspace, waba, news)? else {
        let is_end = matches!(
            &news.what,
            TemplateNewsKind::Status {
                status: TemplateStatus::Deleted | TemplateStatus::PendingDeletion,
                ..
            }
        );
        return if is_end { Ok(NewsApplied::Applied) } else { ask(tx) };
    };
    let mut after = before.clone();
    if after.meta_template_id.is_none() {
        after.meta_template_id.clone_from(&news.meta_template_id);
    }
    apply(&mut after, news);
    record::update(tx, &Editor::provider(workspace, received_at), &before, after)?;
    Ok(NewsApplied::Applied)
}

/// The template that the news is about. One that is on its way to the provider has no id of theirs yet.
fn find(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    waba: &WabaId,
    news: &TemplateNews,
) -> Result<Option<Template>> {
    if let Some(id) = &news.meta_template_id
        && let Some(known) = tx.templates().find_by_meta_id_to_change(workspace, id)?
    {
        return Ok(Some(known));
    }
    let (Some(name), Some(language)) = (&news.name, &news.language) else { return Ok(None) };
    let named = tx.templates().find_by_name_to_change(workspace, waba, name, language)?;
    Ok(named.filter(|t| match news.meta_template_id {
        Some(_) => t.meta_template_id.is_none() && t.status != TemplateStatus::Draft,
        None => t.status != TemplateStatus::Draft,
    }))
}

fn apply(template: &mut Template, news: &TemplateNews) {
    match &news.what {
        TemplateNewsKind::Status { status, reason, category } => {
            apply_status(template, news.at, status, reason.as_ref());
            if let Some(category) = category
                && is_news(&mut template.heard_at.category, news.at)
            {
                move_to(template, category, None);
            }
        }
        TemplateNewsKind::Flagged(reason) => {
            let disable_date = reason.disable_date.clone();
            let known = template.reason.take().unwrap_or_else(|| reason.clone());
            template.reason = Some(TemplateReason { disable_date, ..known });
        }
        TemplateNewsKind::Quality(quality) if is_news(&mut template.heard_at.quality, news.at) => {
            template.quality = quality.clone();
        }
        TemplateNewsKind::Category { category, previous }
            if is_news(&mut template.heard_at.category, news.at) =>
        {
            move_to(template, category, previous.as_ref());
        }
        TemplateNewsKind::CategoryNotice(notice) if is_news(&mut template.heard_at.category, news.at) => {
            template.category_notice = (notice.category != template.category).then(|| notice.clone());
        }
        TemplateNewsKind::Texts(texts) if is_news(&mut template.heard_at.texts, news.at) => {
            change_texts(&mut template.components, texts);
        }
        _ => {}
    }
}

/// Whether something of `at` is newer than what was heard last, or of the same second: the provider's times have
/// no parts of one. Notes it.
fn is_news(heard: &mut Timestamp, at: Timestamp) -> bool {
    if at.as_seconds() < heard.as_seconds() {
        return false;
    }
    *heard = (*heard).max(at);
    true
}

fn apply_status(
    template: &mut Template,
    at: Timestamp,
    status: &TemplateStatus,
    reason: Option<&TemplateReason>,
) {
    let ends = matches!(status, TemplateStatus::Deleted | TemplateStatus::PendingDeletion);
    let is_settled = match template.status {
        // Its name may have been given to a new one.
        TemplateStatus::Deleted => true,
        // Our own deletion is on its way.
        TemplateStatus::Deleting => !ends,
        _ => false,
    };
    if is_settled || !is_news(&mut template.heard_at.status, at) {
        return;
    }
    template.status = status.clone();
    template.reason = reason.cloned();
    template.problem = None;
}

fn move_to(template: &mut Template, category: &TemplateCategory, previous: Option<&TemplateCategory>) {
    if template.category != *category {
        template.previous_category = previous.cloned().or_else(|| Some(template.category.clone()));
        template.category = category.clone();
    }
    if template.category_notice.as_ref().is_some_and(|notice| notice.category == *category) {
        template.category_notice = None;
    }
}

fn change_texts(components: &mut [Value], texts: &NewTexts) {
    for component in components.iter_mut().filter_map(Value::as_object_mut) {
        let word = |field: &str| {
            component.get(field).and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase()
        };
        let (kind, format) = (word("type"), word("format"));
        match kind.as_str() {
            "header" if format == "text" || format.is_empty() => {
                put(component, "text", texts.header.as_ref());
            }
            "body" => put(component, "text", texts.body.as_ref()),
            "footer" => put(component, "text", texts.footer.as_ref()),
            "buttons" => change_buttons(component, &texts.buttons),
            _ => {}
        }
    }
}

/// Buttons are named by their order.
fn change_buttons(component: &mut Map<String, Value>, buttons: &[NewButton]) {
    let list = component.get_mut("buttons").and_then(Value::as_array_mut);
    let known = list.into_iter().flatten().filter_map(Value::as_object_mut);
    for (button, new) in known.zip(buttons) {
        put(button, "text", new.text.as_ref());
        put(button, "url", new.url.as_ref());
        put(button, "phone_number", new.phone_number.as_ref());
    }
}

fn put(object: &mut Map<String, Value>, field: &str, text: Option<&String>) {
    if let Some(text) = text {
        object.insert(field.to_owned(), Value::from(text.as_str()));
    }
}
