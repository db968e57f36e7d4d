//! Who may change a Flow, and what a change at the provider makes of our copy.

use domain::flow::{Flow, FlowStatus};
use domain::phone_number::NumberAccess;
use domain::workspace::Actor;
use domain::{FlowId, Timestamp, WabaId, WorkspaceId};
use storage::Tx;

use super::copy::{CLOCKS_DIFFER, fresh, take};
use super::desk::ProviderFlow;
use super::record::{self, Held};

/// Why nothing was done with a Flow.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such Flow")]
    NotFound,
    #[error("there is no such number")]
    NoNumber,
    #[error("your role may read Flows but not change them")]
    NotAllowed,
    #[error("only owners and admins may make keys")]
    NoKeysAllowed,
    #[error("no number of this WhatsApp Business account is connected")]
    NoSuchWaba,
    #[error("numbers of several WhatsApp Business accounts are connected: say which one")]
    WhichWaba,
    #[error("no number of this Flow's account is connected any more")]
    NotConnected,
    #[error("a Flow that is {0} cannot be changed: make a new one from it")]
    NotEditable(FlowStatus),
    #[error("a Flow that is {0} cannot be published")]
    NotPublishable(FlowStatus),
    #[error("a Flow that is {0} cannot be taken out of use")]
    NotDeprecatable(FlowStatus),
    #[error("a Flow that is {0} cannot be deleted, only taken out of use")]
    NotDeletable(FlowStatus),
    #[error("the system has no randomness or memory for a key")]
    NoKey,
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

/// All that a call about a Flow needs.
#[derive(Debug, Clone)]
pub struct Errand {
    pub flow: Flow,
    pub access: NumberAccess,
}

/// A Flow that `actor` wants to do something with at the provider; to change it, if `is_change`.
///
/// # Errors
/// See [`Error`].
pub fn errand(tx: &mut Tx<'_>, actor: &Actor, id: FlowId, is_change: bool) -> Result<Errand, Error> {
    let workspace = actor.workspace();
    let flow = tx.flows().lookup(workspace, id)?.ok_or(Error::NotFound)?;
    if is_change {
        check_allowed(actor)?;
    }
    if flow.status == FlowStatus::Deleted {
        return Err(if is_change { Error::NotEditable(flow.status) } else { Error::NotFound });
    }
    let access = tx.phone_numbers().waba_access(workspace, &flow.waba_id)?.ok_or(Error::NotConnected)?;
    Ok(Errand { flow, access })
}

/// The account that a new Flow or a copy is for; `None` asks for the only one.
///
/// # Errors
/// See [`Error`].
pub fn account(
    tx: &mut Tx<'_>,
    actor: &Actor,
    asked: Option<WabaId>,
) -> Result<(WabaId, NumberAccess), Error> {
    check_allowed(actor)?;
    let workspace = actor.workspace();
    let numbers = tx.phone_numbers().list(workspace)?;
    let mut known: Vec<WabaId> = numbers.into_iter().map(|number| number.waba_id).collect();
    known.sort();
    known.dedup();
    let waba = match asked {
        Some(waba) if known.contains(&waba) => waba,
        Some(_) => return Err(Error::NoSuchWaba),
        None if known.len() > 1 => return Err(Error::WhichWaba),
        None => known.pop().ok_or(Error::NoSuchWaba)?,
    };
    let access = tx.phone_numbers().waba_access(workspace, &waba)?.ok_or(Error::NoSuchWaba)?;
    Ok((waba, access))
}

pub(super) fn check_allowed(actor: &Actor) -> Result<(), Error> {
    if actor.can_edit_templates() { Ok(()) } else { Err(Error::NotAllowed) }
}

/// Stores what the provider has made.
///
/// # Errors
/// Those of the database.
pub fn settle_new(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    waba: &WabaId,
    given: ProviderFlow,
) -> storage::Result<Flow> {
    let id = given.meta_flow_id.clone();
    match record::hold(tx, workspace, now, &id, || fresh(waba, given.clone(), now))? {
        Held::New(flow) => Ok(flow),
        Held::Known(before) => {
            let mut after = before.clone();
            take(&mut after, given);
            record::update(tx, workspace, now, &before, after)
        }
    }
}

/// Stores what a change at the provider did: `change`, and what the provider then told, if it did.
///
/// # Errors
/// Those of the database, and [`Error::NotFound`].
pub fn settle(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    id: FlowId,
    change: impl FnOnce(&mut Flow),
    given: Option<ProviderFlow>,
) -> Result<Flow, Error> {
    let before = tx.flows().lookup_to_change(workspace, id)?.ok_or(Error::NotFound)?;
    let mut after = before.clone();
    change(&mut after);
    if let Some(given) = given {
        take(&mut after, given);
    }
    if after.status != before.status {
        after.heard_at = after.heard_at.max(now - CLOCKS_DIFFER);
    }
    Ok(record::update(tx, workspace, now, &before, after)?)
}
