//! The store of files in a folder and on a real S3 server.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod keeping;
mod pieces;
mod places;
mod server;
