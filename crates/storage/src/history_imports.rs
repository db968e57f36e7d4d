//! How far the imports of numbers' older chats have come.

use domain::history::{HistoryImport, ImportState};
use domain::{PhoneNumberId, WorkspaceId};

use crate::error::Result;
use crate::sql::statements;
use crate::templates::json_opt;
use crate::tx::Tx;

statements! {
    SAVE: 10 = "INSERT INTO history_imports (workspace_id, phone_number_id, state, phase, progress, messages, contacts,
            problem, requested_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (workspace_id, phone_number_id) DO UPDATE SET state = $3, phase = $4, progress = $5,
            messages = $6, contacts = $7, problem = $8, requested_at = $9, updated_at = $10";
    LOOKUP: 2 = "SELECT phone_number_id, state, phase, progress, messages, contacts, problem, requested_at, updated_at
        FROM history_imports WHERE workspace_id = $1 AND phone_number_id = $2";
}

#[derive(Debug)]
pub struct HistoryImports<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn history_imports(&mut self) -> HistoryImports<'_, 'c> {
        HistoryImports(self)
    }
}

impl HistoryImports<'_, '_> {
    pub fn save(&mut self, workspace: WorkspaceId, import: &HistoryImport) -> Result<()> {
        let values = [
            workspace.into(),
            import.phone_number_id.into(),
            import.state.as_str().into(),
            import.phase.into(),
            import.progress.into(),
            import.messages.into(),
            import.contacts.into(),
            json_opt(import.problem.as_ref())?.into(),
            import.requested_at.into(),
            import.updated_at.into(),
        ];
        self.0.execute(&SAVE, values)?;
        Ok(())
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, number: PhoneNumberId) -> Result<Option<HistoryImport>> {
        self.0.optional(&LOOKUP, [workspace.into(), number.into()], |row| {
            Ok(HistoryImport {
                phone_number_id: row.get(0)?,
                state: row.word(1, ImportState::parse)?,
                phase: row.get(2)?,
                progress: row.get(3)?,
                messages: row.get(4)?,
                contacts: row.get(5)?,
                problem: row.json_opt(6)?,
                requested_at: row.get(7)?,
                updated_at: row.get(8)?,
            })
        })
    }
}
