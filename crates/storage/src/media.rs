//! Files: those that belong to messages, and those that were uploaded.

use domain::media::{Media, MediaError, MediaState};
use domain::message::Direction;
use domain::{MediaId, MessageId, PhoneNumberId, Timestamp, WorkspaceId};

use crate::cell::Row;
use crate::error::{Error, Result};
use crate::page::count;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 16 = "INSERT INTO media (workspace_id, id, direction, message_id, meta_media_id, mime_type, filename, size,
            sha256, state, error, storage_key, thumbnail_key, expires_at, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    LOOKUP: 2 = "SELECT id, direction, message_id, meta_media_id, mime_type, filename, size, sha256, state, error,
            storage_key, thumbnail_key, expires_at, created_at, updated_at
        FROM media WHERE workspace_id = $1 AND id = $2";
    // Read to be changed: on PostgreSQL nobody else may change it in between; SQLite has one writer anyway.
    LOOKUP_TO_CHANGE: 2 = "SELECT id, direction, message_id, meta_media_id, mime_type, filename, size, sha256, state, error,
            storage_key, thumbnail_key, expires_at, created_at, updated_at
        FROM media WHERE workspace_id = $1 AND id = $2" + " FOR UPDATE";
    UPDATE: 10 = "UPDATE media SET mime_type = $3, size = $4, sha256 = $5, state = $6, error = $7, storage_key = $8,
            thumbnail_key = $9, updated_at = $10
        WHERE workspace_id = $1 AND id = $2";
    STORED_BEFORE: 2 = "SELECT workspace_id, id FROM media WHERE storage_key IS NOT NULL AND created_at < $1
        ORDER BY created_at, workspace_id, id LIMIT $2";
    META_ID_FOR: 4 = "SELECT meta_media_id FROM media_uploads
        WHERE workspace_id = $1 AND media_id = $2 AND phone_number_id = $3 AND expires_at > $4";
    ADD_META_ID: 5 = "INSERT INTO media_uploads (workspace_id, media_id, phone_number_id, meta_media_id, expires_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (workspace_id, media_id, phone_number_id)
        DO UPDATE SET meta_media_id = excluded.meta_media_id, expires_at = excluded.expires_at";
    REMOVE_META_ID: 3 = "DELETE FROM media_uploads
        WHERE workspace_id = $1 AND media_id = $2 AND phone_number_id = $3";
    REMOVE_META_IDS_BEFORE: 1 = "DELETE FROM media_uploads WHERE expires_at < $1";
}

#[derive(Debug)]
pub struct MediaFiles<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn media(&mut self) -> MediaFiles<'_, 'c> {
        MediaFiles(self)
    }
}

/// A file, where its bytes are, and where they came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    pub media: Media,
    /// The message that it came with.
    pub message: Option<MessageId>,
    /// Meta's id, to fetch it by.
    pub meta_media_id: Option<String>,
    /// Until when the provider keeps it.
    pub expires_at: Option<Timestamp>,
    /// The place of its bytes in the store of files.
    pub storage_key: Option<String>,
    /// The place of its small picture there.
    pub thumbnail_key: Option<String>,
}

impl MediaFiles<'_, '_> {
    pub fn add(&mut self, workspace: WorkspaceId, file: &MediaFile) -> Result<()> {
        let media = &file.media;
        let values = [
            workspace.into(),
            media.id.into(),
            media.direction.as_str().into(),
            file.message.into(),
            file.meta_media_id.as_deref().into(),
            (&media.mime_type).into(),
            media.filename.as_deref().into(),
            media.size.into(),
            media.sha256.as_deref().into(),
            media.state.as_str().into(),
            error_text(media)?.into(),
            file.storage_key.as_deref().into(),
            file.thumbnail_key.as_deref().into(),
            file.expires_at.into(),
            media.created_at.into(),
            media.updated_at.into(),
        ];
        self.0.execute(&ADD, values)?;
        Ok(())
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, id: MediaId) -> Result<Option<MediaFile>> {
        self.0.optional(&LOOKUP, [workspace.into(), id.into()], read)
    }

    /// The file, held until the end of the transaction: for changes that depend on how it stands.
    pub fn lookup_to_change(&mut self, workspace: WorkspaceId, id: MediaId) -> Result<Option<MediaFile>> {
        self.0.optional(&LOOKUP_TO_CHANGE, [workspace.into(), id.into()], read)
    }

    /// Writes everything that can change.
    pub fn update(&mut self, workspace: WorkspaceId, file: &MediaFile) -> Result<()> {
        let media = &file.media;
        let values = [
            workspace.into(),
            media.id.into(),
            (&media.mime_type).into(),
            media.size.into(),
            media.sha256.as_deref().into(),
            media.state.as_str().into(),
            error_text(media)?.into(),
            file.storage_key.as_deref().into(),
            file.thumbnail_key.as_deref().into(),
            media.updated_at.into(),
        ];
        self.0.execute(&UPDATE, values)?;
        Ok(())
    }

    /// Files of all workspaces that are here since before `at`, the oldest first.
    pub fn list_stored_before(&mut self, at: Timestamp, limit: usize) -> Result<Vec<(WorkspaceId, MediaId)>> {
        self.0.all(&STORED_BEFORE, [at.into(), count(limit).into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The id under which the provider knows the file for sends from this number, if it still keeps it.
    pub fn meta_id_for(
        &mut self,
        workspace: WorkspaceId,
        media: MediaId,
        number: PhoneNumberId,
        now: Timestamp,
    ) -> Result<Option<String>> {
        let values = [workspace.into(), media.into(), number.into(), now.into()];
        self.0.optional(&META_ID_FOR, values, |row| row.get(0))
    }

    /// Notes that the provider has the file, until when, and under which id.
    pub fn add_meta_id(
        &mut self,
        workspace: WorkspaceId,
        media: MediaId,
        number: PhoneNumberId,
        meta_media_id: &str,
        expires_at: Timestamp,
    ) -> Result<()> {
        let values = [workspace.into(), media.into(), number.into(), meta_media_id.into(), expires_at.into()];
        self.0.execute(&ADD_META_ID, values)?;
        Ok(())
    }

    /// The provider does not know the id any more.
    pub fn remove_meta_id(
        &mut self,
        workspace: WorkspaceId,
        media: MediaId,
        number: PhoneNumberId,
    ) -> Result<()> {
        self.0.execute(&REMOVE_META_ID, [workspace.into(), media.into(), number.into()])?;
        Ok(())
    }

    /// Forgets ids that the provider forgot before `at`; how many.
    pub fn remove_meta_ids_before(&mut self, at: Timestamp) -> Result<u64> {
        self.0.execute(&REMOVE_META_IDS_BEFORE, [at.into()])
    }
}

fn error_text(media: &Media) -> Result<Option<String>> {
    let text = media.error.as_ref().map(serde_json::to_string).transpose();
    text.map_err(|e| Error::Unreadable { column: 0, reason: e.to_string() })
}

fn read(row: &Row<'_>) -> Result<MediaFile> {
    let thumbnail_key: Option<String> = row.get(11)?;
    Ok(MediaFile {
        media: Media {
            id: row.get(0)?,
            direction: row.word(1, Direction::parse)?,
            mime_type: row.get(4)?,
            filename: row.get(5)?,
            size: row.get(6)?,
            sha256: row.get(7)?,
            state: row.word(8, MediaState::parse)?,
            error: row.json_opt::<MediaError>(9)?,
            has_thumbnail: thumbnail_key.is_some(),
            created_at: row.get(13)?,
            updated_at: row.get(14)?,
        },
        message: row.get(2)?,
        meta_media_id: row.get(3)?,
        expires_at: row.get(12)?,
        storage_key: row.get(10)?,
        thumbnail_key,
    })
}
