//! Signs a user out.

use actions::session;
use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse};
use axum_utils::Problem;
use axum_utils::session::sign_out_cookie;
use http::StatusCode;
use http::header::SET_COOKIE;
use storage::Scope;

use crate::caller::Session;
use crate::refusal;
use crate::state::ApiState;

/// Sign out
///
/// Ends the session that the request was made with, and removes its cookie.
#[utoipa::path(delete, path = "/v1/sessions/current", operation_id = "delete_current_session", tag = "sessions",
    responses((status = 204, description = "signed out")))]
pub(crate) async fn delete_current_session(
    State(state): State<ApiState>,
    current: Session,
) -> Result<impl IntoResponse, Problem> {
    let ended = state.store().write(Scope::System, move |tx| session::close(tx, &current.token)).await;
    ended.map_err(|error: storage::Error| refusal::storage(&error))?;
    let cookie = sign_out_cookie(state.settings().is_https());
    Ok((StatusCode::NO_CONTENT, AppendHeaders(cookie.map(|cookie| (SET_COOKIE, cookie)))))
}
