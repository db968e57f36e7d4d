//! What a person sent to a business.

use serde::{Deserialize, Serialize, Serializer};

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
    pub from_parent_user_id: Option<String>,
    /// Unix seconds.
    pub timestamp: Option<i64>,
    /// Set when the message was written in a group.
    pub group_id: Option<String>,
    /// What it answers, or that it was forwarded.
    pub context: Option<InboundContext>,
    /// The advertisement or post that led here.
    pub referral: Option<Referral>,
    /// Why it could not be handed over whole (kind `unsupported`).
    pub errors: Vec<WebhookError>,
    pub content: InboundContent,
    /// The message exactly as it came, for the kinds and fields that are not typed here.
    pub raw: RawJson,
}

/// What an inbound message says.
#[derive(Debug, Clone, PartialEq)]
pub enum InboundContent {
    Text(InboundText),
    Image(InboundMedia),
    Reaction(InboundReaction),
    Location(Location),
    Contacts(Vec<ContactCard>),
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
            Self::Reaction(_) => "reaction",
            Self::Location(_) => "location",
            Self::Contacts(_) => "contacts",
            Self::Unknown { kind } => kind,
        }
    }

    fn read(kind: String, body: Option<serde_json::Value>) -> Self {
        let typed = body.and_then(|body| match kind.as_str() {
            "text" => serde_json::from_value(body).ok().map(Self::Text),
            "image" => serde_json::from_value(body).ok().map(Self::Image),
            "reaction" => serde_json::from_value(body).ok().map(Self::Reaction),
            "location" => serde_json::from_value(body).ok().map(Self::Location),
            "contacts" => serde_json::from_value(body).ok().map(Self::Contacts),
            _ => None,
        });
        typed.unwrap_or(Self::Unknown { kind })
    }
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
            #[serde(default, deserialize_with = "lenient::vec")]
            errors: Vec<WebhookError>,
        }
        let tree: serde_json::Value = serde_json::from_str(raw.get())?;
        let wire = Wire::deserialize(&tree)?;
        let kind = wire.kind.unwrap_or_default();
        let body = tree.get(&kind).cloned();
        Ok(Self {
            id: wire.id,
            from: wire.from,
            from_user_id: wire.from_user_id,
            from_parent_user_id: wire.from_parent_user_id,
            timestamp: wire.timestamp,
            group_id: wire.group_id,
            context: wire.context,
            referral: wire.referral,
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

/// `text`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundText {
    #[serde(deserialize_with = "lenient::text")]
    pub body: String,
}

/// `image` (and the shape that video, audio, document and sticker share).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundMedia {
    /// Meta's id of the file; kept for 7 days.
    #[serde(deserialize_with = "lenient::text")]
    pub id: String,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub mime_type: Option<String>,
    /// Of the bytes, in **base64** (the media endpoint answers in hexadecimal).
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub sha256: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub caption: Option<String>,
    /// A link for five minutes that needs the access token.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub url: Option<String>,
}

/// `reaction`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundReaction {
    /// The message reacted to.
    #[serde(deserialize_with = "lenient::text")]
    pub message_id: String,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    emoji: Option<String>,
}

impl InboundReaction {
    /// The emoji; `None` when the reaction was taken back (Meta sends no emoji, or an empty one).
    pub fn emoji(&self) -> Option<&str> {
        self.emoji.as_deref().filter(|emoji| !emoji.is_empty())
    }
}

/// `location`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Degrees north.
    #[serde(deserialize_with = "lenient::float")]
    pub latitude: f64,
    /// Degrees east.
    #[serde(deserialize_with = "lenient::float")]
    pub longitude: f64,
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// One card of `contacts`. Every part may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    #[serde(default, deserialize_with = "lenient::opt")]
    pub name: Option<CardName>,
    #[serde(default, deserialize_with = "lenient::vec")]
    pub phones: Vec<CardPhone>,
    #[serde(default, deserialize_with = "lenient::vec")]
    pub emails: Vec<CardEmail>,
    #[serde(default, deserialize_with = "lenient::opt")]
    pub org: Option<CardOrg>,
    /// `contact_request` when the person answered our request for their number.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub origin: Option<String>,
}

/// The name on a card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardName {
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub formatted_name: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub first_name: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub last_name: Option<String>,
}

/// A phone on a card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardPhone {
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub phone: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub wa_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text", rename = "type")]
    pub kind: Option<String>,
}

/// An e-mail address on a card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardEmail {
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub email: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text", rename = "type")]
    pub kind: Option<String>,
}

/// The organisation on a card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardOrg {
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub company: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub department: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub title: Option<String>,
}

/// What a message answers, or that it was forwarded (then there is no id).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundContext {
    /// The quoted message.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub id: Option<String>,
    /// Who wrote the quoted message.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub from: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub from_user_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_bool")]
    pub forwarded: Option<bool>,
    /// More than five hops.
    #[serde(default, deserialize_with = "lenient::opt_bool")]
    pub frequently_forwarded: Option<bool>,
    /// The product that the message asks about.
    #[serde(default, deserialize_with = "lenient::opt")]
    pub referred_product: Option<ReferredProduct>,
}

/// A product of a catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferredProduct {
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub catalog_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub product_retailer_id: Option<String>,
}

/// The advertisement or post whose button led to this message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub source_url: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub source_id: Option<String>,
    /// `ad` or `post`.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub source_type: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub headline: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub body: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub media_type: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub image_url: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub video_url: Option<String>,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub thumbnail_url: Option<String>,
    /// The click, for reporting back. Absent for ads in statuses.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub ctwa_clid: Option<String>,
}
