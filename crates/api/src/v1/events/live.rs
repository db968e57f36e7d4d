//! Opens the WebSocket that events come by.

use axum::extract::ws::{WebSocketUpgrade, rejection::WebSocketUpgradeRejection};
use axum::extract::{FromRequestParts, State};
use axum::response::Response;
use axum_utils::same_origin::OwnOrigins;
use axum_utils::{Problem, Query};
use domain::WorkspaceId;
use http::header::ORIGIN;
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use live::socket;
use serde::Deserialize;
use storage::Scope;
use utoipa::IntoParams;

use crate::caller::{Session, no_seat};
use crate::refusal;
use crate::state::ApiState;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ConnectLive {
    /// The number of the last event that you know; without it you get what comes from now on.
    after: Option<i64>,
    /// The workspace; without it your first. (Browsers cannot set headers on a WebSocket.)
    workspace: Option<WorkspaceId>,
}

/// The request to become a WebSocket, or the problem with it.
#[derive(Debug)]
pub(crate) struct Upgrade(WebSocketUpgrade);

impl FromRequestParts<ApiState> for Upgrade {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Problem> {
        let upgrade = WebSocketUpgrade::from_request_parts(parts, state).await;
        upgrade.map(Self).map_err(|refused: WebSocketUpgradeRejection| {
            Problem::new(StatusCode::UPGRADE_REQUIRED, "not_a_websocket", refused.to_string())
        })
    }
}

/// Connect to the live feed
///
/// A WebSocket. Frames are `LiveFrame`s; clients need not send any. Closed with 1013 when the client is too slow or
/// the server stops (connect again from your cursor), with 4401 when the session has ended.
#[utoipa::path(get, path = "/v1/live", operation_id = "connect_live", tag = "events", params(ConnectLive),
    responses(
        (status = 101, description = "Frames of `LiveFrame` follow"),
        (status = 403, description = "`cross_origin` or `no_seat`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 426, description = "`not_a_websocket`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn connect_live(
    State(state): State<ApiState>,
    session: Session,
    Query(asked): Query<ConnectLive>,
    headers: HeaderMap,
    upgrade: Upgrade,
) -> Result<Response, Problem> {
    // A page of another site can open a WebSocket here with the visitor's cookie: only the origin tells.
    if headers.contains_key(ORIGIN) && !OwnOrigins::new(Some(&state.settings().public_url)).allows(&headers) {
        let detail = "This page belongs to another site; set public_url if it is the console's own address.";
        return Err(Problem::new(StatusCode::FORBIDDEN, "cross_origin", detail));
    }
    let workspace = session.signed_in.actor(asked.workspace).ok_or_else(no_seat)?.workspace();
    let topic = state.hub().topic(workspace).await.map_err(|error| refusal::storage(&error))?;
    let topic = topic.ok_or_else(|| Problem::not_found("workspace"))?;
    let upgrade = socket::sized(upgrade.0);
    Ok(upgrade.on_upgrade(move |socket| async move {
        let (hub, clock) = (state.hub().clone(), state.clock().clone());
        let is_signed_in = || is_still_in(&state, &session, workspace);
        socket::feed(socket, hub, topic, clock, asked.after, is_signed_in).await;
    }))
}

async fn is_still_in(state: &ApiState, session: &Session, workspace: WorkspaceId) -> bool {
    let (token, now) = (session.token.clone(), state.clock().now());
    let found = state.store().read(Scope::System, move |tx| actions::session::authenticate(tx, &token, now)).await;
    match found {
        Ok(signed_in) => signed_in.is_some_and(|s| s.actor(Some(workspace)).is_some()),
        Err(_) => true, // the database is away, not the person
    }
}
