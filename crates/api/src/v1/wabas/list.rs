//! Lists business accounts.

use axum::extract::State;
use axum_utils::{Json, Problem};
use domain::account::Waba;

use crate::caller::Caller;
use crate::paging::Items;
use crate::refusal;
use crate::state::ApiState;

/// Business accounts
///
/// Those that numbers are connected of.
#[utoipa::path(get, path = "/v1/wabas", operation_id = "list_wabas", tag = "accounts",
    responses((status = 200, body = Items<Waba>)))]
pub(crate) async fn list_wabas(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<Items<Waba>>, Problem> {
    let workspace = caller.workspace();
    let listed = state.store().read(workspace, move |tx| tx.wabas().list(workspace)).await;
    let items = listed.map_err(|error: storage::Error| refusal::storage(&error))?;
    Ok(Json(Items { items }))
}
