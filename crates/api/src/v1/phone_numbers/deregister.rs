//! Takes a number off the Cloud API.

use axum::extract::State;
use axum_utils::{Path, Problem};
use domain::PhoneNumberId;
use http::StatusCode;

use crate::caller::Caller;
use crate::reach::{self, Purpose, Refusals};
use crate::refusal;
use crate::state::ApiState;

/// Deregister a number
///
/// Nothing is sent or received through it until it is registered again.
#[utoipa::path(post, path = "/v1/phone-numbers/{id}/deregister", operation_id = "deregister_phone_number", tag = "phone numbers",
    params(("id" = PhoneNumberId, Path)),
    responses((status = 204), Refusals))]
pub(crate) async fn deregister_phone_number(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
) -> Result<StatusCode, Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    let done = state.provider().deregister(&reached.access).await;
    done.map_err(|error| refusal::provider(&error))?;
    reach::read_again(&state, reached).await?;
    Ok(StatusCode::NO_CONTENT)
}
