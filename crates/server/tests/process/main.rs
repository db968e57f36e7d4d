//! The real program as a process of its own: killed without a warning, and weighed while large files pass through.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at the first surprise and tells what it weighed"
)]

mod files;
mod program;
