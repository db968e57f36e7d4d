//! Tests whether a number could be connected.

use actions::phone_number::{Check, Probe};
use axum::extract::State;
use axum_utils::{Json, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;
use crate::v1::phone_numbers::create::Error;
use crate::v1::phone_numbers::credentials::{NumberCredentials, Purpose};

/// What the provider said.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NumberTest {
    /// Whether connecting would work.
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_phone_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verified_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quality_rating: Option<String>,
    checks: Vec<NumberCheck>,
}

/// One thing that was looked at.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NumberCheck {
    /// Stable, for example `token`.
    name: String,
    ok: bool,
    /// What was found, or what to do about it.
    detail: String,
}

impl From<Check> for NumberCheck {
    fn from(Check { name, ok, detail }: Check) -> Self {
        Self { name, ok, detail }
    }
}

impl From<Probe> for NumberTest {
    fn from(probe: Probe) -> Self {
        let ok = probe.is_ok();
        let checks = probe.checks.into_iter().map(Into::into).collect();
        let (display_phone_number, verified_name, quality_rating) =
            probe.number.map_or_else(Default::default, |n| {
                (Some(n.display_phone_number), Some(n.verified_name), Some(n.quality_rating))
            });
        Self { ok, display_phone_number, verified_name, quality_rating, checks }
    }
}

/// Test a number
///
/// Asks the provider with the given credentials, and saves nothing.
#[utoipa::path(post, path = "/v1/phone-numbers/test", operation_id = "test_phone_number", tag = "phone numbers",
    request_body = NumberCredentials,
    responses(
        (status = 200, body = NumberTest),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn test_phone_number(
    State(state): State<ApiState>,
    caller: Caller,
    Json(given): Json<NumberCredentials>,
) -> Result<Json<NumberTest>, Problem> {
    if !caller.actor.can_manage() {
        return Err(refusal::not_allowed(&Error::NotAllowed));
    }
    let credentials = given.check(Purpose::Test, &state.settings().provider)?;
    Ok(Json(state.provider().probe(&credentials).await.into()))
}
