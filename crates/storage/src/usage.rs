//! How much a number was used, counted from its messages.
//!
//! Ids of messages grow with time, so what came since an instant is one stretch of the primary key: nothing else has
//! to be kept or kept up for it.

use domain::{PhoneNumberId, Timestamp, WabaId, WorkspaceId};
use uuid::Uuid;

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    COUNT: 3 = "SELECT count(CASE WHEN m.direction = 'outbound' AND m.wamid IS NOT NULL THEN 1 END),
            count(CASE WHEN m.direction = 'inbound' THEN 1 END), count(DISTINCT m.conversation_id)
        FROM messages m
        JOIN conversations c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id
        WHERE m.workspace_id = $1 AND m.id >= $3 AND c.phone_number_id = $2";
    REACHED: 3 = "SELECT count(DISTINCT c.contact_id) FROM messages m
        JOIN conversations c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id
        JOIN phone_numbers n ON n.workspace_id = c.workspace_id AND n.id = c.phone_number_id
        WHERE m.workspace_id = $1 AND m.id >= $3 AND n.waba_id = $2
          AND m.direction = 'outbound' AND m.kind = 'template' AND m.wamid IS NOT NULL";
}

#[derive(Debug)]
pub struct Usage<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn usage(&mut self) -> Usage<'_, 'c> {
        Usage(self)
    }
}

/// What was counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Handed to the provider.
    pub sent: i64,
    pub received: i64,
    pub conversations: i64,
}

impl Usage<'_, '_> {
    /// What a number did since an instant.
    pub fn count(
        &mut self,
        workspace: WorkspaceId,
        number: PhoneNumberId,
        since: Timestamp,
    ) -> Result<Counted> {
        self.0.one(&COUNT, [workspace.into(), number.into(), first_id(since).into()], |row| {
            Ok(Counted { sent: row.get(0)?, received: row.get(1)?, conversations: row.get(2)? })
        })
    }

    /// People that numbers of an account sent templates to since an instant.
    pub fn count_reached(&mut self, workspace: WorkspaceId, waba: &WabaId, since: Timestamp) -> Result<i64> {
        self.0.one(&REACHED, [workspace.into(), waba.into(), first_id(since).into()], |row| row.get(0))
    }
}

/// No id made at this instant or later is smaller.
fn first_id(at: Timestamp) -> Uuid {
    let millis = u128::try_from(at.as_micros() / 1000).unwrap_or_default();
    Uuid::from_u128((millis << 80) | (0x7 << 76) | (0x8 << 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a5_ids_of_an_instant_are_not_before_its_first() {
        let at = Timestamp::from_micros(1_780_000_000_000_000);
        let before = domain::MessageId::new(Timestamp::from_micros(1_779_999_999_998_000));
        assert!(before.0 < first_id(at));
        assert!(first_id(at) <= domain::MessageId::new(at).0);
    }
}
