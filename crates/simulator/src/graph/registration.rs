//! How a number comes to the Cloud API: code, PIN, registration.

use serde_json::{Value, json};

use super::access::Access;
use super::call::Call;
use super::{Done, Refusal};
use crate::assets::NumberDesk;
use crate::chance;
use crate::clock::{Micros, SECOND, millis};
use crate::phones::digits;
use crate::schedule::Due;
use crate::sim::Sim;
use crate::standing;
use crate::state::NumberState;
use crate::webhooks;
use crate::world::Number;

/// Registrations and deregistrations of a number within [`SPAN`].
const REGISTRATIONS: usize = 10;
const SPAN: Micros = 72 * 3600 * SECOND;
/// Wrong PINs in a row, after which no more are taken.
const GUESSES: u32 = 5;
/// The code that "comes", always.
const CODE: &str = "123456";

/// Works on a number that the token may use; also told: whether the world is forgetful.
pub(super) fn with_number<R>(
    sim: &Sim,
    access: &Access,
    id: &str,
    work: impl FnOnce(bool, &mut NumberState, Micros) -> Result<R, Refusal>,
) -> Result<R, Refusal> {
    sim.with(|state, now| {
        access.number(state, id).ok_or_else(|| Refusal::no_object("post", id))?;
        let is_forgetful = state.settings.forgetful;
        let number = state.numbers.get_mut(id).ok_or_else(|| Refusal::no_object("post", id))?;
        work(is_forgetful, number, now)
    })
}

/// `POST /{number}/request_code`.
pub(super) fn request_code(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    with_number(sim, access, id, |is_forgetful, number, _| {
        let method = call.params.text("code_method").ok_or_else(|| Refusal::missing("code_method"))?;
        if !["SMS", "VOICE"].contains(&method.to_ascii_uppercase().as_str()) {
            return Err(Refusal::parameter("Param code_method must be one of {SMS, VOICE}."));
        }
        call.params.text("language").ok_or_else(|| Refusal::missing("language"))?;
        if !number.desk.is_unverified && !is_forgetful {
            return Err(Refusal::titled(136_024, 2_388_091, "Request code error"));
        }
        number.desk.code = Some(CODE.to_owned());
        Ok(Done::success())
    })
}

/// `POST /{number}/verify_code`.
pub(super) fn verify_code(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    with_number(sim, access, id, |is_forgetful, number, _| {
        let code = call.params.text("code").ok_or_else(|| Refusal::missing("code"))?.replace('-', "");
        if number.desk.code.as_ref() != Some(&code) && !is_forgetful {
            return Err(Refusal::titled(136_025, 2_388_093, "Verify code error"));
        }
        number.desk.code = None;
        number.desk.is_unverified = false;
        if number.number.status == "UNVERIFIED" {
            "PENDING".clone_into(&mut number.number.status);
        }
        Ok(Done::success())
    })
}

/// `POST /{number}/register`.
pub(super) fn register(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    with_number(sim, access, id, |is_forgetful, number, now| {
        super::messages::check_product(&call.params)?;
        let pin = pin(call)?;
        if !is_forgetful {
            count(number, now)?;
        }
        let desk = &mut number.desk;
        if desk.is_unverified {
            return Err(Refusal::known(133_006));
        }
        if desk.wrong_pins >= GUESSES {
            return Err(Refusal::known(133_008));
        }
        if desk.pin.as_ref().is_some_and(|set| *set != pin) {
            desk.wrong_pins += 1;
            return Err(Refusal::known(133_005));
        }
        desk.wrong_pins = 0;
        desk.pin = Some(pin);
        "CONNECTED".clone_into(&mut number.number.status);
        // An approved display name counts from the next registration on.
        if desk.new_name_status.as_deref() == Some("APPROVED")
            && let Some(name) = desk.requested_name.take()
        {
            desk.new_name_status = None;
            number.number.verified_name = name;
        }
        Ok(Done::success())
    })
}

/// `POST /{number}/deregister`.
pub(super) fn deregister(sim: &Sim, access: &Access, id: &str) -> Result<Done, Refusal> {
    with_number(sim, access, id, |is_forgetful, number, now| {
        if number.number.is_on_biz_app {
            let message = "A number that is also on the WhatsApp Business app cannot be deregistered.";
            return Err(Refusal::parameter(message));
        }
        if !is_forgetful {
            count(number, now)?;
            "DISCONNECTED".clone_into(&mut number.number.status);
        }
        Ok(Done::success())
    })
}

/// `POST /{number}`: PIN, display name, callback.
pub(super) async fn change(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    with_number(sim, access, id, |_, _, _| Ok(()))?;
    if call.params.get("pin").is_some() {
        let pin = pin(call)?;
        with_number(sim, access, id, |_, number, _| {
            number.desk.pin = Some(pin);
            number.desk.wrong_pins = 0;
            Ok(())
        })?;
        tell(sim, id, "security", json!({ "event": "PIN_CHANGED", "requester": standing::REQUESTER }));
    }
    if let Some(name) = call.params.text("new_display_name") {
        sim.change(|state, now| {
            let Some(number) = state.numbers.get_mut(id) else { return };
            number.desk.requested_name = Some(name);
            number.desk.new_name_status = Some("PENDING_REVIEW".to_owned());
            let at = now.saturating_add(millis(state.settings.review_ms));
            state.schedule.add(at, Due::NameReview(id.to_owned()));
        });
    }
    if let Some(configuration) = call.params.get("webhook_configuration") {
        let text = |key: &str| configuration.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        let url = text("override_callback_uri").map(str::to_owned);
        if let Some(url) = &url {
            let token = text("verify_token").ok_or_else(|| Refusal::missing("verify_token"))?;
            let shaken = webhooks::shake_hands(sim, url, token).await;
            shaken.map_err(|error| Refusal::callback(&error.to_string()))?;
        }
        with_number(sim, access, id, |_, number, _| {
            number.desk.callback_url = url;
            Ok(())
        })?;
    }
    Ok(Done::success())
}

/// `POST /{waba}/phone_numbers`.
pub(super) fn add(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    let text = |name: &str| call.params.text(name).filter(|text| !text.is_empty());
    sim.with(|state, _| {
        access.waba(state, id).ok_or_else(|| Refusal::no_object("post", id))?;
        let country = text("cc").or_else(|| text("country_code")).ok_or_else(|| Refusal::missing("cc"))?;
        let national = text("phone_number").ok_or_else(|| Refusal::missing("phone_number"))?;
        let verified_name = text("verified_name").ok_or_else(|| Refusal::missing("verified_name"))?;
        let phone = digits(&format!("{}{national}", country.trim_start_matches('+')));
        let phone =
            phone.ok_or_else(|| Refusal::parameter("Param phone_number is not a valid phone number."))?;
        if state.numbers.values().any(|number| number.phone == phone) {
            return Err(Refusal::with_subcode(2_388_012, "Phone number already exists in account", ""));
        }
        let number = Number {
            phone_number_id: chance::decimal_id(),
            display_phone_number: format!("+{phone}"),
            verified_name,
            quality_rating: "UNKNOWN".to_owned(),
            status: "UNVERIFIED".to_owned(),
            throughput: "STANDARD".to_owned(),
            is_official: false,
            is_on_biz_app: false,
            pin: None,
            allowed_recipients: None,
        };
        let number_id = number.phone_number_id.clone();
        let desk = NumberDesk::new(&number);
        let added = NumberState { number, waba_id: id.to_owned(), phone, allowed: None, desk };
        state.numbers.insert(number_id.clone(), added);
        if let Some(waba) = state.wabas.get_mut(id) {
            waba.number_ids.push(number_id.clone());
        }
        Ok(Done::new(json!({ "id": number_id })).managing(id))
    })
}

fn pin(call: &Call) -> Result<String, Refusal> {
    let pin = call.params.text("pin").ok_or_else(|| Refusal::missing("pin"))?;
    let is_pin = pin.len() == 6 && pin.bytes().all(|b| b.is_ascii_digit());
    if is_pin { Ok(pin) } else { Err(Refusal::parameter("Param pin must be 6 characters long.")) }
}

fn count(number: &mut NumberState, now: Micros) -> Result<(), Refusal> {
    let done = &mut number.desk.registrations;
    done.retain(|at| now - at < SPAN);
    if done.len() >= REGISTRATIONS {
        return Err(Refusal::known(133_016));
    }
    done.push(now);
    Ok(())
}

/// News about a number, which names it by its phone.
pub(super) fn tell(sim: &Sim, id: &str, field: &str, value: Value) {
    sim.change(|state, now| standing::tell_number(state, id, field, value, now));
}
