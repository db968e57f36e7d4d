//! What the business wrote in its own WhatsApp app.

use domain::content::Content;
use domain::event::Event;
use domain::message::{Direction, Message, MessageStatus, ReplyTo, StatusTimes};
use domain::report::Source;
use domain::{ConversationId, MessageId, Timestamp, Wamid, WorkspaceId};
use storage::phone_numbers::NumberOwner;
use storage::{Result, Tx};

use crate::conversation::{announce, missing};
use crate::message::receive::{InboundMessage, NewMedia, Received, Sender, understand_better};
use crate::message::send::recipients;
use crate::message::status::apply_early_news;

/// A message that the business wrote elsewhere.
#[derive(Debug, Clone)]
pub struct Echo {
    pub wamid: Wamid,
    /// Whom it was written to.
    pub to: Sender,
    /// The group it was written in, instead.
    pub group_id: Option<String>,
    pub sent_at: Timestamp,
    pub content: Content,
    pub media: Option<NewMedia>,
    pub reply_to: Option<Wamid>,
}

/// Stores what the business wrote in its own app, once, as a message of ours that nobody here wrote. It opens no
/// window, reopens nothing, and is nothing unread.
///
/// # Errors
/// Those of the database.
pub fn apply_echo(tx: &mut Tx<'_>, number: &NumberOwner, now: Timestamp, echo: Echo) -> Result<Received> {
    let workspace = number.workspace;
    if tx.messages().id_by_wamid(workspace, &echo.wamid)?.is_some() {
        return understand_better(tx, workspace, now, &as_inbound(echo));
    }
    let conversation = match &echo.group_id {
        Some(group) => crate::group::conversation_of(tx, number, now, group, None)?,
        None => {
            let name = echo.to.name.as_deref();
            let contact = crate::contact::find_or_create(tx, workspace, now, &echo.to.identifiers, name)?;
            crate::conversation::find_or_begin(tx, workspace, now, contact.id, number.id)?
        }
    };
    let message = written_elsewhere(tx, workspace, now, conversation, &echo)?;
    tx.messages().add(workspace, &message)?;
    if let Some(media) = &echo.media {
        crate::media::add_inbound(tx, workspace, now, &message, media)?;
    }
    let id = message.id;
    tx.conversations().update_outbound(workspace, conversation, id, message.at)?;
    tx.record(workspace, now, &Event::MessageCreated { message })?;
    announce(tx, workspace, now, conversation)?;
    apply_early_news(tx, workspace, now, &echo.wamid)?;
    Ok(Received::New(id))
}

fn written_elsewhere(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    conversation_id: ConversationId,
    echo: &Echo,
) -> Result<Message> {
    let reply_to = match &echo.reply_to {
        Some(wamid) => {
            Some(ReplyTo { wamid: wamid.clone(), message_id: tx.messages().id_by_wamid(workspace, wamid)? })
        }
        None => None,
    };
    let recipients = match &echo.group_id {
        Some(_) => {
            let conversation = tx
                .conversations()
                .lookup(workspace, conversation_id)?
                .ok_or_else(|| missing("conversation"))?;
            recipients(tx, workspace, &conversation)?
        }
        None => None,
    };
    let late = now.since(echo.sent_at) > super::receive::ARRIVES_NORMALLY;
    Ok(Message {
        id: MessageId::new(now),
        conversation_id,
        direction: Direction::Outbound,
        content: echo.content.clone(),
        at: if late { echo.sent_at } else { now },
        status: Some(MessageStatus::Sent),
        status_times: StatusTimes::default(),
        error: None,
        attempt: 1,
        author: None,
        reply_to,
        origin: None,
        edited_at: None,
        deleted_at: None,
        reactions: Vec::new(),
        wamid: Some(echo.wamid.clone()),
        client_ref: None,
        sent_by: None,
        source: Some(Source::BusinessApp),
        billing: None,
        recipients,
        reports: Vec::new(),
    })
}

/// For what a message of either side has in common.
fn as_inbound(echo: Echo) -> InboundMessage {
    InboundMessage {
        wamid: echo.wamid,
        sender: echo.to,
        sent_at: echo.sent_at,
        content: echo.content,
        media: echo.media,
        reply_to: echo.reply_to,
        origin: None,
        new_identifiers: Vec::new(),
    }
}
