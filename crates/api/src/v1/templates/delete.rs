//! Deletes a template.

use actions::template;
use axum::extract::State;
use axum_utils::{Json, Path};
use domain::TemplateId;
use domain::template::Template;
use http::StatusCode;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::templates::Error;

/// Delete a template
///
/// A draft is gone at once; another is deleted by the provider, and the feed tells when. The provider may lock the
/// name for 30 days.
#[utoipa::path(delete, path = "/v1/templates/{id}", operation_id = "delete_template", tag = "templates",
    params(("id" = TemplateId, Path)),
    responses(
        (status = 202, body = Template),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`template_not_deletable`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn delete_template(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<TemplateId>,
) -> Result<(StatusCode, Json<Template>), Error> {
    let (actor, now) = (caller.actor, state.clock().now());
    let deleted =
        state.store().write(actor.workspace(), move |tx| template::delete(tx, &actor, now, id)).await?;
    Ok((StatusCode::ACCEPTED, Json(deleted)))
}
