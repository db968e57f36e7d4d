//! Apps and their webhook subscriptions.

use serde_json::{Map, Value, json};

use super::access::Access;
use super::call::Call;
use super::fields::select;
use super::{Done, Refusal};
use crate::sim::Sim;
use crate::state::{AppState, State};
use crate::webhooks::shake_hands;

const OBJECT: &str = "whatsapp_business_account";

/// `GET /{app}`; `None` when there is no such app.
pub(super) fn get(state: &State, call: &Call, access: &Access, id: &str) -> Option<Result<Done, Refusal>> {
    let app = state.apps.get(id).filter(|app| app.app.app_id == access.app_id)?;
    let whole = describe(state, &app.app.app_id);
    Some(select(&whole, &["name", "link"], &call.params, "Application").map(Done::new))
}

/// An app as other objects show it.
pub(super) fn describe(state: &State, id: &str) -> Map<String, Value> {
    let name = state.apps.get(id).map(|app| app.app.name.as_str());
    let link = format!("https://www.facebook.com/games/?app_id={id}");
    Map::from_iter([("id".into(), json!(id)), ("name".into(), json!(name)), ("link".into(), json!(link))])
}

/// `GET/POST/DELETE /{app}/subscriptions`, with the app's own token.
pub(super) async fn subscriptions(
    sim: &Sim,
    call: &Call,
    access: &Access,
    id: &str,
) -> Result<Done, Refusal> {
    let is_known = sim.with(|state, _| state.apps.contains_key(id)) && access.app_id == id;
    if !is_known {
        return Err(Refusal::no_object(call.method.as_str(), id));
    }
    if !access.is_app {
        return Err(Refusal::parameter(
            "This method must be called with an app access_token: the app's id and secret.",
        ));
    }
    match call.method.as_str() {
        "GET" | "HEAD" => Ok(sim.with(|state, _| Done::new(json!({ "data": list(state.apps.get(id)) })))),
        "POST" => subscribe(sim, call, id).await,
        "DELETE" => {
            sim.with(|state, _| unsubscribe(state, call, id));
            Ok(Done::success())
        }
        method => Err(Refusal::no_object(method, id)),
    }
}

fn list(app: Option<&AppState>) -> Vec<Value> {
    let subscribed = app.and_then(|app| app.callback_url.as_ref().map(|url| (app, url)));
    let describe = |(app, url): (&AppState, &String)| {
        let fields: Vec<Value> =
            app.fields.iter().map(|name| json!({ "name": name, "version": "v25.0" })).collect();
        json!({ "object": OBJECT, "callback_url": url, "active": true, "fields": fields })
    };
    subscribed.into_iter().map(describe).collect()
}

async fn subscribe(sim: &Sim, call: &Call, id: &str) -> Result<Done, Refusal> {
    let text = |name: &str| call.params.text(name).filter(|text| !text.is_empty());
    let object = text("object").ok_or_else(|| Refusal::missing("object"))?;
    if object != OBJECT {
        let object: String = object.chars().take(100).collect();
        let message =
            format!("Param object must be one of {{WHATSAPP_BUSINESS_ACCOUNT}} - got \"{object}\".");
        return Err(Refusal::parameter(&message));
    }
    let url = text("callback_url").ok_or_else(|| Refusal::missing("callback_url"))?;
    let token = text("verify_token").ok_or_else(|| Refusal::missing("verify_token"))?;
    let fields = fields(call);
    shake_hands(sim, &url, &token).await.map_err(|error| Refusal::callback(&error.to_string()))?;
    sim.with(|state, _| {
        if let Some(app) = state.apps.get_mut(id) {
            app.callback_url = Some(url);
            app.fields = fields;
        }
    });
    Ok(Done::success())
}

/// `fields=a,b` or `["a","b"]`; none given means `messages`.
fn fields(call: &Call) -> Vec<String> {
    let named: Vec<String> = match call.params.get("fields") {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(text)) => text.split(',').map(|field| field.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    let named: Vec<String> = named.into_iter().filter(|field| !field.is_empty()).take(100).collect();
    if named.is_empty() { vec!["messages".to_owned()] } else { named }
}

fn unsubscribe(state: &mut State, call: &Call, id: &str) {
    let Some(app) = state.apps.get_mut(id) else { return };
    match call.params.get("fields") {
        Some(_) => {
            let gone = fields(call);
            app.fields.retain(|field| !gone.contains(field));
        }
        None => {
            app.callback_url = None;
            app.fields.clear();
        }
    }
}
