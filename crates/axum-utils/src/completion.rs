//! What has begun to change something is not left half done because the client went away.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::Method;
use tracing::Instrument;

/// Runs unsafe requests in a task of their own, so that they end even when nobody waits for the
/// answer any more: hyper drops the handler of a connection that is gone.
pub async fn run_to_completion(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    match tokio::spawn(next.run(request).in_current_span()).await {
        Ok(response) => response,
        // Only a panic ends here, since nothing aborts the task; it is answered further out.
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(error) => {
                axum::response::IntoResponse::into_response(crate::problem::Problem::internal(&error))
            }
        },
    }
}
