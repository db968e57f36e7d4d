//! `POST /{phone number}/messages`: sending, and marking as read.

mod content;
mod group;
mod interactive;
mod recipient;
mod template;

use serde_json::{Map, Value, json};

use super::access::Access;
use super::call::{Call, Params};
use super::{Done, Refusal};
use crate::clock::Micros;
use crate::phones::{self, ChatKey, Sending, SentTemplate};
use crate::sim::Sim;
use crate::standing;
use crate::state::State;

const CALLBACK_DATA_LIMIT: usize = 512;

/// Accepts a message or a read receipt.
pub(super) fn post(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.change(|state, now| {
        let Some(number) = access.number(state, id) else {
            return Err(Refusal::no_object(call.method.as_str(), id));
        };
        access.require_messaging()?;
        let params = &call.params;
        check_product(params)?;
        if params.text("status").is_some() {
            return mark_read(state, params, id, now);
        }
        if let Some(code) = standing::refusal(state, number, false, now) {
            return Err(Refusal::known(code));
        }
        send(state, params, id, now)
    })
}

/// `POST /{phone number}/marketing_messages`: as a send, for marketing templates only.
pub(super) fn post_marketing(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    let template = call.params.get("template");
    let is_template = call.params.text("type").is_some_and(|kind| kind.eq_ignore_ascii_case("template"));
    if template.is_none() || !is_template {
        return Err(Refusal::parameter("Message must be a template message"));
    }
    let known = sim.look(|state| {
        let number = access.number(state, id).ok_or_else(|| Refusal::no_object("post", id))?;
        template::check(state, &number.waba_id, template)
    })?;
    if known.category != "MARKETING" {
        return Err(Refusal::known(134_100));
    }
    post(sim, call, access, id)
}

pub(in crate::graph) fn check_product(params: &Params) -> Result<(), Refusal> {
    let product = params.text("messaging_product").ok_or_else(|| Refusal::missing("messaging_product"))?;
    if product.eq_ignore_ascii_case("whatsapp") {
        return Ok(());
    }
    Err(one_of("messaging_product", &["WHATSAPP"], &product))
}

fn mark_read(state: &mut State, params: &Params, id: &str, now: Micros) -> Result<Done, Refusal> {
    let status = params.text("status").unwrap_or_default();
    if !status.eq_ignore_ascii_case("read") {
        return Err(one_of("status", &["READ"], &status));
    }
    let wamid = params.text("message_id").ok_or_else(|| Refusal::missing("message_id"))?;
    let typing = params.get("typing_indicator");
    if typing.is_some_and(|typing| typing.get("type").is_none_or(|kind| kind != "text")) {
        return Err(Refusal::parameter("Param typing_indicator['type'] must be one of {TEXT}."));
    }
    if !phones::mark_read(state, id, &wamid, typing.is_some(), now) {
        return Err(Refusal::detailed(
            131_009,
            "The message_id does not belong to a message of this number.",
        ));
    }
    Ok(Done::success())
}

fn send(state: &mut State, params: &Params, id: &str, now: Micros) -> Result<Done, Refusal> {
    if recipient::is_group(params) {
        return group::send(state, params, id, now);
    }
    let to = recipient::find(state, params, id)?;
    let kind = params.text("type").unwrap_or_else(|| "text".to_owned()).to_ascii_lowercase();
    let waba_id = state.numbers.get(id).map(|number| number.waba_id.clone()).unwrap_or_default();
    let template = check_content(state, params, &kind, &waba_id)?;
    if template.as_ref().is_some_and(|template| template.needs_phone) && to.user_id.is_some() {
        return Err(Refusal::known(131_062));
    }
    if kind == "interactive"
        && let Some(parameters) = params.get(&kind).filter(|it| it.get("type").is_some_and(|it| it == "flow"))
    {
        let parameters = parameters.pointer("/action/parameters").cloned().unwrap_or_default();
        super::flows::check_send(state, &waba_id, &parameters, now)?;
    }
    if let Some(hash) = params.text("recipient_identity_key_hash")
        && state.people.get(&to.phone).is_some_and(|person| phones::identity_hash(person) != hash)
    {
        return Err(Refusal::known(137_000));
    }
    if kind == "interactive"
        && params
            .get(&kind)
            .is_some_and(|it| it.get("type").is_some_and(|it| it == "call_permission_request"))
    {
        super::calls::ask_permission(state, &to.phone, now)?;
    }
    let callback_data = callback_data(params)?;
    check_media_id(state, params, &kind, id, now)?;
    if state.numbers.get(id).is_some_and(|number| number.desk.blocked.contains(&to.phone)) {
        return Err(Refusal::known(130_403));
    }
    let key = ChatKey { phone_number_id: id.to_owned(), customer: to.phone.clone() };
    let is_opening = !state.chats.get(&key).is_some_and(|chat| chat.is_window_open(now));
    if let Some(code) = state.numbers.get(id).and_then(|it| standing::refusal(state, it, is_opening, now)) {
        return Err(Refusal::known(code));
    }
    if state.settings.limits {
        let rate = state.numbers.get(id).map_or(80, standing::rate);
        state.limits.send(id, rate, &to.phone, now).map_err(Refusal::known)?;
    }
    let mut body = Map::new();
    body.insert("type".to_owned(), json!(kind));
    body.insert(kind.clone(), params.get(&kind).cloned().unwrap_or_default());
    if let Some(quoted) = context(params)? {
        body.insert("context".to_owned(), json!({ "message_id": quoted }));
    }
    let (wamid, is_held) = phones::accept(
        state,
        Sending {
            phone_number_id: id.to_owned(),
            phone: to.phone.clone(),
            by_user_id: to.user_id.is_some(),
            body: Value::Object(body),
            template: template.map(|it| SentTemplate {
                waba_id,
                id: it.id,
                category: it.category,
                ttl: it.ttl,
            }),
            callback_data,
        },
        now,
    );
    let mut message = json!({ "id": wamid });
    if kind == "template" {
        message["message_status"] = json!(if is_held { "held_for_quality_assessment" } else { "accepted" });
    }
    let contact = match to.user_id {
        Some(user_id) => json!({ "input": to.input, "user_id": user_id }),
        None => json!({ "input": to.input, "wa_id": to.phone }),
    };
    Ok(Done::new(json!({ "messaging_product": "whatsapp", "contacts": [contact], "messages": [message] })))
}

/// An uploaded file must be there, and be of this number.
fn check_media_id(
    state: &State,
    params: &Params,
    kind: &str,
    number: &str,
    now: Micros,
) -> Result<(), Refusal> {
    if !["image", "video", "audio", "document", "sticker"].contains(&kind) {
        return Ok(());
    }
    let Some(id) = params.get(kind).and_then(|object| object.get("id")).and_then(Value::as_str) else {
        return Ok(());
    };
    let file = state.media.get(id, now).filter(|file| file.origin.phone_number_id == number);
    match file {
        Some(_) => Ok(()),
        None => Err(Refusal::detailed(
            131_009,
            format!("Param {kind}['id'] is not a valid whatsapp business account media attachment ID"),
        )),
    }
}

/// Checks the object of the message's kind. Gives back the template, if it is one.
fn check_content(
    state: &State,
    params: &Params,
    kind: &str,
    waba_id: &str,
) -> Result<Option<template::Known>, Refusal> {
    let object = params.get(kind);
    match kind {
        "text" => content::text(object),
        "reaction" => content::reaction(object),
        "image" | "video" | "audio" | "document" | "sticker" => content::media(kind, object),
        "location" => content::location(object),
        "contacts" => content::contacts(object),
        "interactive" => interactive::check(object),
        "template" => return template::check(state, waba_id, object).map(Some),
        _ => Err(one_of("type", &content::KINDS, kind)),
    }
    .map(|()| None)
}

fn callback_data(params: &Params) -> Result<Option<String>, Refusal> {
    let data = params.text("biz_opaque_callback_data");
    if data.as_ref().is_some_and(|data| data.chars().count() > CALLBACK_DATA_LIMIT) {
        return Err(Refusal::parameter(
            "Param biz_opaque_callback_data must be at most 512 characters long.",
        ));
    }
    Ok(data)
}

/// The quoted message. An unknown one is no error: the message then arrives without a quote.
fn context(params: &Params) -> Result<Option<String>, Refusal> {
    match params.get("context") {
        None => Ok(None),
        Some(Value::Object(context)) => match context.get("message_id") {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(id)) => Ok(Some(id.clone())),
            Some(_) => Err(Refusal::parameter("Param context['message_id'] must be a string.")),
        },
        Some(_) => Err(Refusal::parameter("Param context must be a JSON object.")),
    }
}

/// "Param x must be one of {A, B} - got "c"."
pub(in crate::graph) fn one_of(param: &str, allowed: &[&str], got: &str) -> Refusal {
    let got: String = got.chars().take(100).collect();
    let allowed = allowed.join(", ").to_ascii_uppercase();
    Refusal::parameter(&format!("Param {param} must be one of {{{allowed}}} - got \"{got}\"."))
}
