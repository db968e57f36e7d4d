//! What is in the store of files: noted before the bytes are written there, and until they are gone.

use domain::{Timestamp, WorkspaceId};

use crate::error::Result;
use crate::page::count;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    CLAIM: 3 = "INSERT INTO media_blobs (workspace_id, key, touched_at, is_removing) VALUES ($1, $2, $3, 0 = 1)
        ON CONFLICT (workspace_id, key) DO UPDATE SET touched_at = excluded.touched_at
        WHERE NOT media_blobs.is_removing";
    CONDEMN: 2 = "UPDATE media_blobs SET is_removing = (1 = 1) WHERE touched_at < $1 AND (workspace_id, key) IN (
            SELECT b.workspace_id, b.key FROM media_blobs b
            WHERE b.touched_at < $1
              AND NOT EXISTS (SELECT 1 FROM media m WHERE m.workspace_id = b.workspace_id AND m.storage_key = b.key)
              AND NOT EXISTS (SELECT 1 FROM media m WHERE m.workspace_id = b.workspace_id AND m.thumbnail_key = b.key)
            ORDER BY b.touched_at LIMIT $2)
        RETURNING workspace_id, key";
    REMOVE: 2 = "DELETE FROM media_blobs WHERE workspace_id = $1 AND key = $2 AND is_removing";
}

#[derive(Debug)]
pub struct MediaBlobs<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn media_blobs(&mut self) -> MediaBlobs<'_, 'c> {
        MediaBlobs(self)
    }
}

impl MediaBlobs<'_, '_> {
    /// Says that bytes will be written at `key`, and a file refer to them soon. `false`: what is there is just
    /// being removed; try again in a moment.
    pub fn claim(&mut self, workspace: WorkspaceId, key: &str, now: Timestamp) -> Result<bool> {
        Ok(self.0.execute(&CLAIM, [workspace.into(), key.into(), now.into()])? > 0)
    }

    /// Chooses what was last claimed before `before` and no file refers to: from now on none can, until the bytes
    /// are gone and [`MediaBlobs::remove`] says so.
    pub fn condemn_unused(&mut self, before: Timestamp, limit: usize) -> Result<Vec<(WorkspaceId, String)>> {
        self.0.all(&CONDEMN, [before.into(), count(limit).into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The bytes are gone.
    pub fn remove(&mut self, workspace: WorkspaceId, key: &str) -> Result<()> {
        self.0.execute(&REMOVE, [workspace.into(), key.into()])?;
        Ok(())
    }
}
