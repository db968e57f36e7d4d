//! Which call goes where.

use super::access::Access;
use super::call::{self, Call};
use super::{
    Done, Refusal, analytics, apps, batch, calls, desk, files, flows, groups, media, messages, numbers,
    people, registration, strict, templates, tokens, wabas,
};
use crate::sim::Sim;

/// Finds what is asked for. A missing or wrong token is told before anything else.
pub(super) async fn route(sim: &Sim, call: &Call) -> Result<Done, Refusal> {
    let segments: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        ["oauth", "access_token"] => return tokens::app_token(sim, call),
        // Some clients look there for the newest version.
        ["docs", "graph-api", "changelog"] => {
            let page =
                "<!doctype html><title>Graph API Changelog</title><code>v26.0</code> <code>v25.0</code>";
            return Ok(Done::file(page.into(), "text/html; charset=utf-8"));
        }
        _ => {}
    }
    if let Some(file) = files::get(sim, call) {
        return file;
    }
    if batch::is_many(call) && call.unreadable.is_none() {
        return batch::run(sim, call).await;
    }
    let access = Access::check(sim, call.token.as_deref())?;
    strict::check(sim, call)?;
    if let Some(problem) = call.unreadable {
        return Err(Refusal::parameter(problem));
    }
    access.check_proof(sim, call)?;
    within_limits(sim, call, &access)?;
    match segments.as_slice() {
        [first, rest @ ..] if call::is_version(first) => Err(Refusal::no_path(&rest.join("/"))),
        ["debug_token"] => tokens::debug(sim, call, &access),
        ["message_template_library"] => Ok(templates::library(call)),
        ["whatsapp_business", "attachments"] => media::download(sim, call, &access),
        [session] if session.starts_with("upload:") => media::continued(sim, call, &access, session),
        [] => Err(Refusal::no_object(call.method.as_str(), "")),
        [id] => node(sim, call, &access, id).await,
        [id, edge] => self::edge(sim, call, &access, id, edge).await,
        [id, "message_templates", verb @ ("archive" | "unarchive")] if call.method == http::Method::POST => {
            templates::archive(sim, call, &access, id, *verb == "archive")
        }
        [id, "message_qrdls", code] => people::qr_codes(sim, call, &access, id, Some(code)),
        [_, rest @ ..] => Err(Refusal::no_path(&rest.join("/"))),
    }
}

/// Calls that manage an account have a limit of their own.
fn within_limits(sim: &Sim, call: &Call, access: &Access) -> Result<(), Refusal> {
    let Some(id) = call.segments.first() else { return Ok(()) };
    let is_within = sim.with(|state, now| {
        let Some(waba) = state.wabas.get(id) else { return true };
        let numbers = waba.number_ids.iter().filter_map(|id| state.numbers.get(id));
        let is_registered = numbers.into_iter().any(|number| number.number.status == "CONNECTED");
        state.limits.manage(&access.app_id, id, is_registered, now) || !state.settings.limits
    });
    if is_within { Ok(()) } else { Err(Refusal::known(80_007)) }
}

async fn node(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    let is_number = sim.look(|state| access.number(state, id).is_some());
    let method = call.method.as_str();
    let id = if id == "app" { access.app_id.as_str() } else { id };
    let found = match method {
        "GET" | "HEAD" if id == "me" => Some(tokens::me(sim, call, access)),
        "GET" | "HEAD" => sim
            .with(|state, now| {
                numbers::get(state, call, access, id, now)
                    .or_else(|| analytics::of_account(state, call, access, id))
                    .or_else(|| wabas::get(state, call, access, id))
                    .or_else(|| templates::get(state, call, access, id))
                    .or_else(|| apps::get(state, call, access, id))
            })
            .or_else(|| media::get(sim, call, access, id)),
        "POST" if is_number => return registration::change(sim, call, access, id).await,
        "POST" => wabas::change(sim, call, access, id).or_else(|| templates::edit(sim, call, access, id)),
        "DELETE" => media::delete(sim, access, id),
        _ => None,
    };
    let found = found.or_else(|| flows::node(sim, call, access, id));
    let found = found.or_else(|| groups::node(sim, call, access, id));
    found.unwrap_or_else(|| Err(Refusal::no_object(method, id)))
}

async fn edge(sim: &Sim, call: &Call, access: &Access, id: &str, edge: &str) -> Result<Done, Refusal> {
    match (call.method.as_str(), edge) {
        // Meta's own collection marks messages as read with PUT.
        ("POST" | "PUT", "messages") => messages::post(sim, call, access, id),
        ("POST", "marketing_messages") => messages::post_marketing(sim, call, access, id),
        ("POST", "media") => media::upload(sim, call, access, id),
        ("POST", "uploads") => media::begin(sim, call, access, id),
        ("POST", "request_code") => registration::request_code(sim, call, access, id),
        ("POST", "verify_code") => registration::verify_code(sim, call, access, id),
        ("POST", "register") => registration::register(sim, call, access, id),
        ("POST", "deregister") => registration::deregister(sim, access, id),
        ("POST", "phone_numbers") => registration::add(sim, call, access, id),
        ("GET" | "HEAD", "phone_numbers") => {
            sim.with(|state, now| wabas::phone_numbers(state, call, access, id, now))
        }
        ("GET" | "HEAD", "message_templates") => {
            sim.with(|state, _| templates::list(state, call, access, id))
        }
        ("POST", "message_templates") => templates::create(sim, call, access, id),
        ("DELETE", "message_templates") => templates::delete(sim, call, access, id),
        ("GET" | "HEAD", "template_analytics") => analytics::templates(sim, call, access, id),
        ("POST", "migrate_message_templates") => templates::migrate(sim, call, access, id),
        ("POST", "upsert_message_templates") => templates::upsert(sim, call, access, id),
        ("GET" | "HEAD", "compare") => {
            sim.with(|state, now| templates::compare(state, call, access, id, now))
        }
        ("POST", "unpause") => templates::unpause(sim, access, id),
        (_, "subscribed_apps") => wabas::subscribed_apps(sim, call, access, id).await,
        (_, "subscriptions") => apps::subscriptions(sim, call, access, id).await,
        ("GET" | "HEAD" | "POST", "whatsapp_business_profile") => desk::profile(sim, call, access, id),
        ("GET" | "HEAD" | "POST", "settings") => desk::settings(sim, call, access, id),
        ("GET" | "HEAD" | "POST", "whatsapp_commerce_settings") => desk::commerce(sim, call, access, id),
        ("GET" | "HEAD" | "POST", "whatsapp_business_encryption") => desk::encryption(sim, call, access, id),
        ("POST", "conversational_automation") => desk::automation(sim, call, access, id),
        ("GET" | "HEAD" | "POST", "message_qrdls") => people::qr_codes(sim, call, access, id, None),
        ("GET" | "HEAD" | "POST" | "DELETE", "block_users") => people::block_users(sim, call, access, id),
        ("GET" | "HEAD" | "POST" | "DELETE", "username") => people::username(sim, call, access, id),
        ("GET" | "HEAD", "username_suggestions") => people::username_suggestions(sim, access, id),
        ("DELETE", "contact_book") => people::contact_book(sim, call, access, id),
        ("POST", "smb_app_data") => people::app_data(sim, call, access, id),
        ("GET" | "HEAD" | "POST", "flows") => flows::of_account(sim, call, access, id).await,
        ("POST", "migrate_flows") => flows::migrate(sim, call, access, id),
        (_, "assets" | "publish" | "deprecate") => flows::edge(sim, call, access, id, edge).await,
        ("POST", "calls") => calls::act(sim, call, access, id),
        ("GET" | "HEAD", "call_permissions") => calls::permissions(sim, call, access, id),
        ("GET" | "HEAD" | "POST", "groups") => groups::of_number(sim, call, access, id),
        (_, "invite_link" | "participants" | "join_requests") => groups::edge(sim, call, access, id, edge),
        ("GET" | "HEAD", "owned_whatsapp_business_accounts" | "client_whatsapp_business_accounts") => {
            sim.with(|state, _| wabas::of_business(state, call, access, id, edge))
        }
        _ => Err(unknown_edge(sim, call, access, id, edge)),
    }
}

/// Edges that exist, though not for every object or method.
const EDGES: [&str; 8] = [
    "messages",
    "phone_numbers",
    "message_templates",
    "subscribed_apps",
    "subscriptions",
    "media",
    "uploads",
    "settings",
];

/// A known object without such an edge, or no such object at all.
fn unknown_edge(sim: &Sim, call: &Call, access: &Access, id: &str, edge: &str) -> Refusal {
    let is_known = sim.look(|state| {
        access.number(state, id).is_some() || access.waba(state, id).is_some() || state.apps.contains_key(id)
    });
    if is_known && !EDGES.contains(&edge) {
        Refusal::no_path(edge)
    } else {
        Refusal::no_object(call.method.as_str(), id)
    }
}
