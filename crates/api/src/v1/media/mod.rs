//! Files.

pub(crate) mod create;
pub(crate) mod fetch;
pub(crate) mod get;
pub(crate) mod info;
pub(crate) mod intake;
pub(crate) mod serve;
pub(crate) mod thumbnail;
