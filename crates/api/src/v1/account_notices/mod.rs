//! What somebody should read about accounts.

pub(crate) mod list;
