//! Changes a Flow's name, categories or endpoint at the provider.

use actions::flow::{self, FlowDraft};
use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::FlowId;
use domain::flow::Flow;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::flows::{Error, FlowCategory, check_endpoint_url, check_name, errand, settle};

/// What to change; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FlowChanges {
    /// At most 200 characters.
    name: Option<String>,
    categories: Option<Vec<FlowCategory>>,
    /// Also of a Flow that is published.
    endpoint_url: Option<String>,
}

impl FlowChanges {
    fn check(self, may_be_private: bool) -> Result<FlowDraft, Problem> {
        if self.name.is_none() && self.categories.is_none() && self.endpoint_url.is_none() {
            return Err(Problem::invalid_field("name", "give something to change"));
        }
        if let Some(name) = &self.name {
            check_name(name)?;
        }
        if self.categories.as_ref().is_some_and(Vec::is_empty) {
            return Err(Problem::invalid_field("categories", "give at least one"));
        }
        if let Some(url) = &self.endpoint_url {
            check_endpoint_url("endpoint_url", url, may_be_private)?;
        }
        let categories = self.categories.unwrap_or_default();
        Ok(FlowDraft {
            name: self.name,
            categories: categories.into_iter().map(FlowCategory::word).collect(),
            endpoint_url: self.endpoint_url,
            ..FlowDraft::default()
        })
    }
}

/// Change a Flow
///
/// Its name, categories and endpoint; its JSON is uploaded by itself.
#[utoipa::path(patch, path = "/v1/flows/{id}", operation_id = "update_flow", tag = "flows",
    params(("id" = FlowId, Path)), request_body = FlowChanges,
    responses(
        (status = 200, body = Flow),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`flow_not_editable`: it is out of use; or `waba_not_connected`",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`, or `provider_refused`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn update_flow(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<FlowId>,
    Json(changes): Json<FlowChanges>,
) -> Result<Json<Flow>, Error> {
    let errand = errand(&state, &caller.actor, id, true).await?;
    let draft = changes.check(state.settings().private_flow_endpoints)?;
    let is_editable = errand.flow.status.is_draft() || draft.name.is_none() && draft.categories.is_empty();
    if !is_editable {
        return Err(flow::Error::NotEditable(errand.flow.status).into());
    }
    state.provider().change_flow(&errand.access, &errand.flow.meta_flow_id, &draft).await?;
    let changed = settle(&state, errand, move |flow| {
        flow.name = draft.name.unwrap_or_else(|| std::mem::take(&mut flow.name));
        if !draft.categories.is_empty() {
            flow.categories = draft.categories;
        }
        flow.endpoint_url = draft.endpoint_url.or(flow.endpoint_url.take());
    });
    Ok(Json(changed.await?))
}
