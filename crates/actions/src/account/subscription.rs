//! Our app's subscription to an account's webhooks. Without it nothing ever comes.

use domain::account::{HeardAt, Subscription, Waba};
use domain::event::Event;
use domain::job::Work;
use domain::message::MessageError;
use domain::{Timestamp, WabaId, WorkspaceId};
use storage::{Result, Tx};

use super::Subscribed;

/// Owes the subscription of our app.
pub(super) fn owe_subscription(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    waba: &WabaId,
) -> Result<()> {
    tx.jobs().add(workspace, &Work::SubscribeApp { waba_id: waba.clone() }, now, now).map(drop)
}

/// Notes how the subscription stands, and with `keep` whether Waypost is to see to it by itself from now on.
///
/// # Errors
/// Those of the database.
pub fn note_subscription(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    waba: &WabaId,
    subscribed: Subscribed,
    keep: Option<bool>,
) -> Result<Waba> {
    change(tx, workspace, now, waba, |subscription| {
        subscription.is_subscribed = Some(subscribed.is_subscribed);
        subscription.callback_override = subscribed.callback_override;
        subscription.checked_at = Some(now);
        subscription.problem = None;
        subscription.is_kept = keep.unwrap_or(subscription.is_kept);
    })
}

/// Notes that our app could not be subscribed, for good or for now.
///
/// # Errors
/// Those of the database.
pub fn fail_subscription(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    waba: &WabaId,
    problem: MessageError,
) -> Result<Waba> {
    change(tx, workspace, now, waba, |subscription| subscription.problem = Some(problem))
}

/// Tells the feed of what is different; when it was looked at is no difference.
fn change(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    id: &WabaId,
    change: impl FnOnce(&mut Subscription),
) -> Result<Waba> {
    let fresh = Waba::new(id.clone(), now);
    tx.wabas().add(workspace, &fresh)?;
    let found = tx.wabas().lookup_to_change(workspace, id)?;
    let (before, heard) = found.unwrap_or_else(|| (fresh, HeardAt::default()));
    let mut after = before.clone();
    change(&mut after.subscription);
    tx.wabas().update(workspace, &after, &heard)?;
    let mut same = after.subscription.clone();
    same.checked_at = before.subscription.checked_at;
    if same != before.subscription {
        tx.record(workspace, now, &Event::WabaUpdated { waba: Box::new(after.clone()) })?;
    }
    Ok(after)
}
