//! A person presses something in a message of the business: a button, a row, a prompt.

use serde_json::{Value, json};

use super::buttons::{buttons_in, kind_is, parameter_in, template_of};
use super::chat::ChatKey;
use super::customers::Person;
use crate::clock::{DAY, Micros, unix};
use crate::state::State;

/// What `POST /_sim/customers/{phone}/press` names.
#[derive(Debug, Clone)]
pub(crate) struct Pressed {
    pub(crate) wamid: String,
    /// Id, title or place of the button or row.
    pub(crate) button: Value,
    /// Which card of a carousel.
    pub(crate) card: Option<usize>,
}

/// What comes of it.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The person's message, to be typed.
    Message(Value),
    /// Something on the phone alone, e.g. `{"opened": url}`.
    OnPhone(Value),
    /// The person calls the business.
    Call,
}

/// What pressing does. The error says what is wrong.
pub(crate) fn press(
    state: &mut State,
    key: &ChatKey,
    person: &Person,
    pressed: &Pressed,
    now: Micros,
) -> Result<Outcome, String> {
    let message = state.chats.get(key).and_then(|chat| chat.get(&pressed.wamid));
    let message = message
        .filter(|it| it.is_shown && it.kind() != "revoked")
        .ok_or("the phone shows no such message")?;
    let body = message.body.clone();
    let outcome = match body.get("type").and_then(Value::as_str) {
        Some("interactive") => {
            interactive(state, key, person, body.get("interactive").unwrap_or(&Value::Null), pressed, now)?
        }
        Some("template") => template(state, key, person, &body, pressed, now)?,
        _ => return Err("the message has no buttons".to_owned()),
    };
    Ok(match outcome {
        Outcome::Message(mut reply) => {
            reply["phone_number_id"] = json!(key.phone_number_id);
            reply["context"] = json!({ "message_id": pressed.wamid });
            Outcome::Message(reply)
        }
        other => other,
    })
}

/// The place of the wanted one among (id, title).
fn chosen(list: &[(String, String)], wanted: &Value) -> Result<usize, String> {
    let place = match wanted {
        Value::Number(place) => {
            place.as_u64().and_then(|it| usize::try_from(it).ok()).filter(|it| *it < list.len())
        }
        Value::String(text) => {
            let by_id = list.iter().position(|(id, _)| id == text);
            by_id.or_else(|| list.iter().position(|(_, title)| title == text))
        }
        _ => None,
    };
    place.ok_or_else(|| {
        let known: Vec<&str> = list.iter().map(|(_, title)| title.as_str()).collect();
        format!("there is no {wanted} to press; there are: {}", known.join(", "))
    })
}

fn pair(value: &Value, id: &str, title: &str) -> (String, String) {
    let text = |key: &str| value.pointer(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    (text(id), text(title))
}

fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    value.pointer(pointer).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn interactive(
    state: &mut State,
    key: &ChatKey,
    person: &Person,
    it: &Value,
    pressed: &Pressed,
    now: Micros,
) -> Result<Outcome, String> {
    let card = pressed.card.and_then(|index| list(it, "/action/cards").get(index));
    let it = card.unwrap_or(it);
    let reply = |kind: &str, content: Value| {
        Ok(Outcome::Message(json!({ "type": "interactive", "interactive": { "type": kind, kind: content } })))
    };
    let opened = || Outcome::OnPhone(json!({ "opened": it.pointer("/action/parameters/url") }));
    match it.get("type").and_then(Value::as_str).unwrap_or_default() {
        "button" => {
            let buttons: Vec<_> =
                list(it, "/action/buttons").iter().map(|it| pair(it, "/reply/id", "/reply/title")).collect();
            let place = chosen(&buttons, &pressed.button)?;
            let (id, title) = buttons.into_iter().nth(place).unwrap_or_default();
            reply("button_reply", json!({ "id": id, "title": title }))
        }
        "list" => {
            let rows: Vec<&Value> =
                list(it, "/action/sections").iter().flat_map(|section| list(section, "/rows")).collect();
            let names: Vec<_> = rows.iter().map(|row| pair(row, "/id", "/title")).collect();
            let row = rows.get(chosen(&names, &pressed.button)?).copied().unwrap_or(&Value::Null);
            let mut answer = json!({ "id": row["id"], "title": row["title"] });
            if let Some(description) = row.get("description") {
                answer["description"] = description.clone();
            }
            reply("list_reply", answer)
        }
        "cta_url" if list(it, "/action/buttons").is_empty() => Ok(opened()),
        "cta_url" => {
            let buttons: Vec<_> = list(it, "/action/buttons")
                .iter()
                .map(|it| pair(it, "/quick_reply/id", "/quick_reply/title"))
                .collect();
            let place = chosen(&buttons, &pressed.button)?;
            let (id, title) = buttons.into_iter().nth(place).unwrap_or_default();
            reply("button_reply", json!({ "id": id, "title": title }))
        }
        "location_request_message" => Ok(Outcome::Message(json!({
            "type": "location", "location": { "latitude": 52.5163, "longitude": 13.3777, "name": "Brandenburg Gate" },
        }))),
        "request_contact_info" => Ok(contact_info(state, key, person, now)),
        "call_permission_request" => permission(state, person, &pressed.button, now),
        "voice_call" => Ok(Outcome::Call),
        "carousel" => Err("say which card, counted from 0".to_owned()),
        "flow" => Err("a Flow is opened with POST /_sim/customers/{phone}/flows".to_owned()),
        kind => Err(format!("nothing of {kind} can be pressed; POST …/messages sends any answer")),
    }
}

/// The person shares their contact: from now on their phone is known.
fn contact_info(state: &mut State, key: &ChatKey, person: &Person, now: Micros) -> Outcome {
    if let Some(chat) = state.chats.get_mut(key) {
        chat.phone_known_at = Some(now);
    }
    let phone = json!({ "phone": format!("+{}", person.phone), "wa_id": person.phone, "type": "CELL" });
    let name = json!({ "formatted_name": person.name, "first_name": person.name.split(' ').next() });
    Outcome::Message(json!({
        "type": "contacts", "contacts": [{ "origin": "contact_request", "name": name, "phones": [phone] }],
    }))
}

/// The prompt for calls: `accept` for seven days, `accept_always`, or `reject`.
fn permission(state: &mut State, person: &Person, answer: &Value, now: Micros) -> Result<Outcome, String> {
    let (is_accepted, is_permanent) = match answer.as_str() {
        Some("accept") => (true, false),
        Some("accept_always") => (true, true),
        Some("reject") => (false, false),
        _ => return Err("the prompt takes accept, accept_always or reject".to_owned()),
    };
    let until = (is_accepted && !is_permanent).then_some(now + 7 * DAY);
    if let Some(person) = state.people.get_mut(&person.phone) {
        (person.allows_calls, person.calls_until) = (is_accepted, until);
    }
    let mut reply = json!({ "response": if is_accepted { "accept" } else { "reject" }, "response_source": "user_action" });
    if is_accepted {
        reply["is_permanent"] = json!(is_permanent);
    }
    if let Some(until) = until {
        reply["expiration_timestamp"] = json!(unix(until));
    }
    Ok(Outcome::Message(json!({
        "type": "interactive", "interactive": { "type": "call_permission_reply", "call_permission_reply": reply },
    })))
}

fn template(
    state: &mut State,
    key: &ChatKey,
    person: &Person,
    body: &Value,
    pressed: &Pressed,
    now: Micros,
) -> Result<Outcome, String> {
    let waba =
        state.numbers.get(&key.phone_number_id).map(|number| number.waba_id.clone()).unwrap_or_default();
    let known = template_of(state, &waba, body).ok_or("the template does not exist any more")?;
    let given = list(body, "/template/components").to_vec();
    let is_carousel = |part: &&Value| kind_is(part, "type", "CAROUSEL");
    let (parts, given) = match pressed.card {
        None => (known.components.clone(), given),
        Some(card) => {
            let of = |parts: &[Value]| {
                let carousel = parts.iter().find(is_carousel);
                carousel
                    .and_then(|it| list(it, "/cards").get(card))
                    .map(|card| list(card, "/components").to_vec())
            };
            (of(&known.components).ok_or("there is no such card")?, of(&given).unwrap_or_default())
        }
    };
    if parts.iter().any(|part| kind_is(part, "type", "CALL_PERMISSION_REQUEST")) {
        return permission(state, person, &pressed.button, now);
    }
    let buttons = buttons_in(&parts);
    let names: Vec<_> = buttons.iter().map(|it| pair(it, "/text", "/text")).collect();
    let place = chosen(&names, &pressed.button)?;
    let button = buttons.get(place).unwrap_or(&Value::Null);
    let text = button.get("text").and_then(Value::as_str).unwrap_or_default();
    let parameter = |key: &str| parameter_in(&given, place, key);
    let kind = button.get("type").and_then(Value::as_str).unwrap_or_default().to_ascii_uppercase();
    Ok(match kind.as_str() {
        "QUICK_REPLY" => {
            let payload = parameter("payload").unwrap_or_else(|| json!(text));
            Outcome::Message(json!({ "type": "button", "button": { "payload": payload, "text": text } }))
        }
        "URL" => {
            let url = button.get("url").and_then(Value::as_str).unwrap_or_default();
            let suffix = parameter("text").and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default();
            let url =
                url.split_once("{{").map_or_else(|| url.to_owned(), |(base, _)| format!("{base}{suffix}"));
            Outcome::OnPhone(json!({ "opened": url }))
        }
        "PHONE_NUMBER" => Outcome::OnPhone(json!({ "dialled": button.get("phone_number") })),
        "COPY_CODE" => Outcome::OnPhone(json!({ "copied": parameter("coupon_code") })),
        "OTP" => Outcome::OnPhone(json!({ "copied": parameter("text") })),
        "VOICE_CALL" => Outcome::Call,
        "FLOW" => return Err("a Flow is opened with POST /_sim/customers/{phone}/flows".to_owned()),
        other => return Err(format!("nothing of {other} can be pressed; POST …/messages sends any answer")),
    })
}
