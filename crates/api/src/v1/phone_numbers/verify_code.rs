//! Shows the code that came to a number.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::PhoneNumberId;
use domain::Secret;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::reach::{self, Purpose, Refusals};
use crate::refusal;
use crate::state::ApiState;
use crate::v1::phone_numbers::pin::is_six_digits;

/// The code that came.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    /// Six digits, with or without the dash.
    code: Secret,
}

impl Code {
    fn check(&self) -> Result<Secret, Problem> {
        let code = Secret::new(self.code.expose().replace(['-', ' '], ""));
        if is_six_digits(&code) {
            Ok(code)
        } else {
            Err(Problem::invalid_field("code", "write the 6 digits"))
        }
    }
}

/// Verify a number
///
/// With the code that was asked for. Then the number can be registered.
#[utoipa::path(post, path = "/v1/phone-numbers/{id}/verify-code", operation_id = "verify_phone_number", tag = "phone numbers",
    params(("id" = PhoneNumberId, Path)), request_body = Code,
    responses((status = 204), Refusals))]
pub(crate) async fn verify_phone_number(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Json(given): Json<Code>,
) -> Result<StatusCode, Problem> {
    let code = given.check()?;
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    let done = state.provider().verify_code(&reached.access, &code).await;
    done.map_err(|error| refusal::provider(&error))?;
    reach::read_again(&state, reached).await?;
    Ok(StatusCode::NO_CONTENT)
}
