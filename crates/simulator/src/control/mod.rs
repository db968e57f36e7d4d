//! `/_sim/*`: what a person at the controls can see and do.

mod answer;
mod app;
mod assets;
mod customers;
mod flows;
mod groups;
mod logs;
mod standing;
mod trouble;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get, patch, post};

use crate::sim::Sim;

/// Longest body, in bytes.
const BODY_LIMIT: usize = 1024 * 1024;

/// Longest file that a customer sends, in bytes.
const MEDIA_LIMIT: usize = 101 * 1024 * 1024;

/// All control routes.
pub(crate) fn router(sim: Arc<Sim>) -> Router {
    Router::new()
        .route("/_sim/world", get(logs::world))
        .route("/_sim/webhooks", get(logs::webhooks).post(assets::emit))
        .route("/_sim/templates/{id}", patch(assets::template))
        .route("/_sim/numbers/{id}", patch(standing::number))
        .route("/_sim/numbers/{id}/app/messages", post(app::write))
        .route("/_sim/numbers/{id}/app/contacts", post(app::contact))
        .route("/_sim/wabas/{id}", patch(standing::waba))
        .route("/_sim/businesses/{id}", patch(standing::business))
        .route("/_sim/media", post(assets::add_media).layer(DefaultBodyLimit::max(MEDIA_LIMIT)))
        .route("/_sim/media/{id}", get(assets::media))
        .route("/_sim/customers/{phone}/calls", post(assets::call))
        .route("/_sim/customers/{phone}/groups", post(groups::join))
        .route("/_sim/customers/{phone}/groups/{group}", delete(groups::leave))
        .route("/_sim/groups/{id}", get(groups::look).patch(groups::change))
        .route("/_sim/customers/{phone}/flows", post(flows::open))
        .route("/_sim/customers/{phone}/flows/{id}", post(flows::act))
        .route("/_sim/flows/{id}", patch(flows::flow))
        .route("/_sim/requests", get(logs::requests))
        .route("/_sim/customers", post(customers::add))
        .route("/_sim/customers/{phone}", patch(customers::update))
        .route("/_sim/customers/{phone}/messages", post(customers::type_message))
        .route("/_sim/customers/{phone}/press", post(customers::press))
        .route("/_sim/customers/{phone}/read", post(customers::read))
        .route("/_sim/customers/{phone}/chats/{phone_number_id}", get(customers::chat))
        .route("/_sim/clock", get(trouble::clock).post(trouble::move_clock))
        .route("/_sim/faults", get(trouble::faults).post(trouble::add_fault).delete(trouble::remove_faults))
        .route("/_sim/faults/{id}", delete(trouble::remove_fault))
        .route("/_sim/settings", get(trouble::settings).patch(trouble::change_settings))
        .route("/_sim/{*rest}", axum::routing::any(answer::no_such_control))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .method_not_allowed_fallback(answer::no_such_control)
        .with_state(sim)
}
