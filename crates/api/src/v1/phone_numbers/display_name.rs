//! Asks for another display name.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::PhoneNumberId;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::reach::{self, Purpose, Refusals};
use crate::refusal;
use crate::state::ApiState;

/// The name that people see.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DisplayName {
    name: String,
}

/// Most characters of a name; the review is stricter.
const LIMIT: usize = 512;

impl DisplayName {
    fn check(&self) -> Result<(), Problem> {
        let count = self.name.chars().count();
        if !self.name.trim().is_empty() && count <= LIMIT {
            return Ok(());
        }
        let words = format!("write 1 to {LIMIT} characters; these are {count}");
        Err(Problem::invalid_field("name", words))
    }
}

/// Ask for a display name
///
/// It is reviewed; the news of that come by webhook. Once approved it is shown after the next registration.
#[utoipa::path(post, path = "/v1/phone-numbers/{id}/display-name", operation_id = "request_phone_number_display_name", tag = "phone numbers",
    params(("id" = PhoneNumberId, Path)), request_body = DisplayName,
    responses((status = 204), Refusals))]
pub(crate) async fn request_phone_number_display_name(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Json(given): Json<DisplayName>,
) -> Result<StatusCode, Problem> {
    given.check()?;
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    let done = state.provider().request_display_name(&reached.access, &given.name).await;
    done.map_err(|error| refusal::provider(&error))?;
    reach::read_again(&state, reached).await?;
    Ok(StatusCode::NO_CONTENT)
}
