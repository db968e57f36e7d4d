//! The public doors, as anybody could use them: the API and the simulator's control routes over HTTP.

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

/// A client that is signed in.
#[derive(Debug)]
pub(crate) struct Door {
    http: reqwest::Client,
    url: String,
    token: String,
    /// How far the feed has been read.
    cursor: i64,
}

impl Door {
    pub(crate) async fn sign_in(url: &str, email: &str, password: &str) -> Result<Self> {
        let http =
            cloud_api::http::client(&cloud_api::http::Options { system_proxy: false, ..Default::default() })?;
        let mut door = Self { http, url: url.to_owned(), token: String::new(), cursor: 0 };
        let session = door.post("/v1/sessions", json!({"email": email, "password": password})).await?;
        door.token = session["token"].as_str().context("the sign-in gave no token")?.to_owned();
        Ok(door)
    }

    pub(crate) async fn get(&self, path: &str) -> Result<Value> {
        self.call(reqwest::Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Result<Value> {
        self.call(reqwest::Method::POST, path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Result<Value> {
        self.call(reqwest::Method::PATCH, path, Some(body)).await
    }

    async fn call(&self, method: reqwest::Method, path: &str, body: Option<Value>) -> Result<Value> {
        let mut request = self.http.request(method.clone(), format!("{}{path}", self.url));
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await.with_context(|| format!("{method} {path}"))?;
        let status = answer.status();
        let text = answer.text().await?;
        if !status.is_success() {
            bail!("{method} {path} answered {status}: {text}");
        }
        Ok(if text.is_empty() { Value::Null } else { serde_json::from_str(&text)? })
    }

    /// Reads the feed until an event is what is waited for.
    pub(crate) async fn wait_for(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Result<Value> {
        for _ in 0..20 {
            let path = format!("/v1/events?after={}&wait=2", self.cursor);
            let news = self.get(&path).await?;
            let events = news["events"].as_array().cloned().unwrap_or_default();
            for event in events {
                self.cursor = event["seq"].as_i64().unwrap_or(self.cursor);
                if is_it(&event) {
                    return Ok(event);
                }
            }
        }
        bail!("waited in vain for {what}")
    }
}
