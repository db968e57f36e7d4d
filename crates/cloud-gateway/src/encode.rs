//! An attempt becomes a request.

mod interactive;

use actions::message::{Attempt, Callback, OutboundReaction};
use cloud_api_types::inbound::{CardEmail, CardName, CardOrg, CardPhone, ContactCard as WireCard, Location};
use cloud_api_types::outbound::{Media, MediaSource};
use cloud_api_types::{Content as WireContent, Recipient, SendRequest, outbound};
use domain::MessageId;
use domain::contact::{Identifier, IdentifierKind};
use domain::content::{ContactCard, Content, TemplateContent};
use domain::media::{MediaRef, MediaSource as Source};
use serde_json::json;

/// Why a content has no outbound form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSendable {
    #[error("messages of kind {0} cannot be sent")]
    Kind(&'static str),
    #[error("its file is not at WhatsApp")]
    NoFile,
    #[error("the template's parameters are not of the provider's form")]
    Template,
}

/// The request for `attempt`.
///
/// # Errors
/// [`NotSendable`], when the content has no outbound form.
pub fn encode(attempt: &Attempt) -> Result<SendRequest, NotSendable> {
    Ok(SendRequest {
        context: attempt.reply_to.as_ref().map(|wamid| wamid.0.clone()),
        biz_opaque_callback_data: Some(callback_data(attempt.callback)),
        ..SendRequest::new(recipient(&attempt.to), encode_content(attempt)?)
    })
}

fn encode_content(attempt: &Attempt) -> Result<WireContent, NotSendable> {
    let file = |media: &MediaRef, caption: Option<&String>| -> Result<Media, NotSendable> {
        Ok(Media { caption: caption.cloned(), ..uploaded(attempt, media)? })
    };
    Ok(match &attempt.content {
        Content::Text(text) => {
            WireContent::Text(outbound::Text { body: text.text.clone(), preview_url: text.preview_url })
        }
        Content::Image(image) => WireContent::Image(file(&image.media, image.caption.as_ref())?),
        Content::Video(video) => WireContent::Video(file(&video.media, video.caption.as_ref())?),
        Content::Audio(audio) => {
            WireContent::Audio(Media { voice: audio.is_voice, ..uploaded(attempt, &audio.media)? })
        }
        Content::Document(document) => WireContent::Document(Media {
            filename: document.filename.clone(),
            ..file(&document.media, document.caption.as_ref())?
        }),
        Content::Sticker(sticker) => WireContent::Sticker(uploaded(attempt, &sticker.media)?),
        Content::Location(location) => WireContent::Location(Location {
            latitude: location.latitude,
            longitude: location.longitude,
            name: location.name.clone(),
            address: location.address.clone(),
            url: None,
        }),
        Content::Contacts(cards) => WireContent::Contacts(cards.contacts.iter().map(encode_card).collect()),
        Content::Interactive(_) | Content::Template(_) => match with_provider_ids(attempt)? {
            Content::Interactive(named) => {
                WireContent::Interactive(Box::new(interactive::encode(attempt, &named)?))
            }
            Content::Template(named) => WireContent::Template(Box::new(encode_template(&named)?)),
            other => return Err(NotSendable::Kind(other.kind())),
        },
        other => return Err(NotSendable::Kind(other.kind())),
    })
}

/// The file under the id that the provider knows it by, or where the provider fetches it.
fn uploaded(attempt: &Attempt, media: &MediaRef) -> Result<Media, NotSendable> {
    let source = match &media.source {
        Source::Kept(id) => MediaSource::Id(attempt.uploads.get(id).cloned().ok_or(NotSendable::NoFile)?),
        Source::Link(link) => MediaSource::Link(link.clone()),
    };
    Ok(Media { source, caption: None, filename: None, voice: false })
}

/// The content with the provider's ids in those of its parts that are in the provider's form.
fn with_provider_ids(attempt: &Attempt) -> Result<Content, NotSendable> {
    let mut content = attempt.content.clone();
    for mut spot in content.files_mut() {
        if let Some(id) = spot.kept() {
            spot.put(attempt.uploads.get(&id).ok_or(NotSendable::NoFile)?);
        }
    }
    Ok(content)
}

fn encode_card(card: &ContactCard) -> WireCard {
    let (first, last) = card.name.split_once(' ').unwrap_or((&card.name, ""));
    WireCard {
        name: Some(CardName {
            formatted_name: Some(card.name.clone()),
            first_name: Some(first.to_owned()),
            last_name: (!last.is_empty()).then(|| last.to_owned()),
            ..CardName::default()
        }),
        phones: card
            .phones
            .iter()
            .map(|phone| CardPhone { phone: Some(phone.clone()), ..CardPhone::default() })
            .collect(),
        emails: card
            .emails
            .iter()
            .map(|email| CardEmail { email: Some(email.clone()), ..CardEmail::default() })
            .collect(),
        org: card
            .organisation
            .clone()
            .map(|company| CardOrg { company: Some(company), ..CardOrg::default() }),
        ..WireCard::default()
    }
}

/// The parameters are in the provider's form already; they only have to be of that form.
fn encode_template(template: &TemplateContent) -> Result<outbound::Template, NotSendable> {
    let wire = json!({
        "name": template.name, "language": {"code": template.language}, "components": template.components,
    });
    serde_json::from_value(wire).map_err(|_| NotSendable::Template)
}

fn recipient(identifier: &Identifier) -> Recipient {
    match identifier.kind {
        IdentifierKind::Group => Recipient::Group(identifier.value.clone()),
        IdentifierKind::Bsuid | IdentifierKind::FormerBsuid | IdentifierKind::Username => {
            Recipient::UserId(identifier.value.clone())
        }
        IdentifierKind::WaId | IdentifierKind::Phone => {
            Recipient::Phone(identifier.value.trim_start_matches('+').to_owned())
        }
    }
}

/// The request that puts our reaction on a message, or takes it off.
pub fn encode_reaction(reaction: &OutboundReaction) -> SendRequest {
    let content = outbound::Reaction { message_id: reaction.target.0.clone(), emoji: reaction.emoji.clone() };
    SendRequest::new(recipient(&reaction.to), WireContent::Reaction(content))
}

/// What travels with the message and comes back in its statuses: `<message id>.<attempt>`.
pub fn callback_data(callback: Callback) -> String {
    format!("{}.{}", callback.message, callback.attempt)
}

/// Reads [`callback_data`] back. `None` for what others have sent along.
pub fn read_callback_data(text: &str) -> Option<Callback> {
    let (message, attempt) = text.split_once('.')?;
    Some(Callback { message: message.parse::<MessageId>().ok()?, attempt: attempt.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use domain::media::FileSpot;
    use domain::phone_number::NumberAccess;
    use domain::{MediaId, Secret, Timestamp};
    use serde_json::Value;

    use super::*;

    pub(super) fn wire(content: Value) -> Value {
        let mut content: Content = serde_json::from_value(content).unwrap();
        let kept: Vec<_> = content.files_mut().iter().filter_map(FileSpot::kept).collect();
        let uploads = kept.into_iter().map(|id| (id, "777".to_owned())).collect();
        let attempt = Attempt {
            access: NumberAccess {
                workspace: domain::WorkspaceId::new(Timestamp::UNIX_EPOCH),
                id: domain::PhoneNumberId::new(Timestamp::UNIX_EPOCH),
                meta_phone_number_id: "1".into(),
                meta_app_id: "2".into(),
                base_url: String::new(),
                api_version: String::new(),
                auth: domain::phone_number::AuthHeader::default(),
                access_token: Secret::new("t"),
            },
            to: Identifier::new(IdentifierKind::Phone, "+16505551234"),
            content,
            reply_to: None,
            callback: Callback { message: MessageId::new(Timestamp::UNIX_EPOCH), attempt: 1 },
            uploads,
        };
        serde_json::to_value(encode(&attempt).unwrap()).unwrap()
    }

    #[test]
    fn c9_our_reference_comes_back_whole_and_others_are_left_alone() {
        let callback = Callback { message: MessageId::new(Timestamp::UNIX_EPOCH), attempt: 3 };
        assert_eq!(read_callback_data(&callback_data(callback)), Some(callback));
        assert_eq!(read_callback_data("order-1"), None);
        assert_eq!(read_callback_data("order.1"), None);
    }

    #[test]
    fn c2_a_file_goes_by_the_id_that_the_provider_knows() {
        let media = json!({"id": MediaId::new(Timestamp::UNIX_EPOCH), "mime_type": "application/pdf"});
        let sent = wire(json!({"type": "document", "media": media, "caption": "c", "filename": "a.pdf"}));
        assert_eq!(sent["to"], "16505551234");
        assert_eq!(sent["document"], json!({"id": "777", "caption": "c", "filename": "a.pdf"}));
        let voice = wire(json!({"type": "audio", "media": media, "is_voice": true}));
        assert_eq!(voice["audio"], json!({"id": "777", "voice": true}));
    }

    #[test]
    fn c2_a_link_goes_as_it_is_for_the_provider_to_fetch() {
        let link = "https://shop.example/a.pdf";
        let sent = wire(json!({"type": "document", "media": {"link": link}, "filename": "a.pdf"}));
        assert_eq!(sent["document"], json!({"link": link, "filename": "a.pdf"}));
        let sent = wire(json!({"type": "sticker", "media": {"link": link}}));
        assert_eq!(sent["sticker"], json!({"link": link}));
        let header = json!({"type": "image", "media": {"link": link}});
        let action = json!({"type": "link", "label": "Open", "url": link});
        let sent = wire(json!({"type": "interactive", "body": "x", "header": header, "action": action}));
        assert_eq!(sent["interactive"]["header"]["image"], json!({"link": link}));
    }

    #[test]
    fn c3_files_in_the_providers_form_go_by_the_ids_that_the_provider_knows() {
        let ours = json!({"id": MediaId::new(Timestamp::UNIX_EPOCH)});
        let theirs = json!({"id": "888"});
        let header = |format: &str, file: &Value| json!({"type": "header", "parameters": [{"type": format, format: file}]});
        let card = |n: usize, file: &Value| json!({"card_index": n, "components": [header("video", file)]});
        let sent = wire(json!({
            "type": "template", "name": "sale", "language": "en_US", "components": [
                header("image", &ours), {"type": "carousel", "cards": [card(0, &ours), card(1, &theirs)]},
            ],
        }));
        let components = &sent["template"]["components"];
        assert_eq!(components[0]["parameters"][0], json!({"type": "image", "image": {"id": "777"}}));
        let cards = &components[1]["cards"];
        assert_eq!(cards[0]["components"][0]["parameters"][0]["video"], json!({"id": "777"}));
        assert_eq!(cards[1]["components"][0]["parameters"][0]["video"], json!({"id": "888"}));

        let cards = json!([{"card_index": 0, "header": {"type": "image", "image": ours}}]);
        let action = json!({"type": "carousel", "cards": cards});
        let sent = wire(json!({"type": "interactive", "body": "x", "action": action}));
        assert_eq!(sent["interactive"]["action"]["cards"][0]["header"]["image"], json!({"id": "777"}));
    }

    #[test]
    fn c5_places_and_cards_have_their_form() {
        let place = wire(json!({"type": "location", "latitude": 1.5, "longitude": 2.5, "name": "Office"}));
        assert_eq!(place["location"], json!({"latitude": 1.5, "longitude": 2.5, "name": "Office"}));
        let card = json!({"name": "Priya Nair", "phones": ["+91 1"], "organisation": "Ltd"});
        let cards = wire(json!({"type": "contacts", "contacts": [card]}));
        assert_eq!(cards["contacts"][0]["name"]["formatted_name"], "Priya Nair");
        assert_eq!(cards["contacts"][0]["name"]["last_name"], "Nair");
        assert_eq!(cards["contacts"][0]["org"]["company"], "Ltd");
    }

    #[test]
    fn c3_a_template_goes_with_its_parameters() {
        let body = json!([{"type": "body", "parameters": [{"type": "text", "text": "Nora"}]}]);
        let sent =
            wire(json!({"type": "template", "name": "order_ready", "language": "en_US", "components": body}));
        assert_eq!(sent["template"]["language"]["code"], "en_US");
        assert_eq!(sent["template"]["components"], body);
    }
}
