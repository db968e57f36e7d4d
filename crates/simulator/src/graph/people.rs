//! How people find a number, and whom it does not hear: QR codes, username, blocks; and what the app knows.

use serde_json::{Value, json};

use super::access::Access;
use super::call::Call;
use super::desk::{is_reading, too_long};
use super::fields::page;
use super::messages::one_of;
use super::registration::{tell, with_number};
use super::{Done, Refusal};
use crate::chance;
use crate::clock::{HOUR, Micros};
use crate::phones::{self, ChatKey, digits};
use crate::sim::Sim;
use crate::state::State;

/// `GET/POST/DELETE /{number}/message_qrdls[/{code}]`.
pub(super) fn qr_codes(
    sim: &Sim,
    call: &Call,
    access: &Access,
    id: &str,
    code: Option<&str>,
) -> Result<Done, Refusal> {
    with_number(sim, access, id, |is_forgetful, number, _| {
        let codes = &mut number.desk.qr_codes;
        match (call.method.as_str(), code) {
            ("GET" | "HEAD", None) => {
                let all = codes.iter().map(|(code, text)| qr_code(code, text)).collect();
                Ok(Done::new(page(all, &call.params)))
            }
            ("GET" | "HEAD", Some(code)) => {
                let text = codes.get(code).ok_or_else(|| Refusal::no_object("get", code))?;
                Ok(Done::new(json!({ "data": [qr_code(code, text)] })))
            }
            ("DELETE", Some(code)) => {
                if !is_forgetful {
                    codes.remove(code).ok_or_else(|| Refusal::no_object("delete", code))?;
                }
                Ok(Done::success())
            }
            ("POST", _) => {
                let text = call.params.text("prefilled_message");
                let text = text.ok_or_else(|| Refusal::missing("prefilled_message"))?;
                if text.chars().count() > 140 {
                    return Err(too_long("prefilled_message", 140));
                }
                let old = call.params.text("code").or_else(|| code.map(str::to_owned));
                if old.as_ref().is_some_and(|old| !codes.contains_key(old)) {
                    return Err(Refusal::parameter("Param code is not a code of this number."));
                }
                if old.is_none() && codes.len() >= 2000 {
                    return Err(Refusal::parameter("This number has 2000 QR codes already."));
                }
                let new = || chance::hex_id().to_ascii_uppercase().chars().take(14).collect();
                let code: String = old.unwrap_or_else(new);
                let mut answer = qr_code(&code, &text);
                if call.params.text("generate_qr_image").is_some() {
                    answer["qr_image_url"] = json!(format!("https://scontent.xx.fbcdn.net/simulated/{code}"));
                }
                codes.insert(code, text);
                Ok(Done::new(answer))
            }
            (method, _) => Err(Refusal::no_object(method, id)),
        }
    })
}

fn qr_code(code: &str, text: &str) -> Value {
    json!({ "code": code, "prefilled_message": text, "deep_link_url": format!("https://wa.me/message/{code}") })
}

/// `GET/POST/DELETE /{number}/block_users`.
pub(super) fn block_users(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    if is_reading(call) {
        return with_number(sim, access, id, |_, number, _| {
            let shown =
                |phone: &String| json!({ "messaging_product": "whatsapp", "input": phone, "wa_id": phone });
            Ok(Done::new(page(number.desk.blocked.iter().map(shown).collect(), &call.params)))
        });
    }
    sim.with(|state, now| {
        access.number(state, id).ok_or_else(|| Refusal::no_object(call.method.as_str(), id))?;
        let users = call.params.get("block_users").and_then(Value::as_array).cloned();
        let users = users.filter(|users| !users.is_empty()).ok_or_else(|| Refusal::missing("block_users"))?;
        let is_blocking = call.method == http::Method::POST;
        let (mut done, mut failed) = (Vec::new(), Vec::new());
        for user in &users {
            let input = ["user", "user_id"].into_iter().find_map(|key| user.get(key)?.as_str());
            let input = input.unwrap_or_default();
            match change_block(state, id, input, is_blocking, now) {
                Some(phone) => done.push(json!({ "input": input, "wa_id": phone })),
                None => failed.push(json!({ "input": input, "wa_id": digits(input), "errors": [{
                    "message": "Re-engagement required", "code": 131_047,
                    "error_data": { "details": "The user has not sent a message in the last 24 hours." },
                }] })),
            }
        }
        let list = if is_blocking { "added_users" } else { "removed_users" };
        let mut body = json!({ "messaging_product": "whatsapp", "block_users": { list: done } });
        if !failed.is_empty() {
            body["block_users"]["failed_users"] = json!(failed);
            body["error"] = Refusal::known(139_100).to_json()["error"].take();
        }
        Ok(Done::new(body))
    })
}

/// Only who wrote within a day can be blocked. Gives back the phone, or nothing when it was not done.
fn change_block(state: &mut State, id: &str, input: &str, is_blocking: bool, now: Micros) -> Option<String> {
    let by_user_id = state.people.by_user_id(input).map(|person| person.phone.clone());
    let phone = by_user_id.or_else(|| digits(input))?;
    let key = ChatKey { phone_number_id: id.to_owned(), customer: phone.clone() };
    let last = state.chats.get(&key).and_then(|chat| chat.last_inbound_at);
    if is_blocking && last.is_none_or(|at| now - at >= 24 * HOUR) {
        return None;
    }
    let number = state.numbers.get_mut(id)?;
    number.desk.blocked.retain(|it| *it != phone);
    if is_blocking {
        number.desk.blocked.push(phone.clone());
    }
    Some(phone)
}

/// `GET/POST/DELETE /{number}/username`.
pub(super) fn username(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    with_number(sim, access, id, |_, _, _| Ok(()))?;
    match call.method.as_str() {
        "GET" | "HEAD" => with_number(sim, access, id, |_, number, _| {
            let name = &number.desk.username;
            Ok(Done::new(json!({ "username": name, "status": name.as_ref().map(|_| "approved") })))
        }),
        "DELETE" => {
            let old = with_number(sim, access, id, |_, number, _| Ok(number.desk.username.take()))?;
            if let Some(name) = old {
                tell(sim, id, "business_username_updates", json!({ "username": name, "status": "deleted" }));
            }
            Ok(Done::success())
        }
        "POST" => {
            let name = call.params.text("username").ok_or_else(|| Refusal::missing("username"))?;
            let name = name.to_ascii_lowercase();
            let is_forced = call.params.text("transfer_action").is_some_and(|it| it == "force_transfer");
            sim.with(|state, _| take_username(state, id, &name, is_forced))?;
            tell(sim, id, "business_username_updates", json!({ "username": name, "status": "approved" }));
            Ok(Done::new(json!({ "status": "approved" })))
        }
        method => Err(Refusal::no_object(method, id)),
    }
}

fn take_username(state: &mut State, id: &str, name: &str, is_forced: bool) -> Result<(), Refusal> {
    if !is_username(name) {
        return Err(Refusal::parameter("Param username is not a valid username."));
    }
    if state.people.all().any(|person| person.username.as_deref() == Some(name)) {
        return Err(Refusal::known(147_001));
    }
    let holds = |number: &crate::state::NumberState| number.desk.username.as_deref() == Some(name);
    let holder = state.numbers.iter().find(|(other, number)| *other != id && holds(number));
    if let Some(holder) = holder.map(|(holder, _)| holder.clone()) {
        if !is_forced {
            return Err(Refusal::known(147_005));
        }
        if let Some(number) = state.numbers.get_mut(&holder) {
            number.desk.username = None;
        }
    }
    if let Some(number) = state.numbers.get_mut(id) {
        number.desk.username = Some(name.to_owned());
    }
    Ok(())
}

/// 3 to 35 letters, digits, dots and underscores, with a letter, no dot at an end or beside another, and
/// nothing that looks like an address.
pub(crate) fn is_username(name: &str) -> bool {
    let is_taken = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '_';
    (3..=35).contains(&name.len())
        && name.chars().all(is_taken)
        && name.contains(|c: char| c.is_ascii_lowercase())
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && !name.starts_with("www.")
        && ![".com", ".net", ".org", ".io"].iter().any(|end| name.ends_with(end))
}

/// `GET /{number}/username_suggestions`.
pub(super) fn username_suggestions(sim: &Sim, access: &Access, id: &str) -> Result<Done, Refusal> {
    with_number(sim, access, id, |_, number, _| {
        let name = number.number.verified_name.to_ascii_lowercase();
        let base: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let official = format!("{base}.official");
        Ok(Done::new(json!({ "data": [{ "username_suggestions": [base, official] }] })))
    })
}

/// `DELETE /{number}/contact_book?bsuid=`.
pub(super) fn contact_book(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    let user_id = call.params.text("bsuid").ok_or_else(|| Refusal::missing("bsuid"))?;
    let phone = sim.look(|state| state.people.by_user_id(&user_id).map(|person| person.phone.clone()));
    with_number(sim, access, id, |_, number, _| {
        let is_deleted = phone.is_some_and(|phone| number.desk.contact_book.remove(&phone).is_some());
        Ok(Done::new(json!({ "success": true, "deleted": is_deleted })))
    })
}

/// `POST /{number}/smb_app_data`: the address book or the chats of the app, as webhooks.
pub(super) fn app_data(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    const KINDS: [&str; 2] = ["smb_app_state_sync", "history"];
    with_number(sim, access, id, |_, number, now| {
        let kind = call.params.text("sync_type").ok_or_else(|| Refusal::missing("sync_type"))?;
        if !KINDS.contains(&kind.as_str()) {
            return Err(one_of("sync_type", &KINDS, &kind));
        }
        if number.desk.synchronised.contains(&kind) {
            return Err(Refusal::known(2_593_107));
        }
        if number.desk.onboarded_at.is_some_and(|at| now - at > 24 * HOUR) {
            return Err(Refusal::known(2_593_108));
        }
        number.desk.synchronised.push(kind);
        Ok(())
    })?;
    let kind = call.params.text("sync_type").unwrap_or_default();
    sim.change(|state, now| match kind.as_str() {
        "history" => phones::tell_history(state, id, now),
        _ => phones::tell_contacts(state, id, now),
    });
    Ok(Done::new(json!({ "messaging_product": "whatsapp", "request_id": chance::hex_id() })))
}
