//! One attempt to get a message out: how it begins, and the ways it can end.

use std::collections::BTreeMap;

use domain::contact::{Identifier, IdentifierKind};
use domain::content::Content;
use domain::conversation::Conversation;
use domain::job::Job;
use domain::message::{Message, MessageError, MessageStatus, WINDOW_REMEDY};
use domain::phone_number::NumberAccess;
use domain::{MediaId, MessageId, Timestamp, Wamid, WorkspaceId};
use storage::send_attempts::Outcome;
use storage::{Result, Tx};

use crate::conversation::missing;
use crate::message::Callback;
use crate::message::send::{SendError, check_template, check_window, marketing_stopped};
use crate::message::status::{apply_early_news, store_progress};

/// All that the call to the provider needs.
#[derive(Debug, Clone)]
pub struct Attempt {
    pub access: NumberAccess,
    /// What the recipient is known by, the best first.
    pub to: Identifier,
    pub content: Content,
    /// The message that it answers.
    pub reply_to: Option<Wamid>,
    /// Comes back in the statuses.
    pub callback: Callback,
    /// The ids that the provider knows the content's files by; filled in before the call.
    pub uploads: BTreeMap<MediaId, String>,
}

/// Whether there is something to send.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "made once a send and taken apart at once")]
pub enum Begun {
    Go(Attempt),
    /// The message is not waiting any more, or has just failed for a reason of our own.
    Nothing,
}

/// Begins an attempt: from here until its end is noted, a crash leaves the message's fate unknown.
///
/// # Errors
/// Those of the database.
pub fn begin_attempt(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    id: MessageId,
) -> Result<Begun> {
    let Some(mut message) = tx.messages().lookup_to_change(workspace, id)? else { return Ok(Begun::Nothing) };
    if message.status != Some(MessageStatus::Queued) {
        return Ok(Begun::Nothing);
    }
    let conversation = tx
        .conversations()
        .lookup(workspace, message.conversation_id)?
        .ok_or_else(|| missing("conversation"))?;
    match check_window(tx, workspace, &conversation, &message.content, now) {
        Ok(()) => {}
        Err(SendError::Storage(e)) => return Err(e),
        Err(refusal) => {
            fail(tx, workspace, now, message, window_closed(&refusal))?;
            return Ok(Begun::Nothing);
        }
    }
    if let Err(refusal) = crate::flow::check_send(tx, workspace, &message.content)? {
        fail(tx, workspace, now, message, flow_not_sendable(&refusal))?;
        return Ok(Begun::Nothing);
    }
    if let Content::Template(template) = &message.content {
        match check_template(tx, workspace, &conversation, template) {
            Err(SendError::Template(refusal)) => {
                fail(tx, workspace, now, message, refusal.as_message_error())?;
                return Ok(Begun::Nothing);
            }
            Err(SendError::MarketingStopped { .. }) => {
                fail(tx, workspace, now, message, marketing_stopped())?;
                return Ok(Begun::Nothing);
            }
            Err(SendError::Storage(e)) => return Err(e),
            _ => {}
        }
    }
    let access = tx
        .phone_numbers()
        .access(workspace, conversation.phone_number_id)?
        .ok_or_else(|| missing("phone number"))?;
    let to = recipient(tx, workspace, &conversation)?;
    let Some(to) = to else {
        fail(tx, workspace, now, message, no_address())?;
        return Ok(Begun::Nothing);
    };
    message.status = Some(MessageStatus::Sending);
    message.error = None;
    store_progress(tx, workspace, now, &message)?;
    tx.send_attempts().add(workspace, id, message.attempt, now)?;
    let callback = Callback { message: id, attempt: message.attempt };
    let reply_to = message.reply_to.map(|r| r.wamid);
    let content = message.content;
    Ok(Begun::Go(Attempt { access, to, content, reply_to, callback, uploads: BTreeMap::new() }))
}

fn flow_not_sendable(refusal: &domain::flow::NotSendable) -> MessageError {
    MessageError {
        code: None,
        title: "The Flow cannot be sent any more".to_owned(),
        detail: Some(refusal.to_string()),
        remedy: "Choose another Flow, or repair this one".to_owned(),
    }
}

/// What the contact of a conversation is known by at the provider, the best first.
pub(super) fn recipient(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    conversation: &Conversation,
) -> Result<Option<Identifier>> {
    let contact =
        tx.contacts().lookup(workspace, conversation.contact.id)?.ok_or_else(|| missing("contact"))?;
    let by = |kind| contact.identifiers.iter().find(|i| i.kind == kind).cloned();
    Ok(by(IdentifierKind::WaId)
        .or_else(|| by(IdentifierKind::Phone))
        .or_else(|| by(IdentifierKind::Bsuid))
        .or_else(|| by(IdentifierKind::Group)))
}

/// The provider took it. Statuses that came before this are applied now.
///
/// # Errors
/// Those of the database.
pub fn mark_accepted(tx: &mut Tx<'_>, job: &Job, now: Timestamp, of: Callback, wamid: &Wamid) -> Result<()> {
    let workspace = job.workspace;
    tx.jobs().remove(job.id)?;
    let outcome = Outcome { word: "accepted", wamid: Some(wamid), error: None };
    tx.send_attempts().finish(workspace, of.message, of.attempt, now, outcome)?;
    let Some(mut message) = current(tx, workspace, of)? else { return Ok(()) };
    message.wamid = Some(wamid.clone());
    message.status_times.note(MessageStatus::Accepted, now);
    if let Some(next) = message.status.and_then(|s| s.on_report(MessageStatus::Accepted)) {
        message.status = Some(next);
        message.error = None;
    }
    store_progress(tx, workspace, now, &message)?;
    apply_early_news(tx, workspace, now, wamid)
}

/// The provider refused it for good.
///
/// # Errors
/// Those of the database.
pub fn mark_failed(
    tx: &mut Tx<'_>,
    job: &Job,
    now: Timestamp,
    of: Callback,
    error: MessageError,
) -> Result<()> {
    tx.jobs().remove(job.id)?;
    let outcome = Outcome { word: "failed", wamid: None, error: Some(&error) };
    tx.send_attempts().finish(job.workspace, of.message, of.attempt, now, outcome)?;
    match current(tx, job.workspace, of)? {
        Some(message) if message.status == Some(MessageStatus::Sending) => {
            fail(tx, job.workspace, now, message, error)
        }
        _ => Ok(()),
    }
}

/// The call may or may not have arrived. Never sent again by itself: a status from the provider will tell.
///
/// # Errors
/// Those of the database.
pub fn mark_unknown(
    tx: &mut Tx<'_>,
    job: &Job,
    now: Timestamp,
    of: MessageId,
    error: MessageError,
) -> Result<()> {
    let workspace = job.workspace;
    tx.jobs().remove(job.id)?;
    let Some(mut message) = tx.messages().lookup_to_change(workspace, of)? else { return Ok(()) };
    if message.status != Some(MessageStatus::Sending) {
        return Ok(());
    }
    let outcome = Outcome { word: "unknown", wamid: None, error: Some(&error) };
    tx.send_attempts().finish(workspace, of, message.attempt, now, outcome)?;
    message.status = Some(MessageStatus::Unknown);
    message.error = Some(error);
    store_progress(tx, workspace, now, &message)
}

/// It provably did not go out, and may well go out later: the message waits, the reason with it.
///
/// # Errors
/// Those of the database.
pub fn postpone_attempt(
    tx: &mut Tx<'_>,
    job: &Job,
    now: Timestamp,
    of: Callback,
    run_at: Timestamp,
    error: MessageError,
) -> Result<()> {
    let outcome = Outcome { word: "retry", wamid: None, error: Some(&error) };
    tx.send_attempts().finish(job.workspace, of.message, of.attempt, now, outcome)?;
    tx.jobs().postpone(job.id, run_at, &error.title)?;
    let Some(mut message) = current(tx, job.workspace, of)? else { return Ok(()) };
    if message.status != Some(MessageStatus::Sending) {
        return Ok(());
    }
    message.status = Some(MessageStatus::Queued);
    message.attempt += 1;
    message.error = Some(error);
    store_progress(tx, job.workspace, now, &message)
}

/// The message, if this attempt is still its latest.
fn current(tx: &mut Tx<'_>, workspace: WorkspaceId, of: Callback) -> Result<Option<Message>> {
    Ok(tx.messages().lookup_to_change(workspace, of.message)?.filter(|m| m.attempt == of.attempt))
}

fn fail(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    mut message: Message,
    error: MessageError,
) -> Result<()> {
    message.status = Some(MessageStatus::Failed);
    message.status_times.note(MessageStatus::Failed, now);
    message.error = Some(error);
    store_progress(tx, workspace, now, &message)
}

fn window_closed(refusal: &SendError) -> MessageError {
    MessageError {
        code: None,
        title: "The 24-hour window closed before the message went out".to_owned(),
        detail: Some(refusal.to_string()),
        remedy: WINDOW_REMEDY.to_owned(),
    }
}

fn no_address() -> MessageError {
    MessageError {
        code: None,
        title: "The contact has no number or user id to send to".to_owned(),
        detail: None,
        remedy: "Wait for the contact to write, or add a phone number".to_owned(),
    }
}
