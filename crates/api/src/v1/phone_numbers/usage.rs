//! Tells how much a number was used.

use actions::account::count_usage;
use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::PhoneNumberId;
use domain::analytics::NumberUsage;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// A number's usage this month
///
/// Counted from our own messages; nobody is asked.
#[utoipa::path(get, path = "/v1/phone-numbers/{id}/usage", operation_id = "get_phone_number_usage",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path)),
    responses(
        (status = 200, body = NumberUsage),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_phone_number_usage(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
) -> Result<Json<NumberUsage>, Problem> {
    let (workspace, now) = (caller.workspace(), state.clock().now());
    let counted = state.store().read(workspace, move |tx| count_usage(tx, workspace, now, id)).await;
    let counted = counted.map_err(|error: storage::Error| refusal::storage(&error))?;
    counted.map(Json).ok_or_else(|| Problem::not_found("phone number"))
}
