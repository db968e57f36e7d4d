//! Files that come piece by piece, over several requests and perhaps several starts of the program.

use std::fs::TryLockError;
use std::path::PathBuf;

use domain::UploadId;
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

use crate::spool::Spooled;
use crate::store::{Error, MediaStore};

/// The folder of unfinished files, inside the store's.
pub(crate) const FOLDER: &str = "uploads";

/// A piece that is being added. Others that want to add to the same file are refused meanwhile.
#[derive(Debug)]
pub struct Piece {
    file: tokio::fs::File,
    end: u64,
    limit: u64,
}

impl MediaStore {
    /// Opens an unfinished file to add at `offset`, up to `limit` bytes in all. Bytes after `offset` are from a
    /// request that never ended, and go.
    ///
    /// # Errors
    /// [`Error::InUse`] while another request adds to it; [`Error::Missing`] when bytes before `offset` are gone.
    pub async fn add_piece(&self, id: UploadId, offset: u64, limit: u64) -> Result<Piece, Error> {
        let file =
            std::fs::File::options().create(true).truncate(false).write(true).open(self.partial(id))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::InUse),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let mut file = tokio::fs::File::from_std(file);
        if file.metadata().await?.len() < offset {
            return Err(Error::Missing);
        }
        file.set_len(offset).await?;
        file.seek(std::io::SeekFrom::Start(offset)).await?;
        Ok(Piece { file, end: offset, limit })
    }

    /// Takes a file that has all its bytes.
    ///
    /// # Errors
    /// [`Error::Missing`] when it is not there: another request has taken it.
    pub async fn take_whole(&self, id: UploadId) -> Result<Spooled, Error> {
        match self.adopt(&self.partial(id)).await {
            Err(Error::Disk(error)) if error.kind() == std::io::ErrorKind::NotFound => Err(Error::Missing),
            other => other,
        }
    }

    /// Removes an unfinished file.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn remove_partial(&self, id: UploadId) -> Result<(), Error> {
        match tokio::fs::remove_file(self.partial(id)).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn partial(&self, id: UploadId) -> PathBuf {
        self.folder().join(FOLDER).join(id.to_string())
    }
}

impl Piece {
    /// Adds bytes.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when there are more than were announced, and when the disk fails.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if self.end + bytes.len() as u64 > self.limit {
            return Err(Error::TooLarge(self.limit));
        }
        self.file.write_all(bytes).await?;
        self.end += bytes.len() as u64;
        Ok(())
    }

    /// How much there is with what has been added.
    pub const fn end(&self) -> u64 {
        self.end
    }

    /// Makes what was added durable. The file stays closed to others until the piece is dropped.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn sync(&mut self) -> Result<(), Error> {
        self.file.flush().await?;
        Ok(self.file.sync_data().await?)
    }
}
