//! Fetches a Flow's JSON from the provider.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_utils::{Path, Problem};
use domain::FlowId;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::flows::{Error, errand};

/// Download a Flow's JSON
///
/// As it is at the provider.
#[utoipa::path(get, path = "/v1/flows/{id}/json", operation_id = "download_flow_json", tag = "flows",
    params(("id" = FlowId, Path)),
    responses(
        (status = 200, body = Object, content_type = "application/json"),
        (status = 404, description = "`not_found`: no such Flow, or it has no JSON yet", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`waba_not_connected`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`provider_refused`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn download_flow_json(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<FlowId>,
) -> Result<Response, Error> {
    let errand = errand(&state, &caller.actor, id, false).await?;
    let fetched = state.provider().download_flow(&errand.access, &errand.flow.meta_flow_id).await?;
    let json = fetched.ok_or_else(|| Problem::not_found("JSON of this Flow yet"))?;
    let headers =
        [(CONTENT_TYPE, "application/json"), (CONTENT_DISPOSITION, "attachment; filename=\"flow.json\"")];
    Ok((headers, json).into_response())
}
