//! Two contacts that turn out to be one person, and identifiers that pass to somebody else.

use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::conversation::{Conversation, ConversationState};
use domain::event::Event;
use domain::{ConversationId, Timestamp, WorkspaceId};
use storage::{Result, Tx};

use super::shown_name;
use crate::conversation::{announce, missing};

/// Another contact has `identifier`, which `contact` is known by now, together with all of `known_by`: the two become
/// one, or what is said now counts and the identifiers move. `contact` has `identifier` afterwards.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    contact: Contact,
    identifier: &Identifier,
    known_by: &[Identifier],
) -> Result<Contact> {
    let Some(other) = tx.contacts().find_by_identifier(workspace, identifier)? else {
        return Ok(contact); // gone again meanwhile
    };
    let is_unsteady = identifier.kind == IdentifierKind::Username;
    if is_unsteady || are_two_people(&contact, &other) {
        take_over(tx, workspace, now, contact, other, known_by)
    } else {
        merge(tx, workspace, now, contact, &other)
    }
}

/// Whether both are known by something of one kind that nobody has two of.
fn are_two_people(one: &Contact, two: &Contact) -> bool {
    let of = |contact: &Contact, kind| {
        contact.identifiers.iter().filter(move |i| i.kind == kind).cloned().collect::<Vec<_>>()
    };
    one.kind != two.kind
        || [IdentifierKind::Bsuid, IdentifierKind::WaId, IdentifierKind::Phone].into_iter().any(|kind| {
            let (ones, twos) = (of(one, kind), of(two, kind));
            !ones.is_empty() && !twos.is_empty() && !ones.iter().any(|i| twos.contains(i))
        })
}

/// Moves those of `known_by` that `other` has to `contact`.
fn take_over(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    mut contact: Contact,
    mut other: Contact,
    known_by: &[Identifier],
) -> Result<Contact> {
    let moving: Vec<_> = other.identifiers.iter().filter(|i| known_by.contains(i)).cloned().collect();
    other.identifiers.retain(|i| !moving.contains(i));
    for identifier in moving {
        tx.contacts().remove_identifier(workspace, other.id, &identifier)?;
        drop_old_username(tx, workspace, &mut contact, &identifier)?;
        tx.contacts().add_identifier(workspace, contact.id, &identifier, now)?;
        if !contact.identifiers.contains(&identifier) {
            contact.identifiers.push(identifier);
        }
    }
    other.updated_at = now;
    tx.contacts().update(workspace, &other)?;
    tx.record(workspace, now, &Event::ContactUpdated { contact: other.clone() })?;
    announce_all(tx, workspace, now, &other)?;
    Ok(contact)
}

/// A person has one username: the newest.
pub(super) fn drop_old_username(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    contact: &mut Contact,
    new: &Identifier,
) -> Result<()> {
    if new.kind != IdentifierKind::Username {
        return Ok(());
    }
    let is_old = |i: &Identifier| i.kind == IdentifierKind::Username && i != new;
    for old in contact.identifiers.iter().filter(|i| is_old(i)) {
        tx.contacts().remove_identifier(workspace, contact.id, old)?;
    }
    contact.identifiers.retain(|i| !is_old(i));
    Ok(())
}

/// A new contact was stored; a username of it that somebody else had is its own now.
pub(super) fn take_over_usernames(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    contact: Contact,
) -> Result<Contact> {
    let Some(username) = contact.identifiers.iter().find(|i| i.kind == IdentifierKind::Username).cloned()
    else {
        return Ok(contact);
    };
    let other = tx.contacts().find_by_identifier(workspace, &username)?;
    match other.filter(|other| other.id != contact.id) {
        Some(other) => take_over(tx, workspace, now, contact, other, &[username]),
        None => Ok(contact),
    }
}

/// Makes one contact of two: all that is `from`'s becomes `into`'s. The caller stores and tells how `into` stands.
fn merge(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    mut into: Contact,
    from: &Contact,
) -> Result<Contact> {
    let kept = tx.merges().conversations_of(workspace, into.id)?;
    let mut given = Vec::new();
    for (id, number) in tx.merges().conversations_of(workspace, from.id)? {
        match kept.iter().find(|(_, of)| *of == number) {
            Some((same_number, _)) => merge_conversations(tx, workspace, now, id, *same_number)?,
            None => {
                tx.merges().give_conversation(workspace, id, into.id)?;
                given.push(id);
            }
        }
    }
    for identifier in from.identifiers.iter().filter(|i| i.kind == IdentifierKind::Username) {
        drop_old_username(tx, workspace, &mut into, identifier)?;
    }
    tx.merges().merge_contacts(workspace, from.id, into.id)?;
    for identifier in &from.identifiers {
        if !into.identifiers.contains(identifier) {
            into.identifiers.push(identifier.clone());
        }
    }
    into.profile_name = into.profile_name.take().or_else(|| from.profile_name.clone());
    into.book = match (into.book.take(), from.book.clone()) {
        (Some(one), Some(two)) => Some(if two.at > one.at { two } else { one }),
        (one, two) => one.or(two),
    };
    into.marketing = match (into.marketing, from.marketing) {
        (Some(one), Some(two)) => Some(one.latest(two)),
        (one, two) => one.or(two),
    };
    into.created_at = into.created_at.min(from.created_at);
    into.name = shown_name(&into);
    into.updated_at = now;
    tx.contacts().update(workspace, &into)?;
    tx.record(workspace, now, &Event::ContactMerged { from: from.id, contact: into.clone() })?;
    for id in given {
        announce(tx, workspace, now, id)?;
    }
    Ok(into)
}

/// Moves all that was said in `from` into `into`.
fn merge_conversations(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    from: ConversationId,
    into: ConversationId,
) -> Result<()> {
    let gone = tx.conversations().lookup(workspace, from)?.ok_or_else(|| missing("conversation"))?;
    let stays = tx.conversations().lookup(workspace, into)?.ok_or_else(|| missing("conversation"))?;
    let latest_inbound = if gone.window_expires_at > stays.window_expires_at { from } else { into };
    let last_inbound = tx.conversations().last_inbound_wamid(workspace, latest_inbound)?;
    let whole = together(stays, gone);
    tx.merges().merge_conversations(workspace, from, &whole, last_inbound.as_ref())?;
    let conversation = tx.conversations().lookup(workspace, into)?.ok_or_else(|| missing("conversation"))?;
    tx.record(workspace, now, &Event::ConversationMerged { from, conversation })
}

/// How one conversation stands that was two.
fn together(stays: Conversation, gone: Conversation) -> Conversation {
    let state = match (stays.state, gone.state) {
        (ConversationState::Open, _) | (_, ConversationState::Open) => ConversationState::Open,
        (state, _) => state,
    };
    let gone_is_later = gone.last_message.is_some()
        && (stays.last_message.is_none() || gone.last_activity_at > stays.last_activity_at);
    let (last_message, last_activity_at) = if gone_is_later {
        (gone.last_message, gone.last_activity_at)
    } else {
        (stays.last_message, stays.last_activity_at)
    };
    Conversation {
        state,
        unread_count: stays.unread_count + gone.unread_count,
        window_expires_at: stays.window_expires_at.max(gone.window_expires_at),
        last_message,
        last_activity_at,
        created_at: stays.created_at.min(gone.created_at),
        ..stays
    }
}

/// Tells the feed how a contact's conversations stand: they carry its name and number.
pub(super) fn announce_all(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    contact: &Contact,
) -> Result<()> {
    for (id, _) in tx.merges().conversations_of(workspace, contact.id)? {
        announce(tx, workspace, now, id)?;
    }
    Ok(())
}
