//! The folder or bucket that files are kept in.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt, WriteMultipart};
use tokio::io::AsyncReadExt;
use tokio::sync::Semaphore;

use crate::spool::Spooled;

/// Pieces in which a file goes to S3, which wants at least 5 MiB; smaller files go in one.
const PIECE: usize = 8 << 20;
/// Pieces of one file that may be under way at once: what bounds the memory that a large file takes.
const PIECES_AT_ONCE: usize = 2;

/// Where files are kept.
#[derive(Debug, Clone)]
pub enum Place {
    /// In the folder itself.
    Folder,
    S3(S3),
}

/// A bucket of S3, or of something that speaks like it.
#[derive(Clone)]
pub struct S3 {
    pub bucket: String,
    pub region: String,
    /// For servers other than Amazon's: scheme, host and port.
    pub endpoint: Option<String>,
    pub access_key_id: String,
    pub secret_access_key: domain::Secret,
}

impl std::fmt::Debug for S3 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { bucket, region, endpoint, .. } = self;
        write!(f, "S3({bucket}, {region}, {endpoint:?})")
    }
}

/// Why something could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More bytes came than may.
    #[error("the file has more than {0} bytes")]
    TooLarge(u64),
    /// It is not in the store, though it should be.
    #[error("the file is missing from the store")]
    Missing,
    /// Another request is just writing the same upload.
    #[error("another request is writing this upload at the moment")]
    InUse,
    #[error("files cannot be written or read on disk: {0}")]
    Disk(#[from] std::io::Error),
    #[error("the store of files cannot be used: {0}")]
    Store(#[source] object_store::Error),
    #[error(transparent)]
    Database(#[from] storage::Error),
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            other => Self::Store(other),
        }
    }
}

/// The store. Cheap to clone.
#[derive(Debug, Clone)]
pub struct MediaStore {
    blobs: Arc<dyn ObjectStore>,
    folder: Arc<PathBuf>,
    is_folder: bool,
    /// One picture is decoded at a time: that bounds the memory that pictures take.
    pub(crate) pictures: Arc<Semaphore>,
}

/// The bytes of a file, or of a part of it.
pub struct Reading {
    /// Of the whole file.
    pub size: u64,
    /// Which part it is.
    pub range: Range<u64>,
    pub bytes: BoxStream<'static, Result<Bytes, Error>>,
}

impl std::fmt::Debug for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reading({:?} of {})", self.range, self.size)
    }
}

impl MediaStore {
    /// Opens the store. `folder` is made if it is not there; files on their way in are there whatever the place.
    ///
    /// # Errors
    /// When the folder cannot be made, or S3's settings make no sense. S3 is not called yet.
    pub fn open(folder: &Path, place: &Place) -> Result<Self, Error> {
        for inner in [SPOOL, crate::partial::FOLDER] {
            std::fs::create_dir_all(folder.join(inner))?;
        }
        let blobs: Arc<dyn ObjectStore> = match place {
            Place::Folder => Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true)),
            Place::S3(s3) => Arc::new(open_s3(s3)?),
        };
        let is_folder = matches!(place, Place::Folder);
        let folder = Arc::new(folder.to_owned());
        Ok(Self { blobs, folder, is_folder, pictures: Arc::new(Semaphore::new(1)) })
    }

    /// The folder of files on their way in.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts a file at `key`; durable when this returns. Putting it twice does no harm.
    ///
    /// # Errors
    /// When the disk or S3 fails; nothing can be read at `key` then that was not there before.
    pub async fn put(&self, key: &str, file: Spooled) -> Result<(), Error> {
        let to = object_store::path::Path::from(key);
        if self.is_folder {
            tokio::fs::File::open(file.path()).await?.sync_all().await?;
            let name = file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
            self.blobs.rename(&object_store::path::Path::from_iter([SPOOL, &name]), &to).await?;
            return Ok(());
        }
        let mut source = tokio::fs::File::open(file.path()).await?;
        if file.size <= PIECE as u64 {
            let mut whole = Vec::with_capacity(usize::try_from(file.size).unwrap_or_default());
            source.read_to_end(&mut whole).await?;
            self.blobs.put(&to, whole.into()).await?;
            return Ok(());
        }
        let mut upload = WriteMultipart::new_with_chunk_size(self.blobs.put_multipart(&to).await?, PIECE);
        match copy(&mut source, &mut upload).await {
            Ok(()) => Ok(upload.finish().await.map(drop)?),
            Err(error) => {
                let _kept_by_s3_until_its_rules_say_otherwise = upload.abort().await;
                Err(error)
            }
        }
    }

    /// The bytes at `key`, or the part of them that `range` names, which must lie within.
    ///
    /// # Errors
    /// [`Error::Missing`] when nothing is there.
    pub async fn read(&self, key: &str, range: Option<Range<u64>>) -> Result<Reading, Error> {
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let found = self.blobs.get_opts(&object_store::path::Path::from(key), options).await?;
        let (size, range) = (found.meta.size, found.range.clone());
        Ok(Reading { size, range, bytes: found.into_stream().map_err(Error::from).boxed() })
    }

    /// Removes what is at `key`. That nothing is there is no error.
    ///
    /// # Errors
    /// When the disk or S3 fails.
    pub async fn remove(&self, key: &str) -> Result<(), Error> {
        match self.blobs.delete(&object_store::path::Path::from(key)).await.map_err(Error::from) {
            Err(Error::Missing) => Ok(()),
            other => other,
        }
    }
}

/// The folder of files on their way in, inside the store's.
pub(crate) const SPOOL: &str = "spool";

fn open_s3(s3: &S3) -> Result<object_store::aws::AmazonS3, Error> {
    let options = object_store::ClientOptions::new()
        .with_connect_timeout(Duration::from_secs(5))
        .with_timeout(Duration::from_secs(120));
    let mut builder = AmazonS3Builder::new()
        .with_client_options(options)
        .with_bucket_name(&s3.bucket)
        .with_region(&s3.region)
        .with_access_key_id(&s3.access_key_id)
        .with_secret_access_key(s3.secret_access_key.expose());
    if let Some(endpoint) = &s3.endpoint {
        let is_plain = endpoint.starts_with("http://");
        builder = builder.with_endpoint(endpoint.trim_end_matches('/')).with_allow_http(is_plain);
    }
    Ok(builder.build()?)
}

async fn copy(source: &mut tokio::fs::File, upload: &mut WriteMultipart) -> Result<(), Error> {
    let mut piece = vec![0; 1 << 20];
    loop {
        let read = source.read(&mut piece).await?;
        if read == 0 {
            return Ok(());
        }
        upload.wait_for_capacity(PIECES_AT_ONCE).await?;
        upload.write(piece.get(..read).unwrap_or_default());
    }
}
