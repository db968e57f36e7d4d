//! Calls: an entry of the conversation each, which grows with the news of it.

use domain::call::CallContent;
use domain::content::Content;
use domain::conversation::ServiceWindow;
use domain::event::Event;
use domain::message::{Direction, Message, StatusTimes};
use domain::{ConversationId, MessageId, Timestamp, Wamid, WorkspaceId};
use serde::{Deserialize, Serialize};
use storage::phone_numbers::NumberOwner;
use storage::{Result, Tx};

use crate::conversation::announce;
use crate::message::as_early_news;
use crate::message::receive::Sender;
use crate::message::status::apply_early_news;

/// What is told of a call.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CallNews {
    /// The provider's id of it.
    pub id: Wamid,
    /// `Inbound`: the contact called. `None` when the news does not say.
    pub direction: Option<Direction>,
    /// The person on the other end; nobody when the news does not say.
    pub contact: Sender,
    pub at: Timestamp,
    pub content: CallContent,
}

/// News of a call as it waits for the call.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EarlyCall {
    pub(super) call: CallNews,
}

/// Takes news of a call over: the first makes its entry, the rest completes it, whatever the order of arrival. A call of
/// the contact opens the service window, as a message does.
///
/// # Errors
/// Those of the database.
pub fn apply_call(tx: &mut Tx<'_>, number: &NumberOwner, now: Timestamp, news: &CallNews) -> Result<()> {
    let workspace = number.workspace;
    if tx.messages().id_by_wamid(workspace, &news.id)?.is_some() {
        return apply_call_to(tx, workspace, now, news);
    }
    let Some(direction) = news.direction.filter(|_| !news.contact.identifiers.is_empty()) else {
        let kind = format!("call:{:?}", news.content.state);
        let payload = as_early_news(&EarlyCall { call: news.clone() })?;
        return tx.early_news().add(workspace, &news.id, &kind, news.at, &payload);
    };
    let name = news.contact.name.as_deref();
    let contact = crate::contact::find_or_create(tx, workspace, now, &news.contact.identifiers, name)?;
    let conversation = crate::conversation::find_or_begin(tx, number.workspace, now, contact.id, number.id)?;
    let entry = entry(now, conversation, direction, news);
    tx.messages().add(workspace, &entry)?;
    if direction == Direction::Inbound {
        let window = news.at + ServiceWindow::LENGTH;
        tx.conversations().update_called(workspace, conversation, entry.id, entry.at, window)?;
    } else {
        tx.conversations().update_outbound(workspace, conversation, entry.id, entry.at)?;
    }
    tx.record(workspace, now, &Event::MessageCreated { message: entry })?;
    announce(tx, workspace, now, conversation)?;
    apply_early_news(tx, workspace, now, &news.id)
}

/// Completes the entry of a call that is there.
pub(super) fn apply_call_to(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    news: &CallNews,
) -> Result<()> {
    let Some(mut entry) = tx.messages().find_by_wamid_to_change(workspace, &news.id)? else { return Ok(()) };
    let Content::Call(known) = &entry.content else { return Ok(()) };
    let conversation = entry.conversation_id;
    let whole = known.clone().with(news.content.clone());
    let is_changed = whole != *known;
    if is_changed {
        entry.content = Content::Call(whole);
        tx.messages().update_content(workspace, &entry)?;
    }
    let is_theirs = entry.direction == Direction::Inbound && news.direction == Some(Direction::Inbound);
    let opens = is_theirs
        && tx.conversations().update_window(workspace, conversation, news.at + ServiceWindow::LENGTH)?;
    if is_changed {
        tx.record(workspace, now, &Event::MessageUpdated { message: entry })?;
    }
    if opens {
        announce(tx, workspace, now, conversation)?;
    }
    Ok(())
}

fn entry(now: Timestamp, conversation_id: ConversationId, direction: Direction, news: &CallNews) -> Message {
    let late = now.since(news.at) > super::receive::ARRIVES_NORMALLY;
    Message {
        id: MessageId::new(now),
        conversation_id,
        direction,
        content: Content::Call(news.content.clone()),
        at: if late { news.at } else { now },
        status: None,
        status_times: StatusTimes::default(),
        error: None,
        attempt: 0,
        author: None,
        reply_to: None,
        origin: None,
        edited_at: None,
        deleted_at: None,
        reactions: Vec::new(),
        wamid: Some(news.id.clone()),
        client_ref: None,
        sent_by: None,
        source: None,
        billing: None,
        recipients: None,
        reports: Vec::new(),
    }
}
