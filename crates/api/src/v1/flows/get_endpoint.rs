//! Shows how a Flow's questions are answered.

use actions::flow;
use axum::extract::State;
use axum_utils::{Json, Path};
use domain::flow::FlowAnswerer;
use domain::{FlowId, Secret};
use serde::Serialize;
use storage::flows::StoredDoor;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::flows::Error;

/// Our data endpoint of one Flow.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FlowEndpoint {
    /// What to give the Flow as `endpoint_url`. Only who knows it can ask.
    url: String,
    answerer: FlowAnswerer,
    checks_tokens: bool,
    /// What forwarded questions are signed with, as of Standard Webhooks: `whsec_…`.
    secret: Secret,
}

impl FlowEndpoint {
    pub(crate) fn of(state: &ApiState, stored: StoredDoor) -> Self {
        let public_url = state.settings().public_url.trim_end_matches('/');
        Self {
            url: format!("{public_url}/flows/{}/endpoint", stored.key.expose()),
            answerer: stored.door.answerer,
            checks_tokens: stored.door.checks_tokens,
            secret: stored.secret,
        }
    }
}

/// A Flow's data endpoint
///
/// Where our data endpoint is for this Flow, who answers what it asks, and the secret that forwarded questions are
/// signed with. For those who may change Flows.
#[utoipa::path(get, path = "/v1/flows/{id}/endpoint", operation_id = "get_flow_endpoint", tag = "flows",
    params(("id" = FlowId, Path)),
    responses(
        (status = 200, body = FlowEndpoint),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_flow_endpoint(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<FlowId>,
) -> Result<Json<FlowEndpoint>, Error> {
    let actor = caller.actor;
    let stored = state.store().read(actor.workspace(), move |tx| flow::show_door(tx, &actor, id)).await?;
    Ok(Json(FlowEndpoint::of(&state, stored)))
}
