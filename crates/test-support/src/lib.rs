//! A whole Waypost with its simulator in a test: real database, real sockets, one clock for both.
//!
//! ```no_run
//! # async fn test() {
//! let app = test_support::TestApp::start().await;
//! let wamid = app.customer_writes("hello").await;
//! app.wait_for("the message", |e| e["message"]["wamid"] == wamid.as_str()).await;
//! # }
//! ```
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod answer;
mod app;
mod media;

pub use answer::Answer;
pub use app::{CUSTOMER, Database, TestApp};

/// Runs `test` once on SQLite and once on PostgreSQL.
pub async fn on_both<F: Future<Output = ()>>(test: impl Fn(TestApp) -> F) {
    test(TestApp::start().await).await;
    test(TestApp::start_on(Database::Postgres).await).await;
}
