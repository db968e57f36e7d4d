//! Changes a template.

use actions::template::{self, Changes};
use axum::extract::State;
use axum_utils::{Json, Path};
use domain::TemplateId;
use domain::template::{ParameterFormat, Template, TemplateCategory};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::templates::Error;

/// What to change; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TemplateChanges {
    category: Option<TemplateCategory>,
    parameter_format: Option<ParameterFormat>,
    /// Replace all.
    #[schema(value_type = Option<Vec<Object>>)]
    components: Option<Vec<Value>>,
    /// In seconds.
    ttl_seconds: Option<i64>,
}

/// Change a template
///
/// A draft is changed as it is. Of a template that the provider has, the changes wait in `draft` until they are
/// submitted, too; what the provider has stays in force.
#[utoipa::path(patch, path = "/v1/templates/{id}", operation_id = "update_template", tag = "templates",
    params(("id" = TemplateId, Path)), request_body = TemplateChanges,
    responses(
        (status = 200, body = Template),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`template_not_editable`: it is in review, or disabled", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`, or `template_invalid`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn update_template(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<TemplateId>,
    Json(asked): Json<TemplateChanges>,
) -> Result<Json<Template>, Error> {
    let (actor, now) = (caller.actor, state.clock().now());
    let changes = Changes {
        category: asked.category,
        parameter_format: asked.parameter_format,
        components: asked.components,
        ttl_seconds: asked.ttl_seconds.map(Some),
    };
    let changed = state
        .store()
        .write(actor.workspace(), move |tx| template::edit(tx, &actor, now, id, changes))
        .await?;
    Ok(Json(changed))
}
