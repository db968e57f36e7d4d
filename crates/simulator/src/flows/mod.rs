//! Flows: their JSON, the endpoint behind them, its health, and people who fill them in.

mod check;
mod endpoint;
mod filling;
mod health;
mod place;

pub(crate) use check::problems;
pub(crate) use endpoint::{ask, is_key};
pub(crate) use filling::{Act, Filling, Stuck, act, endpoint_of, open};
pub(crate) use health::{Called, note, set_status};
