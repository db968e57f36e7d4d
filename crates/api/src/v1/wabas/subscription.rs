//! Our app's subscription to an account's webhooks.

use actions::account::{Subscribed, note_subscription};
use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::WabaId;
use domain::account::Subscription;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::reach::{self, Purpose, Reached, Refusals};
use crate::refusal;
use crate::state::ApiState;
use crate::v1::phone_numbers::GivenCallback;

/// How our app is subscribed
///
/// Asks the provider. Without a subscription no webhook ever comes.
#[utoipa::path(get, path = "/v1/wabas/{id}/subscription", operation_id = "get_subscription", tag = "accounts",
    params(("id" = WabaId, Path, description = "Meta's id")),
    responses((status = 200, body = Subscription), Refusals))]
pub(crate) async fn get_subscription(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<WabaId>,
) -> Result<Json<Subscription>, Problem> {
    let reached = reach::waba(&state, &caller, id, Purpose::Look).await?;
    look(&state, reached, None).await
}

/// How to subscribe.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubscriptionRequest {
    /// Sends messages and calls of the account to another address than the app's; news of templates and accounts
    /// always go to the app's. `{}` is this server's own address. Left out, an override that is there goes.
    callback_override: Option<GivenCallback>,
}

/// Subscribe our app
///
/// Waypost does this by itself when a number is connected, and again when it finds that the app is not subscribed.
#[utoipa::path(post, path = "/v1/wabas/{id}/subscription", operation_id = "subscribe_app", tag = "accounts",
    params(("id" = WabaId, Path, description = "Meta's id")), request_body = SubscriptionRequest,
    responses((status = 200, body = Subscription), Refusals))]
pub(crate) async fn subscribe_app(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<WabaId>,
    Json(given): Json<SubscriptionRequest>,
) -> Result<Json<Subscription>, Problem> {
    let reached = reach::waba(&state, &caller, id, Purpose::Change).await?;
    let callback = match given.callback_override {
        Some(given) => Some(given.complete(&state, reached.access.meta_app_id.clone()).await?),
        None => None,
    };
    let done = state.provider().subscribe(&reached.access, &reached.waba, callback.as_ref()).await;
    done.map_err(|error| refusal::provider(&error))?;
    look(&state, reached, Some(true)).await
}

/// End our app's subscription
///
/// No webhook of the account comes from then on, and Waypost does not subscribe by itself any more.
#[utoipa::path(delete, path = "/v1/wabas/{id}/subscription", operation_id = "unsubscribe_app", tag = "accounts",
    params(("id" = WabaId, Path, description = "Meta's id")),
    responses((status = 200, body = Subscription), Refusals))]
pub(crate) async fn unsubscribe_app(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<WabaId>,
) -> Result<Json<Subscription>, Problem> {
    let reached = reach::waba(&state, &caller, id, Purpose::Change).await?;
    let done = state.provider().unsubscribe(&reached.access, &reached.waba).await;
    done.map_err(|error| refusal::provider(&error))?;
    note(&state, reached, Subscribed::default(), Some(false)).await
}

/// Asks how it stands, and notes it.
async fn look(state: &ApiState, reached: Reached, keep: Option<bool>) -> Result<Json<Subscription>, Problem> {
    let found = state.provider().subscription(&reached.access, &reached.waba).await;
    let found = found.map_err(|error| refusal::provider(&error))?;
    note(state, reached, found, keep).await
}

async fn note(
    state: &ApiState,
    reached: Reached,
    found: Subscribed,
    keep: Option<bool>,
) -> Result<Json<Subscription>, Problem> {
    let (workspace, now) = (reached.access.workspace, state.clock().now());
    let write =
        move |tx: &mut storage::Tx<'_>| note_subscription(tx, workspace, now, &reached.waba, found, keep);
    let noted = state.store().write(workspace, write).await;
    let waba = noted.map_err(|error: storage::Error| refusal::storage(&error))?;
    Ok(Json(waba.subscription))
}
