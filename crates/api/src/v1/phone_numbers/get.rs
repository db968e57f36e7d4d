//! Shows one of our numbers.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::PhoneNumberId;
use domain::phone_number::PhoneNumber;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// A number
///
/// With all that the provider has told of it.
#[utoipa::path(get, path = "/v1/phone-numbers/{id}", operation_id = "get_phone_number", tag = "phone numbers",
    params(("id" = PhoneNumberId, Path)),
    responses(
        (status = 200, body = PhoneNumber),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_phone_number(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
) -> Result<Json<PhoneNumber>, Problem> {
    let workspace = caller.workspace();
    let found = state.store().read(workspace, move |tx| tx.phone_numbers().lookup(workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    found.map(Json).ok_or_else(|| Problem::not_found("phone number"))
}
