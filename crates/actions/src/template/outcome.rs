//! What became of a submission or a deletion.

use std::time::Duration;

use domain::id::MetaTemplateId;
use domain::job::Job;
use domain::message::MessageError;
use domain::phone_number::NumberAccess;
use domain::template::{LibraryUse, Template, TemplateCategory, TemplateDraft, TemplateStatus};
use domain::{MetaAppId, TemplateId, Timestamp, WabaId, WorkspaceId};
use storage::{Result, Tx};

use super::edit::put_in_force;
use super::record::{self, Editor};

/// News of the provider's is older than what we know only when it is older by more than the clocks may differ.
pub(super) const CLOCKS_DIFFER: Duration = Duration::from_secs(120);

/// All that a call about a template needs.
#[derive(Debug, Clone)]
pub struct Errand {
    pub access: NumberAccess,
    pub waba: WabaId,
    /// Absent: the provider does not have it yet.
    pub meta_template_id: Option<MetaTemplateId>,
    pub name: String,
    pub language: String,
    pub content: TemplateDraft,
    /// The app that hands over samples.
    pub app: MetaAppId,
    /// One of the provider's ready-made ones, which it does not have under our name yet.
    pub library: Option<LibraryUse>,
    /// The provider does not take the category of an approved template, not even the one that it has.
    pub keeps_category: bool,
}

/// What a job about `template` has to do; `None` when there is nothing to do any more.
///
/// # Errors
/// Those of the database.
pub fn errand(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    template: TemplateId,
    from: &TemplateStatus,
) -> Result<Option<Errand>> {
    let Some(template) = tx.templates().lookup(workspace, template)? else { return Ok(None) };
    if !matches!(template.status, TemplateStatus::Submitting | TemplateStatus::Deleting) {
        return Ok(None);
    }
    let Some(access) = tx.phone_numbers().waba_access(workspace, &template.waba_id)? else { return Ok(None) };
    let Some(number) = tx.phone_numbers().lookup(workspace, access.id)? else { return Ok(None) };
    Ok(Some(Errand {
        access,
        app: number.meta_app_id,
        library: template.library.clone().filter(|_| template.meta_template_id.is_none()),
        content: template.next_content(),
        waba: template.waba_id,
        meta_template_id: template.meta_template_id,
        name: template.name,
        language: template.language,
        keeps_category: *from == TemplateStatus::Approved,
    }))
}

/// What the provider answered to a submission.
#[derive(Debug, Clone, Default)]
pub struct Submitted {
    pub meta_template_id: Option<MetaTemplateId>,
    pub status: Option<TemplateStatus>,
    /// The provider may put it in another category than was asked for.
    pub category: Option<TemplateCategory>,
}

/// The provider took it. News of the review that came before this stands.
///
/// # Errors
/// Those of the database.
pub fn mark_submitted(
    tx: &mut Tx<'_>,
    job: &Job,
    now: Timestamp,
    id: TemplateId,
    answer: &Submitted,
) -> Result<()> {
    tx.jobs().remove(job.id)?;
    let Some(before) = tx.templates().lookup_to_change(job.workspace, id)? else { return Ok(()) };
    let mut after = before.clone();
    let content = before.next_content();
    let asked = content.category.clone();
    if before.draft.is_some() || before.meta_template_id.is_none() {
        put_in_force(&mut after, content);
    }
    after.draft = None;
    after.problem = None;
    if after.meta_template_id.is_none() {
        after.meta_template_id.clone_from(&answer.meta_template_id);
    }
    if before.status == TemplateStatus::Submitting {
        after.status = answer.status.clone().unwrap_or(TemplateStatus::Pending);
        after.reason = None;
        after.heard_at.status = now - CLOCKS_DIFFER;
    }
    if let Some(category) = answer.category.clone().filter(|category| *category != asked) {
        after.previous_category = Some(asked);
        after.category = category;
    }
    record::update(tx, &Editor::provider(job.workspace, now), &before, after).map(drop)
}

/// The provider deletes it.
///
/// # Errors
/// Those of the database.
pub fn mark_deleted(tx: &mut Tx<'_>, job: &Job, now: Timestamp, id: TemplateId) -> Result<()> {
    tx.jobs().remove(job.id)?;
    set(tx, job.workspace, now, id, |template| {
        if template.status == TemplateStatus::Deleting {
            template.status = TemplateStatus::Deleted;
            template.problem = None;
        }
    })
}

/// The provider refused: the template stands as it did before, with the reason.
///
/// # Errors
/// Those of the database.
pub fn mark_refused(
    tx: &mut Tx<'_>,
    job: &Job,
    now: Timestamp,
    id: TemplateId,
    from: &TemplateStatus,
    error: MessageError,
) -> Result<()> {
    tx.jobs().remove(job.id)?;
    set(tx, job.workspace, now, id, |template| {
        if matches!(template.status, TemplateStatus::Submitting | TemplateStatus::Deleting) {
            template.status = from.clone();
            template.problem = Some(error);
        }
    })
}

/// It could not be done just now: tried again at `run_at`, the reason with it.
///
/// # Errors
/// Those of the database.
pub fn postpone(
    tx: &mut Tx<'_>,
    job: &Job,
    now: Timestamp,
    id: TemplateId,
    run_at: Timestamp,
    error: MessageError,
) -> Result<()> {
    tx.jobs().postpone(job.id, run_at, &error.title)?;
    set(tx, job.workspace, now, id, |template| template.problem = Some(error))
}

fn set(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    id: TemplateId,
    change: impl FnOnce(&mut Template),
) -> Result<()> {
    let Some(before) = tx.templates().lookup_to_change(workspace, id)? else { return Ok(()) };
    let mut after = before.clone();
    change(&mut after);
    record::update(tx, &Editor::provider(workspace, now), &before, after).map(drop)
}
