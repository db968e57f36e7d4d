//! Templates: copied from the provider, handed to it, deleted there.
//!
//! Every call may be made twice without harm, so a lapsed claim is simply claimed again. A submission whose answer
//! was lost is refused the second time because the name is taken: then the account is copied, which finds it.

use std::collections::HashSet;
use std::time::Duration;

use actions::template::{self, Copying, Errand};
use cloud_gateway::TemplateError;
use domain::job::{Job, Queue, Work};
use domain::message::MessageError;
use domain::phone_number::{NumberAccess, NumberState};
use domain::template::TemplateStatus;
use domain::{TemplateId, Timestamp, WabaId};
use storage::{Error, Scope, Tx};

use crate::runner::Runner;
use crate::samples::{self, Samples};
use crate::{Context, backoff};

const AT_ONCE: usize = 4;
/// Longer than it takes to copy the largest account.
const LEASE: Duration = Duration::from_secs(15 * 60);
const LONGEST_PAUSE: Duration = Duration::from_secs(120);
/// About a quarter of an hour.
const ATTEMPTS: i64 = 12;
/// The provider keeps 6,000 templates of an account and gives 100 a page.
const PAGES: usize = 200;
/// How old a copy may get.
const COPY_EVERY: Duration = Duration::from_secs(6 * 60 * 60);

/// Works on templates until it is told to stop.
pub async fn run(context: Context) {
    let runner = Runner { queue: Queue::Templates, at_once: AT_ONCE, lease: LEASE, counts_lapsed: true };
    runner.run(context, |context, job| async move { work(&context, job).await }).await;
}

async fn work(context: &Context, job: Job) -> Result<(), Error> {
    match job.work.clone() {
        Work::SyncTemplates { waba_id } => sync(context, job, waba_id).await,
        Work::SyncFlows { waba_id } => crate::flows::sync(context, job, waba_id).await,
        Work::SubmitTemplate { template_id, from } => submit(context, job, template_id, from).await,
        Work::DeleteTemplate { template_id, from } => delete(context, job, template_id, from).await,
        _ => context.store.write(Scope::System, move |tx| tx.jobs().remove(job.id)).await,
    }
}

async fn submit(context: &Context, job: Job, id: TemplateId, from: TemplateStatus) -> Result<(), Error> {
    let Some(mut errand) = errand(context, &job, id, &from).await? else {
        return give_up(context, job, id, from).await;
    };
    let (called, samples) = match samples::attach(context, job.workspace, &mut errand).await {
        Ok(samples) => (context.gateway.submit_template(&errand).await, samples),
        Err(e) => (Err(e), Samples::default()),
    };
    let now = context.clock.now();
    context
        .store
        .write(job.workspace, move |tx| match called {
            Ok(answer) => template::mark_submitted(tx, &job, now, id, &answer),
            // Taken by our own earlier attempt, most likely: the copy finds it.
            Err(e) if e.is_taken && job.attempt > 1 => {
                tx.jobs().remove(job.id)?;
                owe_copy(tx, &job, now, &errand.waba)
            }
            // A handle from an earlier submission may be why: the files are handed over again.
            Err(e) if samples.has_old && !e.is_retryable && !e.is_taken && !e.is_auth => {
                samples.forget(tx, &job, &errand)?;
                template::postpone(tx, &job, now, id, now, e.reason)
            }
            Err(e) => {
                if e.is_taken {
                    owe_copy(tx, &job, now, &errand.waba)?;
                }
                note_failure(tx, &job, now, (id, &from), &errand.access, e)
            }
        })
        .await
}

fn owe_copy(tx: &mut Tx<'_>, job: &Job, now: Timestamp, waba: &WabaId) -> Result<(), Error> {
    template::owe_sync(tx, job.workspace, now, waba, Duration::ZERO).map(drop)
}

async fn delete(context: &Context, job: Job, id: TemplateId, from: TemplateStatus) -> Result<(), Error> {
    let Some(errand) = errand(context, &job, id, &from).await? else {
        return give_up(context, job, id, from).await;
    };
    let called = context.gateway.delete_template(&errand).await;
    let now = context.clock.now();
    context
        .store
        .write(job.workspace, move |tx| match called {
            Ok(()) => template::mark_deleted(tx, &job, now, id),
            Err(e) => note_failure(tx, &job, now, (id, &from), &errand.access, e),
        })
        .await
}

async fn errand(
    context: &Context,
    job: &Job,
    id: TemplateId,
    from: &TemplateStatus,
) -> Result<Option<Errand>, Error> {
    let (workspace, from) = (job.workspace, from.clone());
    context.store.read(workspace, move |tx| template::errand(tx, workspace, id, &from)).await
}

/// There is nothing to do any more, or nobody to do it with.
async fn give_up(context: &Context, job: Job, id: TemplateId, from: TemplateStatus) -> Result<(), Error> {
    let reason = MessageError {
        code: None,
        title: "No number of this account is connected".to_owned(),
        detail: None,
        remedy: "Connect a number of the account".to_owned(),
    };
    let now = context.clock.now();
    let workspace = job.workspace;
    let note = move |tx: &mut Tx<'_>| template::mark_refused(tx, &job, now, id, &from, reason);
    context.store.write(workspace, note).await
}

async fn drop_job(context: &Context, job: Job) -> Result<(), Error> {
    context.store.write(Scope::System, move |tx| tx.jobs().remove(job.id)).await
}

fn note_failure(
    tx: &mut Tx<'_>,
    job: &Job,
    now: Timestamp,
    (id, from): (TemplateId, &TemplateStatus),
    access: &NumberAccess,
    error: TemplateError,
) -> Result<(), Error> {
    note_token(tx, job, now, access, &error)?;
    if error.is_retryable && job.attempt < ATTEMPTS {
        let run_at = now + backoff::delay(job.attempt, LONGEST_PAUSE);
        return template::postpone(tx, job, now, id, run_at, error.reason);
    }
    template::mark_refused(tx, job, now, id, from, error.reason)
}

/// A token that is refused here is of no use to sends either.
fn note_token(
    tx: &mut Tx<'_>,
    job: &Job,
    now: Timestamp,
    access: &NumberAccess,
    error: &TemplateError,
) -> Result<(), Error> {
    if !error.is_auth || error.reason.code != Some(190) {
        return Ok(());
    }
    let reason = format!("{}. {}", error.reason.title, error.reason.remedy);
    let state = NumberState::TokenInvalid;
    actions::phone_number::set_health(tx, job.workspace, now, access.id, state, Some(reason))
}

async fn sync(context: &Context, job: Job, waba: WabaId) -> Result<(), Error> {
    let workspace = job.workspace;
    let began_at = context.clock.now();
    let account = waba.clone();
    let access =
        context.store.read(workspace, move |tx| tx.phone_numbers().waba_access(workspace, &account)).await?;
    let Some(access) = access else { return drop_job(context, job).await };
    let copying = Copying { workspace, waba, began_at };
    match copy(context, &access, &copying).await? {
        Ok(seen) => {
            let now = context.clock.now();
            let finish = move |tx: &mut Tx<'_>| template::finish_sync(tx, &copying, &job, now, &seen);
            context.store.write(workspace, finish).await
        }
        Err(error) => {
            let now = context.clock.now();
            context.store.write(workspace, move |tx| fail_sync(tx, &job, now, &copying, &access, error)).await
        }
    }
}

type Seen = HashSet<domain::id::MetaTemplateId>;

/// Applies page after page; the ids of all templates, or why it stopped.
async fn copy(
    context: &Context,
    access: &NumberAccess,
    copying: &Copying,
) -> Result<Result<Seen, TemplateError>, Error> {
    let (mut seen, mut after) = (Seen::new(), None::<String>);
    for _ in 0..PAGES {
        if context.stop.is_cancelled() {
            break;
        }
        let page = match context.gateway.list_templates(access, &copying.waba, after.as_deref()).await {
            Ok(page) => page,
            Err(e) => return Ok(Err(e)),
        };
        if page.unread > 0 {
            tracing::warn!(templates = page.unread, "templates without id, name or language are left out");
        }
        seen.extend(page.templates.iter().map(|template| template.meta_template_id.clone()));
        let (copying, now) = (copying.clone(), context.clock.now());
        let apply = move |tx: &mut Tx<'_>| template::apply_sync(tx, &copying, now, page.templates);
        context.store.write(access.workspace, apply).await?;
        match page.next {
            Some(next) if after.as_deref() != Some(next.as_str()) => after = Some(next),
            _ => return Ok(Ok(seen)),
        }
    }
    Ok(Err(unfinished()))
}

fn unfinished() -> TemplateError {
    let reason = MessageError {
        code: None,
        title: "The list of templates did not come to its end".to_owned(),
        detail: None,
        remedy: "Nothing to do: it is read again".to_owned(),
    };
    TemplateError { reason, is_retryable: true, is_taken: false, is_gone: false, is_auth: false }
}

fn fail_sync(
    tx: &mut Tx<'_>,
    job: &Job,
    now: Timestamp,
    copying: &Copying,
    access: &NumberAccess,
    error: TemplateError,
) -> Result<(), Error> {
    note_token(tx, job, now, access, &error)?;
    if error.is_retryable && job.attempt < ATTEMPTS {
        let run_at = now + backoff::delay(job.attempt, LONGEST_PAUSE);
        return tx.jobs().postpone(job.id, run_at, &error.reason.title);
    }
    tx.jobs().remove(job.id)?;
    template::fail_sync(tx, copying, now, error.reason)
}

/// Owes a copy of every account whose last one is old.
pub(crate) async fn owe_old(context: &Context) -> Result<(), Error> {
    let now = context.clock.now();
    context
        .store
        .write(Scope::System, move |tx| {
            for (workspace, waba) in tx.template_syncs().due(now - COPY_EVERY)? {
                template::owe_sync(tx, workspace, now, &waba, Duration::ZERO)?;
            }
            Ok(())
        })
        .await
}
