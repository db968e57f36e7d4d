//! Takes a Flow out of use at the provider.

use actions::flow::{self, FlowStep};
use axum::extract::State;
use axum_utils::{Json, Path};
use domain::FlowId;
use domain::flow::{Flow, FlowStatus};

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::flows::{Error, errand, settle};

/// Take a Flow out of use
///
/// For good: messages that carry it open nothing any more.
#[utoipa::path(post, path = "/v1/flows/{id}/deprecate", operation_id = "deprecate_flow", tag = "flows",
    params(("id" = FlowId, Path)),
    responses(
        (status = 200, body = Flow),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`flow_not_deprecatable`: it is not published", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`provider_refused`, with the provider's reason", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn deprecate_flow(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<FlowId>,
) -> Result<Json<Flow>, Error> {
    let errand = errand(&state, &caller.actor, id, true).await?;
    if !matches!(errand.flow.status, FlowStatus::Published | FlowStatus::Throttled | FlowStatus::Unknown(_)) {
        return Err(flow::Error::NotDeprecatable(errand.flow.status).into());
    }
    state.provider().move_flow(&errand.access, &errand.flow.meta_flow_id, FlowStep::Deprecate).await?;
    Ok(Json(settle(&state, errand, |flow| flow.status = FlowStatus::Deprecated).await?))
}
