//! What a person sent to a business.

mod events;
mod parts;
mod replies;

pub use events::{Edit, Identity, Revoke, SystemEvent, SystemKind, Unsupported};
pub use parts::{
    CardAddress, CardEmail, CardName, CardOrg, CardPhone, CardUrl, ContactCard, InboundContext, InboundMedia,
    InboundReaction, InboundText, Location, Referral, ReferredProduct, WelcomeMessage,
};
pub use replies::{
    CallPermission, CallPermissionReply, ChosenButton, ChosenRow, FormReply, InteractiveReply, Order,
    OrderItem, TemplateButton,
};

use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use crate::errors::WebhookError;
use crate::lenient::{self, FromItem};
use crate::raw::RawJson;

/// One message from a person.
#[derive(Debug, Clone, PartialEq)]
pub struct InboundMessage {
    /// Meta's id of the message (wamid). Repeated when the webhook is.
    pub id: String,
    /// The sender's phone, digits only. Absent when the person hides it.
    pub from: Option<String>,
    /// The sender's business-scoped user id.
    pub from_user_id: Option<String>,
    /// The sender's id for the business's whole portfolio.
    pub from_parent_user_id: Option<String>,
    /// Echoes and history only: whom the business wrote to.
    pub to: Option<String>,
    /// Echoes and history only: the user id of whom the business wrote to.
    pub to_user_id: Option<String>,
    /// Unix seconds.
    pub timestamp: Option<i64>,
    /// Set when the message was written in a group.
    pub group_id: Option<String>,
    /// What it answers, or that it was forwarded.
    pub context: Option<InboundContext>,
    /// The advertisement or post that led here.
    pub referral: Option<Referral>,
    /// The person's new identity (system message `customer_identity_changed`).
    pub identity: Option<Identity>,
    /// History only: how far the message had come, e.g. `READ`.
    pub history_status: Option<String>,
    /// Why it could not be handed over whole (kind `unsupported`).
    pub errors: Vec<WebhookError>,
    /// What it says.
    pub content: InboundContent,
    /// The message exactly as it came, for the kinds and fields that are not typed here.
    pub raw: RawJson,
}

/// What an inbound message says.
#[derive(Debug, Clone, PartialEq)]
pub enum InboundContent {
    /// Words.
    Text(InboundText),
    /// A picture.
    Image(InboundMedia),
    /// A film.
    Video(InboundMedia),
    /// Also voice messages.
    Audio(InboundMedia),
    /// A file.
    Document(InboundMedia),
    /// A sticker.
    Sticker(InboundMedia),
    /// An emoji on another message.
    Reaction(InboundReaction),
    /// A place.
    Location(Location),
    /// Visiting cards.
    Contacts(Vec<ContactCard>),
    /// A quick-reply button of a template.
    Button(TemplateButton),
    /// Something was tapped, chosen or filled in.
    Interactive(InteractiveReply),
    /// An order from a catalog.
    Order(Order),
    /// Something happened to the sender's account.
    System(SystemEvent),
    /// Another message says something else now.
    Edit(Edit),
    /// Another message was deleted for everyone.
    Revoke(Revoke),
    /// The person opened the chat for the first time.
    RequestWelcome,
    /// A kind that Meta does not hand over.
    Unsupported(Unsupported),
    /// A kind this version does not type, or a known kind in an unreadable shape. The JSON is in
    /// [`InboundMessage::raw`].
    Unknown {
        /// The `type` as it came; empty when there was none.
        kind: String,
    },
}

impl InboundContent {
    /// The `type` on the wire.
    pub fn kind(&self) -> &str {
        match self {
            Self::Text(_) => "text",
            Self::Image(_) => "image",
            Self::Video(_) => "video",
            Self::Audio(_) => "audio",
            Self::Document(_) => "document",
            Self::Sticker(_) => "sticker",
            Self::Reaction(_) => "reaction",
            Self::Location(_) => "location",
            Self::Contacts(_) => "contacts",
            Self::Button(_) => "button",
            Self::Interactive(_) => "interactive",
            Self::Order(_) => "order",
            Self::System(_) => "system",
            Self::Edit(_) => "edit",
            Self::Revoke(_) => "revoke",
            Self::RequestWelcome => "request_welcome",
            Self::Unsupported(_) => "unsupported",
            Self::Unknown { kind } => kind,
        }
    }

    /// The file, for the five kinds that have one.
    pub fn media(&self) -> Option<&InboundMedia> {
        match self {
            Self::Image(media)
            | Self::Video(media)
            | Self::Audio(media)
            | Self::Document(media)
            | Self::Sticker(media) => Some(media),
            _ => None,
        }
    }

    /// Reads `type` and the object of that name out of a message.
    pub(crate) fn of(message: &Value) -> Self {
        let kind = message.get("type").and_then(Value::as_str).unwrap_or_default();
        let body = message.get(kind).cloned();
        Self::read(kind.to_owned(), body)
    }

    fn read(kind: String, body: Option<Value>) -> Self {
        match kind.as_str() {
            "request_welcome" => return Self::RequestWelcome,
            "unsupported" => {
                return Self::Unsupported(body.and_then(typed).unwrap_or_default());
            }
            _ => {}
        }
        let read = body.and_then(|body| match kind.as_str() {
            "text" => typed(body).map(Self::Text),
            "image" => typed(body).map(Self::Image),
            "video" => typed(body).map(Self::Video),
            // Old payloads call a recording `voice`.
            "audio" | "voice" => typed(body).map(Self::Audio),
            "document" => typed(body).map(Self::Document),
            "sticker" => typed(body).map(Self::Sticker),
            "reaction" => typed(body).map(Self::Reaction),
            "location" => typed(body).map(Self::Location),
            "contacts" => typed(body).map(Self::Contacts),
            "button" => typed(body).map(Self::Button),
            "interactive" => typed(body).map(Self::Interactive),
            "order" => typed(body).map(Self::Order),
            "system" => typed(body).map(Self::System),
            "edit" => typed(body).map(Self::Edit),
            "revoke" => typed(body).map(Self::Revoke),
            _ => None,
        });
        read.unwrap_or(Self::Unknown { kind })
    }
}

fn typed<T: serde::de::DeserializeOwned>(body: Value) -> Option<T> {
    serde_json::from_value(body).ok()
}

impl FromItem for InboundMessage {
    fn from_item(raw: &RawJson) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct Wire {
            #[serde(deserialize_with = "lenient::text")]
            id: String,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            from: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            from_user_id: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            from_parent_user_id: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            to: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            to_user_id: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt_int")]
            timestamp: Option<i64>,
            #[serde(default, deserialize_with = "lenient::opt_text")]
            group_id: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt_text", rename = "type")]
            kind: Option<String>,
            #[serde(default, deserialize_with = "lenient::opt")]
            context: Option<InboundContext>,
            #[serde(default, deserialize_with = "lenient::opt")]
            referral: Option<Referral>,
            #[serde(default, deserialize_with = "lenient::opt")]
            identity: Option<Identity>,
            #[serde(default)]
            history_context: Value,
            #[serde(default, deserialize_with = "lenient::vec")]
            errors: Vec<WebhookError>,
        }
        let tree: Value = serde_json::from_str(raw.get())?;
        let wire = Wire::deserialize(&tree)?;
        let kind = wire.kind.unwrap_or_default();
        let body = tree.get(&kind).cloned();
        Ok(Self {
            id: wire.id,
            from: wire.from,
            from_user_id: wire.from_user_id,
            from_parent_user_id: wire.from_parent_user_id,
            to: wire.to,
            to_user_id: wire.to_user_id,
            timestamp: wire.timestamp,
            group_id: wire.group_id,
            context: wire.context,
            referral: wire.referral,
            identity: wire.identity,
            history_status: wire.history_context.get("status").and_then(Value::as_str).map(str::to_owned),
            errors: wire.errors,
            content: InboundContent::read(kind, body),
            raw: raw.clone(),
        })
    }
}

impl Serialize for InboundMessage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.raw.serialize(serializer)
    }
}
