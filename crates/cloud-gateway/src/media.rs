//! Files to and from the provider.

use bytes::Bytes;
use cloud_api::{ApiError, Download, Error, Upload};
use domain::media::{INBOUND_LIMIT, MediaError, MediaFailure};
use domain::phone_number::NumberAccess;
use futures_util::Stream;

use crate::errors;
use crate::gateway::{Gateway, SendOutcome, refused_by_us};

/// What Graph says of an object that it does not have, or not any more.
const NO_SUCH_OBJECT: i64 = 100;

/// Why a file did not come.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .error.detail)]
pub struct FetchFailure {
    pub error: MediaError,
    /// Trying again by itself may help.
    pub is_retryable: bool,
}

impl FetchFailure {
    pub fn new(reason: MediaFailure, detail: impl Into<String>, is_retryable: bool) -> Self {
        Self { error: MediaError { reason, detail: detail.into() }, is_retryable }
    }

    fn of_call(error: &Error) -> Self {
        let detail = errors::of_call(error).title;
        match error {
            Error::Api(api) if api.code == NO_SUCH_OBJECT => {
                Self::new(MediaFailure::Gone, "WhatsApp does not have the file any more", false)
            }
            // A token can be replaced meanwhile.
            Error::Api(api) => Self::new(MediaFailure::Refused, detail, api.is_auth() || is_passing(api)),
            Error::NotSent(_) | Error::Unanswered(_) => Self::new(MediaFailure::Unreachable, detail, true),
        }
    }

    fn of_download(error: &cloud_api::MediaError) -> Self {
        match error {
            cloud_api::MediaError::Call(error) => Self::of_call(error),
            cloud_api::MediaError::ForeignAddress => {
                let detail = "WhatsApp named an address that is not its own; nothing was fetched from there";
                Self::new(MediaFailure::Refused, detail, false)
            }
            // Addresses are good for five minutes: the next try asks for a new one.
            cloud_api::MediaError::Gone => {
                Self::new(MediaFailure::Gone, "the address of the file had expired", true)
            }
            cloud_api::MediaError::TooLarge { limit } => {
                let detail = format!("the file has more than {} MB", limit >> 20);
                Self::new(MediaFailure::TooLarge, detail, false)
            }
            stalled @ cloud_api::MediaError::Stalled { .. } => {
                Self::new(MediaFailure::Unreachable, stalled.to_string(), true)
            }
            cloud_api::MediaError::Refused { http_status } => {
                let detail = format!("WhatsApp answered with HTTP status {http_status} instead of the file");
                Self::new(MediaFailure::Refused, detail, !(300..400).contains(http_status))
            }
        }
    }
}

fn is_passing(api: &ApiError) -> bool {
    api.retry.is_automatic()
}

/// A file on its way here.
#[derive(Debug)]
pub struct Incoming {
    download: Download,
    /// As the provider says, in hexadecimal.
    pub sha256: Option<String>,
}

impl Incoming {
    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// See [`FetchFailure`]. More than [`INBOUND_LIMIT`] bytes are one.
    pub async fn next(&mut self) -> Result<Option<Bytes>, FetchFailure> {
        self.download.chunk().await.map_err(|error| FetchFailure::of_download(&error))
    }
}

/// A file on its way to the provider.
#[derive(Debug, Clone)]
pub struct Outgoing {
    pub filename: String,
    pub mime_type: String,
    /// In bytes.
    pub size: u64,
}

impl Gateway {
    /// Asks where a contact's file is, and begins to fetch it.
    ///
    /// # Errors
    /// See [`FetchFailure`].
    pub async fn open_media(
        &self,
        access: &NumberAccess,
        meta_media_id: &str,
    ) -> Result<Incoming, FetchFailure> {
        let client =
            self.client(access).map_err(|reason| FetchFailure::new(MediaFailure::Refused, reason, false))?;
        let number = &access.meta_phone_number_id.0;
        let info =
            client.media(meta_media_id, Some(number)).await.map_err(|error| FetchFailure::of_call(&error))?;
        let address = info.url.unwrap_or_default();
        let download = client.download(&address, INBOUND_LIMIT).await;
        let download = download.map_err(|error| FetchFailure::of_download(&error))?;
        Ok(Incoming { download, sha256: info.sha256.map(|hash| hash.to_ascii_lowercase()) })
    }

    /// Uploads a file for sends from this number; the id that it is known by from then on.
    ///
    /// # Errors
    /// How the send that needs the file went: it did not go out.
    pub async fn upload_media<E>(
        &self,
        access: &NumberAccess,
        file: Outgoing,
        pieces: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    ) -> Result<String, SendOutcome>
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        let client = self.client(access).map_err(|reason| refused_by_us(&reason))?;
        let upload = Upload::stream(file.filename, file.mime_type, file.size, pieces);
        let uploaded = client.upload_media(&access.meta_phone_number_id.0, upload).await;
        uploaded.map_err(|error| match &error {
            Error::NotSent(not_sent) => SendOutcome::NotSent(errors::of_not_sent(not_sent)),
            Error::Api(api) => SendOutcome::Refused {
                error: errors::of_refusal(api),
                is_retryable: is_passing(api),
                is_auth: api.is_auth(),
            },
            // Whether the file arrived does not matter: the message did not go out.
            Error::Unanswered(_) => SendOutcome::Refused {
                error: domain::message::MessageError {
                    title: "The file could not be handed to WhatsApp".to_owned(),
                    detail: Some(error.to_string()),
                    code: None,
                    remedy: "Nothing to do: it is tried again".to_owned(),
                },
                is_retryable: true,
                is_auth: false,
            },
        })
    }
}
