//! Signing in and out, and knowing who is signed in.

use std::time::Duration;

use domain::workspace::{Actor, Membership, User};
use domain::{Secret, Timestamp, WorkspaceId};
use sha2::{Digest, Sha256};
use storage::sessions::NewSession;
use storage::{Result, Tx};

#[derive(Debug, thiserror::Error)]
#[error("the system has no randomness to give: {0}")]
pub struct NoRandomness(getrandom::Error);

/// A new secret for a session: 256 random bits in hexadecimal.
///
/// # Errors
/// When the system has no randomness to give.
pub fn new_token() -> Result<Secret, NoRandomness> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(NoRandomness)?;
    Ok(Secret::new(hex::encode(bytes)))
}

/// Opens a session for a user whose password was right.
///
/// # Errors
/// Those of the database.
pub fn open(
    tx: &mut Tx<'_>,
    user: &User,
    token: &Secret,
    user_agent: &str,
    now: Timestamp,
    lifetime: Duration,
) -> Result<()> {
    tx.sessions().remove_expired(now)?;
    tx.sessions().add(&NewSession {
        token_hash: &hash(token),
        user: user.id,
        user_agent,
        created_at: now,
        expires_at: now + lifetime,
    })
}

/// Ends a session.
///
/// # Errors
/// Those of the database.
pub fn close(tx: &mut Tx<'_>, token: &Secret) -> Result<()> {
    tx.sessions().remove(&hash(token))
}

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    pub user: User,
    /// The oldest first.
    pub memberships: Vec<Membership>,
}

impl SignedIn {
    /// The actor in `workspace`, or in the oldest one. `None` without a seat there.
    pub fn actor(&self, workspace: Option<WorkspaceId>) -> Option<Actor> {
        let seat = match workspace {
            Some(id) => self.memberships.iter().find(|m| m.workspace.id == id),
            None => self.memberships.first(),
        }?;
        Some(Actor::User {
            workspace: seat.workspace.id,
            user: self.user.id,
            name: self.user.name.clone(),
            role: seat.role,
        })
    }
}

/// Who holds the secret, if its session is still good.
///
/// # Errors
/// Those of the database.
pub fn authenticate(tx: &mut Tx<'_>, token: &Secret, now: Timestamp) -> Result<Option<SignedIn>> {
    let Some(id) = tx.sessions().lookup(&hash(token), now)? else { return Ok(None) };
    let Some(user) = tx.users().lookup(id)? else { return Ok(None) };
    let memberships = tx.users().memberships(id)?;
    Ok(Some(SignedIn { user, memberships }))
}

/// A fast hash is enough: the secret is random, not a password.
fn hash(token: &Secret) -> Vec<u8> {
    Sha256::digest(token.expose().as_bytes()).to_vec()
}
