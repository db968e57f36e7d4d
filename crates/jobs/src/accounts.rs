//! Accounts: read from the provider, and our app subscribed to their webhooks.
//!
//! Every call may be made twice without harm, so a lapsed claim is simply claimed again.

use std::time::Duration;

use actions::account::{self, AccountCopy, Accounts, Refreshing, Subscribed};
use actions::provider::ProviderError;
use domain::job::{Job, Queue, Work};
use domain::phone_number::{NumberAccess, NumberState};
use domain::{Timestamp, WabaId};
use storage::{Error, Scope, Tx};

use crate::runner::Runner;
use crate::{Context, backoff};

const AT_ONCE: usize = 2;
/// Longer than it takes to read an account with many numbers.
const LEASE: Duration = Duration::from_secs(5 * 60);
const LONGEST_PAUSE: Duration = Duration::from_secs(120);
/// About a quarter of an hour.
const ATTEMPTS: i64 = 12;
/// How old what is known may get.
const READ_EVERY: Duration = Duration::from_secs(6 * 60 * 60);

/// Works on accounts until it is told to stop.
pub async fn run(context: Context) {
    let runner = Runner { queue: Queue::Accounts, at_once: AT_ONCE, lease: LEASE, counts_lapsed: true };
    runner.run(context, |context, job| async move { work(&context, job).await }).await;
}

async fn work(context: &Context, job: Job) -> Result<(), Error> {
    match job.work.clone() {
        Work::RefreshAccount { waba_id } => refresh(context, job, waba_id).await,
        Work::SubscribeApp { waba_id } => subscribe(context, job, waba_id).await,
        _ => drop_job(context, job).await,
    }
}

async fn drop_job(context: &Context, job: Job) -> Result<(), Error> {
    context.store.write(Scope::System, move |tx| tx.jobs().remove(job.id)).await
}

async fn access(context: &Context, job: &Job, waba: &WabaId) -> Result<Option<NumberAccess>, Error> {
    let (workspace, waba) = (job.workspace, waba.clone());
    context.store.read(workspace, move |tx| tx.phone_numbers().waba_access(workspace, &waba)).await
}

async fn refresh(context: &Context, job: Job, waba: WabaId) -> Result<(), Error> {
    let reading = Refreshing { workspace: job.workspace, waba, began_at: context.clock.now() };
    let (workspace, id) = (reading.workspace, reading.waba.clone());
    let begin = move |tx: &mut Tx<'_>| account::begin_refresh(tx, workspace, &id);
    context.store.write(workspace, begin).await?;
    let found = access(context, &job, &reading.waba).await?;
    let Some(access) = found else { return drop_job(context, job).await };
    let read = read(context, &access, &reading).await?;
    let now = context.clock.now();
    context
        .store
        .write(workspace, move |tx| match read {
            Ok(copy) => account::finish_refresh(tx, &reading, &job, now, copy),
            Err(error) => {
                account::fail_refresh(tx, &reading, now, error.reason().clone())?;
                note_failure(tx, &job, now, &access, &error)
            }
        })
        .await
}

/// Reads the account, and those of its numbers that are connected, each with its own token.
async fn read(
    context: &Context,
    access: &NumberAccess,
    reading: &Refreshing,
) -> Result<Result<AccountCopy, ProviderError>, Error> {
    let mut copy = match context.gateway.read_account(access, &reading.waba).await {
        Ok(details) => AccountCopy { details, ..AccountCopy::default() },
        Err(error) => return Ok(Err(error)),
    };
    match context.gateway.subscription(access, &reading.waba).await {
        Ok(subscribed) => copy.subscribed = Some(subscribed),
        Err(error) if error.is_passing() => return Ok(Err(error)),
        // Providers of other kinds have no such thing.
        Err(_) => {}
    }
    for access in number_accesses(context, reading).await? {
        match context.gateway.read_number(&access).await {
            Ok(number) => {
                if copy.details.messaging_limit.is_none() {
                    copy.details.messaging_limit.clone_from(&number.details.messaging_limit);
                }
                copy.numbers.push((access.id, number));
            }
            Err(error) if error.is_passing() => return Ok(Err(error)),
            Err(error) => tracing::warn!(error = %error, number.id = %access.id, "a number cannot be read"),
        }
    }
    Ok(Ok(copy))
}

async fn number_accesses(context: &Context, reading: &Refreshing) -> Result<Vec<NumberAccess>, Error> {
    let (workspace, waba) = (reading.workspace, reading.waba.clone());
    let find = move |tx: &mut Tx<'_>| {
        let mut found = Vec::new();
        for number in tx.phone_numbers().list(workspace)? {
            if number.waba_id == waba {
                found.extend(tx.phone_numbers().access(workspace, number.id)?);
            }
        }
        Ok(found)
    };
    context.store.read(workspace, find).await
}

async fn subscribe(context: &Context, job: Job, waba: WabaId) -> Result<(), Error> {
    let workspace = job.workspace;
    let id = waba.clone();
    let known = context.store.read(workspace, move |tx| tx.wabas().lookup(workspace, &id)).await?;
    // Somebody may have ended the subscription meanwhile, and means it.
    let is_wanted = known.is_none_or(|waba| waba.subscription.is_kept);
    let access = access(context, &job, &waba).await?;
    let Some(access) = access.filter(|_| is_wanted) else { return drop_job(context, job).await };
    let subscribed = subscribed(context, &access, &waba).await;
    let now = context.clock.now();
    context
        .store
        .write(workspace, move |tx| match subscribed {
            Ok(subscribed) => {
                account::note_subscription(tx, workspace, now, &waba, subscribed, None)?;
                tx.jobs().remove(job.id)
            }
            Err(error) => {
                account::fail_subscription(tx, workspace, now, &waba, error.reason().clone())?;
                note_failure(tx, &job, now, &access, &error)
            }
        })
        .await
}

/// Subscribes our app unless it is: doing it again would end an override.
async fn subscribed(
    context: &Context,
    access: &NumberAccess,
    waba: &WabaId,
) -> Result<Subscribed, ProviderError> {
    let found = context.gateway.subscription(access, waba).await?;
    if found.is_subscribed {
        return Ok(found);
    }
    context.gateway.subscribe(access, waba, None).await?;
    Ok(Subscribed { is_subscribed: true, callback_override: None })
}

fn note_failure(
    tx: &mut Tx<'_>,
    job: &Job,
    now: Timestamp,
    access: &NumberAccess,
    error: &ProviderError,
) -> Result<(), Error> {
    let reason = error.reason();
    // A token that is refused here is of no use to sends either.
    if matches!(error, ProviderError::TokenInvalid(_)) && reason.code == Some(190) {
        let words = format!("{}. {}", reason.title, reason.remedy);
        let state = NumberState::TokenInvalid;
        actions::phone_number::set_health(tx, job.workspace, now, access.id, state, Some(words))?;
    }
    if error.is_passing() && job.attempt < ATTEMPTS {
        let run_at = now + backoff::delay(job.attempt, LONGEST_PAUSE);
        return tx.jobs().postpone(job.id, run_at, &reason.title);
    }
    tx.jobs().remove(job.id)
}

/// Owes a reading of every account whose last one is old.
pub(crate) async fn owe_old(context: &Context) -> Result<(), Error> {
    let now = context.clock.now();
    context
        .store
        .write(Scope::System, move |tx| {
            for (workspace, waba) in tx.wabas().due(now - READ_EVERY)? {
                account::owe_refresh(tx, workspace, now, &waba, Duration::ZERO)?;
            }
            Ok(())
        })
        .await
}
