//! Files on their way here, piece by piece.

use domain::{MediaId, Timestamp, UploadId, WorkspaceId};

use crate::cell::Row;
use crate::error::Result;
use crate::page::count;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 7 = "INSERT INTO uploads (workspace_id, id, filename, mime_type, size, expires_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    LOOKUP: 2 = "SELECT workspace_id, id, filename, mime_type, size, received, media_id, expires_at, created_at
        FROM uploads WHERE workspace_id = $1 AND id = $2";
    COUNT_OPEN: 2 = "SELECT count(*) FROM uploads
        WHERE workspace_id = $1 AND media_id IS NULL AND expires_at > $2";
    RECEIVED: 3 = "UPDATE uploads SET received = $3 WHERE workspace_id = $1 AND id = $2 AND media_id IS NULL";
    BECAME: 3 = "UPDATE uploads SET media_id = $3 WHERE workspace_id = $1 AND id = $2 AND media_id IS NULL";
    EXPIRED: 2 = "SELECT workspace_id, id, filename, mime_type, size, received, media_id, expires_at, created_at
        FROM uploads WHERE expires_at < $1 ORDER BY expires_at LIMIT $2";
    REMOVE: 2 = "DELETE FROM uploads WHERE workspace_id = $1 AND id = $2";
}

#[derive(Debug)]
pub struct Uploads<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn uploads(&mut self) -> Uploads<'_, 'c> {
        Uploads(self)
    }
}

/// A file on its way here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub workspace: WorkspaceId,
    pub id: UploadId,
    pub filename: Option<String>,
    pub mime_type: String,
    /// How large it will be, in bytes.
    pub size: i64,
    /// How much of it is safely here.
    pub received: i64,
    /// What it has become.
    pub media: Option<MediaId>,
    pub expires_at: Timestamp,
    pub created_at: Timestamp,
}

impl Uploads<'_, '_> {
    pub fn add(&mut self, upload: &Upload) -> Result<()> {
        let values = [
            upload.workspace.into(),
            upload.id.into(),
            upload.filename.as_deref().into(),
            (&upload.mime_type).into(),
            upload.size.into(),
            upload.expires_at.into(),
            upload.created_at.into(),
        ];
        self.0.execute(&ADD, values)?;
        Ok(())
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, id: UploadId) -> Result<Option<Upload>> {
        self.0.optional(&LOOKUP, [workspace.into(), id.into()], read)
    }

    /// How many are not finished yet.
    pub fn count_open(&mut self, workspace: WorkspaceId, now: Timestamp) -> Result<i64> {
        self.0.one(&COUNT_OPEN, [workspace.into(), now.into()], |row| row.get(0))
    }

    pub fn update_received(&mut self, workspace: WorkspaceId, id: UploadId, received: i64) -> Result<()> {
        self.0.execute(&RECEIVED, [workspace.into(), id.into(), received.into()])?;
        Ok(())
    }

    /// It is complete and has become a file. `false`: it had before.
    pub fn update_media(&mut self, workspace: WorkspaceId, id: UploadId, media: MediaId) -> Result<bool> {
        Ok(self.0.execute(&BECAME, [workspace.into(), id.into(), media.into()])? > 0)
    }

    /// Those of all workspaces whose time was over before `at`.
    pub fn list_expired(&mut self, at: Timestamp, limit: usize) -> Result<Vec<Upload>> {
        self.0.all(&EXPIRED, [at.into(), count(limit).into()], read)
    }

    pub fn remove(&mut self, workspace: WorkspaceId, id: UploadId) -> Result<()> {
        self.0.execute(&REMOVE, [workspace.into(), id.into()])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<Upload> {
    Ok(Upload {
        workspace: row.get(0)?,
        id: row.get(1)?,
        filename: row.get(2)?,
        mime_type: row.get(3)?,
        size: row.get(4)?,
        received: row.get(5)?,
        media: row.get(6)?,
        expires_at: row.get(7)?,
        created_at: row.get(8)?,
    })
}
