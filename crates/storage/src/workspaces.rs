//! Workspaces.

use domain::WorkspaceId;
use domain::workspace::Workspace;

use crate::cell::Row;
use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 3 = "INSERT INTO workspaces (id, name, created_at) VALUES ($1, $2, $3)";
    LOOKUP: 1 = "SELECT id, name, created_at FROM workspaces WHERE id = $1";
    LIST: 0 = "SELECT id, name, created_at FROM workspaces ORDER BY created_at, id";
    COUNT: 0 = "SELECT count(*) FROM workspaces";
}

#[derive(Debug)]
pub struct Workspaces<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn workspaces(&mut self) -> Workspaces<'_, 'c> {
        Workspaces(self)
    }
}

impl Workspaces<'_, '_> {
    pub fn add(&mut self, workspace: &Workspace) -> Result<()> {
        self.0.execute(&ADD, [workspace.id.into(), (&workspace.name).into(), workspace.created_at.into()])?;
        Ok(())
    }

    pub fn lookup(&mut self, id: WorkspaceId) -> Result<Option<Workspace>> {
        self.0.optional(&LOOKUP, [id.into()], |row| read(row, 0))
    }

    /// All of them, the oldest first.
    pub fn list(&mut self) -> Result<Vec<Workspace>> {
        self.0.all(&LIST, [], |row| read(row, 0))
    }

    pub fn count(&mut self) -> Result<i64> {
        self.0.one(&COUNT, [], |row| row.get(0))
    }
}

pub(crate) fn read(row: &Row<'_>, first: usize) -> Result<Workspace> {
    Ok(Workspace { id: row.get(first)?, name: row.get(first + 1)?, created_at: row.get(first + 2)? })
}
