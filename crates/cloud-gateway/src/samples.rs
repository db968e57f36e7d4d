//! Samples of templates: handed over in pieces that can be taken up again.

use bytes::Bytes;
use cloud_api::Client;
use domain::MetaAppId;
use domain::phone_number::NumberAccess;
use futures_util::Stream;

use crate::gateway::Gateway;
use crate::media::Outgoing;
use crate::templates::{TemplateError, of_call, unusable};

/// An upload that has begun.
#[derive(Debug, Clone)]
pub struct SampleUpload {
    client: Client,
    session: String,
}

impl Gateway {
    /// Begins to hand over a file as a sample.
    ///
    /// # Errors
    /// See [`TemplateError`].
    pub async fn begin_sample(
        &self,
        access: &NumberAccess,
        app: &MetaAppId,
        file: &Outgoing,
    ) -> Result<SampleUpload, TemplateError> {
        let client = self.client(access).map_err(unusable)?;
        let session = client.begin_upload(&app.0, &file.filename, &file.mime_type, file.size).await;
        Ok(SampleUpload { session: session.map_err(|e| of_call(&e))?, client })
    }
}

impl SampleUpload {
    /// How many bytes have arrived: where to go on after a break.
    ///
    /// # Errors
    /// See [`TemplateError`].
    pub async fn offset(&self) -> Result<u64, TemplateError> {
        self.client.upload_offset(&self.session).await.map_err(|e| of_call(&e))
    }

    /// Sends the bytes from `offset` on, `length` of them; the handle of the whole.
    ///
    /// # Errors
    /// See [`TemplateError`].
    pub async fn send<E>(
        &self,
        offset: u64,
        length: u64,
        pieces: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    ) -> Result<String, TemplateError>
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        let rest = reqwest::Body::wrap_stream(pieces);
        let handle = self.client.continue_upload(&self.session, offset, rest, length).await;
        // A file may get several handles, a line each: together they are its handle.
        handle.map_err(|e| of_call(&e))
    }
}
