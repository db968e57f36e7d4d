//! The provider's ready-made templates.

pub(crate) mod create;
pub(crate) mod list;
