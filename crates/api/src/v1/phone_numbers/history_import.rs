//! Imports the chats that a number had before it was connected, and tells how far that has come.

use actions::history_import::{self, AppDataKind};
use actions::provider::ProviderError;
use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::PhoneNumberId;
use domain::history::HistoryImport;
use http::StatusCode;

use crate::caller::Caller;
use crate::refusal::{self, answers_with_its_problem};
use crate::state::ApiState;

/// Why nothing was imported or told.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Import(#[from] history_import::Error),
    #[error(transparent)]
    Provider(#[from] ProviderError),
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

impl Error {
    fn problem(&self) -> Problem {
        match self {
            Self::Import(history_import::Error::NotFound) => Problem::not_found("phone number"),
            Self::Import(error @ history_import::Error::NotAllowed) => refusal::not_allowed(error),
            Self::Import(history_import::Error::Storage(error)) | Self::Storage(error) => {
                refusal::storage(error)
            }
            Self::Provider(error) => refusal::provider(error),
        }
    }
}
answers_with_its_problem!(Error);

/// How far an import has come
///
/// A number that is also used in the WhatsApp Business app may bring its address book and up to 180 days of its chats
/// along. They come in pieces, for hours; each is told on the feed.
#[utoipa::path(get, path = "/v1/phone-numbers/{id}/history-import", operation_id = "get_history_import",
    tag = "phone numbers",
    params(("id" = PhoneNumberId, Path)),
    responses(
        (status = 200, body = HistoryImport),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_history_import(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
) -> Result<Json<HistoryImport>, Error> {
    let workspace = caller.workspace();
    Ok(Json(state.store().read(workspace, move |tx| history_import::status(tx, workspace, id)).await?))
}

/// Import address book and older chats
///
/// Asks the provider for the address book, then for the chats. It takes each request once, within 24 hours of the
/// connection of the number. Imported messages make nothing unread and open no conversation.
#[utoipa::path(post, path = "/v1/phone-numbers/{id}/history-import", operation_id = "create_history_import",
    tag = "phone numbers",
    params(("id" = PhoneNumberId, Path)),
    responses(
        (status = 202, body = HistoryImport),
        (status = 403, description = "`not_allowed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`token_invalid`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`provider_refused`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 429, description = "`provider_limit`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 502, description = "`provider_unanswered`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 503, description = "`provider_unreachable`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn create_history_import(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
) -> Result<(StatusCode, Json<HistoryImport>), Error> {
    let (actor, workspace) = (caller.actor.clone(), caller.workspace());
    let access =
        state.store().read(workspace, move |tx| history_import::check_request(tx, &actor, id)).await?;
    match state.provider().request_app_data(&access, AppDataKind::Contacts).await {
        // The address book was asked for before: that must not keep the chats away.
        Ok(()) | Err(ProviderError::Refused(_)) => {}
        Err(other) => return Err(other.into()),
    }
    state.provider().request_app_data(&access, AppDataKind::History).await?;
    let now = state.clock().now();
    let import = state
        .store()
        .write(workspace, move |tx| history_import::note_requested(tx, workspace, id, now))
        .await?;
    Ok((StatusCode::ACCEPTED, Json(import)))
}
