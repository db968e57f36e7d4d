//! One topic for each workspace that somebody listens to.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use domain::WorkspaceId;
use storage::{Error, Store};
use tokio::sync::Mutex;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

use crate::topic::Topic;

/// How often to look without having been told: other processes record events too.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// All topics. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Hub {
    store: Store,
    topics: Arc<Mutex<HashMap<WorkspaceId, Arc<Topic>>>>,
    stop: CancellationToken,
}

impl Hub {
    /// A hub whose topics are kept up to date by [`Hub::run`].
    pub fn new(store: Store, stop: CancellationToken) -> Self {
        Self { store, topics: Arc::default(), stop }
    }

    /// Ends all waiting.
    pub fn stop(&self) -> &CancellationToken {
        &self.stop
    }

    /// The topic of a workspace. `None` when there is no such workspace.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn topic(&self, workspace: WorkspaceId) -> Result<Option<Arc<Topic>>, Error> {
        let mut topics = self.topics.lock().await;
        if let Some(topic) = topics.get(&workspace) {
            let topic = Arc::clone(topic);
            drop(topics);
            return Ok(Some(topic));
        }
        let Some(topic) = Topic::open(&self.store, workspace).await? else { return Ok(None) };
        let topic = Arc::new(topic);
        topics.insert(workspace, Arc::clone(&topic));
        Ok(Some(topic))
    }

    /// Keeps the topics up to date, until it is told to stop.
    pub async fn run(self) {
        let mut feed = self.store.signals().feed();
        let mut look = tokio::time::interval(LOOK_EVERY);
        look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = self.stop.cancelled() => return,
                news = feed.recv() => match news {
                    Ok((workspace, _)) => self.catch_up(workspace).await,
                    Err(RecvError::Lagged(_)) => self.catch_up_all().await,
                    Err(RecvError::Closed) => return,
                },
                _ = look.tick() => self.catch_up_all().await,
            }
        }
    }

    async fn catch_up(&self, workspace: WorkspaceId) {
        let topic = self.topics.lock().await.get(&workspace).map(Arc::clone);
        if let Some(topic) = topic
            && let Err(e) = topic.catch_up().await
        {
            tracing::error!(error = %e, "the event feed cannot be read just now");
        }
    }

    /// All that somebody listens to; the others are let go.
    async fn catch_up_all(&self) {
        let mut topics = self.topics.lock().await;
        topics.retain(|_, topic| topic.has_listeners() || Arc::strong_count(topic) > 1);
        let workspaces: Vec<_> = topics.keys().copied().collect();
        drop(topics);
        // On one process every commit is told; looking again costs one small read for each listened-to feed.
        for workspace in workspaces {
            self.catch_up(workspace).await;
        }
    }
}
