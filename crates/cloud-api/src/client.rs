//! The calls.

use cloud_api_types::errors::ErrorBody;
use cloud_api_types::graph::{DebugToken, DebugTokenResponse, Page, PhoneNumber, Success};
use cloud_api_types::outbound::MarkRead;
use cloud_api_types::{Recipient, SendRequest, SendResponse};
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
        Ok(Self { http, root, token: token.into() })
    }

    /// Sends a message. An answer without a wamid counts as [`Error::Unanswered`].
    pub async fn send(&self, phone_number_id: &str, request: &SendRequest) -> Result<SendResponse, Error> {
        let call = self.call(Method::POST, &[phone_number_id, "messages"]).json(request);
        answer(call, |response: &SendResponse| response.wamid().is_some()).await
    }

    /// Sends a plain text.
    pub async fn send_text(
        &self,
        phone_number_id: &str,
        to: Recipient,
        body: &str,
    ) -> Result<SendResponse, Error> {
        self.send(phone_number_id, &SendRequest::text(to, body)).await
    }

    /// Marks an inbound message and all before it as read; `typing` shows "typing…" for up to 25 seconds.
    pub async fn mark_read(&self, phone_number_id: &str, wamid: &str, typing: bool) -> Result<(), Error> {
        let body = MarkRead { message_id: wamid.to_owned(), typing };
        let call = self.call(Method::POST, &[phone_number_id, "messages"]).json(&body);
        succeed(call).await
    }

    /// The fields of one of our numbers.
    pub async fn phone_number(&self, phone_number_id: &str) -> Result<PhoneNumber, Error> {
        let call = self.call(Method::GET, &[phone_number_id]).query(&[("fields", PhoneNumber::FIELDS)]);
        answer(call, |_| true).await
    }

    /// The numbers of a business account; the first hundred.
    pub async fn waba_phone_numbers(&self, waba_id: &str) -> Result<Page<PhoneNumber>, Error> {
        let call = self
            .call(Method::GET, &[waba_id, "phone_numbers"])
            .query(&[("fields", PhoneNumber::FIELDS), ("limit", "100")]);
        answer(call, |_| true).await
    }

    /// What Meta knows about `input`. This client's own token must be the app's ([`AccessToken::of_app`]).
    pub async fn debug_token(&self, input: &AccessToken) -> Result<DebugToken, Error> {
        let call = self.call(Method::GET, &["debug_token"]).query(&[("input_token", input.reveal())]);
        answer(call, |_: &DebugTokenResponse| true).await.map(|response| response.data)
    }

    /// Subscribes this token's app to a business account. Without it no webhook ever comes.
    pub async fn subscribe_app(&self, waba_id: &str) -> Result<(), Error> {
        succeed(self.call(Method::POST, &[waba_id, "subscribed_apps"])).await
    }

    fn call(&self, method: Method, path: &[&str]) -> reqwest::RequestBuilder {
        let mut url = self.root.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.extend(path);
        }
        self.http.request(method, url).bearer_auth(self.token.reveal())
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

/// Makes the call and reads the answer; `is_whole` tells whether a readable answer says what it must.
async fn answer<T: DeserializeOwned>(
    call: reqwest::RequestBuilder,
    is_whole: impl FnOnce(&T) -> bool,
) -> Result<T, Error> {
    let response = call.send().await.map_err(Error::on_the_wire)?;
    let status = response.status();
    let unreadable = || Error::from(Unanswered::Unreadable { http_status: status.as_u16() });
    let body = read(response).await?.ok_or_else(unreadable)?;
    if let Ok(refusal) = serde_json::from_slice::<ErrorBody>(&body) {
        return Err(Error::Api(Box::new(ApiError::new(status.as_u16(), refusal.error))));
    }
    if status != StatusCode::OK {
        return Err(unreadable());
    }
    serde_json::from_slice(&body).ok().filter(is_whole).ok_or_else(unreadable)
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
