//! Closing, reopening, reading, typing.

use domain::contact::ContactKind;
use domain::conversation::{Conversation, ConversationState};
use domain::event::Event;
use domain::job::Work;
use domain::workspace::Actor;
use domain::{ContactId, ConversationId, PhoneNumberId, Timestamp, WorkspaceId};
use storage::Tx;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such conversation")]
    NotFound,
    #[error("your role may read conversations but not change them")]
    NotAllowed,
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

/// Closes a conversation. Closing it again changes nothing.
///
/// # Errors
/// See [`Error`].
pub fn close(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    id: ConversationId,
) -> Result<Conversation, Error> {
    set_state(tx, actor, now, id, ConversationState::Closed)
}

/// Opens a conversation again.
///
/// # Errors
/// See [`Error`].
pub fn reopen(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    id: ConversationId,
) -> Result<Conversation, Error> {
    set_state(tx, actor, now, id, ConversationState::Open)
}

fn set_state(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    id: ConversationId,
    state: ConversationState,
) -> Result<Conversation, Error> {
    let conversation = check_change(tx, actor, id)?;
    if conversation.state == state {
        return Ok(conversation);
    }
    tx.conversations().update_state(actor.workspace(), id, state)?;
    Ok(announce(tx, actor.workspace(), now, id)?)
}

/// Marks everything as read, and shows the contact two blue ticks on what we have read.
///
/// # Errors
/// See [`Error`].
pub fn mark_read(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    id: ConversationId,
) -> Result<Conversation, Error> {
    let conversation = check_change(tx, actor, id)?;
    if !tx.conversations().update_read(actor.workspace(), id)? {
        return Ok(conversation);
    }
    owe_receipt(tx, actor, now, &conversation, false)?;
    Ok(announce(tx, actor.workspace(), now, id)?)
}

/// Shows the contact that we are typing, for up to 25 seconds. WhatsApp shows it only together with a read
/// receipt, so this marks as read, too.
///
/// # Errors
/// See [`Error`].
pub fn show_typing(tx: &mut Tx<'_>, actor: &Actor, now: Timestamp, id: ConversationId) -> Result<(), Error> {
    let conversation = check_change(tx, actor, id)?;
    owe_receipt(tx, actor, now, &conversation, true)?;
    if tx.conversations().update_read(actor.workspace(), id)? {
        announce(tx, actor.workspace(), now, id)?;
    }
    Ok(())
}

fn owe_receipt(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    conversation: &Conversation,
    typing: bool,
) -> Result<(), Error> {
    let workspace = actor.workspace();
    if conversation.contact.kind == ContactKind::Group {
        return Ok(()); // WhatsApp takes no receipts for groups
    }
    if let Some(wamid) = tx.conversations().last_inbound_wamid(workspace, conversation.id)? {
        let work = Work::MarkRead { phone_number_id: conversation.phone_number_id, wamid, typing };
        tx.jobs().add(workspace, &work, now, now)?;
    }
    Ok(())
}

fn check_change(tx: &mut Tx<'_>, actor: &Actor, id: ConversationId) -> Result<Conversation, Error> {
    let conversation = tx.conversations().lookup(actor.workspace(), id)?.ok_or(Error::NotFound)?;
    if actor.can_reply() { Ok(conversation) } else { Err(Error::NotAllowed) }
}

/// The conversation of a contact with one of our numbers, begun at need.
pub(crate) fn find_or_begin(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    contact: ContactId,
    number: PhoneNumberId,
) -> storage::Result<ConversationId> {
    if let Some(known) = tx.conversations().find_by_contact(workspace, contact, number)? {
        return Ok(known);
    }
    let id = ConversationId::new(now);
    if tx.conversations().add(workspace, id, contact, number, now)? {
        return Ok(id);
    }
    tx.conversations().find_by_contact(workspace, contact, number)?.ok_or_else(|| missing("conversation"))
}

/// Tells the feed how the conversation stands now.
pub(crate) fn announce(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    id: ConversationId,
) -> storage::Result<Conversation> {
    let conversation = tx.conversations().lookup(workspace, id)?.ok_or_else(|| missing("conversation"))?;
    tx.record(workspace, now, &Event::ConversationUpdated { conversation: conversation.clone() })?;
    Ok(conversation)
}

/// A row that this transaction wrote or read is not there: the database is broken.
pub(crate) fn missing(what: &str) -> storage::Error {
    storage::Error::Unreadable { column: 0, reason: format!("the {what} is gone") }
}
