//! When an account's templates were last copied.

use domain::template::TemplateSync;
use domain::{Timestamp, WabaId, WorkspaceId};

use crate::error::Result;
use crate::sql::statements;
use crate::templates::json_opt;
use crate::tx::Tx;

statements! {
    BEGIN: 3 = "INSERT INTO template_syncs (workspace_id, waba_id, requested_at) VALUES ($1, $2, $3)
        ON CONFLICT (workspace_id, waba_id) DO UPDATE SET requested_at = $3, finished_at = NULL,
            templates = NULL, problem = NULL";
    FINISH: 5 = "UPDATE template_syncs SET finished_at = $3, templates = $4, problem = $5
        WHERE workspace_id = $1 AND waba_id = $2";
    LOOKUP: 2 = "SELECT waba_id, requested_at, finished_at, templates, problem FROM template_syncs
        WHERE workspace_id = $1 AND waba_id = $2";
    DUE: 1 = "SELECT DISTINCT n.workspace_id, n.waba_id FROM phone_numbers n
        WHERE NOT EXISTS (SELECT 1 FROM template_syncs s
            WHERE s.workspace_id = n.workspace_id AND s.waba_id = n.waba_id AND s.requested_at > $1)";
}

#[derive(Debug)]
pub struct TemplateSyncs<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn template_syncs(&mut self) -> TemplateSyncs<'_, 'c> {
        TemplateSyncs(self)
    }
}

impl TemplateSyncs<'_, '_> {
    /// Notes that a copy is owed.
    pub fn begin(&mut self, workspace: WorkspaceId, waba: &WabaId, now: Timestamp) -> Result<()> {
        self.0.execute(&BEGIN, [workspace.into(), waba.into(), now.into()])?;
        Ok(())
    }

    /// Notes how it went.
    pub fn finish(&mut self, workspace: WorkspaceId, sync: &TemplateSync) -> Result<()> {
        let values = [
            workspace.into(),
            (&sync.waba_id).into(),
            sync.finished_at.into(),
            sync.templates.into(),
            json_opt(sync.problem.as_ref())?.into(),
        ];
        self.0.execute(&FINISH, values)?;
        Ok(())
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, waba: &WabaId) -> Result<Option<TemplateSync>> {
        self.0.optional(&LOOKUP, [workspace.into(), waba.into()], |row| {
            Ok(TemplateSync {
                waba_id: row.get(0)?,
                requested_at: row.get(1)?,
                finished_at: row.get(2)?,
                templates: row.get(3)?,
                problem: row.json_opt(4)?,
            })
        })
    }

    /// Accounts in any workspace whose templates were not asked for after `since`.
    pub fn due(&mut self, since: Timestamp) -> Result<Vec<(WorkspaceId, WabaId)>> {
        self.0.all(&DUE, [since.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}
