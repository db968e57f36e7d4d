//! Business accounts.

pub(crate) mod analytics;
pub(crate) mod get;
pub(crate) mod insights;
pub(crate) mod list;
pub(crate) mod refresh;
pub(crate) mod subscription;
