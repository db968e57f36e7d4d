//! Connects a number.

use actions::phone_number::{self, ConnectError, Probe};
use axum::extract::State;
use axum_utils::{Fields, Json, Problem};
use domain::phone_number::PhoneNumber;
use http::StatusCode;
use storage::Scope;

use crate::caller::Caller;
use crate::refusal::{self, answers_with_its_problem};
use crate::state::ApiState;
use crate::v1::phone_numbers::credentials::{NumberCredentials, Purpose};

/// Why a number was not connected.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("only owners and admins may connect numbers")]
    NotAllowed,
    #[error(transparent)]
    Invalid(#[from] Problem),
    #[error("the provider refused the test; nothing was saved")]
    TestFailed(Probe),
    #[error(transparent)]
    Connect(#[from] ConnectError),
}

impl Error {
    fn problem(&self) -> Problem {
        match self {
            Self::NotAllowed | Self::Connect(ConnectError::NotAllowed) => refusal::not_allowed(self),
            Self::Invalid(problem) => problem.clone(),
            Self::TestFailed(probe) => {
                let problem = Problem::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "number_test_failed",
                    refusal::sentence(self),
                );
                problem.with_fields(failed_checks(probe))
            }
            Self::Connect(ConnectError::AlreadyConnected) => {
                Problem::new(StatusCode::CONFLICT, "number_already_connected", refusal::sentence(self))
            }
            Self::Connect(ConnectError::AppSecretDiffers) => Problem::invalid_field(
                "app_secret",
                "this app is known here with another secret: copy it again from the app's basic settings",
            ),
            Self::Connect(ConnectError::Storage(error)) => refusal::storage(error),
        }
    }
}
answers_with_its_problem!(Error);

/// What was found wrong, by the name of the check.
fn failed_checks(probe: &Probe) -> Fields {
    let mut fields = Fields::default();
    for check in probe.checks.iter().filter(|check| !check.ok) {
        fields.add(&check.name, &check.detail);
    }
    fields
}

/// Connect a number
///
/// The credentials are tested first; nothing is saved when the provider refuses them.
#[utoipa::path(post, path = "/v1/phone-numbers", operation_id = "create_phone_number", tag = "phone numbers",
    request_body = NumberCredentials,
    responses(
        (status = 201, body = PhoneNumber),
        (status = 409, description = "`number_already_connected`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`, or `number_test_failed` with the failed checks as fields",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
    ))]
pub(crate) async fn create_phone_number(
    State(state): State<ApiState>,
    caller: Caller,
    Json(given): Json<NumberCredentials>,
) -> Result<(StatusCode, Json<PhoneNumber>), Error> {
    if !caller.actor.can_manage() {
        return Err(Error::NotAllowed);
    }
    let credentials = given.check(Purpose::Connect, &state.settings().provider)?;
    let probe = state.provider().probe(&credentials).await;
    let number = match &probe.number {
        Some(number) if probe.is_ok() => number.clone(),
        _ => return Err(Error::TestFailed(probe)),
    };
    // Across workspaces, because that is where a number may be connected already.
    let (actor, now) = (caller.actor, state.clock().now());
    let connected = state
        .store()
        .write(Scope::System, move |tx| phone_number::connect(tx, &actor, now, &credentials, number))
        .await?;
    Ok((StatusCode::CREATED, Json(connected)))
}
