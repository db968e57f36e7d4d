//! Files on both sides: uploads, downloads, and what phones send.

use axum::body::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::{CUSTOMER, TestApp};

impl TestApp {
    /// Uploads a file by a form; the answer.
    pub async fn upload(&self, name: &str, mime_type: &str, bytes: &[u8]) -> Answer {
        let part = reqwest::multipart::Part::bytes(bytes.to_vec()).file_name(name.to_owned());
        let form = reqwest::multipart::Form::new().part("file", part.mime_str(mime_type).unwrap());
        let request = self.request(Method::POST, "/v1/media").multipart(form);
        Answer::of(request.send().await.unwrap()).await
    }

    /// Uploads a file of `length` bytes that comes in pieces; the answer.
    pub async fn upload_stream<P>(&self, name: &str, mime_type: &str, length: u64, pieces: P) -> Answer
    where
        P: Iterator<Item = std::io::Result<Bytes>> + Send + 'static,
    {
        let body = reqwest::Body::wrap_stream(futures_util::stream::iter(pieces));
        let part = reqwest::multipart::Part::stream_with_length(body, length).file_name(name.to_owned());
        let form = reqwest::multipart::Form::new().part("file", part.mime_str(mime_type).unwrap());
        let request = self.request(Method::POST, "/v1/media").multipart(form);
        Answer::of(request.send().await.unwrap()).await
    }

    /// How many bytes come, keeping none.
    pub async fn count_bytes(&self, path: &str) -> usize {
        let mut response = self.request(Method::GET, path).send().await.unwrap();
        let mut count = 0;
        while let Some(piece) = response.chunk().await.unwrap() {
            count += piece.len();
        }
        count
    }

    /// Bytes, with the headers that asked for them.
    pub async fn bytes(&self, path: &str, headers: &[(&str, &str)]) -> (StatusCode, HeaderMap, Vec<u8>) {
        let mut request = self.request(Method::GET, path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        (status, headers, response.bytes().await.unwrap().to_vec())
    }

    /// A customer sends a file that is on its phone. `more` goes into the message beside the file.
    pub async fn customer_sends_file(
        &self,
        kind: &str,
        mime_type: &str,
        bytes: &[u8],
        more: Value,
    ) -> String {
        let path = format!("/_sim/media?phone_number_id={}", self.meta_number);
        let request =
            self.request(Method::POST, &path).header("content-type", mime_type).body(bytes.to_vec());
        let added = Answer::of(request.send().await.unwrap()).await;
        assert!(added.status.is_success(), "{}", added.text);
        let mut file = more;
        file["id"] = added.json()["id"].clone();
        self.customer_sends(CUSTOMER, json!({ "type": kind, kind: file })).await
    }

    /// Waits until a message has arrived; its file.
    pub async fn file_of(&self, wamid: &str) -> String {
        let arrived = self.wait_for("the message with the file", |e| e["message"]["wamid"] == wamid).await;
        let content = &arrived["message"]["content"];
        content["media"]["id"].as_str().unwrap_or_else(|| panic!("no file in {content}")).to_owned()
    }

    /// Waits until a file is in this state; what is known of it then.
    pub async fn wait_for_file(&self, id: &str, state: &str) -> Value {
        let is_it = |e: &Value| e["media"]["id"] == id && e["media"]["state"] == state;
        self.wait_for(state, is_it).await["media"].clone()
    }
}
