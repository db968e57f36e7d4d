//! Copies Flows from the provider.

use actions::flow;
use axum::extract::State;
use axum_utils::Json;
use domain::WabaId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::flows::Error;

/// Whose Flows.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FlowSyncRequest {
    /// The WhatsApp Business account; may be left out where numbers of only one are connected.
    waba_id: Option<WabaId>,
}

/// What was copied.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FlowSync {
    waba_id: WabaId,
    /// How many the provider has.
    flows: usize,
}

/// Copy Flows from the provider
///
/// While you wait. This also happens by itself when a number is connected. Changes are told on the feed.
#[utoipa::path(post, path = "/v1/flows/sync", operation_id = "sync_flows", tag = "flows",
    request_body = FlowSyncRequest,
    responses(
        (status = 200, body = FlowSync),
        (status = 422, description = "`validation_failed`, or `provider_refused`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn sync_flows(
    State(state): State<ApiState>,
    caller: Caller,
    Json(asked): Json<FlowSyncRequest>,
) -> Result<Json<FlowSync>, Error> {
    let (actor, began_at) = (caller.actor, state.clock().now());
    let workspace = actor.workspace();
    let chosen = state.store().read(workspace, move |tx| flow::account(tx, &actor, asked.waba_id));
    let (waba_id, access) = chosen.await?;
    let list = state.provider().list_flows(&access, &waba_id).await?;
    let (flows, now, waba) = (list.len(), state.clock().now(), waba_id.clone());
    let applied = state
        .store()
        .write(workspace, move |tx| flow::apply_copy(tx, workspace, &waba, (began_at, now), list));
    applied.await?;
    Ok(Json(FlowSync { waba_id, flows }))
}
