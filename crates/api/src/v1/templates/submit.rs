//! Hands a template to the provider.

use actions::template;
use axum::extract::State;
use axum_utils::{Json, Path};
use domain::TemplateId;
use domain::template::Template;
use http::StatusCode;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::templates::Error;

/// Submit a template for review
///
/// Answers as soon as the submission is safely stored; what becomes of it is told on the feed.
#[utoipa::path(post, path = "/v1/templates/{id}/submit", operation_id = "submit_template", tag = "templates",
    params(("id" = TemplateId, Path)),
    responses(
        (status = 202, body = Template),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`template_not_submittable`, or `nothing_to_submit`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`template_invalid` with the fields that the provider would refuse and its codes",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
    ))]
pub(crate) async fn submit_template(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<TemplateId>,
) -> Result<(StatusCode, Json<Template>), Error> {
    let (actor, now) = (caller.actor, state.clock().now());
    let submitted =
        state.store().write(actor.workspace(), move |tx| template::submit(tx, &actor, now, id)).await?;
    Ok((StatusCode::ACCEPTED, Json(submitted)))
}
