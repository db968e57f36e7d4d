//! Makes a template from one of the provider's ready-made ones.

use actions::provider::ProviderError;
use actions::template::{self, Account, LibrarySearch, LibraryTemplate, NewFromLibrary};
use axum::extract::State;
use axum_utils::{Json, Problem};
use domain::WabaId;
use domain::template::Template;
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::templates::desk::Error;

/// Pages of the library that are looked through for a name: the search has found it long before.
const PAGES: usize = 5;

/// A template to be made from a ready-made one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FromLibrary {
    /// The WhatsApp Business account; may be left out where numbers of only one are connected.
    waba_id: Option<WabaId>,
    /// What the library calls it.
    library_name: String,
    /// One of the languages in which the library has it, for example `en_US`.
    language: String,
    /// What you call it: lower-case letters, digits and `_`; at most 512.
    name: String,
    /// What its buttons lead to, one for each link and phone number in their order:
    /// `{"type": "URL", "url": {"base_url": "https://…/{{1}}", "url_suffix_example": "https://…/a"}}`.
    #[serde(default)]
    #[schema(required = false, value_type = Vec<Object>)]
    button_inputs: Vec<Value>,
    /// Which optional sentences its text has: `{"add_contact_number": true}`.
    #[schema(value_type = Option<Object>)]
    body_inputs: Option<Value>,
    /// How long the provider tries to deliver a message, in seconds; absent: its default.
    ttl_seconds: Option<i64>,
}

/// Make a template from the library
///
/// Answers as soon as it is safely stored; what becomes of it is told on the feed.
#[utoipa::path(post, path = "/v1/template-library", operation_id = "create_template_from_library",
    tag = "templates", request_body = FromLibrary,
    responses(
        (status = 202, body = Template),
        (status = 409, description = "`template_exists`, or `token_invalid`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`, `template_invalid` with the inputs that do not fit, or \
            `provider_refused`", body = axum_utils::ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "`provider_limit`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 502, description = "`provider_unanswered`: nothing was made", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 503, description = "`provider_unreachable`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn create_template_from_library(
    State(state): State<ApiState>,
    caller: Caller,
    Json(asked): Json<FromLibrary>,
) -> Result<(StatusCode, Json<Template>), Error> {
    let (workspace, asks, waba) = (caller.workspace(), caller.actor.clone(), asked.waba_id);
    let account = state.store().read(workspace, move |tx| template::find_account(tx, &asks, waba)).await?;
    let entry = find(&state, &account, &asked.library_name, &asked.language).await?;
    let Some(entry) = entry else {
        let message = format!("the library has no `{}` in {}", asked.library_name, asked.language);
        return Err(Problem::invalid_field("library_name", message).into());
    };
    let new = NewFromLibrary {
        waba: account.waba,
        name: asked.name,
        button_inputs: asked.button_inputs,
        body_inputs: asked.body_inputs,
        ttl_seconds: asked.ttl_seconds,
    };
    let (actor, now) = (caller.actor, state.clock().now());
    let made = state
        .store()
        .write(workspace, move |tx| template::create_from_library(tx, &actor, now, &entry, new.clone()))
        .await?;
    Ok((StatusCode::ACCEPTED, Json(made)))
}

/// The ready-made template of exactly this name.
async fn find(
    state: &ApiState,
    account: &Account,
    name: &str,
    language: &str,
) -> Result<Option<LibraryTemplate>, ProviderError> {
    let mut search = LibrarySearch {
        search: Some(name.to_owned()),
        language: Some(language.to_owned()),
        ..LibrarySearch::default()
    };
    for _ in 0..PAGES {
        let page = state.provider().library(&account.access, &search).await?;
        let found = page.items.into_iter().find(|entry| entry.name == name && entry.language == language);
        if found.is_some() || page.next.is_none() {
            return Ok(found);
        }
        search.after = page.next;
    }
    Ok(None)
}
