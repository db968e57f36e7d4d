//! Lists our numbers.

use axum::extract::State;
use axum_utils::{Json, Problem};
use domain::phone_number::PhoneNumber;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// Our numbers, and what they need at Meta.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhoneNumbers {
    /// The oldest first.
    items: Vec<PhoneNumber>,
    /// Enter this at Meta as the callback URL.
    webhook_url: String,
}

/// Our numbers
#[utoipa::path(get, path = "/v1/phone-numbers", operation_id = "list_phone_numbers", tag = "phone numbers",
    responses((status = 200, body = PhoneNumbers)))]
pub(crate) async fn list_phone_numbers(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<PhoneNumbers>, Problem> {
    let workspace = caller.workspace();
    let listed = state.store().read(workspace, move |tx| tx.phone_numbers().list(workspace)).await;
    let items = listed.map_err(|error: storage::Error| refusal::storage(&error))?;
    Ok(Json(PhoneNumbers { items, webhook_url: state.settings().webhook_url() }))
}
