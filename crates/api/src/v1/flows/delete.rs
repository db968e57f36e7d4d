//! Deletes a draft at the provider.

use actions::flow::{self, FlowStep};
use axum::extract::State;
use axum_utils::{Json, Path};
use domain::FlowId;
use domain::flow::{Flow, FlowStatus};

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::flows::{Error, errand};

/// Delete a Flow
///
/// A draft only: what was published can be taken out of use.
#[utoipa::path(delete, path = "/v1/flows/{id}", operation_id = "delete_flow", tag = "flows",
    params(("id" = FlowId, Path)),
    responses(
        (status = 200, body = Flow),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`flow_not_deletable`: it is no draft", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`provider_refused`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn delete_flow(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<FlowId>,
) -> Result<Json<Flow>, Error> {
    let errand = errand(&state, &caller.actor, id, true).await?;
    if !errand.flow.status.is_draft() {
        return Err(flow::Error::NotDeletable(errand.flow.status).into());
    }
    state.provider().move_flow(&errand.access, &errand.flow.meta_flow_id, FlowStep::Delete).await?;
    let (workspace, now) = (errand.access.workspace, state.clock().now());
    let gone = |flow: &mut Flow| flow.status = FlowStatus::Deleted;
    let deleted = state.store().write(workspace, move |tx| flow::settle(tx, workspace, now, id, gone, None));
    Ok(Json(deleted.await?))
}
