//! Contacts' phones are told that we have read, type, or react.

use std::time::Duration;

use cloud_gateway::CallError;
use domain::job::{Job, Queue, Work};
use domain::{MessageId, PhoneNumberId, Wamid};
use storage::{Error, Scope};

use crate::{Context, backoff};

const AT_ONCE: usize = 16;
const LEASE: Duration = Duration::from_secs(90);
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// A receipt that comes much too late is worth nothing.
const ATTEMPTS: i64 = 4;

/// Sends receipts until it is told to stop. Sending one twice does no harm, so a lapsed claim is simply
/// claimed again.
pub async fn run(context: Context) {
    let mut first = context.store.is_exclusive();
    while !context.stop.is_cancelled() {
        let early = if std::mem::take(&mut first) { LEASE + LEASE } else { Duration::ZERO };
        let jobs = claim(&context, early).await.unwrap_or_else(|e| {
            tracing::error!(error = %e, "receipts cannot be taken from the queue just now");
            Vec::new()
        });
        if jobs.is_empty() {
            tokio::select! {
                () = context.stop.cancelled() => return,
                () = context.store.signals().queue(Queue::Receipts).notified() => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
            continue;
        }
        let mut calls = tokio::task::JoinSet::new();
        for job in jobs {
            let context = context.clone();
            calls.spawn(async move {
                if let Err(e) = send_one(&context, job).await {
                    tracing::warn!(error = %e, "how a receipt went cannot be noted");
                }
            });
        }
        while calls.join_next().await.is_some() {}
    }
}

async fn claim(context: &Context, early: Duration) -> Result<Vec<Job>, Error> {
    let now = context.clock.now();
    context
        .store
        .write(Scope::System, move |tx| {
            let mut jobs = tx.jobs().claim_lapsed(Queue::Receipts, now + early, now + LEASE, AT_ONCE)?;
            jobs.extend(tx.jobs().claim(Queue::Receipts, now, now + LEASE, AT_ONCE)?);
            Ok(jobs)
        })
        .await
}

async fn send_one(context: &Context, job: Job) -> Result<(), Error> {
    let (sent, is_worth_retrying) = match job.work.clone() {
        Work::MarkRead { phone_number_id, wamid, typing } => {
            (mark_read(context, &job, phone_number_id, &wamid, typing).await?, !typing)
        }
        Work::SendReaction { message_id } => (react(context, &job, message_id).await?, true),
        _ => (Ok(()), false), // another queue's
    };
    let now = context.clock.now();
    let retry = is_worth_retrying && job.attempt < ATTEMPTS;
    context
        .store
        .write(Scope::System, move |tx| match sent {
            Err(e) if e.is_retryable && retry => {
                let pause = backoff::delay(job.attempt, Duration::from_secs(30));
                tx.jobs().postpone(job.id, now + pause, &e.reason.title)
            }
            sent => {
                if let (Err(_), Work::SendReaction { message_id }) = (sent, &job.work) {
                    actions::message::drop_reaction(tx, job.workspace, now, *message_id)?;
                }
                tx.jobs().remove(job.id)
            }
        })
        .await
}

async fn mark_read(
    context: &Context,
    job: &Job,
    number: PhoneNumberId,
    wamid: &Wamid,
    typing: bool,
) -> Result<Result<(), CallError>, Error> {
    let workspace = job.workspace;
    let access =
        context.store.read(workspace, move |tx| tx.phone_numbers().access(workspace, number)).await?;
    Ok(match access {
        Some(access) => context.gateway.mark_read(&access, wamid, typing).await,
        None => Ok(()),
    })
}

async fn react(context: &Context, job: &Job, message: MessageId) -> Result<Result<(), CallError>, Error> {
    let workspace = job.workspace;
    let reaction = context
        .store
        .read(workspace, move |tx| actions::message::outbound_reaction(tx, workspace, message))
        .await?;
    Ok(match reaction {
        Some(reaction) => context.gateway.react(&reaction).await,
        None => Ok(()),
    })
}
