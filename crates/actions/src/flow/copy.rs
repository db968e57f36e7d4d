//! Copying an account's Flows.

use std::collections::HashSet;
use std::time::Duration;

use domain::flow::{Flow, FlowStatus};
use domain::job::Work;
use domain::{FlowId, Timestamp, WabaId, WorkspaceId};
use storage::{Result, Tx};

use super::desk::ProviderFlow;
use super::record::{self, Held};

/// News of the provider's is older than what we know only when it is older by more than the clocks may differ.
pub(super) const CLOCKS_DIFFER: Duration = Duration::from_secs(120);

/// Applies the whole list of an account's Flows, which was begun to be read at `began_at`: what it does not name is
/// deleted.
///
/// # Errors
/// Those of the database.
pub fn apply_copy(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    waba: &WabaId,
    (began_at, now): (Timestamp, Timestamp),
    list: Vec<ProviderFlow>,
) -> Result<()> {
    let mut seen = HashSet::new();
    for given in list {
        let id = given.meta_flow_id.clone();
        let before = match record::hold(tx, workspace, now, &id, || fresh(waba, given.clone(), now))? {
            Held::Known(before) => before,
            Held::New(flow) => {
                seen.insert(flow.id);
                continue;
            }
        };
        seen.insert(before.id);
        let mut after = before.clone();
        take(&mut after, given);
        if before.heard_at > began_at {
            after.status.clone_from(&before.status); // we know something newer
        }
        record::update(tx, workspace, now, &before, after)?;
    }
    for id in tx.flows().of_waba(workspace, waba)? {
        let Some(before) = tx.flows().lookup_to_change(workspace, id)? else { continue };
        // What was made while the list was read could not be in it.
        if seen.contains(&id) || before.created_at >= began_at {
            continue;
        }
        let after = Flow { status: FlowStatus::Deleted, ..before.clone() };
        record::update(tx, workspace, now, &before, after)?;
    }
    Ok(())
}

/// Owes a copy of an account's Flows.
///
/// # Errors
/// Those of the database.
pub fn request_copy(tx: &mut Tx<'_>, workspace: WorkspaceId, now: Timestamp, waba: &WabaId) -> Result<()> {
    tx.jobs().add(workspace, &Work::SyncFlows { waba_id: waba.clone() }, now, now).map(drop)
}

/// A Flow that we did not know.
pub(super) fn fresh(waba: &WabaId, given: ProviderFlow, now: Timestamp) -> Flow {
    Flow {
        id: FlowId::new(now),
        waba_id: waba.clone(),
        meta_flow_id: given.meta_flow_id,
        name: given.name,
        categories: given.categories,
        status: given.status,
        validation_errors: given.validation_errors.unwrap_or_default(),
        json_version: given.json_version,
        data_api_version: given.data_api_version,
        endpoint_url: given.endpoint_url,
        alerts: Vec::new(),
        created_at: now,
        updated_at: now,
        heard_at: now - CLOCKS_DIFFER,
    }
}

/// Takes over what the provider says.
pub(super) fn take(flow: &mut Flow, given: ProviderFlow) {
    flow.name = given.name;
    flow.categories = given.categories;
    flow.status = given.status;
    if let Some(problems) = given.validation_errors {
        flow.validation_errors = problems;
    }
    flow.json_version = given.json_version.or(flow.json_version.take());
    flow.data_api_version = given.data_api_version.or(flow.data_api_version.take());
    flow.endpoint_url = given.endpoint_url.or(flow.endpoint_url.take());
}
