//! Keeping what the provider tells about a number that belongs to no message.

use domain::account::{AccountNotice, Severity};
use domain::event::Event;
use domain::message::MessageError;
use domain::{AccountNoticeId, PhoneNumberId, Timestamp, WorkspaceId};
use serde_json::{Value, json};
use storage::{Result, Tx};

/// Something that the provider told.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// `error`, or the provider's word for what it is about.
    pub kind: String,
    pub what: MessageError,
    /// The provider's JSON, when that is all there is to show.
    pub raw: Option<Value>,
    /// What tells it apart from others of its kind, beside its words: the provider's id or time of it.
    pub key: Option<String>,
}

impl Told {
    /// An error of the provider.
    pub fn error(kind: &str, what: MessageError) -> Self {
        Self { kind: kind.to_owned(), what, raw: None, key: None }
    }

    /// Something that this version shows as it came.
    pub fn as_it_came(kind: &str, title: String, raw: Value) -> Self {
        let key = Some(raw.to_string());
        let what = MessageError { code: None, title, detail: None, remedy: String::new() };
        Self { kind: kind.to_owned(), what, raw: Some(raw), key }
    }

    /// The same for what is the same, and short. An error that comes again on another day is worth another notice.
    fn fingerprint(&self, number: PhoneNumberId, now: Timestamp) -> String {
        const A_DAY: i64 = 24 * 60 * 60;
        let what = &self.what;
        let parts = [
            Some(number.to_string()),
            Some(self.kind.clone()),
            what.code.map(|code| format!("{code} {}", now.as_seconds() / A_DAY)),
            Some(what.title.clone()),
            what.detail.clone(),
            self.key.clone(),
        ];
        let parts: Vec<_> = parts.into_iter().map(Option::unwrap_or_default).collect();
        crate::once::digest(&parts.join("\u{1f}"))
    }
}

/// Keeps what was told for people to read, once however often it is said.
///
/// # Errors
/// Those of the database.
pub fn keep(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    number: PhoneNumberId,
    now: Timestamp,
    told: &Told,
) -> Result<()> {
    let Some(of) = tx.phone_numbers().lookup(workspace, number)? else { return Ok(()) };
    let what = told.what.clone();
    let notice = AccountNotice {
        id: AccountNoticeId::new(now),
        waba_id: of.waba_id,
        phone_number_id: Some(number),
        severity: if what.code.is_some() { Severity::Warning } else { Severity::Info },
        field: told.kind.clone(),
        title: what.title,
        detail: what.detail,
        remedy: Some(what.remedy).filter(|remedy| !remedy.is_empty()),
        at: now,
        received_at: now,
        raw: told.raw.clone().unwrap_or_else(|| json!({ "code": what.code })),
    };
    if tx.account_notices().add(workspace, &notice, told.fingerprint(number, now).as_bytes())? {
        tx.record(workspace, now, &Event::AccountNoticeCreated { account_notice: Box::new(notice) })?;
    }
    Ok(())
}
