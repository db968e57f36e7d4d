//! Lists what the provider told about a number.

use axum::extract::State;
use axum_utils::cursor::Page;
use axum_utils::{Json, Path, Problem, Query};
use domain::PhoneNumberId;
use domain::notice::NumberNotice;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::caller::Caller;
use crate::paging::{self, Limit, PlaceCursor};
use crate::refusal;
use crate::state::ApiState;

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Part {
    /// The `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<PlaceCursor>,
    /// Rows of a page: 1 to 200, 50 without it.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

/// What the provider told about a number
///
/// Errors that belong to no message, and news that this version shows as it came. The latest first; what is said again
/// stands there once.
#[utoipa::path(get, path = "/v1/phone-numbers/{id}/notices", operation_id = "list_number_notices",
    tag = "phone numbers",
    params(("id" = PhoneNumberId, Path), Part),
    responses(
        (status = 200, body = Page<NumberNotice>),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn list_number_notices(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Query(part): Query<Part>,
) -> Result<Json<Page<NumberNotice>>, Problem> {
    let workspace = caller.workspace();
    let (after, limit) = (part.cursor.map(paging::place), part.limit.0);
    let listed = state
        .store()
        .read(workspace, move |tx| {
            if tx.phone_numbers().lookup(workspace, id)?.is_none() {
                return Ok(None);
            }
            tx.number_notices().list(workspace, id, after, limit).map(Some)
        })
        .await;
    let page = listed.map_err(|error: storage::Error| refusal::storage(&error))?;
    page.map(|page| Json(paging::page(page))).ok_or_else(|| Problem::not_found("phone number"))
}
