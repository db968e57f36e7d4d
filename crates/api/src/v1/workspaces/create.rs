//! Creates a workspace.

use actions::workspace;
use axum::extract::State;
use axum_utils::{Json, Problem};
use domain::workspace::Membership;
use http::StatusCode;
use serde::Deserialize;
use storage::Scope;
use utoipa::ToSchema;

use crate::caller::Session;
use crate::refusal::{self, answers_with_its_problem};
use crate::state::ApiState;

/// Why there is no new workspace.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(crate) struct Error(#[from] workspace::Error);

impl Error {
    fn problem(&self) -> Problem {
        match &self.0 {
            workspace::Error::BadName => {
                Problem::invalid_field("name", "write a name of 1 to 100 characters")
            }
            workspace::Error::Storage(error) => refusal::storage(error),
            error => Problem::internal(error),
        }
    }
}
answers_with_its_problem!(Error);

/// A workspace to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewWorkspace {
    /// 1 to 100 characters.
    name: String,
}

/// Create a workspace
///
/// The caller becomes its owner.
#[utoipa::path(post, path = "/v1/workspaces", operation_id = "create_workspace", tag = "workspaces",
    request_body = NewWorkspace,
    responses(
        (status = 201, body = Membership),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn create_workspace(
    State(state): State<ApiState>,
    session: Session,
    Json(new): Json<NewWorkspace>,
) -> Result<(StatusCode, Json<Membership>), Error> {
    let (now, owner) = (state.clock().now(), session.signed_in.user.id);
    let membership =
        state.store().write(Scope::System, move |tx| workspace::create(tx, now, &new.name, owner)).await?;
    Ok((StatusCode::CREATED, Json(membership)))
}
