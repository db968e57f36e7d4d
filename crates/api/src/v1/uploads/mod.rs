//! Files that come piece by piece.

pub(crate) mod append;
pub(crate) mod create;
pub(crate) mod get;

use axum::response::{IntoResponse, Response};
use axum_utils::Json;
use domain::media::Media;
use domain::{MediaId, Timestamp, UploadId};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use utoipa::ToSchema;

/// Says where an upload goes on.
pub(crate) const OFFSET: HeaderName = HeaderName::from_static("upload-offset");

/// A file on its way here.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Upload {
    id: UploadId,
    filename: Option<String>,
    mime_type: String,
    /// How large it will be, in bytes.
    size: i64,
    /// How much of it is safely here: where to go on.
    offset: i64,
    /// Until when it has to be complete.
    expires_at: Timestamp,
    /// What it has become, once it is complete.
    media_id: Option<MediaId>,
    /// The same, in the answer that completes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<Media>,
}

impl Upload {
    fn new(upload: storage::uploads::Upload, media: Option<Media>) -> Self {
        Self {
            id: upload.id,
            filename: upload.filename,
            mime_type: upload.mime_type,
            size: upload.size,
            offset: upload.received,
            expires_at: upload.expires_at,
            media_id: media.as_ref().map(|media| media.id).or(upload.media),
            media,
        }
    }

    fn answer(self, status: StatusCode) -> Response {
        let offset = HeaderValue::from(self.offset);
        (status, [(OFFSET, offset)], Json(self)).into_response()
    }
}
