//! Our numbers.

mod credentials;

pub(crate) mod create;
pub(crate) mod get_flow_key;
pub(crate) mod list;
pub(crate) mod rotate_flow_key;
pub(crate) mod test;
