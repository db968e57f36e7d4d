//! The calls, by what they are about.

mod accounts;
mod analytics;
mod batch;
mod call;
mod calls;
mod flows;
mod groups;
mod media;
mod messages;
mod numbers;
mod pages;
mod templates;

pub use accounts::BlockUser;
pub use analytics::AnalyticsFilters;
pub use batch::{BATCH_LIMIT, BatchAnswer, BatchCall};
pub use media::{Download, MediaError, Upload};
pub use pages::pages;

use std::time::Duration;

use cloud_api_types::errors::ErrorBody;
use cloud_api_types::graph::Success;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use self::call::Call;
use crate::error::{ApiError, Error, Unanswered};
use crate::retry::RetryPolicy;
use crate::token::AccessToken;

/// Longest answer that is read, in bytes.
const ANSWER_LIMIT: usize = 4 * 1024 * 1024;

/// Calls the Graph API with one access token. Cheap to clone; clones share connections.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    root: Url,
    token: AccessToken,
    /// `appsecret_proof`.
    proof: Option<String>,
    auth: AuthHeader,
    retries: Option<RetryPolicy>,
}

/// The header that carries the token.
#[derive(Debug, Clone)]
struct AuthHeader {
    name: HeaderName,
    /// The word before the token.
    scheme: Option<String>,
}

/// The header that was asked for is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the name of the header, or the scheme, holds a character that has no place there")]
pub struct InvalidAuthHeader;

/// The base URL is not `http(s)://host…`, or the version is not like `v25.0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the base URL must be http:// or https:// with a host, and the version like v25.0 or empty")]
pub struct InvalidBaseUrl;

impl Client {
    /// `http` comes from [`crate::http::client`]; `version` is like `v25.0`, or empty for none.
    pub fn new(
        http: reqwest::Client,
        base_url: &str,
        version: &str,
        token: impl Into<AccessToken>,
    ) -> Result<Self, InvalidBaseUrl> {
        let mut root = Url::parse(base_url.trim()).map_err(|_| InvalidBaseUrl)?;
        let web = matches!(root.scheme(), "http" | "https") && root.has_host();
        if !web || root.query().is_some() || root.fragment().is_some() || !is_version(version) {
            return Err(InvalidBaseUrl);
        }
        let mut segments = root.path_segments_mut().map_err(|()| InvalidBaseUrl)?;
        segments.pop_if_empty();
        if !version.is_empty() {
            segments.push(version);
        }
        drop(segments);
        let auth = AuthHeader { name: AUTHORIZATION, scheme: Some("Bearer".to_owned()) };
        Ok(Self { http, root, token: token.into(), proof: None, auth, retries: None })
    }

    /// Shows the token in another header than `authorization: Bearer …`: for providers that want a header of their
    /// own, with the token alone (`scheme` is `None`) or behind a word.
    pub fn with_auth_header(mut self, name: &str, scheme: Option<&str>) -> Result<Self, InvalidAuthHeader> {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| InvalidAuthHeader)?;
        if scheme.is_some_and(|word| word.is_empty() || !word.bytes().all(|b| b.is_ascii_graphic())) {
            return Err(InvalidAuthHeader);
        }
        self.auth = AuthHeader { name, scheme: scheme.map(str::to_owned) };
        Ok(self)
    }

    /// Proves with each call that we know the app's secret, for apps that require it.
    #[must_use]
    pub fn with_app_secret(mut self, app_secret: &str) -> Self {
        self.proof = Some(crate::signature::proof(app_secret, self.token.reveal()));
        self
    }

    /// Repeats by itself what may be repeated. Without it, every call is made once.
    #[must_use]
    pub fn with_retries(mut self, policy: RetryPolicy) -> Self {
        self.retries = Some(policy);
        self
    }

    fn call(&self, method: Method, path: &[&str]) -> Call {
        let mut url = self.root.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.extend(path);
        }
        let request = self.authorized(self.http.request(method.clone(), url));
        let call = Call::new(request, &method, self.retries.clone());
        match &self.proof {
            Some(proof) => call.query(&[("appsecret_proof", proof)]),
            None => call,
        }
    }

    /// A call to one of the edges that Meta keeps beside the Graph API; other providers have them with the rest.
    fn call_beside(&self, method: Method, path: &[&str]) -> Call {
        if self.root.host_str() != Some("graph.facebook.com") {
            return self.call(method, path);
        }
        let mut beside = self.clone();
        beside.root.set_path("");
        match beside.root.set_host(Some("api.facebook.com")) {
            Ok(()) => beside.call(method, path),
            Err(_) => self.call(method, path),
        }
    }

    /// Shows the token, which no log of headers repeats.
    fn authorized(&self, call: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
        let token = self.token.reveal();
        let value = match &self.auth.scheme {
            Some(scheme) => format!("{scheme} {token}"),
            None => token.to_owned(),
        };
        match HeaderValue::try_from(&value) {
            Ok(mut value) => {
                value.set_sensitive(true);
                call.header(self.auth.name.clone(), value)
            }
            // Refused when the request is built.
            Err(_) => call.header(self.auth.name.clone(), value),
        }
    }

    /// A call whose answer is read whatever it says.
    async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &[&str],
        query: Query<'_>,
    ) -> Result<T, Error> {
        answer(self.call(method, path).query(query), |_| true).await
    }

    /// A call with a JSON body.
    async fn tell<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &[&str],
        body: &impl serde::Serialize,
    ) -> Result<T, Error> {
        answer(self.call(method, path).json(body), |_| true).await
    }

    /// A call with a JSON body that is answered with `{"success": true}`.
    async fn order(&self, method: Method, path: &[&str], body: &impl serde::Serialize) -> Result<(), Error> {
        succeed(self.call(method, path).json(body)).await
    }
}

/// Query parameters.
type Query<'a> = &'a [(&'a str, &'a str)];

/// Where a list goes on, as a query parameter.
fn after(cursor: Option<&str>) -> Vec<(&str, &str)> {
    cursor.map(|cursor| ("after", cursor)).into_iter().collect()
}

/// A request body of Cloud API edges, which all want to know the product.
#[derive(serde::Serialize)]
struct ForWhatsApp<'a, T> {
    messaging_product: &'static str,
    #[serde(flatten)]
    rest: &'a T,
}

impl<'a, T> ForWhatsApp<'a, T> {
    fn of(rest: &'a T) -> Self {
        Self { messaging_product: "whatsapp", rest }
    }
}

fn is_version(text: &str) -> bool {
    let parts = text.strip_prefix('v').and_then(|rest| rest.split_once('.'));
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    text.is_empty() || parts.is_some_and(|(major, minor)| digits(major) && digits(minor))
}

async fn succeed(call: impl Into<Call>) -> Result<(), Error> {
    answer(call, |success: &Success| success.success == Some(true)).await.map(|_| ())
}

/// As [`answer`], for calls that may be done in part: an outcome counts also when an error comes with it.
async fn outcome<T: DeserializeOwned>(
    call: impl Into<Call>,
    is_whole: impl FnOnce(&T) -> bool,
) -> Result<T, Error> {
    let (status, headers, body) = call.into().fetch().await?;
    match serde_json::from_slice(&body).ok().filter(is_whole) {
        Some(outcome) => Ok(outcome),
        None => Err(refusal(status, &headers, &body).unwrap_or_else(|| unreadable(status))),
    }
}

/// Makes the call and reads the answer; `is_whole` tells whether a readable answer says what it must.
async fn answer<T: DeserializeOwned>(
    call: impl Into<Call>,
    is_whole: impl FnOnce(&T) -> bool,
) -> Result<T, Error> {
    let (status, headers, body) = call.into().fetch().await?;
    if let Some(refusal) = refusal(status, &headers, &body) {
        return Err(refusal);
    }
    if status != StatusCode::OK {
        return Err(unreadable(status));
    }
    serde_json::from_slice(&body).ok().filter(is_whole).ok_or_else(|| unreadable(status))
}

async fn fetch_once(request: RequestBuilder) -> Result<(StatusCode, HeaderMap, Vec<u8>), Error> {
    let mut response = request.send().await.map_err(Error::on_the_wire)?;
    let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
    let body = read(response).await?.ok_or_else(|| unreadable(status))?;
    Ok((status, headers, body))
}

fn refusal(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Option<Error> {
    let refusal = serde_json::from_slice::<ErrorBody>(body).ok()?;
    let mut error = ApiError::new(status.as_u16(), refusal.error);
    error.retry_after = asked_pause(headers);
    Some(Error::Api(Box::new(error)))
}

/// How long Meta asks to wait: in seconds, or in minutes for each use case of the business.
fn asked_pause(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let seconds = text(RETRY_AFTER.as_str()).and_then(|text| text.trim().parse().ok());
    let usage: Option<Value> = text(USAGE).and_then(|text| serde_json::from_str(text).ok());
    let of_business = |cases: &Value| cases.as_array().into_iter().flatten().filter_map(minutes).max();
    let minutes =
        usage.as_ref().and_then(Value::as_object).and_then(|it| it.values().filter_map(of_business).max());
    let usage =
        minutes.filter(|minutes| *minutes > 0).map(|minutes| Duration::from_secs(minutes.saturating_mul(60)));
    seconds.map(Duration::from_secs).max(usage)
}

/// Where Meta tells how much of the limits is used up.
const USAGE: &str = "x-business-use-case-usage";

fn minutes(case: &Value) -> Option<u64> {
    case.get("estimated_time_to_regain_access")?.as_u64()
}

fn unreadable(status: StatusCode) -> Error {
    Unanswered::Unreadable { http_status: status.as_u16() }.into()
}

/// The body; `None` when it is too long. The answer had begun, so no failure here means "never sent".
async fn read(mut response: Response) -> Result<Option<Vec<u8>>, Error> {
    let cut = |error: reqwest::Error| {
        let error = error.without_url();
        if error.is_timeout() { Unanswered::TimedOut(error) } else { Unanswered::Cut(error) }
    };
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(cut)? {
        if body.len() + chunk.len() > ANSWER_LIMIT {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_some_edges_lie_beside_the_graph_api_and_with_others_beside_the_rest() {
        let options = crate::http::Options { system_proxy: false, ..Default::default() };
        let url = |base: &str| {
            let http = crate::http::client(&options).unwrap();
            let client = Client::new(http, base, "v25.0", "t").unwrap();
            let call = client.call_beside(Method::POST, &["1022", "message_templates", "archive"]);
            call.url().unwrap()
        };
        assert_eq!(
            url("https://graph.facebook.com"),
            "https://api.facebook.com/1022/message_templates/archive"
        );
        assert_eq!(
            url("http://127.0.0.1:4010/graph/"),
            "http://127.0.0.1:4010/graph/v25.0/1022/message_templates/archive",
        );
    }
}
