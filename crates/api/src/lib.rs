//! The JSON API, version 1.
//!
//! One operation is one file: `v1/<resource>/<operation>.rs` holds its sentence, its errors with their status,
//! its request and its handler. Routes and OpenAPI come from the same list, so they cannot drift.
//!
//! | room | what is in it |
//! |---|---|
//! | [`state`] | what the handlers work with |
//! | `caller` | who calls, and in which workspace |
//! | `refusal` | errors of the floors below as problems |
//! | `paging` | limits and cursors of lists |
//! | `sign_in_guard` | how often and how many at once may try passwords |
//! | `description` | what every operation has in common in the OpenAPI document |
//! | `probes` | health, readiness, the document itself |
//! | `v1` | the operations |

mod caller;
mod description;
mod paging;
mod probes;
mod reach;
mod refusal;
mod sign_in_guard;
pub mod state;
mod v1;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum_utils::completion::run_to_completion;
use axum_utils::same_origin::require_same_origin;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

pub use state::{ApiState, ProviderDefaults, Settings};

/// The routes under `/v1`, `/healthz`, `/readyz` and `/openapi.json`, with the checks that belong to them.
/// Without a fallback: paths that are not here are somebody else's.
pub fn router(state: ApiState) -> Router {
    let own_origins = state.own_origins().clone();
    let body_limit = state.settings().body_limit;
    let (routes, _) = routes().split_for_parts();
    routes
        .layer(from_fn(run_to_completion))
        .layer(from_fn(probes::never_store))
        .layer(DefaultBodyLimit::max(body_limit))
        .layer(from_fn_with_state(own_origins, require_same_origin))
        .with_state(state)
}

/// The OpenAPI 3.1 document of everything that [`router`] serves.
pub fn openapi() -> OpenApi {
    description::complete(routes().into_openapi())
}

fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::with_openapi(description::empty()).merge(v1::routes()).merge(probes::routes())
}
