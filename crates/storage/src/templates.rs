//! Message templates and what became of them.

use domain::id::MetaTemplateId;
use domain::message::Author;
use domain::template::{
    ParameterFormat, Template, TemplateCategory, TemplateQuality, TemplateStatus, TemplateVersion,
};
use domain::{TemplateId, Timestamp, WabaId, WorkspaceId};
use serde::Serialize;

use crate::cell::{Row, Value};
use crate::error::{Error, Result};
use crate::page::{Cursor, Page, count};
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 25 = "INSERT INTO templates (workspace_id, id, waba_id, meta_template_id, name, language, category,
            previous_category, category_notice, status, reason, problem, quality, parameter_format, components,
            ttl_seconds, draft, version, created_by, updated_by, created_at, updated_at, heard_at, search, library)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            $22, $23, $24, $25)";
    UPDATE: 25 = "UPDATE templates SET waba_id = $3, meta_template_id = $4, name = $5, language = $6,
            category = $7, previous_category = $8, category_notice = $9, status = $10, reason = $11,
            problem = $12, quality = $13, parameter_format = $14, components = $15, ttl_seconds = $16,
            draft = $17, version = $18, created_by = $19, updated_by = $20, created_at = $21, updated_at = $22,
            heard_at = $23, search = $24, library = $25
        WHERE workspace_id = $1 AND id = $2";
    LOOKUP: 2 = "SELECT id, waba_id, meta_template_id, name, language, category, previous_category,
            category_notice, status, reason, problem, quality, parameter_format, components, ttl_seconds, draft,
            version, created_by, updated_by, created_at, updated_at, heard_at, library
        FROM templates WHERE workspace_id = $1 AND id = $2";
    // Read to be changed: on PostgreSQL nobody else may change it in between; SQLite has one writer anyway.
    LOOKUP_TO_CHANGE: 2 = "SELECT id, waba_id, meta_template_id, name, language, category, previous_category,
            category_notice, status, reason, problem, quality, parameter_format, components, ttl_seconds, draft,
            version, created_by, updated_by, created_at, updated_at, heard_at, library
        FROM templates WHERE workspace_id = $1 AND id = $2" + " FOR UPDATE";
    FIND_BY_META_ID_TO_CHANGE: 2 = "SELECT id, waba_id, meta_template_id, name, language, category, previous_category,
            category_notice, status, reason, problem, quality, parameter_format, components, ttl_seconds, draft,
            version, created_by, updated_by, created_at, updated_at, heard_at, library
        FROM templates WHERE workspace_id = $1 AND meta_template_id = $2" + " FOR UPDATE";
    FIND_BY_NAME: 4 = "SELECT id, waba_id, meta_template_id, name, language, category, previous_category,
            category_notice, status, reason, problem, quality, parameter_format, components, ttl_seconds, draft,
            version, created_by, updated_by, created_at, updated_at, heard_at, library
        FROM templates WHERE workspace_id = $1 AND waba_id = $2 AND name = $3 AND language = $4
            AND status <> 'deleted'";
    FIND_BY_NAME_TO_CHANGE: 4 = "SELECT id, waba_id, meta_template_id, name, language, category, previous_category,
            category_notice, status, reason, problem, quality, parameter_format, components, ttl_seconds, draft,
            version, created_by, updated_by, created_at, updated_at, heard_at, library
        FROM templates WHERE workspace_id = $1 AND waba_id = $2 AND name = $3 AND language = $4
            AND status <> 'deleted'" + " FOR UPDATE";
    LIST: 11 = "SELECT id, waba_id, meta_template_id, name, language, category, previous_category,
            category_notice, status, reason, problem, quality, parameter_format, components, ttl_seconds, draft,
            version, created_by, updated_by, created_at, updated_at, heard_at, library
        FROM templates
        WHERE workspace_id = $1 AND (created_at, id) < ($2, $3)
          AND ($4 = '' OR waba_id = $4) AND ($5 = '' OR name = $5) AND ($6 = '' OR language = $6)
          AND ($7 = '' OR category = $7) AND (status = $8 OR ($8 = '' AND status <> 'deleted'))
          AND ($9 = '' OR quality = $9) AND ($10 = '' OR search LIKE $10)
        ORDER BY created_at DESC, id DESC LIMIT $11";
    TRANSLATIONS: 3 = "SELECT language, category FROM templates
        WHERE workspace_id = $1 AND waba_id = $2 AND name = $3 AND status <> 'deleted' ORDER BY language";
    COUNT_SUBMITTED: 2 = "SELECT count(*) FROM templates
        WHERE workspace_id = $1 AND waba_id = $2 AND meta_template_id IS NOT NULL AND status <> 'deleted'";
    SUBMITTED: 2 = "SELECT id, meta_template_id FROM templates
        WHERE workspace_id = $1 AND waba_id = $2 AND meta_template_id IS NOT NULL
          AND status <> 'deleted' ORDER BY id";
    REMOVE_VERSIONS: 2 = "DELETE FROM template_versions WHERE workspace_id = $1 AND template_id = $2";
    REMOVE: 2 = "DELETE FROM templates WHERE workspace_id = $1 AND id = $2";
    ADD_VERSION: 7 = "INSERT INTO template_versions (workspace_id, template_id, version, at, author, changes,
            is_submission)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    VERSIONS: 4 = "SELECT version, at, author, changes FROM template_versions
        WHERE workspace_id = $1 AND template_id = $2 AND version < $3 ORDER BY version DESC LIMIT $4";
    COUNT_SUBMISSIONS: 3 = "SELECT count(*) FROM template_versions
        WHERE workspace_id = $1 AND template_id = $2 AND at > $3 AND is_submission";
}

#[derive(Debug)]
pub struct Templates<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn templates(&mut self) -> Templates<'_, 'c> {
        Templates(self)
    }
}

/// Which templates to list. The default is all that have not been deleted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub waba: Option<WabaId>,
    pub name: Option<String>,
    pub language: Option<String>,
    pub category: Option<TemplateCategory>,
    pub status: Option<TemplateStatus>,
    pub quality: Option<TemplateQuality>,
    /// Part of the name or of what it says.
    pub search: String,
}

/// A language that a template has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    pub language: String,
    pub category: TemplateCategory,
}

impl Templates<'_, '_> {
    pub fn add(&mut self, workspace: WorkspaceId, template: &Template) -> Result<()> {
        let values = values(workspace, template)?;
        self.0.execute(&ADD, values)?;
        Ok(())
    }

    pub fn update(&mut self, workspace: WorkspaceId, template: &Template) -> Result<()> {
        let values = values(workspace, template)?;
        self.0.execute(&UPDATE, values)?;
        Ok(())
    }

    /// Forgets a template and its versions. For those that the provider has never seen.
    pub fn remove(&mut self, workspace: WorkspaceId, id: TemplateId) -> Result<()> {
        self.0.execute(&REMOVE_VERSIONS, [workspace.into(), id.into()])?;
        self.0.execute(&REMOVE, [workspace.into(), id.into()])?;
        Ok(())
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, id: TemplateId) -> Result<Option<Template>> {
        self.0.optional(&LOOKUP, [workspace.into(), id.into()], read)
    }

    /// The template, held until the end of the transaction: for changes that depend on how it stands.
    pub fn lookup_to_change(&mut self, workspace: WorkspaceId, id: TemplateId) -> Result<Option<Template>> {
        self.0.optional(&LOOKUP_TO_CHANGE, [workspace.into(), id.into()], read)
    }

    /// The same by the provider's id.
    pub fn find_by_meta_id_to_change(
        &mut self,
        workspace: WorkspaceId,
        id: &MetaTemplateId,
    ) -> Result<Option<Template>> {
        self.0.optional(&FIND_BY_META_ID_TO_CHANGE, [workspace.into(), id.0.as_str().into()], read)
    }

    /// The one that can be sent by this name. Deleted ones are not found.
    pub fn find_by_name(
        &mut self,
        workspace: WorkspaceId,
        waba: &WabaId,
        name: &str,
        language: &str,
    ) -> Result<Option<Template>> {
        self.0.optional(&FIND_BY_NAME, [workspace.into(), waba.into(), name.into(), language.into()], read)
    }

    /// The same, held until the end of the transaction.
    pub fn find_by_name_to_change(
        &mut self,
        workspace: WorkspaceId,
        waba: &WabaId,
        name: &str,
        language: &str,
    ) -> Result<Option<Template>> {
        let values = [workspace.into(), waba.into(), name.into(), language.into()];
        self.0.optional(&FIND_BY_NAME_TO_CHANGE, values, read)
    }

    /// The newest first.
    pub fn list(
        &mut self,
        workspace: WorkspaceId,
        filter: &Filter,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<Template>> {
        let from = after.unwrap_or(Cursor::END);
        let values = [
            workspace.into(),
            from.at.into(),
            from.id.into(),
            filter.waba.as_ref().map_or("", |id| id.0.as_str()).into(),
            filter.name.as_deref().unwrap_or_default().into(),
            filter.language.as_deref().unwrap_or_default().into(),
            filter.category.as_ref().map_or("", TemplateCategory::as_str).into(),
            filter.status.as_ref().map_or("", TemplateStatus::as_str).into(),
            filter.quality.as_ref().map_or("", TemplateQuality::as_str).into(),
            like(&filter.search).into(),
            count(limit + 1).into(),
        ];
        let found = self.0.all(&LIST, values, read)?;
        Ok(Page::cut(found, limit, |t| Cursor { at: t.created_at, id: t.id.0 }))
    }

    /// The languages that `name` has.
    pub fn translations(
        &mut self,
        workspace: WorkspaceId,
        waba: &WabaId,
        name: &str,
    ) -> Result<Vec<Translation>> {
        self.0.all(&TRANSLATIONS, [workspace.into(), waba.into(), name.into()], |row| {
            Ok(Translation {
                language: row.get(0)?,
                category: row.word(1, |w| Some(TemplateCategory::parse(w)))?,
            })
        })
    }

    /// How many the provider has of an account, as far as we know.
    pub fn count_submitted(&mut self, workspace: WorkspaceId, waba: &WabaId) -> Result<i64> {
        self.0.one(&COUNT_SUBMITTED, [workspace.into(), waba.into()], |row| row.get(0))
    }

    /// Those that the provider has, as far as we know.
    pub fn submitted(
        &mut self,
        workspace: WorkspaceId,
        waba: &WabaId,
    ) -> Result<Vec<(TemplateId, MetaTemplateId)>> {
        self.0.all(&SUBMITTED, [workspace.into(), waba.into()], |row| {
            Ok((row.get(0)?, MetaTemplateId(row.get(1)?)))
        })
    }

    pub fn add_version(
        &mut self,
        workspace: WorkspaceId,
        template: TemplateId,
        version: &TemplateVersion,
        is_submission: bool,
    ) -> Result<()> {
        let values = [
            workspace.into(),
            template.into(),
            version.version.into(),
            version.at.into(),
            json_opt(version.author.as_ref())?.into(),
            json(&version.changes)?.into(),
            is_submission.into(),
        ];
        self.0.execute(&ADD_VERSION, values)?;
        Ok(())
    }

    /// At most `limit` versions before number `before`, the latest first.
    pub fn list_versions(
        &mut self,
        workspace: WorkspaceId,
        template: TemplateId,
        before: i64,
        limit: usize,
    ) -> Result<Vec<TemplateVersion>> {
        let values = [workspace.into(), template.into(), before.into(), count(limit).into()];
        self.0.all(&VERSIONS, values, |row| {
            Ok(TemplateVersion {
                version: row.get(0)?,
                at: row.get(1)?,
                author: row.json_opt(2)?,
                changes: row.json(3)?,
            })
        })
    }

    /// How often it was handed to the provider after `since`.
    pub fn count_submissions(
        &mut self,
        workspace: WorkspaceId,
        template: TemplateId,
        since: Timestamp,
    ) -> Result<i64> {
        self.0.one(&COUNT_SUBMISSIONS, [workspace.into(), template.into(), since.into()], |row| row.get(0))
    }
}

/// Names hold `_`, which a pattern would take for any character: that finds a little more, and no less.
pub(crate) fn like(search: &str) -> String {
    let plain: String =
        search.trim().to_lowercase().chars().filter(|c| !matches!(c, '%' | '\\' | '\0')).collect();
    if plain.is_empty() { String::new() } else { format!("%{plain}%") }
}

pub(crate) fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Unreadable { column: 0, reason: e.to_string() })
}

pub(crate) fn json_opt<T: Serialize>(value: Option<&T>) -> Result<Option<String>> {
    value.map(json).transpose()
}

fn values(workspace: WorkspaceId, template: &Template) -> Result<[Value<'_>; 25]> {
    let shape = domain::template::Shape::read(&template.components);
    let search = format!("{} {}", template.name, shape.words()).to_lowercase().replace('\0', "");
    Ok([
        workspace.into(),
        template.id.into(),
        (&template.waba_id).into(),
        template.meta_template_id.as_ref().map(|id| id.0.as_str()).into(),
        (&template.name).into(),
        (&template.language).into(),
        template.category.as_str().into(),
        template.previous_category.as_ref().map(TemplateCategory::as_str).into(),
        json_opt(template.category_notice.as_ref())?.into(),
        template.status.as_str().into(),
        json_opt(template.reason.as_ref())?.into(),
        json_opt(template.problem.as_ref())?.into(),
        template.quality.as_str().into(),
        template.parameter_format.as_str().into(),
        json(&template.components)?.into(),
        template.ttl_seconds.into(),
        json_opt(template.draft.as_ref())?.into(),
        template.version.into(),
        json_opt(template.created_by.as_ref())?.into(),
        json_opt(template.updated_by.as_ref())?.into(),
        template.created_at.into(),
        template.updated_at.into(),
        json(&template.heard_at)?.into(),
        search.into(),
        json_opt(template.library.as_ref())?.into(),
    ])
}

fn read(row: &Row<'_>) -> Result<Template> {
    let category = |text: &str| Some(TemplateCategory::parse(text));
    Ok(Template {
        id: row.get(0)?,
        waba_id: row.get(1)?,
        meta_template_id: row.get::<Option<String>>(2)?.map(MetaTemplateId),
        name: row.get(3)?,
        language: row.get(4)?,
        category: row.word(5, category)?,
        previous_category: row.get::<Option<String>>(6)?.map(|word| TemplateCategory::parse(&word)),
        category_notice: row.json_opt(7)?,
        status: row.word(8, |text| Some(TemplateStatus::parse(text)))?,
        reason: row.json_opt(9)?,
        problem: row.json_opt(10)?,
        quality: row.word(11, |text| Some(TemplateQuality::parse(text)))?,
        parameter_format: row.word(12, ParameterFormat::parse)?,
        components: row.json(13)?,
        ttl_seconds: row.get(14)?,
        draft: row.json_opt(15)?,
        version: row.get(16)?,
        created_by: row.json_opt::<Author>(17)?,
        updated_by: row.json_opt::<Author>(18)?,
        created_at: row.get(19)?,
        updated_at: row.get(20)?,
        heard_at: row.json(21)?,
        library: row.json_opt(22)?,
    })
}
