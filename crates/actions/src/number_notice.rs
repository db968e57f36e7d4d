//! Keeping what the provider tells about a number that belongs to no message.

use domain::event::Event;
use domain::id::NumberNoticeId;
use domain::message::MessageError;
use domain::notice::NumberNotice;
use domain::{PhoneNumberId, Timestamp, WorkspaceId};
use serde_json::Value;
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

    /// The same for what is the same, and short.
    fn fingerprint(&self) -> String {
        let what = &self.what;
        let parts = [
            Some(self.kind.clone()),
            what.code.map(|code| code.to_string()),
            Some(what.title.clone()),
            what.detail.clone(),
            self.key.clone(),
        ];
        let parts: Vec<_> = parts.into_iter().map(Option::unwrap_or_default).collect();
        crate::once::digest(&parts.join("\u{1f}"))
    }
}

/// Keeps what was told, once however often it is said.
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
    let what = told.what.clone();
    let notice = NumberNotice {
        id: NumberNoticeId::new(now),
        phone_number_id: number,
        kind: told.kind.clone(),
        code: what.code,
        title: what.title,
        detail: what.detail,
        remedy: Some(what.remedy).filter(|remedy| !remedy.is_empty()),
        raw: told.raw.clone(),
        first_at: now,
        last_at: now,
    };
    if tx.number_notices().add(workspace, &notice, &told.fingerprint())? {
        tx.record(workspace, now, &Event::NumberNotice { notice })?;
    }
    Ok(())
}
