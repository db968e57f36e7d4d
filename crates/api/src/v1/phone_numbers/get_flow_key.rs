//! Shows the public key that Flows encrypt for a number with.

use actions::flow;
use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::PhoneNumberId;
use domain::flow::FlowKey;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// A number's key for Flows
///
/// The public half, and whether the provider has taken it.
#[utoipa::path(get, path = "/v1/phone-numbers/{id}/flow-key", operation_id = "get_flow_key", tag = "flows",
    params(("id" = PhoneNumberId, Path)),
    responses(
        (status = 200, body = FlowKey),
        (status = 404, description = "`not_found`: no such number, or it has no key yet", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_flow_key(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
) -> Result<Json<FlowKey>, Problem> {
    let workspace = caller.workspace();
    let found = state.store().read(workspace, move |tx| flow::key_of(tx, workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    found.map(Json).ok_or_else(|| Problem::not_found("key"))
}
