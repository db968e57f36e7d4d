//! Files that belong to messages.

use domain::{MediaId, MessageId, Timestamp, WorkspaceId};

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 8 = "INSERT INTO media (workspace_id, id, message_id, meta_media_id, mime_type, sha256, expires_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    LOOKUP: 2 = "SELECT id, message_id, meta_media_id, mime_type, sha256, expires_at, created_at
        FROM media WHERE workspace_id = $1 AND id = $2";
}

#[derive(Debug)]
pub struct MediaFiles<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn media(&mut self) -> MediaFiles<'_, 'c> {
        MediaFiles(self)
    }
}

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    pub id: MediaId,
    pub message: MessageId,
    /// Meta's id, to fetch it by.
    pub meta_media_id: Option<String>,
    pub mime_type: String,
    pub sha256: Option<String>,
    /// Until when the provider keeps it.
    pub expires_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

impl MediaFiles<'_, '_> {
    pub fn add(&mut self, workspace: WorkspaceId, file: &MediaFile) -> Result<()> {
        let values = [
            workspace.into(),
            file.id.into(),
            file.message.into(),
            file.meta_media_id.as_deref().into(),
            (&file.mime_type).into(),
            file.sha256.as_deref().into(),
            file.expires_at.into(),
            file.created_at.into(),
        ];
        self.0.execute(&ADD, values)?;
        Ok(())
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, id: MediaId) -> Result<Option<MediaFile>> {
        self.0.optional(&LOOKUP, [workspace.into(), id.into()], |row| {
            Ok(MediaFile {
                id: row.get(0)?,
                message: row.get(1)?,
                meta_media_id: row.get(2)?,
                mime_type: row.get(3)?,
                sha256: row.get(4)?,
                expires_at: row.get(5)?,
                created_at: row.get(6)?,
            })
        })
    }
}
