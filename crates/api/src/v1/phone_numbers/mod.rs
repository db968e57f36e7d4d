//! Our numbers.

mod credentials;

pub(crate) mod create;
pub(crate) mod get_flow_key;
pub(crate) mod history_import;
pub(crate) mod list;
pub(crate) mod notices;
pub(crate) mod rotate_flow_key;
pub(crate) mod test;
