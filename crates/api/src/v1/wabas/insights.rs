//! Has the provider count what becomes of templates.

use axum::extract::State;
use axum_utils::{Path, Problem};
use domain::WabaId;
use http::StatusCode;

use crate::caller::Caller;
use crate::reach::{self, Purpose, Refusals};
use crate::refusal;
use crate::state::ApiState;

/// Have templates counted
///
/// Needed once before figures of templates can be read. It cannot be taken back.
#[utoipa::path(post, path = "/v1/wabas/{id}/insights", operation_id = "enable_insights", tag = "accounts",
    params(("id" = WabaId, Path, description = "Meta's id")),
    responses((status = 204), Refusals))]
pub(crate) async fn enable_insights(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<WabaId>,
) -> Result<StatusCode, Problem> {
    let reached = reach::waba(&state, &caller, id, Purpose::Change).await?;
    let done = state.provider().enable_insights(&reached.access, &reached.waba).await;
    done.map_err(|error| refusal::provider(&error))?;
    reach::read_again(&state, reached).await?;
    Ok(StatusCode::NO_CONTENT)
}
