//! The calls, by what they are about.

mod accounts;
mod analytics;
mod calls;
mod flows;
mod groups;
mod media;
mod messages;
mod numbers;
mod templates;

pub use media::{Download, MediaError, Upload};

use cloud_api_types::errors::ErrorBody;
use cloud_api_types::graph::Success;
use reqwest::{Method, Response, StatusCode};
use serde::de::DeserializeOwned;
use url::Url;

use crate::error::{ApiError, Error, Unanswered};
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
}

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
        Ok(Self { http, root, token: token.into(), proof: None })
    }

    /// Proves with each call that we know the app's secret, for apps that require it.
    #[must_use]
    pub fn with_app_secret(mut self, app_secret: &str) -> Self {
        self.proof = Some(crate::signature::proof(app_secret, self.token.reveal()));
        self
    }

    fn call(&self, method: Method, path: &[&str]) -> reqwest::RequestBuilder {
        let mut url = self.root.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.extend(path);
        }
        let call = self.http.request(method, url).bearer_auth(self.token.reveal());
        match &self.proof {
            Some(proof) => call.query(&[("appsecret_proof", proof)]),
            None => call,
        }
    }

    /// A call to one of the edges that Meta keeps beside the Graph API; other providers have them with the rest.
    fn call_beside(&self, method: Method, path: &[&str]) -> reqwest::RequestBuilder {
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

async fn succeed(call: reqwest::RequestBuilder) -> Result<(), Error> {
    answer(call, |success: &Success| success.success == Some(true)).await.map(|_| ())
}

/// As [`answer`], for calls that may be done in part: an outcome counts also when an error comes with it.
async fn outcome<T: DeserializeOwned>(
    call: reqwest::RequestBuilder,
    is_whole: impl FnOnce(&T) -> bool,
) -> Result<T, Error> {
    let (status, body) = fetch(call).await?;
    match serde_json::from_slice(&body).ok().filter(is_whole) {
        Some(outcome) => Ok(outcome),
        None => Err(refusal(status, &body).unwrap_or_else(|| unreadable(status))),
    }
}

/// Makes the call and reads the answer; `is_whole` tells whether a readable answer says what it must.
async fn answer<T: DeserializeOwned>(
    call: reqwest::RequestBuilder,
    is_whole: impl FnOnce(&T) -> bool,
) -> Result<T, Error> {
    let (status, body) = fetch(call).await?;
    if let Some(refusal) = refusal(status, &body) {
        return Err(refusal);
    }
    if status != StatusCode::OK {
        return Err(unreadable(status));
    }
    serde_json::from_slice(&body).ok().filter(is_whole).ok_or_else(|| unreadable(status))
}

async fn fetch(call: reqwest::RequestBuilder) -> Result<(StatusCode, Vec<u8>), Error> {
    let response = call.send().await.map_err(Error::on_the_wire)?;
    let status = response.status();
    let body = read(response).await?.ok_or_else(|| unreadable(status))?;
    Ok((status, body))
}

fn refusal(status: StatusCode, body: &[u8]) -> Option<Error> {
    let refusal = serde_json::from_slice::<ErrorBody>(body).ok()?;
    Some(Error::Api(Box::new(ApiError::new(status.as_u16(), refusal.error))))
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
            call.build().unwrap().url().to_string()
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
