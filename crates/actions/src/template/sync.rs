//! Copying an account's templates.

use std::collections::HashSet;
use std::time::Duration;

use domain::event::Event;
use domain::id::MetaTemplateId;
use domain::job::{Job, Work};
use domain::message::MessageError;
use domain::template::{
    CategoryNotice, HeardAt, ParameterFormat, Template, TemplateCategory, TemplateQuality, TemplateReason,
    TemplateStatus, TemplateSync,
};
use domain::workspace::Actor;
use domain::{TemplateId, Timestamp, WabaId, WorkspaceId};
use serde_json::Value;
use storage::{Result, Tx};

use super::edit::{Error, choose_waba, wabas};
use super::outcome::CLOCKS_DIFFER;
use super::record::{self, Editor};
use super::samples;

/// A template as the provider has it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProviderTemplate {
    pub meta_template_id: MetaTemplateId,
    pub name: String,
    pub language: String,
    pub status: TemplateStatus,
    pub category: TemplateCategory,
    pub previous_category: Option<TemplateCategory>,
    /// The category that it will have, or should have.
    pub correct_category: Option<TemplateCategory>,
    pub quality: Option<TemplateQuality>,
    pub reason: Option<TemplateReason>,
    pub parameter_format: ParameterFormat,
    pub components: Vec<Value>,
    pub ttl_seconds: Option<i64>,
}

/// Asking again within this time of an unfinished copy asks for the same copy.
const SAME: Duration = Duration::from_secs(60);

/// Owes a copy of one account's templates, or of all accounts'.
///
/// # Errors
/// See [`Error`].
pub fn request_sync(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    waba: Option<WabaId>,
) -> Result<Vec<TemplateSync>, Error> {
    if !actor.can_edit_templates() {
        return Err(Error::NotAllowed);
    }
    let workspace = actor.workspace();
    let wabas = match waba {
        Some(waba) => vec![choose_waba(tx, workspace, Some(waba))?],
        None => wabas(tx, workspace)?,
    };
    wabas.iter().map(|waba| Ok(owe_sync(tx, workspace, now, waba, SAME)?)).collect()
}

/// Owes a copy of an account's templates, unless one was asked for within `same` and is not finished.
///
/// # Errors
/// Those of the database.
pub fn owe_sync(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    waba: &WabaId,
    same: Duration,
) -> Result<TemplateSync> {
    if let Some(sync) = tx.template_syncs().lookup(workspace, waba)?
        && sync.finished_at.is_none()
        && now.since(sync.requested_at) < same
    {
        return Ok(sync);
    }
    tx.template_syncs().begin(workspace, waba, now)?;
    let work = Work::SyncTemplates { waba_id: waba.clone() };
    tx.jobs().add(workspace, &work, now, now)?;
    let waba_id = waba.clone();
    Ok(TemplateSync { waba_id, requested_at: now, finished_at: None, templates: None, problem: None })
}

/// What a copy knows while it is made.
#[derive(Debug, Clone)]
pub struct Copying {
    pub workspace: WorkspaceId,
    pub waba: WabaId,
    /// What was learned after this is newer than the copy.
    pub began_at: Timestamp,
}

impl Copying {
    /// The provider's time of what the copy says.
    fn known_at(&self) -> Timestamp {
        self.began_at - CLOCKS_DIFFER
    }
}

/// Applies a page of an account's templates.
///
/// # Errors
/// Those of the database.
pub fn apply_sync(
    tx: &mut Tx<'_>,
    copying: &Copying,
    now: Timestamp,
    page: Vec<ProviderTemplate>,
) -> Result<()> {
    let editor = Editor::provider(copying.workspace, now);
    for given in page {
        let known = tx.templates().find_by_meta_id_to_change(copying.workspace, &given.meta_template_id)?;
        let named = tx.templates().find_by_name_to_change(
            copying.workspace,
            &copying.waba,
            &given.name,
            &given.language,
        )?;
        match (known, named) {
            // It came back under its own id, and a newer one has its name by now.
            (Some(gone), Some(named)) if gone.id != named.id => {}
            (Some(before), _) => merge(tx, copying, &editor, &before, given)?,
            (None, Some(before)) if before.meta_template_id.is_none() => {
                adopt(tx, copying, &editor, &before, given)?;
            }
            // The name was deleted and made anew at the provider: the old one ends here.
            (None, Some(old)) => {
                let after = Template { status: TemplateStatus::Deleted, ..old.clone() };
                record::update(tx, &editor, &old, after)?;
                record::add(tx, &editor, fresh(copying, given, now))?;
            }
            (None, None) => drop(record::add(tx, &editor, fresh(copying, given, now))?),
        }
    }
    Ok(())
}

fn fresh(copying: &Copying, given: ProviderTemplate, now: Timestamp) -> Template {
    Template {
        id: TemplateId::new(now),
        waba_id: copying.waba.clone(),
        category_notice: notice(None, &given.category, given.correct_category),
        meta_template_id: Some(given.meta_template_id),
        name: given.name,
        language: given.language,
        category: given.category,
        previous_category: given.previous_category,
        status: given.status,
        reason: given.reason,
        problem: None,
        quality: given.quality.unwrap_or(TemplateQuality::NotRated),
        parameter_format: given.parameter_format,
        components: given.components,
        ttl_seconds: given.ttl_seconds,
        draft: None,
        version: 1,
        created_by: None,
        updated_by: None,
        created_at: now,
        updated_at: now,
        heard_at: HeardAt::all(copying.known_at()),
        library: None,
    }
}

/// A template of ours turns out to be at the provider already: a submission whose answer was lost, or one that
/// somebody made there, whose place our draft then takes only when it is submitted.
fn adopt(
    tx: &mut Tx<'_>,
    copying: &Copying,
    editor: &Editor,
    before: &Template,
    given: ProviderTemplate,
) -> Result<()> {
    let mut known = before.clone();
    known.meta_template_id = Some(given.meta_template_id.clone());
    known.heard_at.status = copying.known_at();
    if before.status == TemplateStatus::Draft {
        known.draft = Some(before.next_content());
    }
    known.status = given.status.clone();
    known.problem = None;
    take(&mut known, copying, given);
    record::update(tx, editor, before, known).map(drop)
}

fn merge(
    tx: &mut Tx<'_>,
    copying: &Copying,
    editor: &Editor,
    before: &Template,
    given: ProviderTemplate,
) -> Result<()> {
    let mut after = before.clone();
    // A job of ours is about to decide, or we know something newer.
    if !before.status.is_ours() && before.heard_at.status <= copying.began_at {
        after.status = given.status.clone();
        after.reason = merge_reason(before, &given);
        if before.status != given.status {
            after.heard_at.status = copying.known_at();
        }
    }
    take(&mut after, copying, given);
    record::update(tx, editor, before, after).map(drop)
}

/// Webhooks say more about a reason than the list does.
fn merge_reason(before: &Template, given: &ProviderTemplate) -> Option<TemplateReason> {
    let code = |reason: &Option<TemplateReason>| reason.as_ref().and_then(|r| r.code.clone());
    let is_same = before.status == given.status
        && (given.reason.is_none() || code(&before.reason) == code(&given.reason));
    if is_same { before.reason.clone() } else { given.reason.clone() }
}

/// Takes over what the provider says, but for the status.
fn take(template: &mut Template, copying: &Copying, given: ProviderTemplate) {
    let is_news = |heard: Timestamp| heard <= copying.began_at;
    if is_news(template.heard_at.category) {
        take_category(template, &given);
    }
    if let Some(quality) = given.quality
        && is_news(template.heard_at.quality)
    {
        template.quality = quality;
    }
    template.parameter_format = given.parameter_format;
    if is_news(template.heard_at.texts) {
        template.components = samples::keep(&template.components, given.components);
    }
    template.ttl_seconds = given.ttl_seconds.or(template.ttl_seconds);
}

fn take_category(template: &mut Template, given: &ProviderTemplate) {
    if given.category != template.category {
        template.previous_category = Some(template.category.clone());
    }
    if given.previous_category.is_some() {
        template.previous_category.clone_from(&given.previous_category);
    }
    template.category_notice =
        notice(template.category_notice.take(), &given.category, given.correct_category.clone());
    template.category = given.category.clone();
}

fn notice(
    known: Option<CategoryNotice>,
    category: &TemplateCategory,
    correct: Option<TemplateCategory>,
) -> Option<CategoryNotice> {
    let still = known.filter(|notice| notice.category != *category);
    match correct.filter(|correct| correct != category) {
        Some(correct) => match still {
            Some(notice) if notice.category == correct => Some(notice),
            _ => Some(CategoryNotice { category: correct, at: None }),
        },
        None => still,
    }
}

/// Notes that a copy is complete: what the provider did not name is gone.
///
/// # Errors
/// Those of the database.
pub fn finish_sync(
    tx: &mut Tx<'_>,
    copying: &Copying,
    job: &Job,
    now: Timestamp,
    seen: &HashSet<MetaTemplateId>,
) -> Result<()> {
    let editor = Editor::provider(copying.workspace, now);
    for (id, meta_id) in tx.templates().submitted(copying.workspace, &copying.waba)? {
        if seen.contains(&meta_id) {
            continue;
        }
        let Some(before) = tx.templates().lookup_to_change(copying.workspace, id)? else { continue };
        // What was submitted while the list was read could not be in it.
        if before.updated_at >= copying.began_at || before.status.is_ours() {
            continue;
        }
        let after = Template { status: TemplateStatus::Deleted, ..before.clone() };
        record::update(tx, &editor, &before, after)?;
    }
    tx.jobs().remove(job.id)?;
    let templates = i64::try_from(seen.len()).unwrap_or(i64::MAX);
    note(tx, copying, now, Some(templates), None)
}

/// Notes that a copy could not be made, for good or for now.
///
/// # Errors
/// Those of the database.
pub fn fail_sync(tx: &mut Tx<'_>, copying: &Copying, now: Timestamp, problem: MessageError) -> Result<()> {
    note(tx, copying, now, None, Some(problem))
}

fn note(
    tx: &mut Tx<'_>,
    copying: &Copying,
    now: Timestamp,
    templates: Option<i64>,
    problem: Option<MessageError>,
) -> Result<()> {
    let known = tx.template_syncs().lookup(copying.workspace, &copying.waba)?;
    let sync = TemplateSync {
        waba_id: copying.waba.clone(),
        requested_at: known.map_or(copying.began_at, |sync| sync.requested_at),
        finished_at: Some(now),
        templates,
        problem,
    };
    tx.template_syncs().finish(copying.workspace, &sync)?;
    tx.record(copying.workspace, now, &Event::TemplatesSynced { sync })
}
