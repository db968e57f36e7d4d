//! Shows a Flow.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::FlowId;
use domain::flow::Flow;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// A Flow
#[utoipa::path(get, path = "/v1/flows/{id}", operation_id = "get_flow", tag = "flows",
    params(("id" = FlowId, Path)),
    responses(
        (status = 200, body = Flow),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_flow(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<FlowId>,
) -> Result<Json<Flow>, Problem> {
    let workspace = caller.workspace();
    let found = state.store().read(workspace, move |tx| tx.flows().lookup(workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    found.map(Json).ok_or_else(|| Problem::not_found("Flow"))
}
