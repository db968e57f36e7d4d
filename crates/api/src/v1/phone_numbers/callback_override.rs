//! Sends one number's webhooks elsewhere, or back to the usual place.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::PhoneNumberId;
use http::StatusCode;

use crate::caller::Caller;
use crate::reach::{self, Purpose, Refusals};
use crate::refusal;
use crate::state::ApiState;
use crate::v1::phone_numbers::callback::GivenCallback;

/// Send a number's webhooks elsewhere
///
/// Only messages and calls follow; news of templates and accounts always go to the app's address. The provider verifies
/// the address at once. Without an address it is this server's own.
#[utoipa::path(post, path = "/v1/phone-numbers/{id}/callback-override", operation_id = "update_callback_override",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path)), request_body = GivenCallback,
    responses((status = 204), Refusals))]
pub(crate) async fn update_callback_override(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Json(given): Json<GivenCallback>,
) -> Result<StatusCode, Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    let callback = given.complete(&state, reached.access.meta_app_id.clone()).await?;
    let done = state.provider().override_callback(&reached.access, Some(&callback)).await;
    done.map_err(|error| refusal::provider(&error))?;
    reach::read_again(&state, reached).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Send a number's webhooks to the usual place
#[utoipa::path(delete, path = "/v1/phone-numbers/{id}/callback-override", operation_id = "delete_callback_override",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path)),
    responses((status = 204), Refusals))]
pub(crate) async fn delete_callback_override(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
) -> Result<StatusCode, Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    let done = state.provider().override_callback(&reached.access, None).await;
    done.map_err(|error| refusal::provider(&error))?;
    reach::read_again(&state, reached).await?;
    Ok(StatusCode::NO_CONTENT)
}
