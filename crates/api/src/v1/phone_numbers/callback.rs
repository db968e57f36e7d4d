//! An address for webhooks, as it is written in a request.

use actions::account::Callback;
use axum_utils::{Fields, Problem};
use domain::profile::CALLBACK_LIMIT;
use domain::{MetaAppId, Secret};
use serde::Deserialize;
use storage::Scope;
use url::Url;
use utoipa::ToSchema;

use crate::refusal;
use crate::state::ApiState;

/// Where webhooks go instead of to the app's address. The provider verifies it at once.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenCallback {
    /// Without it, this server's own webhook address.
    url: Option<String>,
    /// Without it, the app's verify token.
    verify_token: Option<Secret>,
}

impl GivenCallback {
    /// What was left out filled in, and the rest checked.
    pub(crate) async fn complete(self, state: &ApiState, app: MetaAppId) -> Result<Callback, Problem> {
        let url = self.url.unwrap_or_else(|| state.settings().webhook_url());
        let mut fields = Fields::default();
        let count = url.chars().count();
        if count > CALLBACK_LIMIT {
            fields.add("url", format!("write at most {CALLBACK_LIMIT} characters; these are {count}"));
        }
        let is_address =
            Url::parse(&url).is_ok_and(|it| matches!(it.scheme(), "http" | "https") && it.has_host());
        fields.require(is_address, "url", "write an https address");
        let is_token = |token: &Secret| {
            (1..=200).contains(&token.expose().len()) && token.expose().bytes().all(|b| b.is_ascii_graphic())
        };
        let words = "write 1 to 200 letters, digits and signs, without spaces";
        fields.require(self.verify_token.as_ref().is_none_or(is_token), "verify_token", words);
        fields.finish()?;
        let verify_token = match self.verify_token {
            Some(token) => token,
            None => {
                let known = state.store().read(Scope::System, move |tx| tx.meta_apps().lookup(&app)).await;
                let known = known.map_err(|error: storage::Error| refusal::storage(&error))?;
                known.map(|app| app.verify_token).unwrap_or_default()
            }
        };
        Ok(Callback { url, verify_token })
    }
}
