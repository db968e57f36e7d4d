//! Whether a number has a basket, and shows its catalogue.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::PhoneNumberId;
use domain::profile::CommerceSettings;

use crate::caller::Caller;
use crate::reach::{self, Purpose, Refusals};
use crate::refusal;
use crate::state::ApiState;

/// A number's shop
#[utoipa::path(get, path = "/v1/phone-numbers/{id}/commerce-settings", operation_id = "get_commerce_settings",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path)),
    responses((status = 200, body = CommerceSettings), Refusals))]
pub(crate) async fn get_commerce_settings(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
) -> Result<Json<CommerceSettings>, Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Look).await?;
    let settings = state.provider().commerce(&reached.access).await;
    settings.map(Json).map_err(|error| refusal::provider(&error))
}

/// Change a number's shop
///
/// What is left out stays.
#[utoipa::path(patch, path = "/v1/phone-numbers/{id}/commerce-settings", operation_id = "update_commerce_settings",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path)), request_body = CommerceSettings,
    responses((status = 200, body = CommerceSettings), Refusals))]
pub(crate) async fn update_commerce_settings(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Json(change): Json<CommerceSettings>,
) -> Result<Json<CommerceSettings>, Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    if change == CommerceSettings::default() {
        return Err(Problem::invalid_field("is_cart_enabled", "change at least one field"));
    }
    let changed = state.provider().change_commerce(&reached.access, &change).await;
    changed.map_err(|error| refusal::provider(&error))?;
    let settings = state.provider().commerce(&reached.access).await;
    settings.map(Json).map_err(|error| refusal::provider(&error))
}
