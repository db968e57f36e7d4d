//! The API over HTTP, on a real database, with a stand-in for the provider.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails is meant to panic")]

mod accounts;
mod conversations;
mod document;
mod feed;
mod flow_desk;
mod flows;
mod harness;
mod limits;
mod links;
mod malformed;
mod media;
mod messages;
mod numbers;
mod people;
mod provider;
mod secrets;
mod sign_in;
mod template_desk;
mod templates;
mod tenants;
