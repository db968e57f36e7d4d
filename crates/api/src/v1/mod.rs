//! The operations, by resource.

mod contacts;
mod conversations;
mod events;
mod me;
mod media;
mod messages;
mod phone_numbers;
mod sessions;
mod templates;
mod uploads;
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
        .routes(routes!(phone_numbers::notices::list_number_notices))
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
        .routes(routes!(messages::react::react_message))
        .merge(files())
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
