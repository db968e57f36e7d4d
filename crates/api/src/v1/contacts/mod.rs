//! The people we talk to.

pub(crate) mod get;
pub(crate) mod list;
