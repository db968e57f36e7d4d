//! Statuses and reactions that came before the message they are about, and wait for it.

use domain::{Timestamp, Wamid, WorkspaceId};

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 5 = "INSERT INTO early_news (workspace_id, wamid, kind, at, payload) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (workspace_id, wamid, kind, at) DO NOTHING";
    TAKE: 2 = "DELETE FROM early_news WHERE workspace_id = $1 AND wamid = $2 RETURNING payload, at";
    ARE_THERE_ANY: 0 = "SELECT EXISTS (SELECT 1 FROM early_news)";
    REMOVE_BEFORE: 1 = "DELETE FROM early_news WHERE at < $1";
}

#[derive(Debug)]
pub struct EarlyNews<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn early_news(&mut self) -> EarlyNews<'_, 'c> {
        EarlyNews(self)
    }
}

impl EarlyNews<'_, '_> {
    /// Keeps news for a message that is not there yet. `kind` tells news of one instant apart.
    pub fn add(
        &mut self,
        workspace: WorkspaceId,
        wamid: &Wamid,
        kind: &str,
        at: Timestamp,
        payload: &str,
    ) -> Result<()> {
        self.0.is_without_early_news = None;
        self.0.execute(&ADD, [workspace.into(), wamid.into(), kind.into(), at.into(), payload.into()])?;
        Ok(())
    }

    /// What waited for the message, the oldest first. It waits no more.
    pub fn take(&mut self, workspace: WorkspaceId, wamid: &Wamid) -> Result<Vec<String>> {
        if self.is_empty()? {
            return Ok(Vec::new());
        }
        let mut news = self.0.all(&TAKE, [workspace.into(), wamid.into()], |row| {
            Ok((row.get::<Timestamp>(1)?, row.get::<String>(0)?))
        })?;
        news.sort();
        Ok(news.into_iter().map(|(_, payload)| payload).collect())
    }

    /// Nearly always true: a transaction that applies many messages asks once.
    fn is_empty(&mut self) -> Result<bool> {
        if let Some(known) = self.0.is_without_early_news {
            return Ok(known);
        }
        let are_there: bool = self.0.one(&ARE_THERE_ANY, [], |row| row.get(0))?;
        self.0.is_without_early_news = Some(!are_there);
        Ok(!are_there)
    }

    /// Gives up on messages that never came; how much was waiting for them.
    pub fn remove_before(&mut self, at: Timestamp) -> Result<u64> {
        self.0.execute(&REMOVE_BEFORE, [at.into()])
    }
}
