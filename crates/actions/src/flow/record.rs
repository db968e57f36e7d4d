//! Storing a Flow so that nothing about it changes without being told.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::event::Event;
use domain::flow::{Flow, FlowDoor};
use domain::id::MetaFlowId;
use domain::{Secret, Timestamp, WorkspaceId};
use storage::flows::StoredDoor;
use storage::{Error, Result, Tx};

use crate::conversation::missing;
use crate::session::new_token;

/// A Flow with the provider's id, held until the end of the transaction.
pub(super) enum Held {
    Known(Flow),
    /// It was not there: it has been stored, given a door, and told.
    New(Flow),
}

/// Finds a Flow by the provider's id, or stores `fresh`. Requests, copies and news meet each other here.
pub(super) fn hold(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    id: &MetaFlowId,
    fresh: impl FnOnce() -> Flow,
) -> Result<Held> {
    if let Some(known) = tx.flows().find_by_meta_id_to_change(workspace, id)? {
        return Ok(Held::Known(known));
    }
    let flow = fresh();
    let random = || new_token().map_err(|e| Error::Unavailable(e.to_string()));
    // As Standard Webhooks writes its secrets.
    let secret = Secret::new(format!("whsec_{}", STANDARD.encode(random()?.expose())));
    let door = StoredDoor { key: random()?, secret, door: FlowDoor::default() };
    if !tx.flows().add(workspace, &flow, &door)? {
        let known = tx.flows().find_by_meta_id_to_change(workspace, id)?; // somebody else was first
        return known.map(Held::Known).ok_or_else(|| missing("Flow"));
    }
    tx.record(workspace, now, &Event::FlowUpdated { flow: Box::new(flow.clone()) })?;
    Ok(Held::New(flow))
}

/// Stores what is different in `after`, and tells the feed. Without a difference, nothing happens.
pub(super) fn update(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    before: &Flow,
    mut after: Flow,
) -> Result<Flow> {
    if after == *before {
        return Ok(after);
    }
    let is_news = after != Flow { heard_at: after.heard_at, ..before.clone() };
    if is_news {
        after.updated_at = now;
    }
    tx.flows().update(workspace, &after)?;
    if is_news {
        tx.record(workspace, now, &Event::FlowUpdated { flow: Box::new(after.clone()) })?;
    }
    Ok(after)
}
