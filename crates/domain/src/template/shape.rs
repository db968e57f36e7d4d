//! What a template's components are made of: as much as it takes to show and fill them.

use serde_json::Value;

/// The parts of a template, or of one card of a carousel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    pub header: Option<Header>,
    pub body: Option<String>,
    pub footer: Option<String>,
    pub buttons: Vec<Button>,
    pub offer: Option<Offer>,
    /// The cards of a carousel, in their order.
    pub cards: Vec<Shape>,
    /// Kinds of components that this version does not know.
    pub unknown: Vec<String>,
}

/// What stands above the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Header {
    Text(String),
    /// `image`, `video`, `document` or `gif`.
    Media(MediaFormat),
    Location,
    Product,
    /// A format that this version does not know.
    Other(String),
}

/// What file a header shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaFormat {
    Image,
    Video,
    Document,
    Gif,
}

impl MediaFormat {
    /// Lower-case, as parameters spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Document => "document",
            Self::Gif => "gif",
        }
    }
}

/// A coupon that ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub text: String,
    pub has_expiration: bool,
}

/// Something to tap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    pub kind: ButtonKind,
    pub label: String,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ButtonKind {
    QuickReply,
    Url {
        url: String,
    },
    PhoneNumber {
        number: String,
    },
    CopyCode,
    Otp,
    Flow,
    Catalog,
    MultiProduct,
    SingleProduct,
    VoiceCall,
    OrderDetails,
    /// Needs nothing when it is sent.
    Plain(String),
}

impl ButtonKind {
    /// As sends spell it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::QuickReply => "quick_reply",
            // One-time codes travel as the end of a URL.
            Self::Url { .. } | Self::Otp => "url",
            Self::PhoneNumber { .. } => "phone_number",
            Self::CopyCode => "copy_code",
            Self::Flow => "flow",
            Self::Catalog => "catalog",
            Self::MultiProduct => "mpm",
            Self::SingleProduct => "spm",
            Self::VoiceCall => "voice_call",
            Self::OrderDetails => "order_details",
            Self::Plain(kind) => kind,
        }
    }
}

impl Shape {
    /// Reads components as the provider writes them. What makes no sense is left out; it is never an error.
    pub fn read(components: &[Value]) -> Self {
        let mut shape = Self::default();
        for component in components {
            let kind = word(component, "type");
            match kind.as_str() {
                "header" => shape.header = Some(header(component)),
                "body" => shape.body = Some(body(component)),
                "footer" => shape.footer = footer(component),
                "buttons" => shape.buttons = list(component, "buttons").iter().map(button).collect(),
                "limited_time_offer" => shape.offer = Some(offer(component)),
                "carousel" => {
                    shape.cards =
                        list(component, "cards").iter().map(|c| Self::read(list(c, "components"))).collect();
                }
                // Its only button has no label of ours.
                "call_permission_request" => {}
                _ => shape.unknown.push(kind),
            }
        }
        shape
    }

    /// The words of the body, header and footer: what a search looks at.
    pub fn words(&self) -> String {
        let header = match &self.header {
            Some(Header::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        let parts = [header, self.body.as_deref(), self.footer.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

fn header(component: &Value) -> Header {
    match word(component, "format").as_str() {
        "text" | "" => Header::Text(text(component, "text")),
        "image" => Header::Media(MediaFormat::Image),
        "video" => Header::Media(MediaFormat::Video),
        "document" => Header::Media(MediaFormat::Document),
        "gif" => Header::Media(MediaFormat::Gif),
        "location" => Header::Location,
        "product" => Header::Product,
        other => Header::Other(other.to_owned()),
    }
}

/// The texts of authentication templates are the provider's own; these are their English forms.
fn body(component: &Value) -> String {
    if let Some(text) = component.get("text").and_then(Value::as_str) {
        return text.to_owned();
    }
    let mut text = "*{{1}}* is your verification code.".to_owned();
    if component.get("add_security_recommendation").and_then(Value::as_bool) == Some(true) {
        text.push_str(" For your security, do not share this code.");
    }
    text
}

fn footer(component: &Value) -> Option<String> {
    if let Some(text) = component.get("text").and_then(Value::as_str) {
        return Some(text.to_owned());
    }
    let minutes = component.get("code_expiration_minutes").and_then(Value::as_i64)?;
    Some(format!("This code expires in {minutes} minutes."))
}

fn offer(component: &Value) -> Offer {
    let offer = component.get("limited_time_offer").unwrap_or(component);
    Offer {
        text: text(offer, "text"),
        has_expiration: offer.get("has_expiration").and_then(Value::as_bool).unwrap_or(true),
    }
}

fn button(button: &Value) -> Button {
    let kind = match word(button, "type").as_str() {
        "quick_reply" => ButtonKind::QuickReply,
        "url" => ButtonKind::Url { url: text(button, "url") },
        "phone_number" => ButtonKind::PhoneNumber { number: text(button, "phone_number") },
        "copy_code" => ButtonKind::CopyCode,
        "otp" => ButtonKind::Otp,
        "flow" => ButtonKind::Flow,
        "catalog" => ButtonKind::Catalog,
        "mpm" => ButtonKind::MultiProduct,
        "spm" => ButtonKind::SingleProduct,
        "voice_call" => ButtonKind::VoiceCall,
        "order_details" => ButtonKind::OrderDetails,
        other => ButtonKind::Plain(other.to_owned()),
    };
    let given = text(button, "text");
    let label = match &kind {
        _ if !given.is_empty() => given,
        ButtonKind::CopyCode | ButtonKind::Otp => "Copy code".to_owned(),
        other => other.as_str().replace('_', " "),
    };
    Button { kind, label }
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value.get(field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value, field: &str) -> String {
    value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Providers spell kinds in either case.
fn word(value: &Value, field: &str) -> String {
    text(value, field).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn f1_components_are_read_in_either_case() {
        let shape = Shape::read(&[
            json!({"type": "HEADER", "format": "IMAGE"}),
            json!({"type": "body", "text": "Hi {{1}}"}),
            json!({"type": "FOOTER", "text": "bye"}),
            json!({"type": "BUTTONS", "buttons": [
                {"type": "QUICK_REPLY", "text": "Yes"},
                {"type": "url", "text": "Go", "url": "https://a.example/{{1}}"},
                {"type": "COPY_CODE"},
            ]}),
            json!({"type": "hologram"}),
        ]);
        assert_eq!(shape.header, Some(Header::Media(MediaFormat::Image)));
        assert_eq!(shape.words(), "Hi {{1}} bye");
        let labels: Vec<_> = shape.buttons.iter().map(|b| b.label.as_str()).collect();
        assert_eq!(labels, ["Yes", "Go", "Copy code"]);
        assert_eq!(shape.unknown, ["hologram"]);
    }

    #[test]
    fn f1_an_authentication_template_reads_like_metas_text() {
        let shape = Shape::read(&[
            json!({"type": "BODY", "add_security_recommendation": true}),
            json!({"type": "FOOTER", "code_expiration_minutes": 5}),
        ]);
        assert!(shape.body.as_deref().unwrap().starts_with("*{{1}}* is your verification code."));
        assert_eq!(shape.footer.as_deref(), Some("This code expires in 5 minutes."));
    }

    #[test]
    fn nonsense_is_no_error() {
        let shape = Shape::read(&[json!(1), json!({"type": 3}), json!({"type": "buttons", "buttons": 4})]);
        assert_eq!(shape.unknown, ["", ""]);
    }
}
