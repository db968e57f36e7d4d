//! Business accounts: fields, numbers, templates, subscribed apps.

use serde_json::{Map, Value, json};

use super::access::Access;
use super::call::Call;
use super::fields::{page, select};
use super::{Done, Refusal, numbers};
use crate::sim::Sim;
use crate::state::{State, WabaState};
use crate::webhooks::shake_hands;
use crate::world::Template;

const TEMPLATE_DEFAULTS: [&str; 6] =
    ["name", "parameter_format", "components", "language", "status", "category"];

/// `GET /{waba}`; `None` when there is no such account for this token.
pub(super) fn get(state: &State, call: &Call, access: &Access, id: &str) -> Option<Result<Done, Refusal>> {
    let waba = access.waba(state, id)?;
    let defaults = ["id", "name", "timezone_id", "message_template_namespace", "currency"];
    let selected = select(&whole(state, waba), &defaults, &call.params, "WhatsAppBusinessAccount");
    Some(selected.map(|body| Done::new(body).managing(id)))
}

fn whole(state: &State, waba: &WabaState) -> Map<String, Value> {
    object(json!({
        "id": waba.id,
        "name": waba.name,
        "currency": waba.currency,
        "timezone_id": waba.timezone_id,
        "country": "US",
        "message_template_namespace": format!("{:0>8}_0000_4000_8000_{:0>12}", waba.id.len(), waba.id),
        "status": "ACTIVE",
        "account_review_status": "APPROVED",
        "business_verification_status": "verified",
        "ownership_type": "SELF_OWNED",
        "owner_business_info": {"id": waba.business_id, "name": waba.business_name},
        "is_enabled_for_insights": true,
        "marketing_messages_lite_api_status": "INELIGIBLE",
        "health_status": {"can_send_message": "AVAILABLE", "entities": [
            {"entity_type": "WABA", "id": waba.id, "can_send_message": "AVAILABLE"},
        ]},
        "subscribed_apps": {"data": subscribed(state, waba)},
        "creation_time": 1_700_000_000,
        "on_behalf_of_business_info": null, "primary_funding_id": null, "purchase_order_number": null,
    }))
}

/// `GET /{waba}/phone_numbers`.
pub(super) fn phone_numbers(state: &State, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    let waba = find(state, call, access, id)?;
    let numbers = waba.number_ids.iter().filter_map(|id| state.numbers.get(id));
    let items: Result<Vec<Value>, Refusal> =
        numbers.map(|number| numbers::describe(state, number, call)).collect();
    Ok(Done::new(page(items?, &call.params)).managing(id))
}

/// `GET /{waba}/message_templates`.
pub(super) fn templates(state: &State, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    let waba = find(state, call, access, id)?;
    let fits = |template: &&Template| {
        let filter = |name: &str, value: &str| {
            call.params.text(name).is_none_or(|wanted| wanted.eq_ignore_ascii_case(value))
        };
        let contains =
            |name: &str| call.params.text(name).is_none_or(|wanted| template.name.contains(&wanted));
        filter("status", &template.status)
            && filter("category", &template.category)
            && filter("language", &template.language)
            && contains("name")
            && contains("name_or_content")
    };
    let fitting = waba.templates.iter().filter(fits);
    let items: Result<Vec<Value>, Refusal> = fitting.map(|template| describe(template, call)).collect();
    Ok(Done::new(page(items?, &call.params)).managing(id))
}

/// `GET /{template}`; `None` when there is no such template for this token.
pub(super) fn get_template(
    state: &State,
    call: &Call,
    access: &Access,
    id: &str,
) -> Option<Result<Done, Refusal>> {
    let wabas = state.wabas.keys().filter_map(|id| access.waba(state, id));
    let template = wabas.into_iter().flat_map(|waba| &waba.templates).find(|template| template.id == id)?;
    Some(describe(template, call).map(Done::new))
}

fn describe(template: &Template, call: &Call) -> Result<Value, Refusal> {
    let whole = object(json!({
        "id": template.id,
        "name": template.name,
        "language": template.language,
        "status": template.status,
        "category": template.category,
        "components": template.components,
        "parameter_format": "POSITIONAL",
        "quality_score": {"score": "UNKNOWN", "date": 1_700_000_000},
        "rejected_reason": "NONE",
        "source": "USER_CREATED",
        "last_updated_time": "2025-06-01T00:00:00+0000",
        "previous_category": null, "correct_category": null, "sub_category": null,
        "library_template_name": null, "message_send_ttl_seconds": null,
        "cta_url_link_tracking_opted_out": null, "degrees_of_freedom_spec": null,
    }));
    select(&whole, &TEMPLATE_DEFAULTS, &call.params, "WhatsAppMessageTemplate")
}

/// `GET/POST/DELETE /{waba}/subscribed_apps`: which apps get this account's webhooks, and where.
pub(super) async fn subscribed_apps(
    sim: &Sim,
    call: &Call,
    access: &Access,
    id: &str,
) -> Result<Done, Refusal> {
    sim.with(|state, _| find(state, call, access, id).map(|_| ()))?;
    match call.method.as_str() {
        "GET" | "HEAD" => sim.with(|state, _| {
            let waba = find(state, call, access, id)?;
            Ok(Done::new(json!({ "data": subscribed(state, waba) })).managing(id))
        }),
        "POST" => subscribe(sim, call, access, id).await,
        "DELETE" => {
            sim.with(|state, _| {
                if let Some(waba) = state.wabas.get_mut(id) {
                    waba.subscribed.retain(|(app_id, _)| *app_id != access.app_id);
                }
            });
            Ok(Done::success().managing(id))
        }
        method => Err(Refusal::no_object(method, id)),
    }
}

/// Subscribes the token's app. An override is verified first; without one, an old override goes.
async fn subscribe(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    let url = call.params.text("override_callback_uri").filter(|url| !url.is_empty());
    if let Some(url) = &url {
        if url.chars().count() > 200 {
            return Err(Refusal::parameter(
                "Param override_callback_uri must be at most 200 characters long.",
            ));
        }
        let token = call.params.text("verify_token").ok_or_else(|| Refusal::missing("verify_token"))?;
        shake_hands(sim, url, &token).await.map_err(|error| Refusal::callback(&error.to_string()))?;
    }
    sim.with(|state, _| {
        let Some(waba) = state.wabas.get_mut(id) else { return };
        match waba.subscribed.iter_mut().find(|(app_id, _)| *app_id == access.app_id) {
            Some((_, callback)) => *callback = url,
            None => waba.subscribed.push((access.app_id.clone(), url)),
        }
    });
    Ok(Done::success().managing(id))
}

fn subscribed(state: &State, waba: &WabaState) -> Vec<Value> {
    let describe = |(app_id, callback): &(String, Option<String>)| {
        let name = state.apps.get(app_id).map(|app| app.app.name.as_str());
        let mut entry = json!({ "whatsapp_business_api_data": {
            "id": app_id, "name": name, "link": format!("https://www.facebook.com/games/?app_id={app_id}"),
        }});
        if let Some(callback) = callback {
            entry["override_callback_uri"] = json!(callback);
        }
        entry
    };
    waba.subscribed.iter().map(describe).collect()
}

fn find<'s>(state: &'s State, call: &Call, access: &Access, id: &str) -> Result<&'s WabaState, Refusal> {
    access.waba(state, id).ok_or_else(|| Refusal::no_object(call.method.as_str(), id))
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
