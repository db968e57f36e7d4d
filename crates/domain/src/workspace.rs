//! Workspaces, the users in them, and what their roles are.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{UserId, WorkspaceId};
use crate::time::Timestamp;

/// A tenant: everything it owns is invisible to every other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Workspace {
    pub id: WorkspaceId,
    pub name: String,
    pub created_at: Timestamp,
}

/// A login. One user may have a seat in several workspaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct User {
    pub id: UserId,
    /// Lower-case.
    pub email: String,
    pub name: String,
    pub created_at: Timestamp,
}

/// What a membership allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Owner,
    Admin,
    Manager,
    Agent,
    Viewer,
}

impl Role {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Manager => "manager",
            Self::Agent => "agent",
            Self::Viewer => "viewer",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Owner, Self::Admin, Self::Manager, Self::Agent, Self::Viewer]
            .into_iter()
            .find(|role| role.as_str() == text)
    }

    /// May connect numbers and change settings.
    pub const fn can_manage(self) -> bool {
        matches!(self, Self::Owner | Self::Admin)
    }

    /// May draft, submit and delete message templates.
    pub const fn can_edit_templates(self) -> bool {
        matches!(self, Self::Owner | Self::Admin | Self::Manager)
    }

    /// May write to contacts and work on conversations.
    pub const fn can_reply(self) -> bool {
        !matches!(self, Self::Viewer)
    }
}

/// A user's seat in a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Membership {
    pub workspace: Workspace,
    pub role: Role,
}

/// Who does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A signed-in user with a seat in the workspace.
    User { workspace: WorkspaceId, user: UserId, name: String, role: Role },
    /// Waypost itself, working on a job or a journal entry.
    System { workspace: WorkspaceId },
}

impl Actor {
    pub const fn workspace(&self) -> WorkspaceId {
        match self {
            Self::User { workspace, .. } | Self::System { workspace } => *workspace,
        }
    }

    pub const fn can_reply(&self) -> bool {
        match self {
            Self::User { role, .. } => role.can_reply(),
            Self::System { .. } => true,
        }
    }

    pub const fn can_edit_templates(&self) -> bool {
        match self {
            Self::User { role, .. } => role.can_edit_templates(),
            Self::System { .. } => true,
        }
    }

    pub const fn can_manage(&self) -> bool {
        match self {
            Self::User { role, .. } => role.can_manage(),
            Self::System { .. } => true,
        }
    }
}
