//! Files and uploads.

use crate::wire_struct::wire_struct;

wire_struct! {
    /// An uploaded or received file.
    pub struct MediaInfo {
        id: Option<String>,
        /// For five minutes, with the access token.
        url: Option<String>,
        mime_type: Option<String>,
        /// Of the bytes, in hexadecimal (webhooks have base64).
        sha256: Option<String>,
        file_size: Option<i64>,
    }
    /// The answer to an upload.
    pub struct Uploaded {
        id: Option<String>,
    }
    /// A resumable upload.
    pub struct UploadSession {
        /// `upload:…`
        id: Option<String>,
        /// How many bytes Meta has.
        file_offset: Option<i64>,
    }
    /// A finished resumable upload.
    pub struct UploadHandle {
        /// For template examples and profile pictures. May hold several, one a line.
        h: Option<String>,
    }
}

/// The largest file of a MIME type, in bytes; `None` when Meta does not take the type.
pub fn size_limit(mime_type: &str) -> Option<u64> {
    const MB: u64 = 1024 * 1024;
    let kind = mime_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(match kind.as_str() {
        "audio/aac" | "audio/amr" | "audio/mpeg" | "audio/mp4" | "audio/ogg" | "video/3gpp" | "video/mp4" => {
            16 * MB
        }
        "image/jpeg" | "image/png" => 5 * MB,
        "image/webp" => 500 * 1024,
        "text/plain"
        | "application/pdf"
        | "application/msword"
        | "application/vnd.ms-excel"
        | "application/vnd.ms-powerpoint"
        | "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        | "application/vnd.openxmlformats-officedocument.presentationml.presentation" => 100 * MB,
        _ => return None,
    })
}
