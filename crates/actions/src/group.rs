//! Groups: found or made with their conversation, what is told of them, what may be sent there.

use domain::contact::{Contact, ContactKind, Identifier, IdentifierKind};
use domain::content::Content;
use domain::conversation::Conversation;
use domain::event::Event;
use domain::group::{Group, JoinRequest};
use domain::{ContactId, ConversationId, Timestamp, WorkspaceId};
use storage::groups::StoredGroup;
use storage::phone_numbers::NumberOwner;
use storage::{Result, Tx};

use crate::conversation::{announce, missing};
use crate::message::Sender;
use crate::once;

/// What is told of a group.
#[derive(Debug, Clone)]
pub struct GroupNews {
    /// The provider's id of it.
    pub group_id: String,
    pub at: Timestamp,
    pub facts: Vec<Fact>,
    pub joined: Vec<Sender>,
    pub left: Vec<Sender>,
    pub join_request: Option<JoinRequestNews>,
}

/// One thing that is so from a time on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    Subject(String),
    Description(String),
    InviteLink(String),
    JoinApprovalMode(String),
    Deleted(bool),
    Suspended(bool),
}

/// Somebody asks to be let in, or does not any more.
#[derive(Debug, Clone)]
pub struct JoinRequestNews {
    pub join_request_id: String,
    pub who: Option<Sender>,
    pub is_open: bool,
}

/// Why nothing, or not this, can be sent to a group.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GroupRefusal {
    #[error("WhatsApp takes no messages of kind {0} in groups")]
    Kind(&'static str),
    #[error("the group was deleted")]
    Deleted,
    #[error("WhatsApp has suspended the group")]
    Suspended,
}

/// Takes over what is told of a group. For each part of it the latest news counts, whatever the order of arrival.
///
/// # Errors
/// Those of the database.
pub fn apply(tx: &mut Tx<'_>, number: &NumberOwner, now: Timestamp, news: &GroupNews) -> Result<()> {
    let workspace = number.workspace;
    let (mut stored, is_new) = find_or_create(tx, number, now, &news.group_id)?;
    let before = stored.clone();
    for fact in &news.facts {
        note(&mut stored, fact, news.at);
    }
    if stored != before {
        tx.groups().save(workspace, &stored)?;
    }
    let group = stored.group.contact_id;
    let at = news.at.as_micros().to_string();
    for who in &news.joined {
        if !once::is_new(tx, workspace, now, &who.identifiers, &["joined", &news.group_id, &at])? {
            continue;
        }
        let contact = contact_of(tx, workspace, now, who)?;
        tx.groups().save_participant(workspace, group, contact.id, true, news.at)?;
        tx.groups().close_join_requests(workspace, group, contact.id)?;
    }
    for who in &news.left {
        if !once::is_new(tx, workspace, now, &who.identifiers, &["left", &news.group_id, &at])? {
            continue;
        }
        let contact = contact_of(tx, workspace, now, who)?;
        tx.groups().save_participant(workspace, group, contact.id, false, news.at)?;
    }
    if let Some(request) = &news.join_request
        && once::is_new(
            tx,
            workspace,
            now,
            &[],
            &["asked", &request.join_request_id, if request.is_open { "open" } else { "" }],
        )?
    {
        let contact_id = match &request.who {
            Some(who) => Some(contact_of(tx, workspace, now, who)?.id),
            None => None,
        };
        let join_request_id = request.join_request_id.clone();
        let request_row = JoinRequest { join_request_id, contact_id, at: news.at };
        tx.groups().save_join_request(workspace, group, &request_row, request.is_open)?;
    }
    if stored.group.subject != before.group.subject {
        rename(tx, workspace, now, &stored.group)?;
    }
    tell(tx, workspace, now, is_new, &before.group)
}

/// The conversation of a group, made at need. Who writes in it is in it.
///
/// # Errors
/// Those of the database.
pub fn conversation_of(
    tx: &mut Tx<'_>,
    number: &NumberOwner,
    now: Timestamp,
    group_id: &str,
    writer: Option<(ContactId, Timestamp)>,
) -> Result<ConversationId> {
    let (stored, is_new) = find_or_create(tx, number, now, group_id)?;
    let group = &stored.group;
    if let Some((writer, at)) = writer
        && group.participants.iter().all(|p| p.contact_id != writer)
    {
        tx.groups().save_participant(number.workspace, group.contact_id, writer, true, at)?;
    }
    tell(tx, number.workspace, now, is_new, group)?;
    Ok(group.conversation_id)
}

/// Whether `content` may be sent to the group that the conversation is of. Always, when it is of no group.
///
/// # Errors
/// The refusal inside, the database's outside.
pub fn check_send(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    conversation: &Conversation,
    content: &Content,
) -> Result<std::result::Result<(), GroupRefusal>> {
    if conversation.contact.kind != ContactKind::Group {
        return Ok(Ok(()));
    }
    let group = tx.groups().find_by_conversation(workspace, conversation.id)?.map(|stored| stored.group);
    Ok(match group {
        Some(group) if group.is_deleted => Err(GroupRefusal::Deleted),
        Some(group) if group.is_suspended => Err(GroupRefusal::Suspended),
        _ if is_allowed(content) => Ok(()),
        _ => Err(GroupRefusal::Kind(content.kind())),
    })
}

const fn is_allowed(content: &Content) -> bool {
    matches!(
        content,
        Content::Text(_)
            | Content::Image(_)
            | Content::Video(_)
            | Content::Audio(_)
            | Content::Document(_)
            | Content::Sticker(_)
            | Content::Location(_)
            | Content::Contacts(_)
            | Content::Template(_)
    )
}

fn find_or_create(
    tx: &mut Tx<'_>,
    number: &NumberOwner,
    now: Timestamp,
    group_id: &str,
) -> Result<(StoredGroup, bool)> {
    let workspace = number.workspace;
    let identifier = Identifier::new(IdentifierKind::Group, group_id);
    let contact = crate::contact::find_or_create(tx, workspace, now, &[identifier], None)?;
    if let Some(known) = tx.groups().lookup(workspace, contact.id)? {
        return Ok((known, false));
    }
    let conversation_id =
        crate::conversation::find_or_begin(tx, number.workspace, now, contact.id, number.id)?;
    let group = Group {
        contact_id: contact.id,
        conversation_id,
        group_id: group_id.to_owned(),
        subject: None,
        description: None,
        invite_link: None,
        join_approval_mode: None,
        is_deleted: false,
        is_suspended: false,
        participants: Vec::new(),
        join_requests: Vec::new(),
    };
    let stored = StoredGroup { group, heard_at: std::collections::BTreeMap::new() };
    tx.groups().save(workspace, &stored)?;
    announce(tx, workspace, now, conversation_id)?;
    Ok((stored, true))
}

/// Notes a fact, unless later news of the same is known; of one instant, the greater counts.
fn note(stored: &mut StoredGroup, fact: &Fact, at: Timestamp) {
    let (name, is_greater) = {
        let group = &stored.group;
        match fact {
            Fact::Subject(new) => ("subject", group.subject.as_ref() < Some(new)),
            Fact::Description(new) => ("description", group.description.as_ref() < Some(new)),
            Fact::InviteLink(new) => ("invite_link", group.invite_link.as_ref() < Some(new)),
            Fact::JoinApprovalMode(new) => {
                ("join_approval_mode", group.join_approval_mode.as_ref() < Some(new))
            }
            Fact::Deleted(new) => ("deleted", *new && !group.is_deleted),
            Fact::Suspended(new) => ("suspended", *new && !group.is_suspended),
        }
    };
    let heard = stored.heard_at.get(name).copied();
    if heard.is_some_and(|heard| heard > at || (heard == at && !is_greater)) {
        return;
    }
    stored.heard_at.insert(name.to_owned(), at);
    let group = &mut stored.group;
    match fact.clone() {
        Fact::Subject(new) => group.subject = Some(new),
        Fact::Description(new) => group.description = Some(new),
        Fact::InviteLink(new) => group.invite_link = Some(new),
        Fact::JoinApprovalMode(new) => group.join_approval_mode = Some(new),
        Fact::Deleted(new) => group.is_deleted = new,
        Fact::Suspended(new) => group.is_suspended = new,
    }
}

fn contact_of(tx: &mut Tx<'_>, workspace: WorkspaceId, now: Timestamp, who: &Sender) -> Result<Contact> {
    crate::contact::find_or_create(tx, workspace, now, &who.identifiers, who.name.as_deref())
}

/// The contact that stands for a group is called by its subject.
fn rename(tx: &mut Tx<'_>, workspace: WorkspaceId, now: Timestamp, group: &Group) -> Result<()> {
    let identifier = Identifier::new(IdentifierKind::Group, group.group_id.as_str());
    let subject = group.subject.as_deref();
    crate::contact::find_or_create(tx, workspace, now, &[identifier], subject)?;
    announce(tx, workspace, now, group.conversation_id).map(drop)
}

/// Tells the feed how the group stands, if that is not how it stood.
fn tell(tx: &mut Tx<'_>, workspace: WorkspaceId, now: Timestamp, is_new: bool, before: &Group) -> Result<()> {
    let stored = tx.groups().lookup(workspace, before.contact_id)?.ok_or_else(|| missing("group"))?;
    if !is_new && stored.group == *before {
        return Ok(());
    }
    tx.record(workspace, now, &Event::GroupUpdated { group: stored.group })
}
