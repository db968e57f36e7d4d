//! How a runner takes work from its queue: for work that may be done twice without harm, so that a lapsed claim
//! is simply claimed again.

use std::sync::Arc;
use std::time::Duration;

use domain::job::{Job, Queue};
use storage::{Error, Scope};
use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;

use crate::Context;

const LOOK_EVERY: Duration = Duration::from_secs(2);

/// A queue, and how it is worked on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Runner {
    pub queue: Queue,
    /// Jobs that may be under way at once.
    pub at_once: usize,
    /// After it whoever claimed a job is gone.
    pub lease: Duration,
    /// Whether taking over a lapsed claim is an attempt of its own: what was begun may have reached the provider.
    pub counts_lapsed: bool,
}

impl Runner {
    /// Has `work` do what is due until it is told to stop; then finishes what is under way.
    pub(crate) async fn run<F>(self, context: Context, work: impl Fn(Context, Job) -> F)
    where
        F: Future<Output = Result<(), Error>> + Send + 'static,
    {
        let slots = Arc::new(Semaphore::new(self.at_once));
        let under_way = TaskTracker::new();
        // Nobody else works on this data: whatever is claimed at the start was begun before a crash.
        let mut first = context.store.is_exclusive();
        while !context.stop.is_cancelled() {
            let early = if std::mem::take(&mut first) { self.lease + self.lease } else { Duration::ZERO };
            let jobs = self.claim(&context, early, slots.available_permits()).await.unwrap_or_else(|e| {
                tracing::error!(error = %e, queue = self.queue.as_str(), "no work can be taken just now");
                Vec::new()
            });
            let idle = jobs.is_empty();
            for job in jobs {
                let slot = Arc::clone(&slots).acquire_owned().await; // there is one: no more was claimed
                let (id, done) = (job.id, work(context.clone(), job));
                let context = context.clone();
                under_way.spawn(async move {
                    if let Err(e) = done.await {
                        tracing::error!(error = %e, job.id = %id, "how it went cannot be noted; it is repeated");
                    }
                    drop(slot);
                    context.store.signals().queue(self.queue).notify_one();
                });
            }
            if idle {
                tokio::select! {
                    () = context.stop.cancelled() => break,
                    () = context.store.signals().queue(self.queue).notified() => {}
                    () = tokio::time::sleep(LOOK_EVERY) => {}
                }
            }
        }
        under_way.close();
        under_way.wait().await;
    }

    async fn claim(self, context: &Context, early: Duration, free: usize) -> Result<Vec<Job>, Error> {
        if free == 0 {
            return Ok(Vec::new());
        }
        let now = context.clock.now();
        let until = now + self.lease;
        context
            .store
            .write(Scope::System, move |tx| {
                let mut jobs = tx.jobs().claim_lapsed(self.queue, now + early, until, free)?;
                jobs.iter_mut().for_each(|job| job.attempt += i64::from(self.counts_lapsed));
                let left = free.saturating_sub(jobs.len());
                if left > 0 {
                    jobs.extend(tx.jobs().claim(self.queue, now, until, left)?);
                }
                Ok(jobs)
            })
            .await
    }
}
