//! Finding or creating the contact behind some identifiers.

mod merge;
mod news;

pub use news::{
    AddressBookEntry, PreferenceNews, UserIdNews, apply_address_book, apply_preference, apply_user_id,
};

use domain::contact::{Contact, ContactKind, Identifier, IdentifierKind};
use domain::event::Event;
use domain::{ContactId, ConversationId, PhoneNumberId, Timestamp, WorkspaceId};
use storage::{Result, Tx};

use crate::conversation::missing;

/// The contact that any of `identifiers` belongs to, and its conversation with one of our numbers. The steadiest
/// identifier that is known decides who this is, and a username decides only when there is nothing else: it may
/// have passed to somebody new.
///
/// # Errors
/// Those of the database.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    number: PhoneNumberId,
    identifiers: &[Identifier],
) -> Result<Option<(Contact, Option<ConversationId>)>> {
    for identifier in deciding(identifiers) {
        let known = tx.contacts().find_with_conversation(workspace, identifier, number)?;
        if known.is_some() {
            return Ok(known);
        }
    }
    Ok(None)
}

/// Those that decide who somebody is, the steadiest first.
fn deciding(identifiers: &[Identifier]) -> Vec<&Identifier> {
    let mut ordered: Vec<&Identifier> = identifiers.iter().collect();
    ordered.sort();
    if ordered.iter().any(|i| i.kind != IdentifierKind::Username) {
        ordered.retain(|i| i.kind != IdentifierKind::Username);
    }
    ordered
}

/// The contact that any of `identifiers` belongs to, or a new one. Identifiers and a name that we did not
/// know yet are added to it. When another contact has one of the identifiers, the two are one person and become one
/// contact, unless they are known to be two: then what was said last counts, and the identifier moves.
///
/// # Errors
/// Those of the database.
pub fn find_or_create(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    identifiers: &[Identifier],
    name: Option<&str>,
) -> Result<Contact> {
    for identifier in deciding(identifiers) {
        if let Some(known) = tx.contacts().find_by_identifier(workspace, identifier)? {
            return complete(tx, workspace, now, known, identifiers, name);
        }
    }
    if let Some(known) = find_by_former_id(tx, workspace, identifiers)? {
        return complete(tx, workspace, now, known, identifiers, name);
    }
    create(tx, workspace, now, identifiers, name)
}

fn create(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    identifiers: &[Identifier],
    name: Option<&str>,
) -> Result<Contact> {
    let mut ordered = identifiers.to_vec();
    ordered.sort();
    let is_group = ordered.iter().any(|i| i.kind == IdentifierKind::Group);
    let contact = Contact {
        id: ContactId::new(now),
        kind: if is_group { ContactKind::Group } else { ContactKind::Person },
        name: name.map_or_else(|| fallback_name(&ordered), ToOwned::to_owned),
        profile_name: name.map(ToOwned::to_owned),
        book: None,
        marketing: None,
        identifiers: ordered,
        created_at: now,
        updated_at: now,
    };
    tx.contacts().add(workspace, &contact)?;
    // A username may be somebody else's still: it is this one's now.
    let contact = merge::take_over_usernames(tx, workspace, now, contact)?;
    tx.record(workspace, now, &Event::ContactUpdated { contact: contact.clone() })?;
    Ok(contact)
}

/// The contact has a new number or user id: it is known by `new` instead of by what it had of those kinds.
///
/// # Errors
/// Those of the database.
pub fn replace_identifiers(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    id: ContactId,
    new: &[Identifier],
) -> Result<Contact> {
    let mut contact = tx.contacts().lookup(workspace, id)?.ok_or_else(|| missing("contact"))?;
    let is_replaced = |old: &Identifier| new.iter().any(|n| n.kind == old.kind) && !new.contains(old);
    for old in contact.identifiers.iter().filter(|i| is_replaced(i)) {
        tx.contacts().remove_identifier(workspace, id, old)?;
    }
    let former: Vec<_> = contact.identifiers.iter().filter(|i| is_replaced(i)).filter_map(former).collect();
    contact.identifiers.retain(|i| !is_replaced(i));
    for old_id in former {
        if tx.contacts().add_identifier(workspace, id, &old_id, now)? {
            contact.identifiers.push(old_id);
        }
    }
    add_what_is_new(tx, workspace, now, contact, new, None, true)
}

/// Adds identifiers and a name that we did not know yet, as [`find_or_create`] does.
///
/// # Errors
/// Those of the database.
pub(crate) fn complete(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    contact: Contact,
    identifiers: &[Identifier],
    name: Option<&str>,
) -> Result<Contact> {
    add_what_is_new(tx, workspace, now, contact, identifiers, name, false)
}

fn add_what_is_new(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    mut contact: Contact,
    identifiers: &[Identifier],
    name: Option<&str>,
    mut changed: bool,
) -> Result<Contact> {
    let is_news = |i: &&Identifier| {
        !contact.identifiers.contains(i) && former(i).is_none_or(|old| !contact.identifiers.contains(&old))
    };
    for identifier in identifiers.iter().filter(is_news).cloned().collect::<Vec<_>>() {
        if contact.identifiers.contains(&identifier) {
            continue; // it came with a contact that this one took in
        }
        if !tx.contacts().add_identifier(workspace, contact.id, &identifier, now)? {
            contact = merge::settle(tx, workspace, now, contact, &identifier, identifiers)?;
            changed = true;
        }
        if !contact.identifiers.contains(&identifier) {
            merge::drop_old_username(tx, workspace, &mut contact, &identifier)?;
            contact.identifiers.push(identifier);
            changed = true;
        }
    }
    if let Some(name) = name.filter(|name| Some(*name) != contact.profile_name.as_deref()) {
        contact.profile_name = Some(name.to_owned());
        changed = true;
    }
    if changed {
        contact.name = shown_name(&contact);
        contact.updated_at = now;
        tx.contacts().update(workspace, &contact)?;
        tx.record(workspace, now, &Event::ContactUpdated { contact: contact.clone() })?;
    }
    Ok(contact)
}

/// The contact that had one of these user ids before: late news names it.
fn find_by_former_id(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    identifiers: &[Identifier],
) -> Result<Option<Contact>> {
    for old in identifiers.iter().filter_map(former) {
        if let Some(known) = tx.contacts().find_by_identifier(workspace, &old)? {
            return Ok(Some(known));
        }
    }
    Ok(None)
}

/// A user id as it is kept when the person has another.
fn former(identifier: &Identifier) -> Option<Identifier> {
    (identifier.kind == IdentifierKind::Bsuid)
        .then(|| Identifier::new(IdentifierKind::FormerBsuid, identifier.value.clone()))
}

/// What to call a contact now.
fn shown_name(contact: &Contact) -> String {
    let had_another = contact.profile_name.is_some() || contact.book.is_some();
    match contact.best_name() {
        Some(name) => name.to_owned(),
        None if had_another || contact.name.is_empty() => fallback_name(&contact.identifiers),
        None => contact.name.clone(),
    }
}

/// What a contact without a name is called: the best identifier for a person to read.
fn fallback_name(identifiers: &[Identifier]) -> String {
    if identifiers.iter().any(|i| i.kind == IdentifierKind::Group) {
        return "WhatsApp group".to_owned();
    }
    [IdentifierKind::Username, IdentifierKind::Phone, IdentifierKind::WaId, IdentifierKind::Bsuid]
        .into_iter()
        .find_map(|kind| identifiers.iter().find(|i| i.kind == kind))
        .map_or_else(|| "?".to_owned(), |i| i.value.clone())
}
