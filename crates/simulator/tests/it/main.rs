//! The simulator over real sockets: Graph calls in, signed webhooks out.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may fail anywhere, and tells what it counted"
)]

mod any_request;
mod conformance;
mod faults;
mod graph;
mod kept;
mod phones;
mod support;
mod webhooks;
