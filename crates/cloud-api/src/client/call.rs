//! A call before it is made, and whether it may be made again.

use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::{Method, RequestBuilder, StatusCode, multipart};
use serde::Serialize;

use super::{fetch_once, refusal};
use crate::error::Error;
use crate::retry::RetryPolicy;

/// A request, with what it takes to repeat it.
#[derive(Debug)]
pub(super) struct Call {
    request: RequestBuilder,
    /// Whether it only reads: then a lost answer may be asked for again.
    is_read: bool,
    policy: Option<RetryPolicy>,
}

impl Call {
    pub(super) fn new(request: RequestBuilder, method: &Method, policy: Option<RetryPolicy>) -> Self {
        Self { request, is_read: matches!(*method, Method::GET | Method::HEAD), policy }
    }

    fn with(self, change: impl FnOnce(RequestBuilder) -> RequestBuilder) -> Self {
        Self { request: change(self.request), ..self }
    }

    #[cfg(test)]
    pub(super) fn url(&self) -> Option<String> {
        Some(self.request.try_clone()?.build().ok()?.url().to_string())
    }

    pub(super) fn query<T: Serialize + ?Sized>(self, query: &T) -> Self {
        self.with(|request| request.query(query))
    }

    pub(super) fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.with(|request| request.json(body))
    }

    pub(super) fn form<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.with(|request| request.form(body))
    }

    pub(super) fn multipart(self, form: multipart::Form) -> Self {
        self.with(|request| request.multipart(form))
    }

    pub(super) fn timeout(self, timeout: Duration) -> Self {
        self.with(|request| request.timeout(timeout))
    }

    /// Makes the call, as often as the policy allows, and reads the answer.
    pub(super) async fn fetch(self) -> Result<(StatusCode, HeaderMap, Vec<u8>), Error> {
        let Self { mut request, is_read, policy } = self;
        let Some(policy) = policy else { return fetch_once(request).await };
        let mut tried = 1;
        loop {
            // A body that is a stream cannot be sent twice.
            let Some(again) = request.try_clone() else { return fetch_once(request).await };
            let fetched = fetch_once(request).await;
            let error = match fetched {
                Err(error) => error,
                Ok((status, headers, body)) => match refusal(status, &headers, &body) {
                    Some(refusal) if policy.pause_after(tried, &refusal, is_read).is_some() => refusal,
                    None if is_read && status.is_server_error() => super::unreadable(status),
                    _ => return Ok((status, headers, body)),
                },
            };
            let Some(pause) = policy.pause_after(tried, &error, is_read) else { return Err(error) };
            tokio::time::sleep(pause).await;
            tried += 1;
            request = again;
        }
    }
}

/// A request that is made once.
impl From<RequestBuilder> for Call {
    fn from(request: RequestBuilder) -> Self {
        Self { request, is_read: false, policy: None }
    }
}
