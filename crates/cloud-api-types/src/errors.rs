//! Error bodies, and the table of known codes with what to do about each.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::lenient::{self, FromItem};
use crate::raw::RawJson;
use crate::wire_enum::wire_enum;

/// The body of a refused call: `{"error": {…}}`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ErrorBody {
    /// What Graph says.
    pub error: GraphError,
}

/// What Graph says about a refused call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct GraphError {
    /// What happened, as a number of Meta's list.
    #[serde(deserialize_with = "lenient::int")]
    pub code: i64,
    /// What exactly happened, for some codes.
    #[serde(default, deserialize_with = "lenient::opt_int", rename = "error_subcode")]
    pub subcode: Option<i64>,
    /// `(#code) title`, for developers.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub message: Option<String>,
    /// For example `OAuthException`.
    #[serde(default, deserialize_with = "lenient::opt_text", rename = "type")]
    pub kind: Option<String>,
    /// What exactly was wrong.
    #[serde(default, deserialize_with = "details", rename = "error_data")]
    pub details: Option<String>,
    /// Whether the same call may work later.
    #[serde(default, deserialize_with = "lenient::opt_bool")]
    pub is_transient: Option<bool>,
    /// A title for people.
    #[serde(default, deserialize_with = "lenient::opt_text", rename = "error_user_title")]
    pub user_title: Option<String>,
    /// Words for people.
    #[serde(default, deserialize_with = "lenient::opt_text", rename = "error_user_msg")]
    pub user_message: Option<String>,
    /// What Meta's support asks for.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub fbtrace_id: Option<String>,
}

/// An error inside a webhook: why a message failed, or could not be handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookError {
    /// What happened, as a number of Meta's list.
    #[serde(deserialize_with = "lenient::int")]
    pub code: i64,
    /// What happened, in short.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub title: Option<String>,
    /// What happened, usually the same as the title.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub message: Option<String>,
    /// What exactly was wrong.
    #[serde(default, deserialize_with = "details", serialize_with = "as_error_data", rename = "error_data")]
    pub details: Option<String>,
    /// Where Meta explains it.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub href: Option<String>,
}

impl FromItem for WebhookError {
    fn from_item(raw: &RawJson) -> Result<Self, serde_json::Error> {
        lenient::parse(raw)
    }
}

/// `error_data` is `{"details": "…"}`; on some edges it is a plain text.
fn details<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Object(mut map) => match map.remove("details") {
            Some(serde_json::Value::String(text)) => Some(text),
            _ => None,
        },
        _ => None,
    })
}

fn as_error_data<S: Serializer>(details: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    match details {
        Some(details) => serde_json::json!({ "details": details }).serialize(serializer),
        None => serializer.serialize_none(),
    }
}

/// One known error code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ErrorEntry {
    /// The number.
    pub code: i64,
    /// What it means, in short.
    pub title: String,
    /// The HTTP status it comes with; absent when it only comes inside webhooks.
    pub http: Option<u16>,
    /// What it is about.
    pub class: ErrorClass,
    /// Whether doing the same again may help.
    pub retry: Retry,
    /// What a person can do about it; may be empty.
    pub remedy: String,
}

wire_enum! {
    /// What an error is about.
    pub enum ErrorClass {
        Auth = "auth",
        Integrity = "integrity",
        Throttle = "throttle",
        Generic = "generic",
        Template = "template",
        TemplateCreation = "templ_create",
        Registration = "registration",
        Calling = "calling",
        Flows = "flows",
        Groups = "groups",
        Usernames = "username",
        Migration = "migration",
        MarketingMessages = "mm",
        Blocking = "block",
        Insights = "insights",
        Coexistence = "coex",
        SignUps = "signup",
        Health = "health",
    }
}

/// Whether, and when, doing the same again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Retry {
    /// Never.
    No,
    /// After somebody has mended the request or the account.
    Fix,
    /// Yes, by itself, with growing pauses.
    Backoff,
    /// Later; the details say when.
    Wait,
    /// Not for a good while: too much was sent already.
    Long,
    /// Not before this many seconds have passed.
    After {
        /// How many.
        seconds: u32,
    },
    /// As a template instead.
    Template,
    /// The person must do it again.
    User,
}

impl Retry {
    /// A program may do the same again without asking anybody.
    pub const fn is_automatic(self) -> bool {
        matches!(self, Self::Backoff)
    }
}

impl<'de> Deserialize<'de> for Retry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(match text.as_str() {
            "no" => Self::No,
            "fix" => Self::Fix,
            "backoff" => Self::Backoff,
            "wait" => Self::Wait,
            "long" => Self::Long,
            "5min" => Self::After { seconds: 300 },
            "10min" => Self::After { seconds: 600 },
            "24h" => Self::After { seconds: 86_400 },
            "72h" => Self::After { seconds: 259_200 },
            "template" => Self::Template,
            "user" => Self::User,
            other => return Err(D::Error::custom(format!("no such retry rule: {other}"))),
        })
    }
}

/// The known error codes.
static TABLE: LazyLock<HashMap<i64, ErrorEntry>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        errors: Vec<ErrorEntry>,
    }
    // A file that does not parse is caught by the tests, never by a user.
    let file = serde_json::from_str(include_str!("errors.json")).unwrap_or(File { errors: Vec::new() });
    file.errors.into_iter().map(|entry| (entry.code, entry)).collect()
});

/// What is known about a code.
pub fn lookup(code: i64) -> Option<&'static ErrorEntry> {
    TABLE.get(&code)
}

/// All known codes, in no order.
pub fn all() -> impl Iterator<Item = &'static ErrorEntry> {
    TABLE.values()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_table_parses() {
        let file: serde_json::Value = serde_json::from_str(include_str!("errors.json")).unwrap();
        let entries = file["errors"].as_array().unwrap();
        assert_eq!(all().count(), entries.len());
        for entry in entries {
            let found = lookup(entry["code"].as_i64().unwrap()).unwrap();
            assert_eq!(found.title, entry["title"]);
            assert_eq!(found.class.as_str(), entry["class"]);
            assert!(!matches!(found.class, ErrorClass::Unknown(_)), "{found:?}");
        }
    }

    #[test]
    fn only_passing_troubles_are_retried_by_a_program() {
        let automatic = |code| lookup(code).unwrap().retry.is_automatic();
        assert!(
            [1, 2, 4, 80007, 130_429, 131_000, 131_016, 131_056, 131_057, 133_004].into_iter().all(automatic)
        );
        assert!(![131_026, 131_047, 131_049, 131_050, 130_472, 368, 131_031, 190].into_iter().any(automatic));
        assert_eq!(lookup(131_049).unwrap().retry, Retry::After { seconds: 86_400 });
        assert!(lookup(424_242).is_none());
    }

    #[test]
    fn error_data_is_an_object_or_a_text() {
        let read = |text: &str| serde_json::from_str::<ErrorBody>(text).unwrap().error;
        let object =
            read(r#"{"error":{"message":"(#131009) x","code":131009,"error_data":{"details":"d"}}}"#);
        assert_eq!(object.details.as_deref(), Some("d"));
        let text = read(r#"{"error":{"code":"100","error_data":"plain","error_subcode":33}}"#);
        assert_eq!((text.code, text.subcode, text.details.as_deref()), (100, Some(33), Some("plain")));
    }
}
