//! Files that come piece by piece.

use domain::{Timestamp, UploadId};
use media_store::{Error, MediaStore, Place};

#[tokio::test]
async fn c2_pieces_become_a_file_and_torn_ones_are_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let id = UploadId::new(Timestamp::UNIX_EPOCH);
    {
        let store = MediaStore::open(folder.path(), &Place::Folder).unwrap();
        let mut piece = store.add_piece(id, 0, 10).await.unwrap();
        piece.write(b"01234").await.unwrap();
        piece.sync().await.unwrap();
        assert!(matches!(store.add_piece(id, 5, 10).await, Err(Error::InUse)));
        drop(piece);
        // This one never came to its end.
        let mut torn = store.add_piece(id, 5, 10).await.unwrap();
        torn.write(b"xxxx").await.unwrap();
        torn.sync().await.unwrap();
    }
    // Another start of the program goes on where the last whole piece ended.
    let store = MediaStore::open(folder.path(), &Place::Folder).unwrap();
    let mut piece = store.add_piece(id, 5, 10).await.unwrap();
    assert!(matches!(piece.write(b"567890").await, Err(Error::TooLarge(10))));
    piece.write(b"56789").await.unwrap();
    piece.sync().await.unwrap();
    assert_eq!(piece.end(), 10);
    drop(piece);
    let whole = store.take_whole(id).await.unwrap();
    assert_eq!((whole.size, whole.head.as_slice()), (10, b"0123456789".as_slice()));
    assert_eq!(whole.sha256, "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882");
    assert!(matches!(store.take_whole(id).await, Err(Error::Missing)));
}

#[tokio::test]
async fn c2_a_piece_after_a_gap_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let store = MediaStore::open(folder.path(), &Place::Folder).unwrap();
    let id = UploadId::new(Timestamp::UNIX_EPOCH);
    assert!(matches!(store.add_piece(id, 3, 10).await, Err(Error::Missing)));
    store.remove_partial(id).await.unwrap();
    store.remove_partial(id).await.unwrap();
}
