//! Health, readiness, and the API's own description.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use axum_utils::{Json, Problem};
use http::HeaderValue;
use http::header::CACHE_CONTROL;
use serde::Serialize;
use storage::Scope;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::refusal;
use crate::state::ApiState;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(get_health))
        .routes(routes!(get_readiness))
        .route("/openapi.json", axum::routing::get(|| async { Json(crate::openapi()) }))
}

/// How the server is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// `ok`.
    status: &'static str,
    /// Of the program.
    version: &'static str,
}

const OK: Health = Health { status: "ok", version: env!("CARGO_PKG_VERSION") };

/// Whether the process runs. Restart it if not.
#[utoipa::path(get, path = "/healthz", operation_id = "get_health", tag = "operations", security(()),
    responses((status = 200, body = Health)))]
pub(crate) async fn get_health() -> Json<Health> {
    Json(OK)
}

/// Whether requests can be served: the database answers. Send them elsewhere if not.
#[utoipa::path(get, path = "/readyz", operation_id = "get_readiness", tag = "operations", security(()),
    responses((status = 200, body = Health)))]
pub(crate) async fn get_readiness(State(state): State<ApiState>) -> Result<Json<Health>, Problem> {
    let counted = state.store().read(Scope::System, |tx| tx.workspaces().count()).await;
    counted.map(|_| Json(OK)).map_err(|error: storage::Error| refusal::storage(&error))
}

/// Answers of the API are for this caller, now.
pub(crate) async fn never_store(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
