//! Lists what somebody should read about accounts.

use axum::extract::State;
use axum_utils::cursor::Page;
use axum_utils::{Json, Problem, Query};
use domain::account::{AccountNotice, Severity};
use domain::{PhoneNumberId, WabaId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::caller::Caller;
use crate::paging::{self, Limit, PlaceCursor};
use crate::refusal;
use crate::state::ApiState;

/// Which notices.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    waba_id: Option<WabaId>,
    phone_number_id: Option<PhoneNumberId>,
    severity: Option<Severity>,
    /// The provider's word for what it is about, for example `account_update`.
    field: Option<String>,
    /// The `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<PlaceCursor>,
    /// Rows of a page: 1 to 200, 50 without it.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

/// Notices about accounts
///
/// What the provider told about accounts and numbers, in plain words, the newest first.
#[utoipa::path(get, path = "/v1/account-notices", operation_id = "list_account_notices", tag = "accounts",
    params(Filter),
    responses(
        (status = 200, body = Page<AccountNotice>),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn list_account_notices(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<Filter>,
) -> Result<Json<Page<AccountNotice>>, Problem> {
    let workspace = caller.workspace();
    let (after, limit) = (asked.cursor.map(paging::place), asked.limit.0);
    let filter = storage::account_notices::Filter {
        waba: asked.waba_id,
        number: asked.phone_number_id,
        severity: asked.severity,
        field: asked.field,
    };
    let list = move |tx: &mut storage::Tx<'_>| tx.account_notices().list(workspace, &filter, after, limit);
    let listed = state.store().read(workspace, list).await;
    let page = listed.map_err(|error: storage::Error| refusal::storage(&error))?;
    Ok(Json(paging::page(page)))
}
