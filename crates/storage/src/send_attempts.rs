//! Attempts to get an outbound message out, one row a try.

use domain::message::MessageError;
use domain::{MessageId, Timestamp, Wamid, WorkspaceId};

use crate::error::{Error, Result};
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 4 = "INSERT INTO send_attempts (workspace_id, message_id, attempt, started_at) VALUES ($1, $2, $3, $4)";
    FINISH: 7 = "UPDATE send_attempts SET finished_at = $4, outcome = $5, wamid = $6, error = $7
        WHERE workspace_id = $1 AND message_id = $2 AND attempt = $3";
    FIND_BY_WAMID: 2 = "SELECT message_id, attempt FROM send_attempts WHERE workspace_id = $1 AND wamid = $2";
}

#[derive(Debug)]
pub struct SendAttempts<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn send_attempts(&mut self) -> SendAttempts<'_, 'c> {
        SendAttempts(self)
    }
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy)]
pub struct Outcome<'a> {
    /// `accepted`, `failed`, `retry` or `unknown`.
    pub word: &'static str,
    pub wamid: Option<&'a Wamid>,
    pub error: Option<&'a MessageError>,
}

impl SendAttempts<'_, '_> {
    pub fn add(
        &mut self,
        workspace: WorkspaceId,
        message: MessageId,
        attempt: i64,
        now: Timestamp,
    ) -> Result<()> {
        self.0.execute(&ADD, [workspace.into(), message.into(), attempt.into(), now.into()])?;
        Ok(())
    }

    pub fn finish(
        &mut self,
        workspace: WorkspaceId,
        message: MessageId,
        attempt: i64,
        now: Timestamp,
        outcome: Outcome<'_>,
    ) -> Result<()> {
        let error = outcome
            .error
            .map(serde_json::to_string)
            .transpose()
            .map_err(|e| Error::Unreadable { column: 0, reason: e.to_string() })?;
        let values = [
            workspace.into(),
            message.into(),
            attempt.into(),
            now.into(),
            outcome.word.into(),
            outcome.wamid.into(),
            error.into(),
        ];
        self.0.execute(&FINISH, values)?;
        Ok(())
    }

    /// Which message, and which attempt of it, Meta knows by `wamid`.
    pub fn find_by_wamid(
        &mut self,
        workspace: WorkspaceId,
        wamid: &Wamid,
    ) -> Result<Option<(MessageId, i64)>> {
        self.0
            .optional(&FIND_BY_WAMID, [workspace.into(), wamid.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}
