//! What is asked about an account or a template at the provider, and what follows from the answer.

use std::time::Duration;

use domain::id::MetaTemplateId;
use domain::phone_number::NumberAccess;
use domain::template::{
    HeardAt, ParameterFormat, Template, TemplateCategory, TemplateDraft, TemplateQuality, TemplateStatus,
};
use domain::workspace::Actor;
use domain::{TemplateId, Timestamp, WabaId};
use storage::Tx;

use super::desk::{CodeTemplates, Upserted};
use super::edit::{Error, check_allowed, choose_waba};
use super::lint::{Finding, Proposal, Severity, lint};
use super::outcome::CLOCKS_DIFFER;
use super::record::{self, Editor};
use super::sync::owe_sync;

/// An account that the provider can be asked about.
#[derive(Debug, Clone)]
pub struct Account {
    pub access: NumberAccess,
    pub waba: WabaId,
}

/// A template that the provider can be asked about.
#[derive(Debug, Clone)]
pub struct Subject {
    pub access: NumberAccess,
    pub waba: WabaId,
    pub meta_template_id: MetaTemplateId,
}

/// Where to ask about an account: the one that is named, or the only one.
///
/// # Errors
/// See [`Error`].
pub fn find_account(tx: &mut Tx<'_>, actor: &Actor, waba: Option<WabaId>) -> Result<Account, Error> {
    check_allowed(actor)?;
    let waba = choose_waba(tx, actor.workspace(), waba)?;
    let access = tx.phone_numbers().waba_access(actor.workspace(), &waba)?.ok_or(Error::NoSuchWaba)?;
    Ok(Account { access, waba })
}

fn find(tx: &mut Tx<'_>, actor: &Actor, id: TemplateId) -> Result<(Template, Subject), Error> {
    let workspace = actor.workspace();
    let template = tx.templates().lookup(workspace, id)?.ok_or(Error::NotFound)?;
    let meta_template_id = template.meta_template_id.clone().ok_or(Error::NeverSubmitted)?;
    let waba = template.waba_id.clone();
    let access = tx.phone_numbers().waba_access(workspace, &waba)?.ok_or(Error::NoSuchWaba)?;
    Ok((template, Subject { access, waba, meta_template_id }))
}

/// A template about which anybody may ask.
///
/// # Errors
/// See [`Error`].
pub fn find_subject(tx: &mut Tx<'_>, actor: &Actor, id: TemplateId) -> Result<Subject, Error> {
    find(tx, actor, id).map(|(_, subject)| subject)
}

/// A paused template, about to go on.
///
/// # Errors
/// See [`Error`].
pub fn check_unpause(tx: &mut Tx<'_>, actor: &Actor, id: TemplateId) -> Result<Subject, Error> {
    let (template, subject) = find_to_change(tx, actor, id)?;
    if template.status == TemplateStatus::Paused {
        Ok(subject)
    } else {
        Err(Error::NotPaused(template.status))
    }
}

/// A template that is about to be archived, or taken out of the archive.
///
/// # Errors
/// See [`Error`].
pub fn check_archive(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TemplateId,
    is_archived: bool,
) -> Result<Subject, Error> {
    let (template, subject) = find_to_change(tx, actor, id)?;
    let is_in_archive = template.status == TemplateStatus::Archived;
    let is_on_its_way = template.status.is_ours()
        || matches!(template.status, TemplateStatus::PendingDeletion | TemplateStatus::Deleted);
    match (is_archived, is_in_archive) {
        (true, false) if !is_on_its_way => Ok(subject),
        (false, true) => Ok(subject),
        (true, _) => Err(Error::NotArchivable(template.status)),
        (false, false) => Err(Error::NotArchived(template.status)),
    }
}

fn find_to_change(tx: &mut Tx<'_>, actor: &Actor, id: TemplateId) -> Result<(Template, Subject), Error> {
    // That there is none is told to everybody, what may be done with it only to some.
    tx.templates().lookup(actor.workspace(), id)?.ok_or(Error::NotFound)?;
    check_allowed(actor)?;
    find(tx, actor, id)
}

/// The provider lets it go on.
///
/// # Errors
/// See [`Error`].
pub fn mark_unpaused(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    id: TemplateId,
) -> Result<Template, Error> {
    mark(tx, actor, now, id, |template| {
        if template.status == TemplateStatus::Paused {
            template.status = TemplateStatus::Approved;
            template.reason = None;
        }
    })
}

/// The provider has put it into its archive, or taken it out: what it was before is read from there.
///
/// # Errors
/// See [`Error`].
pub fn mark_archived(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    id: TemplateId,
    is_archived: bool,
) -> Result<Template, Error> {
    let template = mark(tx, actor, now, id, |template| {
        if is_archived {
            template.status = TemplateStatus::Archived;
        } else {
            // What it was before the copy tells; until then it cannot be sent by mistake.
            template.heard_at.status = now - CLOCKS_DIFFER;
        }
    })?;
    owe_sync(tx, actor.workspace(), now, &template.waba_id, Duration::ZERO)?;
    Ok(template)
}

fn mark(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    id: TemplateId,
    change: impl FnOnce(&mut Template),
) -> Result<Template, Error> {
    let before = tx.templates().lookup_to_change(actor.workspace(), id)?.ok_or(Error::NotFound)?;
    let mut after = before.clone();
    change(&mut after);
    if after.status != before.status {
        after.heard_at.status = now - CLOCKS_DIFFER;
    }
    Ok(record::update(tx, &Editor::person(actor, now), &before, after)?)
}

/// Whether the provider would take an authentication template in these languages.
///
/// # Errors
/// [`Error::Broken`] with everything that is wrong.
pub fn check_code_templates(new: &CodeTemplates) -> Result<(), Error> {
    let content = content(new);
    let of = |language: &str| lint(Proposal { name: &new.name, language, content: &content });
    let mut findings = of(new.languages.first().map_or("en", String::as_str));
    findings.retain(|finding| finding.severity == Severity::Error && finding.field != "language");
    if new.languages.is_empty() {
        findings.push(finding("languages", "give at least one language", None));
    }
    for (n, language) in new.languages.iter().enumerate() {
        let field = format!("languages[{n}]");
        if new.languages[..n].contains(language) {
            findings.push(finding(&field, "is there twice", Some(language)));
        }
        if of(language).iter().any(|finding| finding.field == "language") {
            findings.push(finding(&field, "write a language like en or en_US", Some(language)));
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(Error::Broken(findings)) }
}

fn finding(field: &str, message: &str, value: Option<&String>) -> Finding {
    Finding {
        severity: Severity::Error,
        code: 100,
        rule: "languages".to_owned(),
        field: field.to_owned(),
        limit: None,
        value: value.cloned(),
        message: message.to_owned(),
    }
}

fn content(new: &CodeTemplates) -> TemplateDraft {
    TemplateDraft {
        category: TemplateCategory::Authentication,
        parameter_format: ParameterFormat::Positional,
        components: new.components.clone(),
        ttl_seconds: new.ttl_seconds,
    }
}

/// The provider took an authentication template in several languages.
///
/// # Errors
/// See [`Error`].
pub fn record_upserted(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    waba: &WabaId,
    new: &CodeTemplates,
    taken: Vec<Upserted>,
) -> Result<Vec<Template>, Error> {
    let editor = Editor { is_submission: true, ..Editor::person(actor, now) };
    let mut templates = Vec::new();
    for one in taken {
        let known =
            tx.templates().find_by_name_to_change(actor.workspace(), waba, &new.name, &one.language)?;
        templates.push(match known {
            Some(before) => {
                let mut after = before.clone();
                put_in_place(&mut after, new, one, now);
                record::update(tx, &editor, &before, after)?
            }
            None => record::add(tx, &editor, fresh(waba, new, one, now))?,
        });
    }
    owe_sync(tx, actor.workspace(), now, waba, Duration::ZERO)?;
    Ok(templates)
}

fn put_in_place(template: &mut Template, new: &CodeTemplates, one: Upserted, now: Timestamp) {
    template.meta_template_id = Some(one.meta_template_id);
    template.status = one.status;
    template.category = TemplateCategory::Authentication;
    template.components.clone_from(&new.components);
    template.ttl_seconds = new.ttl_seconds;
    (template.draft, template.problem, template.reason) = (None, None, None);
    template.heard_at.status = now - CLOCKS_DIFFER;
}

fn fresh(waba: &WabaId, new: &CodeTemplates, one: Upserted, now: Timestamp) -> Template {
    Template {
        id: TemplateId::new(now),
        waba_id: waba.clone(),
        meta_template_id: Some(one.meta_template_id),
        name: new.name.clone(),
        language: one.language,
        category: TemplateCategory::Authentication,
        previous_category: None,
        category_notice: None,
        status: one.status,
        reason: None,
        problem: None,
        quality: TemplateQuality::NotRated,
        parameter_format: ParameterFormat::Positional,
        components: new.components.clone(),
        ttl_seconds: new.ttl_seconds,
        draft: None,
        version: 1,
        created_by: None,
        updated_by: None,
        created_at: now,
        updated_at: now,
        heard_at: HeardAt::all(now - CLOCKS_DIFFER),
        library: None,
    }
}
