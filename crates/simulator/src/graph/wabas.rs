//! Business accounts: fields, numbers, subscribed apps.

use serde_json::{Map, Value, json};

use super::access::Access;
use super::call::Call;
use super::fields::{page, select};
use super::{Done, Refusal, numbers};
use crate::clock::Micros;
use crate::sim::Sim;
use crate::state::{State, WabaState};
use crate::webhooks::shake_hands;

/// `GET /{waba}`; `None` when there is no such account for this token.
pub(super) fn get(state: &State, call: &Call, access: &Access, id: &str) -> Option<Result<Done, Refusal>> {
    let waba = access.waba(state, id)?;
    let defaults = ["id", "name", "timezone_id", "message_template_namespace", "currency"];
    let selected = select(&whole(state, waba), &defaults, &call.params, "WhatsAppBusinessAccount");
    Some(selected.map(|body| Done::new(body).managing(id)))
}

pub(super) fn whole(state: &State, waba: &WabaState) -> Map<String, Value> {
    object(json!({
        "id": waba.id,
        "name": waba.name,
        "currency": waba.currency,
        "timezone_id": waba.timezone_id,
        "country": "US",
        "message_template_namespace": format!("{:0>8}_0000_4000_8000_{:0>12}", waba.id.len(), waba.id),
        "status": "ACTIVE",
        "account_review_status": waba.review.as_deref().unwrap_or("APPROVED"),
        "business_verification_status": "verified",
        "ownership_type": "SELF_OWNED",
        "owner_business_info": {"id": waba.business_id, "name": waba.business_name},
        "is_enabled_for_insights": waba.is_insightful,
        "marketing_messages_lite_api_status": "INELIGIBLE",
        "health_status": numbers::health("WABA", &waba.id, waba.ban.as_ref().map(|ban| ban.code)),
        "subscribed_apps": {"data": subscribed(state, waba)},
        "creation_time": 1_700_000_000,
        "marketing_messages_onboarding_status": "ELIGIBLE", "disable_marketing_messages_on_cloud_api": false,
        "on_behalf_of_business_info": null, "primary_funding_id": null, "purchase_order_number": null,
    }))
}

/// The value that `filtering=[{"field":…,"operator":"EQUAL","value":…}]` wants of a field.
fn filtered(call: &Call, field: &str) -> Option<String> {
    let filters = call.params.get("filtering")?.as_array()?;
    let filter = filters.iter().find(|it| it.get("field").is_some_and(|name| name == field))?;
    filter.get("value")?.as_str().map(str::to_owned)
}

/// `GET /{waba}/phone_numbers`.
pub(super) fn phone_numbers(
    state: &State,
    call: &Call,
    access: &Access,
    id: &str,
    now: Micros,
) -> Result<Done, Refusal> {
    let waba = find(state, call, access, id)?;
    let mode = filtered(call, "account_mode");
    let numbers = waba.number_ids.iter().filter_map(|id| state.numbers.get(id));
    let numbers = numbers.filter(|number| {
        let is = if number.allowed.is_some() { "SANDBOX" } else { "LIVE" };
        mode.as_ref().is_none_or(|mode| mode.eq_ignore_ascii_case(is))
    });
    let items: Result<Vec<Value>, Refusal> =
        numbers.map(|number| numbers::describe(state, number, call, now)).collect();
    Ok(Done::new(page(items?, &call.params)).managing(id))
}

/// `POST /{waba}`; `None` when there is no such account for this token.
pub(super) fn change(sim: &Sim, call: &Call, access: &Access, id: &str) -> Option<Result<Done, Refusal>> {
    sim.with(|state, _| {
        access.waba(state, id)?;
        let waba = state.wabas.get_mut(id)?;
        match call.params.flag("is_enabled_for_insights") {
            Some(false) if waba.is_insightful => return Some(Err(Refusal::known(200_006))),
            Some(flag) => waba.is_insightful = flag,
            None => {}
        }
        if let Some(name) = call.params.text("name") {
            waba.name = name;
        }
        Some(Ok(Done::new(json!({ "id": id })).managing(id)))
    })
}

/// `GET /{business}/owned_whatsapp_business_accounts`.
pub(super) fn of_business(
    state: &State,
    call: &Call,
    access: &Access,
    id: &str,
    edge: &str,
) -> Result<Done, Refusal> {
    if !state.businesses.iter().any(|business| business.id == id) {
        return Err(Refusal::no_object(call.method.as_str(), id));
    }
    let mut ids: Vec<&String> = state.wabas.keys().collect();
    ids.sort();
    let ours = ids.into_iter().filter_map(|waba| access.waba(state, waba));
    let ours = ours.filter(|waba| waba.business_id == id && edge.starts_with("owned"));
    let defaults = ["id", "name", "timezone_id", "message_template_namespace", "currency"];
    let shown =
        ours.map(|waba| select(&whole(state, waba), &defaults, &call.params, "WhatsAppBusinessAccount"));
    Ok(Done::new(page(shown.collect::<Result<_, _>>()?, &call.params)))
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
        let mut entry = json!({ "whatsapp_business_api_data": super::apps::describe(state, app_id) });
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
