//! What a business sends, and what Meta answers.

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use crate::lenient;

/// Most characters of a text.
pub const TEXT_LIMIT: usize = 4096;
/// Most characters of [`SendRequest::biz_opaque_callback_data`].
pub const CALLBACK_DATA_LIMIT: usize = 512;

/// The body of `POST /{phone number}/messages`.
#[derive(Debug, Clone, PartialEq)]
pub struct SendRequest {
    pub recipient: Recipient,
    pub content: Content,
    /// The wamid that this message quotes.
    pub context: Option<String>,
    /// Comes back in every status of this message; at most [`CALLBACK_DATA_LIMIT`] characters.
    pub biz_opaque_callback_data: Option<String>,
}

impl SendRequest {
    /// A text.
    pub fn text(recipient: Recipient, body: impl Into<String>) -> Self {
        let content = Content::Text(Text { body: body.into(), preview_url: false });
        Self { recipient, content, context: None, biz_opaque_callback_data: None }
    }
}

/// Whom a message goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// A phone in full international form, digits with or without `+`.
    Phone(String),
    /// A business-scoped user id, for a person whose phone is hidden.
    UserId(String),
}

/// What an outbound message says.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Content {
    Text(Text),
    Reaction(Reaction),
}

impl Content {
    /// The `type` on the wire.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Reaction(_) => "reaction",
        }
    }
}

/// `text`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    /// At most [`TEXT_LIMIT`] characters.
    pub body: String,
    /// Show a preview of the first link.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub preview_url: bool,
}

/// `reaction`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reaction {
    /// The message reacted to.
    pub message_id: String,
    /// An empty one takes the reaction back.
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
        map.serialize_entry("recipient_type", "individual")?;
        match &self.recipient {
            Recipient::Phone(phone) => map.serialize_entry("to", phone)?,
            Recipient::UserId(id) => map.serialize_entry("recipient", id)?,
        }
        if let Some(message_id) = &self.context {
            map.serialize_entry("context", &Context { message_id })?;
        }
        if let Some(data) = &self.biz_opaque_callback_data {
            map.serialize_entry("biz_opaque_callback_data", data)?;
        }
        map.serialize_entry("type", self.content.kind())?;
        match &self.content {
            Content::Text(text) => map.serialize_entry(self.content.kind(), text)?,
            Content::Reaction(reaction) => map.serialize_entry(self.content.kind(), reaction)?,
        }
        map.end()
    }
}

/// The answer to a send: accepted, which is not yet delivered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendResponse {
    #[serde(default, deserialize_with = "lenient::vec")]
    pub contacts: Vec<SentTo>,
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
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub input: Option<String>,
    /// May differ from the input (Brazil, Mexico). Absent when sent by user id.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub wa_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub user_id: Option<String>,
}

/// The message that was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentMessage {
    #[serde(deserialize_with = "lenient::text")]
    pub id: String,
    /// Templates only: `accepted`, `held_for_quality_assessment`, `paused`.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub message_status: Option<String>,
}

/// Marks an inbound message and all before it as read, and may show "typing…" for up to 25 seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkRead {
    pub message_id: String,
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
