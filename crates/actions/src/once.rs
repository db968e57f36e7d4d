//! Applying news once that has no id of its own.

use domain::contact::Identifier;
use domain::{Timestamp, WorkspaceId};
use sha2::{Digest, Sha256};
use storage::{Result, Tx};

/// Whether this news, told apart by `parts`, has not been applied yet. It counts as applied from here on.
///
/// # Errors
/// Those of the database.
pub(crate) fn is_new(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    about: &[Identifier],
    parts: &[&str],
) -> Result<bool> {
    let mut names: Vec<_> = about.iter().map(|i| format!("{}={}", i.kind.as_str(), i.value)).collect();
    names.sort();
    let text = [parts.join("\u{1f}"), names.join("\u{1f}")].join("\u{1e}");
    tx.applied_news().add(workspace, &Sha256::digest(text)[..16], now)
}

/// A short name for a text: the same for the same.
pub(crate) fn digest(text: &str) -> String {
    hex::encode(&Sha256::digest(text)[..16])
}
