//! The real program as a process of its own: killed without a warning, and weighed while large files pass through.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod files;
mod program;
