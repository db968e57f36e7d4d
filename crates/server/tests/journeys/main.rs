//! The whole product from door to door: webhooks in, phones out, events between.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod bad_input;
mod degraded;
mod every_webhook;
mod media;
mod reapply;
mod receive;
mod restart;
mod send;
mod statuses;
mod strict;
mod templates;
