//! The simulator over real sockets: Graph calls in, signed webhooks out.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail anywhere")]

mod any_request;
mod assets;
mod coexistence;
mod conformance;
mod faults;
mod flows;
mod graph;
mod groups;
mod intercept;
mod kept;
mod links;
mod people;
mod phones;
mod shapes;
mod standing;
mod strict;
mod support;
mod templates;
mod third_party;
mod webhooks;
