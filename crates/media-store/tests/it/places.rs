//! Whatever holds in a folder holds on S3.

use std::path::Path;

use domain::{Timestamp, WorkspaceId};
use futures_util::TryStreamExt;
use media_store::{Error, MediaStore, Place, Spooled};

use crate::server::{BUCKET, S3Server};

async fn spooled(store: &MediaStore, bytes: &[u8]) -> Spooled {
    let mut spool = store.spool(u64::MAX).unwrap();
    for piece in bytes.chunks(100_000) {
        spool.write(piece).await.unwrap();
    }
    spool.finish().await.unwrap()
}

pub(crate) async fn read(
    store: &MediaStore,
    key: &str,
    range: Option<std::ops::Range<u64>>,
) -> Result<(u64, Vec<u8>), Error> {
    let reading = store.read(key, range).await?;
    let pieces: Vec<_> = reading.bytes.try_collect().await?;
    Ok((reading.size, pieces.concat()))
}

fn workspace() -> WorkspaceId {
    WorkspaceId::new(Timestamp::from_seconds(1_780_000_000))
}

fn some_bytes(count: usize) -> Vec<u8> {
    (0..count).map(|n| u8::try_from(n * 31 % 251).unwrap()).collect()
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().next().is_none()
}

async fn files_come_back_whole_and_in_parts(place: &Place) {
    let folder = tempfile::tempdir().unwrap();
    let store = MediaStore::open(folder.path(), place).unwrap();
    let workspace = workspace();
    // The largest goes to S3 in three pieces.
    for size in [0, 1, 70_000, 20 << 20] {
        let bytes = some_bytes(size);
        let file = spooled(&store, &bytes).await;
        let key = file.key(workspace);
        assert!(key.starts_with(&workspace.to_string()) && key.ends_with(&file.sha256), "{key}");
        store.put(&key, file).await.unwrap();
        let again = spooled(&store, &bytes).await;
        assert_eq!(again.key(workspace), key);
        store.put(&key, again).await.unwrap();
        assert!(is_empty(&folder.path().join("spool")), "nothing stays behind");
        let (found, whole) = read(&store, &key, None).await.unwrap();
        assert_eq!((found, whole == bytes), (size as u64, true), "{size}");
        if size > 1 {
            let (found, part) = read(&store, &key, Some(1..size as u64 - 1)).await.unwrap();
            assert_eq!((found, part == bytes[1..size - 1]), (size as u64, true), "{size}");
        }
        store.remove(&key).await.unwrap();
        store.remove(&key).await.unwrap();
        assert!(matches!(read(&store, &key, None).await, Err(Error::Missing)));
    }
}

#[tokio::test]
async fn m5_files_in_a_folder_come_back_whole_and_in_parts() {
    files_come_back_whole_and_in_parts(&Place::Folder).await;
}

#[tokio::test]
async fn m5_files_on_s3_come_back_whole_and_in_parts() {
    let server = S3Server::start().await;
    files_come_back_whole_and_in_parts(&Place::S3(server.settings())).await;
}

#[tokio::test]
async fn m5_a_wrong_secret_is_refused_and_nothing_is_stored() {
    let server = S3Server::start().await;
    let mut settings = server.settings();
    settings.secret_access_key = domain::Secret::new("another");
    assert!(!format!("{settings:?}").contains("another"));
    let folder = tempfile::tempdir().unwrap();
    let store = MediaStore::open(folder.path(), &Place::S3(settings)).unwrap();
    let file = spooled(&store, b"bytes").await;
    let refused = store.put(&file.key(workspace()), file).await;
    assert!(matches!(refused, Err(Error::Store(_))), "{refused:?}");
    assert!(is_empty(&server.folder.path().join(BUCKET)));
}

#[tokio::test]
async fn b11_what_is_not_kept_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let store = MediaStore::open(folder.path(), &Place::Folder).unwrap();
    let mut spool = store.spool(10).unwrap();
    spool.write(&[0; 10]).await.unwrap();
    assert!(matches!(spool.write(&[0]).await, Err(Error::TooLarge(10))));
    drop(spool);
    drop(spooled(&store, b"bytes").await);
    let inside = folder.path().join("spool");
    assert!(is_empty(&inside));
    std::fs::write(inside.join("left by a crash"), b"x").unwrap();
    assert_eq!(store.remove_stray(std::time::Duration::from_secs(60)).await.unwrap(), 0);
    assert_eq!(store.remove_stray(std::time::Duration::ZERO).await.unwrap(), 1);
    assert!(is_empty(&inside));
}
