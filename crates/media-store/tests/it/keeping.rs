//! What is kept has a row before it has bytes, and goes when nobody refers to it.

use std::path::Path;
use std::time::Duration;

use domain::workspace::Actor;
use domain::workspace::Workspace;
use domain::{Timestamp, WorkspaceId};
use media_store::keep::sweep;
use media_store::{MediaStore, Place, ToKeep, keep};
use storage::{Options, Scope, Store};

use crate::places::read;

const START: Timestamp = Timestamp::from_seconds(1_780_000_000);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn open(folder: &Path) -> (MediaStore, Store, WorkspaceId) {
    let store = Store::open(Options::sqlite(folder)).await.unwrap();
    let workspace = Workspace { id: WorkspaceId::new(START), name: "Harbour".into(), created_at: START };
    let id = workspace.id;
    store.write(Scope::System, move |tx| tx.workspaces().add(&workspace)).await.unwrap();
    (MediaStore::open(&folder.join("media"), &Place::Folder).unwrap(), store, id)
}

async fn kept(
    media: &MediaStore,
    store: &Store,
    workspace: WorkspaceId,
    now: Timestamp,
) -> actions::media::Kept {
    let mut spool = media.spool(100).unwrap();
    spool.write(b"%PDF-1.4 a contract").await.unwrap();
    let file = spool.finish().await.unwrap();
    let what = ToKeep { workspace, file, mime_type: "application/pdf".into(), small: None };
    keep(media, store, now, what).await.unwrap()
}

#[tokio::test]
async fn m5_a_file_stays_while_a_row_refers_to_it_and_goes_after_its_time() {
    let folder = tempfile::tempdir().unwrap();
    let (media, store, workspace) = open(folder.path()).await;
    let actor = Actor::System { workspace };
    let one = kept(&media, &store, workspace, START).await;
    let two = kept(&media, &store, workspace, START).await;
    assert_eq!(one, two);
    let key = one.storage_key.clone();
    let later = START + DAY * 10;
    let actor_of = actor.clone();
    store
        .write(workspace, move |tx| {
            let add = |tx: &mut storage::Tx<'_>, at, kept| {
                actions::media::add_uploaded(tx, &actor_of, at, None, kept, None).map(drop)
            };
            add(tx, START, one)?;
            add(tx, later, two)
        })
        .await
        .unwrap();
    let expire = |now: Timestamp, before| {
        store.write(Scope::System, move |tx| actions::media::expire(tx, now, before))
    };
    assert_eq!(expire(later, START + DAY).await.unwrap(), 1);
    assert_eq!(sweep(&media, &store, later).await.unwrap(), 0, "the other row still refers to it");
    assert!(read(&media, &key, None).await.is_ok());
    assert_eq!(expire(later, later + DAY).await.unwrap(), 1);
    assert_eq!(sweep(&media, &store, later).await.unwrap(), 1);
    assert!(read(&media, &key, None).await.is_err());
    assert_eq!(sweep(&media, &store, later).await.unwrap(), 0);
}

#[tokio::test]
async fn m5_what_nobody_came_to_refer_to_is_swept_after_a_day_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let (media, store, workspace) = open(folder.path()).await;
    let lost = kept(&media, &store, workspace, START).await;
    assert_eq!(sweep(&media, &store, START + DAY).await.unwrap(), 0);
    kept(&media, &store, workspace, START + DAY).await; // somebody is about to refer to it
    assert_eq!(sweep(&media, &store, START + DAY + DAY / 2).await.unwrap(), 0);
    assert!(read(&media, &lost.storage_key, None).await.is_ok());
    assert_eq!(sweep(&media, &store, START + DAY * 3).await.unwrap(), 1);
    assert!(read(&media, &lost.storage_key, None).await.is_err());
    kept(&media, &store, workspace, START + DAY * 3).await;
    assert!(read(&media, &lost.storage_key, None).await.is_ok(), "it can come again");
}
