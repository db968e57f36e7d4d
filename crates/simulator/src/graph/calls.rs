//! Calls, with session descriptions that mean nothing: connect, accept, reject, terminate; and permissions.

use serde_json::{Value, json};

use super::access::Access;
use super::call::Call;
use super::messages::one_of;
use super::{Done, Refusal};
use crate::assets;
use crate::chance;
use crate::clock::{DAY, Micros, SECOND, unix};
use crate::phones::{self, Person, digits};
use crate::schedule::Due;
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
                    let customer = known.customer.clone();
                    connected(state, &customer);
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
    if !state.people.get(&phone).is_some_and(|person| may_call(person, now)) {
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
        answered_at: None,
        is_over: false,
        session: None,
        callback_data: None,
    };
    state.calls.insert(call_id.clone(), made);
    let callback_data = call.params.text("biz_opaque_callback_data");
    if let Some(data) = callback_data
        && let Some(made) = state.calls.get_mut(&call_id)
    {
        made.callback_data = Some(data);
    }
    state.schedule.add(now + RINGING, Due::RingOut(call_id.clone()));
    tell_status(state, &call_id, "RINGING", now);
    let answers = state.people.get(&phone).map(|person| person.answers_calls.clone()).unwrap_or_default();
    match answers.as_str() {
        "accept" => answer(state, &call_id, true, now),
        "reject" => answer(state, &call_id, false, now),
        _ => {}
    }
    Ok(Done::new(json!({ "messaging_product": "whatsapp", "calls": [{ "id": call_id }] })))
}

/// How long a call rings.
const RINGING: Micros = 60 * SECOND;
/// Unanswered calls in a row after which the permission is gone.
const UNANSWERED: u32 = 4;

/// The customer takes a call of the business, or not.
pub(crate) fn answer(state: &mut State, call_id: &str, is_accepted: bool, now: Micros) {
    let Some(call) = state.calls.get_mut(call_id).filter(|it| !it.is_over && it.answered_at.is_none()) else {
        return;
    };
    if !is_accepted {
        let customer = call.customer.clone();
        tell_status(state, call_id, "REJECTED", now);
        unanswered(state, &customer);
        end(state, call_id, now);
        return;
    }
    call.answered_at = Some(now);
    let customer = call.customer.clone();
    connected(state, &customer);
    tell_status(state, call_id, "ACCEPTED", now);
    let session = json!({ "sdp_type": "answer", "sdp": SDP });
    tell_event(state, call_id, "connect", json!({ "session": session }), now);
}

/// Nobody took the call.
pub(crate) fn ring_out(state: &mut State, call_id: &str, now: Micros) {
    let Some(call) = state.calls.get(call_id).filter(|it| !it.is_over && it.answered_at.is_none()) else {
        return;
    };
    let (customer, is_inbound) = (call.customer.clone(), call.is_inbound);
    if !is_inbound {
        unanswered(state, &customer);
    }
    end(state, call_id, now);
}

/// A call that comes about makes up for those that did not.
fn connected(state: &mut State, customer: &str) {
    if let Some(person) = state.people.get_mut(customer) {
        person.unanswered = 0;
        person.permission_asks.clear();
    }
}

fn unanswered(state: &mut State, customer: &str) {
    let Some(person) = state.people.get_mut(customer) else { return };
    person.unanswered += 1;
    if person.unanswered >= UNANSWERED {
        (person.allows_calls, person.calls_until, person.unanswered) = (false, None, 0);
    }
}

fn may_call(person: &Person, now: Micros) -> bool {
    person.allows_calls && person.calls_until.is_none_or(|until| now < until)
}

/// A prompt for the permission to call: once a day, twice in seven days.
pub(super) fn ask_permission(state: &mut State, phone: &str, now: Micros) -> Result<(), Refusal> {
    let Some(person) = state.people.get_mut(phone) else { return Ok(()) };
    person.permission_asks.retain(|at| now - at < 7 * DAY);
    if person.permission_asks.len() >= 2 || person.permission_asks.iter().any(|at| now - at < DAY) {
        return Err(Refusal::known(138_009));
    }
    person.permission_asks.push(now);
    Ok(())
}

fn tell_status(state: &mut State, call_id: &str, status: &str, now: Micros) {
    let Some(call) = state.calls.get(call_id) else { return };
    let mut entry = json!({
        "id": call_id, "type": "call", "status": status, "timestamp": unix(now).to_string(),
        "recipient_id": call.customer,
    });
    if let Some(data) = &call.callback_data {
        entry["biz_opaque_callback_data"] = json!(data);
    }
    let number = call.phone_number_id.clone();
    tell(state, &number, json!({ "statuses": [entry] }), now);
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
        callback_data: None,
    };
    state.calls.insert(call_id.clone(), made);
    state.schedule.add(now + RINGING, Due::RingOut(call_id.clone()));
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
    let person = state.people.get(&call.customer).cloned();
    let contact = person.map(|person| phones::contact(state, &person, &number, now));
    let mut value = json!({ "calls": [entry] });
    if let Some(contact) = contact {
        value["contacts"] = json!([contact]);
    }
    tell(state, &number, value, now);
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
    sim.with(|state, now| {
        access.number(state, id).ok_or_else(|| Refusal::no_object("get", id))?;
        let asked = call.params.text("user_wa_id").or_else(|| call.params.text("recipient"));
        let asked = asked.ok_or_else(|| Refusal::missing("user_wa_id"))?;
        let person = digits(&asked).and_then(|phone| state.people.get(&phone));
        let person = person.or_else(|| state.people.by_user_id(&asked));
        let is_allowed = person.is_some_and(|person| may_call(person, now));
        let until = person.and_then(|person| person.calls_until).filter(|_| is_allowed);
        let mut permission = json!({ "status": if is_allowed { "permanent" } else { "no_permission" } });
        if let Some(until) = until {
            permission = json!({ "status": "temporary", "expiration_time": unix(until) });
        }
        let asks = person.map(|person| person.permission_asks.as_slice()).unwrap_or_default();
        let asked = |within: Micros| asks.iter().filter(|at| now - **at < within).count();
        let limit = |period: &str, most: usize, used: usize| {
            json!({ "time_period": period, "max_allowed": most, "current_usage": used })
        };
        let (day, week) = (asked(DAY), asked(7 * DAY));
        let can_ask = !is_allowed && day < 1 && week < 2;
        Ok(Done::new(json!({
            "messaging_product": "whatsapp",
            "permission": permission,
            "actions": [
                { "action_name": "send_call_permission_request", "can_perform_action": can_ask,
                  "limits": [limit("PT24H", 1, day), limit("P7D", 2, week)] },
                { "action_name": "start_call", "can_perform_action": is_allowed, "limits": [limit("PT24H", 10, 0)] },
            ],
        })))
    })
}
