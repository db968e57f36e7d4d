//! Copies templates from the provider.

use actions::template;
use axum::extract::State;
use axum_utils::Json;
use domain::WabaId;
use domain::template::TemplateSync;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::paging::Items;
use crate::state::ApiState;
use crate::v1::templates::Error;

/// Whose templates.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SyncRequest {
    /// The WhatsApp Business account; without it, every one that numbers are connected of.
    waba_id: Option<WabaId>,
}

/// Copy templates from the provider
///
/// This also happens by itself when a number is connected, and every six hours. Changes are told on the feed, and
/// when the copy is complete.
#[utoipa::path(post, path = "/v1/templates/sync", operation_id = "sync_templates", tag = "templates",
    request_body = SyncRequest,
    responses(
        (status = 202, body = Items<TemplateSync>),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn sync_templates(
    State(state): State<ApiState>,
    caller: Caller,
    Json(asked): Json<SyncRequest>,
) -> Result<(StatusCode, Json<Items<TemplateSync>>), Error> {
    let (actor, now) = (caller.actor, state.clock().now());
    let owed = state
        .store()
        .write(actor.workspace(), move |tx| template::request_sync(tx, &actor, now, asked.waba_id))
        .await?;
    Ok((StatusCode::ACCEPTED, Json(Items { items: owed })))
}
