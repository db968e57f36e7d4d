//! Asks the provider where a Flow can be looked at.

use axum::extract::State;
use axum_utils::{Json, Path};
use domain::FlowId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::flows::{Error, errand};

/// Where a Flow can be looked at.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FlowPreview {
    /// Whoever has it may look: no sign-in is asked for.
    url: String,
    /// As the provider writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<String>,
}

/// Preview a Flow
///
/// A page of the provider's that shows the Flow as phones do.
#[utoipa::path(get, path = "/v1/flows/{id}/preview", operation_id = "preview_flow", tag = "flows",
    params(("id" = FlowId, Path)),
    responses(
        (status = 200, body = FlowPreview),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`waba_not_connected`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn preview_flow(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<FlowId>,
) -> Result<Json<FlowPreview>, Error> {
    let errand = errand(&state, &caller.actor, id, false).await?;
    let preview = state.provider().preview_flow(&errand.access, &errand.flow.meta_flow_id).await?;
    Ok(Json(FlowPreview { url: preview.url, expires_at: preview.expires_at }))
}
