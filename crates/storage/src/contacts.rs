//! Contacts and what identifies them.

use domain::contact::{
    BookEntry, Contact, ContactKind, ContactSummary, Identifier, IdentifierKind, MarketingChoice,
    MarketingWish,
};
use domain::{ContactId, ConversationId, PhoneNumberId, Timestamp, WorkspaceId};

use crate::cell::Row;
use crate::error::Result;
use crate::page::{Cursor, Page, count};
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 14 = "INSERT INTO contacts (workspace_id, id, name, phone, username, search, created_at, updated_at, kind,
            profile_name, book_name, book_at, marketing, marketing_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    UPDATE: 12 = "UPDATE contacts SET name = $3, phone = $4, username = $5, search = $6, updated_at = $7,
            profile_name = $8, book_name = $9, book_at = $10, marketing = $11, marketing_at = $12
        WHERE workspace_id = $1 AND id = $2";
    ADD_IDENTIFIER: 5 = "INSERT INTO contact_identifiers (workspace_id, kind, value, contact_id, created_at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (workspace_id, kind, value) DO NOTHING";
    REMOVE_IDENTIFIER: 4 = "DELETE FROM contact_identifiers
        WHERE workspace_id = $1 AND contact_id = $2 AND kind = $3 AND value = $4";
    FIND_BY_IDENTIFIER: 4 = "SELECT c.id, c.name, c.created_at, c.updated_at, c.kind, c.profile_name,
            c.book_name, c.book_at, c.marketing, c.marketing_at, a.created_at, a.kind, a.value, v.id
        FROM contact_identifiers i
        JOIN contacts c ON c.workspace_id = i.workspace_id AND c.id = i.contact_id
        JOIN contact_identifiers a ON a.workspace_id = c.workspace_id AND a.contact_id = c.id
        LEFT JOIN conversations v ON v.workspace_id = c.workspace_id AND v.contact_id = c.id
            AND v.phone_number_id = $4
        WHERE i.workspace_id = $1 AND i.kind = $2 AND i.value = $3";
    LOOKUP: 2 = "SELECT id, name, created_at, updated_at, kind, profile_name, book_name, book_at, marketing,
            marketing_at
        FROM contacts WHERE workspace_id = $1 AND id = $2";
    IDENTIFIERS: 2 = "SELECT kind, value FROM contact_identifiers
        WHERE workspace_id = $1 AND contact_id = $2 ORDER BY created_at, kind, value";
    LIST: 5 = "SELECT id, name, created_at, updated_at, kind, profile_name, book_name, book_at, marketing,
            marketing_at
        FROM contacts
        WHERE workspace_id = $1 AND (created_at, id) < ($2, $3)
          AND ($4 = '' OR search LIKE $4)
        ORDER BY created_at DESC, id DESC LIMIT $5";
}

#[derive(Debug)]
pub struct Contacts<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn contacts(&mut self) -> Contacts<'_, 'c> {
        Contacts(self)
    }
}

impl Contacts<'_, '_> {
    /// Stores a new contact with its identifiers.
    pub fn add(&mut self, workspace: WorkspaceId, contact: &Contact) -> Result<()> {
        let summary = contact.summary();
        let values = [
            workspace.into(),
            contact.id.into(),
            (&contact.name).into(),
            summary.phone.as_deref().into(),
            summary.username.as_deref().into(),
            searchable(&summary).into(),
            contact.created_at.into(),
            contact.updated_at.into(),
            contact.kind.as_str().into(),
            contact.profile_name.as_deref().into(),
            contact.book.as_ref().and_then(|b| b.name.as_deref()).into(),
            contact.book.as_ref().map(|b| b.at).into(),
            contact.marketing.map(|m| m.choice.as_str()).into(),
            contact.marketing.map(|m| m.at).into(),
        ];
        self.0.execute(&ADD, values)?;
        for identifier in &contact.identifiers {
            self.add_identifier(workspace, contact.id, identifier, contact.created_at)?;
        }
        Ok(())
    }

    /// Stores a changed name and the copies of changed identifiers.
    pub fn update(&mut self, workspace: WorkspaceId, contact: &Contact) -> Result<()> {
        let summary = contact.summary();
        let values = [
            workspace.into(),
            contact.id.into(),
            (&contact.name).into(),
            summary.phone.as_deref().into(),
            summary.username.as_deref().into(),
            searchable(&summary).into(),
            contact.updated_at.into(),
            contact.profile_name.as_deref().into(),
            contact.book.as_ref().and_then(|b| b.name.as_deref()).into(),
            contact.book.as_ref().map(|b| b.at).into(),
            contact.marketing.map(|m| m.choice.as_str()).into(),
            contact.marketing.map(|m| m.at).into(),
        ];
        self.0.execute(&UPDATE, values)?;
        Ok(())
    }

    /// Adds an identifier. False when somebody has it already.
    pub fn add_identifier(
        &mut self,
        workspace: WorkspaceId,
        contact: ContactId,
        identifier: &Identifier,
        now: Timestamp,
    ) -> Result<bool> {
        let values = [
            workspace.into(),
            identifier.kind.as_str().into(),
            (&identifier.value).into(),
            contact.into(),
            now.into(),
        ];
        Ok(self.0.execute(&ADD_IDENTIFIER, values)? > 0)
    }

    pub fn remove_identifier(
        &mut self,
        workspace: WorkspaceId,
        contact: ContactId,
        identifier: &Identifier,
    ) -> Result<()> {
        let values =
            [workspace.into(), contact.into(), identifier.kind.as_str().into(), (&identifier.value).into()];
        self.0.execute(&REMOVE_IDENTIFIER, values)?;
        Ok(())
    }

    /// The contact that an identifier belongs to.
    pub fn find_by_identifier(
        &mut self,
        workspace: WorkspaceId,
        identifier: &Identifier,
    ) -> Result<Option<Contact>> {
        Ok(self.find(workspace, identifier, None)?.map(|(contact, _)| contact))
    }

    /// The contact that an identifier belongs to, and its conversation with one of our numbers.
    pub fn find_with_conversation(
        &mut self,
        workspace: WorkspaceId,
        identifier: &Identifier,
        phone_number: PhoneNumberId,
    ) -> Result<Option<(Contact, Option<ConversationId>)>> {
        self.find(workspace, identifier, Some(phone_number))
    }

    fn find(
        &mut self,
        workspace: WorkspaceId,
        identifier: &Identifier,
        phone_number: Option<PhoneNumberId>,
    ) -> Result<Option<(Contact, Option<ConversationId>)>> {
        let (kind, value) = (identifier.kind.as_str(), &identifier.value);
        let values = [workspace.into(), kind.into(), value.into(), phone_number.into()];
        let mut found = None;
        // One row for each identifier of the contact.
        let mut identifiers: Vec<(Timestamp, Identifier)> =
            self.0.all(&FIND_BY_IDENTIFIER, values, |row| {
                if found.is_none() {
                    found = Some((read(row)?, row.get(13)?));
                }
                let kind = row.word(11, IdentifierKind::parse)?;
                Ok((row.get(10)?, Identifier { kind, value: row.get(12)? }))
            })?;
        identifiers.sort_unstable_by(|(a_at, a), (b_at, b)| {
            (a_at, a.kind.as_str(), &a.value).cmp(&(b_at, b.kind.as_str(), &b.value))
        });
        Ok(found.map(|(contact, conversation): (Contact, _)| {
            let identifiers = identifiers.into_iter().map(|(_, identifier)| identifier).collect();
            (Contact { identifiers, ..contact }, conversation)
        }))
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, id: ContactId) -> Result<Option<Contact>> {
        let Some(mut contact) = self.0.optional(&LOOKUP, [workspace.into(), id.into()], read)? else {
            return Ok(None);
        };
        contact.identifiers = self.identifiers(workspace, id)?;
        Ok(Some(contact))
    }

    /// The newest first. `search` finds parts of names, numbers and usernames; empty finds all.
    pub fn list(
        &mut self,
        workspace: WorkspaceId,
        search: &str,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<Contact>> {
        let from = after.unwrap_or(Cursor::END);
        let values =
            [workspace.into(), from.at.into(), from.id.into(), like(search).into(), count(limit + 1).into()];
        let mut page =
            Page::cut(self.0.all(&LIST, values, read)?, limit, |c| Cursor { at: c.created_at, id: c.id.0 });
        for contact in &mut page.items {
            contact.identifiers = self.identifiers(workspace, contact.id)?;
        }
        Ok(page)
    }

    fn identifiers(&mut self, workspace: WorkspaceId, id: ContactId) -> Result<Vec<Identifier>> {
        self.0.all(&IDENTIFIERS, [workspace.into(), id.into()], |row| {
            Ok(Identifier { kind: row.word(0, IdentifierKind::parse)?, value: row.get(1)? })
        })
    }
}

fn searchable(contact: &ContactSummary) -> String {
    let parts = [Some(contact.name.as_str()), contact.phone.as_deref(), contact.username.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The pattern that finds `search` anywhere, or nothing to look for. A leading `+` is not needed to find a number.
pub(crate) fn like(search: &str) -> String {
    let plain: String =
        search.trim().to_lowercase().chars().filter(|c| !matches!(c, '%' | '_' | '\\' | '\0')).collect();
    let looks_like_a_number = plain.chars().all(|c| c.is_ascii_digit() || "+ ()-.".contains(c));
    let wanted =
        if looks_like_a_number { plain.chars().filter(char::is_ascii_digit).collect() } else { plain };
    if wanted.is_empty() { String::new() } else { format!("%{wanted}%") }
}

fn read(row: &Row<'_>) -> Result<Contact> {
    let book_at: Option<Timestamp> = row.get(7)?;
    let marketing: Option<String> = row.get(8)?;
    Ok(Contact {
        id: row.get(0)?,
        kind: row.word(4, ContactKind::parse)?,
        name: row.get(1)?,
        profile_name: row.get(5)?,
        book: match book_at {
            Some(at) => Some(BookEntry { name: row.get(6)?, at }),
            None => None,
        },
        marketing: match marketing.as_deref().and_then(MarketingChoice::parse) {
            Some(choice) => Some(MarketingWish { choice, at: row.get(9)? }),
            None => None,
        },
        identifiers: Vec::new(),
        created_at: row.get(2)?,
        updated_at: row.get(3)?,
    })
}

#[cfg(test)]
mod tests {
    use super::like;

    #[test]
    fn a_search_is_a_pattern_without_wildcards_of_its_own() {
        assert_eq!(like(" Ana "), "%ana%");
        assert_eq!(like("+49 (151) 12"), "%4915112%");
        assert_eq!(like("%_"), "");
        assert_eq!(like(""), "");
    }
}
