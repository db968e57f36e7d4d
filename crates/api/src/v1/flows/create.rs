//! Makes a Flow at the provider.

use actions::flow::{self, FlowDraft, ProviderFlow};
use axum::extract::State;
use axum_utils::{Json, Problem};
use domain::WabaId;
use domain::flow::{Flow, FlowStatus};
use domain::id::MetaFlowId;
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::flows::{Error, FlowCategory, check_endpoint_url, check_name};

/// A Flow to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewFlow {
    /// The WhatsApp Business account; may be left out where numbers of only one are connected.
    waba_id: Option<WabaId>,
    /// At most 200 characters; no other Flow of the account has it.
    name: String,
    /// At least one.
    categories: Vec<FlowCategory>,
    /// Meta's id of a Flow to begin with.
    clone_flow_id: Option<MetaFlowId>,
    /// What it asks for data: for example the address of `GET /v1/flows/{id}/endpoint`.
    endpoint_url: Option<String>,
    /// Its JSON. Larger ones are uploaded afterwards.
    #[schema(value_type = Option<Object>)]
    json: Option<Value>,
    /// Publish it at once, if its JSON is in order.
    #[serde(default)]
    #[schema(required = false)]
    publish: bool,
}

impl NewFlow {
    fn check(self, may_be_private: bool) -> Result<(Option<WabaId>, FlowDraft), Problem> {
        check_name(&self.name)?;
        if self.categories.is_empty() {
            return Err(Problem::invalid_field("categories", "give at least one"));
        }
        if let Some(url) = &self.endpoint_url {
            check_endpoint_url("endpoint_url", url, may_be_private)?;
        }
        if self.json.as_ref().is_some_and(|json| !json.is_object()) {
            return Err(Problem::invalid_field("json", "this must be an object"));
        }
        if self.publish && self.json.is_none() && self.clone_flow_id.is_none() {
            return Err(Problem::invalid_field("publish", "there is nothing to publish without json"));
        }
        let draft = FlowDraft {
            name: Some(self.name),
            categories: self.categories.into_iter().map(FlowCategory::word).collect(),
            endpoint_url: self.endpoint_url,
            clone_of: self.clone_flow_id,
            json: self.json.map(|json| json.to_string()),
            publish: self.publish,
        };
        Ok((self.waba_id, draft))
    }
}

/// Make a Flow
///
/// It is made at the provider while you wait. What is wrong with its JSON, and where, stands in `validation_errors`;
/// the Flow is made all the same.
#[utoipa::path(post, path = "/v1/flows", operation_id = "create_flow", tag = "flows", request_body = NewFlow,
    responses(
        (status = 201, body = Flow),
        (status = 422, description = "`validation_failed`, or `provider_refused` with the provider's words",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
        (status = 502, description = "`provider_unanswered`: nobody knows whether it was made; synchronise before \
            you try again", body = axum_utils::ProblemBody, content_type = "application/problem+json"),
    ))]
pub(crate) async fn create_flow(
    State(state): State<ApiState>,
    caller: Caller,
    Json(new): Json<NewFlow>,
) -> Result<(StatusCode, Json<Flow>), Error> {
    let (asked, draft) = new.check(state.settings().private_flow_endpoints)?;
    let actor = caller.actor;
    let workspace = actor.workspace();
    let chosen = state.store().read(workspace, move |tx| flow::account(tx, &actor, asked));
    let (waba, access) = chosen.await?;
    let made = state.provider().create_flow(&access, &waba, &draft).await?;
    let mut given = match state.provider().read_flow(&access, &made.meta_flow_id).await {
        Ok(given) => given,
        Err(_) => ProviderFlow {
            meta_flow_id: made.meta_flow_id,
            name: draft.name.unwrap_or_default(),
            categories: draft.categories,
            status: FlowStatus::Draft,
            validation_errors: None,
            json_version: None,
            data_api_version: None,
            endpoint_url: draft.endpoint_url,
        },
    };
    if !made.validation_errors.is_empty() {
        given.validation_errors = Some(made.validation_errors);
    }
    let now = state.clock().now();
    let stored = state.store().write(workspace, move |tx| flow::settle_new(tx, workspace, now, &waba, given));
    Ok((StatusCode::CREATED, Json(stored.await?)))
}
