//! The journal: durable before it is acknowledged, read back byte for byte and in order.

use crate::on_both;

on_both! {
    b3_entries_come_back_byte_for_byte_and_in_the_order_of_their_ids
    b3_many_appends_at_once_are_all_kept
    b3_a_read_is_bounded_by_bytes
    b3_a_full_disk_refuses_and_keeps_what_was_acknowledged
    b3_the_cursor_moves_only_from_where_it_stands
}

mod scenarios {
    use domain::MetaAppId;
    use storage::journal::{NewEntry, Outcome};
    use storage::{Error, Scope, Store};

    use crate::at;

    fn entry(n: i64, body: &[u8]) -> NewEntry {
        NewEntry {
            received_at: at(n),
            meta_app_id: MetaAppId::from("app"),
            headers: "{}".into(),
            body: body.to_vec().into(),
        }
    }

    pub(super) async fn b3_entries_come_back_byte_for_byte_and_in_the_order_of_their_ids(store: Store) {
        let bodies: [&[u8]; 3] = [b"{\"a\":\"\\u00e4 \\u0000\"}", b"\x00\xff\xfe not even text", b""];
        for (n, body) in (0..).zip(bodies) {
            store.journal().append(entry(n, body)).await.unwrap();
        }
        let entries = store.journal().read_after(0, 10, 1 << 20).await.unwrap();
        assert_eq!(entries.iter().map(|e| &e.body[..]).collect::<Vec<_>>(), bodies);
        assert_eq!(entries.iter().map(|e| e.received_at).collect::<Vec<_>>(), [at(0), at(1), at(2)]);
        let rest = store.journal().read_after(entries[1].id, 10, 1 << 20).await.unwrap();
        assert_eq!(rest, entries[2..]);
    }

    pub(super) async fn b3_many_appends_at_once_are_all_kept(store: Store) {
        let appends = (0..300).map(|n| {
            let store = store.clone();
            tokio::spawn(
                async move { store.journal().append(entry(n, format!("body {n}").as_bytes())).await },
            )
        });
        for append in appends.collect::<Vec<_>>() {
            append.await.unwrap().unwrap();
        }
        let entries = store.journal().read_after(0, 1000, 1 << 20).await.unwrap();
        let mut bodies: Vec<_> = entries.iter().map(|e| String::from_utf8(e.body.clone()).unwrap()).collect();
        assert!(entries.windows(2).all(|pair| pair[0].id < pair[1].id));
        bodies.sort();
        bodies.dedup();
        assert_eq!(bodies.len(), 300);
    }

    pub(super) async fn b3_a_read_is_bounded_by_bytes(store: Store) {
        for n in 0..200 {
            store.journal().append(entry(n, &[b'x'; 1000])).await.unwrap();
        }
        let entries = store.journal().read_after(0, 1000, 10_000).await.unwrap();
        assert!(entries.len() < 100, "{} entries for 10 kB", entries.len());
    }

    pub(super) async fn b3_a_full_disk_refuses_and_keeps_what_was_acknowledged(store: Store) {
        store.journal().append(entry(0, b"kept")).await.unwrap();
        store.journal().pretend_full_disk();
        let mut acknowledged = 1;
        let mut refusal = None;
        for n in 1..200 {
            match store.journal().append(entry(n, &[b'x'; 4000])).await {
                Ok(()) => acknowledged += 1,
                Err(e) => {
                    refusal = Some(e);
                    break;
                }
            }
        }
        let refusal = refusal.unwrap();
        assert!(refusal.is_transient(), "{refusal}");
        let entries = store.journal().read_after(0, 1000, 1 << 24).await.unwrap();
        assert_eq!(entries.len(), acknowledged);
        assert_eq!(entries[0].body, b"kept");
    }

    pub(super) async fn b3_the_cursor_moves_only_from_where_it_stands(store: Store) {
        store
            .write(Scope::System, |tx| {
                assert_eq!(tx.journal_cursors().lookup("a")?, 0);
                assert!(tx.journal_cursors().advance("a", 0, 5)?);
                assert!(!tx.journal_cursors().advance("a", 0, 6)?, "somebody else had moved it");
                assert_eq!(tx.journal_cursors().lookup("a")?, 5);
                let outcome = Outcome { word: "applied".into(), updates: 2, error: None };
                tx.journal_cursors().add_outcome(5, &outcome, at(0))?;
                assert_eq!(tx.journal_cursors().outcome(5)?, Some(outcome));
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}
