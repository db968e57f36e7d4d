//! Tenants, and the caller's seats in them.

pub(crate) mod create;
pub(crate) mod list;
