//! Compares how two templates do.

use std::time::Duration;

use actions::template::{self, Performance};
use axum::extract::State;
use axum_utils::{Fields, Json, Path, Problem, Query};
use domain::{TemplateId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::templates::desk::Error;

const SPANS: [u64; 4] = [7, 30, 60, 90];
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// With which one, and over what time.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct CompareWith {
    /// Another template of the same account.
    with: Option<TemplateId>,
    /// Up to now: 7, 30, 60 or 90 days. 7 without it.
    days: Option<u64>,
}

/// How two templates did in the same time.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TemplateComparison {
    start: Timestamp,
    end: Timestamp,
    /// The one that was asked about, then the other.
    items: Vec<ComparedTemplate>,
}

/// One of them.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ComparedTemplate {
    template_id: TemplateId,
    #[serde(flatten)]
    performance: Performance,
}

/// Compare two templates
///
/// How often each was sent, which is blocked more often, and why, as the provider counts it.
#[utoipa::path(get, path = "/v1/templates/{id}/comparison", operation_id = "compare_templates", tag = "templates",
    params(("id" = TemplateId, Path), CompareWith),
    responses(
        (status = 200, body = TemplateComparison),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`template_never_submitted`, or `token_invalid`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`, or `provider_refused`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 429, description = "`provider_limit`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 502, description = "`provider_unanswered`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 503, description = "`provider_unreachable`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn compare_templates(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<TemplateId>,
    Query(asked): Query<CompareWith>,
) -> Result<Json<TemplateComparison>, Error> {
    let (workspace, actor) = (caller.workspace(), caller.actor);
    let asks = actor.clone();
    let one = state.store().read(workspace, move |tx| template::find_subject(tx, &asks, id)).await?;
    let (with, days) = check(id, &asked)?;
    let other = state.store().read(workspace, move |tx| template::find_subject(tx, &actor, with)).await;
    let other = match other {
        Err(template::Error::NotFound) => {
            return Err(Problem::invalid_field("with", "there is no such template").into());
        }
        found => found?,
    };
    if one.waba != other.waba {
        return Err(Problem::invalid_field("with", "must be a template of the same account").into());
    }
    let end = state.clock().now();
    let start = end - DAY * days;
    let ids = [&one.meta_template_id, &other.meta_template_id];
    let done = state.provider().compare(&one.access, ids, (start, end)).await?;
    let items = [id, with].into_iter().zip(done);
    let items = items.map(|(template_id, performance)| ComparedTemplate { template_id, performance });
    Ok(Json(TemplateComparison { start, end, items: items.collect() }))
}

fn check(id: TemplateId, asked: &CompareWith) -> Result<(TemplateId, u32), Problem> {
    let mut fields = Fields::default();
    let days = asked.days.unwrap_or(SPANS[0]);
    if !SPANS.contains(&days) {
        fields.add("days", format!("is {days}; it must be 7, 30, 60 or 90"));
    }
    match asked.with {
        None => fields.add("with", "this is required"),
        Some(with) if with == id => fields.add("with", "must be another template"),
        Some(_) => {}
    }
    fields.finish()?;
    Ok((asked.with.unwrap_or(id), u32::try_from(days).unwrap_or_default()))
}
