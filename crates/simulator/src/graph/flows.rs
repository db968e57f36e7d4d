//! Flows: drafts, their JSON, publication.

use serde_json::{Map, Value, json};

use super::access::Access;
use super::call::Call;
use super::fields::{page, select};
use super::{Done, Refusal};
use crate::assets::Flow;
use crate::chance;
use crate::sim::Sim;
use crate::state::State;
use crate::webhooks::{self, Change};
use crate::world::FlowFile;

const DEFAULTS: [&str; 4] = ["name", "status", "categories", "validation_errors"];

/// `GET/POST /{waba}/flows`.
pub(super) fn of_account(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.with(|state, _| {
        access.waba(state, id).ok_or_else(|| Refusal::no_object(call.method.as_str(), id))?;
        if call.method != http::Method::POST {
            let ours = state.flows.iter().filter(|(_, flow)| flow.waba_id == id);
            let all: Result<Vec<Value>, Refusal> = ours.map(|(id, flow)| describe(id, flow, call)).collect();
            return Ok(Done::new(page(all?, &call.params)).managing(id));
        }
        let name = call.params.text("name").ok_or_else(|| Refusal::missing("name"))?;
        if state.flows.values().any(|flow| flow.waba_id == id && flow.name == name) {
            return Err(Refusal::parameter("Flow with this name already exists."));
        }
        let flow_id = chance::decimal_id();
        let file = FlowFile { id: flow_id.clone(), waba_id: id.to_owned(), name, status: "DRAFT".to_owned() };
        let mut flow = Flow::new(file);
        if let Some(categories) = call.params.get("categories") {
            flow.categories = categories.clone();
        }
        flow.endpoint_uri = call.params.text("endpoint_uri");
        if let Some(text) = call.params.text("flow_json") {
            flow.take_json(&text);
        }
        if call.params.flag("publish") == Some(true) && flow.problems.is_empty() && flow.json.is_some() {
            "PUBLISHED".clone_into(&mut flow.status);
        }
        let answer = json!({ "id": flow_id, "success": true, "validation_errors": flow.problems });
        state.flows.insert(flow_id, flow);
        Ok(Done::new(answer).managing(id))
    })
}

/// `GET/POST/DELETE /{flow}`; `None` when there is no such Flow for this token.
pub(super) fn node(sim: &Sim, call: &Call, access: &Access, id: &str) -> Option<Result<Done, Refusal>> {
    sim.with(|state, _| {
        may_use(state, access, id)?;
        let forgetful = state.settings.forgetful;
        let flow = state.flows.get_mut(id)?;
        Some(match call.method.as_str() {
            "GET" | "HEAD" => describe(id, flow, call).map(Done::new),
            "POST" => {
                if let Some(name) = call.params.text("name") {
                    flow.name = name;
                }
                if let Some(categories) = call.params.get("categories") {
                    flow.categories = categories.clone();
                }
                if let Some(uri) = call.params.text("endpoint_uri") {
                    flow.endpoint_uri = Some(uri);
                }
                Ok(Done::success())
            }
            "DELETE" if flow.status != "DRAFT" => Err(Refusal::known(139_004)),
            "DELETE" => {
                if !forgetful {
                    state.flows.remove(id);
                }
                Ok(Done::success())
            }
            method => Err(Refusal::no_object(method, id)),
        })
    })
}

/// `GET/POST /{flow}/assets`, `POST /{flow}/publish`, `POST /{flow}/deprecate`.
pub(super) fn edge(sim: &Sim, call: &Call, access: &Access, id: &str, edge: &str) -> Result<Done, Refusal> {
    let news = sim.with(|state, _| {
        may_use(state, access, id).ok_or_else(|| Refusal::no_object(call.method.as_str(), id))?;
        let flow = state.flows.get_mut(id).ok_or_else(|| Refusal::no_object("post", id))?;
        let old = flow.status.clone();
        match (call.method.as_str(), edge) {
            ("GET" | "HEAD", "assets") => {
                let url = format!("https://mmg.whatsapp.net/simulated/{id}/flow.json");
                let file = json!({ "name": "flow.json", "asset_type": "FLOW_JSON", "download_url": url });
                let files = flow.json.as_ref().map(|_| file);
                return Ok((Done::new(json!({ "data": files.into_iter().collect::<Vec<_>>() })), None));
            }
            ("POST", "assets") => {
                if flow.status != "DRAFT" {
                    return Err(Refusal::known(139_001));
                }
                let file = call.files.iter().find(|(field, _)| field == "file").map(|(_, file)| file);
                let file = file.ok_or_else(|| Refusal::missing("file"))?;
                flow.take_json(&String::from_utf8_lossy(&file.bytes));
                let body = json!({ "success": true, "validation_errors": flow.problems });
                return Ok((Done::new(body), None));
            }
            ("POST", "publish") => {
                if flow.status != "DRAFT" || flow.json.is_none() || !flow.problems.is_empty() {
                    return Err(Refusal::known(139_002));
                }
                "PUBLISHED".clone_into(&mut flow.status);
            }
            ("POST", "deprecate") => {
                if flow.status != "PUBLISHED" {
                    return Err(Refusal::known(139_003));
                }
                "DEPRECATED".clone_into(&mut flow.status);
            }
            (method, _) => return Err(Refusal::no_object(method, id)),
        }
        let value = json!({
            "event": "FLOW_STATUS_CHANGE", "message": "Flow webhook: status changed", "flow_id": id,
            "old_status": old, "new_status": flow.status,
        });
        Ok((Done::success(), Some((flow.waba_id.clone(), value))))
    });
    let (done, news) = news?;
    if let Some((waba_id, value)) = news {
        sim.change(|state, now| webhooks::emit(state, Change::managing(&waba_id, "flows", value, now), now));
    }
    Ok(done)
}

fn may_use(state: &State, access: &Access, id: &str) -> Option<()> {
    access.waba(state, &state.flows.get(id)?.waba_id).map(|_| ())
}

fn describe(id: &str, flow: &Flow, call: &Call) -> Result<Value, Refusal> {
    let whole = json!({
        "id": id,
        "name": flow.name,
        "updated_at": "2025-06-01T00:00:00+0000",
        "status": flow.status,
        "categories": flow.categories,
        "validation_errors": flow.problems,
        "json_version": flow.json.as_ref().map(|_| "7.1"),
        "data_api_version": flow.endpoint_uri.as_ref().map(|_| "3.0"),
        "endpoint_uri": flow.endpoint_uri,
        "preview": {"preview_url": format!("https://business.facebook.com/wa/manage/flows/{id}/preview/"),
                    "expires_at": "2030-01-01T00:00:00+0000"},
        "whatsapp_business_account": {"id": flow.waba_id},
        "application": null,
        "health_status": {"can_send_message": "AVAILABLE", "entities": [
            {"entity_type": "FLOW", "id": id, "can_send_message": "AVAILABLE"}]},
    });
    let whole: Map<String, Value> = serde_json::from_value(whole).unwrap_or_default();
    select(&whole, &DEFAULTS, &call.params, "WhatsAppFlow")
}

impl Flow {
    /// Takes the JSON in, and notes what is wrong with it.
    fn take_json(&mut self, text: &str) {
        let problem = |error: &str, message: &str| {
            json!({ "error": error, "error_type": "FLOW_JSON_ERROR", "message": message, "line_start": 1,
                    "line_end": 1, "column_start": 1, "column_end": 1, "pointers": [] })
        };
        self.problems = match serde_json::from_str::<Value>(text) {
            Err(error) => vec![problem("INVALID_JSON", &error.to_string())],
            Ok(value) => ["version", "screens"]
                .into_iter()
                .filter(|key| value.get(key).is_none())
                .map(|key| {
                    problem("MISSING_REQUIRED_PROPERTY", &format!("Required property '{key}' is missing."))
                })
                .collect(),
        };
        self.json = Some(text.to_owned());
    }
}
