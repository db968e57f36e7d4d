//! Reads a business account anew.

use actions::account::{self, request_refresh};
use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::WabaId;
use domain::account::Waba;
use http::StatusCode;

use crate::caller::Caller;
use crate::refusal::{self, answers_with_its_problem};
use crate::state::ApiState;

/// Why an account is not read.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(crate) struct Error(#[from] account::Error);

impl Error {
    fn problem(&self) -> Problem {
        match &self.0 {
            account::Error::NotAllowed => refusal::not_allowed(self),
            account::Error::NoSuchWaba => Problem::not_found("account"),
            account::Error::Storage(error) => refusal::storage(error),
        }
    }
}
answers_with_its_problem!(Error);

impl From<storage::Error> for Error {
    fn from(error: storage::Error) -> Self {
        Self(account::Error::Storage(error))
    }
}

/// Read a business account and its numbers anew
///
/// This also happens by itself when a number is connected, after news of the account, and every six hours. What is
/// different is told on the feed.
#[utoipa::path(post, path = "/v1/wabas/{id}/refresh", operation_id = "refresh_waba", tag = "accounts",
    params(("id" = WabaId, Path, description = "Meta's id")),
    responses(
        (status = 202, body = Waba, description = "As it is known so far"),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn refresh_waba(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<WabaId>,
) -> Result<(StatusCode, Json<Waba>), Error> {
    let (actor, now) = (caller.actor, state.clock().now());
    let owed =
        state.store().write(actor.workspace(), move |tx| request_refresh(tx, &actor, now, &id)).await?;
    Ok((StatusCode::ACCEPTED, Json(owed)))
}
