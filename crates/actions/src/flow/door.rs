//! Our data endpoint: its address, its keys, and how it answers.

use domain::flow::{Flow, FlowDoor, FlowKey, PREVIOUS_KEY_KEPT};
use domain::message::MessageError;
use domain::phone_number::{MetaApp, NumberAccess};
use domain::workspace::Actor;
use domain::{FlowId, FlowKeyId, PhoneNumberId, Secret, Timestamp, WorkspaceId};
use storage::Tx;
use storage::flow_keys::StoredKey;
use storage::flow_tokens::SentFlow;
use storage::flows::StoredDoor;

use super::edit::{Error, check_allowed};

/// A Flow's door, for people who may see its address and its secret.
///
/// # Errors
/// See [`Error`].
pub fn show_door(tx: &mut Tx<'_>, actor: &Actor, id: FlowId) -> Result<StoredDoor, Error> {
    let door = tx.flows().door(actor.workspace(), id)?.ok_or(Error::NotFound)?;
    check_allowed(actor)?;
    Ok(door)
}

/// Changes how a Flow's questions are answered.
///
/// # Errors
/// See [`Error`].
pub fn set_door(tx: &mut Tx<'_>, actor: &Actor, id: FlowId, door: &FlowDoor) -> Result<StoredDoor, Error> {
    let known = show_door(tx, actor, id)?;
    tx.flows().update_door(actor.workspace(), id, door)?;
    Ok(StoredDoor { door: door.clone(), ..known })
}

/// Everything that the door has to know about a question before it is opened.
#[derive(Debug, Clone)]
pub struct Entrance {
    pub workspace: WorkspaceId,
    pub flow: Flow,
    pub door: StoredDoor,
    /// Whose signatures count.
    pub apps: Vec<MetaApp>,
    /// Private keys, those in use first.
    pub keys: Vec<Secret>,
}

/// Whose door this is; `None` when it is nobody's.
///
/// # Errors
/// Those of the database.
pub fn enter(tx: &mut Tx<'_>, key: &str, now: Timestamp) -> storage::Result<Option<Entrance>> {
    let Some((workspace, id)) = tx.flows().find_by_door_key(key)? else { return Ok(None) };
    let (Some(flow), Some(door)) = (tx.flows().lookup(workspace, id)?, tx.flows().door(workspace, id)?)
    else {
        return Ok(None);
    };
    let mut apps = Vec::new();
    for owner in tx.phone_numbers().owners_of_waba(&flow.waba_id)? {
        if owner.workspace == workspace {
            apps.extend(tx.meta_apps().lookup(&owner.meta_app_id)?);
        }
    }
    let stored = tx.flow_keys().that_open(workspace, &flow.waba_id, now - PREVIOUS_KEY_KEPT)?;
    let keys = stored.into_iter().map(|key| key.private_key).collect();
    Ok(Some(Entrance { workspace, flow, door, apps, keys }))
}

/// What we know about a `flow_token`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenVerdict {
    /// A message of ours carried it, and its form is open.
    Open(SentFlow),
    /// A message of ours carried it, and its form was sent off.
    Answered(SentFlow),
    Unknown,
}

impl TokenVerdict {
    /// The message that carried it.
    pub const fn sent(&self) -> Option<&SentFlow> {
        match self {
            Self::Open(sent) | Self::Answered(sent) => Some(sent),
            Self::Unknown => None,
        }
    }
}

/// Looks a `flow_token` up. One that was sent with another Flow is unknown to this one.
///
/// # Errors
/// Those of the database.
pub fn judge_token(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    flow: &Flow,
    token: &str,
) -> storage::Result<TokenVerdict> {
    let sent = tx.flow_tokens().lookup(workspace, token)?;
    let sent = sent.filter(|it| it.meta_flow_id.0.is_empty() || it.meta_flow_id == flow.meta_flow_id);
    Ok(match sent {
        None => TokenVerdict::Unknown,
        Some(sent) if sent.answered_at.is_some() => TokenVerdict::Answered(sent),
        Some(sent) => TokenVerdict::Open(sent),
    })
}

/// A key pair that was just made.
#[derive(Debug, Clone)]
pub struct NewKey {
    pub private_key: Secret,
    /// As PEM.
    pub public_key: String,
}

/// Begins to give a number the key pair `new`, or to hand over once more the one that the provider has not taken: its
/// id, its public half, and what a call needs.
///
/// # Errors
/// See [`Error`].
pub fn start_key(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    number: PhoneNumberId,
    new: NewKey,
) -> Result<(FlowKeyId, String, NumberAccess), Error> {
    let workspace = actor.workspace();
    let access = tx.phone_numbers().access(workspace, number)?.ok_or(Error::NoNumber)?;
    if !actor.can_manage() {
        return Err(Error::NoKeysAllowed);
    }
    let known = tx.flow_keys().of_number(workspace, number)?;
    // Phones cannot have used one that was never taken: it is as good as a new one.
    if let Some(waiting) = known.iter().find(|key| key.retired_at.is_none() && key.uploaded_at.is_none()) {
        return Ok((waiting.id, waiting.public_key.clone(), access));
    }
    tx.flow_keys().remove_retired(workspace, number, now - PREVIOUS_KEY_KEPT)?;
    tx.flow_keys().update_retired(workspace, number, now)?;
    let key = StoredKey {
        id: FlowKeyId::new(now),
        phone_number_id: number,
        private_key: new.private_key,
        public_key: new.public_key.clone(),
        created_at: now,
        uploaded_at: None,
        problem: None,
        retired_at: None,
    };
    tx.flow_keys().add(workspace, &key)?;
    Ok((key.id, new.public_key, access))
}

/// Notes whether the provider took the public half.
///
/// # Errors
/// Those of the database, and [`Error::NoNumber`].
pub fn mark_uploaded(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    (number, id): (PhoneNumberId, FlowKeyId),
    problem: Option<&MessageError>,
) -> Result<FlowKey, Error> {
    let uploaded_at = problem.is_none().then_some(now);
    tx.flow_keys().update_upload(workspace, id, uploaded_at, problem)?;
    key_of(tx, workspace, number)?.ok_or(Error::NoNumber)
}

/// The public half of a number's key pair; `None` when it has none yet.
///
/// # Errors
/// Those of the database.
pub fn key_of(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    number: PhoneNumberId,
) -> storage::Result<Option<FlowKey>> {
    let keys = tx.flow_keys().of_number(workspace, number)?;
    let previous_until = keys.iter().filter_map(|key| key.retired_at).max().map(|at| at + PREVIOUS_KEY_KEPT);
    let in_use = keys.into_iter().find(|key| key.retired_at.is_none());
    Ok(in_use.map(|key| FlowKey {
        phone_number_id: key.phone_number_id,
        public_key: key.public_key,
        created_at: key.created_at,
        uploaded_at: key.uploaded_at,
        problem: key.problem,
        previous_until,
    }))
}
