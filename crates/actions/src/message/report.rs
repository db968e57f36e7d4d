//! What is reported of a message beside how far it has come: its payment, each of a group, words nobody knows.

use domain::event::Event;
use domain::message::{Message, MessageStatus};
use domain::report::{Report, add_report};
use domain::{Timestamp, Wamid, WorkspaceId};
use serde::{Deserialize, Serialize};
use storage::{Result, Tx};

use crate::message::as_early_news;
use crate::message::status::StatusReport;
use crate::once::is_new;

/// A report as it waits for its message.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EarlyReport {
    pub(super) report: Report,
}

/// Keeps a report with its message, once. False when there is no such message yet: the report waits for it.
///
/// # Errors
/// Those of the database.
pub fn apply_report(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    wamid: &Wamid,
    report: &Report,
) -> Result<bool> {
    let Some(mut message) = tx.messages().find_by_wamid_to_change(workspace, wamid)? else {
        let kind = format!("report:{}:{}", report.kind, report.status);
        let payload = as_early_news(&EarlyReport { report: report.clone() })?;
        tx.early_news().add(workspace, wamid, &kind, report.at, &payload)?;
        return Ok(false);
    };
    if add_report(&mut message.reports, report.clone()) {
        tx.messages().update_reports(workspace, &message)?;
        tx.record(workspace, now, &Event::MessageUpdated { message })?;
    }
    Ok(true)
}

/// Notes how far a message has come with one of a group; how far it has come as a whole by now.
pub(super) fn note_participant(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    message: &mut Message,
    report: &StatusReport,
) -> Result<Option<MessageStatus>> {
    let parts = ["reached", report.wamid.0.as_str(), report.status.as_str()];
    if !is_new(tx, workspace, now, &report.participant, &parts)? {
        return Ok(None);
    }
    let contact = crate::contact::find_or_create(tx, workspace, now, &report.participant, None)?;
    let mut reached = tx.message_recipients().list(workspace, message.id)?;
    match reached.iter_mut().find(|(who, _)| *who == contact.id) {
        Some((_, known)) if known.on_report(report.status).is_none() => {}
        known => {
            tx.message_recipients().save(workspace, message.id, contact.id, report.status, report.at)?;
            match known {
                Some((_, status)) => *status = report.status,
                None => reached.push((contact.id, report.status)),
            }
        }
    }
    let statuses: Vec<_> = reached.into_iter().map(|(_, status)| status).collect();
    let counts = message.recipients.unwrap_or_default().counted(&statuses);
    message.recipients = Some(counts);
    // That WhatsApp has it is so of the message as a whole.
    Ok(counts.reached().or((report.status == MessageStatus::Sent).then_some(MessageStatus::Sent)))
}
