//! Storing a Flow so that nothing about it changes without being told.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::event::Event;
use domain::flow::{Flow, FlowDoor};
use domain::{Secret, Timestamp, WorkspaceId};
use storage::flows::StoredDoor;
use storage::{Error, Result, Tx};

use crate::session::new_token;

/// Stores a new Flow, gives it a door, and tells the feed.
pub(super) fn add(tx: &mut Tx<'_>, workspace: WorkspaceId, now: Timestamp, flow: Flow) -> Result<Flow> {
    let random = || new_token().map_err(|e| Error::Unavailable(e.to_string()));
    // As Standard Webhooks writes its secrets.
    let secret = Secret::new(format!("whsec_{}", STANDARD.encode(random()?.expose())));
    let door = StoredDoor { key: random()?, secret, door: FlowDoor::default() };
    tx.flows().add(workspace, &flow, &door)?;
    tx.record(workspace, now, &Event::FlowUpdated { flow: Box::new(flow.clone()) })?;
    Ok(flow)
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
