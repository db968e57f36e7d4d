//! The samples of a template's media headers: what reviewers see instead of the file of a send.

use serde_json::Value;

use super::{FileSpot, Media, MediaState, NotSendable, essence};
use crate::id::MediaId;

/// A place in a template where a sample is named.
#[derive(Debug)]
pub struct Sample<'a> {
    /// Where in the template: `components[0].example.header_handle`.
    pub field: String,
    /// `image`, `video`, `document` or `gif`.
    pub format: String,
    handle: &'a mut Value,
}

impl Sample<'_> {
    /// Our file, if it is named by our id; otherwise it is a handle of the provider's.
    pub fn kept(&self) -> Option<MediaId> {
        self.handle.as_str()?.parse().ok()
    }

    /// What names it.
    pub fn handle(&self) -> Option<&str> {
        self.handle.as_str()
    }

    /// Names it by what the provider calls it, or by our id again.
    pub fn put(&mut self, handle: &str) {
        *self.handle = Value::String(handle.to_owned());
    }

    /// Whether the file can be the sample: reviewers take fewer kinds than sends do.
    ///
    /// # Errors
    /// See [`NotSendable`].
    pub fn check(&self, media: &Media) -> Result<(), NotSendable> {
        const TYPES: [(&str, &[&str]); 4] = [
            ("image", &["image/jpeg", "image/png"]),
            ("video", &["video/mp4"]),
            ("gif", &["video/mp4"]),
            ("document", &["application/pdf"]),
        ];
        if media.state != MediaState::Stored {
            return Err(NotSendable::NotHere(media.state));
        }
        let types = TYPES.iter().find(|(format, _)| *format == self.format).map(|(_, types)| *types);
        if !types.unwrap_or_default().contains(&essence(&media.mime_type).as_str()) {
            let takes = types.unwrap_or_default().join(" or ");
            return Err(NotSendable::Sample {
                mime_type: media.mime_type.clone(),
                format: self.format.clone(),
                takes,
            });
        }
        let mut file = Value::Null;
        let as_sent = FileSpot::theirs(self.field.clone(), &self.format, &mut file);
        as_sent.map_or(Ok(()), |spot| spot.check(media))
    }
}

/// The samples of a template, and of the cards of its carousel.
pub fn samples_mut(components: &mut [Value]) -> Vec<Sample<'_>> {
    let mut samples = Vec::new();
    collect("components", components, &mut samples);
    samples
}

fn collect<'a>(field: &str, components: &'a mut [Value], samples: &mut Vec<Sample<'a>>) {
    for (n, component) in components.iter_mut().enumerate() {
        let field = format!("{field}[{n}]");
        let word =
            |key: &str| component.get(key).and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
        match word("type").as_str() {
            "header" => {
                let format = word("format");
                let is_file = matches!(format.as_str(), "image" | "video" | "document" | "gif");
                let handle = component.pointer_mut("/example/header_handle/0").filter(|_| is_file);
                let field = format!("{field}.example.header_handle");
                samples.extend(handle.map(|handle| Sample { field, format, handle }));
            }
            "carousel" => {
                let cards = component.get_mut("cards").and_then(Value::as_array_mut);
                for (m, card) in cards.into_iter().flatten().enumerate() {
                    let parts = card.get_mut("components").and_then(Value::as_array_mut);
                    let field = format!("{field}.cards[{m}].components");
                    collect(&field, parts.map(Vec::as_mut_slice).unwrap_or_default(), samples);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Timestamp;
    use crate::message::Direction;

    fn file(mime_type: &str, size: i64) -> Media {
        let at = Timestamp::UNIX_EPOCH;
        Media {
            id: MediaId::new(at),
            direction: Direction::Outbound,
            mime_type: mime_type.to_owned(),
            filename: None,
            size: Some(size),
            sha256: None,
            state: MediaState::Stored,
            error: None,
            has_thumbnail: false,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn f1_samples_are_found_in_headers_and_cards_and_judged() {
        let id = MediaId::new(Timestamp::UNIX_EPOCH);
        let header = |format: &str, handle: &str| json!({"type": "HEADER", "format": format, "example": {"header_handle": [handle]}});
        let mut components = [
            header("IMAGE", &id.to_string()),
            json!({"type": "header", "format": "TEXT", "text": "x"}),
            json!({"type": "CAROUSEL", "cards": [{"components": [header("gif", "4::abc")]}, 7]}),
        ];
        let mut found = samples_mut(&mut components);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].field.as_str(), found[0].kept()),
            ("components[0].example.header_handle", Some(id))
        );
        assert_eq!(
            (found[1].field.as_str(), found[1].kept(), found[1].handle()),
            ("components[2].cards[0].components[0].example.header_handle", None, Some("4::abc")),
        );
        assert_eq!(found[0].check(&file("image/png", 9)), Ok(()));
        let refused = found[0].check(&file("image/webp", 9)).unwrap_err().to_string();
        assert_eq!(
            refused,
            "a sample for the header `image` is image/jpeg or image/png; this file is image/webp"
        );
        let large = found[1].check(&file("video/mp4", 3_670_017)).unwrap_err().to_string();
        assert!(large.contains("3584 KB") && large.contains("3670017"), "{large}");
        found[0].put("4::xyz");
        assert_eq!(components[0]["example"]["header_handle"][0], "4::xyz");
    }
}
