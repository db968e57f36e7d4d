//! What a business sends, and what Meta answers.

mod check;
mod interactive;
mod media;
mod template;

pub use check::{Violation, ViolationKind, Violations};
pub use interactive::{
    Action, Card, CardAction, FlowAction, Header, Interactive, ListRow, ListSection, ProductItem,
    ProductSection, ReplyButton,
};
pub use media::{Media, MediaSource, Pin};
pub use template::{ButtonKind, Parameter, ParameterValue, Template, TemplateCard, TemplateComponent};

use serde::de::Error as _;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::inbound::{ContactCard, Location};
use crate::lenient;

/// Most characters of a text.
pub const TEXT_LIMIT: usize = 4096;
/// Most characters of [`SendRequest::biz_opaque_callback_data`].
pub const CALLBACK_DATA_LIMIT: usize = 512;

/// The body of `POST /{phone number}/messages`.
#[derive(Debug, Clone, PartialEq)]
pub struct SendRequest {
    /// Whom it goes to.
    pub recipient: Recipient,
    /// What it says.
    pub content: Content,
    /// The wamid that this message quotes.
    pub context: Option<String>,
    /// Comes back in every status of this message; at most [`CALLBACK_DATA_LIMIT`] characters.
    pub biz_opaque_callback_data: Option<String>,
    /// Deliver only while the person's identity has this hash; otherwise error 137000.
    pub recipient_identity_key_hash: Option<String>,
}

impl SendRequest {
    /// A message of any kind.
    pub fn new(recipient: Recipient, content: Content) -> Self {
        Self {
            recipient,
            content,
            context: None,
            biz_opaque_callback_data: None,
            recipient_identity_key_hash: None,
        }
    }

    /// A text.
    pub fn text(recipient: Recipient, body: impl Into<String>) -> Self {
        Self::new(recipient, Content::Text(Text { body: body.into(), preview_url: false }))
    }
}

/// Whom a message goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// A phone in full international form, digits with or without `+`.
    Phone(String),
    /// A business-scoped user id, for a person whose phone is hidden.
    UserId(String),
    /// A group.
    Group(String),
}

/// What an outbound message says.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Content {
    /// Words.
    Text(Text),
    /// A picture.
    Image(Media),
    /// A film.
    Video(Media),
    /// A recording, or music.
    Audio(Media),
    /// A file.
    Document(Media),
    /// A sticker.
    Sticker(Media),
    /// A place.
    Location(Location),
    /// Visiting cards.
    Contacts(Vec<ContactCard>),
    /// An emoji on another message.
    Reaction(Reaction),
    /// Something to tap, choose or fill in.
    Interactive(Box<Interactive>),
    /// A template, filled in.
    Template(Box<Template>),
    /// Groups only.
    Pin(Pin),
    /// A kind that is not typed here, with the object of that name.
    Other {
        /// The `type`.
        kind: String,
        /// What stands under the name of the type.
        body: Value,
    },
}

impl Content {
    /// The `type` on the wire.
    pub fn kind(&self) -> &str {
        match self {
            Self::Text(_) => "text",
            Self::Image(_) => "image",
            Self::Video(_) => "video",
            Self::Audio(_) => "audio",
            Self::Document(_) => "document",
            Self::Sticker(_) => "sticker",
            Self::Location(_) => "location",
            Self::Contacts(_) => "contacts",
            Self::Reaction(_) => "reaction",
            Self::Interactive(_) => "interactive",
            Self::Template(_) => "template",
            Self::Pin(_) => "pin",
            Self::Other { kind, .. } => kind,
        }
    }

    fn read(kind: &str, body: Value) -> Result<Self, serde_json::Error> {
        use serde_json::from_value;
        Ok(match kind {
            "text" => Self::Text(from_value(body)?),
            "image" => Self::Image(from_value(body)?),
            "video" => Self::Video(from_value(body)?),
            "audio" => Self::Audio(from_value(body)?),
            "document" => Self::Document(from_value(body)?),
            "sticker" => Self::Sticker(from_value(body)?),
            "location" => Self::Location(from_value(body)?),
            "contacts" => Self::Contacts(from_value(body)?),
            "reaction" => Self::Reaction(from_value(body)?),
            "interactive" => Self::Interactive(from_value(body)?),
            "template" => Self::Template(from_value(body)?),
            "pin" => Self::Pin(from_value(body)?),
            _ => Self::Other { kind: kind.to_owned(), body },
        })
    }
}

/// `text`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// At most [`TEXT_LIMIT`] characters.
    pub body: String,
    /// Show a preview of the first link.
    #[serde(default, skip_serializing_if = "std::ops::Not::not", deserialize_with = "flag")]
    pub preview_url: bool,
}

fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    lenient::opt_bool(deserializer).map(|flag| flag == Some(true))
}

/// `reaction`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reaction {
    /// The message reacted to.
    pub message_id: String,
    /// An empty one takes the reaction back.
    #[serde(default)]
    pub emoji: String,
}

impl Serialize for SendRequest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Context<'a> {
            message_id: &'a str,
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("messaging_product", "whatsapp")?;
        let is_group = matches!(self.recipient, Recipient::Group(_));
        map.serialize_entry("recipient_type", if is_group { "group" } else { "individual" })?;
        match &self.recipient {
            Recipient::Phone(to) | Recipient::Group(to) => map.serialize_entry("to", to)?,
            Recipient::UserId(id) => map.serialize_entry("recipient", id)?,
        }
        if let Some(message_id) = &self.context {
            map.serialize_entry("context", &Context { message_id })?;
        }
        let optional = [
            ("biz_opaque_callback_data", &self.biz_opaque_callback_data),
            ("recipient_identity_key_hash", &self.recipient_identity_key_hash),
        ];
        for (key, value) in optional {
            if let Some(value) = value {
                map.serialize_entry(key, value)?;
            }
        }
        let kind = self.content.kind();
        map.serialize_entry("type", kind)?;
        match &self.content {
            Content::Text(text) => map.serialize_entry(kind, text)?,
            Content::Image(media)
            | Content::Video(media)
            | Content::Audio(media)
            | Content::Document(media)
            | Content::Sticker(media) => map.serialize_entry(kind, media)?,
            Content::Location(location) => map.serialize_entry(kind, location)?,
            Content::Contacts(cards) => map.serialize_entry(kind, cards)?,
            Content::Reaction(reaction) => map.serialize_entry(kind, reaction)?,
            Content::Interactive(interactive) => map.serialize_entry(kind, interactive)?,
            Content::Template(template) => map.serialize_entry(kind, template)?,
            Content::Pin(pin) => map.serialize_entry(kind, pin)?,
            Content::Other { body, .. } => map.serialize_entry(kind, body)?,
        }
        map.end()
    }
}

/// Kinds in the order in which they are looked for when a body names no type.
const KINDS: [&str; 11] = [
    "text",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "reaction",
    "interactive",
    "template",
];

impl<'de> Deserialize<'de> for SendRequest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let body = Value::deserialize(deserializer)?;
        let text = |key: &str| body.get(key).and_then(text_of).filter(|text| !text.is_empty());
        let is_group = text("recipient_type").is_some_and(|kind| kind.eq_ignore_ascii_case("group"));
        let recipient = match (text("to"), text("recipient")) {
            (Some(to), _) if is_group => Recipient::Group(to),
            (Some(to), _) => Recipient::Phone(to),
            (None, Some(id)) => Recipient::UserId(id),
            (None, None) => return Err(D::Error::custom("a message needs to or recipient")),
        };
        let present = || KINDS.into_iter().find(|kind| body.get(kind).is_some_and(|it| !it.is_null()));
        let kind = text("type").map(|kind| kind.to_ascii_lowercase());
        let kind = kind.or_else(|| present().map(str::to_owned)).unwrap_or_else(|| "text".to_owned());
        let object = body.get(&kind).cloned().unwrap_or_default();
        Ok(Self {
            recipient,
            content: Content::read(&kind, object).map_err(D::Error::custom)?,
            context: body.get("context").and_then(|context| context.get("message_id")).and_then(text_of),
            biz_opaque_callback_data: text("biz_opaque_callback_data"),
            recipient_identity_key_hash: text("recipient_identity_key_hash"),
        })
    }
}

/// A text, a number or a truth as text.
fn text_of(value: &Value) -> Option<String> {
    crate::wire_struct::Part::part(value.clone())
}

/// The answer to a send: accepted, which is not yet delivered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendResponse {
    /// Whom it went to.
    #[serde(default, deserialize_with = "lenient::vec")]
    pub contacts: Vec<SentTo>,
    /// What was taken for sending.
    #[serde(default, deserialize_with = "lenient::vec")]
    pub messages: Vec<SentMessage>,
}

impl SendResponse {
    /// Meta's id of the message. `None` when the answer is not what was expected.
    pub fn wamid(&self) -> Option<&str> {
        self.messages.first().map(|message| message.id.as_str()).filter(|id| !id.is_empty())
    }
}

/// Whom Meta took the recipient for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentTo {
    /// The recipient as it was given.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub input: Option<String>,
    /// May differ from the input (Brazil, Mexico). Absent when sent by user id.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub wa_id: Option<String>,
    /// The recipient's id for this business.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub user_id: Option<String>,
}

/// The message that was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentMessage {
    /// Meta's id of the message.
    #[serde(deserialize_with = "lenient::text")]
    pub id: String,
    /// Templates only: `accepted`, `held_for_quality_assessment`, `paused`.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub message_status: Option<String>,
}

/// Marks an inbound message and all before it as read, and may show "typing…" for up to 25 seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkRead {
    /// Which message has been read; all before it count, too.
    pub message_id: String,
    /// Whether to show that we type.
    pub typing: bool,
}

impl Serialize for MarkRead {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Typing {
            #[serde(rename = "type")]
            kind: &'static str,
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("messaging_product", "whatsapp")?;
        map.serialize_entry("status", "read")?;
        map.serialize_entry("message_id", &self.message_id)?;
        if self.typing {
            map.serialize_entry("typing_indicator", &Typing { kind: "text" })?;
        }
        map.end()
    }
}
