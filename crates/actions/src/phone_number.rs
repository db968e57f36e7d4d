//! Connecting a number, and noting how it is doing.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use domain::account::NumberDetails;
use domain::event::Event;
use domain::id::MetaPhoneNumberId;
use domain::phone_number::{AuthHeader, MetaApp, NumberHealth, NumberState, PhoneNumber};
use domain::workspace::Actor;
use domain::{MetaAppId, PhoneNumberId, Secret, Timestamp, WabaId, WorkspaceId};
use serde::Serialize;
use storage::Tx;

/// What it takes to connect a number.
#[derive(Debug, Clone)]
pub struct Credentials {
    pub meta_phone_number_id: MetaPhoneNumberId,
    pub waba_id: WabaId,
    pub meta_app_id: MetaAppId,
    pub access_token: Secret,
    pub app_secret: Secret,
    pub verify_token: Secret,
    pub base_url: String,
    pub api_version: String,
    pub auth: AuthHeader,
}

/// Whether the credentials work, checked against the provider before anything is saved.
///
/// A door for the layers that may not know the provider: `cloud-gateway` goes through it, and tests without a
/// network stand in for it.
pub trait NumberProbe: Send + Sync {
    fn probe<'a>(&'a self, credentials: &'a Credentials) -> Pin<Box<dyn Future<Output = Probe> + Send + 'a>>;
}

/// What the provider said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    pub checks: Vec<Check>,
    /// Present when the number could be read.
    pub number: Option<ProbedNumber>,
}

impl Probe {
    pub fn is_ok(&self) -> bool {
        self.number.is_some() && self.checks.iter().all(|check| check.ok)
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Stable: `token`, `permissions`, `number`, …
    pub name: String,
    pub ok: bool,
    /// What was found, or what to do about it.
    pub detail: String,
}

/// The number as the provider knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProbedNumber {
    pub display_phone_number: String,
    pub verified_name: String,
    pub quality_rating: String,
}

#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    #[error("only owners and admins may connect numbers")]
    NotAllowed,
    #[error("this number is connected already")]
    AlreadyConnected,
    /// One app, one secret: a second workspace must know it too.
    #[error("the app is known with another secret")]
    AppSecretDiffers,
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

/// Connects a number that the provider has confirmed.
///
/// # Errors
/// See [`ConnectError`].
pub fn connect(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Timestamp,
    credentials: &Credentials,
    probed: ProbedNumber,
) -> Result<PhoneNumber, ConnectError> {
    if !actor.can_manage() {
        return Err(ConnectError::NotAllowed);
    }
    if tx.phone_numbers().find_by_meta_id(&credentials.meta_phone_number_id)?.is_some() {
        return Err(ConnectError::AlreadyConnected);
    }
    let app = MetaApp {
        id: credentials.meta_app_id.clone(),
        app_secret: credentials.app_secret.clone(),
        previous_app_secret: None,
        verify_token: credentials.verify_token.clone(),
    };
    tx.meta_apps().add_if_new(&app, now)?;
    let known = tx.meta_apps().lookup(&credentials.meta_app_id)?.unwrap_or(app);
    if !known.live_secrets().any(|secret| *secret == credentials.app_secret) {
        return Err(ConnectError::AppSecretDiffers);
    }
    let number = PhoneNumber {
        id: PhoneNumberId::new(now),
        meta_phone_number_id: credentials.meta_phone_number_id.clone(),
        waba_id: credentials.waba_id.clone(),
        meta_app_id: credentials.meta_app_id.clone(),
        display_phone_number: probed.display_phone_number,
        verified_name: probed.verified_name,
        quality_rating: probed.quality_rating,
        base_url: credentials.base_url.trim_end_matches('/').to_owned(),
        api_version: credentials.api_version.clone(),
        auth: credentials.auth.clone(),
        health: NumberHealth { state: NumberState::Connected, since: now, reason: None },
        details: NumberDetails::default(),
        last_webhook_at: None,
        created_at: now,
    };
    if !tx.phone_numbers().add(actor.workspace(), &number, &credentials.access_token)? {
        return Err(ConnectError::AlreadyConnected); // somebody else was first
    }
    tx.record(actor.workspace(), now, &Event::PhoneNumberUpdated { phone_number: number.clone() })?;
    crate::account::adopt(tx, actor.workspace(), now, &number.waba_id)?;
    crate::template::owe_sync(tx, actor.workspace(), now, &number.waba_id, Duration::from_secs(60))?;
    crate::flow::request_copy(tx, actor.workspace(), now, &number.waba_id)?;
    Ok(number)
}

/// Notes how a number is doing; tells the feed when that is new.
///
/// # Errors
/// Those of the database.
pub fn set_health(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    id: PhoneNumberId,
    state: NumberState,
    reason: Option<String>,
) -> storage::Result<()> {
    let health = NumberHealth { state, since: now, reason };
    if !tx.phone_numbers().update_health(workspace, id, &health)? {
        return Ok(());
    }
    if let Some(phone_number) = tx.phone_numbers().lookup(workspace, id)? {
        tx.record(workspace, now, &Event::PhoneNumberUpdated { phone_number })?;
    }
    Ok(())
}

/// Has a number call another address of the same provider, for example of a simulator that moved.
///
/// # Errors
/// Those of the database.
pub fn change_address(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    id: PhoneNumberId,
    base_url: &str,
) -> storage::Result<()> {
    if !tx.phone_numbers().update_base_url(workspace, id, base_url.trim_end_matches('/'))? {
        return Ok(());
    }
    if let Some(phone_number) = tx.phone_numbers().lookup(workspace, id)? {
        tx.record(workspace, now, &Event::PhoneNumberUpdated { phone_number })?;
    }
    Ok(())
}
