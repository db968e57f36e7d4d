//! What the provider reports about a message that we sent.

use domain::contact::Identifier;
use domain::event::Event;
use domain::message::{Direction, Message, MessageError, MessageStatus};
use domain::report::Billing;
use domain::{MessageId, Timestamp, Wamid, WorkspaceId};
use serde::{Deserialize, Serialize};
use storage::{Error, Result, Tx};

use crate::message::call::{EarlyCall, apply_call_to};
use crate::message::receive::{EarlyChange, EarlyReaction, apply_change, apply_reaction};
use crate::message::report::{EarlyReport, apply_report};

/// One report.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StatusReport {
    pub wamid: Wamid,
    pub status: MessageStatus,
    pub at: Timestamp,
    pub error: Option<MessageError>,
    /// What we sent along, if it came back.
    pub callback: Option<Callback>,
    /// What the message costs, if it was told.
    #[serde(default)]
    pub billing: Option<Billing>,
    /// Whom of a group this is about; empty when it is about the message as a whole.
    #[serde(default)]
    pub participant: Vec<Identifier>,
}

/// Our own reference that travels with a message and comes back in its statuses: the only way to know a
/// message whose answer we never saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    pub message: MessageId,
    pub attempt: i64,
}

/// What a report did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    Changed,
    /// Old news, or news of an attempt that a newer one has replaced.
    Nothing,
    /// There is no such message yet: the report waits for it.
    Waits,
}

/// Applies a report. Whatever the order in which reports come, the message ends in the same status; one that
/// comes before its message waits for it.
///
/// # Errors
/// Those of the database.
pub fn apply_status(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    report: &StatusReport,
) -> Result<Applied> {
    if let Some(message) = tx.messages().find_by_wamid_to_change(workspace, &report.wamid)? {
        return advance(tx, workspace, now, message, report);
    }
    if let Some(message) = find_by_callback(tx, workspace, report)? {
        return advance(tx, workspace, now, message, report);
    }
    if tx.send_attempts().find_by_wamid(workspace, &report.wamid)?.is_some() {
        return Ok(Applied::Nothing);
    }
    let payload =
        serde_json::to_string(report).map_err(|e| Error::Unreadable { column: 0, reason: e.to_string() })?;
    // Of one instant there may be several that say different things.
    let status = report.status.as_str();
    let kind = match (report.participant.first(), &report.billing) {
        (Some(who), _) => format!("{status}:{}", who.value),
        (None, Some(_)) => format!("{status}:{}", crate::once::digest(&payload)),
        (None, None) => status.to_owned(),
    };
    tx.early_news().add(workspace, &report.wamid, &kind, report.at, &payload)?;
    Ok(Applied::Waits)
}

/// The message that the report is about, if its answer has not told us its wamid: then the report does.
fn find_by_callback(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    report: &StatusReport,
) -> Result<Option<Message>> {
    let Some(callback) = report.callback else { return Ok(None) };
    let Some(mut message) = tx.messages().lookup_to_change(workspace, callback.message)? else {
        return Ok(None);
    };
    if message.wamid.as_ref() == Some(&report.wamid) {
        return Ok(Some(message)); // the answer came while we were looking
    }
    let unanswered = matches!(message.status, Some(MessageStatus::Sending | MessageStatus::Unknown));
    if message.attempt != callback.attempt || message.wamid.is_some() || !unanswered {
        return Ok(None);
    }
    message.wamid = Some(report.wamid.clone());
    Ok(Some(message))
}

/// Moves `message` on, if the report is news to it.
fn advance(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    mut message: Message,
    report: &StatusReport,
) -> Result<Applied> {
    if message.direction == Direction::Inbound || message.status.is_none() {
        return Ok(Applied::Nothing);
    }
    let current = message.status.unwrap_or(MessageStatus::Played);
    let (times, billing, recipients) = (message.status_times, message.billing.clone(), message.recipients);
    if let Some(told) = report.billing.clone() {
        message.billing = Some(match message.billing.take() {
            Some(known) => known.with(told),
            None => told,
        });
    }
    let reached = if report.participant.is_empty() {
        Some(report.status)
    } else {
        super::report::note_participant(tx, workspace, now, &mut message, report)?
    };
    if let Some(reached) = reached {
        message.status_times.note(reached, report.at);
    }
    match reached.and_then(|reached| current.on_report(reached)) {
        Some(next) => {
            message.status = Some(next);
            message.error.clone_from(&report.error);
        }
        None if (message.status_times, &message.billing, message.recipients)
            == (times, &billing, recipients) =>
        {
            return Ok(Applied::Nothing);
        }
        None => {}
    }
    store_progress(tx, workspace, now, &message)?;
    Ok(Applied::Changed)
}

/// Stores how far the message has come, and tells the feed.
pub(super) fn store_progress(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    message: &Message,
) -> Result<()> {
    tx.messages().update_progress(workspace, message)?;
    let Some(status) = message.status else { return Ok(()) };
    let event = Event::MessageStatus {
        conversation_id: message.conversation_id,
        message_id: message.id,
        status,
        at: now,
        status_times: message.status_times,
        error: message.error.clone(),
        attempt: message.attempt,
        wamid: message.wamid.clone(),
        billing: message.billing.clone(),
        recipients: message.recipients,
    };
    tx.record(workspace, now, &event)
}

#[derive(Deserialize)]
#[serde(untagged)]
enum EarlyNews {
    Reaction(EarlyReaction),
    Change(Box<EarlyChange>),
    Report(EarlyReport),
    Call(Box<EarlyCall>),
    Status(Box<StatusReport>),
}

/// Applies what waited for the message with this wamid.
pub(super) fn apply_early_news(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    wamid: &Wamid,
) -> Result<()> {
    for payload in tx.early_news().take(workspace, wamid)? {
        match serde_json::from_str(&payload) {
            Ok(EarlyNews::Reaction(early)) => apply_reaction(tx, workspace, now, &early.reaction)?,
            Ok(EarlyNews::Change(early)) => apply_change(tx, workspace, now, &early.change)?,
            Ok(EarlyNews::Report(early)) => {
                apply_report(tx, workspace, now, wamid, &early.report)?;
            }
            Ok(EarlyNews::Call(early)) => apply_call_to(tx, workspace, now, &early.call)?,
            Ok(EarlyNews::Status(report)) => {
                apply_status(tx, workspace, now, &report)?;
            }
            Err(e) => return Err(Error::Unreadable { column: 0, reason: format!("early news: {e}") }),
        }
    }
    Ok(())
}
