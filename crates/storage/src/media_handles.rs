//! Samples of templates at the provider.

use domain::{MediaId, MetaAppId, Timestamp, WorkspaceId};

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    LOOKUP: 4 = "SELECT handle FROM media_handles
        WHERE workspace_id = $1 AND media_id = $2 AND meta_app_id = $3 AND expires_at > $4";
    ADD: 5 = "INSERT INTO media_handles (workspace_id, media_id, meta_app_id, handle, expires_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (workspace_id, media_id, meta_app_id)
        DO UPDATE SET handle = excluded.handle, expires_at = excluded.expires_at";
    REMOVE: 3 = "DELETE FROM media_handles WHERE workspace_id = $1 AND media_id = $2 AND meta_app_id = $3";
    REMOVE_BEFORE: 1 = "DELETE FROM media_handles WHERE expires_at < $1";
}

#[derive(Debug)]
pub struct MediaHandles<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn media_handles(&mut self) -> MediaHandles<'_, 'c> {
        MediaHandles(self)
    }
}

impl MediaHandles<'_, '_> {
    /// What the provider calls the file when this app hands it over as a sample, if that is still good.
    pub fn lookup(
        &mut self,
        workspace: WorkspaceId,
        media: MediaId,
        app: &MetaAppId,
        now: Timestamp,
    ) -> Result<Option<String>> {
        self.0.optional(&LOOKUP, [workspace.into(), media.into(), app.into(), now.into()], |row| row.get(0))
    }

    /// Notes what the provider calls the file, and until when.
    pub fn add(
        &mut self,
        workspace: WorkspaceId,
        media: MediaId,
        app: &MetaAppId,
        handle: &str,
        expires_at: Timestamp,
    ) -> Result<()> {
        let values = [workspace.into(), media.into(), app.into(), handle.into(), expires_at.into()];
        self.0.execute(&ADD, values)?;
        Ok(())
    }

    /// The provider does not take the handle any more.
    pub fn remove(&mut self, workspace: WorkspaceId, media: MediaId, app: &MetaAppId) -> Result<()> {
        self.0.execute(&REMOVE, [workspace.into(), media.into(), app.into()])?;
        Ok(())
    }

    /// Forgets handles that were good until before `at`; how many.
    pub fn remove_before(&mut self, at: Timestamp) -> Result<u64> {
        self.0.execute(&REMOVE_BEFORE, [at.into()])
    }
}
