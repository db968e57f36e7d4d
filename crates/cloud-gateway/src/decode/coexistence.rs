//! A number that is also used in the business's own app: what was written there, and what was before.

use actions::contact::AddressBookEntry;
use actions::history_import::ImportNews;
use actions::message::{Echo, HistoryChunk, HistoryMessage, HistoryThread, Sender};
use cloud_api_types::Lenient;
use cloud_api_types::fields::coexistence::{
    AppContact, EchoesValue, HistoryChunk as WireChunk, HistoryThread as WireThread, HistoryValue, StateSync,
    StateSyncValue, SyncAction,
};
use cloud_api_types::inbound::InboundMessage as WireMessage;
use domain::contact::{BookEntry, Identifier};
use domain::message::{Direction, MessageStatus};
use domain::phone::Phone;
use domain::{Timestamp, Wamid};

use super::{Found, UpdateKind, about_another, clean, content, person, statuses, time};

/// What the business wrote in its app.
pub(super) fn echoes(value: &EchoesValue, received_at: Timestamp, found: &mut Found) {
    let contacts = value.contacts.iter().filter_map(Lenient::known);
    for message in value.message_echoes.iter().filter_map(Lenient::known) {
        let contact = person::find(contacts.clone(), message.to.as_deref(), message.to_user_id.as_deref());
        found.add(echo(message, contact, received_at));
    }
}

fn echo(
    message: &WireMessage,
    contact: Option<&cloud_api_types::webhook::Contact>,
    received_at: Timestamp,
) -> Result<UpdateKind, String> {
    let sent_at = time(message.timestamp, received_at);
    if let Some(about) = about_another(message, sent_at, received_at, true)? {
        return Ok(about);
    }
    let to = person::person(message.to.as_deref(), message.to_user_id.as_deref(), contact);
    if to.identifiers.is_empty() && message.group_id.is_none() {
        return Err(format!("a message of kind {} from the app names nobody", message.content.kind()));
    }
    let (content, media) = content::decode(message, received_at);
    Ok(UpdateKind::Echo(Box::new(Echo {
        wamid: Wamid::from(message.id.as_str()),
        to,
        group_id: message.group_id.as_deref().map(clean),
        sent_at,
        content,
        media,
        reply_to: message.context.as_ref().and_then(|c| c.id.as_deref()).map(Wamid::from),
    })))
}

/// Older chats, a piece at a time; and files of older messages, which come by themselves.
pub(super) fn history(value: &HistoryValue, received_at: Timestamp, found: &mut Found) {
    let ours = value.metadata.as_ref().and_then(|m| m.display_phone_number.as_deref());
    for chunk in &value.history {
        let threads = chunk.threads.iter().filter_map(|t| thread(t, ours, received_at, found)).collect();
        let chunk = HistoryChunk { threads, news: import_news(chunk) };
        found.add(Ok(UpdateKind::History(Box::new(chunk))));
    }
    let later = |messages: &[Lenient<WireMessage>], direction, found: &mut Found| {
        for message in messages.iter().filter_map(Lenient::known) {
            let contact = match direction {
                Direction::Inbound => {
                    person::person(message.from.as_deref(), message.from_user_id.as_deref(), None)
                }
                Direction::Outbound => {
                    person::person(message.to.as_deref(), message.to_user_id.as_deref(), None)
                }
            };
            if contact.identifiers.is_empty() {
                found.add(Err("a file of an older chat names nobody".to_owned()));
                continue;
            }
            let messages = old_message(message, direction, received_at, found).into_iter().collect();
            let threads = vec![HistoryThread { contact, messages }];
            found.add(Ok(UpdateKind::History(Box::new(HistoryChunk { threads, news: None }))));
        }
    };
    later(&value.messages, Direction::Inbound, found);
    later(&value.message_echoes, Direction::Outbound, found);
}

fn import_news(chunk: &WireChunk) -> Option<ImportNews> {
    if let Some(problem) = statuses::error(&chunk.errors) {
        return Some(ImportNews::Declined(problem));
    }
    let progress = chunk.metadata.as_ref()?;
    Some(ImportNews::Progress { phase: progress.phase, progress: progress.progress })
}

fn thread(
    thread: &WireThread,
    ours: Option<&str>,
    received_at: Timestamp,
    found: &mut Found,
) -> Option<HistoryThread> {
    let context = thread.context.as_ref();
    // A chat is named after its person's phone, or after the user id where that is hidden.
    let wa_id = context
        .and_then(|c| c.wa_id.as_deref())
        .or_else(|| thread.id.as_deref().filter(|id| id.bytes().all(|b| b.is_ascii_digit())));
    let user_id = context
        .and_then(|c| c.user_id.as_deref())
        .or_else(|| thread.id.as_deref().filter(|id| wa_id.is_none() && id.contains('.')));
    let mut contact: Sender = person::person(wa_id, user_id, None);
    contact.identifiers.extend(person::of_username(context.and_then(|c| c.username.as_deref())));
    if contact.identifiers.is_empty() {
        found.add(Err("an older chat names nobody".to_owned()));
        return None;
    }
    let direction = |message: &WireMessage| {
        let is_theirs = message.from.as_deref().is_some_and(|from| Some(from) == wa_id)
            || message.from_user_id.as_deref().is_some_and(|from| Some(from) == user_id);
        let is_ours = message.to.is_some()
            || message.to_user_id.is_some()
            || message.from.as_deref().is_some_and(|from| Some(from) == ours);
        if is_ours && !is_theirs { Direction::Outbound } else { Direction::Inbound }
    };
    let messages = thread
        .messages
        .iter()
        .filter_map(Lenient::known)
        .filter_map(|message| old_message(message, direction(message), received_at, found))
        .collect();
    Some(HistoryThread { contact, messages })
}

/// A message from before; what is about another message is an update of its own.
fn old_message(
    message: &WireMessage,
    direction: Direction,
    received_at: Timestamp,
    found: &mut Found,
) -> Option<HistoryMessage> {
    let at = time(message.timestamp, received_at);
    match about_another(message, at, received_at, direction == Direction::Outbound) {
        Ok(None) => {}
        Ok(Some(about)) => {
            found.add(Ok(about));
            return None;
        }
        Err(reason) => {
            found.add(Err(reason));
            return None;
        }
    }
    let (content, media) = content::decode(message, received_at);
    Some(HistoryMessage {
        wamid: Wamid::from(message.id.as_str()),
        direction,
        at,
        content,
        media,
        status: message.history_status.as_deref().and_then(status),
        error: statuses::error(&message.errors),
        reply_to: message.context.as_ref().and_then(|c| c.id.as_deref()).map(Wamid::from),
    })
}

fn status(word: &str) -> Option<MessageStatus> {
    Some(match word.to_ascii_uppercase().as_str() {
        "PENDING" => MessageStatus::Accepted,
        "SENT" => MessageStatus::Sent,
        "DELIVERED" => MessageStatus::Delivered,
        "READ" => MessageStatus::Read,
        "PLAYED" => MessageStatus::Played,
        "ERROR" | "FAILED" => MessageStatus::Failed,
        _ => return None,
    })
}

/// The address book of the app.
pub(super) fn state_sync(value: &StateSyncValue, received_at: Timestamp, found: &mut Found) {
    let mut entries = Vec::new();
    for item in &value.state_sync {
        match entry(item, received_at) {
            Ok(entry) => entries.push(entry),
            Err(reason) => found.add(Err(reason)),
        }
    }
    if !entries.is_empty() {
        found.add(Ok(UpdateKind::AddressBook(entries)));
    }
}

fn entry(item: &StateSync, received_at: Timestamp) -> Result<AddressBookEntry, String> {
    let contact = item.contact.as_ref().ok_or_else(|| {
        format!("a change of the app's {} is not understood", item.kind.as_deref().unwrap_or("data"))
    })?;
    let known_by = known_by(contact);
    if known_by.is_empty() {
        return Err("an entry of the address book names nobody".to_owned());
    }
    let name = [contact.full_name.as_deref(), contact.first_name.as_deref()]
        .into_iter()
        .flatten()
        .map(clean)
        .find(|name| !name.trim().is_empty());
    let name = match &item.action {
        Some(SyncAction::Add) | None => name,
        Some(SyncAction::Remove) => None,
        Some(SyncAction::Unknown(word)) => {
            return Err(format!("the address book knows no action `{word}`"));
        }
    };
    let at = time(item.metadata.as_ref().and_then(|m| m.timestamp), received_at);
    Ok(AddressBookEntry { known_by, entry: BookEntry { name, at } })
}

/// A number in an address book is one that is dialled: it need not be the WhatsApp id.
fn known_by(contact: &AppContact) -> Vec<Identifier> {
    let digits: String =
        contact.phone_number.iter().flat_map(|p| p.chars()).filter(char::is_ascii_digit).collect();
    let mut known_by: Vec<_> =
        Phone::from_wa_id(&digits).as_ref().map(Identifier::phone).into_iter().collect();
    known_by.extend(person::of_user_id(contact.user_id.as_deref()));
    known_by.extend(person::of_username(contact.username.as_deref()));
    known_by
}
