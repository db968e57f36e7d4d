//! Groups: what is beside the contact that stands for one.

use std::collections::BTreeMap;

use domain::group::{Group, JoinRequest, Participant};
use domain::{ContactId, ConversationId, Timestamp, WorkspaceId};

use crate::cell::Row;
use crate::error::{Error, Result};
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    SAVE: 11 = "INSERT INTO groups (workspace_id, contact_id, conversation_id, group_id, subject, description,
            invite_link, join_approval_mode, is_deleted, is_suspended, heard_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (workspace_id, contact_id) DO UPDATE SET subject = $5, description = $6, invite_link = $7,
            join_approval_mode = $8, is_deleted = $9, is_suspended = $10, heard_at = $11";
    LOOKUP: 2 = "SELECT contact_id, conversation_id, group_id, subject, description, invite_link,
            join_approval_mode, is_deleted, is_suspended, heard_at
        FROM groups WHERE workspace_id = $1 AND contact_id = $2";
    FIND_BY_CONVERSATION: 2 = "SELECT contact_id, conversation_id, group_id, subject, description, invite_link,
            join_approval_mode, is_deleted, is_suspended, heard_at
        FROM groups WHERE workspace_id = $1 AND conversation_id = $2";
    // News of a later time wins; of one instant, being in wins: nobody leaves in the second of joining.
    SAVE_PARTICIPANT: 5 = "INSERT INTO group_participants (workspace_id, group_contact_id, contact_id, is_member, at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (workspace_id, group_contact_id, contact_id) DO UPDATE SET is_member = $4, at = $5
        WHERE group_participants.at < $5 OR (group_participants.at = $5 AND $4 AND NOT group_participants.is_member)";
    PARTICIPANTS: 2 = "SELECT p.contact_id, k.name, k.phone, p.at FROM group_participants p
        JOIN contacts k ON k.workspace_id = p.workspace_id AND k.id = p.contact_id
        WHERE p.workspace_id = $1 AND p.group_contact_id = $2 AND p.is_member ORDER BY p.at, p.contact_id";
    COUNT: 2 = "SELECT count(*) FROM group_participants
        WHERE workspace_id = $1 AND group_contact_id = $2 AND is_member";
    SAVE_REQUEST: 6 = "INSERT INTO group_join_requests (workspace_id, group_contact_id, join_request_id, contact_id,
            is_open, at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (workspace_id, group_contact_id, join_request_id) DO UPDATE SET is_open = $5, at = $6,
            contact_id = coalesce(group_join_requests.contact_id, $4)
        WHERE group_join_requests.is_open AND NOT $5";
    CLOSE_REQUESTS: 4 = "UPDATE group_join_requests SET is_open = $4
        WHERE workspace_id = $1 AND group_contact_id = $2 AND contact_id = $3";
    REQUESTS: 2 = "SELECT join_request_id, contact_id, at FROM group_join_requests
        WHERE workspace_id = $1 AND group_contact_id = $2 AND is_open ORDER BY at, join_request_id";
}

#[derive(Debug)]
pub struct Groups<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn groups(&mut self) -> Groups<'_, 'c> {
        Groups(self)
    }
}

/// A group, and when each part of it was heard of last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredGroup {
    pub group: Group,
    pub heard_at: BTreeMap<String, Timestamp>,
}

impl Groups<'_, '_> {
    /// Stores a group without its people.
    pub fn save(&mut self, workspace: WorkspaceId, stored: &StoredGroup) -> Result<()> {
        let group = &stored.group;
        let heard_at = serde_json::to_string(&stored.heard_at)
            .map_err(|e| Error::Unreadable { column: 0, reason: e.to_string() })?;
        let values = [
            workspace.into(),
            group.contact_id.into(),
            group.conversation_id.into(),
            (&group.group_id).into(),
            group.subject.as_deref().into(),
            group.description.as_deref().into(),
            group.invite_link.as_deref().into(),
            group.join_approval_mode.as_deref().into(),
            group.is_deleted.into(),
            group.is_suspended.into(),
            heard_at.into(),
        ];
        self.0.execute(&SAVE, values)?;
        Ok(())
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, contact: ContactId) -> Result<Option<StoredGroup>> {
        let found = self.0.optional(&LOOKUP, [workspace.into(), contact.into()], read)?;
        self.with_people(workspace, found)
    }

    pub fn find_by_conversation(
        &mut self,
        workspace: WorkspaceId,
        conversation: ConversationId,
    ) -> Result<Option<StoredGroup>> {
        let found = self.0.optional(&FIND_BY_CONVERSATION, [workspace.into(), conversation.into()], read)?;
        self.with_people(workspace, found)
    }

    fn with_people(
        &mut self,
        workspace: WorkspaceId,
        found: Option<StoredGroup>,
    ) -> Result<Option<StoredGroup>> {
        let Some(mut stored) = found else { return Ok(None) };
        let of = [workspace.into(), stored.group.contact_id.into()];
        stored.group.participants = self.0.all(&PARTICIPANTS, of, |row| {
            Ok(Participant {
                contact_id: row.get(0)?,
                name: row.get(1)?,
                phone: row.get(2)?,
                since: row.get(3)?,
            })
        })?;
        let of = [workspace.into(), stored.group.contact_id.into()];
        stored.group.join_requests = self.0.all(&REQUESTS, of, |row| {
            Ok(JoinRequest { join_request_id: row.get(0)?, contact_id: row.get(1)?, at: row.get(2)? })
        })?;
        Ok(Some(stored))
    }

    /// How many people are in it, as far as we know.
    pub fn count_participants(&mut self, workspace: WorkspaceId, group: ContactId) -> Result<i64> {
        self.0.one(&COUNT, [workspace.into(), group.into()], |row| row.get(0))
    }

    /// Somebody is in a group, or is not any more. False when later news is known.
    pub fn save_participant(
        &mut self,
        workspace: WorkspaceId,
        group: ContactId,
        contact: ContactId,
        is_member: bool,
        at: Timestamp,
    ) -> Result<bool> {
        let values = [workspace.into(), group.into(), contact.into(), is_member.into(), at.into()];
        Ok(self.0.execute(&SAVE_PARTICIPANT, values)? > 0)
    }

    /// Somebody asks to be let in, or does not any more. A request that has ended stays so.
    pub fn save_join_request(
        &mut self,
        workspace: WorkspaceId,
        group: ContactId,
        request: &JoinRequest,
        is_open: bool,
    ) -> Result<bool> {
        let values = [
            workspace.into(),
            group.into(),
            (&request.join_request_id).into(),
            request.contact_id.into(),
            is_open.into(),
            request.at.into(),
        ];
        Ok(self.0.execute(&SAVE_REQUEST, values)? > 0)
    }

    /// Somebody was let in: asks no more.
    pub fn close_join_requests(
        &mut self,
        workspace: WorkspaceId,
        group: ContactId,
        contact: ContactId,
    ) -> Result<()> {
        self.0.execute(&CLOSE_REQUESTS, [workspace.into(), group.into(), contact.into(), false.into()])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<StoredGroup> {
    Ok(StoredGroup {
        group: Group {
            contact_id: row.get(0)?,
            conversation_id: row.get(1)?,
            group_id: row.get(2)?,
            subject: row.get(3)?,
            description: row.get(4)?,
            invite_link: row.get(5)?,
            join_approval_mode: row.get(6)?,
            is_deleted: row.get(7)?,
            is_suspended: row.get(8)?,
            participants: Vec::new(),
            join_requests: Vec::new(),
        },
        heard_at: row.json(9)?,
    })
}
