//! Files: those that contacts send, and those that we send.

mod files;
mod link;
mod reference;
mod samples;

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::MediaId;
use crate::message::Direction;
use crate::time::Timestamp;

pub use files::FileSpot;
pub use link::{LINK_LIMIT, check_link};
pub use reference::{MediaRef, MediaSource};
pub use samples::{Sample, samples_mut};

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Media {
    pub id: MediaId,
    /// Inbound: a contact sent it. Outbound: it was uploaded here.
    pub direction: Direction,
    /// Of the bytes, once they are here; before that what the provider said.
    pub mime_type: String,
    pub filename: Option<String>,
    /// In bytes, once it is known.
    pub size: Option<i64>,
    /// Of the bytes, in hexadecimal, once it is known.
    pub sha256: Option<String>,
    pub state: MediaState,
    /// Why it could not be fetched, or why it has not been so far.
    pub error: Option<MediaError>,
    /// Whether there is a small picture of it.
    pub has_thumbnail: bool,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// Where the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediaState {
    /// Still at the provider; fetching it is owed.
    Pending,
    /// Here.
    Stored,
    /// Not here; it can be asked for again.
    Failed,
    /// No longer here: it was kept for as long as files are kept.
    Expired,
}

impl MediaState {
    pub const ALL: [Self; 4] = [Self::Pending, Self::Stored, Self::Failed, Self::Expired];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Stored => "stored",
            Self::Failed => "failed",
            Self::Expired => "expired",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// Why a file is not here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MediaError {
    pub reason: MediaFailure,
    /// For people: what happened.
    pub detail: String,
}

/// The ways in which fetching a file can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediaFailure {
    /// The provider does not have it any more.
    Gone,
    /// The provider refused to give it.
    Refused,
    /// No connection, or it was cut.
    Unreachable,
    /// It is larger than files may be.
    TooLarge,
    /// What came is not what the provider announced.
    ChecksumMismatch,
    /// It could not be put into our own store.
    NotStored,
}

/// The largest file that is taken in, in bytes.
pub const INBOUND_LIMIT: u64 = 100 * MB;

const KB: u64 = 1 << 10;
const MB: u64 = 1 << 20;

/// What WhatsApp makes of a file that is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    Audio,
    Document,
    Image,
    Sticker,
    Video,
}

/// What may be sent, as what, and how large.
const SENDABLE: &[(&str, MediaKind, u64)] = &[
    ("audio/aac", MediaKind::Audio, 16 * MB),
    ("audio/amr", MediaKind::Audio, 16 * MB),
    ("audio/mp3", MediaKind::Audio, 16 * MB),
    ("audio/mp4", MediaKind::Audio, 16 * MB),
    ("audio/mpeg", MediaKind::Audio, 16 * MB),
    ("audio/ogg", MediaKind::Audio, 16 * MB),
    ("image/jpeg", MediaKind::Image, 5 * MB),
    ("image/png", MediaKind::Image, 5 * MB),
    ("image/webp", MediaKind::Sticker, ANIMATED_STICKER_LIMIT),
    ("video/3gpp", MediaKind::Video, 16 * MB),
    ("video/mp4", MediaKind::Video, 16 * MB),
    ("text/plain", MediaKind::Document, 100 * MB),
    ("application/pdf", MediaKind::Document, 100 * MB),
    ("application/msword", MediaKind::Document, 100 * MB),
    ("application/vnd.ms-excel", MediaKind::Document, 100 * MB),
    ("application/vnd.ms-powerpoint", MediaKind::Document, 100 * MB),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        MediaKind::Document,
        100 * MB,
    ),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", MediaKind::Document, 100 * MB),
    (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        MediaKind::Document,
        100 * MB,
    ),
];

/// The largest sticker that does not move, in bytes.
pub const STICKER_LIMIT: u64 = 100 * KB;
/// The largest sticker that moves, in bytes.
pub const ANIMATED_STICKER_LIMIT: u64 = 500 * KB;
/// The largest film that is shown as a GIF, in bytes.
pub const GIF_LIMIT: u64 = 3_670_016;
/// Width and height of every sticker, in pixels.
pub const STICKER_SIDE: u32 = 512;

impl MediaKind {
    /// As what a file of this type is sent. `None`: WhatsApp does not take the type.
    pub fn of_type(mime_type: &str) -> Option<Self> {
        row(mime_type).map(|row| row.1)
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Audio => "audio",
            Self::Document => "document",
            Self::Image => "image",
            Self::Sticker => "sticker",
            Self::Video => "video",
        }
    }
}

fn row(mime_type: &str) -> Option<&'static (&'static str, MediaKind, u64)> {
    let essence = essence(mime_type);
    SENDABLE.iter().find(|(name, ..)| *name == essence)
}

/// A type without its parameters, in lower case.
pub fn essence(mime_type: &str) -> String {
    mime_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The largest file of this type that WhatsApp takes, in bytes. `None`: it does not take the type.
pub fn size_limit(mime_type: &str) -> Option<u64> {
    row(mime_type).map(|row| row.2)
}

/// Why a file cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSendable {
    #[error(
        "WhatsApp does not take files of type {0}; it takes JPEG and PNG images, MP4 and 3GPP videos, AAC, AMR, MP3, \
         MP4 and OGG (Opus) audio, WebP stickers, PDF, text and Office documents"
    )]
    Type(String),
    #[error("a file of type {mime_type} may have at most {}; this one has {}", Bytes(*.limit), Bytes(*.size))]
    Size { mime_type: String, limit: u64, size: u64 },
    #[error("the file is empty")]
    Empty,
    #[error("a file of type {mime_type} cannot be sent as {}", .wanted.as_str())]
    Kind { mime_type: String, wanted: MediaKind },
    #[error("a sample for the header `{format}` is {takes}; this file is {mime_type}")]
    Sample { mime_type: String, format: String, takes: String },
    #[error("the file is not here: it is {}", .0.as_str())]
    NotHere(MediaState),
}

/// Whether WhatsApp takes a file of this type and size, and as what.
///
/// # Errors
/// See [`NotSendable`].
pub fn check_sendable(mime_type: &str, size: u64) -> Result<MediaKind, NotSendable> {
    let &(name, kind, limit) = row(mime_type).ok_or_else(|| NotSendable::Type(essence(mime_type)))?;
    match size {
        0 => Err(NotSendable::Empty),
        size if size > limit => Err(NotSendable::Size { mime_type: name.to_owned(), limit, size }),
        _ => Ok(kind),
    }
}

/// Whether a file can be sent as `wanted`. Everything that can be sent at all can be sent as a document.
///
/// # Errors
/// See [`NotSendable`].
pub fn check_sendable_as(media: &Media, wanted: MediaKind) -> Result<(), NotSendable> {
    if media.state != MediaState::Stored {
        return Err(NotSendable::NotHere(media.state));
    }
    let size = media.size.and_then(|size| u64::try_from(size).ok()).unwrap_or_default();
    let kind = check_sendable(&media.mime_type, size)?;
    if kind == wanted || wanted == MediaKind::Document {
        Ok(())
    } else {
        Err(NotSendable::Kind { mime_type: media.mime_type.clone(), wanted })
    }
}

/// A number of bytes as people read it; exact where that is needed to see why a limit was passed.
struct Bytes(u64);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            n if n >= MB && n.is_multiple_of(MB) => write!(f, "{} MB", n / MB),
            n if n >= KB && n.is_multiple_of(KB) => write!(f, "{} KB", n / KB),
            n => write!(f, "{n} bytes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c2_every_limit_is_kept_to_the_byte() {
        for (mime_type, kind, limit) in SENDABLE {
            assert_eq!(check_sendable(mime_type, *limit), Ok(*kind));
            assert!(matches!(check_sendable(mime_type, limit + 1), Err(NotSendable::Size { .. })));
            assert_eq!(check_sendable(mime_type, 0), Err(NotSendable::Empty));
        }
    }

    #[test]
    fn c2_a_refusal_names_type_limit_and_value() {
        let large = check_sendable("Image/JPEG; q=1", 5 * MB + 1).unwrap_err().to_string();
        assert_eq!(large, "a file of type image/jpeg may have at most 5 MB; this one has 5242881 bytes");
        let page = check_sendable("text/html", 1).unwrap_err().to_string();
        assert!(page.contains("text/html"), "{page}");
    }

    #[test]
    fn c2_a_file_is_sent_as_what_it_is_or_as_a_document() {
        let at = Timestamp::UNIX_EPOCH;
        let mut media = Media {
            id: MediaId::new(at),
            direction: Direction::Outbound,
            mime_type: "image/png".to_owned(),
            filename: None,
            size: Some(10),
            sha256: None,
            state: MediaState::Stored,
            error: None,
            has_thumbnail: false,
            created_at: at,
            updated_at: at,
        };
        assert_eq!(check_sendable_as(&media, MediaKind::Image), Ok(()));
        assert_eq!(check_sendable_as(&media, MediaKind::Document), Ok(()));
        let refused = check_sendable_as(&media, MediaKind::Video).unwrap_err().to_string();
        assert_eq!(refused, "a file of type image/png cannot be sent as video");
        media.mime_type = "text/html".to_owned();
        assert!(check_sendable_as(&media, MediaKind::Document).is_err());
        media.state = MediaState::Expired;
        assert_eq!(
            check_sendable_as(&media, MediaKind::Image),
            Err(NotSendable::NotHere(MediaState::Expired))
        );
    }

    #[test]
    fn every_state_reads_back() {
        for state in MediaState::ALL {
            assert_eq!(MediaState::parse(state.as_str()), Some(state));
        }
    }
}
