//! Business accounts, as far as the provider has told about them.

use domain::account::{HeardAt, Waba};
use domain::{Timestamp, WabaId, WorkspaceId};

use crate::cell::Row;
use crate::error::Result;
use crate::sql::statements;
use crate::templates::json;
use crate::tx::Tx;

statements! {
    ADD: 5 = "INSERT INTO wabas (workspace_id, waba_id, waba, heard_at, requested_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (workspace_id, waba_id) DO NOTHING";
    UPDATE: 5 = "UPDATE wabas SET waba = $3, heard_at = $4, requested_at = $5
        WHERE workspace_id = $1 AND waba_id = $2";
    OWE: 3 = "UPDATE wabas SET owed_at = $3 WHERE workspace_id = $1 AND waba_id = $2 AND owed_at IS NULL";
    BEGIN: 2 = "UPDATE wabas SET owed_at = NULL WHERE workspace_id = $1 AND waba_id = $2";
    LOOKUP: 2 = "SELECT waba, heard_at FROM wabas WHERE workspace_id = $1 AND waba_id = $2";
    LOOKUP_TO_CHANGE: 2 = "SELECT waba, heard_at FROM wabas WHERE workspace_id = $1 AND waba_id = $2"
        + " FOR UPDATE";
    LIST: 1 = "SELECT waba, heard_at FROM wabas WHERE workspace_id = $1 ORDER BY waba_id";
    DUE: 1 = "SELECT DISTINCT n.workspace_id, n.waba_id FROM phone_numbers n
        WHERE NOT EXISTS (SELECT 1 FROM wabas w
            WHERE w.workspace_id = n.workspace_id AND w.waba_id = n.waba_id AND w.requested_at > $1)";
}

#[derive(Debug)]
pub struct Wabas<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn wabas(&mut self) -> Wabas<'_, 'c> {
        Wabas(self)
    }
}

impl Wabas<'_, '_> {
    /// Stores a new account. False when the workspace has it already.
    pub fn add(&mut self, workspace: WorkspaceId, waba: &Waba) -> Result<bool> {
        let heard = json(&HeardAt::default())?;
        let values =
            [workspace.into(), (&waba.id).into(), json(waba)?.into(), heard.into(), waba.requested_at.into()];
        Ok(self.0.execute(&ADD, values)? > 0)
    }

    pub fn update(&mut self, workspace: WorkspaceId, waba: &Waba, heard: &HeardAt) -> Result<()> {
        let values = [
            workspace.into(),
            (&waba.id).into(),
            json(waba)?.into(),
            json(heard)?.into(),
            waba.requested_at.into(),
        ];
        self.0.execute(&UPDATE, values)?;
        Ok(())
    }

    /// Notes that reading the account is owed. False when it is owed already.
    pub fn owe_refresh(&mut self, workspace: WorkspaceId, waba: &WabaId, now: Timestamp) -> Result<bool> {
        Ok(self.0.execute(&OWE, [workspace.into(), waba.into(), now.into()])? > 0)
    }

    /// Notes that reading has begun: what happens from now on is a reason to read again.
    pub fn begin_refresh(&mut self, workspace: WorkspaceId, waba: &WabaId) -> Result<()> {
        self.0.execute(&BEGIN, [workspace.into(), waba.into()])?;
        Ok(())
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, waba: &WabaId) -> Result<Option<Waba>> {
        self.0.optional(&LOOKUP, [workspace.into(), waba.into()], |row| row.json(0))
    }

    /// The account with the times of the last news, held until the end of the transaction.
    pub fn lookup_to_change(
        &mut self,
        workspace: WorkspaceId,
        waba: &WabaId,
    ) -> Result<Option<(Waba, HeardAt)>> {
        self.0.optional(&LOOKUP_TO_CHANGE, [workspace.into(), waba.into()], read)
    }

    /// By their ids.
    pub fn list(&mut self, workspace: WorkspaceId) -> Result<Vec<Waba>> {
        self.0.all(&LIST, [workspace.into()], |row| row.json(0))
    }

    /// Accounts in any workspace that were not asked for after `since`.
    pub fn due(&mut self, since: Timestamp) -> Result<Vec<(WorkspaceId, WabaId)>> {
        self.0.all(&DUE, [since.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

fn read(row: &Row<'_>) -> Result<(Waba, HeardAt)> {
    Ok((row.json(0)?, row.json(1)?))
}
