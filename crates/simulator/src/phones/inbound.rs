//! A person types: the message, and the webhook that tells the business.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use super::chat::{ChatKey, ChatMessage, Progress, Side};
use super::customers::Person;
use super::identity::{identity_hash, is_identity_checked, known_phone};
use crate::chance::{self, Way};
use crate::clock::{DAY, Micros, SECOND, unix};
use crate::media::{self, Origin, Stored};
use crate::standing;
use crate::state::State;
use crate::webhooks::{self, Change};

/// Most bytes of what a person sends at once.
const LIMIT: usize = 256 * 1024;

/// What a person sends: `phone_number_id`, `type`, the object of that name, `context`, `referral`, …
#[derive(Debug)]
pub(crate) struct Typed {
    key: ChatKey,
    kind: String,
    body: Map<String, Value>,
}

impl Typed {
    /// Checks what `POST /_sim/customers/{phone}/messages` was given.
    pub(crate) fn parse(state: &State, customer: &str, request: Value, now: Micros) -> Result<Self, String> {
        let Value::Object(mut body) = request else { return Err("expected an object".to_owned()) };
        if serde_json::to_string(&body).map_or(0, |text| text.len()) > LIMIT {
            return Err(format!("more than {LIMIT} bytes"));
        }
        let Some(Value::String(phone_number_id)) = body.remove("phone_number_id") else {
            return Err("phone_number_id is missing".to_owned());
        };
        if !state.numbers.contains_key(&phone_number_id) {
            return Err(format!("there is no phone number {phone_number_id}"));
        }
        let kind = body.get("type").and_then(Value::as_str).unwrap_or("text").to_owned();
        body.insert("type".to_owned(), json!(kind));
        let is_whole = match body.get(&kind) {
            Some(Value::Object(content)) if kind == "text" => {
                content.get("body").is_some_and(Value::is_string)
            }
            Some(Value::Object(content)) if kind == "reaction" => {
                content.get("message_id").is_some_and(Value::is_string)
            }
            Some(Value::Object(_) | Value::Array(_)) => true,
            Some(_) => false,
            None => kind == "unsupported" || kind == "request_welcome" || unsupported(&kind).is_some(),
        };
        if !is_whole {
            return Err(format!("type is {kind}, but there is no proper {kind} object"));
        }
        check_change(state, customer, &kind, &body, now)?;
        for taken in ["id", "from", "from_user_id", "timestamp"] {
            body.remove(taken);
        }
        Ok(Self { key: ChatKey { phone_number_id, customer: customer.to_owned() }, kind, body })
    }
}

impl Typed {
    /// The message as a group gets it, with its file.
    pub(crate) fn completed(self, state: &mut State, now: Micros) -> Value {
        let Self { key, kind, mut body } = self;
        complete_media(state, &key.phone_number_id, &kind, &mut body, now);
        if let Some(told) = unsupported(&kind) {
            make_unsupported(&mut body, &kind, told);
        }
        Value::Object(body)
    }
}

/// Puts the message on the phone and tells the business; gives back its wamid.
pub(crate) fn type_message(state: &mut State, person: &Person, typed: Typed, now: Micros) -> String {
    let Typed { key, kind, mut body } = typed;
    let wamid = chance::wamid(person.wamid_seed(), Way::Inbound);
    complete_media(state, &key.phone_number_id, &kind, &mut body, now);
    change_earlier(state, &key, &kind, &body);
    let quoted =
        body.get("context").and_then(|c| c.get("message_id").or_else(|| c.get("id"))).and_then(Value::as_str);
    let context = quoted.map(|id| context(state, person, &key.phone_number_id, id, now));
    let mut wire = body.clone();
    if let Some(context) = context {
        wire.insert("context".to_owned(), context);
    }
    wire.insert("id".to_owned(), json!(wamid));
    wire.insert("timestamp".to_owned(), json!(unix(now).to_string()));
    wire.insert("from_user_id".to_owned(), json!(person.user_id));
    let known = known_phone(state, person, &key.phone_number_id, now);
    if let Some(wa_id) = &known {
        wire.insert("from".to_owned(), json!(wa_id));
    }
    if let Some(told) = unsupported(&kind) {
        make_unsupported(&mut wire, &kind, told);
    }
    remember(state, &key, &wamid, &kind, body, now);
    if let Some(chat) = state.chats.get_mut(&key).filter(|_| known.is_some()) {
        chat.phone_known_at = Some(now);
    }
    let rate = state.numbers.get(&key.phone_number_id).map_or(80, standing::rate);
    state.limits.pass(&key.phone_number_id, rate, now);
    let is_blocked_by_us = state
        .numbers
        .get(&key.phone_number_id)
        .is_some_and(|number| number.desk.blocked.contains(&person.phone));
    if !person.blocked && !is_blocked_by_us {
        let value =
            json!({ "contacts": [contact(state, person, &key.phone_number_id, now)], "messages": [wire] });
        let lane = format!("{}/{}", key.phone_number_id, key.customer);
        let change = Change::about_messages(state, &key.phone_number_id, value, "messages", lane);
        webhooks::emit(state, change.acknowledging(&wamid), now);
    }
    wamid
}

fn remember(
    state: &mut State,
    key: &ChatKey,
    wamid: &str,
    kind: &str,
    body: Map<String, Value>,
    now: Micros,
) {
    let is_from_ad = body.contains_key("referral");
    let reaction = (kind == "reaction").then(|| body.get("reaction").cloned().unwrap_or_default());
    let message = ChatMessage {
        n: 0,
        changed: 0,
        id: wamid.to_owned(),
        from: Side::Customer,
        at: now,
        body: Value::Object(body),
        status: Progress::Sent,
        is_shown: reaction.is_none() && kind != "edit" && kind != "revoke",
        reactions: [None, None],
        outgoing: None,
    };
    state.add_message(key, message);
    let Some(chat) = state.chats.get_mut(key) else { return };
    chat.last_inbound_at = Some(now);
    if is_from_ad {
        chat.ad_click_at = Some(now);
    }
    if let Some(reaction) = reaction {
        let emoji = reaction.get("emoji").and_then(Value::as_str).filter(|emoji| !emoji.is_empty());
        let target = reaction.get("message_id").and_then(Value::as_str).unwrap_or_default();
        chat.change(target, |message| message.reactions[0] = emoji.map(str::to_owned));
    }
}

/// A quote tells who wrote the quoted message: the business's number or the person.
fn context(state: &State, person: &Person, number_id: &str, id: &str, now: Micros) -> Value {
    let quoted = state.message(id);
    let business = quoted.filter(|(_, message)| message.from == Side::Business);
    let number = business.and_then(|(key, _)| state.numbers.get(&key.phone_number_id));
    match number {
        Some(number) => json!({ "from": number.phone, "id": id }),
        None => match known_phone(state, person, number_id, now) {
            Some(wa_id) => json!({ "from": wa_id, "from_user_id": person.user_id, "id": id }),
            None => json!({ "from_user_id": person.user_id, "id": id }),
        },
    }
}

/// The person as webhooks to this number describe them.
pub(crate) fn contact(state: &State, person: &Person, number_id: &str, now: Micros) -> Value {
    let mut profile = json!({ "name": person.name });
    if let Some(username) = &person.username {
        profile["username"] = json!(username);
    }
    let mut contact = json!({ "profile": profile, "user_id": person.user_id });
    if let Some(wa_id) = known_phone(state, person, number_id, now) {
        contact["wa_id"] = json!(wa_id);
    }
    if is_identity_checked(state, number_id) {
        contact["identity_key_hash"] = json!(identity_hash(person));
    }
    contact
}

/// Media typed without an id get a sample file. What the phone sends has 7 days to be fetched.
fn complete_media(state: &mut State, number: &str, kind: &str, body: &mut Map<String, Value>, now: Micros) {
    let Some(usual) = media::usual_type(kind) else { return };
    let Some(Value::Object(object)) = body.get_mut(kind) else { return };
    let given = object.get("id").and_then(Value::as_str).map(str::to_owned);
    let id = given.unwrap_or_else(|| {
        let mime_type = object.get("mime_type").and_then(Value::as_str).unwrap_or(usual).to_owned();
        let origin = Origin { phone_number_id: number.to_owned(), is_inbound: true };
        state.media.add(Stored::sample(&mime_type, origin, now))
    });
    let path = state.media.address(&id, now);
    let base = state.base_url.clone().unwrap_or_else(|| crate::graph::LOOKASIDE.to_owned());
    let file = state.media.get(&id, now);
    let sha256 = file.map(|file| STANDARD.encode(file.sha256()));
    let mime_type = file.map_or(usual, |file| file.mime_type.as_str());
    for (key, value) in [
        ("mime_type", json!(mime_type)),
        ("sha256", json!(sha256)),
        ("id", json!(id)),
        ("url", json!(format!("{base}{path}"))),
    ] {
        object.entry(key).or_insert(value);
    }
    if kind == "audio" {
        object.entry("voice").or_insert(json!(true));
    }
    if kind == "sticker" {
        object.entry("animated").or_insert(json!(false));
    }
}

/// What an edit or a deletion does on the phone itself.
fn change_earlier(state: &mut State, key: &ChatKey, kind: &str, body: &Map<String, Value>) {
    let Some(object) = body.get(kind).filter(|_| kind == "edit" || kind == "revoke") else { return };
    let target = object.get("original_message_id").and_then(Value::as_str).unwrap_or_default();
    let Some(chat) = state.chats.get_mut(key) else { return };
    let new = object.get("message").cloned();
    chat.change(target, |message| match new {
        Some(new) => message.body = new,
        None => message.body = json!({ "type": "text", "text": { "body": "" }, "deleted": true }),
    });
}

/// An edit is possible for 15 minutes, a deletion for two days, and only of one's own messages.
fn check_change(
    state: &State,
    customer: &str,
    kind: &str,
    body: &Map<String, Value>,
    now: Micros,
) -> Result<(), String> {
    let (limit, words) = match kind {
        "edit" => (15 * 60 * SECOND, "15 minutes"),
        "revoke" => (2 * DAY, "two days"),
        _ => return Ok(()),
    };
    let target = body.get(kind).and_then(|it| it.get("original_message_id")).and_then(Value::as_str);
    let Some((key, message)) = target.and_then(|id| state.message(id)) else { return Ok(()) };
    if message.from != Side::Customer || key.customer != customer {
        return Err(format!("{kind}: the message is not this person's own"));
    }
    if now - message.at > limit {
        return Err(format!("{kind}: the message is older than {words}"));
    }
    Ok(())
}

/// Kinds that phones can send and businesses cannot read: how webhooks name them, if they do.
fn unsupported(kind: &str) -> Option<Option<&'static str>> {
    Some(match kind {
        "poll" | "poll_creation" => Some("poll_creation"),
        "poll_update" => Some("poll_update"),
        "gif" => Some("gif"),
        "group_invite" => Some("group_invite"),
        "keep_in_chat" => Some("keep_in_chat"),
        "pin" => Some("pin"),
        "view_once" | "live_location" | "event" => None,
        _ => return None,
    })
}

fn make_unsupported(wire: &mut Map<String, Value>, kind: &str, told: Option<&str>) {
    wire.remove(kind);
    wire.insert("type".to_owned(), json!("unsupported"));
    let error = json!({
        "code": 131_051, "title": "Message type unknown", "message": "Message type unknown",
        "error_data": { "details": "Message type is currently not supported." },
    });
    wire.insert("errors".to_owned(), json!([error]));
    if let Some(told) = told {
        wire.insert("unsupported".to_owned(), json!({ "type": told }));
    }
}
