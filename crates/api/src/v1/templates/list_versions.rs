//! Lists what became of a template.

use axum::extract::State;
use axum_utils::cursor::{Cursor, Page};
use axum_utils::{Json, Path, Problem, Query};
use domain::TemplateId;
use domain::template::TemplateVersion;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::caller::Caller;
use crate::paging::Limit;
use crate::refusal;
use crate::state::ApiState;

/// Which versions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// The `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor<i64>>,
    /// Rows of a page: 1 to 200, 50 without it.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

/// Versions of a template
///
/// Every change of its words and of how it stands with the provider, with who and when. The latest first.
#[utoipa::path(get, path = "/v1/templates/{id}/versions", operation_id = "list_template_versions", tag = "templates",
    params(("id" = TemplateId, Path), Filter),
    responses(
        (status = 200, body = Page<TemplateVersion>),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn list_template_versions(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<TemplateId>,
    Query(asked): Query<Filter>,
) -> Result<Json<Page<TemplateVersion>>, Problem> {
    let workspace = caller.workspace();
    let (before, limit) = (asked.cursor.map_or(i64::MAX, |cursor| cursor.0), asked.limit.0);
    let listed = state.store().read(workspace, move |tx| {
        if tx.templates().lookup(workspace, id)?.is_none() {
            return Ok(None);
        }
        tx.templates().list_versions(workspace, id, before, limit + 1).map(Some)
    });
    let listed = listed.await.map_err(|error: storage::Error| refusal::storage(&error))?;
    let mut items = listed.ok_or_else(|| Problem::not_found("template"))?;
    let has_more = items.len() > limit;
    items.truncate(limit);
    let next_cursor = items.last().filter(|_| has_more).map(|last| Cursor(last.version).encode());
    Ok(Json(Page { items, next_cursor }))
}
