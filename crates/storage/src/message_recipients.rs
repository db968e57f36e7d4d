//! How far messages to groups have come with each of the group.

use domain::message::MessageStatus;
use domain::{ContactId, MessageId, Timestamp, WorkspaceId};

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    SAVE: 5 = "INSERT INTO message_recipients (workspace_id, message_id, contact_id, status, at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (workspace_id, message_id, contact_id) DO UPDATE SET status = $4, at = $5";
    LIST: 2 = "SELECT contact_id, status FROM message_recipients WHERE workspace_id = $1 AND message_id = $2";
}

#[derive(Debug)]
pub struct MessageRecipients<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn message_recipients(&mut self) -> MessageRecipients<'_, 'c> {
        MessageRecipients(self)
    }
}

impl MessageRecipients<'_, '_> {
    /// Stores how far `message` has come with `contact`.
    pub fn save(
        &mut self,
        workspace: WorkspaceId,
        message: MessageId,
        contact: ContactId,
        status: MessageStatus,
        at: Timestamp,
    ) -> Result<()> {
        let values = [workspace.into(), message.into(), contact.into(), status.as_str().into(), at.into()];
        self.0.execute(&SAVE, values)?;
        Ok(())
    }

    pub fn list(
        &mut self,
        workspace: WorkspaceId,
        message: MessageId,
    ) -> Result<Vec<(ContactId, MessageStatus)>> {
        self.0.all(&LIST, [workspace.into(), message.into()], |row| {
            Ok((row.get(0)?, row.word(1, MessageStatus::parse)?))
        })
    }
}
