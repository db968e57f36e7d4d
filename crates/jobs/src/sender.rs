//! Queued messages go to the provider, in the order of each conversation.
//!
//! A job is claimed, and its attempt begun, in one transaction; then the call is made; then how it ended is
//! noted in another. A crash between the two leaves a message whose fate is unknown: it is never sent again by
//! itself, because WhatsApp has no way to tell a repeat from a second message.

use std::sync::Arc;
use std::time::Duration;

use actions::message::{self, Attempt, Begun};
use cloud_gateway::SendOutcome;
use domain::Timestamp;
use domain::job::{Job, Queue, Work};
use domain::message::MessageError;
use domain::phone_number::NumberState;
use storage::{Error, Scope, Tx};
use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;

use crate::{Context, backoff, files};

/// Calls that may be under way at once.
const AT_ONCE: usize = 64;
/// Longer than any call: after it the runner that claimed a job is gone.
pub(crate) const LEASE: Duration = Duration::from_secs(90);
const LOOK_EVERY: Duration = Duration::from_secs(1);
const SETTLE_EVERY: Duration = Duration::from_secs(10);
/// Attempts that the provider may refuse for a passing reason before a message counts as failed.
const REFUSALS: i64 = 8;
/// The longest pause between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Sends what is due, until it is told to stop; then finishes the calls that are under way.
pub async fn run(context: Context) {
    let slots = Arc::new(Semaphore::new(AT_ONCE));
    let calls = TaskTracker::new();
    if context.store.is_exclusive() {
        // Nobody else works on this data, so whatever is still claimed was begun before a crash.
        settle_abandoned(&context, LEASE + LEASE).await;
    }
    let mut settled_at = tokio::time::Instant::now();
    while !context.stop.is_cancelled() {
        if settled_at.elapsed() > SETTLE_EVERY {
            settle_abandoned(&context, Duration::ZERO).await;
            settled_at = tokio::time::Instant::now();
        }
        let begun = begin_some(&context, slots.available_permits()).await.unwrap_or_else(|e| {
            tracing::error!(error = %e, "messages cannot be taken from the queue just now");
            Vec::new()
        });
        let idle = begun.is_empty();
        for (job, attempt) in begun {
            let context = context.clone();
            let slot = Arc::clone(&slots).acquire_owned().await; // there is one: no more was claimed
            calls.spawn(async move {
                let _until_done = slot;
                make_call(&context, job, attempt).await;
                context.store.signals().queue(Queue::Send).notify_one(); // the next of this conversation
            });
        }
        if idle {
            tokio::select! {
                () = context.stop.cancelled() => break,
                () = context.store.signals().queue(Queue::Send).notified() => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
        }
    }
    calls.close();
    calls.wait().await;
}

/// Claims due jobs and begins their attempts.
async fn begin_some(context: &Context, free: usize) -> Result<Vec<(Job, Attempt)>, Error> {
    if free == 0 {
        return Ok(Vec::new());
    }
    let now = context.clock.now();
    context
        .store
        .write(Scope::System, move |tx| {
            let mut begun = Vec::new();
            for job in tx.jobs().claim(Queue::Send, now, now + LEASE, free)? {
                if let Some(attempt) = begin_one(tx, &job, now)? {
                    begun.push((job, attempt));
                }
            }
            Ok::<_, Error>(begun)
        })
        .await
}

fn begin_one(tx: &mut Tx<'_>, job: &Job, now: Timestamp) -> Result<Option<Attempt>, Error> {
    if let Work::SendMessage { message_id, .. } = &job.work
        && let Begun::Go(attempt) = message::begin_attempt(tx, job.workspace, now, *message_id)?
    {
        return Ok(Some(attempt));
    }
    tx.jobs().remove(job.id)?;
    Ok(None)
}

async fn make_call(context: &Context, job: Job, mut attempt: Attempt) {
    let started = tokio::time::Instant::now();
    let outcome = match files::attach(context, &job, &mut attempt).await {
        Ok(()) => context.gateway.send(&attempt).await,
        Err(outcome) => outcome,
    };
    metrics::histogram!("waypost_send_seconds").record(started.elapsed().as_secs_f64());
    metrics::counter!("waypost_sends_total", "outcome" => word(&outcome)).increment(1);
    // What is known now must not be forgotten because the database is busy: a crash would make it unknown.
    let mut tries = 0;
    loop {
        let (job, attempt, outcome, now) =
            (job.clone(), attempt.clone(), outcome.clone(), context.clock.now());
        let noted =
            context.store.write(Scope::System, move |tx| note(tx, &job, &attempt, outcome, now)).await;
        match noted {
            Ok(()) => return,
            Err(e) => {
                tries += 1;
                tracing::error!(error = %e, tries, "how a send ended cannot be noted just now; trying again");
                tokio::time::sleep(backoff::delay(tries, Duration::from_secs(10))).await;
            }
        }
    }
}

const fn word(outcome: &SendOutcome) -> &'static str {
    match outcome {
        SendOutcome::Accepted(_) => "accepted",
        SendOutcome::Refused { .. } => "refused",
        SendOutcome::NotSent(_) => "not_sent",
        SendOutcome::Unknown(_) => "unknown",
    }
}

fn note(
    tx: &mut Tx<'_>,
    job: &Job,
    attempt: &Attempt,
    outcome: SendOutcome,
    now: Timestamp,
) -> Result<(), Error> {
    let of = attempt.callback;
    let number = |tx: &mut Tx<'_>, state, reason: Option<&MessageError>| {
        let reason = reason.map(|e| format!("{}. {}", e.title, e.remedy));
        actions::phone_number::set_health(tx, job.workspace, now, attempt.access.id, state, reason)
    };
    match outcome {
        SendOutcome::Accepted(wamid) => {
            number(tx, NumberState::Connected, None)?;
            message::mark_accepted(tx, job, now, of, &wamid)
        }
        SendOutcome::NotSent(error) => {
            number(tx, NumberState::Unreachable, Some(&error))?;
            message::postpone_attempt(
                tx,
                job,
                now,
                of,
                now + backoff::delay(of.attempt, LONGEST_PAUSE),
                error,
            )
        }
        SendOutcome::Refused { error, is_retryable: true, .. } if of.attempt < REFUSALS => {
            message::postpone_attempt(
                tx,
                job,
                now,
                of,
                now + backoff::delay(of.attempt, LONGEST_PAUSE),
                error,
            )
        }
        SendOutcome::Refused { error, is_auth, .. } => {
            if is_auth {
                number(tx, NumberState::TokenInvalid, Some(&error))?;
            } else {
                files::forget(tx, job, attempt)?;
            }
            message::mark_failed(tx, job, now, of, error)
        }
        SendOutcome::Unknown(error) => message::mark_unknown(tx, job, now, of.message, error),
    }
}

/// Messages whose runner is gone between beginning and end: their fate is unknown. `early` counts leases that
/// have that much left to run as passed.
async fn settle_abandoned(context: &Context, early: Duration) {
    let now = context.clock.now();
    let settled = context
        .store
        .write(Scope::System, move |tx| {
            let jobs = tx.jobs().claim_lapsed(Queue::Send, now + early, now + LEASE, 1000)?;
            let count = jobs.len();
            for job in jobs {
                if let Work::SendMessage { message_id, .. } = &job.work {
                    let message_id = *message_id;
                    message::mark_unknown(tx, &job, now, message_id, interrupted())?;
                }
            }
            Ok::<_, Error>(count)
        })
        .await;
    match settled {
        Ok(0) => {}
        Ok(count) => {
            tracing::warn!(count, "messages were being sent when the program stopped; their fate is unknown");
        }
        Err(e) => tracing::error!(error = %e, "abandoned sends cannot be settled just now"),
    }
}

fn interrupted() -> MessageError {
    MessageError {
        code: None,
        title: "It is not known whether the message arrived".to_owned(),
        detail: Some("Waypost stopped while the message was on its way".to_owned()),
        remedy: "WhatsApp usually tells within a minute. Retry only if a second copy would do no harm"
            .to_owned(),
    }
}
