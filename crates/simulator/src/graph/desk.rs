//! What a number's owner arranges: profile, settings, commerce, automation, key.

use serde_json::{Map, Value, json};

use super::access::Access;
use super::call::Call;
use super::fields::select;
use super::messages::one_of;
use super::registration::with_number;
use super::{Done, Refusal};
use crate::chance;
use crate::sim::Sim;
use crate::webhooks::{self, Change};

const PROFILE: [(&str, usize); 4] = [("about", 139), ("address", 256), ("description", 512), ("email", 128)];
const VERTICALS: [&str; 23] = [
    "UNDEFINED",
    "OTHER",
    "AUTO",
    "BEAUTY",
    "APPAREL",
    "EDU",
    "ENTERTAIN",
    "EVENT_PLAN",
    "FINANCE",
    "GROCERY",
    "GOVT",
    "HOTEL",
    "HEALTH",
    "NONPROFIT",
    "PROF_SERVICES",
    "RETAIL",
    "TRAVEL",
    "RESTAURANT",
    "NOT_A_BIZ",
    "ALCOHOL",
    "ONLINE_GAMBLING",
    "PHYSICAL_GAMBLING",
    "OTC_DRUGS",
];

pub(super) fn is_reading(call: &Call) -> bool {
    matches!(call.method.as_str(), "GET" | "HEAD")
}

pub(super) fn too_long(param: &str, limit: usize) -> Refusal {
    Refusal::parameter(&format!("Param {param} must be at most {limit} characters long."))
}

/// `GET/POST /{number}/whatsapp_business_profile`.
pub(super) fn profile(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    if is_reading(call) {
        return with_number(sim, access, id, |_, number, _| {
            let mut whole = number.desk.profile.clone();
            for (known, _) in PROFILE {
                whole.entry(known).or_insert(Value::Null);
            }
            for known in ["profile_picture_url", "websites", "messaging_product"] {
                whole.entry(known).or_insert(Value::Null);
            }
            whole.entry("vertical").or_insert(json!("UNDEFINED"));
            let mut shown = select(&whole, &[], &call.params, "WhatsAppBusinessProfile")?;
            shown["messaging_product"] = json!("whatsapp");
            Ok(Done::new(json!({ "data": [shown] })))
        });
    }
    with_number(sim, access, id, |_, _, _| super::messages::check_product(&call.params))?;
    let changes = profile_changes(sim, call)?;
    with_number(sim, access, id, |_, number, _| {
        number.desk.profile.extend(changes);
        Ok(Done::success())
    })
}

fn profile_changes(sim: &Sim, call: &Call) -> Result<Map<String, Value>, Refusal> {
    let mut changes = Map::new();
    for (name, limit) in PROFILE {
        let Some(text) = call.params.text(name) else { continue };
        if text.chars().count() > limit {
            return Err(too_long(name, limit));
        }
        if name == "about" && text.is_empty() {
            return Err(Refusal::parameter("Param about must be at least 1 character long."));
        }
        changes.insert(name.to_owned(), json!(text));
    }
    if let Some(websites) = call.params.get("websites").and_then(Value::as_array) {
        if websites.len() > 2 {
            return Err(Refusal::parameter("Param websites must have at most 2 elements."));
        }
        if websites.iter().any(|it| it.as_str().is_none_or(|url| url.chars().count() > 256)) {
            return Err(too_long("websites[0]", 256));
        }
        changes.insert("websites".to_owned(), json!(websites));
    }
    if let Some(vertical) = call.params.text("vertical").map(|text| text.to_ascii_uppercase()) {
        if !vertical.is_empty() && !VERTICALS.contains(&vertical.as_str()) {
            return Err(one_of("vertical", &VERTICALS, &vertical));
        }
        changes.insert("vertical".to_owned(), json!(vertical));
    }
    if let Some(handle) = call.params.text("profile_picture_handle") {
        if !sim.look(|state| super::media::is_handle(state, &handle)) {
            return Err(Refusal::parameter("Param profile_picture_handle is not a valid handle."));
        }
        changes.insert("profile_picture_url".to_owned(), json!("https://pps.whatsapp.net/v/simulated.jpg"));
    }
    Ok(changes)
}

/// `GET/POST /{number}/settings`.
pub(super) fn settings(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    const KEYS: [&str; 4] =
        ["calling", "storage_configuration", "user_identity_change", "payload_encryption"];
    if is_reading(call) {
        return with_number(sim, access, id, |_, number, _| {
            let mut whole = number.desk.settings.clone();
            whole.entry("calling").or_insert_with(|| json!({ "status": "DISABLED" }));
            whole.entry("storage_configuration").or_insert_with(|| json!({ "status": "DEFAULT" }));
            Ok(Done::new(Value::Object(whole)))
        });
    }
    let given = KEYS.into_iter().filter_map(|key| Some((key.to_owned(), call.params.get(key)?.clone())));
    let given: Map<String, Value> = given.collect();
    let calling = given.get("calling").cloned();
    with_number(sim, access, id, |_, number, _| {
        if given.is_empty() {
            return Err(Refusal::parameter("At least one setting is required."));
        }
        if let Some((bad, _)) = given.iter().find(|(_, value)| !value.is_object()) {
            return Err(Refusal::parameter(&format!("Param {bad} must be a JSON object.")));
        }
        check_hours(&given)?;
        for (key, value) in given {
            let old = number.desk.settings.entry(key).or_insert_with(|| json!({}));
            if let (Value::Object(old), Value::Object(new)) = (old, value) {
                old.extend(new);
            }
        }
        Ok(())
    })?;
    if let Some(calling) = calling {
        sim.change(|state, now| {
            let value = json!({
                "timestamp": crate::clock::unix(now).to_string(), "type": "PHONE_NUMBER_SETTINGS",
                "phone_number_settings": { "phone_number_id": id, "calling": calling },
            });
            let change = Change::messaging(state, id, "account_settings_update", value);
            webhooks::emit(state, change, now);
        });
    }
    Ok(Done::success())
}

/// At most two spans a day, each beginning before it ends, and at most twenty holidays.
fn check_hours(given: &Map<String, Value>) -> Result<(), Refusal> {
    let Some(hours) = given.get("calling").and_then(|calling| calling.get("call_hours")) else {
        return Ok(());
    };
    let list = |key: &str| hours.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let mut days: Vec<String> = Vec::new();
    for span in list("weekly_operating_hours") {
        let text = |key: &str| span.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        if text("open_time") >= text("close_time") {
            return Err(Refusal::parameter("open_time must be before close_time."));
        }
        days.push(text("day_of_week"));
    }
    if days.iter().any(|day| days.iter().filter(|other| *other == day).count() > 2) {
        return Err(Refusal::parameter("At most 2 entries are allowed for a day of the week."));
    }
    if list("holiday_schedule").len() > 20 {
        return Err(Refusal::parameter("At most 20 holidays are allowed."));
    }
    Ok(())
}

/// `GET/POST /{number}/whatsapp_commerce_settings`.
pub(super) fn commerce(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    with_number(sim, access, id, |_, number, _| {
        let kept = &mut number.desk.commerce;
        if is_reading(call) {
            let flag = |key: &str| kept.get(key).cloned().unwrap_or(json!(false));
            return Ok(Done::new(json!({ "data": [{
                "is_cart_enabled": flag("is_cart_enabled"), "is_catalog_visible": flag("is_catalog_visible"), "id": id,
            }] })));
        }
        for key in ["is_cart_enabled", "is_catalog_visible"] {
            if let Some(flag) = call.params.flag(key) {
                kept.insert(key.to_owned(), json!(flag));
            }
        }
        Ok(Done::success())
    })
}

/// `POST /{number}/conversational_automation`.
pub(super) fn automation(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    let list = |key: &str| -> Vec<Value> {
        let items = call.params.structure(key);
        items.and_then(|value| value.as_array().cloned()).unwrap_or_default()
    };
    let is_long =
        |value: &Value, limit: usize| value.as_str().is_none_or(|text| text.chars().count() > limit);
    let part = |command: &Value, key: &str| command.get(key).cloned().unwrap_or_default();
    let (prompts, commands) = (list("prompts"), list("commands"));
    with_number(sim, access, id, |_, number, _| {
        if prompts.len() > 4 || commands.len() > 30 {
            return Err(Refusal::parameter("At most 4 prompts and 30 commands are allowed."));
        }
        if prompts.iter().any(|prompt| is_long(prompt, 80)) {
            return Err(too_long("prompts[0]", 80));
        }
        if commands.iter().any(|it| is_long(&part(it, "command_name"), 32)) {
            return Err(too_long("commands[0]['command_name']", 32));
        }
        if commands.iter().any(|it| is_long(&part(it, "command_description"), 256)) {
            return Err(too_long("commands[0]['command_description']", 256));
        }
        let welcome = call.params.get("enable_welcome_message").cloned();
        let given = |key: &str, list: Vec<Value>| call.params.get(key).map(|_| Value::from(list));
        let (prompts, commands) = (given("prompts", prompts), given("commands", commands));
        let changes = [("enable_welcome_message", welcome), ("prompts", prompts), ("commands", commands)];
        for (key, value) in changes.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            number.desk.automation.insert(key.to_owned(), value);
            // It is an object of its own.
            number.desk.automation.entry("id").or_insert_with(|| json!(chance::decimal_id()));
        }
        Ok(Done::success())
    })
}

/// `GET/POST /{number}/whatsapp_business_encryption`.
pub(super) fn encryption(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    with_number(sim, access, id, |_, number, _| {
        if is_reading(call) {
            let Some(key) = &number.desk.public_key else { return Ok(Done::new(json!({}))) };
            return Ok(Done::new(json!({
                "business_public_key": key, "business_public_key_signature_status": "VALID",
            })));
        }
        let key = call.params.text("business_public_key");
        let key = key.ok_or_else(|| Refusal::missing("business_public_key"))?;
        if !crate::flows::is_key(&key) {
            return Err(Refusal::parameter(
                "Param business_public_key must be a 2048-bit RSA public key in PEM.",
            ));
        }
        number.desk.public_key = Some(key);
        Ok(Done::success())
    })
}
