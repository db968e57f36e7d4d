//! Groups. A change is answered with a request id and told by webhook.

use base64::Engine as _;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::access::Access;
use super::call::Call;
use super::desk::{is_reading, too_long};
use super::fields::{page, select};
use super::messages::one_of;
use super::{Done, Refusal};
use crate::assets::Group;
use crate::chance;
use crate::clock::{Micros, unix};
use crate::phones::{self, digits};
use crate::sim::Sim;
use crate::state::State;
use crate::webhooks::{self, Change};

const LIFECYCLE: &str = "group_lifecycle_update";
const PARTICIPANTS: &str = "group_participants_update";
/// People in a group, besides the business.
const MOST: usize = 8;
/// Groups of a number.
const GROUPS: usize = 10_000;
/// Requests to join that wait for the business.
const REQUESTS: usize = 1000;

/// `GET/POST /{number}/groups`.
pub(super) fn of_number(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.change(|state, now| {
        let number = access.number(state, id).ok_or_else(|| Refusal::no_object(call.method.as_str(), id))?;
        let phone = number.phone.clone();
        if is_reading(call) {
            let ours = state.groups.iter().filter(|(_, group)| group.phone_number_id == id);
            let shown = ours.map(|(id, it)| json!({ "id": id, "subject": it.subject, "created_at": unix(it.created_at) }));
            let mut list = page(shown.collect(), &call.params);
            list["data"] = json!({ "groups": list["data"] });
            return Ok(Done::new(list));
        }
        super::messages::check_product(&call.params)?;
        if !number.number.is_official {
            return Err(Refusal::known(131_215));
        }
        if state.groups.values().filter(|group| group.phone_number_id == id).count() >= GROUPS {
            return Err(Refusal::known(131_211));
        }
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
            requested_at: std::collections::BTreeMap::new(),
            is_suspended: false,
            messages: Vec::new(),
        };
        state.groups.insert(group_id, group);
        tell(state, id, LIFECYCLE, news, now);
        Ok(asked(&request_id))
    })
}

fn group_id(phone: &str) -> String {
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
                if group.is_suspended {
                    return Some(Err(Refusal::known(131_207)));
                }
                let picture = call.files.iter().find(|(field, _)| field == "profile_picture_file");
                if let Some(Err(refusal)) = picture.map(|(_, file)| super::picture::check(&file.bytes)) {
                    return Some(Err(refusal));
                }
                let mut news = base("group_settings_update");
                if let Some((_, file)) = picture {
                    let sha256 = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(&file.bytes));
                    news["profile_picture"] =
                        json!({ "mime_type": "image/jpeg", "sha256": sha256, "update_successful": true });
                }
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
                    let at = group.requested_at.get(request).copied().unwrap_or(now);
                    json!({ "join_request_id": request, "wa_id": phone, "creation_timestamp": unix(at) })
                };
                Ok(Done::new(json!({ "data": group.requests.iter().map(shown).collect::<Vec<_>>() })))
            }
            ("POST", "join_requests") => decide(state, call, (id, &number), true, now),
            ("DELETE", "join_requests") => decide(state, call, (id, &number), false, now),
            ("DELETE", "participants") => remove_people(state, call, (id, &number), now),
            (method, _) => Err(Refusal::no_object(method, id)),
        }
    })
}

/// Lets people in who wait, or not: all of those that are named, or none. `place` is the group and its number.
fn decide(
    state: &mut State,
    call: &Call,
    place: (&str, &str),
    is_approved: bool,
    now: Micros,
) -> Result<Done, Refusal> {
    let (id, number) = place;
    let list = call.params.get("join_requests").and_then(Value::as_array);
    let ids: Vec<&str> = list.map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default();
    if ids.is_empty() {
        return Err(Refusal::missing("join_requests"));
    }
    let Some(group) = state.groups.get_mut(id) else { return Err(Refusal::no_object("post", id)) };
    if ids.iter().any(|request| !group.requests.contains_key(*request)) {
        return Err(Refusal::known(131_213));
    }
    if is_approved && group.participants.len() + ids.len() > MOST {
        return Err(Refusal::known(131_204));
    }
    let mut phones = Vec::new();
    for request in &ids {
        group.requested_at.remove(*request);
        phones.extend(group.requests.remove(*request));
    }
    let list = if is_approved { "approved_join_requests" } else { "rejected_join_requests" };
    if is_approved {
        group.participants.extend(phones.iter().cloned());
        let joined = phones.iter().map(|phone| named(state, number, phone, now)).collect();
        let mut news = participants(id, "group_participants_add", "added_participants", joined, now);
        news["reason"] = json!("join_request_approved");
        tell(state, number, PARTICIPANTS, news, now);
    }
    Ok(Done::new(json!({ "messaging_product": "whatsapp", "success": true, list: ids })))
}

/// Takes people out of a group. Who is not in it is told in the webhook; when nobody is, it is refused.
fn remove_people(state: &mut State, call: &Call, place: (&str, &str), now: Micros) -> Result<Done, Refusal> {
    let (id, number) = place;
    let list = call.params.get("participants").and_then(Value::as_array).cloned().unwrap_or_default();
    if list.is_empty() {
        return Err(Refusal::missing("participants"));
    }
    let (mut gone, mut failed) = (Vec::new(), Vec::new());
    for it in &list {
        let input = ["user", "user_id"].into_iter().find_map(|key| it.get(key)?.as_str()).unwrap_or_default();
        let by_user_id = state.people.by_user_id(input).map(|person| person.phone.clone());
        let phone = by_user_id.or_else(|| digits(input)).unwrap_or_default();
        let Some(group) = state.groups.get_mut(id) else { break };
        let Some(place) = group.participants.iter().position(|it| *it == phone) else {
            let error = Refusal::known(131_212).to_json()["error"].take();
            failed.push(json!({ "input": input, "errors": [{
                "code": error["code"], "title": "Participant not in group", "message": error["message"] }] }));
            continue;
        };
        group.participants.remove(place);
        let mut entry = named(state, number, &phone, now);
        entry["input"] = json!(input);
        gone.push(entry);
    }
    if gone.is_empty() {
        return Err(Refusal::known(131_212));
    }
    let request_id = chance::hex_id().to_ascii_uppercase();
    let mut news = participants(id, "group_participants_remove", "removed_participants", gone, now);
    news["request_id"] = json!(request_id);
    news["initiated_by"] = json!("business");
    if !failed.is_empty() {
        news["failed_participants"] = json!(failed);
    }
    tell(state, number, PARTICIPANTS, news, now);
    Ok(asked(&request_id))
}

/// A customer opens the invitation; `false` when there is no such group, or it is full.
pub(crate) fn join(state: &mut State, id: &str, phone: &str, now: Micros) -> bool {
    let Some(group) = state.groups.get_mut(id) else { return false };
    let number = group.phone_number_id.clone();
    if group.participants.iter().any(|it| it == phone) {
        return true;
    }
    if group.participants.len() >= MOST || group.is_suspended {
        return false;
    }
    if group.join_approval_mode == "approval_required" {
        if group.requests.values().any(|it| it == phone) {
            return true;
        }
        if group.requests.len() >= REQUESTS {
            return false;
        }
        let request = chance::decimal_id();
        group.requested_at.insert(request.clone(), now);
        group.requests.insert(request.clone(), phone.to_owned());
        let mut news = named(state, &number, phone, now);
        news["timestamp"] = json!(unix(now).to_string());
        news["group_id"] = json!(id);
        news["type"] = json!("group_join_request_created");
        news["join_request_id"] = json!(request);
        tell(state, &number, PARTICIPANTS, news, now);
    } else {
        group.participants.push(phone.to_owned());
        let mut news = participants(
            id,
            "group_participants_add",
            "added_participants",
            vec![named(state, &number, phone, now)],
            now,
        );
        news["reason"] = json!("invite_link");
        tell(state, &number, PARTICIPANTS, news, now);
    }
    true
}

/// Somebody leaves, or takes the wish to join back; `false` when there is neither.
pub(crate) fn leave(state: &mut State, id: &str, phone: &str, now: Micros) -> bool {
    let Some(group) = state.groups.get_mut(id) else { return false };
    let number = group.phone_number_id.clone();
    if let Some(place) = group.participants.iter().position(|it| it == phone) {
        group.participants.remove(place);
        let gone = vec![named(state, &number, phone, now)];
        let mut news = participants(id, "group_participants_remove", "removed_participants", gone, now);
        news["initiated_by"] = json!("participant");
        tell(state, &number, PARTICIPANTS, news, now);
        return true;
    }
    let request = group.requests.iter().find(|(_, it)| *it == phone).map(|(request, _)| request.clone());
    let Some(request) = request else { return false };
    group.requests.remove(&request);
    group.requested_at.remove(&request);
    let mut news = named(state, &number, phone, now);
    news["timestamp"] = json!(unix(now).to_string());
    news["group_id"] = json!(id);
    news["type"] = json!("group_join_request_revoked");
    news["join_request_id"] = json!(request);
    tell(state, &number, PARTICIPANTS, news, now);
    true
}

/// Suspends a group, or clears it; `false` when there is no such group.
pub(crate) fn suspend(state: &mut State, id: &str, is_suspended: bool, now: Micros) -> bool {
    let Some(group) = state.groups.get_mut(id) else { return false };
    let number = group.phone_number_id.clone();
    if group.is_suspended != is_suspended {
        group.is_suspended = is_suspended;
        let kind = if is_suspended { "group_suspend" } else { "group_suspend_cleared" };
        let news = json!({ "timestamp": unix(now).to_string(), "group_id": id, "type": kind });
        tell(state, &number, "group_status_update", news, now);
    }
    true
}

/// Somebody in a group, as the number knows them.
fn named(state: &State, number: &str, phone: &str, now: Micros) -> Value {
    let Some(person) = state.people.get(phone) else { return json!({ "wa_id": phone }) };
    let mut named = json!({ "user_id": person.user_id });
    if let Some(phone) = phones::known_phone(state, person, number, now) {
        named["wa_id"] = json!(phone);
    }
    named
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
        "suspended": group.is_suspended, "creation_timestamp": unix(group.created_at),
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
