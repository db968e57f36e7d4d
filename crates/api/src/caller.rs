//! Who calls, and in which workspace.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use actions::session::{self, SignedIn};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum_utils::Problem;
use axum_utils::session::credentials;
use domain::workspace::{Actor, Membership};
use domain::{Secret, WorkspaceId};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use storage::Scope;

use crate::refusal;
use crate::state::ApiState;

/// Names the workspace that a request is about.
pub(crate) const WORKSPACE_HEADER: &str = "waypost-workspace";

/// Somebody who is signed in, in whichever workspace.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) token: Secret,
    pub(crate) signed_in: SignedIn,
}

impl FromRequestParts<ApiState> for Session {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Problem> {
        let Some(credentials) = credentials(&parts.headers) else {
            return Err(not_signed_in());
        };
        let token = credentials.token;
        let (presented, now) = (token.clone(), state.clock().now());
        let found = state
            .store()
            .read(Scope::System, move |tx| session::authenticate(tx, &presented, now))
            .await
            .map_err(|error| refusal::storage(&error))?;
        match found {
            Some(signed_in) => Ok(Self { token, signed_in }),
            None => Err(not_signed_in()),
        }
    }
}

fn not_signed_in() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "not_signed_in",
        "Sign in first: there is no session, or it has ended.",
    )
}

/// Somebody who is signed in and has a seat in the workspace that the request is about.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) actor: Actor,
    pub(crate) signed_in: SignedIn,
}

impl Caller {
    pub(crate) const fn workspace(&self) -> WorkspaceId {
        self.actor.workspace()
    }

    /// The seat that the request is made from.
    pub(crate) fn seat(&self) -> Option<&Membership> {
        self.signed_in.memberships.iter().find(|seat| seat.workspace.id == self.workspace())
    }
}

impl FromRequestParts<ApiState> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Problem> {
        let Session { signed_in, .. } = Session::from_request_parts(parts, state).await?;
        let actor = signed_in.actor(named_workspace(&parts.headers)?).ok_or_else(no_seat)?;
        Ok(Self { actor, signed_in })
    }
}

/// The workspace that a request is about: the one it asks for, the one its header names, or the first. The
/// user must have a seat there.
pub(crate) fn workspace_of(
    signed_in: &SignedIn,
    asked: Option<WorkspaceId>,
    headers: &HeaderMap,
) -> Result<WorkspaceId, Problem> {
    let named = match asked {
        Some(id) => Some(id),
        None => named_workspace(headers)?,
    };
    signed_in.actor(named).map(|actor| actor.workspace()).ok_or_else(no_seat)
}

/// What the header names. A text that is no id is a workspace that nobody has a seat in.
fn named_workspace(headers: &HeaderMap) -> Result<Option<WorkspaceId>, Problem> {
    let Some(value) = headers.get(WORKSPACE_HEADER) else {
        return Ok(None);
    };
    value.to_str().ok().and_then(|text| text.parse().ok()).map(Some).ok_or_else(no_seat)
}

pub(crate) fn no_seat() -> Problem {
    let detail = "You have no seat in this workspace. The header Waypost-Workspace names it; without the header it \
                  is your first.";
    Problem::new(StatusCode::FORBIDDEN, "no_seat", detail)
}

/// The address that the connection comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClientAddress(pub(crate) IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Ok(Self(peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)).to_canonical()))
    }
}
