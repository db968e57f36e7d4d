//! Groups. A change is answered with a request id and told by webhook.

use serde_json::{Map, Value, json};

use super::access::Access;
use super::call::Call;
use super::desk::{is_reading, too_long};
use super::fields::select;
use super::messages::one_of;
use super::{Done, Refusal};
use crate::assets::Group;
use crate::chance;
use crate::clock::{Micros, unix};
use crate::phones::digits;
use crate::sim::Sim;
use crate::state::State;
use crate::webhooks::{self, Change};

const LIFECYCLE: &str = "group_lifecycle_update";
const PARTICIPANTS: &str = "group_participants_update";
/// People in a group, besides the business.
const MOST: usize = 8;

/// `GET/POST /{number}/groups`.
pub(super) fn of_number(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.change(|state, now| {
        let number = access.number(state, id).ok_or_else(|| Refusal::no_object(call.method.as_str(), id))?;
        let phone = number.phone.clone();
        if is_reading(call) {
            let ours = state.groups.iter().filter(|(_, group)| group.phone_number_id == id);
            let shown = ours.map(|(id, it)| json!({ "id": id, "subject": it.subject, "created_at": unix(it.created_at) }));
            return Ok(Done::new(json!({ "data": { "groups": shown.collect::<Vec<_>>() } })));
        }
        super::messages::check_product(&call.params)?;
        let subject = call.params.text("subject").ok_or_else(|| Refusal::missing("subject"))?;
        let description = call.params.text("description").unwrap_or_default();
        check_texts(Some(&subject), Some(&description))?;
        let mode = call.params.text("join_approval_mode").unwrap_or_else(|| "auto_approve".to_owned());
        let modes = ["auto_approve", "approval_required"];
        if !modes.contains(&mode.as_str()) {
            return Err(one_of("join_approval_mode", &modes, &mode));
        }
        let group_id = group_id(&phone);
        let request_id = chance::hex_id().to_ascii_uppercase();
        let invite = format!("https://chat.whatsapp.com/{}", &chance::hex_id()[..22]);
        let news = json!({
            "timestamp": unix(now).to_string(), "group_id": group_id, "type": "group_create", "request_id": request_id,
            "subject": subject, "description": description, "invite_link": invite, "join_approval_mode": mode,
        });
        let group = Group {
            phone_number_id: id.to_owned(),
            subject,
            description,
            join_approval_mode: mode,
            created_at: now,
            invite,
            participants: Vec::new(),
            requests: std::collections::BTreeMap::new(),
        };
        state.groups.insert(group_id, group);
        tell(state, id, LIFECYCLE, news, now);
        Ok(asked(&request_id))
    })
}

fn group_id(phone: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(format!("capi_group:{phone}:{}", chance::decimal_id()))
}

/// `GET/POST/DELETE /{group}`; `None` when there is no such group for this token.
pub(super) fn node(sim: &Sim, call: &Call, access: &Access, id: &str) -> Option<Result<Done, Refusal>> {
    sim.change(|state, now| {
        let number = may_use(state, access, id)?;
        let request_id = chance::hex_id().to_ascii_uppercase();
        let base = |kind: &str| {
            json!({ "timestamp": unix(now).to_string(), "group_id": id, "type": kind, "request_id": request_id })
        };
        let group = state.groups.get_mut(id)?;
        Some(match call.method.as_str() {
            "GET" | "HEAD" => describe(id, group, call).map(Done::new),
            "POST" => {
                let (subject, description) = (call.params.text("subject"), call.params.text("description"));
                if let Err(refusal) = check_texts(subject.as_deref(), description.as_deref()) {
                    return Some(Err(refusal));
                }
                let mut news = base("group_settings_update");
                if let Some(subject) = subject {
                    news["subject"] = json!({ "text": subject, "update_successful": true });
                    group.subject = subject;
                }
                if let Some(description) = description {
                    news["description"] = json!({ "text": description, "update_successful": true });
                    group.description = description;
                }
                tell(state, &number, "group_settings_update", news, now);
                Ok(asked(&request_id))
            }
            "DELETE" => {
                if !state.settings.forgetful {
                    state.groups.remove(id);
                }
                tell(state, &number, LIFECYCLE, base("group_delete"), now);
                Ok(asked(&request_id))
            }
            method => Err(Refusal::no_object(method, id)),
        })
    })
}

/// `/{group}/invite_link`, `/participants`, `/join_requests`.
pub(super) fn edge(sim: &Sim, call: &Call, access: &Access, id: &str, edge: &str) -> Result<Done, Refusal> {
    sim.change(|state, now| {
        let number = may_use(state, access, id);
        let number = number.ok_or_else(|| Refusal::no_object(call.method.as_str(), id))?;
        let Some(group) = state.groups.get_mut(id) else { return Err(Refusal::no_object("get", id)) };
        match (call.method.as_str(), edge) {
            (method @ ("GET" | "HEAD" | "POST"), "invite_link") => {
                if method == "POST" {
                    group.invite = format!("https://chat.whatsapp.com/{}", &chance::hex_id()[..22]);
                }
                Ok(Done::new(json!({ "messaging_product": "whatsapp", "invite_link": group.invite })))
            }
            ("GET" | "HEAD", "join_requests") => {
                let shown = |(request, phone): (&String, &String)| {
                    json!({ "join_request_id": request, "wa_id": phone, "creation_timestamp": unix(now) })
                };
                Ok(Done::new(json!({ "data": group.requests.iter().map(shown).collect::<Vec<_>>() })))
            }
            (method @ ("POST" | "DELETE"), "join_requests") => {
                let ids = call.params.get("join_requests").and_then(Value::as_array).cloned().unwrap_or_default();
                let mut joined = Vec::new();
                for request in ids.iter().filter_map(Value::as_str) {
                    let phone = group.requests.remove(request).ok_or_else(|| Refusal::known(131_213))?;
                    if method == "POST" {
                        if group.participants.len() >= MOST {
                            return Err(Refusal::known(131_204));
                        }
                        joined.push(json!({ "wa_id": phone }));
                        group.participants.push(phone);
                    }
                }
                if !joined.is_empty() {
                    let news = participants(id, "group_participants_add", "added_participants", joined, now);
                    tell(state, &number, PARTICIPANTS, news, now);
                }
                Ok(Done::new(json!({ "messaging_product": "whatsapp", "success": true })))
            }
            ("DELETE", "participants") => {
                let list = call.params.get("participants").and_then(Value::as_array).cloned().unwrap_or_default();
                let phones = list.iter().filter_map(|it| it.get("user")?.as_str()).filter_map(digits);
                let mut gone = Vec::new();
                for phone in phones {
                    let place = group.participants.iter().position(|it| *it == phone);
                    group.participants.remove(place.ok_or_else(|| Refusal::known(131_212))?);
                    gone.push(json!({ "input": phone, "wa_id": phone }));
                }
                let news = participants(id, "group_participants_remove", "removed_participants", gone, now);
                tell(state, &number, PARTICIPANTS, news, now);
                Ok(asked(&chance::hex_id().to_ascii_uppercase()))
            }
            (method, _) => Err(Refusal::no_object(method, id)),
        }
    })
}

/// A customer opens the invitation; `false` when there is no such group, or it is full.
pub(crate) fn join(state: &mut State, id: &str, phone: &str, now: Micros) -> bool {
    let Some(group) = state.groups.get_mut(id) else { return false };
    let number = group.phone_number_id.clone();
    if group.participants.iter().any(|it| it == phone) {
        return true;
    }
    if group.participants.len() >= MOST {
        return false;
    }
    if group.join_approval_mode == "approval_required" {
        let request = chance::decimal_id();
        group.requests.insert(request.clone(), phone.to_owned());
        let news = json!({
            "timestamp": unix(now).to_string(), "group_id": id, "type": "group_join_request_created",
            "join_request_id": request, "wa_id": phone,
        });
        tell(state, &number, PARTICIPANTS, news, now);
    } else {
        group.participants.push(phone.to_owned());
        let mut news = participants(
            id,
            "group_participants_add",
            "added_participants",
            vec![json!({ "wa_id": phone })],
            now,
        );
        news["reason"] = json!("invite_link");
        tell(state, &number, PARTICIPANTS, news, now);
    }
    true
}

fn participants(id: &str, kind: &str, list: &str, people: Vec<Value>, now: Micros) -> Value {
    json!({ "timestamp": unix(now).to_string(), "group_id": id, "type": kind, list: people })
}

fn may_use(state: &State, access: &Access, id: &str) -> Option<String> {
    let number = &state.groups.get(id)?.phone_number_id;
    access.number(state, number).map(|_| number.clone())
}

fn asked(request_id: &str) -> Done {
    Done::new(json!({ "messaging_product": "whatsapp", "request_id": request_id }))
}

fn check_texts(subject: Option<&str>, description: Option<&str>) -> Result<(), Refusal> {
    if subject.is_some_and(|text| !(1..=128).contains(&text.chars().count())) {
        return Err(too_long("subject", 128));
    }
    if description.is_some_and(|text| text.chars().count() > 2048) {
        return Err(too_long("description", 2048));
    }
    Ok(())
}

fn describe(id: &str, group: &Group, call: &Call) -> Result<Value, Refusal> {
    let people: Vec<Value> = group.participants.iter().map(|phone| json!({ "wa_id": phone })).collect();
    let whole = json!({
        "id": id, "messaging_product": "whatsapp", "subject": group.subject, "description": group.description,
        "suspended": false, "creation_timestamp": unix(group.created_at),
        "total_participant_count": people.len() + 1, "participants": people,
        "join_approval_mode": group.join_approval_mode,
    });
    let whole: Map<String, Value> = serde_json::from_value(whole).unwrap_or_default();
    select(&whole, &["messaging_product"], &call.params, "WhatsAppGroup")
}

fn tell(state: &mut State, number: &str, field: &str, news: Value, now: Micros) {
    let change = Change::messaging(state, number, field, json!({ "groups": [news] }));
    webhooks::emit(state, change, now);
}
