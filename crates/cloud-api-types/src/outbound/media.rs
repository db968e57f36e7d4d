//! Files, cards and other simple contents.

use serde::de::Error as _;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A file to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Where the file is.
    pub source: MediaSource,
    /// Images, videos and documents only.
    pub caption: Option<String>,
    /// Documents only: the name that is shown, whose ending chooses the icon.
    pub filename: Option<String>,
    /// Audio only: shown as a voice message (OGG/Opus, mono).
    pub voice: bool,
}

/// Where a file comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediaSource {
    /// Uploaded to Meta before.
    Id(String),
    /// Meta fetches it. A failure comes later, as a status with error 131053.
    Link(String),
}

impl Media {
    /// An uploaded file.
    pub fn id(id: impl Into<String>) -> Self {
        Self { source: MediaSource::Id(id.into()), caption: None, filename: None, voice: false }
    }

    /// A file that Meta fetches.
    pub fn link(url: impl Into<String>) -> Self {
        Self { source: MediaSource::Link(url.into()), ..Self::id("") }
    }

    /// With a caption.
    #[must_use]
    pub fn caption(self, caption: impl Into<String>) -> Self {
        Self { caption: Some(caption.into()), ..self }
    }

    /// With a file name.
    #[must_use]
    pub fn filename(self, filename: impl Into<String>) -> Self {
        Self { filename: Some(filename.into()), ..self }
    }
}

impl Serialize for Media {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match &self.source {
            MediaSource::Id(id) => map.serialize_entry("id", id)?,
            MediaSource::Link(link) => map.serialize_entry("link", link)?,
        }
        for (key, value) in [("caption", &self.caption), ("filename", &self.filename)] {
            if let Some(value) = value {
                map.serialize_entry(key, value)?;
            }
        }
        if self.voice {
            map.serialize_entry("voice", &true)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Media {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let id = value.get("id").and_then(crate::outbound::text_of);
        let source = match (id, text("link")) {
            (Some(id), _) => MediaSource::Id(id),
            (None, Some(link)) => MediaSource::Link(link),
            (None, None) => return Err(D::Error::custom("a file needs id or link")),
        };
        let voice = value.get("voice").and_then(Value::as_bool).unwrap_or(false);
        Ok(Self { source, caption: text("caption"), filename: text("filename"), voice })
    }
}

/// `pin`: groups only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// `pin` or `unpin`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Which message.
    pub message_id: String,
    /// 1 to 30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration_days: Option<u32>,
}
