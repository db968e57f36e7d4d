//! What is told of a contact outside its messages: a new id, what it wants, its entry in the address book.

use domain::contact::{BookEntry, Contact, Identifier, MarketingWish};
use domain::event::Event;
use domain::{Timestamp, WorkspaceId};
use storage::{Result, Tx};

use super::merge::announce_all;
use super::{find_or_create, replace_identifiers, shown_name};
use crate::once;

/// A person has a new user id.
#[derive(Debug, Clone)]
pub struct UserIdNews {
    /// What the person was known by, and is known by still.
    pub known_by: Vec<Identifier>,
    /// The user id that is new.
    pub current: Identifier,
    /// The one before.
    pub previous: Option<Identifier>,
}

/// What a person wants of marketing messages.
#[derive(Debug, Clone)]
pub struct PreferenceNews {
    pub known_by: Vec<Identifier>,
    pub name: Option<String>,
    pub wish: MarketingWish,
}

/// An entry of the business's address book, or that it was removed.
#[derive(Debug, Clone)]
pub struct AddressBookEntry {
    pub known_by: Vec<Identifier>,
    pub entry: BookEntry,
}

/// Takes a new user id over. The contact is the one that has the old id, or had it.
///
/// # Errors
/// Those of the database.
pub fn apply_user_id(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    news: &UserIdNews,
) -> Result<()> {
    let previous = news.previous.as_ref().map_or("", |i| i.value.as_str());
    let parts = ["user_id", previous, news.current.value.as_str()];
    if !once::is_new(tx, workspace, now, &news.known_by, &parts)? {
        return Ok(());
    }
    let former = news.previous.as_ref().filter(|previous| **previous != news.current).and_then(super::former);
    let mut names: Vec<_> =
        news.previous.iter().chain(&former).chain(std::iter::once(&news.current)).collect();
    names.extend(&news.known_by);
    let mut known = None;
    for name in names {
        if known.is_none() {
            known = tx.contacts().find_by_identifier(workspace, name)?;
        }
    }
    let Some(contact) = known else {
        let all: Vec<_> =
            news.known_by.iter().chain(std::iter::once(&news.current)).chain(&former).cloned().collect();
        return find_or_create(tx, workspace, now, &all, None).map(drop);
    };
    let has_moved_on =
        super::former(&news.current).is_some_and(|former| contact.identifiers.contains(&former));
    let is_known = contact.identifiers.contains(&news.current);
    if !has_moved_on && !is_known {
        replace_identifiers(tx, workspace, now, contact.id, std::slice::from_ref(&news.current))?;
    }
    let Some(former) = former.filter(|former| !contact.identifiers.contains(former)) else { return Ok(()) };
    if !contact.identifiers.iter().any(|i| Some(i) == news.previous.as_ref())
        && tx.contacts().add_identifier(workspace, contact.id, &former, now)?
        && let Some(contact) = tx.contacts().lookup(workspace, contact.id)?
    {
        return tx.record(workspace, now, &Event::ContactUpdated { contact });
    }
    Ok(())
}

/// Notes what a person wants of marketing messages. What was said last counts, whatever the order of arrival.
///
/// # Errors
/// Those of the database.
pub fn apply_preference(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    news: &PreferenceNews,
) -> Result<()> {
    let at = news.wish.at.as_micros().to_string();
    let parts = ["preference", news.wish.choice.as_str(), at.as_str()];
    if !once::is_new(tx, workspace, now, &news.known_by, &parts)? {
        return Ok(());
    }
    let mut contact = find_or_create(tx, workspace, now, &news.known_by, news.name.as_deref())?;
    let wish = contact.marketing.map_or(news.wish, |known| known.latest(news.wish));
    if contact.marketing == Some(wish) {
        return Ok(());
    }
    contact.marketing = Some(wish);
    store(tx, workspace, now, contact).map(drop)
}

/// Takes an entry of the address book over: its name is shown before the one that the person chose. What was done last
/// counts, whatever the order of arrival. True when it was news.
///
/// # Errors
/// Those of the database.
pub fn apply_address_book(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    news: &AddressBookEntry,
) -> Result<bool> {
    let at = news.entry.at.as_micros().to_string();
    let parts = ["address_book", news.entry.name.as_deref().unwrap_or_default(), at.as_str()];
    if !once::is_new(tx, workspace, now, &news.known_by, &parts)? {
        return Ok(false);
    }
    let mut contact = find_or_create(tx, workspace, now, &news.known_by, None)?;
    let rank = |entry: &BookEntry| (entry.at, entry.name.clone());
    if contact.book.as_ref().is_some_and(|known| rank(known) >= rank(&news.entry)) {
        return Ok(false);
    }
    contact.book = Some(news.entry.clone());
    contact.name = shown_name(&contact);
    let contact = store(tx, workspace, now, contact)?;
    announce_all(tx, workspace, now, &contact)?;
    Ok(true)
}

fn store(tx: &mut Tx<'_>, workspace: WorkspaceId, now: Timestamp, mut contact: Contact) -> Result<Contact> {
    contact.updated_at = now;
    tx.contacts().update(workspace, &contact)?;
    tx.record(workspace, now, &Event::ContactUpdated { contact: contact.clone() })?;
    Ok(contact)
}
