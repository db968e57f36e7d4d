//! Puts a template into the archive.

use actions::template;
use axum::extract::State;
use axum_utils::{Json, Path};
use domain::TemplateId;
use domain::template::Template;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::templates::desk::Error;

/// Archive a template
///
/// It cannot be sent any more, and the provider deletes it after 28 days unless it is taken out again.
#[utoipa::path(post, path = "/v1/templates/{id}/archive", operation_id = "archive_template", tag = "templates",
    params(("id" = TemplateId, Path)),
    responses(
        (status = 200, body = Template),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`template_not_archivable`, `template_never_submitted`, or `token_invalid`", body = axum_utils::ProblemBody,
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
pub(crate) async fn archive_template(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<TemplateId>,
) -> Result<Json<Template>, Error> {
    let (workspace, asks) = (caller.workspace(), caller.actor.clone());
    let subject =
        state.store().read(workspace, move |tx| template::check_archive(tx, &asks, id, true)).await?;
    let (access, meta_id) = (&subject.access, &subject.meta_template_id);
    state.provider().archive(access, &subject.waba, meta_id, true).await?;
    let (actor, now) = (caller.actor, state.clock().now());
    let marked = state.store().write(workspace, move |tx| template::mark_archived(tx, &actor, now, id, true));
    Ok(Json(marked.await?))
}
