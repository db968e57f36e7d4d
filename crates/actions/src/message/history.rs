//! Older chats, from before the number was connected.

use domain::content::Content;
use domain::conversation::{ConversationState, ServiceWindow};
use domain::event::Event;
use domain::message::{Direction, Message, MessageError, MessageStatus, ReplyTo, StatusTimes};
use domain::report::Source;
use domain::{ConversationId, MessageId, Timestamp, Wamid, WorkspaceId};
use storage::phone_numbers::NumberOwner;
use storage::{Result, Tx};

use crate::conversation::missing;
use crate::history_import::{ImportNews, apply_news, count};
use crate::message::receive::{InboundMessage, NewMedia, Received, Sender, understand_better};
use crate::message::status::apply_early_news;

/// A piece of a number's older chats.
#[derive(Debug, Clone)]
pub struct HistoryChunk {
    pub threads: Vec<HistoryThread>,
    /// What it tells of the whole.
    pub news: Option<ImportNews>,
}

/// Messages of one chat.
#[derive(Debug, Clone)]
pub struct HistoryThread {
    pub contact: Sender,
    pub messages: Vec<HistoryMessage>,
}

/// A message from before.
#[derive(Debug, Clone)]
pub struct HistoryMessage {
    pub wamid: Wamid,
    pub direction: Direction,
    pub at: Timestamp,
    pub content: Content,
    pub media: Option<NewMedia>,
    /// How far a message of ours had come.
    pub status: Option<MessageStatus>,
    pub error: Option<MessageError>,
    pub reply_to: Option<Wamid>,
}

/// Puts older messages in their true places in time, each once, whatever the order of the pieces. Nobody is bothered:
/// nothing becomes unread, no conversation opens, and the feed tells one thing per conversation.
///
/// # Errors
/// Those of the database.
pub fn import(tx: &mut Tx<'_>, number: &NumberOwner, now: Timestamp, chunk: &HistoryChunk) -> Result<()> {
    let mut imported = 0;
    for thread in &chunk.threads {
        imported += import_thread(tx, number, now, thread)?;
    }
    count(tx, number.workspace, number.id, now, imported, 0)?;
    match &chunk.news {
        Some(news) => apply_news(tx, number.workspace, number.id, now, news),
        None => Ok(()),
    }
}

/// How many messages of the chat were new.
fn import_thread(
    tx: &mut Tx<'_>,
    number: &NumberOwner,
    now: Timestamp,
    thread: &HistoryThread,
) -> Result<i64> {
    let workspace = number.workspace;
    let mut fresh = Vec::new();
    for message in &thread.messages {
        match tx.messages().id_by_wamid(workspace, &message.wamid)? {
            Some(_) => drop(take_file(tx, workspace, now, &thread.contact, message)?),
            None => fresh.push(message),
        }
    }
    // The same message twice in one piece is one message.
    fresh.sort_by_key(|message| (message.at, message.wamid.0.as_str()));
    fresh.dedup_by(|a, b| a.wamid == b.wamid);
    if fresh.is_empty() {
        return Ok(0);
    }
    let conversation = find_or_create_closed(tx, number, now, &thread.contact)?;
    for message in &fresh {
        add(tx, workspace, now, conversation, message)?;
    }
    let messages = i64::try_from(fresh.len()).unwrap_or(i64::MAX);
    let conversation =
        tx.conversations().lookup(workspace, conversation)?.ok_or_else(|| missing("conversation"))?;
    tx.record(workspace, now, &Event::ConversationHistoryImported { conversation, messages })?;
    for message in fresh {
        apply_early_news(tx, workspace, now, &message.wamid)?;
    }
    Ok(messages)
}

/// The conversation; one that is made for older messages begins closed: nobody has to do anything there.
fn find_or_create_closed(
    tx: &mut Tx<'_>,
    number: &NumberOwner,
    now: Timestamp,
    contact: &Sender,
) -> Result<ConversationId> {
    let workspace = number.workspace;
    let contact =
        crate::contact::find_or_create(tx, workspace, now, &contact.identifiers, contact.name.as_deref())?;
    if let Some(known) = tx.conversations().find_by_contact(workspace, contact.id, number.id)? {
        return Ok(known);
    }
    let id = crate::conversation::find_or_begin(tx, number.workspace, now, contact.id, number.id)?;
    tx.conversations().update_state(workspace, id, ConversationState::Closed)?;
    Ok(id)
}

fn add(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    conversation_id: ConversationId,
    old: &HistoryMessage,
) -> Result<()> {
    let reply_to = match &old.reply_to {
        Some(wamid) => {
            Some(ReplyTo { wamid: wamid.clone(), message_id: tx.messages().id_by_wamid(workspace, wamid)? })
        }
        None => None,
    };
    let is_ours = old.direction == Direction::Outbound;
    let message = Message {
        id: MessageId::new(now),
        conversation_id,
        direction: old.direction,
        content: old.content.clone(),
        at: old.at,
        status: is_ours.then(|| old.status.unwrap_or(MessageStatus::Sent)),
        status_times: StatusTimes::default(),
        error: None,
        attempt: i64::from(is_ours),
        author: None,
        reply_to,
        origin: None,
        edited_at: None,
        deleted_at: None,
        reactions: Vec::new(),
        wamid: Some(old.wamid.clone()),
        client_ref: None,
        sent_by: None,
        source: Some(Source::History),
        billing: None,
        recipients: None,
        reports: Vec::new(),
    };
    tx.messages().add(workspace, &message)?;
    if let Some(media) = &old.media {
        crate::media::add_inbound(tx, workspace, now, &message, media)?;
    }
    if let Some(error) = old.error.clone().filter(|_| is_ours) {
        tx.messages().update_progress(workspace, &Message { error: Some(error), ..message.clone() })?;
    }
    tx.conversations().update_outbound(workspace, conversation_id, message.id, message.at)?;
    if !is_ours {
        tx.conversations().update_window(workspace, conversation_id, old.at + ServiceWindow::LENGTH)?;
    }
    Ok(())
}

/// A file may come later than the message that it belongs to, which had a stand-in until then.
fn take_file(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    contact: &Sender,
    old: &HistoryMessage,
) -> Result<Received> {
    let better = InboundMessage {
        wamid: old.wamid.clone(),
        sender: contact.clone(),
        sent_at: old.at,
        content: old.content.clone(),
        media: old.media.clone(),
        reply_to: None,
        origin: None,
        new_identifiers: Vec::new(),
    };
    understand_better(tx, workspace, now, &better)
}
