//! Sending, and saying that something was read.

use cloud_api_types::outbound::MarkRead;
use cloud_api_types::{Recipient, SendRequest, SendResponse};
use reqwest::Method;

use super::{Client, answer, succeed};
use crate::error::Error;

impl Client {
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

    /// Sends a marketing template through the Marketing Messages API, which may improve it. With
    /// `is_strict` it is refused rather than sent by the ordinary way.
    pub async fn send_marketing(
        &self,
        phone_number_id: &str,
        request: &SendRequest,
        is_strict: bool,
    ) -> Result<SendResponse, Error> {
        #[derive(serde::Serialize)]
        struct Body<'a> {
            #[serde(flatten)]
            request: &'a SendRequest,
            product_policy: &'static str,
        }
        let product_policy = if is_strict { "STRICT" } else { "CLOUD_API_FALLBACK" };
        let call = self.call(Method::POST, &[phone_number_id, "marketing_messages"]);
        let call = call.json(&Body { request, product_policy });
        answer(call, |response: &SendResponse| response.wamid().is_some()).await
    }
}
