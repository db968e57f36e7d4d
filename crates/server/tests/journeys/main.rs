//! The whole product from door to door: webhooks in, phones out, events between.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod accounts;
mod bad_input;
mod calls;
mod coexistence;
mod degraded;
mod every_webhook;
mod flows;
mod groups;
mod media;
mod payloads;
mod people;
mod reapply;
mod receive;
mod restart;
mod samples;
mod send;
mod statuses;
mod strict;
mod templates;
