//! What people do with templates: draft, change, submit, delete.

use domain::job::Work;
use domain::template::{
    HeardAt, LibraryUse, ParameterFormat, Template, TemplateCategory, TemplateDraft, TemplateQuality,
    TemplateStatus,
};
use domain::workspace::Actor;
use domain::{TemplateId, Timestamp, WabaId, WorkspaceId};
use serde_json::Value;
use storage::Tx;

use super::lint::{Finding, Proposal, Severity, lint};
use super::outcome::CLOCKS_DIFFER;
use super::record::{self, Editor};
use super::review::review;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such template")]
    NotFound,
    #[error("your role may read templates but not change them")]
    NotAllowed,
    #[error("no number of this WhatsApp Business account is connected")]
    NoSuchWaba,
    #[error("numbers of several WhatsApp Business accounts are connected: say which one")]
    WhichWaba,
    #[error("there is a template of this name and language already")]
    NameTaken,
    #[error("a template that is {0} cannot be changed")]
    NotEditable(TemplateStatus),
    #[error("a template that is {0} cannot be submitted")]
    NotSubmittable(TemplateStatus),
    #[error("a template that is {0} cannot be deleted")]
    NotDeletable(TemplateStatus),
    #[error("the provider has not seen this template: submit it first")]
    NeverSubmitted,
    #[error("only a paused template can go on; this one is {0}")]
    NotPaused(TemplateStatus),
    #[error("a template that is {0} cannot be archived")]
    NotArchivable(TemplateStatus),
    #[error("this template is not in the archive: it is {0}")]
    NotArchived(TemplateStatus),
    #[error("there is nothing to submit: it says what the provider has already")]
    NothingNew,
    /// At least one of these is an error.
    #[error("the template would be refused")]
    Broken(Vec<Finding>),
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

/// A template that somebody wants to have.
#[derive(Debug, Clone)]
pub struct NewTemplate {
    /// May be left out where there is only one.
    pub waba: Option<WabaId>,
    pub name: String,
    pub language: String,
    pub content: TemplateDraft,
    /// Made from one of the provider's ready-made ones.
    pub library: Option<LibraryUse>,
}

/// Stores a draft. Only what can never be changed again, and the category, must be right: the rest is judged by
/// [`submit`].
///
/// # Errors
/// See [`Error`].
pub fn create(tx: &mut Tx<'_>, actor: &Actor, now: Timestamp, new: NewTemplate) -> Result<Template, Error> {
    check_allowed(actor)?;
    check_fields(&new.name, &new.language, &new.content, &["name", "language", "category"])?;
    let workspace = actor.workspace();
    let waba_id = choose_waba(tx, workspace, new.waba)?;
    if tx.templates().find_by_name(workspace, &waba_id, &new.name, &new.language)?.is_some() {
        return Err(Error::NameTaken);
    }
    let template = Template {
        id: TemplateId::new(now),
        waba_id,
        meta_template_id: None,
        name: new.name,
        language: new.language,
        category: new.content.category,
        previous_category: None,
        category_notice: None,
        status: TemplateStatus::Draft,
        reason: None,
        problem: None,
        quality: TemplateQuality::NotRated,
        parameter_format: new.content.parameter_format,
        components: new.content.components,
        ttl_seconds: new.content.ttl_seconds,
        draft: None,
        version: 1,
        created_by: None,
        updated_by: None,
        created_at: now,
        updated_at: now,
        heard_at: HeardAt::all(now - CLOCKS_DIFFER),
        library: new.library,
    };
    let taken = |e: storage::Error| if e.is_unique_violation() { Error::NameTaken } else { e.into() };
    record::add(tx, &Editor::person(actor, now), template).map_err(taken)
}

/// The account that is asked for, or the only one there is.
pub(super) fn choose_waba(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    asked: Option<WabaId>,
) -> Result<WabaId, Error> {
    let mut known = wabas(tx, workspace)?;
    match asked {
        Some(waba) if known.contains(&waba) => Ok(waba),
        Some(_) => Err(Error::NoSuchWaba),
        None if known.len() > 1 => Err(Error::WhichWaba),
        None => known.pop().ok_or(Error::NoSuchWaba),
    }
}

/// The accounts that a workspace has numbers of.
pub(super) fn wabas(tx: &mut Tx<'_>, workspace: WorkspaceId) -> storage::Result<Vec<WabaId>> {
    let numbers = tx.phone_numbers().list(workspace)?;
    let mut wabas: Vec<WabaId> = numbers.into_iter().map(|number| number.waba_id).collect();
    wabas.sort();
    wabas.dedup();
    Ok(wabas)
}

/// What to change of a template; what is absent stays.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    pub category: Option<TemplateCategory>,
    pub parameter_format: Option<ParameterFormat>,
    pub components: Option<Vec<Value>>,
    /// `Some(None)`: the provider's default.
    pub ttl_seconds: Option<Option<i64>>,
}

/// Changes a draft. What the provider has stays in force until the change is submitted.
///
/// # Errors
/// See [`Error`].
pub fn edit(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    id: TemplateId,
    changes: Changes,
) -> Result<Template, Error> {
    let before = check_change(tx, actor, id)?;
    if !before.status.can_edit() {
        return Err(Error::NotEditable(before.status));
    }
    let was = before.next_content();
    let content = TemplateDraft {
        category: changes.category.unwrap_or(was.category),
        parameter_format: changes.parameter_format.unwrap_or(was.parameter_format),
        components: changes.components.unwrap_or(was.components),
        ttl_seconds: changes.ttl_seconds.unwrap_or(was.ttl_seconds),
    };
    check_fields(&before.name, &before.language, &content, &["category"])?;
    let mut after = before.clone();
    if before.meta_template_id.is_some() {
        let in_force = Template { draft: None, ..before.clone() }.next_content();
        after.draft = (content != in_force).then_some(content);
    } else {
        if content.components != after.components {
            // Words of our own are no ready-made template any more.
            after.library = None;
        }
        put_in_force(&mut after, content);
    }
    Ok(record::update(tx, &Editor::person(actor, now), &before, after)?)
}

/// Makes `content` what the template says.
pub(super) fn put_in_force(template: &mut Template, content: TemplateDraft) {
    template.category = content.category;
    template.parameter_format = content.parameter_format;
    template.components = content.components;
    template.ttl_seconds = content.ttl_seconds;
}

/// Hands a template to the provider for review: a runner does it.
///
/// # Errors
/// See [`Error`]; [`Error::Broken`] when it would be refused.
pub fn submit(tx: &mut Tx<'_>, actor: &Actor, now: Timestamp, id: TemplateId) -> Result<Template, Error> {
    let before = check_change(tx, actor, id)?;
    let workspace = actor.workspace();
    if !before.status.can_edit() {
        return Err(Error::NotSubmittable(before.status));
    }
    if before.meta_template_id.is_some() && before.draft.is_none() {
        return Err(Error::NothingNew);
    }
    let findings = review(tx, workspace, now, &before)?;
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(Error::Broken(findings));
    }
    let work = Work::SubmitTemplate { template_id: id, from: before.status.clone() };
    tx.jobs().add(workspace, &work, now, now)?;
    let after = Template { status: TemplateStatus::Submitting, problem: None, ..before.clone() };
    let editor = Editor { is_submission: true, ..Editor::person(actor, now) };
    Ok(record::update(tx, &editor, &before, after)?)
}

/// Deletes a template: at once if the provider has never seen it, otherwise a runner has the provider do it.
///
/// # Errors
/// See [`Error`].
pub fn delete(tx: &mut Tx<'_>, actor: &Actor, now: Timestamp, id: TemplateId) -> Result<Template, Error> {
    let before = check_change(tx, actor, id)?;
    let (workspace, editor) = (actor.workspace(), Editor::person(actor, now));
    if !before.status.can_delete() {
        return Err(Error::NotDeletable(before.status));
    }
    if before.meta_template_id.is_none() {
        let gone = Template { status: TemplateStatus::Deleted, updated_at: now, ..before };
        tx.templates().remove(workspace, id)?;
        record::announce(tx, &editor, &gone)?;
        return Ok(gone);
    }
    let work = Work::DeleteTemplate { template_id: id, from: before.status.clone() };
    tx.jobs().add(workspace, &work, now, now)?;
    let after = Template { status: TemplateStatus::Deleting, problem: None, ..before.clone() };
    Ok(record::update(tx, &editor, &before, after)?)
}

/// Whether nothing is wrong with some of the fields.
fn check_fields(name: &str, language: &str, content: &TemplateDraft, of: &[&str]) -> Result<(), Error> {
    let mut findings = lint(Proposal { name, language, content });
    findings.retain(|finding| finding.severity == Severity::Error && of.contains(&finding.field.as_str()));
    if findings.is_empty() { Ok(()) } else { Err(Error::Broken(findings)) }
}

pub(super) fn check_allowed(actor: &Actor) -> Result<(), Error> {
    if actor.can_edit_templates() { Ok(()) } else { Err(Error::NotAllowed) }
}

fn check_change(tx: &mut Tx<'_>, actor: &Actor, id: TemplateId) -> Result<Template, Error> {
    let template = tx.templates().lookup_to_change(actor.workspace(), id)?.ok_or(Error::NotFound)?;
    check_allowed(actor)?;
    Ok(template)
}
