//! The feed of everything that happens in a workspace.

pub(crate) mod list;
pub(crate) mod live;
