//! Refusals in Graph's shape.

use cloud_api_types::errors;
use serde_json::{Map, Value, json};

use crate::chance;

/// A refused call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) http: u16,
    code: i64,
    subcode: Option<i64>,
    kind: &'static str,
    message: String,
    details: Option<String>,
    /// Title and text for people, on management edges.
    user: Option<Box<(String, String)>>,
    trace: Box<str>,
}

impl Refusal {
    /// A code of the table with its title as the message.
    pub(crate) fn known(code: i64) -> Self {
        let entry = errors::lookup(code);
        let title = entry.map_or("An unknown error occurred", |entry| entry.title.as_str());
        let title = match code {
            132_000 => "Number of parameters does not match the expected number of params",
            132_001 => "Template name does not exist in the translation",
            132_012 => "Parameter format does not match format in the created template",
            _ => title,
        };
        let message = format!("(#{code}) {title}");
        Self { http: entry.and_then(|entry| entry.http).unwrap_or(400), ..Self::new(400, code, message) }
    }

    /// A code of the table, with what exactly was wrong.
    pub(crate) fn detailed(code: i64, details: impl Into<String>) -> Self {
        Self { details: Some(details.into()), ..Self::known(code) }
    }

    /// Code 100 with a message of its own.
    pub(crate) fn parameter(message: &str) -> Self {
        Self::new(400, 100, format!("(#100) {message}"))
    }

    /// A required parameter that is not there.
    pub(crate) fn missing(parameter: &str) -> Self {
        Self::parameter(&format!("The parameter {parameter} is required."))
    }

    /// No such object, or not for this token.
    pub(crate) fn no_object(method: &str, id: &str) -> Self {
        let message = format!(
            "Unsupported {} request. Object with ID '{id}' does not exist, cannot be loaded due to missing \
             permissions, or does not support this operation. Please read the Graph API documentation at \
             https://developers.facebook.com/docs/graph-api",
            method.to_ascii_lowercase()
        );
        Self { subcode: Some(33), kind: "GraphMethodException", ..Self::new(400, 100, message) }
    }

    /// One of several objects that were asked for at once is not there.
    pub(crate) fn no_alias(id: &str) -> Self {
        let id: String = id.chars().take(200).collect();
        Self::new(404, 803, format!("(#803) Some of the aliases you requested do not exist: {id}"))
    }

    /// Whether it says that there is no such object.
    pub(crate) fn is_missing_object(&self) -> bool {
        self.code == 100 && self.subcode == Some(33)
    }

    /// No such path.
    pub(crate) fn no_path(rest: &str) -> Self {
        Self::new(400, 2500, format!("Unknown path components: /{rest}"))
    }

    /// There is no token.
    pub(crate) fn no_token() -> Self {
        Self::new(400, 104, "An access token is required to request this resource.".to_owned())
    }

    /// A token that nobody gave out.
    pub(crate) fn bad_token() -> Self {
        Self::new(401, 190, "Invalid OAuth access token - Cannot parse access token".to_owned())
    }

    /// A token whose time is over.
    pub(crate) fn expired_token(since: &str) -> Self {
        let message = format!("Error validating access token: Session has expired on {since}.");
        Self { subcode: Some(463), ..Self::new(401, 190, message) }
    }

    /// A code with a message of its own and a subcode.
    pub(crate) fn titled(code: i64, subcode: i64, message: &str) -> Self {
        Self {
            subcode: Some(subcode),
            user: Some(Box::new((message.to_owned(), message.to_owned()))),
            ..Self::new(400, code, message.to_owned())
        }
    }

    /// Code 100 with a subcode, as management edges refuse.
    pub(crate) fn with_subcode(subcode: i64, title: &str, message: &str) -> Self {
        Self {
            subcode: Some(subcode),
            user: Some(Box::new((title.to_owned(), message.to_owned()))),
            ..Self::new(400, 100, "(#100) Invalid parameter".to_owned())
        }
    }

    /// A file that is not there.
    pub(crate) fn gone(message: &str) -> Self {
        Self { kind: "GraphMethodException", ..Self::new(404, 100, format!("(#100) {message}")) }
    }

    /// The callback did not pass the handshake.
    pub(crate) fn callback(reason: &str) -> Self {
        let message = format!("(#2200) Callback verification failed with the following errors: {reason}");
        Self::new(400, 2200, message)
    }

    /// What Meta would let pass, and strict mode does not.
    pub(crate) fn strict(rule: &str, what: &str) -> Self {
        let details = format!(
            "Strict mode refuses this (rule {rule}); without `--strict`, or with the setting `strict` off, it is \
             let pass as Meta lets it pass."
        );
        Self { details: Some(details), ..Self::parameter(what) }
    }

    /// What an injected fault answers.
    pub(crate) fn injected(code: i64) -> Self {
        match code {
            190 => Self::expired_token("Saturday, 01-Jan-00 00:00:00 PST"),
            104 => Self::no_token(),
            _ => Self::known(code),
        }
    }

    fn new(http: u16, code: i64, message: String) -> Self {
        Self {
            http,
            code,
            subcode: None,
            kind: "OAuthException",
            message,
            details: None,
            user: None,
            trace: chance::trace_id().into(),
        }
    }

    /// The value of `www-authenticate`, which comes with OAuth errors of status 400 and 401.
    pub(crate) fn challenge(&self) -> Option<String> {
        let applies = self.kind == "OAuthException" && matches!(self.http, 400 | 401);
        let message: String = self.message.chars().filter(|c| (' '..='~').contains(c) && *c != '"').collect();
        applies.then(|| format!(r#"OAuth "Facebook Platform" "invalid_request" "{message}""#))
    }

    /// The body.
    pub(crate) fn to_json(&self) -> Value {
        let mut error = Map::new();
        error.insert("message".to_owned(), json!(self.message));
        error.insert("type".to_owned(), json!(self.kind));
        error.insert("code".to_owned(), json!(self.code));
        if let Some(details) = &self.details {
            let data = json!({ "messaging_product": "whatsapp", "details": details });
            error.insert("error_data".to_owned(), data);
        }
        if let Some(subcode) = self.subcode {
            error.insert("error_subcode".to_owned(), json!(subcode));
        }
        if let Some((title, message)) = self.user.as_deref() {
            error.insert("is_transient".to_owned(), json!(false));
            error.insert("error_user_title".to_owned(), json!(title));
            error.insert("error_user_msg".to_owned(), json!(message));
        }
        error.insert("fbtrace_id".to_owned(), json!(self.trace));
        json!({ "error": error })
    }
}
