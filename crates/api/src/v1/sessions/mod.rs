//! Signing in and out.

pub(crate) mod create;
pub(crate) mod delete_current;
