//! What a number has done this month, and how much is left.

use std::time::Duration;

use domain::account::people_of_tier;
use domain::analytics::NumberUsage;
use domain::{PhoneNumberId, Timestamp, WorkspaceId};
use storage::{Result, Tx};

const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Counts from our own messages; `None` when there is no such number.
///
/// # Errors
/// Those of the database.
pub fn count_usage(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    id: PhoneNumberId,
) -> Result<Option<NumberUsage>> {
    let Some(number) = tx.phone_numbers().lookup(workspace, id)? else { return Ok(None) };
    let waba = tx.wabas().lookup(workspace, &number.waba_id)?;
    let limit = waba.and_then(|waba| waba.details.messaging_limit).or(number.details.messaging_limit);
    let since = now.month_began();
    let counted = tx.usage().count(workspace, id, since)?;
    let people_reached = tx.usage().count_reached(workspace, &number.waba_id, now - A_DAY)?;
    let people_limit = limit.as_deref().and_then(people_of_tier);
    Ok(Some(NumberUsage {
        since,
        sent: counted.sent,
        received: counted.received,
        conversations: counted.conversations,
        messaging_limit: limit,
        people_limit,
        people_reached,
        people_left: people_limit.map(|limit| limit.saturating_sub(people_reached).max(0)),
    }))
}
