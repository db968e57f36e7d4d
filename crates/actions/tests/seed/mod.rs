//! What the tests begin with.

use domain::id::MetaPhoneNumberId;
use domain::phone_number::{MetaApp, NumberHealth, NumberState, PhoneNumber};
use domain::workspace::Workspace;
use domain::{MetaAppId, PhoneNumberId, Secret, Timestamp, WabaId, WorkspaceId};
use storage::phone_numbers::NumberOwner;
use storage::{Error, Tx};

pub(crate) const START: Timestamp = Timestamp::from_seconds(1_780_000_000);

/// A number in a workspace of its own.
pub(crate) fn seed(tx: &mut Tx<'_>) -> Result<NumberOwner, Error> {
    let workspace = WorkspaceId::new(START);
    tx.workspaces().add(&Workspace { id: workspace, name: "Harbour".into(), created_at: START })?;
    let app = MetaApp {
        id: MetaAppId(format!("app {workspace}")),
        app_secret: Secret::new("secret"),
        previous_app_secret: None,
        verify_token: Secret::new("verify"),
    };
    tx.meta_apps().add_if_new(&app, START)?;
    let number = PhoneNumber {
        auth: domain::phone_number::AuthHeader::default(),
        details: domain::account::NumberDetails::default(),
        id: PhoneNumberId::new(START),
        meta_phone_number_id: MetaPhoneNumberId(format!("number {workspace}")),
        waba_id: WabaId::from("1022"),
        meta_app_id: app.id.clone(),
        display_phone_number: "+1 555-078-3881".into(),
        verified_name: "Harbour".into(),
        quality_rating: "GREEN".into(),
        base_url: "http://127.0.0.1:1".into(),
        api_version: "v25.0".into(),
        health: NumberHealth { state: NumberState::Connected, since: START, reason: None },
        last_webhook_at: None,
        created_at: START,
    };
    tx.phone_numbers().add(workspace, &number, &Secret::new("token"))?;
    Ok(NumberOwner { workspace, id: number.id, meta_app_id: app.id })
}
