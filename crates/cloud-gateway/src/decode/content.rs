//! What a contact's message says, in our words.

use actions::message::NewMedia;
use cloud_api_types::InboundMessage as WireMessage;
use cloud_api_types::inbound::{self, InboundContent, InteractiveReply};
use domain::content::{
    AudioContent, ContactCard, ContactsContent, Content, DocumentContent, FlowReplyContent, ImageContent,
    LocationContent, OrderContent, OrderItem, ReplyContent, ReplySource, StickerContent, SystemContent,
    SystemEvent, TextContent, UnsupportedContent, VideoContent,
};
use domain::media::MediaRef;
use domain::message::{Origin, ProductRef, Referral};
use domain::{MediaId, Timestamp};

use super::clean;

/// Inbound media stays with Meta for seven days.
const MEDIA_KEPT: std::time::Duration = std::time::Duration::from_secs(7 * 24 * 60 * 60);

/// The content, and the file that belongs to it.
pub(super) fn decode(message: &WireMessage, received_at: Timestamp) -> (Content, Option<NewMedia>) {
    decode_kind(&message.content, received_at).unwrap_or_else(|| (unsupported(message), None))
}

/// `None` for what can only be shown as it came.
pub(super) fn decode_kind(
    content: &InboundContent,
    received_at: Timestamp,
) -> Option<(Content, Option<NewMedia>)> {
    let plain = |content| Some((content, None));
    match content {
        InboundContent::Text(text) => {
            plain(Content::Text(TextContent { text: clean(&text.body), preview_url: false }))
        }
        InboundContent::Location(location) => plain(Content::Location(LocationContent {
            latitude: location.latitude,
            longitude: location.longitude,
            name: opt(location.name.as_deref()),
            address: opt(location.address.as_deref()),
        })),
        InboundContent::Contacts(cards) => {
            plain(Content::Contacts(ContactsContent { contacts: cards.iter().map(decode_card).collect() }))
        }
        InboundContent::Button(button) => plain(Content::Reply(ReplyContent {
            source: ReplySource::TemplateButton,
            title: opt(button.text.as_deref()).or_else(|| opt(button.payload.as_deref())).unwrap_or_default(),
            id: opt(button.payload.as_deref()),
            description: None,
        })),
        InboundContent::Interactive(reply) => plain(decode_reply(reply)?),
        InboundContent::Order(order) => plain(decode_order(order)),
        InboundContent::System(event) => plain(decode_system(event)),
        InboundContent::RequestWelcome => plain(Content::System(SystemContent {
            event: SystemEvent::Welcomed,
            text: "The contact opened the chat".to_owned(),
        })),
        with_file => decode_file(with_file, received_at),
    }
}

fn decode_file(content: &InboundContent, received_at: Timestamp) -> Option<(Content, Option<NewMedia>)> {
    let wire = content.media()?;
    let usual_type = match content {
        InboundContent::Image(_) => "image/jpeg",
        InboundContent::Video(_) => "video/mp4",
        InboundContent::Audio(_) => "audio/ogg",
        InboundContent::Sticker(_) => "image/webp",
        _ => "application/octet-stream",
    };
    let (media, new) = decode_media(wire, usual_type, received_at);
    let caption = opt(wire.caption.as_deref());
    let content = match content {
        InboundContent::Image(_) => Content::Image(ImageContent { media, caption }),
        InboundContent::Video(_) => Content::Video(VideoContent { media, caption }),
        InboundContent::Audio(_) => {
            Content::Audio(AudioContent { media, is_voice: wire.voice.unwrap_or_default() })
        }
        InboundContent::Sticker(_) => {
            Content::Sticker(StickerContent { media, is_animated: wire.animated.unwrap_or_default() })
        }
        _ => Content::Document(DocumentContent { media, caption, filename: opt(wire.filename.as_deref()) }),
    };
    Some((content, Some(new)))
}

pub(super) fn unsupported(message: &WireMessage) -> Content {
    let kind = match &message.content {
        InboundContent::Unsupported(it) => it.kind.as_deref().unwrap_or("unsupported"),
        other => other.kind(),
    };
    Content::Unsupported(UnsupportedContent {
        kind: clean(kind),
        raw: message.raw.to_value().unwrap_or_else(|| message.raw.get().into()),
    })
}

fn decode_media(
    media: &inbound::InboundMedia,
    usual_type: &str,
    received_at: Timestamp,
) -> (MediaRef, NewMedia) {
    let id = MediaId::new(received_at);
    let mime_type = media.mime_type.as_deref().map_or_else(|| usual_type.to_owned(), clean);
    let sha256 = media.sha256.as_deref().and_then(hex_of_base64);
    let reference = MediaRef::kept(id, mime_type.clone(), sha256.clone());
    let new = NewMedia {
        id,
        meta_media_id: clean(&media.id),
        mime_type,
        sha256,
        expires_at: Some(received_at + MEDIA_KEPT),
    };
    (reference, new)
}

/// Webhooks give hashes in base64, the rest of the API in hexadecimal.
fn hex_of_base64(text: &str) -> Option<String> {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).ok()?;
    (bytes.len() == 32).then(|| hex::encode(bytes))
}

fn decode_card(card: &inbound::ContactCard) -> ContactCard {
    let name = card.name.as_ref().and_then(|name| {
        let parts = [name.first_name.as_deref(), name.last_name.as_deref()];
        let joined = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        name.formatted_name.clone().or((!joined.is_empty()).then_some(joined))
    });
    let phones: Vec<String> =
        card.phones.iter().filter_map(|p| p.phone.as_deref().or(p.wa_id.as_deref())).map(clean).collect();
    ContactCard {
        name: name.as_deref().map(clean).or_else(|| phones.first().cloned()).unwrap_or_default(),
        phones,
        emails: card.emails.iter().filter_map(|e| e.email.as_deref()).map(clean).collect(),
        organisation: card.org.as_ref().and_then(|org| opt(org.company.as_deref())),
    }
}

fn decode_reply(reply: &InteractiveReply) -> Option<Content> {
    Some(match reply {
        InteractiveReply::Button(chosen) => Content::Reply(ReplyContent {
            source: ReplySource::Button,
            title: opt(chosen.title.as_deref()).unwrap_or_default(),
            id: opt(chosen.id.as_deref()),
            description: None,
        }),
        InteractiveReply::List(chosen) => Content::Reply(ReplyContent {
            source: ReplySource::List,
            title: opt(chosen.title.as_deref()).unwrap_or_default(),
            id: opt(chosen.id.as_deref()),
            description: opt(chosen.description.as_deref()),
        }),
        InteractiveReply::Form(form) => Content::FlowReply(FlowReplyContent {
            name: opt(form.name.as_deref()),
            summary: opt(form.body.as_deref()),
            answers: form.response().unwrap_or_else(|| form.response_json.clone().into()),
            flow_id: None,
            flow_token: form.response().as_ref().and_then(|it| opt(it.get("flow_token")?.as_str())),
        }),
        InteractiveReply::CallPermission(answer) => Content::Reply(ReplyContent {
            source: ReplySource::CallPermission,
            title: answer.response.as_ref().map_or_else(String::new, |r| clean(r.as_str())),
            id: None,
            description: None,
        }),
        InteractiveReply::Unknown { .. } => return None,
    })
}

fn decode_order(order: &inbound::Order) -> Content {
    let item = |item: &inbound::OrderItem| OrderItem {
        product_id: opt(item.product_retailer_id.as_deref()).unwrap_or_default(),
        #[expect(clippy::cast_possible_truncation, reason = "a count of goods, saturating")]
        quantity: item.quantity.unwrap_or(1.0) as i64,
        price: item.item_price.unwrap_or_default(),
        currency: opt(item.currency.as_deref()),
    };
    Content::Order(OrderContent {
        catalog_id: opt(order.catalog_id.as_deref()),
        note: opt(order.text.as_deref()).filter(|note| !note.is_empty()),
        items: order.product_items.iter().map(item).collect(),
    })
}

fn decode_system(event: &inbound::SystemEvent) -> Content {
    use inbound::SystemKind;
    let kind = match &event.kind {
        Some(SystemKind::UserChangedNumber | SystemKind::CustomerChangedNumber) => SystemEvent::NumberChanged,
        Some(SystemKind::CustomerIdentityChanged | SystemKind::UserIdentityChanged) => {
            SystemEvent::IdentityChanged
        }
        Some(SystemKind::UserChangedUserId) => SystemEvent::UserIdChanged,
        Some(SystemKind::Unknown(_)) | None => SystemEvent::Other,
    };
    Content::System(SystemContent { event: kind, text: opt(event.body.as_deref()).unwrap_or_default() })
}

/// Where the message came from, if there is anything to tell.
pub(super) fn origin(message: &WireMessage) -> Option<Origin> {
    let context = message.context.as_ref();
    let origin = Origin {
        is_forwarded: context.and_then(|c| c.forwarded).unwrap_or_default(),
        is_frequently_forwarded: context.and_then(|c| c.frequently_forwarded).unwrap_or_default(),
        referral: message.referral.as_ref().map(|referral| Referral {
            source_type: opt(referral.source_type.as_deref()),
            source_id: opt(referral.source_id.as_deref()),
            source_url: opt(referral.source_url.as_deref()),
            headline: opt(referral.headline.as_deref()),
            body: opt(referral.body.as_deref()),
            click_id: opt(referral.ctwa_clid.as_deref()),
        }),
        product: context.and_then(|c| c.referred_product.as_ref()).map(|product| ProductRef {
            catalog_id: opt(product.catalog_id.as_deref()).unwrap_or_default(),
            product_id: opt(product.product_retailer_id.as_deref()).unwrap_or_default(),
        }),
        group_id: opt(message.group_id.as_deref()),
    };
    (origin != Origin::default()).then_some(origin)
}

fn opt(text: Option<&str>) -> Option<String> {
    text.map(clean)
}
