//! The Meta apps whose signatures count, kept at hand.

use std::sync::Arc;
use std::time::Duration;

use domain::phone_number::MetaApp;
use storage::{Scope, Store};
use tokio::sync::Mutex;
use tokio::time::Instant;

/// A change of secrets takes effect after at most this long, without a restart.
const MAX_AGE: Duration = Duration::from_secs(5);
/// A signature that does not match may be due to a secret that is newer than ours: look again, but not for
/// every forged call.
const MIN_AGE: Duration = Duration::from_millis(500);

#[derive(Debug)]
pub(crate) struct Apps {
    store: Store,
    known: Mutex<Option<(Instant, Arc<[MetaApp]>)>>,
}

impl Apps {
    pub(crate) fn new(store: Store) -> Self {
        Self { store, known: Mutex::new(None) }
    }

    /// The apps, not older than a few seconds.
    pub(crate) async fn current(&self) -> storage::Result<Arc<[MetaApp]>> {
        self.not_older_than(MAX_AGE).await
    }

    /// The apps, as fresh as may be asked for.
    pub(crate) async fn fresh(&self) -> storage::Result<Arc<[MetaApp]>> {
        self.not_older_than(MIN_AGE).await
    }

    async fn not_older_than(&self, age: Duration) -> storage::Result<Arc<[MetaApp]>> {
        let mut known = self.known.lock().await;
        if let Some((at, apps)) = &*known
            && at.elapsed() < age
        {
            return Ok(Arc::clone(apps));
        }
        match self.store.read(Scope::System, |tx| tx.meta_apps().list()).await {
            Ok(apps) => {
                let apps: Arc<[MetaApp]> = apps.into();
                *known = Some((Instant::now(), Arc::clone(&apps)));
                Ok(apps)
            }
            // The main database may be down while the journal is not: old secrets are better than none.
            Err(e) => known.as_ref().map(|(_, apps)| Arc::clone(apps)).ok_or(e),
        }
    }
}
