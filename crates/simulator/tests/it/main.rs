//! The simulator over real sockets: Graph calls in, signed webhooks out.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail anywhere")]

mod any_request;
mod assets;
mod conformance;
mod faults;
mod graph;
mod intercept;
mod kept;
mod phones;
mod shapes;
mod strict;
mod support;
mod third_party;
mod webhooks;
