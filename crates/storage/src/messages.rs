//! Messages.

use domain::message::{
    Author, Content, Direction, Message, MessageError, MessageStatus, Reaction, ReplyTo, StatusTimes,
};
use domain::report::{SentBy, Source};
use domain::{ContactId, ConversationId, MessageId, Timestamp, UserId, Wamid, WorkspaceId};

use crate::cell::Row;
use crate::error::{Error, Result};
use crate::page::{Cursor, count};
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 22 = "INSERT INTO messages (workspace_id, id, conversation_id, direction, kind, content, preview, at,
            status, attempt, author_id, author_name, reply_to_wamid, reply_to_id, reactions, wamid, client_ref,
            origin, sent_by_id, sent_by_name, source, recipients)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            $22)
        ON CONFLICT (workspace_id, wamid) WHERE wamid IS NOT NULL DO NOTHING";
    LOOKUP: 2 = "SELECT id, conversation_id, direction, content, at, status, accepted_at, sent_at,
            delivered_at, read_at, failed_at, error, attempt, author_id, author_name, reply_to_wamid,
            reply_to_id, reactions, wamid, client_ref, origin, edited_at, deleted_at,
            sent_by_id, sent_by_name, source, billing, recipients, reports, played_at
        FROM messages WHERE workspace_id = $1 AND id = $2";
    // Read to be changed: on PostgreSQL nobody else may change it in between; SQLite has one writer anyway.
    LOOKUP_TO_CHANGE: 2 = "SELECT id, conversation_id, direction, content, at, status, accepted_at, sent_at,
            delivered_at, read_at, failed_at, error, attempt, author_id, author_name, reply_to_wamid,
            reply_to_id, reactions, wamid, client_ref, origin, edited_at, deleted_at,
            sent_by_id, sent_by_name, source, billing, recipients, reports, played_at
        FROM messages WHERE workspace_id = $1 AND id = $2" + " FOR UPDATE";
    FIND_BY_WAMID_TO_CHANGE: 2 = "SELECT id, conversation_id, direction, content, at, status, accepted_at, sent_at,
            delivered_at, read_at, failed_at, error, attempt, author_id, author_name, reply_to_wamid,
            reply_to_id, reactions, wamid, client_ref, origin, edited_at, deleted_at,
            sent_by_id, sent_by_name, source, billing, recipients, reports, played_at
        FROM messages WHERE workspace_id = $1 AND wamid = $2" + " FOR UPDATE";
    ID_BY_WAMID: 2 = "SELECT id FROM messages WHERE workspace_id = $1 AND wamid = $2";
    BEFORE: 5 = "SELECT id, conversation_id, direction, content, at, status, accepted_at, sent_at,
            delivered_at, read_at, failed_at, error, attempt, author_id, author_name, reply_to_wamid,
            reply_to_id, reactions, wamid, client_ref, origin, edited_at, deleted_at,
            sent_by_id, sent_by_name, source, billing, recipients, reports, played_at
        FROM messages WHERE workspace_id = $1 AND conversation_id = $2 AND (at, id) < ($3, $4)
        ORDER BY at DESC, id DESC LIMIT $5";
    AFTER: 5 = "SELECT id, conversation_id, direction, content, at, status, accepted_at, sent_at,
            delivered_at, read_at, failed_at, error, attempt, author_id, author_name, reply_to_wamid,
            reply_to_id, reactions, wamid, client_ref, origin, edited_at, deleted_at,
            sent_by_id, sent_by_name, source, billing, recipients, reports, played_at
        FROM messages WHERE workspace_id = $1 AND conversation_id = $2 AND (at, id) > ($3, $4)
        ORDER BY at, id LIMIT $5";
    UPDATE_PROGRESS: 14 = "UPDATE messages SET status = $3, accepted_at = $4, sent_at = $5, delivered_at = $6,
            read_at = $7, failed_at = $8, error = $9, attempt = $10, wamid = $11,
            played_at = $12, billing = $13, recipients = $14
        WHERE workspace_id = $1 AND id = $2";
    UPDATE_CONTENT: 7 = "UPDATE messages SET kind = $3, content = $4, preview = $5, edited_at = $6, deleted_at = $7
        WHERE workspace_id = $1 AND id = $2";
    UPDATE_REPORTS: 3 = "UPDATE messages SET reports = $3 WHERE workspace_id = $1 AND id = $2";
    UPDATE_REACTIONS: 3 = "UPDATE messages SET reactions = $3 WHERE workspace_id = $1 AND id = $2";
}

#[derive(Debug)]
pub struct Messages<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn messages(&mut self) -> Messages<'_, 'c> {
        Messages(self)
    }
}

/// A stretch of a thread, the oldest message first.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    pub messages: Vec<Message>,
    /// Whether there are messages before the first.
    pub has_older: bool,
    /// Whether there are messages after the last.
    pub has_newer: bool,
}

impl Messages<'_, '_> {
    /// # Errors
    /// Also when the workspace has a message with that wamid.
    pub fn add(&mut self, workspace: WorkspaceId, message: &Message) -> Result<()> {
        if self.add_if_new(workspace, message)? {
            return Ok(());
        }
        Err(Error::Unreadable { column: 0, reason: "there is a message with this wamid".to_owned() })
    }

    /// Stores a message. False when the workspace has one with its wamid.
    pub fn add_if_new(&mut self, workspace: WorkspaceId, message: &Message) -> Result<bool> {
        let values = [
            workspace.into(),
            message.id.into(),
            message.conversation_id.into(),
            message.direction.as_str().into(),
            message.content.kind().into(),
            json(&message.content)?.into(),
            message.content.preview().into(),
            message.at.into(),
            message.status.map(MessageStatus::as_str).into(),
            message.attempt.into(),
            message.author.as_ref().map(|a| a.user_id).into(),
            message.author.as_ref().map(|a| a.name.as_str()).into(),
            message.reply_to.as_ref().map(|r| &r.wamid).into(),
            message.reply_to.as_ref().and_then(|r| r.message_id).into(),
            reactions_json(&message.reactions)?.into(),
            message.wamid.as_ref().into(),
            message.client_ref.as_deref().into(),
            message.origin.as_ref().map(json).transpose()?.into(),
            message.sent_by.as_ref().map(|s| s.contact_id).into(),
            message.sent_by.as_ref().map(|s| s.name.as_str()).into(),
            message.source.map(Source::as_str).into(),
            message.recipients.as_ref().map(json).transpose()?.into(),
        ];
        Ok(self.0.execute(&ADD, values)? > 0)
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, id: MessageId) -> Result<Option<Message>> {
        self.0.optional(&LOOKUP, [workspace.into(), id.into()], read)
    }

    /// The message, held until the end of the transaction: for changes that depend on how it stands.
    pub fn lookup_to_change(&mut self, workspace: WorkspaceId, id: MessageId) -> Result<Option<Message>> {
        self.0.optional(&LOOKUP_TO_CHANGE, [workspace.into(), id.into()], read)
    }

    /// The same by its wamid.
    pub fn find_by_wamid_to_change(
        &mut self,
        workspace: WorkspaceId,
        wamid: &Wamid,
    ) -> Result<Option<Message>> {
        self.0.optional(&FIND_BY_WAMID_TO_CHANGE, [workspace.into(), wamid.into()], read)
    }

    pub fn id_by_wamid(&mut self, workspace: WorkspaceId, wamid: &Wamid) -> Result<Option<MessageId>> {
        self.0.optional(&ID_BY_WAMID, [workspace.into(), wamid.into()], |row| row.get(0))
    }

    /// The `limit` messages before a place, or the newest.
    pub fn list_before(
        &mut self,
        workspace: WorkspaceId,
        conversation: ConversationId,
        before: Option<Cursor>,
        limit: usize,
    ) -> Result<Stretch> {
        let from = before.unwrap_or(Cursor::END);
        let values =
            [workspace.into(), conversation.into(), from.at.into(), from.id.into(), count(limit + 1).into()];
        let mut messages = self.0.all(&BEFORE, values, read)?;
        let has_older = messages.len() > limit;
        messages.truncate(limit);
        messages.reverse();
        Ok(Stretch { messages, has_older, has_newer: before.is_some() })
    }

    /// The `limit` messages after a place.
    pub fn list_after(
        &mut self,
        workspace: WorkspaceId,
        conversation: ConversationId,
        after: Cursor,
        limit: usize,
    ) -> Result<Stretch> {
        let values = [
            workspace.into(),
            conversation.into(),
            after.at.into(),
            after.id.into(),
            count(limit + 1).into(),
        ];
        let mut messages = self.0.all(&AFTER, values, read)?;
        let has_newer = messages.len() > limit;
        messages.truncate(limit);
        Ok(Stretch { messages, has_older: true, has_newer })
    }

    /// Stores how far a message has come: status, times, error, attempt, wamid, price and how many it reached.
    pub fn update_progress(&mut self, workspace: WorkspaceId, message: &Message) -> Result<()> {
        let times = message.status_times;
        let values = [
            workspace.into(),
            message.id.into(),
            message.status.map(MessageStatus::as_str).into(),
            times.accepted_at.into(),
            times.sent_at.into(),
            times.delivered_at.into(),
            times.read_at.into(),
            times.failed_at.into(),
            message.error.as_ref().map(json).transpose()?.into(),
            message.attempt.into(),
            message.wamid.as_ref().into(),
            times.played_at.into(),
            message.billing.as_ref().map(json).transpose()?.into(),
            message.recipients.as_ref().map(json).transpose()?.into(),
        ];
        self.0.execute(&UPDATE_PROGRESS, values)?;
        Ok(())
    }

    /// Stores what the contact changed it to, or that it was deleted.
    pub fn update_content(&mut self, workspace: WorkspaceId, message: &Message) -> Result<()> {
        let values = [
            workspace.into(),
            message.id.into(),
            message.content.kind().into(),
            json(&message.content)?.into(),
            message.content.preview().into(),
            message.edited_at.into(),
            message.deleted_at.into(),
        ];
        self.0.execute(&UPDATE_CONTENT, values)?;
        Ok(())
    }

    /// Stores news of payments and of kinds that are not known.
    pub fn update_reports(&mut self, workspace: WorkspaceId, message: &Message) -> Result<()> {
        let reports = json(&message.reports)?;
        self.0.execute(&UPDATE_REPORTS, [workspace.into(), message.id.into(), reports.into()])?;
        Ok(())
    }

    pub fn update_reactions(&mut self, workspace: WorkspaceId, message: &Message) -> Result<()> {
        let reactions = reactions_json(&message.reactions)?;
        self.0.execute(&UPDATE_REACTIONS, [workspace.into(), message.id.into(), reactions.into()])?;
        Ok(())
    }
}

/// The place of a message in its thread.
pub fn place(message: &Message) -> Cursor {
    Cursor { at: message.at, id: message.id.0 }
}

fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Unreadable { column: 0, reason: e.to_string() })
}

fn reactions_json(reactions: &[Reaction]) -> Result<Option<String>> {
    if reactions.is_empty() { Ok(None) } else { json(&reactions).map(Some) }
}

fn read(row: &Row<'_>) -> Result<Message> {
    let status: Option<String> = row.get(5)?;
    let author: Option<UserId> = row.get(13)?;
    let reply_to: Option<Wamid> = row.get(15)?;
    let sent_by: Option<ContactId> = row.get(23)?;
    let source: Option<String> = row.get(25)?;
    Ok(Message {
        id: row.get(0)?,
        conversation_id: row.get(1)?,
        direction: row.word(2, Direction::parse)?,
        content: row.json::<Content>(3)?,
        at: row.get(4)?,
        status: status.as_deref().and_then(MessageStatus::parse),
        status_times: read_times(row)?,
        error: row.json_opt::<MessageError>(11)?,
        attempt: row.get(12)?,
        author: match author {
            Some(user_id) => {
                Some(Author { user_id, name: row.get::<Option<String>>(14)?.unwrap_or_default() })
            }
            None => None,
        },
        reply_to: match reply_to {
            Some(wamid) => Some(ReplyTo { wamid, message_id: row.get(16)? }),
            None => None,
        },
        reactions: row.json_opt::<Vec<Reaction>>(17)?.unwrap_or_default(),
        wamid: row.get(18)?,
        client_ref: row.get(19)?,
        origin: row.json_opt(20)?,
        edited_at: row.get(21)?,
        deleted_at: row.get(22)?,
        sent_by: match sent_by {
            Some(contact_id) => {
                Some(SentBy { contact_id, name: row.get::<Option<String>>(24)?.unwrap_or_default() })
            }
            None => None,
        },
        source: source.as_deref().and_then(Source::parse),
        billing: row.json_opt(26)?,
        recipients: row.json_opt(27)?,
        reports: row.json_opt(28)?.unwrap_or_default(),
    })
}

fn read_times(row: &Row<'_>) -> Result<StatusTimes> {
    let at = |column| row.get::<Option<Timestamp>>(column);
    Ok(StatusTimes {
        accepted_at: at(6)?,
        sent_at: at(7)?,
        delivered_at: at(8)?,
        read_at: at(9)?,
        failed_at: at(10)?,
        played_at: at(29)?,
    })
}
