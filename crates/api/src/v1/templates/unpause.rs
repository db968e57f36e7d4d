//! Lets a paused template go on.

use actions::template;
use axum::extract::State;
use axum_utils::{Json, Path};
use domain::TemplateId;
use domain::template::Template;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::templates::desk::Error;

/// Let a paused template go on
///
/// The provider is asked at once, and may say no.
#[utoipa::path(post, path = "/v1/templates/{id}/unpause", operation_id = "unpause_template", tag = "templates",
    params(("id" = TemplateId, Path)),
    responses(
        (status = 200, body = Template),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`template_not_paused`, `template_never_submitted`, or `token_invalid`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`provider_refused`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 429, description = "`provider_limit`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 502, description = "`provider_unanswered`: asking again does no harm",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "`provider_unreachable`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn unpause_template(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<TemplateId>,
) -> Result<Json<Template>, Error> {
    let (workspace, asks) = (caller.workspace(), caller.actor.clone());
    let subject = state.store().read(workspace, move |tx| template::check_unpause(tx, &asks, id)).await?;
    state.provider().unpause(&subject.access, &subject.meta_template_id).await?;
    let (actor, now) = (caller.actor, state.clock().now());
    let marked = state.store().write(workspace, move |tx| template::mark_unpaused(tx, &actor, now, id));
    Ok(Json(marked.await?))
}
