//! Registers a number.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::PhoneNumberId;
use http::StatusCode;

use crate::caller::Caller;
use crate::reach::{self, Purpose, Refusals};
use crate::refusal;
use crate::state::ApiState;
use crate::v1::phone_numbers::pin::Pin;

/// Register a number
///
/// Brings a verified number to the Cloud API. Where two-step verification was off, the PIN becomes the number's PIN. At
/// most 10 registrations of a number in 72 hours.
#[utoipa::path(post, path = "/v1/phone-numbers/{id}/register", operation_id = "register_phone_number", tag = "phone numbers",
    params(("id" = PhoneNumberId, Path)), request_body = Pin,
    responses((status = 204), Refusals))]
pub(crate) async fn register_phone_number(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Json(given): Json<Pin>,
) -> Result<StatusCode, Problem> {
    given.check()?;
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    let done = state.provider().register(&reached.access, &given.pin).await;
    done.map_err(|error| refusal::provider(&error))?;
    reach::read_again(&state, reached).await?;
    Ok(StatusCode::NO_CONTENT)
}
