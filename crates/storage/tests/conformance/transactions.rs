//! Transactions: all or nothing, whatever happens to the caller.

use crate::on_both;

on_both! {
    every_statement_compiles
    an_error_undoes_everything
    a_panic_undoes_everything_and_harms_nobody_else
    a_savepoint_undoes_only_its_own
    a_caller_that_goes_away_leaves_nothing_open
    many_writers_at_once_lose_nothing
    a_newer_schema_is_refused
}

/// The check that every start makes, with files that a newer version has left.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_on_a_newer_database_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let open = || storage::Store::open(storage::Options::sqlite(folder.path()));
    let store = open().await.unwrap();
    store.pretend_schema_version(999).await.unwrap();
    assert!(matches!(open().await, Err(storage::Error::FolderInUse(_))), "two processes in one folder");
    drop(store);
    let refused = open().await.unwrap_err();
    assert!(matches!(refused, storage::Error::NewerSchema { found: 999, .. }), "{refused}");
}

mod scenarios {
    use domain::event::Event;
    use domain::workspace::Workspace;
    use domain::{Timestamp, WorkspaceId};
    use storage::{Error, Scope, Store, Tx};

    use crate::{START, contact, seed};

    pub(super) async fn every_statement_compiles(store: Store) {
        assert_eq!(store.check_statements().await.unwrap(), Vec::<String>::new());
    }

    fn add_workspace(tx: &mut Tx<'_>, name: &str) -> Result<(), Error> {
        tx.workspaces().add(&Workspace { id: WorkspaceId::new(START), name: name.into(), created_at: START })
    }

    async fn count(store: &Store) -> i64 {
        store.read(Scope::System, |tx| tx.workspaces().count()).await.unwrap()
    }

    pub(super) async fn an_error_undoes_everything(store: Store) {
        let failed = store
            .write(Scope::System, |tx| {
                add_workspace(tx, "gone")?;
                Err::<(), _>(Error::Busy)
            })
            .await;
        assert!(matches!(failed, Err(Error::Busy)));
        assert_eq!(count(&store).await, 0);
    }

    pub(super) async fn a_panic_undoes_everything_and_harms_nobody_else(store: Store) {
        let failed = store
            .write(Scope::System, |tx| {
                add_workspace(tx, "gone")?;
                if tx.workspaces().count()? > 0 {
                    panic!("on purpose");
                }
                Ok::<_, Error>(())
            })
            .await;
        assert!(matches!(failed, Err(Error::Panicked)));
        store.write(Scope::System, |tx| add_workspace(tx, "kept")).await.unwrap();
        assert_eq!(count(&store).await, 1);
    }

    pub(super) async fn a_savepoint_undoes_only_its_own(store: Store) {
        let seed = seed(&store).await;
        let event = |name| Event::ContactUpdated { contact: contact(name, "+1") };
        store
            .write(seed.workspace, move |tx| {
                tx.record(seed.workspace, START, &event("kept"))?;
                let undone: Result<(), Error> = tx.savepoint(|tx| {
                    add_workspace(tx, "gone")?;
                    tx.record(seed.workspace, START, &event("gone"))?;
                    Err(Error::Busy)
                });
                assert!(undone.is_err());
                tx.savepoint(|tx| tx.record(seed.workspace, START, &event("kept too")))
            })
            .await
            .unwrap();
        assert_eq!(count(&store).await, 1);
        let events = store
            .read(seed.workspace, move |tx| tx.events().list_after(seed.workspace, 0, 10))
            .await
            .unwrap();
        assert_eq!(events.iter().map(|e| e.seq).collect::<Vec<_>>(), [1, 2]);
    }

    pub(super) async fn a_caller_that_goes_away_leaves_nothing_open(store: Store) {
        for n in 0..20 {
            let write = store.write(Scope::System, move |tx| {
                std::thread::sleep(std::time::Duration::from_millis(5));
                add_workspace(tx, &format!("w{n}"))
            });
            // Dropped in the middle: the transaction runs to its end all the same.
            let _timed_out = tokio::time::timeout(std::time::Duration::from_millis(1), write).await;
        }
        store.write(Scope::System, |tx| add_workspace(tx, "last")).await.unwrap();
        while count(&store).await < 21 {
            tokio::task::yield_now().await;
        }
    }

    pub(super) async fn many_writers_at_once_lose_nothing(store: Store) {
        let writes = (0..200).map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                store.write(Scope::System, move |tx| add_workspace(tx, &format!("w{n}"))).await
            })
        });
        for write in writes.collect::<Vec<_>>() {
            write.await.unwrap().unwrap();
        }
        assert_eq!(count(&store).await, 200);
    }

    pub(super) async fn a_newer_schema_is_refused(store: Store) {
        let version = storage::latest_version();
        let newer = Timestamp::from_micros(version + 1).as_micros();
        store.pretend_schema_version(newer).await.unwrap();
        let again = store.check_schema().await;
        assert!(
            matches!(again, Err(Error::NewerSchema { found, known }) if found == newer && known == version),
            "{again:?}"
        );
        assert!(again.unwrap_err().to_string().contains("start the newer program"));
    }
}
