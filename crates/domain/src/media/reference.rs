//! How a message names its files.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::id::MediaId;

/// A file that belongs to a message: one that is kept here, or a link to one that the provider fetches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Form", into = "Form")]
pub struct MediaRef {
    pub source: MediaSource,
    /// What it is; found out from the file when a message is sent. Empty for a link.
    pub mime_type: String,
    /// Of the bytes, in hexadecimal, if the provider said.
    pub sha256: Option<String>,
}

/// Where a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediaSource {
    /// Here, or to be fetched from the provider.
    Kept(MediaId),
    /// Elsewhere: the provider fetches it, and there is no copy here.
    Link(String),
}

impl MediaRef {
    /// A file of ours.
    pub const fn kept(id: MediaId, mime_type: String, sha256: Option<String>) -> Self {
        Self { source: MediaSource::Kept(id), mime_type, sha256 }
    }

    /// Its id, if it is a file of ours.
    pub const fn id(&self) -> Option<MediaId> {
        match self.source {
            MediaSource::Kept(id) => Some(id),
            MediaSource::Link(_) => None,
        }
    }
}

/// A file of a message: give `id` or `link`, never both.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = MediaRef)]
struct Form {
    /// A file that is kept here.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<MediaId>,
    /// Where WhatsApp fetches the file; there is no copy here.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    /// What it is; found out from the file when a message is sent. Empty for a link.
    #[serde(default)]
    mime_type: String,
    /// Of the bytes, in hexadecimal, if the provider said.
    sha256: Option<String>,
}

/// Neither an id nor a link, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a file needs either an `id` or a `link`")]
struct EitherOr;

impl TryFrom<Form> for MediaRef {
    type Error = EitherOr;

    fn try_from(form: Form) -> Result<Self, EitherOr> {
        let source = match (form.id, form.link) {
            (Some(id), None) => MediaSource::Kept(id),
            (None, Some(link)) => MediaSource::Link(link),
            _ => return Err(EitherOr),
        };
        Ok(Self { source, mime_type: form.mime_type, sha256: form.sha256 })
    }
}

impl From<MediaRef> for Form {
    fn from(file: MediaRef) -> Self {
        let (id, link) = match file.source {
            MediaSource::Kept(id) => (Some(id), None),
            MediaSource::Link(link) => (None, Some(link)),
        };
        Self { id, link, mime_type: file.mime_type, sha256: file.sha256 }
    }
}

impl PartialSchema for MediaRef {
    fn schema() -> RefOr<Schema> {
        Form::schema()
    }
}

impl ToSchema for MediaRef {
    fn name() -> Cow<'static, str> {
        Form::name()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        Form::schemas(schemas);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Timestamp;

    #[test]
    fn c2_a_file_is_named_by_id_or_link_and_written_as_it_was_read() {
        let id = MediaId::new(Timestamp::UNIX_EPOCH);
        for wire in [
            json!({"id": id, "mime_type": "image/png", "sha256": "00"}),
            json!({"link": "https://shop.example/a.png", "mime_type": "", "sha256": null}),
        ] {
            let file: MediaRef = serde_json::from_value(wire.clone()).unwrap();
            assert_eq!(serde_json::to_value(file).unwrap(), wire);
        }
        for wire in [json!({}), json!({"id": id, "link": "https://shop.example/a.png"})] {
            let refused = serde_json::from_value::<MediaRef>(wire).unwrap_err().to_string();
            assert!(refused.contains("either an `id` or a `link`"), "{refused}");
        }
    }
}
