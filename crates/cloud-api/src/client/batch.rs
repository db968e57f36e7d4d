//! Several calls in one.

use cloud_api_types::errors::ErrorBody;
use reqwest::{Method, StatusCode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Client, answer};
use crate::error::{ApiError, Error, NotSent, Unanswered};

/// The most calls of a batch.
pub const BATCH_LIMIT: usize = 50;

/// One call of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BatchCall {
    method: &'static str,
    relative_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
}

impl BatchCall {
    /// Reads: `106540352242922?fields=id`.
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: "GET", relative_url: path.into(), body: None }
    }

    /// Deletes.
    pub fn delete(path: impl Into<String>) -> Self {
        Self { method: "DELETE", relative_url: path.into(), body: None }
    }

    /// Changes something. Values that are objects or lists are written as JSON.
    pub fn post<K: AsRef<str>, V: AsRef<str>>(
        path: impl Into<String>,
        fields: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        Self { method: "POST", relative_url: path.into(), body: Some(body) }
    }
}

/// What one call of a batch was answered with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BatchAnswer {
    /// The HTTP status that the call would have had alone.
    pub code: u16,
    /// The body that it would have had, as text.
    #[serde(default)]
    pub body: Option<String>,
}

impl BatchAnswer {
    /// The body as what it should be, or the refusal in it.
    ///
    /// # Errors
    /// Those of a single call.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let body = self.body.as_deref().unwrap_or_default();
        if let Ok(refused) = serde_json::from_str::<ErrorBody>(body) {
            return Err(Error::Api(Box::new(ApiError::new(self.code, refused.error))));
        }
        let unreadable = || Unanswered::Unreadable { http_status: self.code }.into();
        if self.code != StatusCode::OK.as_u16() {
            return Err(unreadable());
        }
        serde_json::from_str(body).map_err(|_| unreadable())
    }
}

impl Client {
    /// Makes up to [`BATCH_LIMIT`] calls in one; each counts against the limits as if it were alone, and each may be
    /// refused alone. `None`: Graph did not come to it in time, and nobody knows whether it will.
    ///
    /// # Errors
    /// When the batch as a whole did not work. [`NotSent::TooMany`] with more calls than that.
    pub async fn batch(&self, calls: &[BatchCall]) -> Result<Vec<Option<BatchAnswer>>, Error> {
        if calls.len() > BATCH_LIMIT {
            return Err(NotSent::TooMany { calls: calls.len() }.into());
        }
        let list = serde_json::to_string(calls).unwrap_or_default();
        let fields = [("batch", list.as_str()), ("include_headers", "false")];
        let call = self.call(Method::POST, &[""]).form(&fields);
        answer(call, |answers: &Vec<Option<BatchAnswer>>| answers.len() == calls.len()).await
    }
}
