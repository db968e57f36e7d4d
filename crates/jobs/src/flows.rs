//! Flows: copied from the provider.

use std::time::Duration;

use actions::flow::{self, FlowDesk as _};
use actions::provider::ProviderError;
use domain::WabaId;
use domain::job::Job;
use storage::Error;

use crate::{Context, backoff};

const LONGEST_PAUSE: Duration = Duration::from_secs(120);
/// About a quarter of an hour.
const ATTEMPTS: i64 = 12;

/// Copies an account's Flows; what fails for now is tried again.
pub(crate) async fn sync(context: &Context, job: Job, waba: WabaId) -> Result<(), Error> {
    let workspace = job.workspace;
    let began_at = context.clock.now();
    let account = waba.clone();
    let access =
        context.store.read(workspace, move |tx| tx.phone_numbers().waba_access(workspace, &account)).await?;
    let Some(access) = access else {
        return context.store.write(workspace, move |tx| tx.jobs().remove(job.id)).await;
    };
    let listed = context.gateway.list_flows(&access, &waba).await;
    let now = context.clock.now();
    context
        .store
        .write(workspace, move |tx| match listed {
            Ok(list) => {
                flow::apply_copy(tx, workspace, &waba, (began_at, now), list)?;
                tx.jobs().remove(job.id)
            }
            Err(error) if is_passing(&error) && job.attempt < ATTEMPTS => {
                let run_at = now + backoff::delay(job.attempt, LONGEST_PAUSE);
                tx.jobs().postpone(job.id, run_at, &error.reason().title)
            }
            Err(error) => {
                tracing::warn!(waba.id = %waba, error = %error, "an account's Flows could not be copied");
                tx.jobs().remove(job.id)
            }
        })
        .await
}

/// Whether asking again may help: a list can be read twice without harm.
const fn is_passing(error: &ProviderError) -> bool {
    matches!(error, ProviderError::TooMany(_) | ProviderError::Unreachable(_) | ProviderError::Unanswered(_))
}
