//! Sessions: who is signed in, known by the hash of a secret that only the browser has.

use domain::{Timestamp, UserId};

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 5 = "INSERT INTO sessions (token_hash, user_id, user_agent, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5)";
    LOOKUP: 2 = "SELECT user_id FROM sessions WHERE token_hash = $1 AND expires_at > $2";
    REMOVE: 1 = "DELETE FROM sessions WHERE token_hash = $1";
    REMOVE_EXPIRED: 1 = "DELETE FROM sessions WHERE expires_at <= $1";
}

#[derive(Debug)]
pub struct Sessions<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn sessions(&mut self) -> Sessions<'_, 'c> {
        Sessions(self)
    }
}

/// A session to be stored.
#[derive(Debug)]
pub struct NewSession<'a> {
    /// SHA-256 of the secret.
    pub token_hash: &'a [u8],
    pub user: UserId,
    pub user_agent: &'a str,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

impl Sessions<'_, '_> {
    pub fn add(&mut self, session: &NewSession<'_>) -> Result<()> {
        let values = [
            session.token_hash.into(),
            session.user.into(),
            session.user_agent.into(),
            session.created_at.into(),
            session.expires_at.into(),
        ];
        self.0.execute(&ADD, values)?;
        Ok(())
    }

    /// Whose session it is, if it is still good at `now`.
    pub fn lookup(&mut self, token_hash: &[u8], now: Timestamp) -> Result<Option<UserId>> {
        self.0.optional(&LOOKUP, [token_hash.into(), now.into()], |row| row.get(0))
    }

    pub fn remove(&mut self, token_hash: &[u8]) -> Result<()> {
        self.0.execute(&REMOVE, [token_hash.into()])?;
        Ok(())
    }

    /// Forgets sessions that ended before `now`; how many.
    pub fn remove_expired(&mut self, now: Timestamp) -> Result<u64> {
        self.0.execute(&REMOVE_EXPIRED, [now.into()])
    }
}
