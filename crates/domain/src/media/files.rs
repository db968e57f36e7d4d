//! The files of a message, wherever in it they are named.

use serde_json::Value;

use super::{GIF_LIMIT, Media, MediaKind, MediaRef, MediaSource, NotSendable, check_sendable_as};
use crate::content::{Action, Content, Header};
use crate::id::MediaId;

/// A place in a message where a file is named.
#[derive(Debug)]
pub struct FileSpot<'a> {
    /// Where in the content: `media`, `header.media`, `components[0].parameters[0].image`.
    pub field: String,
    /// As what it is sent.
    pub kind: MediaKind,
    /// A film that plays by itself, without sound: smaller than others.
    pub is_gif: bool,
    slot: Slot<'a>,
}

#[derive(Debug)]
enum Slot<'a> {
    Ours(&'a mut MediaRef),
    /// An object of the provider's form, with `id` or `link`.
    Theirs(&'a mut Value),
}

impl<'a> FileSpot<'a> {
    fn ours(field: &str, kind: MediaKind, file: &'a mut MediaRef) -> Self {
        Self { field: field.to_owned(), kind, is_gif: false, slot: Slot::Ours(file) }
    }

    pub(super) fn theirs(field: String, format: &str, file: &'a mut Value) -> Option<Self> {
        let kind = match format {
            "image" => MediaKind::Image,
            "video" | "gif" => MediaKind::Video,
            "document" => MediaKind::Document,
            _ => return None,
        };
        Some(Self { field, kind, is_gif: format == "gif", slot: Slot::Theirs(file) })
    }

    /// Where the file is; `None` when it is named by an id of the provider's, or not at all.
    pub fn source(&self) -> Option<MediaSource> {
        match &self.slot {
            Slot::Ours(file) => Some(file.source.clone()),
            Slot::Theirs(file) => match (text(file, "id"), text(file, "link")) {
                (Some(id), _) => id.parse().ok().map(MediaSource::Kept),
                (None, Some(link)) => Some(MediaSource::Link(link.to_owned())),
                (None, None) => None,
            },
        }
    }

    /// Its id, if it is a file of ours.
    pub fn kept(&self) -> Option<MediaId> {
        match self.source()? {
            MediaSource::Kept(id) => Some(id),
            MediaSource::Link(_) => None,
        }
    }

    /// Whether it is named by an id that is neither ours nor looks like one of the provider's.
    pub fn has_odd_id(&self) -> bool {
        let Slot::Theirs(file) = &self.slot else { return false };
        let id = match file.get("id") {
            Some(Value::String(id)) => id.as_str(),
            Some(Value::Null) | None => return false,
            Some(Value::Number(id)) => return !id.is_u64(),
            Some(_) => return true,
        };
        self.kept().is_none() && (id.is_empty() || !id.bytes().all(|b| b.is_ascii_digit()))
    }

    /// The field that names it: `media.id`, `media.link`.
    pub fn field_of(&self, part: &str) -> String {
        format!("{}.{part}", self.field)
    }

    /// Whether the file can be sent as what is wanted here.
    ///
    /// # Errors
    /// See [`NotSendable`].
    pub fn check(&self, media: &Media) -> Result<(), NotSendable> {
        check_sendable_as(media, self.kind)?;
        let size = media.size.and_then(|size| u64::try_from(size).ok()).unwrap_or_default();
        if self.is_gif && size > GIF_LIMIT {
            let mime_type = format!("{}, as a GIF,", media.mime_type);
            return Err(NotSendable::Size { mime_type, limit: GIF_LIMIT, size });
        }
        Ok(())
    }

    /// Notes what the file is, where there is room for it.
    pub fn note(&mut self, media: &Media) {
        if let Slot::Ours(file) = &mut self.slot {
            file.mime_type.clone_from(&media.mime_type);
            file.sha256.clone_from(&media.sha256);
        }
    }

    /// Names the file by the provider's id, in what is in the provider's form.
    pub fn put(&mut self, provider_id: &str) {
        if let Slot::Theirs(file) = &mut self.slot {
            file["id"] = Value::String(provider_id.to_owned());
        }
    }
}

impl Content {
    /// All its files: to find out what they are, or to name them by other ids.
    pub fn files_mut(&mut self) -> Vec<FileSpot<'_>> {
        let ours = |kind, file| vec![FileSpot::ours("media", kind, file)];
        match self {
            Self::Image(image) => ours(MediaKind::Image, &mut image.media),
            Self::Video(video) => ours(MediaKind::Video, &mut video.media),
            Self::Audio(audio) => ours(MediaKind::Audio, &mut audio.media),
            Self::Document(document) => ours(MediaKind::Document, &mut document.media),
            Self::Sticker(sticker) => ours(MediaKind::Sticker, &mut sticker.media),
            Self::Interactive(interactive) => {
                let mut files: Vec<_> = interactive.header.iter_mut().filter_map(of_header).collect();
                if let Action::Carousel { cards } = &mut interactive.action {
                    files.extend(of_cards(cards));
                }
                files
            }
            Self::Template(template) => {
                let mut files = Vec::new();
                of_components("components", &mut template.components, &mut files);
                files
            }
            _ => Vec::new(),
        }
    }
}

fn of_header(header: &mut Header) -> Option<FileSpot<'_>> {
    let (kind, file) = match header {
        Header::Image { media } => (MediaKind::Image, media),
        Header::Video { media } => (MediaKind::Video, media),
        Header::Document { media, .. } => (MediaKind::Document, media),
        Header::Text { .. } => return None,
    };
    Some(FileSpot::ours("header.media", kind, file))
}

/// The headers of the cards of an interactive carousel.
fn of_cards(cards: &mut Value) -> Vec<FileSpot<'_>> {
    let mut files = Vec::new();
    for (n, card) in list(cards).iter_mut().enumerate() {
        let Some(header) = card.get_mut("header") else { continue };
        let format = word(header, "type");
        if let Some(file) = header.get_mut(&format) {
            files.extend(FileSpot::theirs(format!("action.cards[{n}].header.{format}"), &format, file));
        }
    }
    files
}

/// The headers of a template's send, and of the cards of its carousel.
fn of_components<'a>(field: &str, components: &'a mut [Value], files: &mut Vec<FileSpot<'a>>) {
    for (n, component) in components.iter_mut().enumerate() {
        let field = format!("{field}[{n}]");
        match word(component, "type").as_str() {
            "header" => {
                let Some(parameters) = component.get_mut("parameters") else { continue };
                for (m, parameter) in list(parameters).iter_mut().enumerate() {
                    let format = word(parameter, "type");
                    if let Some(file) = parameter.get_mut(&format) {
                        let field = format!("{field}.parameters[{m}].{format}");
                        files.extend(FileSpot::theirs(field, &format, file));
                    }
                }
            }
            "carousel" => {
                let Some(cards) = component.get_mut("cards") else { continue };
                for (m, card) in list(cards).iter_mut().enumerate() {
                    let Some(parts) = card.get_mut("components") else { continue };
                    of_components(&format!("{field}.cards[{m}].components"), list(parts), files);
                }
            }
            _ => {}
        }
    }
}

fn list(value: &mut Value) -> &mut [Value] {
    value.as_array_mut().map(Vec::as_mut_slice).unwrap_or_default()
}

fn text<'v>(value: &'v Value, field: &str) -> Option<&'v str> {
    value.get(field).and_then(Value::as_str)
}

fn word(value: &Value, field: &str) -> String {
    text(value, field).unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Timestamp;

    #[test]
    fn c3_files_are_found_in_headers_and_cards_of_every_form() {
        let id = MediaId::new(Timestamp::UNIX_EPOCH);
        let file = json!({"id": id});
        let header = json!({"type": "HEADER", "parameters": [{"type": "gif", "gif": file}]});
        let card = |n: i64| {
            let inside = json!({"type": "header", "parameters": [{"type": "image", "image": {"link": "https://a.example/1"}}]});
            json!({"card_index": n, "components": [{"type": "body"}, inside]})
        };
        let mut template: Content = serde_json::from_value(json!({
            "type": "template", "name": "a", "language": "en",
            "components": [{"type": "body"}, header, {"type": "carousel", "cards": [card(0), card(1)]}],
        }))
        .unwrap();
        let mut found = template.files_mut();
        let fields: Vec<_> = found.iter().map(|spot| spot.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "components[1].parameters[0].gif",
                "components[2].cards[0].components[1].parameters[0].image",
                "components[2].cards[1].components[1].parameters[0].image",
            ],
        );
        assert_eq!((found[0].kept(), found[0].is_gif), (Some(id), true));
        assert_eq!(found[1].source(), Some(MediaSource::Link("https://a.example/1".to_owned())));
        found[0].put("777");
        assert_eq!(found[0].source(), None, "an id of the provider's is not ours");
        assert!(!found[0].has_odd_id());
        found[0].put("../777");
        assert!(found[0].has_odd_id());

        let mut carousel: Content = serde_json::from_value(json!({
            "type": "interactive", "body": "Look", "action": {"type": "carousel", "cards": [
                {"card_index": 0, "header": {"type": "video", "video": {"id": id}}}, {"card_index": 1}, 3,
            ]},
        }))
        .unwrap();
        let found = carousel.files_mut();
        assert_eq!((found[0].field.as_str(), found[0].kept()), ("action.cards[0].header.video", Some(id)));
    }

    #[test]
    fn c3_nonsense_in_the_providers_form_names_no_file() {
        let mut odd: Content = serde_json::from_value(json!({
            "type": "template", "name": "a", "language": "en",
            "components": [1, {"type": "header", "parameters": 3}, {"type": "header", "parameters": [{"type": "image"}, {"type": 3}]},
                {"type": "carousel", "cards": [null, {"components": "x"}]}],
        }))
        .unwrap();
        assert!(odd.files_mut().is_empty());
    }
}
