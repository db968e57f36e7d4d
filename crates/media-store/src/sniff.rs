//! What kind of file the bytes are, whatever they are called.

use domain::media::essence;

/// Names that mean the same: the second is the one that is registered, and that WhatsApp knows.
const SAME: &[(&str, &str)] = &[
    ("image/jpg", "image/jpeg"),
    ("image/pjpeg", "image/jpeg"),
    ("audio/mp3", "audio/mpeg"),
    ("audio/m4a", "audio/mp4"),
    ("audio/x-m4a", "audio/mp4"),
    ("audio/opus", "audio/ogg"),
    ("application/ogg", "audio/ogg"),
    ("video/x-m4v", "video/mp4"),
    ("application/x-pdf", "application/pdf"),
];

/// What says nothing about a file.
const ANYTHING: &str = "application/octet-stream";

/// Types that are told apart by more than their first bytes: one of a row is as good as another.
const FAMILIES: &[&[&str]] = &[
    &["audio/ogg", "video/ogg"],
    &["video/mp4", "video/3gpp", "video/3gpp2", "video/quicktime", "audio/mp4", "audio/3gpp", "audio/aac"],
    &["video/webm", "audio/webm", "video/x-matroska", "audio/x-matroska"],
    &["audio/x-wav", "audio/wav", "audio/vnd.wave"],
    &[
        "application/zip",
        "application/x-zip-compressed",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.presentation",
        "application/epub+zip",
    ],
    &["application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"],
    &["text/xml", "application/xml", "image/svg+xml"],
];

/// Types of which the first bytes always tell: what does not look like one, is none.
const TELLING: &[&str] = &[
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "video/mp4",
    "video/3gpp",
    "audio/ogg",
    "audio/amr",
    "audio/mp4",
    "audio/webm",
    "video/webm",
    "application/pdf",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
];

/// A file is not what it is said to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    #[error("it is said to be {said}, but its bytes are {found}")]
    Other { said: String, found: &'static str },
    #[error("it is said to be {0}, but its bytes are not")]
    Not(String),
}

impl Mismatch {
    /// What it is, if its bytes tell.
    pub const fn found(&self) -> &'static str {
        match self {
            Self::Other { found, .. } => found,
            Self::Not(_) => ANYTHING,
        }
    }
}

/// What the first bytes of a file tell.
pub fn sniff(head: &[u8]) -> Option<&'static str> {
    // `infer` knows the common brands of these boxes only, and there are many.
    let boxes = match head.get(4..12)? {
        [b'f', b't', b'y', b'p', b'3', b'g', ..] => Some("video/3gpp"),
        [b'f', b't', b'y', b'p', b'M', b'4', b'A', _] => Some("audio/mp4"),
        [b'f', b't', b'y', b'p', b'q', b't', ..] => Some("video/quicktime"),
        [b'f', b't', b'y', b'p', b'h' | b'm', b'e' | b'i', b'i' | b'c' | b'f', _] => None,
        [b'f', b't', b'y', b'p', ..] => Some("video/mp4"),
        _ => None,
    };
    boxes.or_else(|| infer::get(head).map(|kind| usual(kind.mime_type())))
}

fn usual(name: &str) -> &str {
    SAME.iter().find(|(other, _)| *other == name).map_or(name, |(_, usual)| usual)
}

/// The type of a file that is said to be `said` and begins with `head`. Without parameters.
///
/// # Errors
/// [`Mismatch`], when the bytes say otherwise.
pub fn agree(said: &str, head: &[u8]) -> Result<String, Mismatch> {
    let said = essence(said);
    let said = usual(&said).to_owned();
    let found = sniff(head);
    if said.is_empty() || said == ANYTHING {
        return Ok(found.unwrap_or(if is_text(head) { "text/plain" } else { ANYTHING }).to_owned());
    }
    match found {
        Some(found) if found == said || are_family(found, &said) => Ok(said),
        Some(found) if said.starts_with("text/") && (found.starts_with("text/") || is_text(head)) => {
            // Plain text may look like anything that is text.
            if said == "text/plain" { Ok(said) } else { Err(Mismatch::Other { said, found }) }
        }
        Some(found) => Err(Mismatch::Other { said, found }),
        None if TELLING.contains(&said.as_str()) => Err(Mismatch::Not(said)),
        None if said.starts_with("text/") && !is_text(head) => Err(Mismatch::Not(said)),
        None => Ok(said),
    }
}

fn are_family(one: &str, other: &str) -> bool {
    FAMILIES.iter().any(|family| family.contains(&one) && family.contains(&other))
}

/// Whether it reads as text, but perhaps for a character that was cut at the end.
fn is_text(head: &[u8]) -> bool {
    let is_cut = |e: std::str::Utf8Error| e.error_len().is_none();
    !head.contains(&0) && std::str::from_utf8(head).map_or_else(is_cut, |_| true)
}

/// Whether a WebP picture moves.
pub fn is_animated_webp(head: &[u8]) -> bool {
    const ANIMATION: u8 = 0b10;
    head.get(12..16) == Some(b"VP8X") && head.get(20).is_some_and(|flags| flags & ANIMATION != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01";
    const MP4: &[u8] = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00";
    const VOICE: &[u8] = b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00";
    const PHONE: &[u8] = b"\x00\x00\x00\x18ftyp3gp5\x00\x00\x00\x00";
    const OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00\x00\x00\x00\x00";

    #[test]
    fn b11_what_the_bytes_are_wins_over_what_they_are_called() {
        for (said, head, want) in [
            ("image/jpeg", JPEG, Some("image/jpeg")),
            ("Image/JPEG; q=1", JPEG, Some("image/jpeg")),
            ("", JPEG, Some("image/jpeg")),
            ("application/octet-stream", b"plain words".as_slice(), Some("text/plain")),
            ("image/png", JPEG, None),
            ("application/pdf", b"<html><script>alert(1)</script>", None),
            ("text/plain", b"<html> is where pages begin", Some("text/plain")),
            ("text/plain", b"\x00\x01\x02\x03 not words", None),
            ("text/plain", JPEG, None),
            ("image/png", b"nothing like it", None),
            ("video/mp4", MP4, Some("video/mp4")),
            ("audio/mp4", MP4, Some("audio/mp4")),
            ("audio/mp4", VOICE, Some("audio/mp4")),
            ("video/3gpp", PHONE, Some("video/3gpp")),
            ("application/vnd.ms-excel", OFFICE, Some("application/vnd.ms-excel")),
            ("audio/opus", b"OggS\x00\x02 and more bytes to look at", Some("audio/ogg")),
            ("audio/ogg; codecs=opus", b"OggS\x00\x02 and more bytes to look at", Some("audio/ogg")),
            ("text/vcard", b"BEGIN:VCARD", Some("text/vcard")),
        ] {
            assert_eq!(agree(said, head).ok().as_deref(), want, "{said} {head:?}");
        }
    }

    #[test]
    fn c2_a_sticker_that_moves_is_known() {
        let mut still = b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x10\x00\x00\x00".to_vec();
        assert!(!is_animated_webp(&still));
        still[20] |= 2;
        assert!(is_animated_webp(&still));
        assert!(!is_animated_webp(b"RIFF\x00\x00\x00\x00WEBPVP8 "));
    }
}
