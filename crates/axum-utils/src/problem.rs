//! What a refused or failed request answers: RFC 9457 problem details.

use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The content type of a problem.
pub const CONTENT_TYPE_PROBLEM: &str = "application/problem+json";

/// Why a request was refused or failed, as an error and as an answer. Boxed, because results carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{}", .0.detail)]
#[serde(transparent)]
pub struct Problem(Box<ProblemBody>);

impl Deref for Problem {
    type Target = ProblemBody;
    fn deref(&self) -> &ProblemBody {
        &self.0
    }
}

/// Why a request was refused or failed. Sent as `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// `urn:waypost:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The same for every problem of this code.
    pub title: String,
    /// The HTTP status, again.
    pub status: u16,
    /// For programs: stable, snake_case.
    pub code: Cow<'static, str>,
    /// For people: what happened this time and, where there is one, the way out.
    pub detail: String,
    /// What is wrong with which field; nested fields as `content.text`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// What else the code brings along; see the operation.
    #[serde(flatten)]
    #[schema(ignore)]
    pub more: BTreeMap<String, serde_json::Value>,
    /// Name it when asking for help: the log has it too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Seconds after which trying again may work; sent as `Retry-After`.
    #[serde(skip)]
    #[schema(ignore)]
    pub retry_after: Option<u64>,
}

impl Problem {
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self(Box::new(ProblemBody {
            kind: format!("urn:waypost:problem:{code}"),
            title: title_of(code),
            status: status.as_u16(),
            code: Cow::Borrowed(code),
            detail: detail.into(),
            fields: BTreeMap::new(),
            more: BTreeMap::new(),
            request_id: None,
            retry_after: None,
        }))
    }

    /// The same, with when trying again may work.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.0.retry_after = Some(seconds);
        self
    }

    /// The same, with what is wrong with which field.
    #[must_use]
    pub fn with_fields(mut self, fields: Fields) -> Self {
        self.0.fields = fields.0;
        self
    }

    /// The same, with something more for programs.
    #[must_use]
    pub fn with(mut self, name: &str, value: serde_json::Value) -> Self {
        self.0.more.insert(name.to_owned(), value);
        self
    }

    /// 404: there is no such thing, or not for this caller.
    pub fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", format!("There is no such {what}."))
    }

    /// 422 with one message per field.
    pub fn validation(fields: Fields) -> Self {
        let detail = match fields.0.iter().next() {
            Some((field, message)) if fields.0.len() == 1 => {
                format!("{field}: {}.", message.trim_end_matches('.'))
            }
            _ => format!("{} fields are not valid.", fields.0.len()),
        };
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "validation_failed", detail).with_fields(fields)
    }

    /// 422 about one field.
    pub fn invalid_field(field: impl Into<String>, message: impl Into<String>) -> Self {
        let mut fields = Fields::default();
        fields.add(field, message);
        Self::validation(fields)
    }

    /// 429: too often; `seconds` until the next try may pass.
    pub fn too_many(code: &'static str, detail: impl Into<String>, seconds: u64) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, code, detail).retry_after(seconds)
    }

    /// 500, with the cause in the log and nothing of it in the answer.
    pub fn internal(cause: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(error = %WithCauses(cause), "a request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", SORRY)
    }

    /// 503, with the cause in the log: the request may be repeated later.
    pub fn unavailable(cause: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(error = %WithCauses(cause), "a request could not be served");
        let detail = "The server cannot do this at the moment. Nothing was changed; try again shortly.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", detail).retry_after(5)
    }
}

const SORRY: &str = "Something went wrong on our side. The log tells more under this request id.";

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(&self)).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_PROBLEM));
        if let Some(seconds) = self.0.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        // Kept beside the body, so that the request id can still be added: see `request_id`.
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the request id into a problem that is on its way out.
pub(crate) fn with_request_id(mut response: Response, id: &str) -> Response {
    let Some(mut problem) = response.extensions_mut().remove::<Problem>() else {
        return response;
    };
    problem.0.request_id = Some(id.to_owned());
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(http::header::CONTENT_LENGTH);
    Response::from_parts(parts, Json(problem).into_response().into_body())
}

/// What is wrong with the fields of a request: collected, then refused together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<String, String>);

impl Fields {
    /// Notes what is wrong with a field. The first thing noted about a field stays.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.entry(field.into()).or_insert_with(|| message.into());
    }

    /// Notes `message` unless `is_fine`.
    pub fn require(&mut self, is_fine: bool, field: &str, message: &str) {
        if !is_fine {
            self.add(field, message);
        }
    }

    /// The value of `result`, or its error noted under `field`.
    pub fn check<T, E: fmt::Display>(&mut self, field: &str, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.add(field, error.to_string())).ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// An error if anything was noted.
    pub fn finish(self) -> Result<(), Problem> {
        if self.is_empty() { Ok(()) } else { Err(Problem::validation(self)) }
    }
}

impl From<BTreeMap<String, String>> for Fields {
    fn from(fields: BTreeMap<String, String>) -> Self {
        Self(fields)
    }
}

/// The answer for a path that is not there.
pub async fn no_such_path() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "no_such_path", "There is nothing at this address.")
}

/// The answer for a method that the path does not have.
pub async fn no_such_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        "This address does not take that method; the Allow header names those it takes.",
    )
}

/// The answer when a handler panicked: for `tower_http::catch_panic::CatchPanicLayer::custom`.
pub fn from_panic(_: Box<dyn Any + Send + 'static>) -> Response {
    // The panic hook has logged where and why.
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", SORRY).into_response()
}

/// `some_code` as `Some code`.
fn title_of(code: &str) -> String {
    let mut title = code.replace('_', " ");
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    title
}

/// An error and what caused it, on one line.
struct WithCauses<'a>(&'a (dyn std::error::Error + 'static));

impl fmt::Display for WithCauses<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_what_rfc_9457_says() {
        let mut fields = Fields::default();
        fields.require(false, "email", "write an e-mail address");
        fields.require(true, "name", "never shown");
        fields.check("to", "x".parse::<i32>());
        fields.add("email", "a second thing is not shown");
        insta::assert_json_snapshot!(Problem::validation(fields), @r#"
        {
          "type": "urn:waypost:problem:validation_failed",
          "title": "Validation failed",
          "status": 422,
          "code": "validation_failed",
          "detail": "2 fields are not valid.",
          "fields": {
            "email": "write an e-mail address",
            "to": "invalid digit found in string"
          }
        }
        "#);
    }

    #[test]
    fn a_problem_has_its_content_type_status_and_retry_after() {
        let response = Problem::too_many("too_many_attempts", "Wait.", 7).into_response();
        assert_eq!(response.status(), 429);
        assert_eq!(response.headers()[CONTENT_TYPE], CONTENT_TYPE_PROBLEM);
        assert_eq!(response.headers()[RETRY_AFTER], "7");
    }

    #[test]
    fn an_internal_problem_does_not_tell_its_cause() {
        let cause = std::io::Error::other("disk /secret/path is full");
        let json = serde_json::to_string(&Problem::internal(&cause)).unwrap();
        assert!(!json.contains("secret"), "{json}");
    }
}
