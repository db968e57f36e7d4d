//! Keys that make repeating a send harmless.

use domain::{MessageId, Timestamp, WorkspaceId};

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 5 = "INSERT INTO idempotency_keys (workspace_id, key, request_hash, message_id, created_at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (workspace_id, key) DO NOTHING";
    LOOKUP: 2 = "SELECT request_hash, message_id FROM idempotency_keys WHERE workspace_id = $1 AND key = $2";
    REMOVE_BEFORE: 1 = "DELETE FROM idempotency_keys WHERE created_at < $1";
}

#[derive(Debug)]
pub struct IdempotencyKeys<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn idempotency_keys(&mut self) -> IdempotencyKeys<'_, 'c> {
        IdempotencyKeys(self)
    }
}

impl IdempotencyKeys<'_, '_> {
    /// Remembers that `key` made `message`. False when the key is taken.
    pub fn add(
        &mut self,
        workspace: WorkspaceId,
        key: &str,
        request_hash: &[u8],
        message: MessageId,
        now: Timestamp,
    ) -> Result<bool> {
        let values = [workspace.into(), key.into(), request_hash.into(), message.into(), now.into()];
        Ok(self.0.execute(&ADD, values)? > 0)
    }

    /// The hash of the request that used `key` first, and the message it made.
    pub fn lookup(&mut self, workspace: WorkspaceId, key: &str) -> Result<Option<(Vec<u8>, MessageId)>> {
        self.0.optional(&LOOKUP, [workspace.into(), key.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Forgets keys made before `at`; how many.
    pub fn remove_before(&mut self, at: Timestamp) -> Result<u64> {
        self.0.execute(&REMOVE_BEFORE, [at.into()])
    }
}
