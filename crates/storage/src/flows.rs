//! Flows, and who answers what they ask.

use domain::flow::{Flow, FlowDoor, FlowStatus};
use domain::id::MetaFlowId;
use domain::{FlowId, Secret, WabaId, WorkspaceId};

use crate::cell::{Row, Value};
use crate::error::Result;
use crate::page::{Cursor, Page, count};
use crate::sql::statements;
use crate::templates::{json, like};
use crate::tx::Tx;

statements! {
    ADD: 18 = "INSERT INTO flows (workspace_id, id, waba_id, meta_flow_id, name, categories, status,
            validation_errors, json_version, data_api_version, endpoint_url, alerts, created_at, updated_at,
            heard_at, door_key, door_secret, door)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        ON CONFLICT (workspace_id, meta_flow_id) DO NOTHING";
    UPDATE: 15 = "UPDATE flows SET waba_id = $3, meta_flow_id = $4, name = $5, categories = $6, status = $7,
            validation_errors = $8, json_version = $9, data_api_version = $10, endpoint_url = $11, alerts = $12,
            created_at = $13, updated_at = $14, heard_at = $15
        WHERE workspace_id = $1 AND id = $2";
    LOOKUP: 2 = "SELECT id, waba_id, meta_flow_id, name, categories, status, validation_errors, json_version,
            data_api_version, endpoint_url, alerts, created_at, updated_at, heard_at
        FROM flows WHERE workspace_id = $1 AND id = $2";
    // Read to be changed: on PostgreSQL nobody else may change it in between; SQLite has one writer anyway.
    LOOKUP_TO_CHANGE: 2 = "SELECT id, waba_id, meta_flow_id, name, categories, status, validation_errors,
            json_version, data_api_version, endpoint_url, alerts, created_at, updated_at, heard_at
        FROM flows WHERE workspace_id = $1 AND id = $2" + " FOR UPDATE";
    FIND_BY_META_ID: 2 = "SELECT id, waba_id, meta_flow_id, name, categories, status, validation_errors,
            json_version, data_api_version, endpoint_url, alerts, created_at, updated_at, heard_at
        FROM flows WHERE workspace_id = $1 AND meta_flow_id = $2";
    FIND_BY_META_ID_TO_CHANGE: 2 = "SELECT id, waba_id, meta_flow_id, name, categories, status,
            validation_errors, json_version, data_api_version, endpoint_url, alerts, created_at, updated_at,
            heard_at
        FROM flows WHERE workspace_id = $1 AND meta_flow_id = $2" + " FOR UPDATE";
    LIST: 8 = "SELECT id, waba_id, meta_flow_id, name, categories, status, validation_errors, json_version,
            data_api_version, endpoint_url, alerts, created_at, updated_at, heard_at
        FROM flows
        WHERE workspace_id = $1 AND (created_at, id) < ($2, $3) AND ($4 = '' OR waba_id = $4)
          AND ($5 = '' OR status = $5) AND ($5 <> '' OR status <> 'deleted')
          AND ($6 = '' OR lower(name) LIKE $6) AND ($7 = '' OR meta_flow_id = $7)
        ORDER BY created_at DESC, id DESC LIMIT $8";
    OF_WABA: 2 = "SELECT id FROM flows WHERE workspace_id = $1 AND waba_id = $2 AND status <> 'deleted'
        ORDER BY id";
    DOOR: 2 = "SELECT door_key, door_secret, door FROM flows WHERE workspace_id = $1 AND id = $2";
    UPDATE_DOOR: 3 = "UPDATE flows SET door = $3 WHERE workspace_id = $1 AND id = $2";
    FIND_BY_DOOR_KEY: 1 = "SELECT workspace_id, id FROM flows WHERE door_key = $1 AND status <> 'deleted'";
}

#[derive(Debug)]
pub struct Flows<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn flows(&mut self) -> Flows<'_, 'c> {
        Flows(self)
    }
}

/// Which Flows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub waba: Option<WabaId>,
    /// All but deleted ones without it.
    pub status: Option<FlowStatus>,
    pub meta_flow_id: Option<MetaFlowId>,
    /// Part of the name.
    pub search: String,
}

/// Where our data endpoint is for a Flow, and how it answers.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDoor {
    /// The unguessable part of its address.
    pub key: Secret,
    /// What forwarded questions are signed with.
    pub secret: Secret,
    pub door: FlowDoor,
}

impl Flows<'_, '_> {
    /// Stores a new Flow. False when there is one with the provider's id of it.
    pub fn add(&mut self, workspace: WorkspaceId, flow: &Flow, door: &StoredDoor) -> Result<bool> {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = values(workspace, flow)?;
        let (key, secret) = (door.key.expose().into(), door.secret.expose().into());
        let all = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, key, secret, json(&door.door)?.into()];
        Ok(self.0.execute(&ADD, all)? > 0)
    }

    /// All of it but its door.
    pub fn update(&mut self, workspace: WorkspaceId, flow: &Flow) -> Result<()> {
        self.0.execute(&UPDATE, values(workspace, flow)?)?;
        Ok(())
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, id: FlowId) -> Result<Option<Flow>> {
        self.0.optional(&LOOKUP, [workspace.into(), id.into()], read)
    }

    pub fn lookup_to_change(&mut self, workspace: WorkspaceId, id: FlowId) -> Result<Option<Flow>> {
        self.0.optional(&LOOKUP_TO_CHANGE, [workspace.into(), id.into()], read)
    }

    pub fn find_by_meta_id(&mut self, workspace: WorkspaceId, id: &MetaFlowId) -> Result<Option<Flow>> {
        self.0.optional(&FIND_BY_META_ID, [workspace.into(), id.0.as_str().into()], read)
    }

    pub fn find_by_meta_id_to_change(
        &mut self,
        workspace: WorkspaceId,
        id: &MetaFlowId,
    ) -> Result<Option<Flow>> {
        self.0.optional(&FIND_BY_META_ID_TO_CHANGE, [workspace.into(), id.0.as_str().into()], read)
    }

    /// The newest first.
    pub fn list(
        &mut self,
        workspace: WorkspaceId,
        filter: &Filter,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<Flow>> {
        let from = after.unwrap_or(Cursor::END);
        let values = [
            workspace.into(),
            from.at.into(),
            from.id.into(),
            filter.waba.as_ref().map_or("", |id| id.0.as_str()).into(),
            filter.status.as_ref().map_or("", FlowStatus::as_str).into(),
            like(&filter.search).into(),
            filter.meta_flow_id.as_ref().map_or("", |id| id.0.as_str()).into(),
            count(limit + 1).into(),
        ];
        let found = self.0.all(&LIST, values, read)?;
        Ok(Page::cut(found, limit, |flow| Cursor { at: flow.created_at, id: flow.id.0 }))
    }

    /// All of an account that are not deleted.
    pub fn of_waba(&mut self, workspace: WorkspaceId, waba: &WabaId) -> Result<Vec<FlowId>> {
        self.0.all(&OF_WABA, [workspace.into(), waba.into()], |row| row.get(0))
    }

    pub fn door(&mut self, workspace: WorkspaceId, id: FlowId) -> Result<Option<StoredDoor>> {
        self.0.optional(&DOOR, [workspace.into(), id.into()], |row| {
            Ok(StoredDoor { key: row.get(0)?, secret: row.get(1)?, door: row.json(2)? })
        })
    }

    pub fn update_door(&mut self, workspace: WorkspaceId, id: FlowId, door: &FlowDoor) -> Result<()> {
        self.0.execute(&UPDATE_DOOR, [workspace.into(), id.into(), json(door)?.into()])?;
        Ok(())
    }

    /// Whose door it is: a read that finds the workspace instead of being given it.
    pub fn find_by_door_key(&mut self, key: &str) -> Result<Option<(WorkspaceId, FlowId)>> {
        self.0.optional(&FIND_BY_DOOR_KEY, [key.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

fn values(workspace: WorkspaceId, flow: &Flow) -> Result<[Value<'_>; 15]> {
    Ok([
        workspace.into(),
        flow.id.into(),
        (&flow.waba_id).into(),
        flow.meta_flow_id.0.as_str().into(),
        (&flow.name).into(),
        json(&flow.categories)?.into(),
        flow.status.as_str().into(),
        json(&flow.validation_errors)?.into(),
        flow.json_version.as_deref().into(),
        flow.data_api_version.as_deref().into(),
        flow.endpoint_url.as_deref().into(),
        json(&flow.alerts)?.into(),
        flow.created_at.into(),
        flow.updated_at.into(),
        flow.heard_at.into(),
    ])
}

fn read(row: &Row<'_>) -> Result<Flow> {
    Ok(Flow {
        id: row.get(0)?,
        waba_id: row.get(1)?,
        meta_flow_id: MetaFlowId(row.get(2)?),
        name: row.get(3)?,
        categories: row.json(4)?,
        status: row.word(5, |text| Some(FlowStatus::parse(text)))?,
        validation_errors: row.json(6)?,
        json_version: row.get(7)?,
        data_api_version: row.get(8)?,
        endpoint_url: row.get(9)?,
        alerts: row.json(10)?,
        created_at: row.get(11)?,
        updated_at: row.get(12)?,
        heard_at: row.get(13)?,
    })
}
