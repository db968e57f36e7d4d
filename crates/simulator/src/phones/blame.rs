//! Whose fault it is when somebody blocks the business: the template that came last.

use serde_json::Value;

use super::chat::{Chat, ChatMessage, Progress};
use crate::clock::{DAY, Micros};
use crate::graph::templates;
use crate::state::State;

/// Somebody blocked or reported the business: the last template of each number that came within a day is blamed.
pub(crate) fn blame_templates(state: &mut State, customer: &str, now: Micros) {
    let chats = state.chats.iter().filter(|(key, _)| key.customer == customer);
    let blamed: Vec<(String, String)> = chats
        .filter_map(|(key, chat)| {
            let message = last_template(chat, now)?;
            let waba = state.wabas.get(&state.numbers.get(&key.phone_number_id)?.waba_id)?;
            let text = |pointer: &str| message.body.pointer(pointer).and_then(Value::as_str);
            let (name, code) = (text("/template/name")?, text("/template/language/code")?);
            let template = waba.templates.iter().find(|it| it.name == name && it.language == code)?;
            Some((waba.id.clone(), template.id.clone()))
        })
        .collect();
    for (waba_id, template_id) in blamed {
        templates::note_block(state, &waba_id, &template_id, now);
    }
}

fn last_template(chat: &Chat, now: Micros) -> Option<&ChatMessage> {
    let arrived = |message: &&ChatMessage| {
        matches!(message.status, Progress::Delivered | Progress::Read) && now - message.at < DAY
    };
    chat.business_messages().filter(arrived).filter(|message| message.kind() == "template").last()
}
