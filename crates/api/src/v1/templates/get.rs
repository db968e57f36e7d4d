//! Shows a template.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::TemplateId;
use domain::template::Template;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// A template
#[utoipa::path(get, path = "/v1/templates/{id}", operation_id = "get_template", tag = "templates",
    params(("id" = TemplateId, Path)),
    responses(
        (status = 200, body = Template),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_template(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<TemplateId>,
) -> Result<Json<Template>, Problem> {
    let workspace = caller.workspace();
    let found = state.store().read(workspace, move |tx| tx.templates().lookup(workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    found.map(Json).ok_or_else(|| Problem::not_found("template"))
}
