//! Calls, with session descriptions that mean nothing: connect, accept, reject, terminate; and permissions.

use serde_json::{Value, json};

use super::access::Access;
use super::call::Call;
use super::messages::one_of;
use super::{Done, Refusal};
use crate::assets;
use crate::chance;
use crate::clock::{Micros, unix};
use crate::phones::digits;
use crate::sim::Sim;
use crate::state::State;
use crate::webhooks::{self, Change};

const ACTIONS: [&str; 5] = ["connect", "pre_accept", "accept", "reject", "terminate"];

/// `POST /{number}/calls`.
pub(super) fn act(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.change(|state, now| {
        access.number(state, id).ok_or_else(|| Refusal::no_object("post", id))?;
        super::messages::check_product(&call.params)?;
        let action =
            call.params.text("action").ok_or_else(|| Refusal::missing("action"))?.to_ascii_lowercase();
        if !ACTIONS.contains(&action.as_str()) {
            return Err(one_of("action", &ACTIONS, &action));
        }
        if !is_calling_enabled(state, id) {
            return Err(Refusal::known(138_000));
        }
        if action == "connect" {
            return connect(state, call, id, now);
        }
        let call_id = call.params.text("call_id").ok_or_else(|| Refusal::missing("call_id"))?;
        let known = state.calls.get_mut(&call_id).filter(|it| it.phone_number_id == id && !it.is_over);
        let known = known.ok_or_else(|| Refusal::parameter("Param call_id is not a call that goes on."))?;
        match action.as_str() {
            "pre_accept" | "accept" => {
                let session = session(call, "answer")?;
                if known.session.as_ref().is_some_and(|earlier| *earlier != session) {
                    return Err(Refusal::detailed(
                        138_004,
                        "The session differs from the one of pre_accept.",
                    ));
                }
                known.session = Some(session);
                if action == "accept" {
                    known.answered_at = Some(now);
                }
            }
            _ => end(state, &call_id, now),
        }
        Ok(Done::new(json!({ "messaging_product": "whatsapp", "success": true })))
    })
}

fn connect(state: &mut State, call: &Call, id: &str, now: Micros) -> Result<Done, Refusal> {
    session(call, "offer")?;
    let to = call.params.text("to").ok_or_else(|| Refusal::missing("to"))?;
    let phone =
        digits(&to).ok_or_else(|| Refusal::detailed(131_009, "The recipient phone number is not valid."))?;
    if state.people.get(&phone).is_none() {
        return Err(Refusal::known(138_001));
    }
    if !state.people.get(&phone).is_some_and(|person| person.allows_calls) {
        return Err(Refusal::known(138_006));
    }
    if state.calls.values().any(|it| it.customer == phone && it.phone_number_id == id && !it.is_over) {
        return Err(Refusal::known(138_003));
    }
    let call_id = format!("wacid.{}", chance::hex_id().to_ascii_uppercase());
    let made = assets::Call {
        phone_number_id: id.to_owned(),
        customer: phone.clone(),
        is_inbound: false,
        started_at: now,
        answered_at: Some(now),
        is_over: false,
        session: None,
    };
    state.calls.insert(call_id.clone(), made);
    let callback_data = call.params.text("biz_opaque_callback_data");
    for status in ["RINGING", "ACCEPTED"] {
        let mut entry = json!({
            "id": call_id, "type": "call", "status": status, "timestamp": unix(now).to_string(), "recipient_id": phone,
        });
        if let Some(data) = &callback_data {
            entry["biz_opaque_callback_data"] = json!(data);
        }
        tell(state, id, json!({ "statuses": [entry] }), now);
    }
    let session = json!({ "sdp_type": "answer", "sdp": SDP });
    tell_event(state, &call_id, "connect", json!({ "session": session }), now);
    Ok(Done::new(json!({ "messaging_product": "whatsapp", "calls": [{ "id": call_id }] })))
}

const SDP: &str = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n\
    a=rtpmap:111 opus/48000/2\r\n";

/// A customer calls; gives back the call's id.
pub(crate) fn ring(state: &mut State, number_id: &str, customer: &str, now: Micros) -> String {
    let call_id = format!("wacid.{}", chance::hex_id().to_ascii_uppercase());
    let made = assets::Call {
        phone_number_id: number_id.to_owned(),
        customer: customer.to_owned(),
        is_inbound: true,
        started_at: now,
        answered_at: None,
        is_over: false,
        session: None,
    };
    state.calls.insert(call_id.clone(), made);
    tell_event(state, &call_id, "connect", json!({ "session": { "sdp_type": "offer", "sdp": SDP } }), now);
    call_id
}

/// Ends a call and tells how it went.
pub(crate) fn end(state: &mut State, call_id: &str, now: Micros) {
    let Some(call) = state.calls.get_mut(call_id).filter(|call| !call.is_over) else { return };
    call.is_over = true;
    let more = match call.answered_at {
        Some(at) => json!({
            "status": "COMPLETED", "start_time": unix(at).to_string(), "end_time": unix(now).to_string(),
            "duration": unix(now) - unix(at),
        }),
        None => json!({ "status": "FAILED" }),
    };
    tell_event(state, call_id, "terminate", more, now);
}

fn tell_event(state: &mut State, call_id: &str, event: &str, more: Value, now: Micros) {
    let Some(call) = state.calls.get(call_id) else { return };
    let number = call.phone_number_id.clone();
    let phone = state.numbers.get(&number).map(|number| number.phone.clone()).unwrap_or_default();
    let (from, to) = if call.is_inbound { (&call.customer, &phone) } else { (&phone, &call.customer) };
    let mut entry = json!({
        "id": call_id, "from": from, "to": to, "event": event, "timestamp": unix(now).to_string(),
        "direction": if call.is_inbound { "USER_INITIATED" } else { "BUSINESS_INITIATED" },
    });
    if let (Some(entry), Value::Object(more)) = (entry.as_object_mut(), more) {
        entry.extend(more);
    }
    let mut value = json!({ "calls": [entry] });
    if let Some(contact) = contact(state, call) {
        value["contacts"] = json!([contact]);
    }
    tell(state, &number, value, now);
}

fn contact(state: &State, call: &assets::Call) -> Option<Value> {
    let person = state.people.get(&call.customer)?;
    let mut profile = json!({ "name": person.name });
    if let Some(username) = &person.username {
        profile["username"] = json!(username);
    }
    Some(json!({ "profile": profile, "wa_id": person.phone, "user_id": person.user_id }))
}

fn tell(state: &mut State, number: &str, value: Value, now: Micros) {
    let change = Change::messaging(state, number, "calls", value);
    webhooks::emit(state, change, now);
}

fn is_calling_enabled(state: &State, id: &str) -> bool {
    let settings = state.numbers.get(id).and_then(|number| number.desk.settings.get("calling"));
    settings.and_then(|calling| calling.get("status")).is_some_and(|status| status == "ENABLED")
}

fn session(call: &Call, kind: &str) -> Result<Value, Refusal> {
    let session = call.params.get("session").ok_or_else(|| Refusal::missing("session"))?;
    let is_kind = session.get("sdp_type").is_some_and(|it| it == kind);
    let has_sdp = session.get("sdp").and_then(Value::as_str).is_some_and(|sdp| sdp.starts_with("v=0"));
    if is_kind && has_sdp {
        Ok(session.clone())
    } else {
        Err(Refusal::detailed(138_004, "The session is not valid."))
    }
}

/// `GET /{number}/call_permissions`.
pub(super) fn permissions(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.look(|state| {
        access.number(state, id).ok_or_else(|| Refusal::no_object("get", id))?;
        let asked = call.params.text("user_wa_id").or_else(|| call.params.text("recipient"));
        let asked = asked.ok_or_else(|| Refusal::missing("user_wa_id"))?;
        let person = digits(&asked).and_then(|phone| state.people.get(&phone));
        let person = person.or_else(|| state.people.by_user_id(&asked));
        let is_allowed = person.is_some_and(|person| person.allows_calls);
        let limit = |period: &str, most: i64| json!({ "time_period": period, "max_allowed": most, "current_usage": 0 });
        Ok(Done::new(json!({
            "messaging_product": "whatsapp",
            "permission": { "status": if is_allowed { "permanent" } else { "no_permission" } },
            "actions": [
                { "action_name": "send_call_permission_request", "can_perform_action": !is_allowed,
                  "limits": [limit("PT24H", 1), limit("P7D", 2)] },
                { "action_name": "start_call", "can_perform_action": is_allowed, "limits": [limit("PT24H", 10)] },
            ],
        })))
    })
}
