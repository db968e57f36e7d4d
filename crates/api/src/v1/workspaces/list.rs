//! Lists the caller's workspaces.

use axum_utils::Json;
use domain::workspace::Membership;

use crate::caller::Session;
use crate::paging::Items;

/// My workspaces
///
/// Every seat of the caller, the oldest first.
#[utoipa::path(get, path = "/v1/workspaces", operation_id = "list_workspaces", tag = "workspaces",
    responses((status = 200, body = Items<Membership>)))]
pub(crate) async fn list_workspaces(session: Session) -> Json<Items<Membership>> {
    Json(Items { items: session.signed_in.memberships })
}
