//! Files: uploads with progress, downloads with a limit.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use cloud_api_types::graph::media::{MediaInfo, UploadHandle, UploadSession, Uploaded};
use futures_util::{Stream, StreamExt as _, TryStream, stream};
use reqwest::header::AUTHORIZATION;
use reqwest::multipart::{Form, Part};
use reqwest::{Body, Method, Response, StatusCode};
use url::{Host, Url};

use super::{Client, answer, succeed};
use crate::error::{Error, NotSent, Unanswered};

/// Pieces in which bytes are sent, so that progress can be told.
const PIECE: usize = 64 * 1024;
/// The slowest connection that a file is given time for, in bytes a second.
const SLOWEST: u64 = 64 * 1024;
/// Longest time without a byte of a download.
const PATIENCE: Duration = Duration::from_secs(60);
/// Who may be shown the token for a download, besides the API itself.
const MEDIA_HOSTS: [&str; 3] = ["fbsbx.com", "facebook.com", "whatsapp.net"];

/// A file on its way to Meta.
pub struct Upload {
    name: String,
    mime_type: String,
    length: u64,
    body: Body,
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Upload({}, {} bytes)", self.mime_type, self.length)
    }
}

impl Upload {
    /// A file in memory.
    pub fn bytes(name: impl Into<String>, mime_type: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        Self {
            name: name.into(),
            mime_type: mime_type.into(),
            length: bytes.len() as u64,
            body: bytes.into(),
        }
    }

    /// A file in memory; `progress` is told how many bytes went out so far.
    pub fn bytes_with_progress(
        name: impl Into<String>,
        mime_type: impl Into<String>,
        bytes: impl Into<Bytes>,
        progress: impl FnMut(u64) + Send + 'static,
    ) -> Self {
        let bytes: Bytes = bytes.into();
        let length = bytes.len() as u64;
        let pieces: Vec<std::io::Result<Bytes>> = (0..bytes.len())
            .step_by(PIECE)
            .map(|at| Ok(bytes.slice(at..(at + PIECE).min(bytes.len()))))
            .collect();
        Self::stream(name, mime_type, length, counted(stream::iter(pieces), progress))
    }

    /// A file that comes in pieces. `length` must be right.
    pub fn stream<S>(name: impl Into<String>, mime_type: impl Into<String>, length: u64, pieces: S) -> Self
    where
        S: TryStream + Send + 'static,
        S::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
        Bytes: From<S::Ok>,
    {
        Self { name: name.into(), mime_type: mime_type.into(), length, body: Body::wrap_stream(pieces) }
    }

    pub(super) fn into_part(self) -> Result<Part, Error> {
        let part = Part::stream_with_length(self.body, self.length).file_name(self.name);
        Ok(part.mime_str(&self.mime_type).map_err(NotSent::Build)?)
    }

    fn timeout(&self) -> Duration {
        Duration::from_secs(30 + self.length / SLOWEST)
    }
}

/// Tells `progress` how many bytes were taken from the pieces so far.
pub(super) fn counted<E>(
    pieces: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    mut progress: impl FnMut(u64) + Send + 'static,
) -> impl Stream<Item = Result<Bytes, E>> + Send + 'static {
    let mut sent = 0;
    pieces.inspect(move |piece| {
        if let Ok(piece) = piece {
            sent += piece.len() as u64;
            progress(sent);
        }
    })
}

/// Why a file did not come.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The call itself did not work.
    #[error(transparent)]
    Call(#[from] Error),
    /// Not an address that the token may be shown to.
    #[error("the address of the file is not Meta's")]
    ForeignAddress,
    /// Its time is over, or there was never such a file: ask for a new address.
    #[error("the file is not there any more")]
    Gone,
    /// It is larger than the caller takes.
    #[error("the file has more than {limit} bytes")]
    TooLarge {
        /// How much the caller takes.
        limit: u64,
    },
    /// No byte came for so long.
    #[error("the file stopped coming: nothing for {} seconds", .after.as_secs())]
    Stalled {
        /// How long was waited.
        after: Duration,
    },
    /// The server answered with something else than a file.
    #[error("the file was answered with HTTP status {http_status}")]
    Refused {
        /// The status.
        http_status: u16,
    },
}

/// A file on its way from Meta, piece by piece.
#[derive(Debug)]
pub struct Download {
    response: Response,
    /// As the server says.
    pub content_type: Option<String>,
    /// As the server says.
    pub length: Option<u64>,
    limit: u64,
    taken: u64,
    patience: Duration,
}

impl Download {
    /// Gives up when no byte comes for so long; 60 seconds otherwise.
    #[must_use]
    pub const fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The next piece; `None` at the end. Never gives more than the limit.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, MediaError> {
        let piece = tokio::time::timeout(self.patience, self.response.chunk()).await;
        let piece = piece.map_err(|_| MediaError::Stalled { after: self.patience })?.map_err(|error| {
            let error = error.without_url();
            let why = if error.is_timeout() { Unanswered::TimedOut(error) } else { Unanswered::Cut(error) };
            MediaError::Call(why.into())
        })?;
        self.taken += piece.as_ref().map_or(0, |piece| piece.len() as u64);
        if self.taken > self.limit {
            return Err(MediaError::TooLarge { limit: self.limit });
        }
        Ok(piece)
    }

    /// All of it.
    pub async fn bytes(mut self) -> Result<Vec<u8>, MediaError> {
        let mut all = Vec::new();
        while let Some(piece) = self.chunk().await? {
            all.extend_from_slice(&piece);
        }
        Ok(all)
    }
}

impl Client {
    /// Uploads a file for sending; gives back its id, which lives 30 days and belongs to this number.
    pub async fn upload_media(&self, phone_number_id: &str, upload: Upload) -> Result<String, Error> {
        let timeout = upload.timeout();
        let form = Form::new()
            .text("messaging_product", "whatsapp")
            .text("type", upload.mime_type.clone())
            .part("file", upload.into_part()?);
        let call = self.call(Method::POST, &[phone_number_id, "media"]).timeout(timeout).multipart(form);
        let uploaded: Uploaded = answer(call, |it: &Uploaded| it.id.is_some()).await?;
        Ok(uploaded.id.unwrap_or_default())
    }

    /// Where a file is, for five minutes, and what it is.
    pub async fn media(&self, media_id: &str, phone_number_id: Option<&str>) -> Result<MediaInfo, Error> {
        let query: Vec<(&str, &str)> =
            phone_number_id.map(|id| ("phone_number_id", id)).into_iter().collect();
        let call = self.call(Method::GET, &[media_id]).query(&query);
        answer(call, |media: &MediaInfo| media.url.is_some()).await
    }

    /// Deletes an uploaded file.
    pub async fn delete_media(&self, media_id: &str) -> Result<(), Error> {
        succeed(self.call(Method::DELETE, &[media_id])).await
    }

    /// Begins to fetch a file from the address of [`Self::media`] or of a webhook. The token is shown to Meta's
    /// media hosts (by HTTPS) and to the API's own address only; redirects are not followed.
    pub async fn download(&self, address: &str, limit: u64) -> Result<Download, MediaError> {
        self.download_from(address, limit, &[]).await
    }

    /// As [`Self::download`], also from `open_hosts`, which are not shown the token.
    pub(super) async fn download_from(
        &self,
        address: &str,
        limit: u64,
        open_hosts: &[&str],
    ) -> Result<Download, MediaError> {
        let url = Url::parse(address).map_err(|_| MediaError::ForeignAddress)?;
        let may_see_token = self.may_see_token(&url);
        if !may_see_token && !is_at(&url, open_hosts) {
            return Err(MediaError::ForeignAddress);
        }
        let timeout = Duration::from_secs(30 + limit / SLOWEST);
        let call = self.http.get(url).timeout(timeout);
        let call = if may_see_token { self.authorized(call) } else { call };
        let response = call.send().await.map_err(Error::on_the_wire)?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND | StatusCode::GONE => return Err(MediaError::Gone),
            status => return Err(MediaError::Refused { http_status: status.as_u16() }),
        }
        let length = response.content_length();
        if length.is_some_and(|length| length > limit) {
            return Err(MediaError::TooLarge { limit });
        }
        let content_type = response.headers().get("content-type").and_then(|value| value.to_str().ok());
        let content_type = content_type.map(str::to_owned);
        Ok(Download { response, content_type, length, limit, taken: 0, patience: PATIENCE })
    }

    fn may_see_token(&self, url: &Url) -> bool {
        if url.origin() == self.root.origin() {
            return true;
        }
        is_at(url, &MEDIA_HOSTS)
    }

    /// Begins an upload that can be taken up again, for template examples and profile pictures.
    pub async fn begin_upload(
        &self,
        app_id: &str,
        name: &str,
        mime_type: &str,
        length: u64,
    ) -> Result<String, Error> {
        let length = length.to_string();
        let query = [("file_name", name), ("file_length", length.as_str()), ("file_type", mime_type)];
        let call = self.call(Method::POST, &[app_id, "uploads"]).query(&query);
        let session: UploadSession = answer(call, |it: &UploadSession| it.id.is_some()).await?;
        Ok(session.id.unwrap_or_default())
    }

    /// Sends the rest of a file from `offset` on; gives back the handle. After a broken connection
    /// [`Self::upload_offset`] tells where to go on.
    pub async fn continue_upload(
        &self,
        session: &str,
        offset: u64,
        rest: impl Into<Body>,
        length: u64,
    ) -> Result<String, Error> {
        let timeout = Duration::from_secs(30 + length / SLOWEST);
        let call = self.session(Method::POST, session).timeout(timeout);
        let call = call.header("file_offset", offset).body(rest);
        let handle: UploadHandle = answer(call, |it: &UploadHandle| it.h.is_some()).await?;
        Ok(handle.h.unwrap_or_default())
    }

    /// How many bytes of an upload have arrived.
    pub async fn upload_offset(&self, session: &str) -> Result<u64, Error> {
        let session: UploadSession = answer(self.session(Method::GET, session), |_| true).await?;
        Ok(session.file_offset.and_then(|offset| u64::try_from(offset).ok()).unwrap_or(0))
    }

    /// A session id is a path with a query: `upload:…?sig=…`.
    fn session(&self, method: Method, session: &str) -> reqwest::RequestBuilder {
        let (path, query) = session.split_once('?').unwrap_or((session, ""));
        let mut url = self.root.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.push(path);
        }
        url.set_query(Some(query).filter(|query| !query.is_empty()));
        if self.auth.name != AUTHORIZATION {
            return self.authorized(self.http.request(method, url));
        }
        // Resumable uploads want this scheme.
        let call = self.http.request(method, url);
        let call = call.header("authorization", format!("OAuth {}", self.token.reveal()));
        match &self.proof {
            Some(proof) => call.query(&[("appsecret_proof", proof)]),
            None => call,
        }
    }
}

/// Whether an address is one of these domains or below one, by HTTPS at its usual port.
fn is_at(url: &Url, domains: &[&str]) -> bool {
    let Some(Host::Domain(host)) = url.host() else { return false };
    let is_there = |domain: &&str| host == *domain || host.ends_with(&format!(".{domain}"));
    url.scheme() == "https" && url.port().is_none() && domains.iter().any(is_there)
}
