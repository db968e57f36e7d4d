//! Lists templates.

use axum::extract::State;
use axum_utils::cursor::Page;
use axum_utils::{Json, Problem, Query};
use domain::WabaId;
use domain::template::{Template, TemplateCategory, TemplateQuality, TemplateStatus};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::caller::Caller;
use crate::paging::{self, Limit, PlaceCursor};
use crate::refusal;
use crate::state::ApiState;

/// Which templates.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    waba_id: Option<WabaId>,
    /// The whole name.
    name: Option<String>,
    language: Option<String>,
    category: Option<String>,
    /// All but deleted ones without it.
    status: Option<String>,
    quality: Option<String>,
    /// Part of the name or of what it says.
    q: Option<String>,
    /// The `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<PlaceCursor>,
    /// Rows of a page: 1 to 200, 50 without it.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

impl Filter {
    fn check(self) -> storage::templates::Filter {
        storage::templates::Filter {
            waba: self.waba_id,
            name: self.name,
            language: self.language,
            category: self.category.map(|word| TemplateCategory::parse(&word)),
            status: self.status.map(|word| TemplateStatus::parse(&word)),
            quality: self.quality.map(|word| TemplateQuality::parse(&word)),
            search: self.q.unwrap_or_default(),
        }
    }
}

/// Templates
///
/// The newest first.
#[utoipa::path(get, path = "/v1/templates", operation_id = "list_templates", tag = "templates", params(Filter),
    responses(
        (status = 200, body = Page<Template>),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn list_templates(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<Filter>,
) -> Result<Json<Page<Template>>, Problem> {
    let workspace = caller.workspace();
    let (after, limit) = (asked.cursor.map(paging::place), asked.limit.0);
    let filter = asked.check();
    let listed =
        state.store().read(workspace, move |tx| tx.templates().list(workspace, &filter, after, limit)).await;
    let page = listed.map_err(|error: storage::Error| refusal::storage(&error))?;
    Ok(Json(paging::page(page)))
}
