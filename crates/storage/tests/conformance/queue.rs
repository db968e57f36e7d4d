//! Owed work: claimed once, in order, and not lost with its runner.

use crate::on_both;

on_both! {
    c9_every_job_is_claimed_once_by_many_runners
    c9_jobs_of_one_key_run_one_after_another
    c9_a_lapsed_claim_is_taken_over
    c13_an_idempotency_key_is_taken_once
}

mod scenarios {
    use std::collections::BTreeSet;

    use domain::job::{Job, Queue, Work};
    use domain::{ConversationId, JobId, MessageId};
    use storage::{Error, Scope, Store};

    use crate::{START, at, seed};

    fn work(conversation_id: ConversationId) -> Work {
        Work::SendMessage { message_id: MessageId::new(START), conversation_id }
    }

    async fn add(store: &Store, works: Vec<Work>) {
        let workspace = seed(store).await.workspace;
        store
            .write(workspace, move |tx| {
                for work in &works {
                    tx.jobs().add(workspace, work, START, START)?;
                }
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    async fn claim(store: &Store, limit: usize) -> Vec<Job> {
        store
            .write(Scope::System, move |tx| tx.jobs().claim(Queue::Send, at(1), at(60), limit))
            .await
            .unwrap()
    }

    async fn remove(store: &Store, id: JobId) {
        store.write(Scope::System, move |tx| tx.jobs().remove(id)).await.unwrap();
    }

    pub(super) async fn c9_every_job_is_claimed_once_by_many_runners(store: Store) {
        add(&store, (0..120).map(|_| work(ConversationId::new(START))).collect()).await;
        let runners = (0..4).map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let jobs = claim(&store, 7).await;
                    if jobs.is_empty() {
                        return mine;
                    }
                    for job in jobs {
                        mine.push(job.id);
                        remove(&store, job.id).await;
                    }
                }
            })
        });
        let mut all = Vec::new();
        for runner in runners.collect::<Vec<_>>() {
            all.extend(runner.await.unwrap());
        }
        assert_eq!(all.len(), 120);
        assert_eq!(all.into_iter().collect::<BTreeSet<_>>().len(), 120);
    }

    pub(super) async fn c9_jobs_of_one_key_run_one_after_another(store: Store) {
        let (one, other) = (ConversationId::new(START), ConversationId::new(START));
        let works = vec![work(one), work(one), work(other), work(one)];
        add(&store, works.clone()).await;
        let mut order = Vec::new();
        loop {
            let jobs = claim(&store, 10).await;
            if jobs.is_empty() {
                break;
            }
            let keys: BTreeSet<_> = jobs.iter().map(|job| job.work.key()).collect();
            assert_eq!(keys.len(), jobs.len(), "two jobs of one conversation at once");
            for job in jobs {
                order.push(job.work.clone());
                remove(&store, job.id).await;
            }
        }
        let of_one: Vec<_> = order.into_iter().filter(|w| w.key() == one.to_string()).collect();
        assert_eq!(of_one, [works[0].clone(), works[1].clone(), works[3].clone()]);
    }

    pub(super) async fn c9_a_lapsed_claim_is_taken_over(store: Store) {
        add(&store, vec![work(ConversationId::new(START))]).await;
        let first = claim(&store, 1).await.remove(0);
        assert_eq!(first.attempt, 1);
        assert!(claim(&store, 1).await.is_empty(), "claimed twice");
        let lapsed = |now| {
            let store = store.clone();
            async move {
                store
                    .write(Scope::System, move |tx| tx.jobs().claim_lapsed(Queue::Send, now, at(200), 10))
                    .await
                    .unwrap()
            }
        };
        assert!(lapsed(at(59)).await.is_empty(), "the lease had not passed");
        assert_eq!(lapsed(at(61)).await.iter().map(|j| j.id).collect::<Vec<_>>(), [first.id]);
        store.write(Scope::System, move |tx| tx.jobs().postpone(first.id, at(1), "again")).await.unwrap();
        assert_eq!(claim(&store, 1).await[0].attempt, 2);
    }

    pub(super) async fn c13_an_idempotency_key_is_taken_once(store: Store) {
        let workspace = seed(&store).await.workspace;
        let (first, second) = (MessageId::new(START), MessageId::new(START));
        store
            .write(workspace, move |tx| {
                assert!(tx.idempotency_keys().add(workspace, "k", b"hash", first, START)?);
                assert!(!tx.idempotency_keys().add(workspace, "k", b"other", second, START)?);
                assert_eq!(tx.idempotency_keys().lookup(workspace, "k")?, Some((b"hash".to_vec(), first)));
                assert_eq!(tx.idempotency_keys().remove_before(at(1))?, 1);
                assert_eq!(tx.idempotency_keys().lookup(workspace, "k")?, None);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}
