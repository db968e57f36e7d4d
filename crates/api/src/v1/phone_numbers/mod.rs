//! Our numbers.

mod credentials;

pub(crate) mod create;
pub(crate) mod list;
pub(crate) mod test;
