//! Flows: drafts, their JSON, publication.

use serde_json::{Map, Value, json};

use super::access::Access;
use super::call::Call;
use super::fields::{page, select};
use super::{Done, Refusal};
use crate::assets::Flow;
use crate::chance;
use crate::clock::{HOUR, Micros};
use crate::flows;
use crate::sim::Sim;
use crate::state::State;
use crate::world::FlowFile;

/// Longest JSON of a Flow.
const JSON_LIMIT: usize = 10 * 1024 * 1024;
/// Messages an hour with a throttled Flow.
const THROTTLED_AN_HOUR: usize = 10;
const DEFAULTS: [&str; 4] = ["name", "status", "categories", "validation_errors"];

/// `GET/POST /{waba}/flows`.
pub(super) async fn of_account(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    if call.method != http::Method::POST {
        return sim.look(|state| {
            access.waba(state, id).ok_or_else(|| Refusal::no_object(call.method.as_str(), id))?;
            let ours = state.flows.iter().filter(|(_, flow)| flow.waba_id == id);
            let all: Result<Vec<Value>, Refusal> =
                ours.map(|(id, flow)| describe(state, id, flow, call)).collect();
            Ok(Done::new(page(all?, &call.params)).managing(id))
        });
    }
    let (flow_id, problems) = sim.with(|state, _| create(state, call, access, id))?;
    let is_wanted = call.params.flag("publish") == Some(true);
    if is_wanted && problems.is_empty() {
        publish(sim, &flow_id).await?;
    }
    Ok(Done::new(json!({ "id": flow_id, "success": true, "validation_errors": problems })).managing(id))
}

fn create(
    state: &mut State,
    call: &Call,
    access: &Access,
    id: &str,
) -> Result<(String, Vec<Value>), Refusal> {
    access.waba(state, id).ok_or_else(|| Refusal::no_object("post", id))?;
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
    flow.application_id = Some(access.app_id.clone());
    if let Some(source) = call.params.text("clone_flow_id") {
        let original = state.flows.get(&source).filter(|it| access.waba(state, &it.waba_id).is_some());
        let original = original.ok_or_else(|| Refusal::no_object("post", &source))?;
        (flow.json, flow.problems) = (original.json.clone(), original.problems.clone());
    }
    if let Some(text) = call.params.get("flow_json") {
        flow.take_json(&text.as_str().map_or_else(|| text.to_string(), str::to_owned));
    }
    let problems = flow.problems.clone();
    state.flows.insert(flow_id.clone(), flow);
    Ok((flow_id, problems))
}

/// Publishes a draft that is without problems. Its endpoint, if it has one, must answer a health check.
async fn publish(sim: &Sim, id: &str) -> Result<(), Refusal> {
    let failed = |why: &str| Refusal::detailed(139_002, why);
    let endpoint = sim.look(|state| {
        let flow = state.flows.get(id).ok_or_else(|| Refusal::no_object("post", id))?;
        if flow.status != "DRAFT" {
            return Err(failed("The Flow is published already."));
        }
        let Some(text) = &flow.json else { return Err(failed("The Flow has no JSON.")) };
        if !flow.problems.is_empty() {
            return Err(failed("The JSON of the Flow has validation errors."));
        }
        let whole: Value = serde_json::from_str(text).unwrap_or_default();
        if whole.get("data_api_version").is_none() {
            return Ok(None);
        }
        if flow.endpoint_uri.is_none() {
            return Err(failed("The Flow needs an endpoint_uri."));
        }
        let endpoint = flows::endpoint_of(state, flow, None);
        endpoint.map(Some).ok_or_else(|| failed("No number of the account has a public key."))
    })?;
    if let Some(endpoint) = endpoint {
        let asked = flows::ask(sim, &endpoint, &json!({ "version": "3.0", "action": "ping" })).await;
        sim.change(|state, now| flows::note(state, id, asked.ms, asked.answer.as_ref().err(), now));
        let is_active = |answer: &Value| answer.pointer("/data/status").is_some_and(|it| it == "active");
        match asked.answer {
            Ok(answer) if is_active(&answer) => {}
            Ok(_) => {
                return Err(failed(
                    "The endpoint's answer to the health check is not {\"data\":{\"status\":\"active\"}}.",
                ));
            }
            Err(trouble) => return Err(failed(&format!("The health check failed: {trouble}."))),
        }
    }
    sim.change(|state, now| flows::set_status(state, id, "PUBLISHED", now));
    Ok(())
}

/// `POST /{waba}/migrate_flows?source_waba_id&source_flow_names`.
pub(super) fn migrate(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.with(|state, _| {
        access.waba(state, id).ok_or_else(|| Refusal::no_object("post", id))?;
        let source = call.params.text("source_waba_id").ok_or_else(|| Refusal::missing("source_waba_id"))?;
        access.waba(state, &source).ok_or_else(|| Refusal::no_object("post", &source))?;
        let wanted: Option<Vec<String>> = call
            .params
            .get("source_flow_names")
            .and_then(Value::as_array)
            .map(|list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect());
        if wanted.as_ref().is_some_and(|names| names.len() > 100) {
            return Err(Refusal::parameter("Param source_flow_names must have at most 100 names."));
        }
        let is_meant = |name: &String| wanted.as_ref().is_none_or(|names| names.contains(name));
        let from: Vec<(String, Flow)> = state
            .flows
            .iter()
            .filter(|(_, flow)| flow.waba_id == source && is_meant(&flow.name))
            .map(|(id, flow)| (id.clone(), flow.copied()))
            .collect();
        let (mut done, mut failed) = (Vec::new(), Vec::new());
        for (source_id, mut flow) in from {
            if state.flows.values().any(|it| it.waba_id == id && it.name == flow.name) {
                failed.push(json!({ "source_name": flow.name, "error_code": "4233041",
                    "error_message": "Flow with this name already exists." }));
                continue;
            }
            id.clone_into(&mut flow.waba_id);
            let new = chance::decimal_id();
            done.push(json!({ "source_name": flow.name, "source_id": source_id, "migrated_id": new }));
            state.flows.insert(new, flow);
        }
        Ok(Done::new(json!({ "migrated_flows": done, "failed_flows": failed })).managing(id))
    })
}

/// `GET/POST/DELETE /{flow}`; `None` when there is no such Flow for this token.
pub(super) fn node(sim: &Sim, call: &Call, access: &Access, id: &str) -> Option<Result<Done, Refusal>> {
    sim.with(|state, _| {
        may_use(state, access, id)?;
        let forgetful = state.settings.forgetful;
        if matches!(call.method.as_str(), "GET" | "HEAD") {
            let flow = state.flows.get(id)?;
            return Some(describe(state, id, flow, call).map(Done::new));
        }
        let flow = state.flows.get_mut(id)?;
        Some(match call.method.as_str() {
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
                if let Some(app) = call.params.text("application_id") {
                    flow.application_id = Some(app);
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
pub(super) async fn edge(
    sim: &Sim,
    call: &Call,
    access: &Access,
    id: &str,
    edge: &str,
) -> Result<Done, Refusal> {
    sim.look(|state| may_use(state, access, id))
        .ok_or_else(|| Refusal::no_object(call.method.as_str(), id))?;
    match (call.method.as_str(), edge) {
        ("GET" | "HEAD", "assets") => sim.look(|state| {
            let url = format!("https://mmg.whatsapp.net/simulated/{id}/flow.json");
            let file = json!({ "name": "flow.json", "asset_type": "FLOW_JSON", "download_url": url });
            let has_json = state.flows.get(id).is_some_and(|flow| flow.json.is_some());
            Ok(Done::new(json!({ "data": has_json.then_some(file).into_iter().collect::<Vec<_>>() })))
        }),
        ("POST", "assets") => upload(sim, call, id),
        ("POST", "publish") => publish(sim, id).await.map(|()| Done::success()),
        ("POST", "deprecate") => sim.change(|state, now| {
            let status = state.flows.get(id).map(|flow| flow.status.as_str()).unwrap_or_default();
            if !["PUBLISHED", "THROTTLED"].contains(&status) {
                return Err(Refusal::known(139_003));
            }
            flows::set_status(state, id, "DEPRECATED", now);
            Ok(Done::success())
        }),
        (method, _) => Err(Refusal::no_object(method, id)),
    }
}

fn upload(sim: &Sim, call: &Call, id: &str) -> Result<Done, Refusal> {
    sim.with(|state, _| {
        let flow = state.flows.get_mut(id).ok_or_else(|| Refusal::no_object("post", id))?;
        if flow.status != "DRAFT" {
            return Err(Refusal::known(139_001));
        }
        let file = call.files.iter().find(|(field, _)| field == "file").map(|(_, file)| file);
        let file = file.ok_or_else(|| Refusal::missing("file"))?;
        if file.bytes.len() > JSON_LIMIT {
            return Err(Refusal::parameter(
                "Param file must be a file with a size of at most 10485760 bytes.",
            ));
        }
        flow.take_json(&String::from_utf8_lossy(&file.bytes));
        Ok(Done::new(json!({ "success": true, "validation_errors": flow.problems })))
    })
}

/// Whether a Flow can be sent now; a throttled one ten times an hour.
pub(super) fn check_send(
    state: &mut State,
    waba_id: &str,
    parameters: &Value,
    now: Micros,
) -> Result<(), Refusal> {
    let text = |key: &str| parameters.get(key).and_then(Value::as_str);
    let is_meant = |id: &str, flow: &Flow| {
        flow.waba_id == waba_id
            && (text("flow_id") == Some(id) || text("flow_name") == Some(flow.name.as_str()))
    };
    let Some((_, flow)) = state.flows.iter_mut().find(|(id, flow)| is_meant(id, flow)) else {
        return Err(Refusal::detailed(131_009, "The Flow does not exist, or is not of this account."));
    };
    let is_draft_wanted = text("mode").is_some_and(|mode| mode.eq_ignore_ascii_case("draft"));
    match flow.status.as_str() {
        "PUBLISHED" => Ok(()),
        "DRAFT" if is_draft_wanted => Ok(()),
        "BLOCKED" => Err(Refusal::known(132_068)),
        "THROTTLED" => {
            flow.sends.retain(|at| now - at < HOUR);
            if flow.sends.len() >= THROTTLED_AN_HOUR {
                return Err(Refusal::known(132_069));
            }
            flow.sends.push(now);
            Ok(())
        }
        status => {
            Err(Refusal::detailed(131_009, format!("The Flow is in status {status} and cannot be sent.")))
        }
    }
}

fn may_use(state: &State, access: &Access, id: &str) -> Option<()> {
    access.waba(state, &state.flows.get(id)?.waba_id).map(|_| ())
}

fn describe(state: &State, id: &str, flow: &Flow, call: &Call) -> Result<Value, Refusal> {
    let parsed: Value =
        flow.json.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let version = |key: &str| parsed.get(key).cloned();
    let can_send = if flow.status == "BLOCKED" { "BLOCKED" } else { "AVAILABLE" };
    let whole = json!({
        "id": id,
        "name": flow.name,
        "status": flow.status,
        "categories": flow.categories,
        "validation_errors": flow.problems,
        "json_version": version("version"),
        "data_api_version": version("data_api_version"),
        "endpoint_uri": flow.endpoint_uri,
        "preview": {"preview_url": format!("https://business.facebook.com/wa/manage/flows/{id}/preview/"),
                    "expires_at": "2030-01-01T00:00:00+0000"},
        "whatsapp_business_account": {"id": flow.waba_id},
        "updated_at": "2025-06-01T00:00:00+0000",
        "application": flow.application_id.as_ref().map(|id| super::apps::describe(state, id)),
        "health_status": {"can_send_message": can_send, "entities": [
            {"entity_type": "FLOW", "id": id, "can_send_message": can_send}]},
    });
    let whole: Map<String, Value> = serde_json::from_value(whole).unwrap_or_default();
    select(&whole, &DEFAULTS, &call.params, "WhatsAppFlow")
}

impl Flow {
    /// Takes the JSON in, and notes what is wrong with it.
    fn take_json(&mut self, text: &str) {
        self.problems = flows::problems(text);
        self.json = Some(text.to_owned());
    }

    /// A draft with the same content.
    fn copied(&self) -> Self {
        let file = FlowFile {
            id: String::new(),
            waba_id: self.waba_id.clone(),
            name: self.name.clone(),
            status: "DRAFT".to_owned(),
        };
        Self {
            categories: self.categories.clone(),
            endpoint_uri: self.endpoint_uri.clone(),
            json: self.json.clone(),
            problems: self.problems.clone(),
            ..Self::new(file)
        }
    }
}
