//! A message or reaction from a contact.

use domain::contact::{Contact, Identifier};
use domain::content::Content;
use domain::conversation::ServiceWindow;
use domain::event::Event;
use domain::message::{Direction, Message, Origin, Reaction, ReplyTo, StatusTimes};
use domain::report::SentBy;
use domain::{ConversationId, MediaId, MessageId, Timestamp, Wamid, WorkspaceId};
use serde::{Deserialize, Serialize};
use storage::conversations::Inbound;
use storage::phone_numbers::NumberOwner;
use storage::{Result, Tx};

use crate::conversation::announce;
use crate::message::status::apply_early_news;

/// What a contact sent.
#[derive(Debug, Clone)]
pub struct InboundMessage {
    pub wamid: Wamid,
    pub sender: Sender,
    /// When WhatsApp took it: opens the service window.
    pub sent_at: Timestamp,
    pub content: Content,
    /// The file that the content refers to.
    pub media: Option<NewMedia>,
    /// The message that it answers.
    pub reply_to: Option<Wamid>,
    pub origin: Option<Origin>,
    /// What the contact is known by from now on: it has a new number or user id.
    pub new_identifiers: Vec<Identifier>,
}

/// Who sent it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Sender {
    pub identifiers: Vec<Identifier>,
    pub name: Option<String>,
}

/// A file that the provider holds for us.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewMedia {
    pub id: MediaId,
    pub meta_media_id: String,
    pub mime_type: String,
    pub sha256: Option<String>,
    pub expires_at: Option<Timestamp>,
}

/// A reaction, or that one was taken back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InboundReaction {
    /// The message reacted to.
    pub target: Wamid,
    /// Empty: taken back.
    pub emoji: String,
    pub at: Timestamp,
    /// The business reacted in its own app.
    #[serde(default)]
    pub by_us: bool,
    /// Who of a group it was; empty outside of groups.
    #[serde(default)]
    pub by: Vec<Identifier>,
}

/// Whether there was anything to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    New(MessageId),
    /// We have it already.
    Duplicate,
    /// We have it already, but did not understand its kind until now.
    Understood(MessageId),
}

/// How much later than WhatsApp's own time a message may arrive and still stand in the thread where it
/// arrived. WhatsApp's time has whole seconds only, so that it cannot order a quick exchange.
pub(super) const ARRIVES_NORMALLY: std::time::Duration = std::time::Duration::from_secs(30);

/// Stores what a contact sent, once: creates contact and conversation at need, opens the service window,
/// reopens the conversation. `received_at` is when it was journalled, so that replaying the journal gives the
/// same result.
///
/// # Errors
/// Those of the database.
pub fn receive(
    tx: &mut Tx<'_>,
    number: &NumberOwner,
    received_at: Timestamp,
    inbound: InboundMessage,
) -> Result<Received> {
    let workspace = number.workspace;
    let Some(Place { contact, conversation, sent_by }) = find_place(tx, number, received_at, &inbound)?
    else {
        return understand_better(tx, workspace, received_at, &inbound);
    };
    let message = compose(tx, workspace, received_at, conversation, &inbound, sent_by)?;
    if !tx.messages().add_if_new(workspace, &message)? {
        return understand_better(tx, workspace, received_at, &inbound);
    }
    if let Some(media) = &inbound.media {
        crate::media::add_inbound(tx, workspace, received_at, &message, media)?;
    }
    let Sender { identifiers, name } = &inbound.sender;
    let mut contact =
        crate::contact::complete(tx, workspace, received_at, contact, identifiers, name.as_deref())?;
    if !inbound.new_identifiers.is_empty() {
        let new = &inbound.new_identifiers;
        contact = crate::contact::replace_identifiers(tx, workspace, received_at, contact.id, new)?;
    }
    let id = message.id;
    tx.record(workspace, received_at, &Event::MessageCreated { message: message.clone() })?;
    if matches!(message.content, Content::System(_)) {
        // Nobody wrote: it is nothing to be answered.
        tx.conversations().update_outbound(workspace, conversation, id, message.at)?;
        announce(tx, workspace, received_at, conversation)?;
    } else {
        let of_contact = message.sent_by.is_none().then(|| contact.summary());
        let window_expires_at = inbound.sent_at + ServiceWindow::LENGTH;
        let news = Inbound { message: &message, contact: of_contact, window_expires_at };
        let conversation = tx.conversations().update_inbound(workspace, news)?;
        tx.record(workspace, received_at, &Event::ConversationUpdated { conversation })?;
    }
    apply_early_news(tx, workspace, received_at, &inbound.wamid)?;
    Ok(Received::New(id))
}

/// Where a message goes, and who wrote it.
struct Place {
    contact: Contact,
    conversation: ConversationId,
    /// In a group: the writer.
    sent_by: Option<SentBy>,
}

/// `None` when we have the message: then it changes nothing, its sender neither, for older news must not undo newer
/// ones. For somebody we talk with already, only storing the message tells whether we have it.
fn find_place(
    tx: &mut Tx<'_>,
    number: &NumberOwner,
    received_at: Timestamp,
    inbound: &InboundMessage,
) -> Result<Option<Place>> {
    let workspace = number.workspace;
    let Sender { identifiers, name } = &inbound.sender;
    let group = inbound.origin.as_ref().and_then(|origin| origin.group_id.as_deref());
    if group.is_none()
        && let Some((contact, Some(conversation))) =
            crate::contact::find(tx, workspace, number.id, identifiers)?
    {
        return Ok(Some(Place { contact, conversation, sent_by: None }));
    }
    if tx.messages().id_by_wamid(workspace, &inbound.wamid)?.is_some() {
        return Ok(None);
    }
    let contact = crate::contact::find_or_create(tx, workspace, received_at, identifiers, name.as_deref())?;
    let Some(group) = group else {
        let conversation =
            crate::conversation::find_or_begin(tx, workspace, received_at, contact.id, number.id)?;
        return Ok(Some(Place { contact, conversation, sent_by: None }));
    };
    let writer = Some((contact.id, inbound.sent_at));
    let conversation = crate::group::conversation_of(tx, number, received_at, group, writer)?;
    let sent_by = Some(SentBy { contact_id: contact.id, name: contact.name.clone() });
    Ok(Some(Place { contact, conversation, sent_by }))
}

/// A message of a kind that was not known when it came, applied again by a program that knows it.
pub(super) fn understand_better(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    received_at: Timestamp,
    inbound: &InboundMessage,
) -> Result<Received> {
    let known = tx.messages().find_by_wamid_to_change(workspace, &inbound.wamid)?;
    let was_unknown = |m: &Message| matches!(m.content, Content::Unsupported(_));
    let Some(mut message) = known.filter(|m| was_unknown(m) && inbound.content.kind() != m.content.kind())
    else {
        return Ok(Received::Duplicate);
    };
    message.content = inbound.content.clone();
    tx.messages().update_content(workspace, &message)?;
    if let Some(media) = &inbound.media {
        crate::media::add_inbound(tx, workspace, received_at, &message, media)?;
    }
    let (id, conversation) = (message.id, message.conversation_id);
    tx.record(workspace, received_at, &Event::MessageUpdated { message })?;
    announce(tx, workspace, received_at, conversation)?;
    Ok(Received::Understood(id))
}

fn compose(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    received_at: Timestamp,
    conversation_id: ConversationId,
    inbound: &InboundMessage,
    sent_by: Option<SentBy>,
) -> Result<Message> {
    let late = received_at.since(inbound.sent_at) > ARRIVES_NORMALLY;
    let reply_to = match &inbound.reply_to {
        Some(wamid) => {
            Some(ReplyTo { wamid: wamid.clone(), message_id: tx.messages().id_by_wamid(workspace, wamid)? })
        }
        None => None,
    };
    let mut content = inbound.content.clone();
    crate::flow::link_reply(tx, workspace, inbound.sent_at, &mut content, inbound.reply_to.as_ref())?;
    Ok(Message {
        id: MessageId::new(received_at),
        conversation_id,
        direction: Direction::Inbound,
        content,
        at: if late { inbound.sent_at } else { received_at },
        status: None,
        status_times: StatusTimes::default(),
        error: None,
        attempt: 0,
        author: None,
        reply_to,
        origin: inbound.origin.clone(),
        edited_at: None,
        deleted_at: None,
        reactions: Vec::new(),
        wamid: Some(inbound.wamid.clone()),
        client_ref: None,
        sent_by,
        source: None,
        billing: None,
        recipients: None,
        reports: Vec::new(),
    })
}

/// Somebody edited a message of theirs, or deleted it for everyone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    pub target: Wamid,
    pub at: Timestamp,
    /// What it says now; `None` when it was deleted.
    pub new_text: Option<NewText>,
    /// It is a message of the business, changed in its own app.
    #[serde(default)]
    pub by_us: bool,
}

/// What an edited message says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewText {
    pub content: Content,
    pub media: Option<NewMedia>,
}

/// Applies an edit or a deletion. The latest wins whatever the order of arrival, and nothing comes after a
/// deletion; a change of a message that is not there yet waits for it.
///
/// # Errors
/// Those of the database.
pub fn apply_change(tx: &mut Tx<'_>, workspace: WorkspaceId, now: Timestamp, change: &Change) -> Result<()> {
    let Some(mut message) = tx.messages().find_by_wamid_to_change(workspace, &change.target)? else {
        let payload = serde_json::to_string(&EarlyChange { change: change.clone() })
            .map_err(|e| storage::Error::Unreadable { column: 0, reason: e.to_string() })?;
        return tx.early_news().add(workspace, &change.target, "change", change.at, &payload);
    };
    let is_old = message.edited_at.is_some_and(|at| at >= change.at);
    let author = if change.by_us { Direction::Outbound } else { Direction::Inbound };
    if message.direction != author || message.deleted_at.is_some() {
        return Ok(());
    }
    match &change.new_text {
        Some(_) if is_old => return Ok(()),
        Some(new) => {
            message.content = new.content.clone();
            message.edited_at = Some(change.at);
            if let Some(media) = &new.media {
                crate::media::add_inbound(tx, workspace, now, &message, media)?;
            }
        }
        None => {
            message.content = Content::Deleted;
            message.deleted_at = Some(change.at);
        }
    }
    tx.messages().update_content(workspace, &message)?;
    let conversation = message.conversation_id;
    let id = message.id;
    tx.record(workspace, now, &Event::MessageUpdated { message })?;
    let shown = tx.conversations().lookup(workspace, conversation)?.and_then(|c| c.last_message);
    if shown.is_some_and(|last| last.id == id) {
        announce(tx, workspace, now, conversation)?; // its preview has changed
    }
    Ok(())
}

/// A change as it waits for its message.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EarlyChange {
    pub(super) change: Change,
}

/// Puts a contact's reaction on its message, or takes it off. Later news of the same reaction wins, whatever
/// the order of arrival; a reaction to a message that is not there yet waits for it.
///
/// # Errors
/// Those of the database.
pub fn apply_reaction(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    reaction: &InboundReaction,
) -> Result<()> {
    let Some(mut message) = tx.messages().find_by_wamid_to_change(workspace, &reaction.target)? else {
        let payload = serde_json::to_string(&EarlyReaction { reaction: reaction.clone() })
            .map_err(|e| storage::Error::Unreadable { column: 0, reason: e.to_string() })?;
        let kind = match reaction.by.first() {
            Some(by) => format!("reaction:{}", by.value),
            None if reaction.by_us => "reaction:ours".to_owned(),
            None => "reaction".to_owned(),
        };
        return tx.early_news().add(workspace, &reaction.target, &kind, reaction.at, &payload);
    };
    let direction = if reaction.by_us { Direction::Outbound } else { Direction::Inbound };
    let contact_id = match &reaction.by[..] {
        [] => None,
        _ if !is_new_reaction(tx, workspace, now, reaction)? => return Ok(()),
        by => Some(crate::contact::find_or_create(tx, workspace, now, by, None)?.id),
    };
    let old = message.reactions.iter_mut().find(|r| r.direction == direction && r.contact_id == contact_id);
    match old {
        Some(old) if (old.at, &old.emoji) >= (reaction.at, &reaction.emoji) => {
            return Ok(());
        }
        Some(old) => (old.emoji, old.at) = (reaction.emoji.clone(), reaction.at),
        None => message.reactions.push(Reaction {
            emoji: reaction.emoji.clone(),
            direction,
            at: reaction.at,
            contact_id,
        }),
    }
    tx.messages().update_reactions(workspace, &message)?;
    tx.record(workspace, now, &Event::MessageUpdated { message })
}

fn is_new_reaction(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    reaction: &InboundReaction,
) -> Result<bool> {
    let at = reaction.at.as_micros().to_string();
    let parts = ["reaction", reaction.target.0.as_str(), reaction.emoji.as_str(), at.as_str()];
    crate::once::is_new(tx, workspace, now, &reaction.by, &parts)
}

/// A reaction as it waits for its message.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EarlyReaction {
    pub(super) reaction: InboundReaction,
}
