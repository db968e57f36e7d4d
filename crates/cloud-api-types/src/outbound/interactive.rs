//! `interactive`: messages with buttons, rows, products, forms.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::{Media, text_of};

/// A message to be answered with a tap.
#[derive(Debug, Clone, PartialEq)]
pub struct Interactive {
    /// What stands above the text.
    pub header: Option<Header>,
    /// Required by all kinds but products and permission requests.
    pub body: Option<String>,
    /// What stands below it, in small.
    pub footer: Option<String>,
    /// What can be tapped.
    pub action: Action,
}

/// What stands above the body.
#[derive(Debug, Clone, PartialEq)]
pub enum Header {
    /// Words.
    Text(String),
    /// A picture.
    Image(Media),
    /// A film.
    Video(Media),
    /// A file.
    Document(Media),
    /// A short silent video; Marketing Messages API only.
    Gif(Media),
}

/// What can be tapped.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// `button`: one to three reply buttons.
    Buttons(Vec<ReplyButton>),
    /// `list`: a menu with at most ten rows in all.
    List {
        /// The words on the button that opens it.
        button: String,
        /// What can be chosen.
        sections: Vec<ListSection>,
    },
    /// `cta_url`: a button that opens a link.
    CtaUrl {
        /// The words on the button.
        display_text: String,
        /// What it opens.
        url: String,
    },
    /// `location_request_message`.
    LocationRequest,
    /// `flow`.
    Flow(Box<FlowAction>),
    /// `product`: one product of a catalogue.
    Product {
        /// The catalog.
        catalog_id: String,
        /// The seller's id of the product.
        product_retailer_id: String,
    },
    /// `product_list`: up to thirty products.
    ProductList {
        /// The catalog.
        catalog_id: String,
        /// The products, in groups.
        sections: Vec<ProductSection>,
    },
    /// `catalog_message`: the whole catalogue.
    Catalog {
        /// The product whose picture is shown.
        thumbnail_product_retailer_id: Option<String>,
    },
    /// `carousel`: two to ten cards.
    Carousel(Vec<Card>),
    /// `address_message` (India, Singapore): country, values, saved addresses, validation errors.
    Address(Value),
    /// `request_contact_info`: please share your phone number.
    ContactInfoRequest,
    /// `call_permission_request`.
    CallPermissionRequest,
    /// `voice_call`: a button that calls the business.
    VoiceCall {
        /// The words on the button.
        display_text: Option<String>,
        /// How long it works, in minutes.
        ttl_minutes: Option<i64>,
        /// Comes back in the call's webhook.
        payload: Option<String>,
    },
    /// `order_details`: the parameters of `review_and_pay`.
    OrderDetails(Value),
    /// `order_status`: the parameters of `review_order`.
    OrderStatus(Value),
    /// A kind that is not typed here.
    Other {
        /// The `type`.
        kind: String,
        /// As Graph wants it.
        action: Value,
    },
}

/// A reply button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyButton {
    /// Comes back in the answer.
    pub id: String,
    /// The words on it.
    pub title: String,
}

/// A section of a menu.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListSection {
    /// Required when there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What can be chosen.
    pub rows: Vec<ListRow>,
}

/// A row of a menu.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRow {
    /// Comes back in the answer.
    pub id: String,
    /// The words.
    pub title: String,
    /// More words, in small.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A section of products.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductSection {
    /// What stands above the products.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The products.
    pub product_items: Vec<ProductItem>,
}

/// A product of the section's catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductItem {
    /// The seller's id of the product.
    pub product_retailer_id: String,
}

/// Which Flow is opened, and how.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FlowAction {
    /// `3`.
    #[serde(default = "flow_version", deserialize_with = "crate::lenient::text")]
    pub flow_message_version: String,
    /// Either this or the name.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::lenient::opt_text")]
    pub flow_id: Option<String>,
    /// Instead of the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow_name: Option<String>,
    /// The label of the button.
    pub flow_cta: String,
    /// Comes back with the answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow_token: Option<String>,
    /// `draft`, or `published` (which is meant when absent).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// `navigate` or `data_exchange`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow_action: Option<String>,
    /// The first screen and its data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow_action_payload: Option<Value>,
}

fn flow_version() -> String {
    "3".to_owned()
}

/// A card of a carousel.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// From 0.
    pub index: i64,
    /// A picture or a film.
    pub header: Option<Header>,
    /// The words.
    pub body: Option<String>,
    /// What can be tapped.
    pub action: CardAction,
}

/// What a card offers; the same kind on all cards.
#[derive(Debug, Clone, PartialEq)]
pub enum CardAction {
    /// A button that opens a page.
    CtaUrl {
        /// The words on the button.
        display_text: String,
        /// What it opens.
        url: String,
    },
    /// Buttons that answer.
    QuickReplies(Vec<ReplyButton>),
    /// One product.
    Product {
        /// The catalog.
        catalog_id: String,
        /// The seller's id of the product.
        product_retailer_id: String,
    },
}

impl Action {
    /// The `type` of the message.
    pub fn kind(&self) -> &str {
        match self {
            Self::Buttons(_) => "button",
            Self::List { .. } => "list",
            Self::CtaUrl { .. } => "cta_url",
            Self::LocationRequest => "location_request_message",
            Self::Flow(_) => "flow",
            Self::Product { .. } => "product",
            Self::ProductList { .. } => "product_list",
            Self::Catalog { .. } => "catalog_message",
            Self::Carousel(_) => "carousel",
            Self::Address(_) => "address_message",
            Self::ContactInfoRequest => "request_contact_info",
            Self::CallPermissionRequest => "call_permission_request",
            Self::VoiceCall { .. } => "voice_call",
            Self::OrderDetails(_) => "order_details",
            Self::OrderStatus(_) => "order_status",
            Self::Other { kind, .. } => kind,
        }
    }

    fn to_wire(&self) -> Value {
        let named = |name: &str, parameters: Value| json!({ "name": name, "parameters": parameters });
        match self {
            Self::Buttons(buttons) => json!({ "buttons": wire_buttons(buttons, "reply") }),
            Self::List { button, sections } => json!({ "button": button, "sections": sections }),
            Self::CtaUrl { display_text, url } => {
                named("cta_url", json!({ "display_text": display_text, "url": url }))
            }
            Self::LocationRequest => json!({ "name": "send_location" }),
            Self::Flow(flow) => named("flow", serde_json::to_value(flow).unwrap_or_default()),
            Self::Product { catalog_id, product_retailer_id } => {
                json!({ "catalog_id": catalog_id, "product_retailer_id": product_retailer_id })
            }
            Self::ProductList { catalog_id, sections } => {
                json!({ "catalog_id": catalog_id, "sections": sections })
            }
            Self::Catalog { thumbnail_product_retailer_id: Some(id) } => {
                named("catalog_message", json!({ "thumbnail_product_retailer_id": id }))
            }
            Self::Catalog { .. } => json!({ "name": "catalog_message" }),
            Self::Carousel(cards) => json!({ "cards": cards.iter().map(Card::to_wire).collect::<Vec<_>>() }),
            Self::Address(parameters) => named("address_message", parameters.clone()),
            Self::ContactInfoRequest => json!({ "name": "request_contact_info" }),
            Self::CallPermissionRequest => json!({ "name": "call_permission_request" }),
            Self::VoiceCall { display_text, ttl_minutes, payload } => {
                let mut parameters = Map::new();
                put(&mut parameters, "display_text", display_text.as_deref());
                put(&mut parameters, "ttl_minutes", *ttl_minutes);
                put(&mut parameters, "payload", payload.as_deref());
                named("voice_call", Value::Object(parameters))
            }
            Self::OrderDetails(parameters) => named("review_and_pay", parameters.clone()),
            Self::OrderStatus(parameters) => named("review_order", parameters.clone()),
            Self::Other { action, .. } => action.clone(),
        }
    }

    fn from_wire(kind: &str, action: &Value) -> Option<Self> {
        let text = |key: &str| action.get(key).and_then(text_of);
        let parameter = |key: &str| action.get("parameters")?.get(key);
        let parameters = || action.get("parameters").cloned().unwrap_or(Value::Null);
        let sections = || action.get("sections").cloned().unwrap_or(Value::Null);
        Some(match kind {
            "button" => Self::Buttons(read_buttons(action, "reply")?),
            "list" => {
                Self::List { button: text("button")?, sections: serde_json::from_value(sections()).ok()? }
            }
            "cta_url" => Self::CtaUrl {
                display_text: parameter("display_text").and_then(text_of)?,
                url: parameter("url").and_then(text_of)?,
            },
            "location_request_message" => Self::LocationRequest,
            "flow" => Self::Flow(Box::new(serde_json::from_value(parameters()).ok()?)),
            "product" => Self::Product {
                catalog_id: text("catalog_id")?,
                product_retailer_id: text("product_retailer_id")?,
            },
            "product_list" => Self::ProductList {
                catalog_id: text("catalog_id")?,
                sections: serde_json::from_value(sections()).ok()?,
            },
            "catalog_message" => Self::Catalog {
                thumbnail_product_retailer_id: parameter("thumbnail_product_retailer_id").and_then(text_of),
            },
            "carousel" => {
                let cards = action.get("cards")?.as_array()?;
                Self::Carousel(cards.iter().map(Card::from_wire).collect::<Option<_>>()?)
            }
            "address_message" => Self::Address(parameters()),
            "request_contact_info" => Self::ContactInfoRequest,
            "call_permission_request" => Self::CallPermissionRequest,
            "voice_call" => Self::VoiceCall {
                display_text: parameter("display_text").and_then(text_of),
                ttl_minutes: parameter("ttl_minutes").and_then(Value::as_i64),
                payload: parameter("payload").and_then(text_of),
            },
            "order_details" => Self::OrderDetails(parameters()),
            "order_status" => Self::OrderStatus(parameters()),
            _ => return None,
        })
    }
}

impl Card {
    fn to_wire(&self) -> Value {
        let (kind, action) = match &self.action {
            CardAction::CtaUrl { display_text, url } => (
                Some("cta_url"),
                json!({ "name": "cta_url", "parameters": { "display_text": display_text, "url": url } }),
            ),
            CardAction::QuickReplies(buttons) => {
                (None, json!({ "buttons": wire_buttons(buttons, "quick_reply") }))
            }
            CardAction::Product { catalog_id, product_retailer_id } => (
                Some("product"),
                json!({ "catalog_id": catalog_id, "product_retailer_id": product_retailer_id }),
            ),
        };
        let mut card = Map::new();
        put(&mut card, "card_index", Some(self.index));
        put(&mut card, "type", kind);
        put(&mut card, "header", self.header.as_ref().map(Header::to_wire));
        put(&mut card, "body", self.body.as_ref().map(|text| json!({ "text": text })));
        put(&mut card, "action", Some(action));
        Value::Object(card)
    }

    fn from_wire(card: &Value) -> Option<Self> {
        let action = card.get("action")?;
        let of_action = |key: &str| action.get(key).and_then(text_of);
        let of_parameters = |key: &str| action.get("parameters")?.get(key).and_then(text_of);
        let action = if action.get("buttons").is_some() {
            CardAction::QuickReplies(read_buttons(action, "quick_reply")?)
        } else if let Some(url) = of_parameters("url") {
            CardAction::CtaUrl { display_text: of_parameters("display_text")?, url }
        } else {
            CardAction::Product {
                catalog_id: of_action("catalog_id")?,
                product_retailer_id: of_action("product_retailer_id")?,
            }
        };
        Some(Self {
            index: card.get("card_index").and_then(Value::as_i64).unwrap_or_default(),
            header: card.get("header").and_then(Header::from_wire),
            body: text_in(card, "body"),
            action,
        })
    }
}

impl Header {
    /// The `type` on the wire.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Image(_) => "image",
            Self::Video(_) => "video",
            Self::Document(_) => "document",
            Self::Gif(_) => "gif",
        }
    }

    pub(super) fn to_wire(&self) -> Value {
        let kind = self.kind();
        match self {
            Self::Text(text) => json!({ "type": kind, "text": text }),
            Self::Image(media) | Self::Video(media) | Self::Document(media) | Self::Gif(media) => {
                json!({ "type": kind, kind: media })
            }
        }
    }

    pub(super) fn from_wire(header: &Value) -> Option<Self> {
        let kind = header.get("type").and_then(Value::as_str)?.to_ascii_lowercase();
        let media = || serde_json::from_value(header.get(&kind)?.clone()).ok();
        Some(match kind.as_str() {
            "image" => Self::Image(media()?),
            "video" => Self::Video(media()?),
            "document" => Self::Document(media()?),
            "gif" => Self::Gif(media()?),
            _ => Self::Text(header.get("text").and_then(text_of)?),
        })
    }
}

impl Serialize for Interactive {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = Map::new();
        put(&mut map, "type", Some(self.action.kind()));
        put(&mut map, "header", self.header.as_ref().map(Header::to_wire));
        put(&mut map, "body", self.body.as_ref().map(|text| json!({ "text": text })));
        put(&mut map, "footer", self.footer.as_ref().map(|text| json!({ "text": text })));
        put(&mut map, "action", Some(self.action.to_wire()));
        map.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Interactive {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let kind = value.get("type").and_then(Value::as_str).unwrap_or_default();
        let action = value.get("action").cloned().unwrap_or(Value::Null);
        let typed = Action::from_wire(&kind.to_ascii_lowercase(), &action);
        Ok(Self {
            header: value.get("header").and_then(Header::from_wire),
            body: text_in(&value, "body"),
            footer: text_in(&value, "footer"),
            action: typed.unwrap_or_else(|| Action::Other { kind: kind.to_owned(), action }),
        })
    }
}

fn put(map: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        map.insert(key.to_owned(), value.into());
    }
}

fn text_in(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.get("text").and_then(text_of)
}

fn wire_buttons(buttons: &[ReplyButton], kind: &str) -> Vec<Value> {
    buttons.iter().map(|button| json!({ "type": kind, kind: button })).collect()
}

fn read_buttons(action: &Value, kind: &str) -> Option<Vec<ReplyButton>> {
    let read = |button: &Value| serde_json::from_value(button.get(kind)?.clone()).ok();
    action.get("buttons")?.as_array()?.iter().map(read).collect()
}
