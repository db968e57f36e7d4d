//! What it takes to connect a number, as it is written in a request.

use actions::phone_number::Credentials;
use axum_utils::{Fields, Problem};
use domain::phone_number::AuthHeader;
use domain::{Secret, network};
use serde::Deserialize;
use url::Url;
use utoipa::ToSchema;

use crate::state::ProviderDefaults;

/// What it takes to connect a number.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberCredentials {
    /// Meta's id of the number: digits. In the app's dashboard under WhatsApp, API setup.
    meta_phone_number_id: String,
    /// Meta's id of the WhatsApp Business account: digits. On the same page.
    waba_id: String,
    /// Meta's id of the app: digits. At the top of the app's dashboard.
    meta_app_id: String,
    /// Of a system user, with the permissions to send and to manage.
    access_token: Secret,
    /// In the app's basic settings; signs the webhooks. Not needed for a test.
    #[serde(default)]
    app_secret: Secret,
    /// Any text of your own, entered at Meta together with the webhook URL. Not needed for a test.
    #[serde(default)]
    verify_token: Secret,
    /// Root of the provider's API, without a version; Meta's own without it.
    base_url: Option<String>,
    /// For example `v25.0`.
    api_version: Option<String>,
    /// The header that carries the token, for providers that want another than `authorization: Bearer …`.
    auth_header: Option<GivenHeader>,
}

/// A header that carries the token.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenHeader {
    /// For example `D360-API-KEY`.
    name: String,
    /// The word before the token; without it the token stands alone.
    scheme: Option<String>,
}

/// Headers that say something about the request itself.
const TAKEN: [&str; 9] = [
    "host",
    "content-length",
    "content-type",
    "transfer-encoding",
    "connection",
    "accept",
    "cookie",
    "user-agent",
    "expect",
];

impl GivenHeader {
    fn check(self, fields: &mut Fields) -> AuthHeader {
        let name = self.name.to_ascii_lowercase();
        let is_name = (1..=64).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
            && !TAKEN.contains(&name.as_str());
        let words =
            "write the name of a header: 1 to 64 letters, digits and dashes, none that HTTP needs itself";
        fields.require(is_name, "auth_header.name", words);
        let is_word =
            |word: &String| (1..=32).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphanumeric());
        let words = "write a word of 1 to 32 letters and digits, or leave it out";
        fields.require(self.scheme.as_ref().is_none_or(is_word), "auth_header.scheme", words);
        AuthHeader { name, scheme: self.scheme }
    }
}

/// What the credentials are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Connect,
    Test,
}

impl NumberCredentials {
    /// The same, checked for what can be seen without asking anybody.
    pub(crate) fn check(self, purpose: Purpose, defaults: &ProviderDefaults) -> Result<Credentials, Problem> {
        let mut fields = Fields::default();
        for (field, id) in [
            ("meta_phone_number_id", &self.meta_phone_number_id),
            ("waba_id", &self.waba_id),
            ("meta_app_id", &self.meta_app_id),
        ] {
            fields.require(is_meta_id(id), field, "write the digits of the id, as Meta shows it");
        }
        let is_token = |secret: &Secret| is_visible(secret, 1..=2000);
        fields.require(
            is_token(&self.access_token),
            "access_token",
            "paste the token, without spaces or line breaks",
        );
        if purpose == Purpose::Connect {
            let is_secret = is_visible(&self.app_secret, 8..=200);
            fields.require(is_secret, "app_secret", "paste the secret, as the app's basic settings show it");
            let is_verify = is_visible(&self.verify_token, 8..=200);
            fields.require(
                is_verify,
                "verify_token",
                "write 8 to 200 letters, digits and signs, without spaces",
            );
        }
        let base_url = self.base_url.unwrap_or_else(|| defaults.base_url.clone());
        // One spelling of each address: `http://127.1` is `http://127.0.0.1`.
        let base_url = Url::parse(&base_url).map_or(base_url, |url| url.to_string());
        fields.require(is_root_url(&base_url), "base_url", "write an http or https address, without a query");
        fields.require(
            network::may_call_host(&base_url, defaults.may_call),
            "base_url",
            "this is an address of the server itself or of a private network; the setting send.private_addresses \
             allows those",
        );
        let auth = self.auth_header.map(|header| header.check(&mut fields)).unwrap_or_default();
        let api_version = self.api_version.unwrap_or_else(|| defaults.api_version.clone());
        fields.require(is_version(&api_version), "api_version", "write a version like v25.0");
        fields.finish()?;
        Ok(Credentials {
            meta_phone_number_id: self.meta_phone_number_id.into(),
            waba_id: self.waba_id.into(),
            meta_app_id: self.meta_app_id.into(),
            access_token: self.access_token,
            app_secret: self.app_secret,
            verify_token: self.verify_token,
            base_url: base_url.trim_end_matches('/').to_owned(),
            api_version,
            auth,
        })
    }
}

fn is_meta_id(text: &str) -> bool {
    (5..=25).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_visible(secret: &Secret, lengths: std::ops::RangeInclusive<usize>) -> bool {
    let text = secret.expose();
    lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
}

fn is_root_url(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
    })
}

/// `v`, digits, a dot, digits.
fn is_version(text: &str) -> bool {
    let is_number = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    text.strip_prefix('v')
        .and_then(|rest| rest.split_once('.'))
        .is_some_and(|(a, b)| is_number(a) && is_number(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defaults() -> ProviderDefaults {
        ProviderDefaults {
            base_url: "https://graph.example".to_owned(),
            api_version: "v25.0".to_owned(),
            may_call: network::is_public,
        }
    }

    fn given(json: &str) -> NumberCredentials {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a1_every_wrong_field_is_named_at_once() {
        let wrong = given(
            r#"{"meta_phone_number_id":"+49 151","waba_id":"","meta_app_id":"12a45","access_token":"two words",
                "base_url":"graph.example","api_version":"25"}"#,
        );
        let problem = wrong.check(Purpose::Connect, &defaults()).unwrap_err();
        let fields: Vec<_> = problem.fields.keys().map(String::as_str).collect();
        let want = [
            "access_token",
            "api_version",
            "app_secret",
            "base_url",
            "meta_app_id",
            "meta_phone_number_id",
            "verify_token",
            "waba_id",
        ];
        assert_eq!(fields, want);
    }

    #[test]
    fn a_test_needs_no_secrets_of_the_webhook_and_the_defaults_are_metas() {
        let json = r#"{"meta_phone_number_id":"106540352242922","waba_id":"102290129340398",
            "meta_app_id":"6034025","access_token":"EAAG"}"#;
        let checked = given(json).check(Purpose::Test, &defaults()).unwrap();
        assert_eq!(
            (checked.base_url.as_str(), checked.api_version.as_str()),
            ("https://graph.example", "v25.0")
        );
        assert!(given(json).check(Purpose::Connect, &defaults()).is_err());
    }

    fn with(field: &str, value: &serde_json::Value) -> NumberCredentials {
        let mut json = serde_json::json!({"meta_phone_number_id": "106540352242922", "waba_id": "102290129340398",
            "meta_app_id": "6034025", "access_token": "EAAG"});
        json[field] = value.clone();
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a3_an_address_that_only_the_server_reaches_is_refused_unless_allowed() {
        for inside in [
            "http://127.0.0.1:8090",
            "http://localhost:1",
            "https://a.LOCALHOST./",
            "http://[::1]:80/x",
            "http://169.254.169.254/latest",
            "http://192.168.1.9",
            "http://127.1",
            "http://0x7f000001",
            "http://2130706433",
            "http://u@10.0.0.1",
        ] {
            let refused = with("base_url", &inside.into()).check(Purpose::Test, &defaults()).unwrap_err();
            assert!(refused.fields.contains_key("base_url"), "{inside}");
        }
        let relaxed = ProviderDefaults { may_call: |_| true, ..defaults() };
        with("base_url", &"http://127.0.0.1:8090".into()).check(Purpose::Test, &relaxed).unwrap();
        with("base_url", &"https://graph.example".into()).check(Purpose::Test, &defaults()).unwrap();
    }

    #[test]
    fn a3_a_header_of_another_provider_is_checked() {
        let good = serde_json::json!({"name": "D360-API-KEY"});
        let checked = with("auth_header", &good).check(Purpose::Test, &defaults()).unwrap();
        assert_eq!(checked.auth, AuthHeader { name: "d360-api-key".to_owned(), scheme: None });
        for (bad, field) in [
            (serde_json::json!({"name": "Host"}), "auth_header.name"),
            (serde_json::json!({"name": "a b"}), "auth_header.name"),
            (serde_json::json!({"name": "x", "scheme": ""}), "auth_header.scheme"),
        ] {
            let refused = with("auth_header", &bad).check(Purpose::Test, &defaults()).unwrap_err();
            assert_eq!(refused.fields.keys().collect::<Vec<_>>(), [field], "{bad}");
        }
    }

    #[test]
    fn an_address_with_a_password_or_query_is_no_root() {
        for bad in ["https://u:p@x.example", "https://x.example/?a=b", "ftp://x.example", "javascript:1", ""]
        {
            assert!(!is_root_url(bad), "{bad}");
        }
        assert!(is_root_url("http://127.0.0.1:8090"));
    }
}
