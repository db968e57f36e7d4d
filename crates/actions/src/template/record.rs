//! Storing a template so that nothing about it changes without a trace.

use domain::event::Event;
use domain::message::Author;
use domain::template::{Template, TemplateChange, TemplateVersion};
use domain::workspace::Actor;
use domain::{Timestamp, WorkspaceId};
use serde_json::{Map, Value};
use storage::{Error, Result, Tx};

/// Who changes a template, and when.
#[derive(Debug, Clone)]
pub(super) struct Editor {
    pub(super) workspace: WorkspaceId,
    pub(super) now: Timestamp,
    /// Absent: the provider.
    pub(super) author: Option<Author>,
    /// Whether it is handed to the provider with this change.
    pub(super) is_submission: bool,
}

impl Editor {
    pub(super) const fn provider(workspace: WorkspaceId, now: Timestamp) -> Self {
        Self { workspace, now, author: None, is_submission: false }
    }

    pub(super) fn person(actor: &Actor, now: Timestamp) -> Self {
        let author = match actor {
            Actor::User { user, name, .. } => Some(Author { user_id: *user, name: name.clone() }),
            Actor::System { .. } => None,
        };
        Self { workspace: actor.workspace(), now, author, is_submission: false }
    }
}

/// Stores a new template with its first version, and tells the feed.
pub(super) fn add(tx: &mut Tx<'_>, editor: &Editor, mut template: Template) -> Result<Template> {
    template.version = 1;
    template.created_by.clone_from(&editor.author);
    template.updated_by.clone_from(&editor.author);
    (template.created_at, template.updated_at) = (editor.now, editor.now);
    tx.templates().add(editor.workspace, &template)?;
    let changes = differences(&Map::new(), &fields(&template)?);
    note(tx, editor, template, changes)
}

/// Stores what is different in `after`, as a version of its own, and tells the feed. Without a difference,
/// nothing happens.
pub(super) fn update(
    tx: &mut Tx<'_>,
    editor: &Editor,
    before: &Template,
    mut after: Template,
) -> Result<Template> {
    let changes = differences(&fields(before)?, &fields(&after)?);
    if changes.is_empty() {
        if before.heard_at != after.heard_at {
            tx.templates().update(editor.workspace, &after)?;
        }
        return Ok(after);
    }
    after.version = before.version + 1;
    after.updated_at = editor.now;
    after.updated_by.clone_from(&editor.author);
    tx.templates().update(editor.workspace, &after)?;
    note(tx, editor, after, changes)
}

fn note(
    tx: &mut Tx<'_>,
    editor: &Editor,
    template: Template,
    changes: Vec<TemplateChange>,
) -> Result<Template> {
    let version =
        TemplateVersion { version: template.version, at: editor.now, author: editor.author.clone(), changes };
    tx.templates().add_version(editor.workspace, template.id, &version, editor.is_submission)?;
    announce(tx, editor, &template)?;
    Ok(template)
}

/// Tells the feed how the template stands.
pub(super) fn announce(tx: &mut Tx<'_>, editor: &Editor, template: &Template) -> Result<()> {
    let event = Event::TemplateUpdated { template: Box::new(template.clone()) };
    tx.record(editor.workspace, editor.now, &event)
}

/// What says who and when, and not what.
const CIRCUMSTANCES: [&str; 8] =
    ["id", "waba_id", "version", "created_by", "created_at", "updated_by", "updated_at", "heard_at"];

fn fields(template: &Template) -> Result<Map<String, Value>> {
    match serde_json::to_value(template) {
        Ok(Value::Object(mut fields)) => {
            CIRCUMSTANCES.iter().for_each(|field| drop(fields.remove(*field)));
            Ok(fields)
        }
        Ok(_) => Ok(Map::new()),
        Err(e) => Err(Error::Unreadable { column: 0, reason: e.to_string() }),
    }
}

fn differences(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<TemplateChange> {
    let old = |field: &str| before.get(field).cloned().unwrap_or(Value::Null);
    after
        .iter()
        .map(|(field, value)| TemplateChange {
            field: field.clone(),
            before: old(field),
            after: value.clone(),
        })
        .filter(|change| change.before != change.after)
        .collect()
}
