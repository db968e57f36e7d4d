//! Opens the WebSocket that events come by.

use actions::session;
use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::response::Response;
use axum_utils::same_origin::cross_origin;
use axum_utils::{Problem, Query};
use domain::{Secret, WorkspaceId};
use http::{HeaderMap, StatusCode};
use live::socket;
use serde::Deserialize;
use storage::Scope;
use utoipa::IntoParams;

use crate::caller::{Session, workspace_of};
use crate::refusal;
use crate::state::ApiState;

/// From where, and of which workspace.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ConnectLive {
    /// The number of the last event that you know; without it you get what comes from now on.
    after: Option<i64>,
    /// The workspace; without it your first. (Browsers cannot set headers on a WebSocket.)
    workspace: Option<WorkspaceId>,
}

/// Connect to the live feed
///
/// A WebSocket. Frames are `LiveFrame`s as JSON text; clients need not send any. Closed with 1013 when the client
/// is too slow or the server stops (connect again from your cursor), with 4401 when the session has ended.
#[utoipa::path(get, path = "/v1/live", operation_id = "connect_live", tag = "events", params(ConnectLive),
    responses(
        (status = 101, description = "frames of `LiveFrame` follow"),
        (status = 403, description = "`cross_origin`, or `no_seat`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 426, description = "`not_a_websocket`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn connect_live(
    State(state): State<ApiState>,
    session: Session,
    headers: HeaderMap,
    Query(asked): Query<ConnectLive>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    // A page of another site can open a WebSocket here with the visitor's cookie: only the origin tells.
    if !state.own_origins().allows(&headers) {
        return Err(cross_origin());
    }
    let workspace = workspace_of(&session.signed_in, asked.workspace, &headers)?;
    let upgrade = upgrade.map_err(|_| not_a_websocket())?;
    let topic = state.hub().topic(workspace).await.map_err(|error| refusal::storage(&error))?;
    let topic = topic.ok_or_else(|| Problem::not_found("workspace"))?;
    let (hub, clock) = (state.hub().clone(), state.clock().clone());
    let is_signed_in = move || is_seated(state.clone(), session.token.clone(), workspace);
    let upgrade = socket::sized(upgrade);
    Ok(upgrade.on_upgrade(move |open| socket::feed(open, hub, topic, clock, asked.after, is_signed_in)))
}

fn not_a_websocket() -> Problem {
    let detail = "This address speaks WebSocket only; poll /v1/events instead if you cannot.";
    Problem::new(StatusCode::UPGRADE_REQUIRED, "not_a_websocket", detail)
}

/// Whether the session is still good and still has its seat.
async fn is_seated(state: ApiState, token: Secret, workspace: WorkspaceId) -> bool {
    let now = state.clock().now();
    let found = state.store().read(Scope::System, move |tx| session::authenticate(tx, &token, now)).await;
    match found {
        Ok(signed_in) => signed_in.is_some_and(|signed_in| signed_in.actor(Some(workspace)).is_some()),
        // The database is away, not the person.
        Err(error) => {
            tracing::warn!(%error, "cannot look whether a session is still good");
            true
        }
    }
}
