//! Everything that a message can say.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

pub use crate::call::{CallContent, CallState};
use crate::media::MediaRef;
use crate::message::ProductRef;

/// What a message says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Content {
    Text(TextContent),
    Image(ImageContent),
    Video(VideoContent),
    Audio(AudioContent),
    Document(DocumentContent),
    Sticker(StickerContent),
    Location(LocationContent),
    Contacts(ContactsContent),
    /// Buttons, lists and other things to tap. Outbound only.
    Interactive(InteractiveContent),
    /// An approved template, filled in. Outbound only.
    Template(TemplateContent),
    /// The contact tapped a button or chose from a list.
    Reply(ReplyContent),
    /// The contact filled in a form.
    FlowReply(FlowReplyContent),
    Order(OrderContent),
    /// The contact called, or we did.
    Call(CallContent),
    /// Something about the contact itself: a new number, a new identity.
    System(SystemContent),
    /// The contact deleted it for everyone.
    Deleted,
    /// A kind this version does not know. Kept whole, shown as it came.
    Unsupported(UnsupportedContent),
}

impl Content {
    /// The `type` of the JSON form.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Image(_) => "image",
            Self::Video(_) => "video",
            Self::Audio(_) => "audio",
            Self::Document(_) => "document",
            Self::Sticker(_) => "sticker",
            Self::Location(_) => "location",
            Self::Contacts(_) => "contacts",
            Self::Interactive(_) => "interactive",
            Self::Template(_) => "template",
            Self::Reply(_) => "reply",
            Self::FlowReply(_) => "flow_reply",
            Self::Order(_) => "order",
            Self::Call(_) => "call",
            Self::System(_) => "system",
            Self::Deleted => "deleted",
            Self::Unsupported(_) => "unsupported",
        }
    }

    /// The words of the message, shortened to what a list row shows.
    pub fn preview(&self) -> Option<String> {
        const LIMIT: usize = 120;
        let text = match self {
            Self::Text(text) => Some(text.text.as_str()),
            Self::Image(image) => image.caption.as_deref(),
            Self::Video(video) => video.caption.as_deref(),
            Self::Document(document) => document.caption.as_deref().or(document.filename.as_deref()),
            Self::Location(location) => location.name.as_deref().or(location.address.as_deref()),
            Self::Contacts(contacts) => contacts.contacts.first().map(|c| c.name.as_str()),
            Self::Interactive(interactive) => interactive.body.as_deref(),
            Self::Template(template) => template.body.as_deref().or(Some(template.name.as_str())),
            Self::Reply(reply) => Some(reply.title.as_str()),
            Self::FlowReply(reply) => reply.summary.as_deref(),
            Self::Order(order) => order.note.as_deref(),
            Self::System(system) => Some(system.text.as_str()),
            Self::Audio(_) | Self::Sticker(_) | Self::Call(_) | Self::Deleted | Self::Unsupported(_) => None,
        }?;
        Some(text.chars().map(|c| if c == '\n' { ' ' } else { c }).take(LIMIT).collect())
    }

    /// The file that belongs to it.
    pub const fn media(&self) -> Option<&MediaRef> {
        match self {
            Self::Image(image) => Some(&image.media),
            Self::Video(video) => Some(&video.media),
            Self::Audio(audio) => Some(&audio.media),
            Self::Document(document) => Some(&document.media),
            Self::Sticker(sticker) => Some(&sticker.media),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TextContent {
    /// At most 4,096 characters.
    pub text: String,
    /// Let WhatsApp show a preview of the first link.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub preview_url: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImageContent {
    pub media: MediaRef,
    pub caption: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VideoContent {
    pub media: MediaRef,
    pub caption: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AudioContent {
    pub media: MediaRef,
    /// Recorded as a voice note.
    #[serde(default)]
    pub is_voice: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DocumentContent {
    pub media: MediaRef,
    pub caption: Option<String>,
    pub filename: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StickerContent {
    pub media: MediaRef,
    #[serde(default)]
    pub is_animated: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LocationContent {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    pub name: Option<String>,
    pub address: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContactsContent {
    pub contacts: Vec<ContactCard>,
}

/// A visiting card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContactCard {
    pub name: String,
    #[serde(default)]
    pub phones: Vec<String>,
    #[serde(default)]
    pub emails: Vec<String>,
    pub organisation: Option<String>,
}

/// Something to tap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InteractiveContent {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    /// At most 1,024 characters; 4,096 with a list.
    pub body: Option<String>,
    /// At most 60 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    pub action: Action,
}

/// What stands above the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Header {
    /// At most 60 characters.
    Text {
        text: String,
    },
    Image {
        media: MediaRef,
    },
    Video {
        media: MediaRef,
    },
    Document {
        media: MediaRef,
        filename: Option<String>,
    },
}

/// What can be tapped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Action {
    /// One to three buttons that answer.
    Buttons {
        buttons: Vec<ReplyButton>,
    },
    /// A list to choose from: at most ten rows in all sections together.
    List {
        button: String,
        sections: Vec<ListSection>,
    },
    /// A button that opens a page.
    Link {
        label: String,
        url: String,
    },
    /// Asks where the contact is.
    LocationRequest,
    /// Asks for the contact's phone number.
    ContactRequest,
    /// Asks whether we may call.
    CallPermissionRequest,
    /// A button that calls us.
    VoiceCall {
        label: String,
        ttl_minutes: Option<i64>,
        payload: Option<String>,
    },
    /// A form.
    Flow(FlowAction),
    Product {
        product: ProductRef,
    },
    ProductList {
        catalog_id: String,
        sections: Vec<ProductSection>,
    },
    Catalog {
        thumbnail_product_id: Option<String>,
    },
    /// Asks for an address (India, Singapore). `values` as the provider wants them.
    Address {
        country: String,
        values: Option<Value>,
    },
    /// Two to ten cards side by side, in the provider's own form; a header's file by our id or a link.
    Carousel {
        cards: Value,
    },
    /// An order to be paid, in the provider's own form.
    OrderDetails {
        parameters: Value,
    },
    /// News of an order, in the provider's own form.
    OrderStatus {
        parameters: Value,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReplyButton {
    /// Comes back when it is tapped; at most 256 characters.
    pub id: String,
    /// At most 20 characters.
    pub title: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListSection {
    /// Needed when there is more than one; at most 24 characters.
    pub title: Option<String>,
    pub rows: Vec<ListRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListRow {
    /// At most 200 characters.
    pub id: String,
    /// At most 24 characters.
    pub title: String,
    /// At most 72 characters.
    pub description: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProductSection {
    pub title: String,
    pub product_ids: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FlowAction {
    pub flow_id: String,
    /// The button's words.
    pub label: String,
    pub token: Option<String>,
    /// Send a form that is not published yet.
    #[serde(default)]
    pub is_draft: bool,
    /// The first screen and its data; without it our endpoint is asked.
    pub screen: Option<String>,
    pub data: Option<Value>,
}

/// A filled-in template, as it was sent and as it reads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TemplateContent {
    pub name: String,
    /// For example `en_US`.
    pub language: String,
    /// What fills its variables, in the provider's form; a header's file by our id or a link.
    #[serde(default)]
    pub components: Vec<Value>,
    /// How it reads, filled in: for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<String>,
}

/// What a contact tapped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReplyContent {
    pub source: ReplySource,
    pub title: String,
    /// The id or payload that we gave the button or row.
    pub id: Option<String>,
    pub description: Option<String>,
}

/// What kind of thing was tapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReplySource {
    Button,
    List,
    TemplateButton,
    CallPermission,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FlowReplyContent {
    /// `flow`, `address_message`, …
    pub name: Option<String>,
    pub summary: Option<String>,
    /// What was filled in.
    pub answers: Value,
    /// The form, if we know which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow_id: Option<String>,
    /// What the message that it answers was sent with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow_token: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OrderContent {
    pub catalog_id: Option<String>,
    pub note: Option<String>,
    pub items: Vec<OrderItem>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OrderItem {
    pub product_id: String,
    pub quantity: i64,
    /// Price of one, in the currency's main unit.
    pub price: f64,
    pub currency: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SystemContent {
    pub event: SystemEvent,
    /// What happened, in the provider's words.
    pub text: String,
}

/// What happened to a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SystemEvent {
    NumberChanged,
    IdentityChanged,
    UserIdChanged,
    /// The contact opened the chat for the first time.
    Welcomed,
    Other,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UnsupportedContent {
    /// What the provider called it.
    pub kind: String,
    /// The provider's JSON, whole.
    pub raw: Value,
}
