//! Our numbers.

mod credentials;

pub(crate) mod create;
pub(crate) mod history_import;
pub(crate) mod list;
pub(crate) mod notices;
pub(crate) mod test;
