//! The data endpoint of Flows: decrypt what a form asks, have it answered, encrypt the answer.
//!
//! | room | what is in it |
//! |---|---|
//! | `door` | from the signed bytes to the sealed answer |
//! | `answer` | what is answered, by whoever answers |
//! | `built_in` | rules that need no server |
//! | `forward` | questions to a server of the workspace's own |
//!
//! A door of its own beside the webhook door, for that one only stores and this one has to answer what somebody with a
//! phone in the hand waits for: Meta gives it ten seconds. It changes nothing but through `actions`, and owes nothing.

mod answer;
mod built_in;
mod door;
mod forward;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::post;
use domain::Clock;
use storage::Store;

pub use forward::{Forwarder, NoForwarder};

/// Where Meta calls; `{key}` is the part that nobody can guess.
pub const PATH: &str = "/flows/{key}/endpoint";

/// What the door needs.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) forwarder: Arc<Forwarder>,
}

/// The door. Bodies of more than `body_limit` bytes are refused.
pub fn router(store: Store, clock: Clock, forwarder: Forwarder, body_limit: usize) -> Router {
    let state = State { store, clock, forwarder: Arc::new(forwarder) };
    Router::new().route(PATH, post(door::endpoint)).layer(DefaultBodyLimit::max(body_limit)).with_state(state)
}
