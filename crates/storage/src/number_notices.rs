//! What the provider told about numbers.

use domain::notice::NumberNotice;
use domain::{PhoneNumberId, Timestamp, WorkspaceId};

use crate::cell::Row;
use crate::error::Result;
use crate::page::{Cursor, Page, count};
use crate::sql::statements;
use crate::templates::json_opt;
use crate::tx::Tx;

statements! {
    ADD: 12 = "INSERT INTO number_notices (workspace_id, id, phone_number_id, kind, code, title, detail, remedy, raw,
            fingerprint, first_at, last_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (workspace_id, phone_number_id, fingerprint) DO NOTHING";
    SAID_AGAIN: 4 = "UPDATE number_notices SET last_at = $4
        WHERE workspace_id = $1 AND phone_number_id = $2 AND fingerprint = $3 AND last_at < $4";
    LIST: 5 = "SELECT id, phone_number_id, kind, code, title, detail, remedy, raw, first_at, last_at
        FROM number_notices
        WHERE workspace_id = $1 AND phone_number_id = $2 AND (last_at, id) < ($3, $4)
        ORDER BY last_at DESC, id DESC LIMIT $5";
}

#[derive(Debug)]
pub struct NumberNotices<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn number_notices(&mut self) -> NumberNotices<'_, 'c> {
        NumberNotices(self)
    }
}

impl NumberNotices<'_, '_> {
    /// Keeps a notice. False when one with this fingerprint is kept already: then only its last time moves on.
    pub fn add(&mut self, workspace: WorkspaceId, notice: &NumberNotice, fingerprint: &str) -> Result<bool> {
        let values = [
            workspace.into(),
            notice.id.into(),
            notice.phone_number_id.into(),
            (&notice.kind).into(),
            notice.code.into(),
            (&notice.title).into(),
            notice.detail.as_deref().into(),
            notice.remedy.as_deref().into(),
            json_opt(notice.raw.as_ref())?.into(),
            fingerprint.into(),
            notice.first_at.into(),
            notice.last_at.into(),
        ];
        if self.0.execute(&ADD, values)? > 0 {
            return Ok(true);
        }
        self.said_again(workspace, notice.phone_number_id, fingerprint, notice.last_at)?;
        Ok(false)
    }

    fn said_again(
        &mut self,
        workspace: WorkspaceId,
        number: PhoneNumberId,
        fingerprint: &str,
        at: Timestamp,
    ) -> Result<()> {
        self.0.execute(&SAID_AGAIN, [workspace.into(), number.into(), fingerprint.into(), at.into()])?;
        Ok(())
    }

    /// The latest first.
    pub fn list(
        &mut self,
        workspace: WorkspaceId,
        number: PhoneNumberId,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<NumberNotice>> {
        let from = after.unwrap_or(Cursor::END);
        let values =
            [workspace.into(), number.into(), from.at.into(), from.id.into(), count(limit + 1).into()];
        let found = self.0.all(&LIST, values, read)?;
        Ok(Page::cut(found, limit, |n| Cursor { at: n.last_at, id: n.id.0 }))
    }
}

fn read(row: &Row<'_>) -> Result<NumberNotice> {
    Ok(NumberNotice {
        id: row.get(0)?,
        phone_number_id: row.get(1)?,
        kind: row.get(2)?,
        code: row.get(3)?,
        title: row.get(4)?,
        detail: row.get(5)?,
        remedy: row.get(6)?,
        raw: row.json_opt(7)?,
        first_at: row.get(8)?,
        last_at: row.get(9)?,
    })
}
