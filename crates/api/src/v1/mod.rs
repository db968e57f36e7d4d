//! The operations, by resource.

mod account_notices;
mod contacts;
mod conversations;
mod events;
mod flows;
mod me;
mod media;
mod messages;
mod phone_numbers;
mod sessions;
mod template_library;
mod templates;
mod uploads;
mod wabas;
mod workspaces;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

/// Every route of version 1, with its description.
pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(sessions::create::create_session))
        .routes(routes!(sessions::delete_current::delete_current_session))
        .routes(routes!(me::get::get_me))
        .routes(routes!(workspaces::list::list_workspaces, workspaces::create::create_workspace))
        .routes(routes!(phone_numbers::list::list_phone_numbers, phone_numbers::create::create_phone_number))
        .routes(routes!(phone_numbers::test::test_phone_number))
        .routes(routes!(
            phone_numbers::history_import::get_history_import,
            phone_numbers::history_import::create_history_import
        ))
        .routes(routes!(contacts::list::list_contacts))
        .routes(routes!(contacts::get::get_contact))
        .routes(routes!(conversations::list::list_conversations))
        .routes(routes!(conversations::count::count_conversations))
        .routes(routes!(conversations::get::get_conversation))
        .routes(routes!(conversations::group::get_conversation_group))
        .routes(routes!(conversations::close::close_conversation))
        .routes(routes!(conversations::reopen::reopen_conversation))
        .routes(routes!(conversations::read::read_conversation))
        .routes(routes!(conversations::typing::show_typing))
        .routes(routes!(events::list::list_events))
        .routes(routes!(events::live::connect_live))
        .routes(routes!(messages::list::list_messages))
        .routes(routes!(messages::send::send_message))
        .routes(routes!(messages::get::get_message))
        .routes(routes!(messages::retry::retry_message))
        .routes(routes!(templates::list::list_templates, templates::create::create_template))
        .routes(routes!(templates::sync::sync_templates))
        .routes(routes!(templates::lint::lint_template))
        .routes(routes!(
            templates::get::get_template,
            templates::update::update_template,
            templates::delete::delete_template
        ))
        .routes(routes!(templates::list_versions::list_template_versions))
        .routes(routes!(templates::submit::submit_template))
        .routes(routes!(templates::preview::preview_template))
        .routes(routes!(templates::unpause::unpause_template))
        .routes(routes!(templates::archive::archive_template))
        .routes(routes!(templates::unarchive::unarchive_template))
        .routes(routes!(templates::compare::compare_templates))
        .routes(routes!(templates::upsert_authentication::update_authentication_templates))
        .routes(routes!(
            template_library::list::list_template_library,
            template_library::create::create_template_from_library
        ))
        .routes(routes!(messages::react::react_message))
        .merge(forms())
        .merge(files())
        .merge(accounts())
        .merge(numbers())
}

/// Business accounts, and what is told about them.
fn accounts() -> OpenApiRouter<ApiState> {
    use wabas::{analytics, subscription};
    OpenApiRouter::new()
        .routes(routes!(account_notices::list::list_account_notices))
        .routes(routes!(wabas::list::list_wabas))
        .routes(routes!(wabas::get::get_waba))
        .routes(routes!(wabas::refresh::refresh_waba))
        .routes(routes!(
            subscription::get_subscription,
            subscription::subscribe_app,
            subscription::unsubscribe_app
        ))
        .routes(routes!(wabas::insights::enable_insights))
        .routes(routes!(analytics::get_message_analytics))
        .routes(routes!(analytics::get_pricing_analytics))
        .routes(routes!(analytics::get_template_analytics))
}

/// One of our numbers, and what is arranged for it at the provider.
fn numbers() -> OpenApiRouter<ApiState> {
    use phone_numbers::{blocked_contacts, callback_override, commerce, components, profile, qr_codes};
    OpenApiRouter::new()
        .routes(routes!(phone_numbers::get::get_phone_number))
        .routes(routes!(phone_numbers::usage::get_phone_number_usage))
        .routes(routes!(phone_numbers::register::register_phone_number))
        .routes(routes!(phone_numbers::deregister::deregister_phone_number))
        .routes(routes!(phone_numbers::pin::update_phone_number_pin))
        .routes(routes!(phone_numbers::request_code::request_phone_number_code))
        .routes(routes!(phone_numbers::verify_code::verify_phone_number))
        .routes(routes!(phone_numbers::display_name::request_phone_number_display_name))
        .routes(routes!(
            callback_override::update_callback_override,
            callback_override::delete_callback_override
        ))
        .routes(routes!(profile::get_profile, profile::update_profile))
        .routes(routes!(qr_codes::list_qr_codes, qr_codes::create_qr_code))
        .routes(routes!(qr_codes::update_qr_code, qr_codes::delete_qr_code))
        .routes(routes!(
            blocked_contacts::list_blocked_contacts,
            blocked_contacts::block_contacts,
            blocked_contacts::unblock_contacts
        ))
        .routes(routes!(commerce::get_commerce_settings, commerce::update_commerce_settings))
        .routes(routes!(
            components::get_conversational_components,
            components::update_conversational_components
        ))
}

/// Flows, and the keys that they encrypt with.
fn forms() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(flows::download::download_flow_json, flows::upload::upload_flow_json))
        .layer(DefaultBodyLimit::max(flows::JSON_LIMIT))
        .routes(routes!(flows::list::list_flows, flows::create::create_flow))
        .routes(routes!(flows::sync::sync_flows))
        .routes(routes!(flows::get::get_flow, flows::update::update_flow, flows::delete::delete_flow))
        .routes(routes!(flows::preview::preview_flow))
        .routes(routes!(flows::publish::publish_flow))
        .routes(routes!(flows::deprecate::deprecate_flow))
        .routes(routes!(flows::get_endpoint::get_flow_endpoint, flows::update_endpoint::update_flow_endpoint))
        .routes(routes!(
            phone_numbers::get_flow_key::get_flow_key,
            phone_numbers::rotate_flow_key::rotate_flow_key
        ))
}

/// The largest form with a file, in bytes: the file and what is around it.
const FORM_LIMIT: usize = media::intake::LIMIT as usize + 64 * 1024;

/// Files: larger than other bodies, and counted as they come.
fn files() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(media::create::create_media))
        .routes(routes!(uploads::get::get_upload, uploads::append::append_upload))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .routes(routes!(uploads::create::create_upload))
        .routes(routes!(media::get::get_media))
        .routes(routes!(media::info::get_media_info))
        .routes(routes!(media::thumbnail::get_media_thumbnail))
        .routes(routes!(media::fetch::fetch_media))
}
