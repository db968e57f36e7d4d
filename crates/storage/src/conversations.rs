//! Conversations: the rows of the inbox.

use domain::contact::{ContactKind, ContactSummary};
use domain::conversation::{Conversation, ConversationState, MessagePreview};
use domain::message::{Direction, Message, MessageStatus};
use domain::{ContactId, ConversationId, MessageId, PhoneNumberId, Timestamp, Wamid, WorkspaceId};

use crate::cell::Row;
use crate::contacts::like;
use crate::error::{Error, Result};
use crate::page::{Cursor, Page, count};
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 7 = "INSERT INTO conversations (workspace_id, id, contact_id, phone_number_id, state,
            last_activity_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (workspace_id, contact_id, phone_number_id) DO NOTHING";
    FIND_BY_CONTACT: 3 = "SELECT id FROM conversations
        WHERE workspace_id = $1 AND contact_id = $2 AND phone_number_id = $3";
    LOOKUP: 2 = "SELECT c.id, c.phone_number_id, c.state, c.unread_count, c.window_expires_at,
            c.last_activity_at, c.created_at, k.id, k.name, k.phone, k.username,
            m.id, m.direction, m.kind, m.preview, m.status, m.at, k.kind
        FROM conversations c
        JOIN contacts k ON k.workspace_id = c.workspace_id AND k.id = c.contact_id
        LEFT JOIN messages m ON m.workspace_id = c.workspace_id AND m.id = c.last_message_id
        WHERE c.workspace_id = $1 AND c.id = $2";
    LIST_BY_STATE: 8 = "SELECT c.id, c.phone_number_id, c.state, c.unread_count, c.window_expires_at,
            c.last_activity_at, c.created_at, k.id, k.name, k.phone, k.username,
            m.id, m.direction, m.kind, m.preview, m.status, m.at, k.kind
        FROM conversations c
        JOIN contacts k ON k.workspace_id = c.workspace_id AND k.id = c.contact_id
        LEFT JOIN messages m ON m.workspace_id = c.workspace_id AND m.id = c.last_message_id
        WHERE c.workspace_id = $1 AND c.state = $2 AND (c.last_activity_at, c.id) < ($3, $4)
          AND ($5 = '' OR k.search LIKE $5)
          AND (c.phone_number_id = $6 OR $6 IS NULL) AND (c.contact_id = $7 OR $7 IS NULL)
        ORDER BY c.last_activity_at DESC, c.id DESC LIMIT $8";
    LIST_UNREAD: 8 = "SELECT c.id, c.phone_number_id, c.state, c.unread_count, c.window_expires_at,
            c.last_activity_at, c.created_at, k.id, k.name, k.phone, k.username,
            m.id, m.direction, m.kind, m.preview, m.status, m.at, k.kind
        FROM conversations c
        JOIN contacts k ON k.workspace_id = c.workspace_id AND k.id = c.contact_id
        LEFT JOIN messages m ON m.workspace_id = c.workspace_id AND m.id = c.last_message_id
        WHERE c.workspace_id = $1 AND c.state = $2 AND c.unread_count > 0 AND (c.last_activity_at, c.id) < ($3, $4)
          AND ($5 = '' OR k.search LIKE $5)
          AND (c.phone_number_id = $6 OR $6 IS NULL) AND (c.contact_id = $7 OR $7 IS NULL)
        ORDER BY c.last_activity_at DESC, c.id DESC LIMIT $8";
    COUNTS: 1 = "SELECT state, count(*), CAST(sum(CASE WHEN unread_count > 0 THEN 1 ELSE 0 END) AS BIGINT)
        FROM conversations WHERE workspace_id = $1 GROUP BY state";
    UPDATE_STATE: 3 = "UPDATE conversations SET state = $3 WHERE workspace_id = $1 AND id = $2";
    UPDATE_READ: 2 =
        "UPDATE conversations SET unread_count = 0 WHERE workspace_id = $1 AND id = $2 AND unread_count > 0";
    // The states that `ConversationState::on_inbound` leads to.
    UPDATE_INBOUND: 6 = "UPDATE conversations SET state = CASE WHEN state = 'pending' THEN state ELSE 'open' END,
            unread_count = unread_count + 1, last_inbound_wamid = $6,
            window_expires_at = CASE WHEN window_expires_at > $4 THEN window_expires_at ELSE $4 END,
            last_message_id = CASE WHEN last_message_id IS NULL OR last_activity_at <= $5 THEN $3 ELSE last_message_id END,
            last_activity_at = CASE WHEN last_message_id IS NULL OR last_activity_at <= $5 THEN $5 ELSE last_activity_at END
        WHERE workspace_id = $1 AND id = $2
        RETURNING id, phone_number_id, state, unread_count, window_expires_at, last_activity_at, created_at,
            last_message_id";
    UPDATE_CALLED: 5 = "UPDATE conversations SET state = CASE WHEN state = 'pending' THEN state ELSE 'open' END,
            unread_count = unread_count + 1,
            window_expires_at = CASE WHEN window_expires_at > $4 THEN window_expires_at ELSE $4 END,
            last_message_id = CASE WHEN last_message_id IS NULL OR last_activity_at <= $5 THEN $3 ELSE last_message_id END,
            last_activity_at = CASE WHEN last_message_id IS NULL OR last_activity_at <= $5 THEN $5 ELSE last_activity_at END
        WHERE workspace_id = $1 AND id = $2";
    UPDATE_OUTBOUND: 4 = "UPDATE conversations SET
            last_message_id = CASE WHEN last_message_id IS NULL OR last_activity_at <= $4 THEN $3 ELSE last_message_id END,
            last_activity_at = CASE WHEN last_message_id IS NULL OR last_activity_at <= $4 THEN $4 ELSE last_activity_at END
        WHERE workspace_id = $1 AND id = $2";
    UPDATE_WINDOW: 3 = "UPDATE conversations SET window_expires_at = $3
        WHERE workspace_id = $1 AND id = $2 AND (window_expires_at IS NULL OR window_expires_at < $3)";
    LAST_INBOUND: 2 = "SELECT last_inbound_wamid FROM conversations WHERE workspace_id = $1 AND id = $2";
}

#[derive(Debug)]
pub struct Conversations<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn conversations(&mut self) -> Conversations<'_, 'c> {
        Conversations(self)
    }
}

/// Which conversations to list. The default is all that are open.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Empty: open ones.
    pub states: Vec<ConversationState>,
    pub unread_only: bool,
    pub phone_number: Option<PhoneNumberId>,
    pub contact: Option<ContactId>,
    /// Part of a name, number or username.
    pub search: String,
}

/// How many conversations there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub open: i64,
    /// Open ones with something unread.
    pub unread: i64,
    pub closed: i64,
}

/// What an inbound message changes in its conversation.
#[derive(Debug, Clone)]
pub struct Inbound<'a> {
    pub message: &'a Message,
    /// Whom the conversation is with, where the caller knows.
    pub contact: Option<ContactSummary>,
    pub window_expires_at: Timestamp,
}

impl Conversations<'_, '_> {
    /// Stores a new conversation. False when these two have one already.
    pub fn add(
        &mut self,
        workspace: WorkspaceId,
        id: ConversationId,
        contact: ContactId,
        phone_number: PhoneNumberId,
        now: Timestamp,
    ) -> Result<bool> {
        let values = [
            workspace.into(),
            id.into(),
            contact.into(),
            phone_number.into(),
            ConversationState::Open.as_str().into(),
            now.into(),
            now.into(),
        ];
        Ok(self.0.execute(&ADD, values)? > 0)
    }

    pub fn find_by_contact(
        &mut self,
        workspace: WorkspaceId,
        contact: ContactId,
        phone_number: PhoneNumberId,
    ) -> Result<Option<ConversationId>> {
        self.0.optional(&FIND_BY_CONTACT, [workspace.into(), contact.into(), phone_number.into()], |row| {
            row.get(0)
        })
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, id: ConversationId) -> Result<Option<Conversation>> {
        self.0.optional(&LOOKUP, [workspace.into(), id.into()], read)
    }

    /// The latest activity first. Each state is walked in the order of its index and the walks are merged.
    pub fn list(
        &mut self,
        workspace: WorkspaceId,
        filter: &Filter,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<Conversation>> {
        let from = after.unwrap_or(Cursor::END);
        let search = like(&filter.search);
        let statement = if filter.unread_only { &LIST_UNREAD } else { &LIST_BY_STATE };
        let states =
            if filter.states.is_empty() { &[ConversationState::Open][..] } else { &filter.states[..] };
        let mut found = Vec::new();
        for state in states {
            let values = [
                workspace.into(),
                state.as_str().into(),
                from.at.into(),
                from.id.into(),
                (&search).into(),
                filter.phone_number.into(),
                filter.contact.into(),
                count(limit + 1).into(),
            ];
            found.extend(self.0.all(statement, values, read)?);
        }
        found.sort_by_key(|c| std::cmp::Reverse(place(c)));
        Ok(Page::cut(found, limit, place))
    }

    pub fn counts(&mut self, workspace: WorkspaceId) -> Result<Counts> {
        let rows = self.0.all(&COUNTS, [workspace.into()], |row| {
            Ok((row.word(0, ConversationState::parse)?, row.get::<i64>(1)?, row.get::<i64>(2)?))
        })?;
        let mut counts = Counts::default();
        for (state, all, unread) in rows {
            match state {
                ConversationState::Open => (counts.open, counts.unread) = (all, unread),
                ConversationState::Closed => counts.closed = all,
                _ => {}
            }
        }
        Ok(counts)
    }

    pub fn update_state(
        &mut self,
        workspace: WorkspaceId,
        id: ConversationId,
        state: ConversationState,
    ) -> Result<()> {
        self.0.execute(&UPDATE_STATE, [workspace.into(), id.into(), state.as_str().into()])?;
        Ok(())
    }

    /// Nothing unread any more. False when nothing was.
    pub fn update_read(&mut self, workspace: WorkspaceId, id: ConversationId) -> Result<bool> {
        Ok(self.0.execute(&UPDATE_READ, [workspace.into(), id.into()])? > 0)
    }

    /// One more unread message in its conversation; the last one, unless it came late. Opens the conversation
    /// again. How it stands then.
    pub fn update_inbound(&mut self, workspace: WorkspaceId, news: Inbound<'_>) -> Result<Conversation> {
        let message = news.message;
        let values = [
            workspace.into(),
            message.conversation_id.into(),
            message.id.into(),
            news.window_expires_at.into(),
            message.at.into(),
            message.wamid.as_ref().into(),
        ];
        let last: Option<Conversation> = self.0.one(&UPDATE_INBOUND, values, |row| match &news.contact {
            Some(contact) if row.get::<Option<MessageId>>(7)? == Some(message.id) => {
                read_row(row, contact.clone(), Some(message.summary())).map(Some)
            }
            _ => Ok(None),
        })?;
        if let Some(conversation) = last {
            return Ok(conversation);
        }
        self.lookup(workspace, message.conversation_id)?
            .ok_or_else(|| Error::Unreadable { column: 0, reason: "the conversation is gone".to_owned() })
    }

    /// The contact called: as a message does, but there is nothing that a read receipt could name.
    pub fn update_called(
        &mut self,
        workspace: WorkspaceId,
        id: ConversationId,
        entry: MessageId,
        at: Timestamp,
        window_expires_at: Timestamp,
    ) -> Result<()> {
        let values = [workspace.into(), id.into(), entry.into(), window_expires_at.into(), at.into()];
        self.0.execute(&UPDATE_CALLED, values)?;
        Ok(())
    }

    pub fn update_outbound(
        &mut self,
        workspace: WorkspaceId,
        id: ConversationId,
        message: MessageId,
        at: Timestamp,
    ) -> Result<()> {
        self.0.execute(&UPDATE_OUTBOUND, [workspace.into(), id.into(), message.into(), at.into()])?;
        Ok(())
    }

    /// The service window stays open until `expires_at` at least. False when it did anyway.
    pub fn update_window(
        &mut self,
        workspace: WorkspaceId,
        id: ConversationId,
        expires_at: Timestamp,
    ) -> Result<bool> {
        Ok(self.0.execute(&UPDATE_WINDOW, [workspace.into(), id.into(), expires_at.into()])? > 0)
    }

    /// The message that a read receipt would name.
    pub fn last_inbound_wamid(
        &mut self,
        workspace: WorkspaceId,
        id: ConversationId,
    ) -> Result<Option<Wamid>> {
        Ok(self.0.optional(&LAST_INBOUND, [workspace.into(), id.into()], |row| row.get(0))?.flatten())
    }
}

fn place(conversation: &Conversation) -> Cursor {
    Cursor { at: conversation.last_activity_at, id: conversation.id.0 }
}

fn read(row: &Row<'_>) -> Result<Conversation> {
    let contact = ContactSummary {
        id: row.get(7)?,
        kind: row.word(17, ContactKind::parse)?,
        name: row.get(8)?,
        phone: row.get(9)?,
        username: row.get(10)?,
    };
    let last_message = read_preview(row)?;
    read_row(row, contact, last_message)
}

fn read_row(
    row: &Row<'_>,
    contact: ContactSummary,
    last_message: Option<MessagePreview>,
) -> Result<Conversation> {
    Ok(Conversation {
        id: row.get(0)?,
        phone_number_id: row.get(1)?,
        state: row.word(2, ConversationState::parse)?,
        unread_count: row.get(3)?,
        window_expires_at: row.get(4)?,
        last_activity_at: row.get(5)?,
        created_at: row.get(6)?,
        contact,
        last_message,
    })
}

fn read_preview(row: &Row<'_>) -> Result<Option<MessagePreview>> {
    let Some(id) = row.get::<Option<MessageId>>(11)? else { return Ok(None) };
    let status: Option<String> = row.get(15)?;
    Ok(Some(MessagePreview {
        id,
        direction: row.word(12, Direction::parse)?,
        kind: row.get(13)?,
        text: row.get(14)?,
        status: status.as_deref().and_then(MessageStatus::parse),
        at: row.get(16)?,
    }))
}
