//! Making one contact of two, and one conversation of two.

use domain::conversation::Conversation;
use domain::{ContactId, ConversationId, PhoneNumberId, Wamid, WorkspaceId};

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    CONVERSATIONS_OF: 2 = "SELECT id, phone_number_id FROM conversations
        WHERE workspace_id = $1 AND contact_id = $2 ORDER BY created_at, id";
    MOVE_IDENTIFIERS: 3 = "UPDATE contact_identifiers SET contact_id = $3 WHERE workspace_id = $1 AND contact_id = $2";
    MOVE_CONVERSATION: 3 = "UPDATE conversations SET contact_id = $3 WHERE workspace_id = $1 AND id = $2";
    MOVE_MESSAGES: 3 = "UPDATE messages SET conversation_id = $3 WHERE workspace_id = $1 AND conversation_id = $2";
    MOVE_WRITTEN: 3 = "UPDATE messages SET sent_by_id = $3 WHERE workspace_id = $1 AND sent_by_id = $2";
    MOVE_RECEIVED: 3 = "UPDATE message_recipients SET contact_id = $3 WHERE workspace_id = $1 AND contact_id = $2
        AND NOT EXISTS (SELECT 1 FROM message_recipients o WHERE o.workspace_id = $1 AND o.contact_id = $3
            AND o.message_id = message_recipients.message_id)";
    REMOVE_RECEIVED: 2 = "DELETE FROM message_recipients WHERE workspace_id = $1 AND contact_id = $2";
    MOVE_SEATS: 3 = "UPDATE group_participants SET contact_id = $3 WHERE workspace_id = $1 AND contact_id = $2
        AND NOT EXISTS (SELECT 1 FROM group_participants o WHERE o.workspace_id = $1 AND o.contact_id = $3
            AND o.group_contact_id = group_participants.group_contact_id)";
    REMOVE_SEATS: 2 = "DELETE FROM group_participants WHERE workspace_id = $1 AND contact_id = $2";
    MOVE_JOIN_REQUESTS: 3 =
        "UPDATE group_join_requests SET contact_id = $3 WHERE workspace_id = $1 AND contact_id = $2";
    REMOVE_CONTACT: 2 = "DELETE FROM contacts WHERE workspace_id = $1 AND id = $2";
    SAVE_CONVERSATION: 9 = "UPDATE conversations SET state = $3, unread_count = $4, last_message_id = $5,
            window_expires_at = $6, last_activity_at = $7, created_at = $8, last_inbound_wamid = $9
        WHERE workspace_id = $1 AND id = $2";
    REMOVE_CONVERSATION: 2 = "DELETE FROM conversations WHERE workspace_id = $1 AND id = $2";
}

#[derive(Debug)]
pub struct Merges<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn merges(&mut self) -> Merges<'_, 'c> {
        Merges(self)
    }
}

impl Merges<'_, '_> {
    /// All conversations of a contact, with their numbers.
    pub fn conversations_of(
        &mut self,
        workspace: WorkspaceId,
        contact: ContactId,
    ) -> Result<Vec<(ConversationId, PhoneNumberId)>> {
        self.0
            .all(&CONVERSATIONS_OF, [workspace.into(), contact.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Gives a conversation to another contact, which has none with that number.
    pub fn give_conversation(
        &mut self,
        workspace: WorkspaceId,
        id: ConversationId,
        to: ContactId,
    ) -> Result<()> {
        self.0.execute(&MOVE_CONVERSATION, [workspace.into(), id.into(), to.into()])?;
        Ok(())
    }

    /// Moves the messages of `from` into `into`, stores how that stands now, and removes `from`.
    pub fn merge_conversations(
        &mut self,
        workspace: WorkspaceId,
        from: ConversationId,
        into: &Conversation,
        last_inbound: Option<&Wamid>,
    ) -> Result<()> {
        self.0.execute(&MOVE_MESSAGES, [workspace.into(), from.into(), into.id.into()])?;
        let values = [
            workspace.into(),
            into.id.into(),
            into.state.as_str().into(),
            into.unread_count.into(),
            into.last_message.as_ref().map(|m| m.id).into(),
            into.window_expires_at.into(),
            into.last_activity_at.into(),
            into.created_at.into(),
            last_inbound.into(),
        ];
        self.0.execute(&SAVE_CONVERSATION, values)?;
        self.0.execute(&REMOVE_CONVERSATION, [workspace.into(), from.into()])?;
        Ok(())
    }

    /// Gives all that is `from`'s but its conversations to `into`, and removes `from`.
    pub fn merge_contacts(&mut self, workspace: WorkspaceId, from: ContactId, into: ContactId) -> Result<()> {
        for moved in [&MOVE_IDENTIFIERS, &MOVE_WRITTEN, &MOVE_RECEIVED, &MOVE_SEATS, &MOVE_JOIN_REQUESTS] {
            self.0.execute(moved, [workspace.into(), from.into(), into.into()])?;
        }
        for removed in [&REMOVE_RECEIVED, &REMOVE_SEATS, &REMOVE_CONTACT] {
            self.0.execute(removed, [workspace.into(), from.into()])?;
        }
        Ok(())
    }
}
