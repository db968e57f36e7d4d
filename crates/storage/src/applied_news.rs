//! News without an id of its own that has been applied: applied again, it has no second effect.

use domain::{Timestamp, WorkspaceId};

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 3 = "INSERT INTO applied_news (workspace_id, fingerprint, applied_at) VALUES ($1, $2, $3)
        ON CONFLICT (workspace_id, fingerprint) DO NOTHING";
}

#[derive(Debug)]
pub struct AppliedNews<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn applied_news(&mut self) -> AppliedNews<'_, 'c> {
        AppliedNews(self)
    }
}

impl AppliedNews<'_, '_> {
    /// Notes that news is applied now. False when it has been before.
    pub fn add(&mut self, workspace: WorkspaceId, fingerprint: &[u8], now: Timestamp) -> Result<bool> {
        Ok(self.0.execute(&ADD, [workspace.into(), fingerprint.into(), now.into()])? > 0)
    }
}
