//! The API over HTTP, on a real database, with a stand-in for the provider.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails is meant to panic")]

mod conversations;
mod document;
mod feed;
mod harness;
mod malformed;
mod media;
mod messages;
mod numbers;
mod people;
mod secrets;
mod sign_in;
mod templates;
mod tenants;
