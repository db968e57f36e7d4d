//! People's phones: what they show, what their owners do, and what becomes of what they are sent.

mod blame;
mod buttons;
mod chat;
mod customers;
mod fate;
mod groups;
mod identity;
mod inbound;
mod owner;
mod press;
mod pricing;
mod read;
mod send;
mod statuses;

pub(crate) use blame::blame_templates;
pub(crate) use buttons::{button_parameter, template_buttons};
pub(crate) use chat::{Chat, ChatKey, ChatMessage, Outgoing, Progress};
pub(crate) use customers::{CustomerPatch, LIMIT as PEOPLE_LIMIT, NewCustomer, Person};
pub(crate) use fate::NOT_THAT_TYPE;
pub(crate) use groups::{
    GroupMessage, group_delivered, group_online, group_sent, open_group, send_to_group, type_in_group,
};
pub(crate) use identity::{
    change_identity, change_phone, change_user_id, identity_hash, known_phone, tell_preference,
};
pub(crate) use inbound::{Typed, contact, type_message};

pub(crate) use owner::{echo, keep_contact, tell_contacts, tell_history};
pub(crate) use press::{Outcome, Pressed, press};
pub(crate) use read::{mark_read, open_chat};
pub(crate) use send::{Sending, SentTemplate, accept, is_template_under_way, let_go};
pub(crate) use statuses::{Step, went_online};

/// The digits of a phone in international form; `None` when it cannot be one.
pub(crate) fn digits(text: &str) -> Option<String> {
    let mut digits = String::new();
    for (i, c) in text.trim().chars().enumerate() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if i == 0 => {}
            ' ' | '-' | '(' | ')' | '.' => {}
            _ => return None,
        }
    }
    (4..=15).contains(&digits.len()).then_some(digits)
}
