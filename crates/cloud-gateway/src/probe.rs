//! Telling whether credentials work, before they are saved.

use std::future::Future;
use std::pin::Pin;

use actions::phone_number::{Check, Credentials, NumberProbe, Probe, ProbedNumber};
use cloud_api::{AccessToken, Error};
use cloud_api_types::graph::{DebugToken, PhoneNumber};

use crate::errors;
use crate::gateway::Gateway;

/// What a token must be allowed to do.
const SCOPES: [&str; 2] = ["whatsapp_business_messaging", "whatsapp_business_management"];

impl NumberProbe for Gateway {
    fn probe<'a>(&'a self, credentials: &'a Credentials) -> Pin<Box<dyn Future<Output = Probe> + Send + 'a>> {
        Box::pin(probe(self, credentials))
    }
}

async fn probe(gateway: &Gateway, credentials: &Credentials) -> Probe {
    let client = |token: AccessToken| {
        let credentials = (&credentials.base_url, &credentials.api_version, &credentials.auth);
        gateway.client_with(credentials.0, credentials.1, credentials.2, token)
    };
    let token = AccessToken::new(credentials.access_token.expose());
    let app_token = AccessToken::of_app(&credentials.meta_app_id.0, credentials.app_secret.expose());
    let (as_number, as_app) = match (client(token.clone()), client(app_token)) {
        (Ok(as_number), Ok(as_app)) => (as_number, as_app),
        (Err(detail), _) | (_, Err(detail)) => {
            return Probe { checks: vec![check("address", false, detail)], number: None };
        }
    };
    if !credentials.auth.is_metas() {
        // Other providers have keys of their own, about which nobody else can tell.
        let mut checks = Vec::new();
        let number = as_number.phone_number(&credentials.meta_phone_number_id.0).await;
        let number = number_check(number, &mut checks);
        return Probe { checks, number };
    }
    let (debug, number) =
        tokio::join!(as_app.debug_token(&token), as_number.phone_number(&credentials.meta_phone_number_id.0));
    let mut checks = token_checks(credentials, debug);
    let number = number_check(number, &mut checks);
    Probe { checks, number }
}

fn token_checks(credentials: &Credentials, debug: Result<DebugToken, Error>) -> Vec<Check> {
    let debug = match debug {
        Ok(debug) => debug,
        Err(e) => {
            let detail = format!("{}. {}", errors::of_call(&e).title, "Check app ID and app secret");
            return vec![check("app", false, detail)];
        }
    };
    let mut checks = vec![check("app", true, "App ID and app secret belong together".to_owned())];
    if debug.is_valid != Some(true) {
        let detail = "The access token is expired or revoked: make a new one".to_owned();
        checks.push(check("token", false, detail));
        return checks;
    }
    let same_app = debug.app_id.as_deref().is_none_or(|id| id == credentials.meta_app_id.0);
    checks.push(if same_app {
        check("token", true, "The access token is valid".to_owned())
    } else {
        check("token", false, "The access token was made by another app than the one given".to_owned())
    });
    let missing: Vec<_> =
        SCOPES.iter().filter(|scope| !debug.scopes.iter().any(|s| s == *scope)).copied().collect();
    checks.push(if missing.is_empty() {
        check("permissions", true, "The token may send messages and manage the account".to_owned())
    } else {
        check("permissions", false, format!("The token lacks {}", missing.join(" and ")))
    });
    checks
}

fn number_check(number: Result<PhoneNumber, Error>, checks: &mut Vec<Check>) -> Option<ProbedNumber> {
    match number {
        Ok(number) => {
            let probed = ProbedNumber {
                display_phone_number: number.display_phone_number.unwrap_or_default(),
                verified_name: number.verified_name.unwrap_or_default(),
                quality_rating: number
                    .quality_rating
                    .map_or_else(|| "UNKNOWN".to_owned(), |q| q.as_str().to_owned()),
            };
            let detail = format!("{} · {}", probed.verified_name, probed.display_phone_number);
            checks.push(check("number", true, detail));
            Some(probed)
        }
        Err(e) => {
            let reason = errors::of_call(&e);
            checks.push(check("number", false, format!("{}. {}", reason.title, reason.remedy)));
            None
        }
    }
}

fn check(name: &str, ok: bool, detail: String) -> Check {
    Check { name: name.to_owned(), ok, detail }
}
