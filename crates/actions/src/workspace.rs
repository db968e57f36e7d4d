//! Creating workspaces and their people.

use domain::workspace::{Membership, Role, User, Workspace};
use domain::{Timestamp, UserId, WorkspaceId};
use storage::Tx;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("a workspace needs a name of 1 to 100 characters")]
    BadName,
    #[error("`{0}` is not an e-mail address")]
    BadEmail(String),
    #[error("a user with this e-mail address exists already")]
    EmailTaken,
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

/// Creates a workspace owned by `owner`.
///
/// # Errors
/// See [`Error`].
pub fn create(tx: &mut Tx<'_>, now: Timestamp, name: &str, owner: UserId) -> Result<Membership, Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 100 {
        return Err(Error::BadName);
    }
    let workspace = Workspace { id: WorkspaceId::new(now), name: name.to_owned(), created_at: now };
    tx.workspaces().add(&workspace)?;
    tx.users().add_membership(workspace.id, owner, Role::Owner, now)?;
    Ok(Membership { workspace, role: Role::Owner })
}

/// Creates a user who can sign in. `password_hash` comes from [`crate::password::hash`].
///
/// # Errors
/// See [`Error`].
pub fn create_user(
    tx: &mut Tx<'_>,
    now: Timestamp,
    email: &str,
    name: &str,
    password_hash: &str,
) -> Result<User, Error> {
    let email = normalise_email(email)?;
    if tx.users().find_by_email(&email)?.is_some() {
        return Err(Error::EmailTaken);
    }
    let user = User { id: UserId::new(now), email, name: name.trim().to_owned(), created_at: now };
    tx.users().add(&user, password_hash)?;
    Ok(user)
}

/// Gives an existing user a seat in a workspace.
///
/// # Errors
/// Those of the database.
pub fn add_member(
    tx: &mut Tx<'_>,
    now: Timestamp,
    workspace: WorkspaceId,
    user: UserId,
    role: Role,
) -> Result<(), Error> {
    Ok(tx.users().add_membership(workspace, user, role, now)?)
}

/// The form in which addresses are stored and looked up.
///
/// # Errors
/// [`Error::BadEmail`].
pub fn normalise_email(email: &str) -> Result<String, Error> {
    let email = email.trim().to_lowercase();
    match email.split_once('@') {
        Some((name, host))
            if !name.is_empty()
                && host.contains('.')
                && !email.contains(char::is_whitespace)
                && email.len() <= 254 =>
        {
            Ok(email)
        }
        _ => Err(Error::BadEmail(email)),
    }
}
