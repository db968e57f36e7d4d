//! Key pairs of numbers, for what Flows ask.

use domain::message::MessageError;
use domain::{FlowKeyId, PhoneNumberId, Secret, Timestamp, WabaId, WorkspaceId};

use crate::cell::Row;
use crate::error::Result;
use crate::sql::statements;
use crate::templates::json_opt;
use crate::tx::Tx;

statements! {
    ADD: 6 = "INSERT INTO flow_keys (workspace_id, id, phone_number_id, private_key, public_key, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    RETIRE: 3 = "UPDATE flow_keys SET retired_at = $3
        WHERE workspace_id = $1 AND phone_number_id = $2 AND retired_at IS NULL";
    UPDATE_UPLOAD: 4 = "UPDATE flow_keys SET uploaded_at = $3, problem = $4 WHERE workspace_id = $1 AND id = $2";
    REMOVE_RETIRED: 3 = "DELETE FROM flow_keys
        WHERE workspace_id = $1 AND phone_number_id = $2 AND retired_at < $3";
    OF_NUMBER: 2 = "SELECT id, phone_number_id, private_key, public_key, created_at, uploaded_at, problem,
            retired_at
        FROM flow_keys WHERE workspace_id = $1 AND phone_number_id = $2 ORDER BY created_at DESC, id DESC";
    // Those in use first; a retired one that was kept for `since` is of no use any more.
    THAT_OPEN: 3 = "SELECT k.id, k.phone_number_id, k.private_key, k.public_key, k.created_at, k.uploaded_at,
            k.problem, k.retired_at
        FROM flow_keys k JOIN phone_numbers n ON n.workspace_id = k.workspace_id AND n.id = k.phone_number_id
        WHERE k.workspace_id = $1 AND n.waba_id = $2 AND (k.retired_at IS NULL OR k.retired_at > $3)
        ORDER BY CASE WHEN k.retired_at IS NULL THEN 0 ELSE 1 END, k.created_at DESC, k.id DESC LIMIT 64";
}

#[derive(Debug)]
pub struct FlowKeys<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn flow_keys(&mut self) -> FlowKeys<'_, 'c> {
        FlowKeys(self)
    }
}

/// A key pair as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredKey {
    pub id: FlowKeyId,
    pub phone_number_id: PhoneNumberId,
    pub private_key: Secret,
    pub public_key: String,
    pub created_at: Timestamp,
    pub uploaded_at: Option<Timestamp>,
    pub problem: Option<MessageError>,
    pub retired_at: Option<Timestamp>,
}

impl FlowKeys<'_, '_> {
    /// Stores a new pair, which is in use from now on: the one before it must have been retired.
    pub fn add(&mut self, workspace: WorkspaceId, key: &StoredKey) -> Result<()> {
        let values = [
            workspace.into(),
            key.id.into(),
            key.phone_number_id.into(),
            key.private_key.expose().into(),
            (&key.public_key).into(),
            key.created_at.into(),
        ];
        self.0.execute(&ADD, values)?;
        Ok(())
    }

    /// Takes the pair in use out of use.
    pub fn update_retired(
        &mut self,
        workspace: WorkspaceId,
        number: PhoneNumberId,
        at: Timestamp,
    ) -> Result<()> {
        self.0.execute(&RETIRE, [workspace.into(), number.into(), at.into()])?;
        Ok(())
    }

    /// Notes whether the provider took it.
    pub fn update_upload(
        &mut self,
        workspace: WorkspaceId,
        id: FlowKeyId,
        uploaded_at: Option<Timestamp>,
        problem: Option<&MessageError>,
    ) -> Result<()> {
        let values = [workspace.into(), id.into(), uploaded_at.into(), json_opt(problem)?.into()];
        self.0.execute(&UPDATE_UPLOAD, values)?;
        Ok(())
    }

    /// Forgets the pairs of a number that were taken out of use before.
    pub fn remove_retired(
        &mut self,
        workspace: WorkspaceId,
        number: PhoneNumberId,
        before: Timestamp,
    ) -> Result<()> {
        self.0.execute(&REMOVE_RETIRED, [workspace.into(), number.into(), before.into()])?;
        Ok(())
    }

    /// All of a number, the latest first.
    pub fn of_number(&mut self, workspace: WorkspaceId, number: PhoneNumberId) -> Result<Vec<StoredKey>> {
        self.0.all(&OF_NUMBER, [workspace.into(), number.into()], read)
    }

    /// Those of an account's numbers that may open a request: not retired before `since`.
    pub fn that_open(
        &mut self,
        workspace: WorkspaceId,
        waba: &WabaId,
        since: Timestamp,
    ) -> Result<Vec<StoredKey>> {
        self.0.all(&THAT_OPEN, [workspace.into(), waba.into(), since.into()], read)
    }
}

fn read(row: &Row<'_>) -> Result<StoredKey> {
    Ok(StoredKey {
        id: row.get(0)?,
        phone_number_id: row.get(1)?,
        private_key: row.get(2)?,
        public_key: row.get(3)?,
        created_at: row.get(4)?,
        uploaded_at: row.get(5)?,
        problem: row.json_opt(6)?,
        retired_at: row.get(7)?,
    })
}
