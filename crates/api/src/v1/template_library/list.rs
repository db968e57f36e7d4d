//! Lists the provider's ready-made templates.

use actions::template::{self, LibrarySearch, LibraryTemplate};
use axum::extract::State;
use axum_utils::{Json, Query};
use domain::WabaId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::templates::desk::Error;

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchLibrary {
    /// The WhatsApp Business account that asks; may be left out where numbers of only one are connected.
    waba_id: Option<WabaId>,
    /// Words of the name or the text.
    q: Option<String>,
    /// For example `ORDER_MANAGEMENT`.
    topic: Option<String>,
    /// For example `DELIVERY_UPDATE`.
    usecase: Option<String>,
    /// For example `E_COMMERCE`.
    industry: Option<String>,
    /// For example `en_US`.
    language: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of ready-made templates.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LibraryTemplates {
    items: Vec<LibraryTemplate>,
    /// Where the next page begins; absent on the last.
    next_cursor: Option<String>,
}

/// The provider's ready-made templates
///
/// Templates made from them are approved at once. For those who may edit templates.
#[utoipa::path(get, path = "/v1/template-library", operation_id = "list_template_library", tag = "templates",
    params(SearchLibrary),
    responses(
        (status = 200, body = LibraryTemplates),
        (status = 409, description = "`token_invalid`", body = axum_utils::ProblemBody,
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
pub(crate) async fn list_template_library(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<SearchLibrary>,
) -> Result<Json<LibraryTemplates>, Error> {
    let (workspace, actor, waba) = (caller.workspace(), caller.actor, asked.waba_id);
    let account = state.store().read(workspace, move |tx| template::find_account(tx, &actor, waba)).await?;
    let search = LibrarySearch {
        search: asked.q,
        topic: asked.topic,
        usecase: asked.usecase,
        industry: asked.industry,
        language: asked.language,
        after: asked.cursor,
    };
    let page = state.provider().library(&account.access, &search).await?;
    Ok(Json(LibraryTemplates { items: page.items, next_cursor: page.next }))
}
