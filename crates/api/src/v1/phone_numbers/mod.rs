//! Our numbers.

mod callback;
mod credentials;
mod picture;
mod text;

pub(crate) mod blocked_contacts;
pub(crate) mod callback_override;
pub(crate) mod commerce;
pub(crate) mod components;
pub(crate) mod create;
pub(crate) mod deregister;
pub(crate) mod display_name;
pub(crate) mod get;
pub(crate) mod get_flow_key;
pub(crate) mod history_import;
pub(crate) mod list;
pub(crate) mod pin;
pub(crate) mod profile;
pub(crate) mod qr_codes;
pub(crate) mod register;
pub(crate) mod request_code;
pub(crate) mod rotate_flow_key;
pub(crate) mod test;
pub(crate) mod usage;
pub(crate) mod verify_code;

pub(crate) use callback::GivenCallback;
