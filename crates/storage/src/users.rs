//! Users and their seats in workspaces.

use domain::workspace::{Membership, Role, User, Workspace};
use domain::{Timestamp, UserId, WorkspaceId};

use crate::cell::Row;
use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::workspaces;

statements! {
    ADD: 5 = "INSERT INTO users (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)";
    FIND_BY_EMAIL: 1 = "SELECT id, email, name, created_at, password_hash FROM users WHERE email = $1";
    UPDATE_PASSWORD: 2 = "UPDATE users SET password_hash = $2 WHERE id = $1";
    LOOKUP: 1 = "SELECT id, email, name, created_at FROM users WHERE id = $1";
    ADD_MEMBERSHIP: 4 =
        "INSERT INTO memberships (workspace_id, user_id, role, created_at) VALUES ($1, $2, $3, $4)";
    MEMBERSHIPS: 1 = "SELECT w.id, w.name, w.created_at, m.role
        FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
        WHERE m.user_id = $1 ORDER BY m.created_at, w.id";
}

#[derive(Debug)]
pub struct Users<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn users(&mut self) -> Users<'_, 'c> {
        Users(self)
    }
}

impl Users<'_, '_> {
    pub fn add(&mut self, user: &User, password_hash: &str) -> Result<()> {
        let values = [
            user.id.into(),
            (&user.email).into(),
            (&user.name).into(),
            password_hash.into(),
            user.created_at.into(),
        ];
        self.0.execute(&ADD, values)?;
        Ok(())
    }

    pub fn lookup(&mut self, id: UserId) -> Result<Option<User>> {
        self.0.optional(&LOOKUP, [id.into()], read)
    }

    /// The user with the hash of the password. `email` in lower case.
    pub fn find_by_email(&mut self, email: &str) -> Result<Option<(User, String)>> {
        self.0.optional(&FIND_BY_EMAIL, [email.into()], |row| Ok((read(row)?, row.get(4)?)))
    }

    pub fn update_password(&mut self, id: UserId, password_hash: &str) -> Result<()> {
        self.0.execute(&UPDATE_PASSWORD, [id.into(), password_hash.into()])?;
        Ok(())
    }

    pub fn add_membership(
        &mut self,
        workspace: WorkspaceId,
        user: UserId,
        role: Role,
        now: Timestamp,
    ) -> Result<()> {
        self.0.execute(&ADD_MEMBERSHIP, [workspace.into(), user.into(), role.as_str().into(), now.into()])?;
        Ok(())
    }

    /// The seats of a user, the oldest first.
    pub fn memberships(&mut self, user: UserId) -> Result<Vec<Membership>> {
        self.0.all(&MEMBERSHIPS, [user.into()], |row| {
            let workspace: Workspace = workspaces::read(row, 0)?;
            Ok(Membership { workspace, role: row.word(3, Role::parse)? })
        })
    }
}

fn read(row: &Row<'_>) -> Result<User> {
    Ok(User { id: row.get(0)?, email: row.get(1)?, name: row.get(2)?, created_at: row.get(3)? })
}
