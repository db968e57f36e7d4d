//! Finding or creating the contact behind some identifiers.

use domain::contact::{Contact, Identifier, IdentifierKind};
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
    let mut ordered: Vec<&Identifier> = identifiers.iter().collect();
    ordered.sort();
    let steady = ordered.iter().filter(|i| i.kind != IdentifierKind::Username).count();
    for identifier in &ordered[..if steady > 0 { steady } else { ordered.len() }] {
        let known = tx.contacts().find_by_identifier(workspace, identifier, number)?;
        if known.is_some() {
            return Ok(known);
        }
    }
    Ok(None)
}

/// A new contact. An identifier that another contact has stays there.
///
/// # Errors
/// Those of the database.
pub(crate) fn create(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    identifiers: &[Identifier],
    name: Option<&str>,
) -> Result<Contact> {
    let mut ordered = identifiers.to_vec();
    ordered.sort();
    let contact = Contact {
        id: ContactId::new(now),
        name: name.map_or_else(|| fallback_name(&ordered), ToOwned::to_owned),
        identifiers: ordered,
        created_at: now,
        updated_at: now,
    };
    tx.contacts().add(workspace, &contact)?;
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
    contact.identifiers.retain(|i| !is_replaced(i));
    add_what_is_new(tx, workspace, now, contact, new, None, true)
}

/// Adds identifiers and a name that we did not know yet. An identifier that another contact has stays there.
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
    for identifier in identifiers {
        if !contact.identifiers.contains(identifier)
            && tx.contacts().add_identifier(workspace, contact.id, identifier, now)?
        {
            contact.identifiers.push(identifier.clone());
            changed = true;
        }
    }
    if let Some(name) = name.filter(|name| *name != contact.name) {
        name.clone_into(&mut contact.name);
        changed = true;
    }
    if changed {
        contact.updated_at = now;
        tx.contacts().update(workspace, &contact)?;
        tx.record(workspace, now, &Event::ContactUpdated { contact: contact.clone() })?;
    }
    Ok(contact)
}

/// What a contact without a name is called: the best identifier for a person to read.
fn fallback_name(identifiers: &[Identifier]) -> String {
    [IdentifierKind::Username, IdentifierKind::Phone, IdentifierKind::WaId, IdentifierKind::Bsuid]
        .into_iter()
        .find_map(|kind| identifiers.iter().find(|i| i.kind == kind))
        .map_or_else(|| "?".to_owned(), |i| i.value.clone())
}
