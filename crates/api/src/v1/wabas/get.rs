//! Shows a business account.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::WabaId;
use domain::account::Waba;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// A business account
///
/// As the provider told of it last.
#[utoipa::path(get, path = "/v1/wabas/{id}", operation_id = "get_waba", tag = "accounts",
    params(("id" = WabaId, Path, description = "Meta's id")),
    responses(
        (status = 200, body = Waba),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_waba(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<WabaId>,
) -> Result<Json<Waba>, Problem> {
    let workspace = caller.workspace();
    let found = state.store().read(workspace, move |tx| tx.wabas().lookup(workspace, &id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    found.map(Json).ok_or_else(|| Problem::not_found("account"))
}
