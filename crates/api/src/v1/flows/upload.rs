//! Uploads a Flow's JSON to the provider.

use actions::flow;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum_utils::extract::body_problem;
use axum_utils::{Json, Path, Problem};
use domain::FlowId;
use domain::flow::Flow;
use serde::de::IgnoredAny;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::flows::{Error, errand, settle};

/// Upload a Flow's JSON
///
/// The body is the JSON itself, at most 10 MB. The provider takes it also when something in it is wrong: what, and in
/// which line and column, stands in the answer's `validation_errors`. Only of a draft.
#[utoipa::path(put, path = "/v1/flows/{id}/json", operation_id = "upload_flow_json", tag = "flows",
    params(("id" = FlowId, Path)),
    request_body(content = Object, content_type = "application/json"),
    responses(
        (status = 200, body = Flow),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`flow_not_editable`: it is no draft", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 413, description = "`body_too_large`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`: it is no JSON; or `provider_refused`",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
    ))]
pub(crate) async fn upload_flow_json(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<FlowId>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Flow>, Error> {
    let errand = errand(&state, &caller.actor, id, true).await?;
    if !errand.flow.status.is_draft() {
        return Err(flow::Error::NotEditable(errand.flow.status).into());
    }
    let json = check(&body.map_err(|rejection| body_problem(&rejection))?)?;
    let problems = state.provider().upload_flow(&errand.access, &errand.flow.meta_flow_id, json).await?;
    let uploaded = settle(&state, errand, {
        let problems = problems.clone();
        move |flow| flow.validation_errors = problems
    });
    let mut flow = uploaded.await?;
    if !problems.is_empty() {
        flow.validation_errors = problems; // in full: what is read back may say less
    }
    Ok(Json(flow))
}

/// JSON at all; what is in it the provider judges.
fn check(body: &[u8]) -> Result<String, Problem> {
    let text = std::str::from_utf8(body).map_err(|e| {
        let place = e.valid_up_to() + 1;
        Problem::invalid_field("json", format!("byte {place} is not UTF-8"))
    })?;
    serde_json::from_str::<IgnoredAny>(text).map_err(|e| {
        Problem::invalid_field("json", format!("line {}, column {}: this is no JSON", e.line(), e.column()))
    })?;
    Ok(text.to_owned())
}
