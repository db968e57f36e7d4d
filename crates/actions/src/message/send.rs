//! Sending, and sending again.

use domain::contact::{ContactKind, Identifier, MarketingChoice};
use domain::content::{Content, TemplateContent, TextContent};
use domain::conversation::{Conversation, ConversationState};
use domain::event::Event;
use domain::job::Work;
use domain::limits::{self, Broken, Rule};
use domain::media::{MediaSource, NotSendable, check_link};
use domain::message::{Author, Direction, Message, MessageError, MessageStatus, ReplyTo, StatusTimes};
use domain::phone::Phone;
use domain::report::Recipients;
use domain::split::split_text;
use domain::template::TemplateCategory;
use domain::workspace::Actor;
use domain::{ConversationId, MediaId, MessageId, PhoneNumberId, Timestamp, WabaId, WorkspaceId};
use storage::Tx;

use crate::conversation::{announce, missing};
use crate::group::GroupRefusal;
use crate::message::status::store_progress;
use crate::template::{CheckError, Fitting, check_send};

/// A message to be sent.
#[derive(Debug, Clone)]
pub struct SendMessage {
    pub target: Target,
    pub content: Content,
    pub reply_to: Option<MessageId>,
    /// Makes repeating the same send harmless, and comes back as the message's `client_ref`.
    pub idempotency_key: Option<String>,
    /// Tells whether a repeat asks for the same.
    pub request_hash: Vec<u8>,
}

/// Where it goes.
#[derive(Debug, Clone)]
pub enum Target {
    Conversation(ConversationId),
    /// The conversation of this contact with this number, created at need.
    Phone {
        from: PhoneNumberId,
        to: Phone,
    },
}

/// A message that was taken for sending.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    pub message: Message,
    /// It had been taken before, under the same key.
    pub is_repeat: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error("there is no such conversation")]
    NoConversation,
    #[error("there is no such number")]
    NoPhoneNumber,
    #[error("the message that this one answers is not in the conversation")]
    NoQuotedMessage,
    #[error("your role may read conversations but not write in them")]
    NotAllowed,
    /// Limits of WhatsApp that the content breaks.
    #[error("{}: {}", .0[0].field, .0[0].rule)]
    Invalid(Vec<Broken>),
    #[error("this kind of message cannot be sent")]
    UnsupportedKind,
    /// `field` of the content names a file that we do not have.
    #[error("there is no file with the id {id}")]
    NoMedia { field: String, id: MediaId },
    /// The file that `field` of the content names is not here, or cannot be sent as this kind of message.
    #[error("{reason}")]
    Media {
        field: String,
        #[source]
        reason: NotSendable,
    },
    /// It does not exist, is not approved, or its parameters do not fit.
    #[error(transparent)]
    Template(CheckError),
    /// Its Flow is a draft, or out of use.
    #[error(transparent)]
    Flow(domain::flow::NotSendable),
    /// Free-form messages may only be sent within 24 hours of the contact's last message.
    #[error("{}: send an approved template instead", closed_since(*.closed_at))]
    WindowClosed {
        /// Absent when the contact has never written.
        closed_at: Option<Timestamp>,
        /// The account whose templates can be sent.
        waba: Option<WabaId>,
    },
    /// The contact has asked for no marketing messages.
    #[error("the contact has stopped marketing messages from this business: send nothing of the kind")]
    MarketingStopped { since: Timestamp },
    /// Not in this group, or not of this kind.
    #[error(transparent)]
    Group(#[from] GroupRefusal),
    #[error("the idempotency key was used before for a different request")]
    KeyReused,
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

fn closed_since(at: Option<Timestamp>) -> String {
    match at {
        Some(at) => format!("the 24-hour window closed at {at}"),
        None => "the 24-hour window is closed: the contact has not written yet".to_owned(),
    }
}

/// Takes a message for sending: it is durable when the transaction commits, and a runner sends it.
///
/// # Errors
/// See [`SendError`]; nothing is stored then.
pub fn send(tx: &mut Tx<'_>, actor: &Actor, now: Timestamp, command: SendMessage) -> Result<Sent, SendError> {
    if !actor.can_reply() {
        return Err(SendError::NotAllowed);
    }
    check_content(&command.content)?;
    if let Some(repeat) = find_repeat(tx, actor, &command)? {
        return Ok(Sent { message: repeat, is_repeat: true });
    }
    let conversation = find_target(tx, actor, now, &command.target)?;
    crate::group::check_send(tx, actor.workspace(), &conversation, &command.content)??;
    check_window(tx, actor.workspace(), &conversation, &command.content, now)?;
    let mut parts = parts(tx, actor, &conversation, command.content.clone())?.into_iter();
    let content = parts.next().ok_or(SendError::UnsupportedKind)?;
    let message = compose(tx, actor, now, &conversation, &command, content)?;
    if let Some(key) = &command.idempotency_key
        && !tx.idempotency_keys().add(actor.workspace(), key, &command.request_hash, message.id, now)?
    {
        // The same request was stored while this one was on its way: now it can be seen.
        let repeat = find_repeat(tx, actor, &command)?.ok_or(SendError::KeyReused)?;
        return Ok(Sent { message: repeat, is_repeat: true });
    }
    store(tx, actor, now, &message)?;
    for content in parts {
        let further = SendMessage { reply_to: None, idempotency_key: None, ..command.clone() };
        let further = compose(tx, actor, now, &conversation, &further, content)?;
        store(tx, actor, now, &further)?;
    }
    if conversation.state != ConversationState::Open {
        tx.conversations().update_state(actor.workspace(), conversation.id, ConversationState::Open)?;
    }
    announce(tx, actor.workspace(), now, conversation.id)?;
    Ok(Sent { message, is_repeat: false })
}

/// One message's content, or several when a text is too long for one; its files made sure of.
fn parts(
    tx: &mut Tx<'_>,
    actor: &Actor,
    conversation: &Conversation,
    mut content: Content,
) -> Result<Vec<Content>, SendError> {
    if let Content::Text(text) = &content
        && text.text.chars().count() > limits::TEXT
    {
        let part = |part| Content::Text(TextContent { text: part, preview_url: text.preview_url });
        return Ok(split_text(&text.text, limits::TEXT).into_iter().map(part).collect());
    }
    if let Content::Template(template) = content {
        let fitting = check_template(tx, actor.workspace(), conversation, &template)?;
        content = Content::Template(fitting.shown_in(template));
    }
    crate::flow::check_send(tx, actor.workspace(), &content)?.map_err(SendError::Flow)?;
    check_files(tx, actor.workspace(), &mut content)?;
    Ok(vec![content])
}

/// Makes sure of the files of a content, wherever in it they are named, and notes what they are.
fn check_files(tx: &mut Tx<'_>, workspace: WorkspaceId, content: &mut Content) -> Result<(), SendError> {
    for mut spot in content.files_mut() {
        let broken = |part: &str, rule| {
            SendError::Invalid(vec![Broken { field: format!("content.{}", spot.field_of(part)), rule }])
        };
        match spot.source() {
            Some(MediaSource::Kept(id)) => {
                let field = || spot.field_of("id");
                let found = tx.media().lookup(workspace, id)?;
                let file = found.ok_or_else(|| SendError::NoMedia { field: field(), id })?;
                spot.check(&file.media).map_err(|reason| SendError::Media { field: field(), reason })?;
                spot.note(&file.media);
            }
            // The provider fetches it: nothing is opened from here.
            Some(MediaSource::Link(link)) => check_link(&link).map_err(|rule| broken("link", rule))?,
            None if spot.has_odd_id() => {
                let why = "is neither the id of a file here nor one of the provider's";
                return Err(broken("id", Rule::NotAllowed { why }));
            }
            None => {}
        }
    }
    Ok(())
}

/// Judges a template by what the account of the conversation's number has.
pub(super) fn check_template(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    conversation: &Conversation,
    template: &TemplateContent,
) -> Result<Fitting, SendError> {
    let number = tx.phone_numbers().lookup(workspace, conversation.phone_number_id)?;
    let number = number.ok_or(SendError::NoPhoneNumber)?;
    let fitting = check_send(tx, workspace, &number.waba_id, template).map_err(|e| match e {
        CheckError::Storage(e) => SendError::Storage(e),
        other => SendError::Template(other),
    })?;
    if fitting.category == TemplateCategory::Marketing
        && let Some(contact) = tx.contacts().lookup(workspace, conversation.contact.id)?
        && let Some(wish) = contact.marketing.filter(|wish| wish.choice == MarketingChoice::Stop)
    {
        return Err(SendError::MarketingStopped { since: wish.at });
    }
    Ok(fitting)
}

/// As it is shown on a message that was taken before the contact stopped them.
pub(super) fn marketing_stopped() -> MessageError {
    MessageError {
        code: Some(131_050),
        title: "The contact has stopped marketing messages from this business".to_owned(),
        detail: None,
        remedy: "Send no marketing until the contact asks for it again".to_owned(),
    }
}

fn store(tx: &mut Tx<'_>, actor: &Actor, now: Timestamp, message: &Message) -> Result<(), SendError> {
    let workspace = actor.workspace();
    tx.messages().add(workspace, message)?;
    crate::flow::note_sent(tx, workspace, now, message)?;
    tx.record(workspace, now, &Event::MessageCreated { message: message.clone() })?;
    tx.conversations().update_outbound(workspace, message.conversation_id, message.id, now)?;
    Ok(owe_sending(tx, actor, now, message)?)
}

fn owe_sending(tx: &mut Tx<'_>, actor: &Actor, now: Timestamp, message: &Message) -> storage::Result<()> {
    let work = Work::SendMessage { message_id: message.id, conversation_id: message.conversation_id };
    tx.jobs().add(actor.workspace(), &work, now, now).map(drop)
}

fn check_content(content: &Content) -> Result<(), SendError> {
    match content {
        Content::Text(_) | Content::Location(_) | Content::Contacts(_) | Content::Interactive(_) => {}
        Content::Image(_)
        | Content::Video(_)
        | Content::Audio(_)
        | Content::Document(_)
        | Content::Sticker(_)
        | Content::Template(_) => {}
        _ => return Err(SendError::UnsupportedKind),
    }
    match limits::check(content) {
        broken if broken.is_empty() => Ok(()),
        broken => Err(SendError::Invalid(broken)),
    }
}

/// Only templates may be sent outside the window.
pub(super) fn check_window(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    conversation: &Conversation,
    content: &Content,
    now: Timestamp,
) -> Result<(), SendError> {
    if matches!(content, Content::Template(_)) || conversation.service_window().is_open(now) {
        return Ok(());
    }
    let number = tx.phone_numbers().lookup(workspace, conversation.phone_number_id)?;
    let waba = number.map(|number| number.waba_id);
    Err(SendError::WindowClosed { closed_at: conversation.window_expires_at, waba })
}

fn find_repeat(tx: &mut Tx<'_>, actor: &Actor, command: &SendMessage) -> Result<Option<Message>, SendError> {
    let Some(key) = &command.idempotency_key else { return Ok(None) };
    let Some((hash, id)) = tx.idempotency_keys().lookup(actor.workspace(), key)? else { return Ok(None) };
    if hash != command.request_hash {
        return Err(SendError::KeyReused);
    }
    Ok(tx.messages().lookup(actor.workspace(), id)?)
}

fn find_target(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    target: &Target,
) -> Result<Conversation, SendError> {
    let workspace = actor.workspace();
    let id = match target {
        Target::Conversation(id) => *id,
        Target::Phone { from, to } => {
            let number = tx.phone_numbers().lookup(workspace, *from)?.ok_or(SendError::NoPhoneNumber)?;
            let identifiers = [Identifier::phone(to)];
            match crate::contact::find(tx, workspace, number.id, &identifiers)? {
                Some((_, Some(conversation))) => conversation,
                _ => {
                    let contact = crate::contact::find_or_create(tx, workspace, now, &identifiers, None)?;
                    crate::conversation::find_or_begin(tx, workspace, now, contact.id, number.id)?
                }
            }
        }
    };
    tx.conversations().lookup(workspace, id)?.ok_or(SendError::NoConversation)
}

fn compose(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    conversation: &Conversation,
    command: &SendMessage,
    content: Content,
) -> Result<Message, SendError> {
    let reply_to = match command.reply_to {
        Some(id) => {
            let quoted = tx
                .messages()
                .lookup(actor.workspace(), id)?
                .filter(|m| m.conversation_id == conversation.id)
                .ok_or(SendError::NoQuotedMessage)?;
            quoted.wamid.map(|wamid| ReplyTo { wamid, message_id: Some(id) })
        }
        None => None,
    };
    let id = MessageId::new(now);
    Ok(Message {
        id,
        conversation_id: conversation.id,
        direction: Direction::Outbound,
        content: crate::flow::with_token(content, id),
        at: now,
        status: Some(MessageStatus::Queued),
        status_times: StatusTimes::default(),
        error: None,
        attempt: 1,
        author: match actor {
            Actor::User { user, name, .. } => Some(Author { user_id: *user, name: name.clone() }),
            Actor::System { .. } => None,
        },
        reply_to,
        origin: None,
        edited_at: None,
        deleted_at: None,
        reactions: Vec::new(),
        wamid: None,
        client_ref: command.idempotency_key.clone(),
        sent_by: None,
        source: None,
        billing: None,
        recipients: recipients(tx, actor.workspace(), conversation)?,
        reports: Vec::new(),
    })
}

/// Whom a message to a group is for; `None` outside of groups.
pub(super) fn recipients(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    conversation: &Conversation,
) -> storage::Result<Option<Recipients>> {
    if conversation.contact.kind != ContactKind::Group {
        return Ok(None);
    }
    let known = tx.groups().count_participants(workspace, conversation.contact.id)?;
    Ok(Some(Recipients { total: Some(known).filter(|n| *n > 0), ..Recipients::default() }))
}

#[derive(Debug, thiserror::Error)]
pub enum RetryError {
    #[error("there is no such message")]
    NotFound,
    /// Only a message that failed, or whose fate is unknown, can be sent again.
    #[error("only a failed message can be sent again; this one is {}", .0.as_str())]
    NotRetryable(MessageStatus),
    #[error(transparent)]
    Send(#[from] SendError),
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

/// Makes a new attempt at a message that failed, or whose fate is unknown.
///
/// # Errors
/// See [`RetryError`]; the message stays as it is then.
pub fn retry(tx: &mut Tx<'_>, actor: &Actor, now: Timestamp, id: MessageId) -> Result<Message, RetryError> {
    let workspace = actor.workspace();
    let mut message = tx.messages().lookup_to_change(workspace, id)?.ok_or(RetryError::NotFound)?;
    if !actor.can_reply() {
        return Err(SendError::NotAllowed.into());
    }
    let status = message.status.ok_or(RetryError::NotFound)?;
    if !status.can_retry() {
        return Err(RetryError::NotRetryable(status));
    }
    let conversation = tx
        .conversations()
        .lookup(workspace, message.conversation_id)?
        .ok_or_else(|| missing("conversation"))?;
    crate::group::check_send(tx, workspace, &conversation, &message.content)?.map_err(SendError::Group)?;
    check_window(tx, workspace, &conversation, &message.content, now)?;
    message.status = Some(MessageStatus::Queued);
    message.status_times = StatusTimes::default();
    message.error = None;
    message.attempt += 1;
    message.billing = None;
    message.recipients = recipients(tx, workspace, &conversation)?;
    message.wamid = None;
    store_progress(tx, workspace, now, &message)?;
    owe_sending(tx, actor, now, &message)?;
    Ok(message)
}
