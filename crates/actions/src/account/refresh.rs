//! Reading an account and its numbers from the provider.

use std::time::Duration;

use domain::account::{Aspect, HeardAt, NumberDetails, RequestedName, Waba, WabaDetails};
use domain::event::Event;
use domain::job::{Job, Work};
use domain::message::MessageError;
use domain::workspace::Actor;
use domain::{PhoneNumberId, Timestamp, WabaId, WorkspaceId};
use storage::{Result, Tx};

use super::subscription::owe_subscription;
use super::{Error, ProviderNumber, Subscribed};

/// Begins to follow the account of a number that was just connected: reads it, and subscribes our app.
///
/// # Errors
/// Those of the database.
pub fn adopt(tx: &mut Tx<'_>, workspace: WorkspaceId, now: Timestamp, waba: &WabaId) -> Result<()> {
    let account = owe_refresh(tx, workspace, now, waba, Duration::ZERO)?;
    if account.subscription.is_kept {
        owe_subscription(tx, workspace, now, waba)?;
    }
    Ok(())
}

/// Owes a reading because somebody asked for it.
///
/// # Errors
/// See [`Error`].
pub fn request_refresh(tx: &mut Tx<'_>, actor: &Actor, now: Timestamp, waba: &WabaId) -> Result<Waba, Error> {
    let workspace = actor.workspace();
    if tx.phone_numbers().waba_access(workspace, waba)?.is_none() {
        return Err(Error::NoSuchWaba);
    }
    if !actor.can_manage() {
        return Err(Error::NotAllowed);
    }
    Ok(owe_refresh(tx, workspace, now, waba, Duration::ZERO)?)
}

/// Owes a reading after `delay`, unless one is owed already that has not begun.
///
/// # Errors
/// Those of the database.
pub fn owe_refresh(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    waba: &WabaId,
    delay: Duration,
) -> Result<Waba> {
    let fresh = Waba::new(waba.clone(), now);
    if tx.wabas().add(workspace, &fresh)? {
        tx.record(workspace, now, &Event::WabaUpdated { waba: Box::new(fresh.clone()) })?;
    }
    let (mut account, heard) =
        tx.wabas().lookup_to_change(workspace, waba)?.unwrap_or_else(|| (fresh, HeardAt::default()));
    if tx.wabas().owe_refresh(workspace, waba, now)? {
        account.requested_at = now;
        tx.wabas().update(workspace, &account, &heard)?;
        tx.jobs().add(workspace, &Work::RefreshAccount { waba_id: waba.clone() }, now + delay, now)?;
    }
    Ok(account)
}

/// What a reading knows while it is done.
#[derive(Debug, Clone)]
pub struct Refreshing {
    pub workspace: WorkspaceId,
    pub waba: WabaId,
    /// What was learned after this is newer than what was read.
    pub began_at: Timestamp,
}

/// Notes that a reading begins: news from now on are a reason for another.
///
/// # Errors
/// Those of the database.
pub fn begin_refresh(tx: &mut Tx<'_>, workspace: WorkspaceId, waba: &WabaId) -> Result<()> {
    tx.wabas().begin_refresh(workspace, waba)
}

/// What was read.
#[derive(Debug, Clone, Default)]
pub struct AccountCopy {
    pub details: WabaDetails,
    /// Absent: it could not be read.
    pub subscribed: Option<Subscribed>,
    pub numbers: Vec<(PhoneNumberId, ProviderNumber)>,
}

/// Stores what was read, where nothing newer is known.
///
/// # Errors
/// Those of the database.
pub fn finish_refresh(
    tx: &mut Tx<'_>,
    reading: &Refreshing,
    job: &Job,
    now: Timestamp,
    copy: AccountCopy,
) -> Result<()> {
    let workspace = reading.workspace;
    for (id, given) in copy.numbers {
        update_number(tx, reading, now, id, given)?;
    }
    if let Some((before, heard)) = tx.wabas().lookup_to_change(workspace, &reading.waba)? {
        let mut after = before.clone();
        merge_waba(&mut after.details, &heard, reading, copy.details);
        after.restrictions.retain(|restriction| restriction.until.is_none_or(|until| until > now));
        let is_newer = after.subscription.checked_at.is_none_or(|checked| checked <= reading.began_at);
        if let Some(subscribed) = copy.subscribed.filter(|_| is_newer) {
            after.subscription.is_subscribed = Some(subscribed.is_subscribed);
            after.subscription.callback_override = subscribed.callback_override;
            after.subscription.checked_at = Some(now);
            if subscribed.is_subscribed {
                after.subscription.problem = None;
            } else if after.subscription.is_kept {
                owe_subscription(tx, workspace, now, &reading.waba)?;
            }
        }
        (after.refreshed_at, after.problem) = (Some(now), None);
        tx.wabas().update(workspace, &after, &heard)?;
        tx.record(workspace, now, &Event::WabaUpdated { waba: Box::new(after) })?;
    }
    tx.jobs().remove(job.id)
}

/// Notes that an account could not be read, for good or for now.
///
/// # Errors
/// Those of the database.
pub fn fail_refresh(
    tx: &mut Tx<'_>,
    reading: &Refreshing,
    now: Timestamp,
    problem: MessageError,
) -> Result<()> {
    let found = tx.wabas().lookup_to_change(reading.workspace, &reading.waba)?;
    let Some((mut waba, heard)) = found.filter(|(waba, _)| waba.problem.as_ref() != Some(&problem)) else {
        return Ok(());
    };
    waba.problem = Some(problem);
    tx.wabas().update(reading.workspace, &waba, &heard)?;
    tx.record(reading.workspace, now, &Event::WabaUpdated { waba: Box::new(waba) })
}

fn update_number(
    tx: &mut Tx<'_>,
    reading: &Refreshing,
    now: Timestamp,
    id: PhoneNumberId,
    given: ProviderNumber,
) -> Result<()> {
    let Some((before, heard)) = tx.phone_numbers().lookup_to_change(reading.workspace, id)? else {
        return Ok(());
    };
    let mut after = before.clone();
    for (old, new) in [
        (&mut after.display_phone_number, given.display_phone_number),
        (&mut after.verified_name, given.verified_name),
        (&mut after.quality_rating, given.quality_rating),
    ] {
        if let Some(new) = new.filter(|text| !text.is_empty()) {
            *old = new;
        }
    }
    merge_number(&mut after.details, &heard, reading, given.details);
    let is_first = before.details.refreshed_at.is_none();
    let is_new = is_first || after != before;
    after.details.refreshed_at = Some(now);
    tx.phone_numbers().update_details(reading.workspace, &after, &heard)?;
    if is_new {
        tx.record(reading.workspace, now, &Event::PhoneNumberUpdated { phone_number: after })?;
    }
    Ok(())
}

/// Takes over what was told; what was not stays.
macro_rules! take {
    ($old:ident, $new:ident: $($field:ident)*) => {
        $(if $new.$field.is_some() { $old.$field = $new.$field; })*
    };
}

fn merge_number(old: &mut NumberDetails, heard: &HeardAt, reading: &Refreshing, new: NumberDetails) {
    let may = |aspect| heard.is_silent_since(aspect, reading.began_at);
    if may(Aspect::Status) {
        take!(old, new: status);
    }
    if may(Aspect::Throughput) {
        take!(old, new: throughput_level);
    }
    if may(Aspect::Limit) {
        take!(old, new: messaging_limit);
    }
    if may(Aspect::Username) {
        // Both: a name that was given back is told as none.
        (old.username, old.username_status) = (new.username, new.username_status);
    }
    if may(Aspect::Name)
        && let Some(status) = new.requested_name.and_then(|name| name.status)
    {
        let known = old.requested_name.take().unwrap_or_default();
        old.requested_name = Some(RequestedName { status: Some(status), ..known });
    }
    take!(old, new: name_status code_verification_status platform_type account_mode is_official is_pin_enabled
        is_on_business_app last_onboarded_at sending webhooks);
}

fn merge_waba(old: &mut WabaDetails, heard: &HeardAt, reading: &Refreshing, new: WabaDetails) {
    let may = |aspect| heard.is_silent_since(aspect, reading.began_at);
    if may(Aspect::Review) {
        take!(old, new: review_status);
    }
    if may(Aspect::Limit) && may(Aspect::Capability) {
        take!(old, new: messaging_limit);
    }
    if may(Aspect::Country) {
        take!(old, new: country);
    }
    take!(old, new: name currency timezone_id status business_verification_status max_phone_numbers
        template_namespace ownership_type owner is_enabled_for_insights sending);
}
