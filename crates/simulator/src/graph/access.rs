//! Who calls, and what the token may see.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::Refusal;
use super::call::Call;
use crate::sim::Sim;
use crate::state::{NumberState, State, WabaState};

/// A checked token.
#[derive(Debug)]
pub(crate) struct Access {
    pub(crate) app_id: String,
    /// The app itself, not a person or a system user.
    pub(crate) is_app: bool,
    scopes: Vec<String>,
    waba_ids: Option<Vec<String>>,
}

impl Access {
    /// Whether there is a token, and a valid one.
    pub(crate) fn check(sim: &Sim, token: Option<&str>) -> Result<Self, Refusal> {
        let token = token.ok_or_else(Refusal::no_token)?;
        sim.with(|state, now| {
            if let Some(app_id) = app_of_token(state, token) {
                return Ok(Self { app_id, is_app: true, scopes: Vec::new(), waba_ids: None });
            }
            let known = state.tokens.get(token).ok_or_else(Refusal::bad_token)?;
            if let Some(end) = known.expires_at.filter(|end| end.as_microsecond() <= now) {
                return Err(Refusal::expired_token(&end.strftime("%A, %d-%b-%y %H:%M:%S UTC").to_string()));
            }
            Ok(Self {
                app_id: known.app_id.clone(),
                is_app: false,
                scopes: known.scopes.clone(),
                waba_ids: known.waba_ids.clone(),
            })
        })
    }

    /// Refuses a wrong `appsecret_proof`, and none where the app requires one.
    pub(crate) fn check_proof(&self, sim: &Sim, call: &Call) -> Result<(), Refusal> {
        let token = call.token.as_deref().unwrap_or_default();
        let given = call.params.text("appsecret_proof");
        sim.look(|state| {
            let Some(app) = state.apps.get(&self.app_id) else { return Ok(()) };
            match given {
                Some(given) if proof(token, &app.app.app_secret).is_some_and(|proof| proof == given) => {
                    Ok(())
                }
                Some(_) => Err(Refusal::parameter("Invalid appsecret_proof provided in the API argument")),
                // An app's own token holds the secret itself.
                None if app.app.requires_proof && !self.is_app => {
                    Err(Refusal::parameter("API calls from the server require an appsecret_proof argument"))
                }
                None => Ok(()),
            }
        })
    }

    /// Refuses without the permission to send.
    pub(crate) fn require_messaging(&self) -> Result<(), Refusal> {
        let is_allowed = self.scopes.iter().any(|scope| scope == "whatsapp_business_messaging");
        let details = "The token has no permission whatsapp_business_messaging.";
        if is_allowed { Ok(()) } else { Err(Refusal::detailed(131_005, details)) }
    }

    /// A number that the token may use.
    pub(crate) fn number<'s>(&self, state: &'s State, id: &str) -> Option<&'s NumberState> {
        state.numbers.get(id).filter(|number| self.may_use(&number.waba_id))
    }

    /// A business account that the token may use.
    pub(crate) fn waba<'s>(&self, state: &'s State, id: &str) -> Option<&'s WabaState> {
        state.wabas.get(id).filter(|waba| self.may_use(&waba.id))
    }

    fn may_use(&self, waba_id: &str) -> bool {
        self.waba_ids.as_ref().is_none_or(|ids| ids.iter().any(|id| id == waba_id))
    }
}

/// HMAC-SHA256 of the token with the app's secret, in hexadecimal.
fn proof(token: &str, secret: &str) -> Option<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(token.as_bytes());
    Some(hex::encode(mac.finalize().into_bytes()))
}

/// An app's own token is its id and secret.
pub(crate) fn app_of_token(state: &State, token: &str) -> Option<String> {
    let (app_id, secret) = token.split_once('|')?;
    let app = state.apps.get(app_id).filter(|app| app.app.app_secret == secret)?;
    Some(app.app.app_id.clone())
}
