//! The feed: numbered without a gap, visible in the order of the numbers.

use crate::on_both;

on_both! {
    e1_numbers_have_no_gap_and_become_visible_in_order_under_concurrent_commits
    e1_feeds_of_two_workspaces_do_not_mix
    e1_pruning_is_known_to_who_comes_late
}

mod scenarios {
    use std::time::Duration;

    use domain::WorkspaceId;
    use domain::event::Event;
    use storage::{Error, Store};

    use crate::{START, Seed, at, contact, seed};

    async fn record(store: &Store, workspace: WorkspaceId, name: String) {
        store
            .write(workspace, move |tx| {
                tx.record(workspace, START, &Event::ContactUpdated { contact: contact(&name, "+1") })?;
                tx.record(workspace, START, &Event::ContactUpdated { contact: contact(&name, "+2") })
            })
            .await
            .unwrap();
    }

    async fn seqs(store: &Store, workspace: WorkspaceId, after: i64) -> Vec<i64> {
        let events =
            store.read(workspace, move |tx| tx.events().list_after(workspace, after, 1000)).await.unwrap();
        events.iter().map(|e| e.seq).collect()
    }

    pub(super) async fn e1_numbers_have_no_gap_and_become_visible_in_order_under_concurrent_commits(
        store: Store,
    ) {
        const WRITERS: i64 = 100;
        let Seed { workspace, .. } = seed(&store).await;
        let reader = {
            let store = store.clone();
            tokio::spawn(async move {
                let mut seen: Vec<i64> = Vec::new();
                while seen.len() < usize::try_from(WRITERS * 2).unwrap() {
                    seen.extend(seqs(&store, workspace, seen.last().copied().unwrap_or(0)).await);
                }
                seen
            })
        };
        let writes = (0..WRITERS).map(|n| {
            let store = store.clone();
            tokio::spawn(async move { record(&store, workspace, format!("c{n}")).await })
        });
        for write in writes.collect::<Vec<_>>() {
            write.await.unwrap();
        }
        let seen = tokio::time::timeout(Duration::from_secs(30), reader).await.unwrap().unwrap();
        assert_eq!(
            seen,
            (1..=WRITERS * 2).collect::<Vec<_>>(),
            "a reader with a cursor missed or repeated one"
        );
    }

    pub(super) async fn e1_feeds_of_two_workspaces_do_not_mix(store: Store) {
        let (one, two) = (seed(&store).await, seed(&store).await);
        record(&store, one.workspace, "a".into()).await;
        record(&store, two.workspace, "b".into()).await;
        record(&store, one.workspace, "c".into()).await;
        assert_eq!(seqs(&store, one.workspace, 0).await, [1, 2, 3, 4]);
        assert_eq!(seqs(&store, two.workspace, 0).await, [1, 2]);
    }

    pub(super) async fn e1_pruning_is_known_to_who_comes_late(store: Store) {
        let Seed { workspace, .. } = seed(&store).await;
        record(&store, workspace, "old".into()).await;
        store
            .write(workspace, move |tx| {
                tx.record(workspace, at(100), &Event::ContactUpdated { contact: contact("new", "+3") })
            })
            .await
            .unwrap();
        let (removed, position) = store
            .write(workspace, move |tx| {
                let removed = tx.events().remove_before(workspace, at(50), 1)?
                    + tx.events().remove_before(workspace, at(50), 100)?;
                Ok::<_, Error>((removed, tx.events().position(workspace)?.unwrap()))
            })
            .await
            .unwrap();
        assert_eq!((removed, position.pruned, position.last), (2, 2, 3));
        assert_eq!(seqs(&store, workspace, 2).await, [3]);
    }
}
