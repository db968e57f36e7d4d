//! Has a code sent to a number.

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

/// How the code comes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeRequest {
    method: Method,
    /// The language of the message or call, for example `en_US`.
    language: String,
}

/// How the code comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CodeMethod)]
enum Method {
    Sms,
    Voice,
}

impl CodeRequest {
    fn check(&self) -> Result<(), Problem> {
        let is_language = (2..=10).contains(&self.language.len())
            && self.language.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_');
        if is_language {
            return Ok(());
        }
        Err(Problem::invalid_field("language", "write a language of 2 to 10 letters, for example en_US"))
    }
}

/// Ask for a code
///
/// Meta sends it to the number; it proves that the number is yours.
#[utoipa::path(post, path = "/v1/phone-numbers/{id}/request-code", operation_id = "request_phone_number_code", tag = "phone numbers",
    params(("id" = PhoneNumberId, Path)), request_body = CodeRequest,
    responses((status = 204), Refusals))]
pub(crate) async fn request_phone_number_code(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Json(given): Json<CodeRequest>,
) -> Result<StatusCode, Problem> {
    given.check()?;
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    let done =
        state.provider().request_code(&reached.access, given.method == Method::Voice, &given.language).await;
    done.map_err(|error| refusal::provider(&error))?;
    reach::read_again(&state, reached).await?;
    Ok(StatusCode::NO_CONTENT)
}
