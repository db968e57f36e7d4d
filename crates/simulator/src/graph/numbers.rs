//! `GET /{phone number}`.

use serde_json::{Map, Value, json};

use super::access::Access;
use super::call::Call;
use super::fields::select;
use super::{Done, Refusal};
use crate::clock::Micros;
use crate::standing;
use crate::state::{NumberState, State};

const NODE: &str = "WhatsAppBusinessPhoneNumber";

const DEFAULTS: [&str; 8] = [
    "verified_name",
    "code_verification_status",
    "display_phone_number",
    "quality_rating",
    "platform_type",
    "throughput",
    "webhook_configuration",
    "last_onboarded_time",
];

/// `None` when there is no such number for this token.
pub(super) fn get(
    state: &State,
    call: &Call,
    access: &Access,
    id: &str,
    now: Micros,
) -> Option<Result<Done, Refusal>> {
    let number = access.number(state, id)?;
    Some(describe(state, number, call, now).map(Done::new))
}

/// The wanted fields of a number.
pub(super) fn describe(
    state: &State,
    number: &NumberState,
    call: &Call,
    now: Micros,
) -> Result<Value, Refusal> {
    select(&whole(state, number, now), &DEFAULTS, &call.params, NODE)
}

fn whole(state: &State, number: &NumberState, now: Micros) -> Map<String, Value> {
    let it = &number.number;
    let app = state.wabas.get(&number.waba_id).and_then(|waba| waba.subscribed.first());
    let callback = app.and_then(|(id, _)| state.apps.get(id)).and_then(|app| app.callback_url.clone());
    let country_code = it.display_phone_number.trim_start_matches('+').split([' ', '-']).next();
    let tier = standing::tier(state, number);
    let whole = json!({
        "id": it.phone_number_id,
        "display_phone_number": it.display_phone_number,
        "verified_name": it.verified_name,
        "quality_rating": it.quality_rating,
        "quality_score": {"score": it.quality_rating},
        "status": it.status,
        "code_verification_status": if number.desk.is_unverified { "NOT_VERIFIED" } else { "VERIFIED" },
        "platform_type": "CLOUD_API",
        "throughput": {"level": it.throughput},
        "name_status": "APPROVED",
        "new_name_status": number.desk.new_name_status.as_deref().unwrap_or("NONE"),
        "messaging_limit_tier": tier,
        "whatsapp_business_manager_messaging_limit": tier,
        "is_official_business_account": it.is_official,
        "is_pin_enabled": number.desk.pin.is_some(),
        "is_on_biz_app": it.is_on_biz_app,
        "is_preverified_number": false,
        "account_mode": if number.allowed.is_some() { "SANDBOX" } else { "LIVE" },
        "search_visibility": "VISIBLE",
        "health_status": health("PHONE_NUMBER", &it.phone_number_id, standing::refusal(state, number, true, now)),
        "webhook_configuration": {"phone_number": number.desk.callback_url, "application": callback},
        "country_dial_code": country_code,
        "last_onboarded_time": "2025-06-01T00:00:00+0000",
        "certificate": null, "new_certificate": null, "country_code": null, "username": number.desk.username,
        "conversational_automation": number.desk.automation, "eligibility_for_api_business_global_search": null,
    });
    match whole {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Whether something can send, and why not.
pub(super) fn health(kind: &str, id: &str, refused_with: Option<i64>) -> Value {
    let can = if refused_with.is_some() { "BLOCKED" } else { "AVAILABLE" };
    let mut entity = json!({ "entity_type": kind, "id": id, "can_send_message": can });
    if let Some(code) = refused_with {
        let title = cloud_api_types::errors::lookup(code).map(|entry| entry.title.as_str());
        entity["errors"] =
            json!([{ "error_code": code, "error_description": title, "possible_solution": "" }]);
    }
    json!({ "can_send_message": can, "entities": [entity] })
}
