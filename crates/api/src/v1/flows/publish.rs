//! Publishes a Flow at the provider.

use actions::flow::{self, FlowStep};
use axum::extract::State;
use axum_utils::{Json, Path};
use domain::FlowId;
use domain::flow::{Flow, FlowStatus};

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::flows::{Error, errand, settle};

/// Publish a Flow
///
/// From then on its JSON cannot be changed any more. With `validation_errors`, or without what its JSON needs (an
/// endpoint, a key of each number), the provider refuses.
#[utoipa::path(post, path = "/v1/flows/{id}/publish", operation_id = "publish_flow", tag = "flows",
    params(("id" = FlowId, Path)),
    responses(
        (status = 200, body = Flow),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`flow_not_publishable`: it is no draft", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`provider_refused`, with the provider's reason", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn publish_flow(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<FlowId>,
) -> Result<Json<Flow>, Error> {
    let errand = errand(&state, &caller.actor, id, true).await?;
    if !errand.flow.status.is_draft() {
        return Err(flow::Error::NotPublishable(errand.flow.status).into());
    }
    state.provider().move_flow(&errand.access, &errand.flow.meta_flow_id, FlowStep::Publish).await?;
    Ok(Json(settle(&state, errand, |flow| flow.status = FlowStatus::Published).await?))
}
