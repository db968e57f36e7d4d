//! Tells callers who they are.

use axum::extract::State;
use axum_utils::{Json, Problem};
use domain::workspace::{Membership, Role, User, Workspace};
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::state::ApiState;

/// The caller, and where they work at the moment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Me {
    user: User,
    /// Every seat, the oldest first.
    memberships: Vec<Membership>,
    /// The one that the request is about.
    workspace: Workspace,
    /// What the caller may do there.
    role: Role,
    client: ClientSettings,
}

/// How clients should behave.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClientSettings {
    /// Milliseconds between two questions for news, where there is no WebSocket.
    polling_interval_ms: u64,
}

/// Who am I?
#[utoipa::path(get, path = "/v1/me", operation_id = "get_me", tag = "sessions",
    responses((status = 200, body = Me)))]
pub(crate) async fn get_me(State(state): State<ApiState>, caller: Caller) -> Result<Json<Me>, Problem> {
    // The seat is there: the caller was made from it.
    let seat = caller.seat().cloned().ok_or_else(|| Problem::not_found("workspace"))?;
    let interval = state.settings().polling_interval.as_millis();
    Ok(Json(Me {
        user: caller.signed_in.user,
        memberships: caller.signed_in.memberships,
        workspace: seat.workspace,
        role: seat.role,
        client: ClientSettings { polling_interval_ms: u64::try_from(interval).unwrap_or(u64::MAX) },
    }))
}
