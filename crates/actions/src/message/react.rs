//! Our reaction to a message.

use domain::conversation::Conversation;
use domain::event::Event;
use domain::job::Work;
use domain::message::{Direction, Message, Reaction};
use domain::phone_number::NumberAccess;
use domain::workspace::Actor;
use domain::{MessageId, Timestamp, Wamid, WorkspaceId};
use storage::Tx;

use crate::conversation::missing;
use crate::message::attempt::recipient;

#[derive(Debug, thiserror::Error)]
pub enum ReactError {
    #[error("there is no such message")]
    NotFound,
    #[error("your role may read conversations but not write in them")]
    NotAllowed,
    #[error("a reaction is one emoji, or nothing to take it back")]
    NotAnEmoji,
    #[error("WhatsApp does not know this message yet")]
    NotSentYet,
    #[error("the 24-hour window is closed")]
    WindowClosed,
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

/// The longest emoji that WhatsApp has, joined ones included, in bytes.
const EMOJI_LIMIT: usize = 40;

/// Puts our reaction on a message, or with an empty `emoji` takes it off.
///
/// # Errors
/// See [`ReactError`].
pub fn react(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    id: MessageId,
    emoji: &str,
) -> Result<Message, ReactError> {
    let workspace = actor.workspace();
    let mut message = tx.messages().lookup_to_change(workspace, id)?.ok_or(ReactError::NotFound)?;
    if !actor.can_reply() {
        return Err(ReactError::NotAllowed);
    }
    if emoji.len() > EMOJI_LIMIT || emoji.chars().any(|c| c.is_alphabetic() || c.is_control() || c == ' ') {
        return Err(ReactError::NotAnEmoji);
    }
    if message.wamid.is_none() {
        return Err(ReactError::NotSentYet);
    }
    let conversation = conversation_of(tx, workspace, &message)?;
    if !conversation.service_window().is_open(now) {
        return Err(ReactError::WindowClosed);
    }
    set(&mut message, emoji, now);
    tx.messages().update_reactions(workspace, &message)?;
    tx.record(workspace, now, &Event::MessageUpdated { message: message.clone() })?;
    tx.jobs().add(workspace, &Work::SendReaction { message_id: id }, now, now)?;
    Ok(message)
}

fn set(message: &mut Message, emoji: &str, at: Timestamp) {
    message.reactions.retain(|r| r.direction != Direction::Outbound);
    if !emoji.is_empty() {
        message.reactions.push(Reaction {
            emoji: emoji.to_owned(),
            direction: Direction::Outbound,
            at,
            contact_id: None,
        });
    }
}

fn conversation_of(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    message: &Message,
) -> storage::Result<Conversation> {
    tx.conversations().lookup(workspace, message.conversation_id)?.ok_or_else(|| missing("conversation"))
}

/// All that telling the provider needs.
#[derive(Debug, Clone)]
pub struct OutboundReaction {
    pub access: NumberAccess,
    pub to: domain::contact::Identifier,
    pub target: Wamid,
    /// Empty: taken off.
    pub emoji: String,
}

/// Our reaction as it stands. `None` when there is nothing to tell.
///
/// # Errors
/// Those of the database.
pub fn outbound_reaction(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: MessageId,
) -> storage::Result<Option<OutboundReaction>> {
    let Some(message) = tx.messages().lookup(workspace, id)? else { return Ok(None) };
    let Some(target) = message.wamid.clone() else { return Ok(None) };
    let conversation = conversation_of(tx, workspace, &message)?;
    let access = tx.phone_numbers().access(workspace, conversation.phone_number_id)?;
    let to = recipient(tx, workspace, &conversation)?;
    let ours = message.reactions.into_iter().find(|r| r.direction == Direction::Outbound);
    let emoji = ours.map(|r| r.emoji).unwrap_or_default();
    Ok(access.zip(to).map(|(access, to)| OutboundReaction { access, to, target, emoji }))
}

/// The provider refused our reaction: takes it off again.
///
/// # Errors
/// Those of the database.
pub fn drop_reaction(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    id: MessageId,
) -> storage::Result<()> {
    let Some(mut message) = tx.messages().lookup_to_change(workspace, id)? else { return Ok(()) };
    set(&mut message, "", now);
    tx.messages().update_reactions(workspace, &message)?;
    tx.record(workspace, now, &Event::MessageUpdated { message })
}
