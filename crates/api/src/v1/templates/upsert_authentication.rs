//! Makes or changes an authentication template in several languages.

use actions::template::{self, CodeTemplates};
use axum::extract::State;
use axum_utils::Json;
use domain::WabaId;
use domain::template::Template;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::paging::Items;
use crate::state::ApiState;
use crate::v1::templates::desk::Error;

/// An authentication template; what it says is the provider's own, in every language.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuthenticationTemplates {
    /// The WhatsApp Business account; may be left out where numbers of only one are connected.
    waba_id: Option<WabaId>,
    /// Lower-case letters, digits and `_`; at most 512.
    name: String,
    /// For example `["en_US", "de"]`.
    languages: Vec<String>,
    /// As in the provider's documents: a body, perhaps a footer, and one button of type `OTP`.
    #[schema(value_type = Vec<Object>)]
    components: Vec<Value>,
    /// How long the provider tries to deliver a message, in seconds; absent: its default.
    ttl_seconds: Option<i64>,
}

/// Make or change an authentication template in several languages
///
/// The provider is asked at once. Languages that the template has are changed, others are added.
#[utoipa::path(put, path = "/v1/templates/authentication", operation_id = "update_authentication_templates",
    tag = "templates", request_body = AuthenticationTemplates,
    responses(
        (status = 200, body = Items<Template>),
        (status = 409, description = "`token_invalid`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`, `template_invalid` with the fields that the provider would \
            refuse and its codes, or `provider_refused`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 429, description = "`provider_limit`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 502, description = "`provider_unanswered`: asking again does no harm",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "`provider_unreachable`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn update_authentication_templates(
    State(state): State<ApiState>,
    caller: Caller,
    Json(asked): Json<AuthenticationTemplates>,
) -> Result<Json<Items<Template>>, Error> {
    let (workspace, asks) = (caller.workspace(), caller.actor.clone());
    let waba = asked.waba_id;
    let account = state.store().read(workspace, move |tx| template::find_account(tx, &asks, waba)).await?;
    let new = CodeTemplates {
        name: asked.name,
        languages: asked.languages,
        components: asked.components,
        ttl_seconds: asked.ttl_seconds,
    };
    template::check_code_templates(&new)?;
    let taken = state.provider().upsert(&account.access, &account.waba, &new).await?;
    let (actor, now) = (caller.actor, state.clock().now());
    let recorded = state
        .store()
        .write(workspace, move |tx| template::record_upserted(tx, &actor, now, &account.waba, &new, taken));
    Ok(Json(Items { items: recorded.await? }))
}
