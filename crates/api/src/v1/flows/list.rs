//! Lists Flows.

use axum::extract::State;
use axum_utils::cursor::Page;
use axum_utils::{Json, Problem, Query};
use domain::WabaId;
use domain::flow::{Flow, FlowStatus};
use domain::id::MetaFlowId;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::caller::Caller;
use crate::paging::{self, Limit, PlaceCursor};
use crate::refusal;
use crate::state::ApiState;

/// Which Flows.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    waba_id: Option<WabaId>,
    /// All but deleted ones without it.
    status: Option<String>,
    /// Meta's id, as messages name it.
    meta_flow_id: Option<MetaFlowId>,
    /// Part of the name.
    q: Option<String>,
    /// The `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<PlaceCursor>,
    /// Rows of a page: 1 to 200, 50 without it.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

/// Flows
///
/// Our copy of what the provider has, the newest first. It follows changes that are made here and news that the
/// provider sends; `POST /v1/flows/sync` copies the rest.
#[utoipa::path(get, path = "/v1/flows", operation_id = "list_flows", tag = "flows", params(Filter),
    responses(
        (status = 200, body = Page<Flow>),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn list_flows(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<Filter>,
) -> Result<Json<Page<Flow>>, Problem> {
    let workspace = caller.workspace();
    let (after, limit) = (asked.cursor.map(paging::place), asked.limit.0);
    let filter = storage::flows::Filter {
        waba: asked.waba_id,
        status: asked.status.map(|word| FlowStatus::parse(&word)),
        meta_flow_id: asked.meta_flow_id,
        search: asked.q.unwrap_or_default(),
    };
    let listed =
        state.store().read(workspace, move |tx| tx.flows().list(workspace, &filter, after, limit)).await;
    let page = listed.map_err(|error: storage::Error| refusal::storage(&error))?;
    Ok(Json(paging::page(page)))
}
