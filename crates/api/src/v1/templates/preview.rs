//! Shows how a template reads.

use actions::template::{self, Misfit, Rendered};
use axum::extract::State;
use axum_utils::{Fields, Json, Path, Problem};
use domain::TemplateId;
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// What fills a template.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TemplateParameters {
    /// As in a send: objects with `type` and `parameters`.
    #[serde(default)]
    #[schema(value_type = Vec<Object>, required = false)]
    components: Vec<Value>,
}

/// Preview a template
///
/// Filled with parameters as they would be sent, whatever the template's status.
#[utoipa::path(post, path = "/v1/templates/{id}/preview", operation_id = "preview_template", tag = "templates",
    params(("id" = TemplateId, Path)), request_body = TemplateParameters,
    responses(
        (status = 200, body = Rendered),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`template_misfit` with the parameter that does not fit, or `validation_failed`",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
    ))]
pub(crate) async fn preview_template(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<TemplateId>,
    Json(parameters): Json<TemplateParameters>,
) -> Result<Json<Rendered>, Problem> {
    let workspace = caller.workspace();
    let found = state.store().read(workspace, move |tx| tx.templates().lookup(workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    let template = found.ok_or_else(|| Problem::not_found("template"))?;
    template::render(&template, &parameters.components).map(Json).map_err(|e| misfit(&e))
}

fn misfit(misfit: &Misfit) -> Problem {
    let mut fields = Fields::default();
    fields.add(&misfit.field, format!("{} ({})", misfit.message, misfit.code));
    let detail = refusal::sentence(misfit);
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "template_misfit", detail).with_fields(fields)
}
