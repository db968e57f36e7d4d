//! `template`: an approved template and what goes into its gaps.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::{Media, text_of};
use crate::inbound::Location;
use crate::wire_enum::wire_enum;

/// A template to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// What it is called.
    pub name: String,
    /// E.g. `en_US`.
    pub language: String,
    /// Only the parts that have something to fill in.
    pub components: Vec<TemplateComponent>,
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq)]
pub enum TemplateComponent {
    /// What fills the header.
    Header(Vec<Parameter>),
    /// What fills the body.
    Body(Vec<Parameter>),
    /// `index` is the place among the template's buttons, from 0.
    Button {
        /// What kind of button it is.
        kind: ButtonKind,
        /// Which button, counted from 0.
        index: i64,
        /// What fills it.
        parameters: Vec<Parameter>,
    },
    /// What fills the limited-time offer.
    LimitedTimeOffer(Vec<Parameter>),
    /// What fills the cards.
    Carousel(Vec<TemplateCard>),
    /// `tap_target_configuration`.
    TapTarget(Vec<Parameter>),
    /// A part that is not typed here.
    Other(Value),
}

/// A card of a carousel template.
#[derive(Debug, Clone, PartialEq)]
pub struct TemplateCard {
    /// From 0.
    pub index: i64,
    /// What fills the card.
    pub components: Vec<TemplateComponent>,
}

wire_enum! {
    /// What a template's button does.
    pub enum ButtonKind {
        Url = "url",
        QuickReply = "quick_reply",
        CopyCode = "copy_code",
        Flow = "flow",
        Catalog = "catalog",
        MultiProduct = "mpm",
        VoiceCall = "voice_call",
        OrderDetails = "order_details",
    }
}

/// Something that goes into a gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Required when the template's gaps have names.
    pub name: Option<String>,
    /// What it is filled with.
    pub value: ParameterValue,
}

/// What goes into a gap.
#[derive(Debug, Clone, PartialEq)]
pub enum ParameterValue {
    /// Words.
    Text(String),
    /// `amount_1000` is the amount times 1000. What is shown is the fallback.
    Currency {
        /// What is shown where the app cannot write amounts.
        fallback_value: String,
        /// The currency: `EUR`, `USD`, ….
        code: String,
        /// The amount in thousandths.
        amount_1000: i64,
    },
    /// Only the fallback is shown.
    DateTime {
        /// What is shown where the app cannot write times.
        fallback_value: String,
    },
    /// A picture.
    Image(Media),
    /// A film.
    Video(Media),
    /// A file.
    Document(Media),
    /// A film that repeats, without sound.
    Gif(Media),
    /// A place.
    Location(Location),
    /// A product.
    Product {
        /// The seller's id of the product.
        product_retailer_id: String,
        /// The catalog, when the account has several.
        catalog_id: Option<String>,
    },
    /// Of a quick-reply button.
    Payload(String),
    /// At most 15 characters.
    CouponCode(String),
    /// Of a Flow, catalogue or order button.
    Action(Value),
    /// When the offer ends, in milliseconds since 1970.
    LimitedTimeOffer {
        /// When the offer ends: Unix milliseconds.
        expiration_time_ms: i64,
    },
    /// How long the button works, in minutes.
    TtlMinutes(i64),
    /// A kind that is not typed here: the whole parameter.
    Other(Value),
}

impl Template {
    /// A template without gaps.
    pub fn new(name: impl Into<String>, language: impl Into<String>) -> Self {
        Self { name: name.into(), language: language.into(), components: Vec::new() }
    }

    /// Fills the body's gaps in their order.
    #[must_use]
    pub fn body(mut self, texts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let parameters = texts.into_iter().map(Parameter::text).collect();
        self.components.push(TemplateComponent::Body(parameters));
        self
    }

    /// A one-time password: in the body, and on the button that copies it or fills it in.
    pub fn one_time_password(name: impl Into<String>, language: impl Into<String>, code: &str) -> Self {
        let mut template = Self::new(name, language).body([code]);
        template.components.push(TemplateComponent::Button {
            kind: ButtonKind::Url,
            index: 0,
            parameters: vec![Parameter::text(code)],
        });
        template
    }
}

impl Parameter {
    /// A text for the next gap.
    pub fn text(text: impl Into<String>) -> Self {
        Self { name: None, value: ParameterValue::Text(text.into()) }
    }

    /// A text for the gap of this name.
    pub fn named(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: Some(name.into()), value: ParameterValue::Text(text.into()) }
    }

    /// Anything for the next gap.
    pub fn of(value: ParameterValue) -> Self {
        Self { name: None, value }
    }
}

impl ParameterValue {
    /// The `type` on the wire.
    pub fn kind(&self) -> &str {
        match self {
            Self::Text(_) => "text",
            Self::Currency { .. } => "currency",
            Self::DateTime { .. } => "date_time",
            Self::Image(_) => "image",
            Self::Video(_) => "video",
            Self::Document(_) => "document",
            Self::Gif(_) => "gif",
            Self::Location(_) => "location",
            Self::Product { .. } => "product",
            Self::Payload(_) => "payload",
            Self::CouponCode(_) => "coupon_code",
            Self::Action(_) => "action",
            Self::LimitedTimeOffer { .. } => "limited_time_offer",
            Self::TtlMinutes(_) => "ttl_minutes",
            Self::Other(value) => value.get("type").and_then(Value::as_str).unwrap_or_default(),
        }
    }

    fn to_wire(&self) -> Value {
        match self {
            Self::Text(text) | Self::Payload(text) | Self::CouponCode(text) => json!(text),
            Self::Currency { fallback_value, code, amount_1000 } => {
                json!({ "fallback_value": fallback_value, "code": code, "amount_1000": amount_1000 })
            }
            Self::DateTime { fallback_value } => json!({ "fallback_value": fallback_value }),
            Self::Image(media) | Self::Video(media) | Self::Document(media) | Self::Gif(media) => {
                json!(media)
            }
            Self::Location(location) => json!(location),
            Self::Product { product_retailer_id, catalog_id: Some(catalog_id) } => {
                json!({ "product_retailer_id": product_retailer_id, "catalog_id": catalog_id })
            }
            Self::Product { product_retailer_id, .. } => {
                json!({ "product_retailer_id": product_retailer_id })
            }
            Self::Action(action) => action.clone(),
            Self::LimitedTimeOffer { expiration_time_ms } => {
                json!({ "expiration_time_ms": expiration_time_ms })
            }
            Self::TtlMinutes(minutes) => json!(minutes),
            Self::Other(value) => value.clone(),
        }
    }

    fn from_wire(kind: &str, body: Value) -> Option<Self> {
        let text = |key: &str| body.get(key).and_then(text_of);
        let number = |key: &str| body.get(key).and_then(Value::as_i64);
        let media = |body: Value| serde_json::from_value(body).ok();
        Some(match kind {
            "text" => Self::Text(text_of(&body)?),
            "payload" => Self::Payload(text_of(&body)?),
            "coupon_code" => Self::CouponCode(text_of(&body)?),
            "currency" => Self::Currency {
                fallback_value: text("fallback_value")?,
                code: text("code")?,
                amount_1000: number("amount_1000")?,
            },
            "date_time" => Self::DateTime { fallback_value: text("fallback_value")? },
            "image" => Self::Image(media(body)?),
            "video" => Self::Video(media(body)?),
            "document" => Self::Document(media(body)?),
            "gif" => Self::Gif(media(body)?),
            "location" => Self::Location(serde_json::from_value(body).ok()?),
            "product" => Self::Product {
                product_retailer_id: text("product_retailer_id")?,
                catalog_id: text("catalog_id"),
            },
            "action" => Self::Action(body),
            "limited_time_offer" => {
                Self::LimitedTimeOffer { expiration_time_ms: number("expiration_time_ms")? }
            }
            "ttl_minutes" => Self::TtlMinutes(body.as_i64()?),
            _ => return None,
        })
    }
}

impl Serialize for Parameter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let ParameterValue::Other(value) = &self.value {
            return value.serialize(serializer);
        }
        let kind = self.value.kind();
        let mut map = Map::new();
        map.insert("type".to_owned(), json!(kind));
        if let Some(name) = &self.name {
            map.insert("parameter_name".to_owned(), json!(name));
        }
        map.insert(kind.to_owned(), self.value.to_wire());
        map.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Parameter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let whole = Value::deserialize(deserializer)?;
        let kind = whole.get("type").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
        let name = whole.get("parameter_name").and_then(text_of);
        let body = whole.get(&kind).cloned().unwrap_or_default();
        let value = ParameterValue::from_wire(&kind, body).unwrap_or(ParameterValue::Other(whole));
        Ok(Self { name, value })
    }
}

impl Serialize for TemplateComponent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let filled = |kind: &str, parameters: &[Parameter]| json!({ "type": kind, "parameters": parameters });
        let wire = match self {
            Self::Header(parameters) => filled("header", parameters),
            Self::Body(parameters) => filled("body", parameters),
            Self::LimitedTimeOffer(parameters) => filled("limited_time_offer", parameters),
            Self::TapTarget(parameters) => filled("tap_target_configuration", parameters),
            Self::Button { kind, index, parameters } => json!({
                "type": "button", "sub_type": kind, "index": index.to_string(), "parameters": parameters,
            }),
            Self::Carousel(cards) => {
                let card =
                    |card: &TemplateCard| json!({ "card_index": card.index, "components": card.components });
                json!({ "type": "carousel", "cards": cards.iter().map(card).collect::<Vec<_>>() })
            }
            Self::Other(value) => value.clone(),
        };
        wire.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for TemplateComponent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let whole = Value::deserialize(deserializer)?;
        let kind = whole.get("type").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
        let parameters = || -> Vec<Parameter> { list(whole.get("parameters")) };
        Ok(match kind.as_str() {
            "header" => Self::Header(parameters()),
            "body" => Self::Body(parameters()),
            "limited_time_offer" => Self::LimitedTimeOffer(parameters()),
            "tap_target_configuration" => Self::TapTarget(parameters()),
            "button" => Self::Button {
                kind: ButtonKind::parse(whole.get("sub_type").and_then(Value::as_str).unwrap_or_default()),
                index: whole.get("index").and_then(index_of).unwrap_or_default(),
                parameters: parameters(),
            },
            "carousel" => {
                let card = |card: &Value| TemplateCard {
                    index: card.get("card_index").and_then(index_of).unwrap_or_default(),
                    components: list(card.get("components")),
                };
                let cards =
                    whole.get("cards").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                Self::Carousel(cards.iter().map(card).collect())
            }
            _ => Self::Other(whole),
        })
    }
}

impl Serialize for Template {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = Map::new();
        map.insert("name".to_owned(), json!(self.name));
        map.insert("language".to_owned(), json!({ "code": self.language, "policy": "deterministic" }));
        if !self.components.is_empty() {
            map.insert("components".to_owned(), json!(self.components));
        }
        map.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Wire {
            name: String,
            language: Language,
            #[serde(default)]
            components: Value,
        }
        #[derive(Deserialize)]
        struct Language {
            code: String,
        }
        let wire = Wire::deserialize(deserializer)?;
        let components = list(Some(&wire.components));
        Ok(Self { name: wire.name, language: wire.language.code, components })
    }
}

fn list<T: serde::de::DeserializeOwned>(value: Option<&Value>) -> Vec<T> {
    let items = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(|item| serde_json::from_value(item.clone()).ok()).collect()
}

fn index_of(value: &Value) -> Option<i64> {
    text_of(value)?.parse().ok()
}
