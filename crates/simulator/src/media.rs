//! Files: what was uploaded, what people sent, and how long it is there.

use std::collections::BTreeMap;

use axum::body::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::chance;
use crate::clock::{DAY, Micros, SECOND};

/// Most bytes of all files together; the oldest go first.
const TOTAL: usize = 512 * 1024 * 1024;
/// Longer files are not kept over a restart.
const KEPT: usize = 256 * 1024;
/// How long an address is good.
const ADDRESS_LIFE: Micros = 5 * 60 * SECOND;

/// A file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Stored {
    pub(crate) mime_type: String,
    #[serde(with = "in_base64")]
    pub(crate) bytes: Bytes,
    pub(crate) origin: Origin,
    pub(crate) expires_at: Micros,
}

/// Whose file it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Origin {
    pub(crate) phone_number_id: String,
    /// A customer sent it.
    pub(crate) is_inbound: bool,
}

impl Stored {
    /// A file that lives as long as its origin lets it: 30 days uploaded, 7 days received.
    pub(crate) fn new(mime_type: &str, bytes: Bytes, origin: Origin, now: Micros) -> Self {
        let days = if origin.is_inbound { 7 } else { 30 };
        Self { mime_type: mime_type.to_owned(), bytes, origin, expires_at: now.saturating_add(days * DAY) }
    }

    /// A small file of the type. `now` may be [`Micros::MAX`] for one that stays.
    pub(crate) fn sample(mime_type: &str, origin: Origin, now: Micros) -> Self {
        Self::new(mime_type, sample(mime_type), origin, now)
    }

    pub(crate) fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.bytes).into()
    }

    pub(crate) fn is_honest(&self) -> bool {
        is_honest(&self.mime_type, &self.bytes)
    }
}

/// Whether the bytes begin as files of the type do. Text and office files are taken as they are.
pub(crate) fn is_honest(mime_type: &str, bytes: &[u8]) -> bool {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    match kind_of(mime_type) {
        "image/jpeg" => starts(&[0xff, 0xd8, 0xff]),
        "image/png" => starts(b"\x89PNG\r\n\x1a\n"),
        "image/webp" => starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        "audio/ogg" => starts(b"OggS"),
        "audio/amr" => starts(b"#!AMR"),
        "audio/mpeg" => {
            starts(b"ID3") || (bytes.first() == Some(&0xff) && bytes.get(1).is_some_and(|b| b & 0xe0 == 0xe0))
        }
        "audio/aac" => bytes.first() == Some(&0xff) && bytes.get(1).is_some_and(|b| b & 0xf6 == 0xf0),
        "audio/mp4" | "video/mp4" | "video/3gpp" => bytes.get(4..8) == Some(b"ftyp"),
        "application/pdf" => starts(b"%PDF-"),
        _ => true,
    }
}

/// The type without its parameters.
pub(crate) fn kind_of(mime_type: &str) -> &str {
    mime_type.split(';').next().unwrap_or_default().trim()
}

/// The bytes of a file are in the file of the world as base64, unless they are many.
mod in_base64 {
    use base64::Engine as _;

    use super::{Bytes, Deserialize, Deserializer, KEPT, STANDARD, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
        let kept: &[u8] = if bytes.len() <= KEPT { bytes } else { &[] };
        serializer.serialize_str(&STANDARD.encode(kept))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map(Bytes::from).map_err(serde::de::Error::custom)
    }
}

/// All files.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct MediaStore {
    files: BTreeMap<String, Stored>,
    /// In the order of their coming.
    order: Vec<String>,
    /// Signs addresses.
    #[serde(default)]
    secret: String,
}

impl MediaStore {
    /// Takes a file in; gives back its id.
    pub(crate) fn add(&mut self, stored: Stored) -> String {
        let id = chance::decimal_id();
        self.insert(id.clone(), stored);
        id
    }

    pub(crate) fn insert(&mut self, id: String, stored: Stored) {
        self.files.insert(id.clone(), stored);
        self.order.push(id);
        let mut total: usize = self.files.values().map(|file| file.bytes.len()).sum();
        while total > TOTAL && self.order.len() > 1 {
            let oldest = self.order.remove(0);
            total -= self.files.remove(&oldest).map_or(0, |file| file.bytes.len());
        }
    }

    /// A file whose time is not over.
    pub(crate) fn get(&self, id: &str, now: Micros) -> Option<&Stored> {
        self.files.get(id).filter(|file| now < file.expires_at)
    }

    pub(crate) fn remove(&mut self, id: &str) {
        self.files.remove(id);
        self.order.retain(|it| it != id);
    }

    /// Path and query of an address that is good for five minutes.
    pub(crate) fn address(&mut self, id: &str, now: Micros) -> String {
        let until = now.saturating_add(ADDRESS_LIFE).div_euclid(SECOND);
        let hash = self.hash(id, until);
        format!("/whatsapp_business/attachments/?mid={id}&ext={until}&hash={hash}")
    }

    /// The file of an address, if it is a good one.
    pub(crate) fn at_address(&mut self, id: &str, until: i64, hash: &str, now: Micros) -> Option<&Stored> {
        let is_good = self.hash(id, until) == hash && now.div_euclid(SECOND) < until;
        if is_good { self.get(id, now) } else { None }
    }

    fn hash(&mut self, id: &str, until: i64) -> String {
        if self.secret.is_empty() {
            self.secret = chance::hex_id();
        }
        let digest = Sha256::digest(format!("{}:{id}:{until}", self.secret));
        hex::encode(digest).chars().take(24).collect()
    }
}

/// The MIME type that a kind of message usually has.
pub(crate) fn usual_type(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "image" => "image/jpeg",
        "video" => "video/mp4",
        "audio" => "audio/ogg; codecs=opus",
        "document" => "application/pdf",
        "sticker" => "image/webp",
        _ => return None,
    })
}

/// A photo to look at, or the smallest file of a type: one pixel, one empty page. Sounds and films have a
/// beginning only.
fn sample(mime_type: &str) -> Bytes {
    /// A drawing of ours.
    const JPEG: &[u8] = include_bytes!("sample.jpg");
    const PNG: &str =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==";
    const WEBP: &str = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";
    const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\ntrailer<</Root 1 0 R>>\n";
    let decoded = |text: &str| STANDARD.decode(text).map(Bytes::from).unwrap_or_default();
    match kind_of(mime_type) {
        "image/jpeg" => Bytes::from_static(JPEG),
        "image/png" => decoded(PNG),
        "image/webp" => decoded(WEBP),
        "application/pdf" => Bytes::from_static(PDF),
        "audio/ogg" => Bytes::from_static(b"OggS\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00"),
        "video/mp4" | "video/3gpp" | "audio/mp4" => {
            Bytes::from_static(b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom")
        }
        _ => Bytes::from_static(b"A sample.\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin() -> Origin {
        Origin { phone_number_id: "1".to_owned(), is_inbound: false }
    }

    #[test]
    fn b11_samples_are_what_they_say() {
        for mime_type in [
            "image/jpeg",
            "image/png",
            "image/webp",
            "application/pdf",
            "audio/ogg; codecs=opus",
            "video/mp4",
        ] {
            assert!(Stored::sample(mime_type, origin(), 0).is_honest(), "{mime_type}");
        }
        let liar = Stored::new("image/png", Bytes::from_static(b"GIF89a"), origin(), 0);
        assert!(!liar.is_honest());
    }

    #[test]
    fn b11_addresses_end_after_five_minutes_and_cannot_be_made_up() {
        let mut store = MediaStore::default();
        let id = store.add(Stored::sample("image/png", origin(), 0));
        let address = store.address(&id, 0);
        let hash = address.rsplit_once("hash=").unwrap().1.to_owned();
        assert!(store.at_address(&id, 300, &hash, 299 * SECOND).is_some());
        assert!(store.at_address(&id, 300, &hash, 300 * SECOND).is_none());
        assert!(store.at_address(&id, 301, &hash, 0).is_none());
        assert!(store.get(&id, 30 * DAY).is_none(), "the file itself lives 30 days");
    }
}
