//! Contacts' phones are told that we have read, type, or react.

use std::time::Duration;

use cloud_gateway::CallError;
use domain::job::{Job, Queue, Work};
use domain::{MessageId, PhoneNumberId, Wamid};
use storage::{Error, Scope};

use crate::runner::Runner;
use crate::{Context, backoff};

const AT_ONCE: usize = 16;
const LEASE: Duration = Duration::from_secs(90);
/// A receipt that comes much too late is worth nothing.
const ATTEMPTS: i64 = 4;

/// Sends receipts until it is told to stop. Sending one twice does no harm.
pub async fn run(context: Context) {
    let runner = Runner { queue: Queue::Receipts, at_once: AT_ONCE, lease: LEASE, counts_lapsed: false };
    runner.run(context, |context, job| async move { send_one(&context, job).await }).await;
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
