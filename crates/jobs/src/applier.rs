//! From the journal to what people see.
//!
//! One applier takes entries in the order in which they became durable, and moves its cursor in the transaction
//! of what it applies: whatever happens, each entry takes effect exactly once. An entry, or an update in it,
//! that cannot be applied is set aside with its reason and holds nothing up.

use std::collections::HashMap;
use std::time::Duration;

use actions::message::Received;
use cloud_gateway::{AccountUpdate, AccountUpdateKind, Decoded, Unreadable, Update, UpdateKind, decode};
use domain::id::MetaPhoneNumberId;
use domain::{Clock, MetaAppId, Timestamp};
use storage::journal::{JournalEntry, Outcome};
use storage::phone_numbers::NumberOwner;
use storage::{Error, Scope, Store, Tx};

use crate::{Context, backoff};

/// The name of the cursor.
pub const CURSOR: &str = "applier";
/// How much is taken at once: enough to share a commit, little enough not to keep other writers waiting.
const ENTRIES: usize = 256;
const BYTES: usize = 1 << 20;
/// How often to look without having been woken: other processes append too.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Applies what comes, until it is told to stop.
pub async fn run(context: Context) {
    let mut failures = 0;
    while !context.stop.is_cancelled() {
        match step(&context).await {
            Ok(0) => {
                failures = 0;
                tokio::select! {
                    () = context.stop.cancelled() => return,
                    () = context.store.journal().appended().notified() => {}
                    () = tokio::time::sleep(LOOK_EVERY) => {}
                }
            }
            Ok(applied) => {
                failures = 0;
                metrics::counter!("waypost_journal_applied_total").increment(applied);
            }
            Err(e) => {
                failures += 1;
                tracing::error!(error = %e, failures, "journal entries cannot be applied just now; trying again");
                tokio::select! {
                    () = context.stop.cancelled() => return,
                    () = tokio::time::sleep(backoff::delay(failures, Duration::from_secs(30))) => {}
                }
            }
        }
    }
}

/// An entry with what was read from it.
struct Read {
    id: i64,
    received_at: Timestamp,
    meta_app_id: MetaAppId,
    decoded: Result<Decoded, Unreadable>,
}

/// Applies the next entries; how many. Zero when there are none.
///
/// # Errors
/// Those of the database; nothing was applied then.
pub async fn step(context: &Context) -> Result<u64, Error> {
    let cursor = context.store.read(Scope::System, |tx| tx.journal_cursors().lookup(CURSOR)).await?;
    let entries = context.store.journal().read_after(cursor, ENTRIES, BYTES).await?;
    if entries.is_empty() {
        return Ok(0);
    }
    let count = entries.len();
    match apply_batch(context, cursor, entries.clone(), Failure::EndsAll).await {
        Ok(()) => Ok(u64::try_from(count).unwrap_or_default()),
        Err(e) if e.is_transient() => Err(e),
        // Something in the batch cannot be applied at all: go one by one, and set that one aside.
        Err(e) => {
            tracing::error!(error = %e, entries = count, "a batch could not be applied; going one by one");
            apply_one_by_one(context, cursor, entries).await
        }
    }
}

/// Applies again everything that has been applied before, oldest first: what was not understood then may be
/// understood now, and the rest is known already and has no second effect. How many entries, and how many of
/// them are still not understood whole.
///
/// # Errors
/// Those of the database. What was applied stays; doing it again is harmless.
pub async fn reapply(store: &Store, clock: &Clock) -> Result<(u64, u64), Error> {
    let end = store.read(Scope::System, |tx| tx.journal_cursors().lookup(CURSOR)).await?;
    let (mut after, mut entries, mut unclear) = (0, 0, 0);
    loop {
        let mut batch = store.journal().read_after(after, ENTRIES, BYTES).await?;
        batch.retain(|entry| entry.id <= end);
        let Some(last) = batch.last().map(|entry| entry.id) else { return Ok((entries, unclear)) };
        after = last;
        entries += u64::try_from(batch.len()).unwrap_or_default();
        let read = read_entries(batch).await?;
        let now = clock.now();
        unclear += store
            .write(Scope::System, move |tx| {
                let mut owners = Owners::default();
                let mut unclear = 0;
                for entry in read {
                    let (id, outcome) = apply_entry(tx, &mut owners, entry, Failure::IsSetAside)?;
                    unclear += u64::from(outcome.error.is_some());
                    tx.journal_cursors().add_outcome(id, &outcome, now)?;
                }
                Ok::<_, Error>(unclear)
            })
            .await?;
    }
}

/// Off the async runtime: a large body takes a while.
async fn read_entries(entries: Vec<JournalEntry>) -> Result<Vec<Read>, Error> {
    tokio::task::spawn_blocking(move || entries.into_iter().map(read_entry).collect())
        .await
        .map_err(|_| Error::Panicked)
}

/// What a failed update does to the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failure {
    /// Nothing of the batch is kept. Nearly none fails, and guarding each would cost all of them.
    EndsAll,
    /// It leaves no trace, and the others go on.
    IsSetAside,
}

impl Failure {
    fn guard(
        self,
        tx: &mut Tx<'_>,
        apply: impl FnOnce(&mut Tx<'_>) -> Result<Option<String>, Error>,
    ) -> Result<Option<String>, Error> {
        match self {
            Self::EndsAll => apply(tx),
            Self::IsSetAside => match tx.savepoint(apply) {
                Err(e) if !e.is_transient() => Ok(Some(e.to_string())),
                applied => applied,
            },
        }
    }
}

async fn apply_batch(
    context: &Context,
    cursor: i64,
    entries: Vec<JournalEntry>,
    failure: Failure,
) -> Result<(), Error> {
    let clock = context.clock.clone();
    let read = read_entries(entries).await?;
    context
        .store
        .write(Scope::System, move |tx| {
            let last = read.last().map_or(cursor, |entry| entry.id);
            let mut owners = Owners::default();
            for entry in read {
                let (id, outcome) = apply_entry(tx, &mut owners, entry, failure)?;
                tx.journal_cursors().add_outcome(id, &outcome, clock.now())?;
            }
            owners.note_webhooks(tx)?;
            move_cursor(tx, cursor, last)
        })
        .await
}

/// Another process may have applied the same entries meanwhile: then this transaction must leave no trace.
fn move_cursor(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<(), Error> {
    if tx.journal_cursors().advance(CURSOR, from, to)? {
        Ok(())
    } else {
        Err(Error::Unavailable("another process applied these entries".to_owned()))
    }
}

async fn apply_one_by_one(
    context: &Context,
    mut cursor: i64,
    entries: Vec<JournalEntry>,
) -> Result<u64, Error> {
    let mut applied = 0;
    for entry in entries {
        let id = entry.id;
        match apply_batch(context, cursor, vec![entry], Failure::IsSetAside).await {
            Ok(()) => {}
            Err(e) if e.is_transient() => return Err(e),
            Err(e) => set_aside(context, cursor, id, e.to_string()).await?,
        }
        cursor = id;
        applied += 1;
    }
    Ok(applied)
}

async fn set_aside(context: &Context, cursor: i64, id: i64, reason: String) -> Result<(), Error> {
    tracing::error!(journal_entry.id = id, reason, "a journal entry was set aside");
    metrics::counter!("waypost_journal_set_aside_total").increment(1);
    let now = context.clock.now();
    context
        .store
        .write(Scope::System, move |tx| {
            let outcome = Outcome { word: "set_aside".to_owned(), updates: 0, error: Some(reason) };
            tx.journal_cursors().add_outcome(id, &outcome, now)?;
            move_cursor(tx, cursor, id)
        })
        .await
}

fn read_entry(entry: JournalEntry) -> Read {
    Read {
        id: entry.id,
        received_at: entry.received_at,
        meta_app_id: entry.meta_app_id,
        decoded: decode(&entry.body, entry.received_at),
    }
}

fn apply_entry(
    tx: &mut Tx<'_>,
    owners: &mut Owners,
    entry: Read,
    failure: Failure,
) -> Result<(i64, Outcome), Error> {
    let Decoded { updates, account_updates, mut set_aside } = match entry.decoded {
        Ok(decoded) => decoded,
        Err(e) => {
            metrics::counter!("waypost_journal_unreadable_total").increment(1);
            let outcome = Outcome { word: "unreadable".to_owned(), updates: 0, error: Some(e.to_string()) };
            return Ok((entry.id, outcome));
        }
    };
    let count = updates.len() + account_updates.len();
    for update in updates {
        match owners.of(tx, &update.number, &entry.meta_app_id, entry.received_at)? {
            Ok(owner) => set_aside.extend(
                failure.guard(tx, |tx| apply_update(tx, &owner, entry.received_at, update).map(|()| None))?,
            ),
            Err(reason) => set_aside.push(reason),
        }
    }
    for update in account_updates {
        set_aside.extend(
            failure
                .guard(tx, |tx| apply_account_update(tx, &entry.meta_app_id, entry.received_at, &update))?,
        );
    }
    let word = if set_aside.is_empty() { "applied" } else { "partly" };
    let error = (!set_aside.is_empty()).then(|| set_aside.join("; "));
    let outcome = Outcome { word: word.to_owned(), updates: i64::try_from(count).unwrap_or(i64::MAX), error };
    Ok((entry.id, outcome))
}

/// Applies what happened to an account in every workspace that has numbers of it; a reason when there is none.
fn apply_account_update(
    tx: &mut Tx<'_>,
    app: &MetaAppId,
    received_at: Timestamp,
    update: &AccountUpdate,
) -> Result<Option<String>, Error> {
    let mut owners = tx.phone_numbers().owners_of_waba(&update.waba)?;
    // One workspace's app must not speak for another's numbers.
    owners.retain(|owner| owner.meta_app_id == *app);
    if owners.is_empty()
        && let AccountUpdateKind::Account(news) = &update.kind
        && actions::account::apply_portfolio_news(tx, app, received_at, news)? > 0
    {
        return Ok(None);
    }
    if owners.is_empty() {
        let about = match &update.kind {
            AccountUpdateKind::Account(news) => format!("field {}: ", news.field),
            AccountUpdateKind::Template(_) | AccountUpdateKind::Flow(_) => String::new(),
        };
        return Ok(Some(format!("{about}no number of account {} is connected with app {app}", update.waba)));
    }
    for owner in owners {
        match &update.kind {
            AccountUpdateKind::Template(news) => {
                actions::template::apply_news(tx, owner.workspace, &update.waba, received_at, news)?;
            }
            AccountUpdateKind::Flow(news) => {
                actions::flow::apply_news(tx, owner.workspace, &update.waba, received_at, news)?;
            }
            AccountUpdateKind::Account(news) => {
                actions::account::apply_news(tx, owner.workspace, &update.waba, received_at, news)?;
            }
        }
    }
    Ok(None)
}

fn apply_update(
    tx: &mut Tx<'_>,
    owner: &NumberOwner,
    received_at: Timestamp,
    update: Update,
) -> Result<(), Error> {
    match update.kind {
        UpdateKind::Message(message) => {
            let result = match actions::message::receive(tx, owner, received_at, *message)? {
                Received::New(_) => "new",
                Received::Duplicate => "duplicate",
                Received::Understood(_) => "understood",
            };
            metrics::counter!("waypost_messages_received_total", "result" => result).increment(1);
        }
        UpdateKind::Reaction(reaction) => {
            actions::message::apply_reaction(tx, owner.workspace, received_at, &reaction)?;
        }
        UpdateKind::Change(change) => {
            actions::message::apply_change(tx, owner.workspace, received_at, &change)?;
        }
        UpdateKind::Status(report) => {
            actions::message::apply_status(tx, owner.workspace, received_at, &report)?;
        }
        other => apply_rarer(tx, owner, received_at, other)?,
    }
    Ok(())
}

/// What comes now and then.
fn apply_rarer(
    tx: &mut Tx<'_>,
    owner: &NumberOwner,
    received_at: Timestamp,
    update: UpdateKind,
) -> Result<(), Error> {
    let (workspace, number) = (owner.workspace, owner.id);
    match update {
        UpdateKind::Echo(echo) => {
            actions::message::apply_echo(tx, owner, received_at, *echo)?;
        }
        UpdateKind::History(chunk) => actions::message::import(tx, owner, received_at, &chunk)?,
        UpdateKind::AddressBook(entries) => {
            actions::history_import::apply_address_book(tx, workspace, number, received_at, &entries)?;
        }
        UpdateKind::UserId(news) => actions::contact::apply_user_id(tx, workspace, received_at, &news)?,
        UpdateKind::Preference(news) => {
            actions::contact::apply_preference(tx, workspace, received_at, &news)?;
        }
        UpdateKind::Group(news) => actions::group::apply(tx, owner, received_at, &news)?,
        UpdateKind::Call(news) => actions::message::apply_call(tx, owner, received_at, &news)?,
        UpdateKind::Report { wamid, report, else_told } => {
            let is_kept = actions::message::apply_report(tx, workspace, received_at, &wamid, &report)?;
            if let Some(told) = else_told.filter(|_| !is_kept) {
                actions::number_notice::keep(tx, workspace, number, received_at, &told)?;
            }
        }
        UpdateKind::Notice(told) => {
            actions::number_notice::keep(tx, workspace, number, received_at, &told)?;
        }
        UpdateKind::Message(_) | UpdateKind::Reaction(_) | UpdateKind::Change(_) | UpdateKind::Status(_) => {}
    }
    Ok(())
}

/// Whose numbers they are, looked up once a batch.
#[derive(Default)]
struct Owners {
    known: HashMap<MetaPhoneNumberId, Option<NumberOwner>>,
    heard: HashMap<MetaPhoneNumberId, Timestamp>,
}

impl Owners {
    /// The owner, or why there is none for an entry that `app` signed.
    fn of(
        &mut self,
        tx: &mut Tx<'_>,
        number: &MetaPhoneNumberId,
        app: &MetaAppId,
        at: Timestamp,
    ) -> Result<Result<NumberOwner, String>, Error> {
        if !self.known.contains_key(number) {
            let owner = tx.phone_numbers().find_by_meta_id(number)?;
            self.known.insert(number.clone(), owner);
        }
        Ok(match self.known.get(number).and_then(Option::as_ref) {
            None => Err(format!("no number with Meta's id {number} is connected")),
            // One workspace's app must not speak for another's number.
            Some(owner) if owner.meta_app_id != *app => {
                Err(format!("signed by app {app}, which number {number} does not belong to"))
            }
            Some(owner) => {
                self.heard.insert(number.clone(), at);
                Ok(owner.clone())
            }
        })
    }

    fn note_webhooks(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        for (number, at) in &self.heard {
            if let Some(Some(owner)) = self.known.get(number) {
                tx.phone_numbers().update_last_webhook(owner.workspace, owner.id, *at)?;
            }
        }
        Ok(())
    }
}
