//! Tokens: an app's own, and what is known about any.

use serde_json::{Map, Value, json};

use super::access::{Access, app_of_token};
use super::call::Call;
use super::fields::select;
use super::{Done, Refusal};
use crate::clock::{Micros, unix};
use crate::sim::Sim;
use crate::state::State;
use crate::world::TokenKind;

/// Behind every token that is not an app's.
const USER: &str = "122100000000000001";

/// `GET /oauth/access_token`: an app's own token for its id and secret.
pub(super) fn app_token(sim: &Sim, call: &Call) -> Result<Done, Refusal> {
    let text = |name: &str| call.params.text(name).ok_or_else(|| Refusal::missing(name));
    let (app_id, secret) = (text("client_id")?, text("client_secret")?);
    let grant = call.params.text("grant_type");
    let token = format!("{app_id}|{secret}");
    let is_known = sim.with(|state, _| app_of_token(state, &token).is_some());
    if !is_known {
        return Err(Refusal::parameter("Error validating client secret."));
    }
    if grant.as_deref() != Some("client_credentials") {
        return Err(Refusal::parameter("Only grant_type client_credentials is simulated."));
    }
    Ok(Done::new(json!({ "access_token": token, "token_type": "bearer" })))
}

/// `GET /debug_token`: with the app's own token, or any other of the same app.
pub(super) fn debug(sim: &Sim, call: &Call, access: &Access) -> Result<Done, Refusal> {
    let input = call.params.text("input_token").ok_or_else(|| Refusal::missing("input_token"))?;
    sim.with(|state, now| {
        let data = describe(state, &input, now);
        let is_ours = data.get("app_id").is_none_or(|app_id| *app_id == access.app_id.as_str());
        if is_ours {
            Ok(Done::new(json!({ "data": data })))
        } else {
            Err(Refusal::parameter("The App_id in the input_token did not match the Viewing App"))
        }
    })
}

/// `GET /me`: whose token it is.
pub(super) fn me(sim: &Sim, call: &Call, access: &Access) -> Result<Done, Refusal> {
    let app = sim.look(|state| state.apps.get(&access.app_id).map(|app| app.app.name.clone()));
    let (id, name) = if access.is_app {
        (access.app_id.clone(), app.unwrap_or_default())
    } else {
        (USER.to_owned(), "System user".to_owned())
    };
    let whole = Map::from_iter([("id".to_owned(), json!(id)), ("name".to_owned(), json!(name))]);
    select(&whole, &["id", "name"], &call.params, "User").map(Done::new)
}

fn describe(state: &State, input: &str, now: Micros) -> Value {
    if let Some(app_id) = app_of_token(state, input) {
        let name = state.apps.get(&app_id).map(|app| app.app.name.clone());
        return json!({ "app_id": app_id, "type": "APP", "application": name, "is_valid": true, "scopes": [] });
    }
    let Some(token) = state.tokens.get(input) else {
        let error =
            json!({ "code": 190, "message": "Invalid OAuth access token - Cannot parse access token" });
        return json!({ "error": error, "is_valid": false, "scopes": [] });
    };
    let all = || {
        let mut ids: Vec<&String> = state.wabas.keys().collect();
        ids.sort();
        ids.into_iter().cloned().collect()
    };
    let waba_ids: Vec<String> = token.waba_ids.clone().unwrap_or_else(all);
    let granular: Vec<Value> =
        token.scopes.iter().map(|scope| json!({ "scope": scope, "target_ids": waba_ids })).collect();
    let expires_at = token.expires_at.map_or(0, jiff::Timestamp::as_second);
    let is_valid = expires_at == 0 || expires_at > unix(now);
    let mut data = json!({
        "app_id": token.app_id,
        "type": match token.kind { TokenKind::SystemUser => "SYSTEM_USER", TokenKind::User => "USER" },
        "application": state.apps.get(&token.app_id).map(|app| app.app.name.clone()),
        "data_access_expires_at": 0,
        "expires_at": expires_at,
        "is_valid": is_valid,
        "issued_at": 1_750_000_000,
        "scopes": token.scopes,
        "granular_scopes": granular,
        "user_id": USER,
    });
    if !is_valid {
        data["error"] = json!({ "code": 190, "subcode": 463, "message": "Session has expired." });
    }
    data
}
