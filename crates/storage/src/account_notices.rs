//! What somebody should read about accounts.

use domain::account::{AccountNotice, Severity};
use domain::{PhoneNumberId, WabaId, WorkspaceId};
use uuid::Uuid;

use crate::cell::Row;
use crate::error::Result;
use crate::page::{Cursor, Page, count};
use crate::sql::statements;
use crate::templates::json;
use crate::tx::Tx;

statements! {
    ADD: 13 = "INSERT INTO account_notices (workspace_id, id, hash, waba_id, phone_number_id, severity, field,
            title, detail, remedy, at, received_at, raw)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (workspace_id, hash) DO NOTHING";
    LOOKUP: 2 = "SELECT id, waba_id, phone_number_id, severity, field, title, detail, remedy, at, received_at, raw
        FROM account_notices WHERE workspace_id = $1 AND id = $2";
    LIST: 8 = "SELECT id, waba_id, phone_number_id, severity, field, title, detail, remedy, at, received_at, raw
        FROM account_notices
        WHERE workspace_id = $1 AND (received_at, id) < ($2, $3)
          AND ($4 = '' OR waba_id = $4) AND ($5 = '' OR severity = $5) AND ($6 = '' OR field = $6)
          AND (phone_number_id = $7 OR $7 = $1)
        ORDER BY received_at DESC, id DESC LIMIT $8";
}

#[derive(Debug)]
pub struct AccountNotices<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn account_notices(&mut self) -> AccountNotices<'_, 'c> {
        AccountNotices(self)
    }
}

/// Which notices to list. The default is all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub waba: Option<WabaId>,
    pub number: Option<PhoneNumberId>,
    pub severity: Option<Severity>,
    pub field: Option<String>,
}

impl AccountNotices<'_, '_> {
    /// Stores a notice. False when the same thing, by its `hash`, was told before.
    pub fn add(&mut self, workspace: WorkspaceId, notice: &AccountNotice, hash: &[u8]) -> Result<bool> {
        let values = [
            workspace.into(),
            notice.id.0.into(),
            hash.into(),
            (&notice.waba_id).into(),
            notice.phone_number_id.into(),
            notice.severity.as_str().into(),
            (&notice.field).into(),
            (&notice.title).into(),
            notice.detail.as_deref().into(),
            notice.remedy.as_deref().into(),
            notice.at.into(),
            notice.received_at.into(),
            json(&notice.raw)?.into(),
        ];
        Ok(self.0.execute(&ADD, values)? > 0)
    }

    pub fn lookup(
        &mut self,
        workspace: WorkspaceId,
        id: domain::AccountNoticeId,
    ) -> Result<Option<AccountNotice>> {
        self.0.optional(&LOOKUP, [workspace.into(), id.0.into()], read)
    }

    /// The newest first.
    pub fn list(
        &mut self,
        workspace: WorkspaceId,
        filter: &Filter,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<AccountNotice>> {
        let from = after.unwrap_or(Cursor::END);
        // No number has the id of a workspace: it stands for "any".
        let number: Uuid = filter.number.map_or(workspace.0, |id| id.0);
        let values = [
            workspace.into(),
            from.at.into(),
            from.id.into(),
            filter.waba.as_ref().map_or("", |id| id.0.as_str()).into(),
            filter.severity.map_or("", Severity::as_str).into(),
            filter.field.as_deref().unwrap_or_default().into(),
            number.into(),
            count(limit + 1).into(),
        ];
        let found = self.0.all(&LIST, values, read)?;
        Ok(Page::cut(found, limit, |notice| Cursor { at: notice.received_at, id: notice.id.0 }))
    }
}

fn read(row: &Row<'_>) -> Result<AccountNotice> {
    Ok(AccountNotice {
        id: domain::AccountNoticeId(row.get(0)?),
        waba_id: row.get(1)?,
        phone_number_id: row.get(2)?,
        severity: row.word(3, Severity::parse)?,
        field: row.get(4)?,
        title: row.get(5)?,
        detail: row.get(6)?,
        remedy: row.get(7)?,
        at: row.get(8)?,
        received_at: row.get(9)?,
        raw: row.json(10)?,
    })
}
