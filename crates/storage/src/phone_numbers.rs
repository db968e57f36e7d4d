//! Our numbers.

use domain::account::HeardAt;
use domain::id::MetaPhoneNumberId;
use domain::phone_number::{AuthHeader, NumberAccess, NumberHealth, NumberState, PhoneNumber};
use domain::{MetaAppId, PhoneNumberId, Secret, Timestamp, WabaId, WorkspaceId};

use crate::cell::Row;
use crate::error::Result;
use crate::sql::statements;
use crate::templates::json;
use crate::tx::Tx;

statements! {
    ADD: 19 = "INSERT INTO phone_numbers (workspace_id, id, meta_phone_number_id, waba_id, meta_app_id,
            display_phone_number, verified_name, quality_rating, base_url, api_version, access_token, state,
            state_since, state_reason, last_webhook_at, created_at, auth_name, auth_scheme, details)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        ON CONFLICT (meta_phone_number_id) DO NOTHING";
    LOOKUP: 2 = "SELECT id, meta_phone_number_id, waba_id, meta_app_id, display_phone_number, verified_name,
            quality_rating, base_url, api_version, state, state_since, state_reason, last_webhook_at, created_at,
            auth_name, auth_scheme, details
        FROM phone_numbers WHERE workspace_id = $1 AND id = $2";
    LIST: 1 = "SELECT id, meta_phone_number_id, waba_id, meta_app_id, display_phone_number, verified_name,
            quality_rating, base_url, api_version, state, state_since, state_reason, last_webhook_at, created_at,
            auth_name, auth_scheme, details
        FROM phone_numbers WHERE workspace_id = $1 ORDER BY created_at, id";
    // Read to be changed: on PostgreSQL nobody else may change it in between; SQLite has one writer anyway.
    LOOKUP_TO_CHANGE: 2 = "SELECT id, meta_phone_number_id, waba_id, meta_app_id, display_phone_number, verified_name,
            quality_rating, base_url, api_version, state, state_since, state_reason, last_webhook_at, created_at,
            auth_name, auth_scheme, details, heard_at
        FROM phone_numbers WHERE workspace_id = $1 AND id = $2" + " FOR UPDATE";
    UPDATE_DETAILS: 7 = "UPDATE phone_numbers SET display_phone_number = $3, verified_name = $4, quality_rating = $5,
            details = $6, heard_at = $7
        WHERE workspace_id = $1 AND id = $2";
    FIND_BY_META_ID: 1 =
        "SELECT workspace_id, id, meta_app_id FROM phone_numbers WHERE meta_phone_number_id = $1";
    ACCESS: 2 = "SELECT workspace_id, id, meta_phone_number_id, base_url, api_version, access_token, meta_app_id,
            auth_name, auth_scheme
        FROM phone_numbers WHERE workspace_id = $1 AND id = $2";
    WABA_ACCESS: 2 = "SELECT workspace_id, id, meta_phone_number_id, base_url, api_version, access_token, meta_app_id,
            auth_name, auth_scheme
        FROM phone_numbers WHERE workspace_id = $1 AND waba_id = $2
        ORDER BY CASE WHEN state = 'connected' THEN 0 ELSE 1 END, created_at, id LIMIT 1";
    OWNERS_OF_WABA: 1 = "SELECT DISTINCT workspace_id, meta_app_id FROM phone_numbers WHERE waba_id = $1
        ORDER BY workspace_id, meta_app_id";
    ACCOUNTS_OF_APP: 1 = "SELECT DISTINCT workspace_id, waba_id FROM phone_numbers WHERE meta_app_id = $1
        ORDER BY workspace_id, waba_id";
    UPDATE_HEALTH: 5 = "UPDATE phone_numbers SET state = $3, state_since = $4, state_reason = $5
        WHERE workspace_id = $1 AND id = $2 AND state <> $3";
    UPDATE_LAST_WEBHOOK: 3 = "UPDATE phone_numbers SET last_webhook_at = $3
        WHERE workspace_id = $1 AND id = $2 AND (last_webhook_at IS NULL OR last_webhook_at < $3)";
    UPDATE_BASE_URL: 3 = "UPDATE phone_numbers SET base_url = $3
        WHERE workspace_id = $1 AND id = $2 AND base_url <> $3";
    UPDATE_TOKEN: 3 = "UPDATE phone_numbers SET access_token = $3 WHERE workspace_id = $1 AND id = $2";
}

#[derive(Debug)]
pub struct PhoneNumbers<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn phone_numbers(&mut self) -> PhoneNumbers<'_, 'c> {
        PhoneNumbers(self)
    }
}

/// Which of our numbers something from Meta is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberOwner {
    pub workspace: WorkspaceId,
    pub id: PhoneNumberId,
    /// The only app whose signature counts for this number.
    pub meta_app_id: MetaAppId,
}

/// A workspace that something from Meta about a business account is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WabaOwner {
    pub workspace: WorkspaceId,
    /// The only app whose signature counts there.
    pub meta_app_id: MetaAppId,
}

impl PhoneNumbers<'_, '_> {
    /// Stores a new number. False when a workspace has it already.
    pub fn add(&mut self, workspace: WorkspaceId, number: &PhoneNumber, token: &Secret) -> Result<bool> {
        let values = [
            workspace.into(),
            number.id.into(),
            (&number.meta_phone_number_id).into(),
            (&number.waba_id).into(),
            (&number.meta_app_id).into(),
            (&number.display_phone_number).into(),
            (&number.verified_name).into(),
            (&number.quality_rating).into(),
            (&number.base_url).into(),
            (&number.api_version).into(),
            token.expose().into(),
            number.health.state.as_str().into(),
            number.health.since.into(),
            number.health.reason.as_deref().into(),
            number.last_webhook_at.into(),
            number.created_at.into(),
            (&number.auth.name).into(),
            number.auth.scheme.as_deref().unwrap_or_default().into(),
            json(&number.details)?.into(),
        ];
        Ok(self.0.execute(&ADD, values)? > 0)
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, id: PhoneNumberId) -> Result<Option<PhoneNumber>> {
        self.0.optional(&LOOKUP, [workspace.into(), id.into()], read)
    }

    /// The number with the times of the last news, held until the end of the transaction.
    pub fn lookup_to_change(
        &mut self,
        workspace: WorkspaceId,
        id: PhoneNumberId,
    ) -> Result<Option<(PhoneNumber, HeardAt)>> {
        let with_times = |row: &Row<'_>| Ok((read(row)?, row.json(17)?));
        self.0.optional(&LOOKUP_TO_CHANGE, [workspace.into(), id.into()], with_times)
    }

    /// Stores what the provider told: names, quality, details, and when.
    pub fn update_details(
        &mut self,
        workspace: WorkspaceId,
        number: &PhoneNumber,
        heard: &HeardAt,
    ) -> Result<()> {
        let values = [
            workspace.into(),
            number.id.into(),
            (&number.display_phone_number).into(),
            (&number.verified_name).into(),
            (&number.quality_rating).into(),
            json(&number.details)?.into(),
            json(heard)?.into(),
        ];
        self.0.execute(&UPDATE_DETAILS, values)?;
        Ok(())
    }

    /// The oldest first.
    pub fn list(&mut self, workspace: WorkspaceId) -> Result<Vec<PhoneNumber>> {
        self.0.all(&LIST, [workspace.into()], read)
    }

    /// Whose number it is. The one read that finds the workspace instead of being given it.
    pub fn find_by_meta_id(&mut self, id: &MetaPhoneNumberId) -> Result<Option<NumberOwner>> {
        self.0.optional(&FIND_BY_META_ID, [id.into()], |row| {
            Ok(NumberOwner { workspace: row.get(0)?, id: row.get(1)?, meta_app_id: row.get(2)? })
        })
    }

    /// Which workspaces have numbers of an account, and whose signature counts there.
    pub fn owners_of_waba(&mut self, waba: &WabaId) -> Result<Vec<WabaOwner>> {
        self.0.all(&OWNERS_OF_WABA, [waba.into()], |row| {
            Ok(WabaOwner { workspace: row.get(0)?, meta_app_id: row.get(1)? })
        })
    }

    /// The accounts that an app signs for, in any workspace.
    pub fn accounts_of_app(&mut self, app: &MetaAppId) -> Result<Vec<(WorkspaceId, WabaId)>> {
        self.0.all(&ACCOUNTS_OF_APP, [app.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// What a call about an account needs: the token of one of its numbers, of one that works if there is one.
    pub fn waba_access(&mut self, workspace: WorkspaceId, waba: &WabaId) -> Result<Option<NumberAccess>> {
        self.0.optional(&WABA_ACCESS, [workspace.into(), waba.into()], read_access)
    }

    /// What a call through the number needs, its token included.
    pub fn access(&mut self, workspace: WorkspaceId, id: PhoneNumberId) -> Result<Option<NumberAccess>> {
        self.0.optional(&ACCESS, [workspace.into(), id.into()], read_access)
    }

    /// Notes a change of state. False when it was in that state already.
    pub fn update_health(
        &mut self,
        workspace: WorkspaceId,
        id: PhoneNumberId,
        health: &NumberHealth,
    ) -> Result<bool> {
        let values = [
            workspace.into(),
            id.into(),
            health.state.as_str().into(),
            health.since.into(),
            health.reason.as_deref().into(),
        ];
        Ok(self.0.execute(&UPDATE_HEALTH, values)? > 0)
    }

    pub fn update_last_webhook(
        &mut self,
        workspace: WorkspaceId,
        id: PhoneNumberId,
        at: Timestamp,
    ) -> Result<()> {
        self.0.execute(&UPDATE_LAST_WEBHOOK, [workspace.into(), id.into(), at.into()])?;
        Ok(())
    }

    /// False when it was that already.
    pub fn update_base_url(&mut self, workspace: WorkspaceId, id: PhoneNumberId, url: &str) -> Result<bool> {
        Ok(self.0.execute(&UPDATE_BASE_URL, [workspace.into(), id.into(), url.into()])? > 0)
    }

    pub fn update_token(&mut self, workspace: WorkspaceId, id: PhoneNumberId, token: &Secret) -> Result<()> {
        self.0.execute(&UPDATE_TOKEN, [workspace.into(), id.into(), token.expose().into()])?;
        Ok(())
    }
}

fn read_access(row: &Row<'_>) -> Result<NumberAccess> {
    Ok(NumberAccess {
        workspace: row.get(0)?,
        id: row.get(1)?,
        meta_phone_number_id: row.get(2)?,
        base_url: row.get(3)?,
        api_version: row.get(4)?,
        access_token: row.get(5)?,
        meta_app_id: row.get(6)?,
        auth: auth(row, 7)?,
    })
}

fn read(row: &Row<'_>) -> Result<PhoneNumber> {
    Ok(PhoneNumber {
        id: row.get(0)?,
        meta_phone_number_id: row.get(1)?,
        waba_id: row.get(2)?,
        meta_app_id: row.get(3)?,
        display_phone_number: row.get(4)?,
        verified_name: row.get(5)?,
        quality_rating: row.get(6)?,
        base_url: row.get(7)?,
        api_version: row.get(8)?,
        health: NumberHealth {
            state: row.word(9, NumberState::parse)?,
            since: row.get(10)?,
            reason: row.get(11)?,
        },
        last_webhook_at: row.get(12)?,
        created_at: row.get(13)?,
        auth: auth(row, 14)?,
        details: row.json(16)?,
    })
}

fn auth(row: &Row<'_>, column: usize) -> Result<AuthHeader> {
    let scheme: String = row.get(column + 1)?;
    Ok(AuthHeader { name: row.get(column)?, scheme: Some(scheme).filter(|scheme| !scheme.is_empty()) })
}
