//! Asking for the chats that a number had before it was connected, and noting how far they have come.

use domain::event::Event;
use domain::history::{HistoryImport, ImportState};
use domain::message::MessageError;
use domain::phone_number::NumberAccess;
use domain::workspace::Actor;
use domain::{PhoneNumberId, Timestamp, WorkspaceId};
use storage::Tx;

use crate::provider::Answer;

/// Asking the provider for what the business's own app knows of a number.
pub trait AppData: Send + Sync {
    /// Asks for one kind of data; it comes as webhooks. Each can be asked for once, within a day of the connection.
    fn request_app_data<'a>(&'a self, access: &'a NumberAccess, what: AppDataKind) -> Answer<'a, ()>;
}

/// What the business's own app knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AppDataKind {
    /// The address book. To be asked for first.
    Contacts,
    /// The chats.
    History,
}

/// How far an import has come, in what it tells itself.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportNews {
    Progress {
        phase: Option<i64>,
        progress: Option<i64>,
    },
    /// The business does not share its chats.
    Declined(MessageError),
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such number")]
    NotFound,
    #[error("only owners and admins may import older chats")]
    NotAllowed,
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

/// What asking the provider needs.
///
/// # Errors
/// See [`Error`].
pub fn check_request(tx: &mut Tx<'_>, actor: &Actor, number: PhoneNumberId) -> Result<NumberAccess, Error> {
    let access = tx.phone_numbers().access(actor.workspace(), number)?.ok_or(Error::NotFound)?;
    if actor.can_manage() { Ok(access) } else { Err(Error::NotAllowed) }
}

/// How far the import of a number has come.
///
/// # Errors
/// See [`Error`].
pub fn status(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    number: PhoneNumberId,
) -> Result<HistoryImport, Error> {
    if tx.phone_numbers().lookup(workspace, number)?.is_none() {
        return Err(Error::NotFound);
    }
    Ok(lookup(tx, workspace, number)?)
}

/// The provider was asked, and took it.
///
/// # Errors
/// Those of the database.
pub fn note_requested(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    number: PhoneNumberId,
    now: Timestamp,
) -> storage::Result<HistoryImport> {
    let mut import = lookup(tx, workspace, number)?;
    // The first pieces may have come before the answer.
    if import.state < ImportState::Importing {
        import.state = ImportState::Requested;
        import.problem = None;
    }
    import.requested_at = Some(now);
    save(tx, workspace, now, import)
}

/// Takes over what the import tells of itself. Its pieces come in any order, and again.
///
/// # Errors
/// Those of the database.
pub fn apply_news(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    number: PhoneNumberId,
    now: Timestamp,
    news: &ImportNews,
) -> storage::Result<()> {
    let before = lookup(tx, workspace, number)?;
    let mut import = before.clone();
    match news {
        ImportNews::Progress { phase, progress } => import.note_progress(*phase, *progress),
        ImportNews::Declined(problem) => import.note_declined(problem.clone()),
    }
    if import == before { Ok(()) } else { save(tx, workspace, now, import).map(drop) }
}

/// So much more has been imported. Told with the next news of the import.
pub(crate) fn count(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    number: PhoneNumberId,
    now: Timestamp,
    messages: i64,
    contacts: i64,
) -> storage::Result<()> {
    if messages == 0 && contacts == 0 {
        return Ok(());
    }
    let mut import = lookup(tx, workspace, number)?;
    import.messages += messages;
    import.contacts += contacts;
    save(tx, workspace, now, import).map(drop)
}

/// Takes entries of the address book over.
///
/// # Errors
/// Those of the database.
pub fn apply_address_book(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    number: PhoneNumberId,
    now: Timestamp,
    entries: &[crate::contact::AddressBookEntry],
) -> storage::Result<()> {
    let mut news = 0;
    for entry in entries {
        news += i64::from(crate::contact::apply_address_book(tx, workspace, now, entry)?);
    }
    count(tx, workspace, number, now, 0, news)
}

fn lookup(tx: &mut Tx<'_>, workspace: WorkspaceId, number: PhoneNumberId) -> storage::Result<HistoryImport> {
    Ok(tx.history_imports().lookup(workspace, number)?.unwrap_or_else(|| HistoryImport::none(number)))
}

fn save(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    mut import: HistoryImport,
) -> storage::Result<HistoryImport> {
    import.updated_at = Some(now);
    tx.history_imports().save(workspace, &import)?;
    tx.record(workspace, now, &Event::HistoryImportUpdated { import: import.clone() })?;
    Ok(import)
}
