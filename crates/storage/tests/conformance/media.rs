//! Files: their rows, their ids at the provider, what the store of files holds, uploads piece by piece.

use crate::on_both;

on_both! {
    b11_a_file_comes_back_as_it_was_written
    c2_an_id_at_the_provider_is_good_for_its_number_and_its_time
    f1_a_sample_is_known_by_one_handle_for_each_app_for_some_time
    m5_what_nobody_refers_to_is_condemned_once_and_can_come_again
    c2_an_upload_becomes_one_file
    b11_changes_at_the_same_time_are_all_kept
}

mod scenarios {
    use std::time::Duration;

    use domain::media::{Media, MediaError, MediaFailure, MediaState};
    use domain::message::Direction;
    use domain::{MediaId, MetaAppId, PhoneNumberId, Timestamp, UploadId};
    use storage::media::MediaFile;
    use storage::uploads::Upload;
    use storage::{Error, Scope, Store};

    use crate::{START, add_conversation, at, outbound, seed};

    fn uploaded(key: Option<&str>, created_at: Timestamp) -> MediaFile {
        MediaFile {
            media: Media {
                id: MediaId::new(created_at),
                direction: Direction::Outbound,
                mime_type: "image/png".into(),
                filename: Some("plan.png".into()),
                size: Some(3),
                sha256: Some("ab".into()),
                state: MediaState::Stored,
                error: None,
                has_thumbnail: false,
                created_at,
                updated_at: created_at,
            },
            message: None,
            meta_media_id: None,
            expires_at: None,
            storage_key: key.map(str::to_owned),
            thumbnail_key: None,
        }
    }

    pub(super) async fn b11_a_file_comes_back_as_it_was_written(store: Store) {
        let seed = seed(&store).await;
        let other = crate::seed(&store).await.workspace;
        let found = store
            .write(seed.workspace, move |tx| {
                let conversation = add_conversation(tx, seed, "Ada", "+4915112345678", START)?;
                let message = outbound(conversation, "hi", START);
                tx.messages().add(seed.workspace, &message)?;
                let mut file = MediaFile {
                    message: Some(message.id),
                    meta_media_id: Some("17".into()),
                    expires_at: Some(at(7)),
                    ..uploaded(None, START)
                };
                file.media.state = MediaState::Pending;
                file.media.direction = Direction::Inbound;
                tx.media().add(seed.workspace, &file)?;
                assert_eq!(tx.media().lookup(seed.workspace, file.media.id)?.as_ref(), Some(&file));
                file.media.state = MediaState::Failed;
                file.media.error = Some(MediaError { reason: MediaFailure::Gone, detail: "gone".into() });
                file.media.mime_type = "image/jpeg".into();
                file.media.size = Some(5_000_000_000);
                file.media.sha256 = Some("cd".into());
                file.media.updated_at = at(3);
                file.media.has_thumbnail = true;
                (file.storage_key, file.thumbnail_key) = (Some("k".into()), Some("t".into()));
                tx.media().update(seed.workspace, &file)?;
                assert_eq!(tx.media().lookup(seed.workspace, file.media.id)?.as_ref(), Some(&file));
                assert_eq!(tx.media().lookup(other, file.media.id)?, None);
                tx.media().list_stored_before(at(1), 10)
            })
            .await
            .unwrap();
        assert_eq!(found.len(), 1);
        let none = store.read(Scope::System, |tx| tx.media().list_stored_before(START, 10)).await.unwrap();
        assert_eq!(none, []);
    }

    pub(super) async fn c2_an_id_at_the_provider_is_good_for_its_number_and_its_time(store: Store) {
        let seed = seed(&store).await;
        store
            .write(seed.workspace, move |tx| {
                let file = uploaded(Some("k"), START);
                let (workspace, number) = (seed.workspace, seed.number);
                let other = PhoneNumberId::new(START);
                tx.media().add(workspace, &file)?;
                let id = file.media.id;
                assert_eq!(tx.media().meta_id_for(workspace, id, number, START)?, None);
                tx.media().add_meta_id(workspace, id, number, "1", at(10))?;
                tx.media().add_meta_id(workspace, id, number, "2", at(20))?;
                tx.media().add_meta_id(workspace, id, other, "3", at(30))?;
                assert_eq!(tx.media().meta_id_for(workspace, id, number, at(19))?.as_deref(), Some("2"));
                assert_eq!(tx.media().meta_id_for(workspace, id, number, at(20))?, None);
                assert_eq!(tx.media().meta_id_for(workspace, id, other, at(20))?.as_deref(), Some("3"));
                assert_eq!(tx.media().remove_meta_ids_before(at(25))?, 1);
                tx.media().remove_meta_id(workspace, id, other)?;
                assert_eq!(tx.media().meta_id_for(workspace, id, other, at(20))?, None);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn f1_a_sample_is_known_by_one_handle_for_each_app_for_some_time(store: Store) {
        let seed = seed(&store).await;
        store
            .write(seed.workspace, move |tx| {
                let (workspace, file) = (seed.workspace, uploaded(Some("k"), START));
                let (app, other) = (MetaAppId::from("6034"), MetaAppId::from("6035"));
                tx.media().add(workspace, &file)?;
                let id = file.media.id;
                assert_eq!(tx.media_handles().lookup(workspace, id, &app, START)?, None);
                tx.media_handles().add(workspace, id, &app, "4::old", at(10))?;
                tx.media_handles().add(workspace, id, &app, "4::new", at(20))?;
                tx.media_handles().add(workspace, id, &other, "4::other", at(30))?;
                let found = tx.media_handles().lookup(workspace, id, &app, at(19))?;
                assert_eq!(found.as_deref(), Some("4::new"));
                assert_eq!(tx.media_handles().lookup(workspace, id, &app, at(20))?, None);
                assert_eq!(tx.media_handles().remove_before(at(25))?, 1);
                tx.media_handles().remove(workspace, id, &other)?;
                assert_eq!(tx.media_handles().lookup(workspace, id, &other, at(20))?, None);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    pub(super) async fn m5_what_nobody_refers_to_is_condemned_once_and_can_come_again(store: Store) {
        let workspace = seed(&store).await.workspace;
        store
            .write(workspace, move |tx| {
                for key in ["used", "thumbnail", "unused", "young"] {
                    let when = if key == "young" { at(10) } else { START };
                    assert!(tx.media_blobs().claim(workspace, key, when)?);
                }
                let mut file = uploaded(Some("used"), START);
                file.thumbnail_key = Some("thumbnail".into());
                tx.media().add(workspace, &file)
            })
            .await
            .unwrap();
        let condemn = || store.write(Scope::System, |tx| tx.media_blobs().condemn_unused(at(5), 10));
        assert_eq!(condemn().await.unwrap(), [(workspace, "unused".to_owned())]);
        // Who died while removing is followed by another.
        assert_eq!(condemn().await.unwrap().len(), 1);
        store
            .write(workspace, move |tx| {
                assert!(!tx.media_blobs().claim(workspace, "unused", at(6))?, "it is just being removed");
                tx.media_blobs().remove(workspace, "used")?;
                tx.media_blobs().remove(workspace, "unused")?;
                assert!(tx.media_blobs().claim(workspace, "unused", at(6))?);
                assert!(tx.media_blobs().claim(workspace, "used", at(6))?, "what is in use stays");
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
        assert_eq!(condemn().await.unwrap(), []);
    }

    pub(super) async fn b11_changes_at_the_same_time_are_all_kept(store: Store) {
        let seed = seed(&store).await;
        let workspace = seed.workspace;
        let file = uploaded(Some("k"), START);
        let id = file.media.id;
        store.write(workspace, move |tx| tx.media().add(workspace, &file)).await.unwrap();
        let mut writers = tokio::task::JoinSet::new();
        for _ in 0..32 {
            let store = store.clone();
            writers.spawn(async move {
                store
                    .write(workspace, move |tx| {
                        let mut file = tx.media().lookup_to_change(workspace, id)?.unwrap();
                        file.media.size = file.media.size.map(|size| size + 1);
                        tx.media().update(workspace, &file)
                    })
                    .await
            });
        }
        while let Some(done) = writers.join_next().await {
            done.unwrap().unwrap();
        }
        let found = store.read(workspace, move |tx| tx.media().lookup(workspace, id)).await.unwrap();
        assert_eq!(found.unwrap().media.size, Some(35));
    }

    pub(super) async fn c2_an_upload_becomes_one_file(store: Store) {
        let workspace = seed(&store).await.workspace;
        store
            .write(workspace, move |tx| {
                let upload = Upload {
                    workspace,
                    id: UploadId::new(START),
                    filename: None,
                    mime_type: "video/mp4".into(),
                    size: 9,
                    received: 0,
                    media: None,
                    expires_at: START + Duration::from_secs(10),
                    created_at: START,
                };
                tx.uploads().add(&upload)?;
                assert_eq!(tx.uploads().count_open(workspace, START)?, 1);
                tx.uploads().update_received(workspace, upload.id, 4)?;
                let half = Upload { received: 4, ..upload.clone() };
                assert_eq!(tx.uploads().lookup(workspace, upload.id)?, Some(half.clone()));
                let (one, two) = (MediaId::new(START), MediaId::new(START));
                assert!(tx.uploads().update_media(workspace, upload.id, one)?);
                assert!(!tx.uploads().update_media(workspace, upload.id, two)?);
                assert_eq!(tx.uploads().count_open(workspace, START)?, 0);
                assert_eq!(tx.uploads().list_expired(at(10), 5)?, []);
                assert_eq!(tx.uploads().list_expired(at(11), 5)?, [Upload { media: Some(one), ..half }]);
                tx.uploads().remove(workspace, upload.id)?;
                assert_eq!(tx.uploads().lookup(workspace, upload.id)?, None);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}
