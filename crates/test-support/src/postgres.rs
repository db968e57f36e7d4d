//! A throw-away PostgreSQL: see `throwaway-postgres`, which storage's own tests use without this crate.

pub use throwaway_postgres::{Database, Durability, Error, SHARED_URL, Server, shared};
