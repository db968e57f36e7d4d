//! The webhook door: verify the raw bytes, journal them, answer 200.
//!
//! It does nothing else: what the bytes mean is found out later, from the journal, by `jobs`. So taking
//! something in depends on no schema, no other writer and no parser, and Meta is answered as fast as the disk
//! allows.

mod apps;
mod handshake;
mod receive;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use domain::Clock;
use storage::Store;

use crate::apps::Apps;

/// Where Meta calls.
pub const PATH: &str = "/webhooks/whatsapp";

/// What the door needs.
#[derive(Debug)]
pub(crate) struct Door {
    store: Store,
    clock: Clock,
    apps: Apps,
}

/// The door. Bodies of more than `body_limit` bytes are refused; Meta sends at most 3 MiB.
pub fn router(store: Store, clock: Clock, body_limit: usize) -> Router {
    let door = Arc::new(Door { apps: Apps::new(store.clone()), store, clock });
    Router::new()
        .route(PATH, get(handshake::handshake).post(receive::receive))
        .layer(DefaultBodyLimit::max(body_limit))
        .with_state(door)
}
