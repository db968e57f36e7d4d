//! Changes a number's PIN.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::{PhoneNumberId, Secret};
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::reach::{self, Purpose, Refusals};
use crate::refusal;
use crate::state::ApiState;

/// The PIN of two-step verification.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pin {
    /// Six digits.
    pub(crate) pin: Secret,
}

impl Pin {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        let is_pin = is_six_digits(&self.pin);
        if is_pin { Ok(()) } else { Err(Problem::invalid_field("pin", "write exactly 6 digits")) }
    }
}

pub(crate) fn is_six_digits(text: &Secret) -> bool {
    text.expose().len() == 6 && text.expose().bytes().all(|b| b.is_ascii_digit())
}

/// Set or change a number's PIN
///
/// It is asked for when the number is registered anew. It is handed on and kept nowhere here.
#[utoipa::path(post, path = "/v1/phone-numbers/{id}/pin", operation_id = "update_phone_number_pin",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path)), request_body = Pin,
    responses((status = 204), Refusals))]
pub(crate) async fn update_phone_number_pin(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Json(given): Json<Pin>,
) -> Result<StatusCode, Problem> {
    given.check()?;
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    let done = state.provider().set_pin(&reached.access, &given.pin).await;
    done.map_err(|error| refusal::provider(&error))?;
    reach::read_again(&state, reached).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a9_a_pin_is_six_digits_and_never_printed() {
        let pin = |text: &str| Pin { pin: Secret::new(text) };
        assert!(pin("123456").check().is_ok());
        for bad in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert!(pin(bad).check().is_err(), "{bad}");
        }
        assert!(!format!("{:?}", pin("987654")).contains("987654"));
    }
}
