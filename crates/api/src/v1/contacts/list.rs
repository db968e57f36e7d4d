//! Lists contacts.

use axum::extract::State;
use axum_utils::cursor::Page;
use axum_utils::{Json, Problem, Query};
use domain::contact::Contact;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::caller::Caller;
use crate::paging::{self, Limit, PlaceCursor};
use crate::refusal;
use crate::state::ApiState;

/// Which contacts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// Part of a name, number or username.
    q: Option<String>,
    /// The `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<PlaceCursor>,
    /// Rows of a page: 1 to 200, 50 without it.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

/// Contacts
///
/// The newest first.
#[utoipa::path(get, path = "/v1/contacts", operation_id = "list_contacts", tag = "contacts", params(Filter),
    responses((status = 200, body = Page<Contact>)))]
pub(crate) async fn list_contacts(
    State(state): State<ApiState>,
    caller: Caller,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<Contact>>, Problem> {
    let workspace = caller.workspace();
    let search = filter.q.unwrap_or_default();
    let (after, limit) = (filter.cursor.map(paging::place), filter.limit.0);
    let listed = state
        .store()
        .read(workspace, move |tx| tx.contacts().list(workspace, search.trim(), after, limit))
        .await;
    let page = listed.map_err(|error: storage::Error| refusal::storage(&error))?;
    Ok(Json(paging::page(page)))
}
