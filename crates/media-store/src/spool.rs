//! Files on their way in: hashed and counted as they come, gone again unless they are kept.

use std::path::Path;
use std::time::Duration;

use domain::WorkspaceId;
use sha2::{Digest, Sha256};
use tempfile::{NamedTempFile, TempPath};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::store::{Error, MediaStore, SPOOL};

/// How many bytes of the beginning are remembered: enough to tell what kind of file it is.
const HEAD: usize = 8 << 10;

/// A file that is being filled.
#[derive(Debug)]
pub struct Spool {
    file: tokio::fs::File,
    path: TempPath,
    limit: u64,
    size: u64,
    hash: Sha256,
    head: Vec<u8>,
}

/// A file that has all its bytes and waits for its place.
#[derive(Debug)]
pub struct Spooled {
    path: TempPath,
    /// In bytes.
    pub size: u64,
    /// Of the bytes, in hexadecimal.
    pub sha256: String,
    /// The first bytes.
    pub head: Vec<u8>,
}

impl MediaStore {
    /// A new empty file that takes at most `limit` bytes.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn spool(&self, limit: u64) -> Result<Spool, Error> {
        let (file, path) = NamedTempFile::new_in(self.folder().join(SPOOL))?.into_parts();
        let file = tokio::fs::File::from_std(file);
        Ok(Spool { file, path, limit, size: 0, hash: Sha256::new(), head: Vec::new() })
    }

    /// Takes over a file that is on the same disk already.
    pub(crate) async fn adopt(&self, from: &Path) -> Result<Spooled, Error> {
        let mut spool = self.spool(u64::MAX)?;
        let mut file = tokio::fs::File::open(from).await?;
        let mut piece = vec![0; 1 << 16];
        loop {
            match file.read(&mut piece).await? {
                0 => break,
                read => spool.note(piece.get(..read).unwrap_or_default()),
            }
        }
        tokio::fs::rename(from, &spool.path).await?;
        spool.finish().await
    }

    /// Removes what crashes left on its way in; how many files.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn remove_stray(&self, older_than: Duration) -> Result<usize, Error> {
        let mut removed = 0;
        let mut entries = tokio::fs::read_dir(self.folder().join(SPOOL)).await?;
        while let Some(entry) = entries.next_entry().await? {
            let written = entry.metadata().await.and_then(|about| about.modified());
            let is_old = written.is_ok_and(|at| at.elapsed().is_ok_and(|age| age >= older_than));
            if is_old && tokio::fs::remove_file(entry.path()).await.is_ok() {
                removed += 1;
            }
        }
        Ok(removed)
    }
}

impl Spool {
    /// Adds bytes.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when there are more than may be, and when the disk fails.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if self.size + bytes.len() as u64 > self.limit {
            return Err(Error::TooLarge(self.limit));
        }
        self.file.write_all(bytes).await?;
        self.note(bytes);
        Ok(())
    }

    fn note(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        self.hash.update(bytes);
        let room = (HEAD - self.head.len()).min(bytes.len());
        self.head.extend_from_slice(bytes.get(..room).unwrap_or_default());
    }

    /// How many bytes have come.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// That was all.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn finish(mut self) -> Result<Spooled, Error> {
        self.file.flush().await?;
        let sha256 = hex::encode(self.hash.finalize());
        Ok(Spooled { path: self.path, size: self.size, sha256, head: self.head })
    }
}

impl Spooled {
    /// Where it is for now.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The place of its bytes in the store: the same for the same bytes in the same workspace.
    pub fn key(&self, workspace: WorkspaceId) -> String {
        format!("{workspace}/{}/{}", self.sha256.get(..2).unwrap_or_default(), self.sha256)
    }
}
