//! Drafts a template.

use actions::template::{self, NewTemplate};
use axum::extract::State;
use axum_utils::Json;
use domain::WabaId;
use domain::template::{ParameterFormat, Template, TemplateCategory};
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::templates::Error;
use crate::v1::templates::content::ProposedTemplate;

/// A template to be drafted, and perhaps submitted at once.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTemplateRequest {
    /// The WhatsApp Business account; may be left out where numbers of only one are connected.
    waba_id: Option<WabaId>,
    /// Lower-case letters, digits and `_`; at most 512. Cannot be changed later.
    name: String,
    /// For example `en_US`. Cannot be changed later.
    language: String,
    category: TemplateCategory,
    #[serde(default)]
    #[schema(required = false)]
    parameter_format: ParameterFormat,
    /// As in the provider's documents: objects with `type`, `text`, `format`, `buttons`, `example`, …. The sample of a
    /// media header is a file of yours: `"example": {"header_handle": ["<id of the file>"]}`.
    #[schema(value_type = Vec<Object>)]
    components: Vec<Value>,
    /// How long the provider tries to deliver a message, in seconds; absent: its default.
    ttl_seconds: Option<i64>,
    /// Hand it to the provider at once.
    #[serde(default)]
    #[schema(required = false)]
    submit: bool,
}

impl NewTemplateRequest {
    fn command(self) -> NewTemplate {
        let proposed = ProposedTemplate {
            name: self.name,
            language: self.language,
            category: self.category,
            parameter_format: self.parameter_format,
            components: self.components,
            ttl_seconds: self.ttl_seconds,
        };
        let content = proposed.content();
        NewTemplate {
            waba: self.waba_id,
            name: proposed.name,
            language: proposed.language,
            content,
            library: None,
        }
    }
}

/// Draft a template
///
/// With `submit` it is handed to the provider at once, and nothing is stored when it would be refused. What
/// becomes of it is told on the feed.
#[utoipa::path(post, path = "/v1/templates", operation_id = "create_template", tag = "templates",
    request_body = NewTemplateRequest,
    responses(
        (status = 201, body = Template),
        (status = 409, description = "`template_exists`: one of this name and language",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`, or `template_invalid` with the fields that the provider \
            would refuse and its codes", body = axum_utils::ProblemBody, content_type = "application/problem+json"),
    ))]
pub(crate) async fn create_template(
    State(state): State<ApiState>,
    caller: Caller,
    Json(new): Json<NewTemplateRequest>,
) -> Result<(StatusCode, Json<Template>), Error> {
    let (actor, now) = (caller.actor, state.clock().now());
    let (is_submitted, command) = (new.submit, new.command());
    let created = state.store().write(actor.workspace(), move |tx| {
        let template = template::create(tx, &actor, now, command)?;
        if is_submitted { template::submit(tx, &actor, now, template.id) } else { Ok(template) }
    });
    Ok((StatusCode::CREATED, Json(created.await?)))
}
