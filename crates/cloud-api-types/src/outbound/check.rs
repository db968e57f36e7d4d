//! Every limit that Meta documents for sends, checked before sending.

use serde_json::Value;

use super::interactive::{Action, Card, CardAction, Header, Interactive, ListSection, ReplyButton};
use super::template::{ButtonKind, Parameter, ParameterValue, Template, TemplateComponent};
use super::{CALLBACK_DATA_LIMIT, Content, Media, MediaSource, Pin, Recipient, SendRequest, TEXT_LIMIT};
use crate::inbound::{ContactCard, Location};
use crate::limits::Checker;
pub use crate::limits::{Violation, ViolationKind, Violations};

const CAPTION: usize = 1024;
const BODY: usize = 1024;
const SHORT: usize = 60;

impl SendRequest {
    /// Whether Meta would take it, as far as that can be known from here. Names each field, its limit, and
    /// what it has.
    pub fn check(&self) -> Result<(), Violations> {
        let mut c = Checker::default();
        recipient(&mut c, &self.recipient);
        c.opt_length(
            "biz_opaque_callback_data",
            self.biz_opaque_callback_data.as_deref(),
            1..=CALLBACK_DATA_LIMIT,
        );
        c.opt_length("context.message_id", self.context.as_deref(), 1..=512);
        let is_reaction = matches!(self.content, Content::Reaction(_));
        c.forbid("context", self.context.is_some() && is_reaction, "not with a reaction");
        let is_group = matches!(self.recipient, Recipient::Group(_));
        c.forbid(
            "type",
            is_group && matches!(self.content, Content::Interactive(_)),
            "not interactive in groups",
        );
        c.forbid("type", !is_group && matches!(self.content, Content::Pin(_)), "pins in groups only");
        content(&mut c, &self.content);
        c.done()
    }
}

fn recipient(c: &mut Checker, recipient: &Recipient) {
    match recipient {
        Recipient::Phone(phone) => {
            let digits = phone.chars().filter(char::is_ascii_digit).count();
            let is_phone = phone.chars().all(|ch| ch.is_ascii_digit() || "+-(). ".contains(ch));
            if !is_phone || !(7..=15).contains(&digits) {
                c.malformed(
                    "to",
                    "a phone number of 7 to 15 digits in international form",
                    format!("{digits} digits"),
                );
            }
        }
        Recipient::UserId(id) => {
            let is_id =
                id.split_once('.').is_some_and(|(country, rest)| country.len() == 2 && !rest.is_empty());
            if !is_id || id.chars().count() > 140 {
                c.malformed(
                    "recipient",
                    "a user id like US.1234",
                    format!("{} characters", id.chars().count()),
                );
            }
        }
        Recipient::Group(id) => c.length("to", id, 1..=512),
    }
}

fn content(c: &mut Checker, content: &Content) {
    match content {
        Content::Text(text) => c.length("text.body", &text.body, 1..=TEXT_LIMIT),
        Content::Image(it) | Content::Video(it) => media(c, content.kind(), it, true, false),
        Content::Audio(it) | Content::Sticker(it) => media(c, content.kind(), it, false, false),
        Content::Document(it) => media(c, "document", it, true, true),
        Content::Location(it) => location(c, "location", it),
        Content::Contacts(cards) => contacts(c, cards),
        Content::Reaction(it) => {
            c.length("reaction.message_id", &it.message_id, 1..=512);
            c.length("reaction.emoji", &it.emoji, 0..=32);
        }
        Content::Interactive(it) => interactive(c, it),
        Content::Template(it) => template(c, it),
        Content::Pin(it) => pin(c, it),
        Content::Other { .. } => {}
    }
}

fn media(c: &mut Checker, field: &str, media: &Media, has_caption: bool, has_filename: bool) {
    match &media.source {
        MediaSource::Id(id) => c.length(format!("{field}.id"), id, 1..=256),
        MediaSource::Link(link) => {
            c.length(format!("{field}.link"), link, 1..=4096);
            c.web_address(format!("{field}.link"), link);
        }
    }
    if has_caption {
        c.opt_length(format!("{field}.caption"), media.caption.as_deref(), 0..=CAPTION);
    } else {
        c.forbid(format!("{field}.caption"), media.caption.is_some(), "none for this kind");
    }
    c.forbid(format!("{field}.filename"), media.filename.is_some() && !has_filename, "documents only");
    c.opt_length(format!("{field}.filename"), media.filename.as_deref(), 1..=240);
    c.forbid(format!("{field}.voice"), media.voice && field != "audio", "audio only");
}

fn location(c: &mut Checker, field: &str, location: &Location) {
    for (name, number, limit) in
        [("latitude", location.latitude, 90.0), ("longitude", location.longitude, 180.0)]
    {
        if !(-limit..=limit).contains(&number) {
            c.malformed(format!("{field}.{name}"), &format!("-{limit} to {limit}"), number.to_string());
        }
    }
    c.opt_length(format!("{field}.name"), location.name.as_deref(), 0..=1000);
    c.opt_length(format!("{field}.address"), location.address.as_deref(), 0..=1000);
}

fn contacts(c: &mut Checker, cards: &[ContactCard]) {
    c.count("contacts", cards.len(), 1..=257);
    for (i, card) in cards.iter().enumerate() {
        let Some(name) = &card.name else {
            c.missing(format!("contacts[{i}].name"));
            continue;
        };
        c.length(
            format!("contacts[{i}].name.formatted_name"),
            name.formatted_name.as_deref().unwrap_or(""),
            1..=1000,
        );
        let others = [&name.first_name, &name.last_name, &name.middle_name, &name.prefix, &name.suffix];
        c.require(format!("contacts[{i}].name.first_name"), others.iter().any(|part| part.is_some()));
        if let Some(birthday) = &card.birthday {
            let parts: Vec<&str> = birthday.split('-').collect();
            let is_date = parts.iter().map(|part| part.len()).eq([4, 2, 2])
                && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
            if !is_date {
                c.malformed(format!("contacts[{i}].birthday"), "YYYY-MM-DD", "something else");
            }
        }
    }
}

fn pin(c: &mut Checker, pin: &Pin) {
    if !matches!(pin.kind.as_str(), "pin" | "unpin") {
        c.malformed("pin.type", "pin or unpin", "something else");
    }
    c.length("pin.message_id", &pin.message_id, 1..=512);
    if let Some(days) = pin.expiration_days {
        c.range("pin.expiration_days", i64::from(days), 1..=30);
    }
}

fn interactive(c: &mut Checker, it: &Interactive) {
    let is_list = matches!(it.action, Action::List { .. });
    let is_body_optional =
        matches!(it.action, Action::Product { .. } | Action::CallPermissionRequest | Action::Other { .. });
    let limit = if is_list { TEXT_LIMIT } else { BODY };
    match &it.body {
        Some(body) => c.length("interactive.body.text", body, 1..=limit),
        None => c.require("interactive.body.text", is_body_optional),
    }
    c.opt_length("interactive.footer.text", it.footer.as_deref(), 1..=SHORT);
    header_of(c, it);
    match &it.action {
        Action::Buttons(list) => buttons(c, "interactive.action.buttons", list, "reply"),
        Action::List { button, sections } => list(c, button, sections),
        Action::CtaUrl { display_text, url } => {
            link_button(c, "interactive.action.parameters", display_text, url);
        }
        Action::Flow(flow) => {
            let field = "interactive.action.parameters";
            c.length(format!("{field}.flow_cta"), &flow.flow_cta, 1..=30);
            c.require(format!("{field}.flow_id"), flow.flow_id.is_some() || flow.flow_name.is_some());
            let is_known =
                |word: &String, known: &[&str]| known.contains(&word.to_ascii_lowercase().as_str());
            if flow.mode.as_ref().is_some_and(|mode| !is_known(mode, &["draft", "published"])) {
                c.malformed(format!("{field}.mode"), "draft or published", "something else");
            }
            if flow.flow_action.as_ref().is_some_and(|it| !is_known(it, &["navigate", "data_exchange"])) {
                c.malformed(format!("{field}.flow_action"), "navigate or data_exchange", "something else");
            }
        }
        Action::Product { catalog_id, product_retailer_id } => {
            c.require("interactive.action.catalog_id", !catalog_id.is_empty());
            c.require("interactive.action.product_retailer_id", !product_retailer_id.is_empty());
        }
        Action::ProductList { sections, .. } => {
            c.count("interactive.action.sections", sections.len(), 1..=10);
            let items = sections.iter().map(|section| section.product_items.len()).sum();
            c.count("interactive.action.sections[].product_items", items, 1..=30);
            for (i, section) in sections.iter().enumerate() {
                let field = format!("interactive.action.sections[{i}].title");
                c.require(field.clone(), section.title.is_some() || sections.len() == 1);
                c.opt_length(field, section.title.as_deref(), 1..=24);
            }
        }
        Action::Carousel(cards) => carousel(c, cards),
        Action::VoiceCall { display_text, ttl_minutes, payload } => {
            let field = "interactive.action.parameters";
            c.opt_length(format!("{field}.display_text"), display_text.as_deref(), 1..=20);
            c.opt_length(format!("{field}.payload"), payload.as_deref(), 0..=512);
            if let Some(minutes) = ttl_minutes {
                c.range(format!("{field}.ttl_minutes"), *minutes, 1..=43_200);
            }
        }
        Action::Address(parameters) => {
            c.require(
                "interactive.action.parameters.country",
                parameters.get("country").is_some_and(Value::is_string),
            );
        }
        Action::OrderDetails(parameters) | Action::OrderStatus(parameters) => {
            let field = "interactive.action.parameters.reference_id";
            c.require(field, parameters.get("reference_id").is_some_and(Value::is_string));
        }
        Action::LocationRequest
        | Action::Catalog { .. }
        | Action::ContactInfoRequest
        | Action::CallPermissionRequest
        | Action::Other { .. } => {}
    }
}

/// Which headers which kind can have.
fn header_of(c: &mut Checker, it: &Interactive) {
    let field = "interactive.header";
    let is_text = matches!(it.header, Some(Header::Text(_)));
    match &it.action {
        Action::ProductList { .. } => c.require(field, is_text),
        Action::List { .. } => c.forbid(field, it.header.is_some() && !is_text, "a text header or none"),
        Action::Product { .. } | Action::LocationRequest | Action::Carousel(_) => {
            c.forbid(field, it.header.is_some(), "none for this kind");
        }
        _ => {}
    }
    if matches!(it.action, Action::LocationRequest | Action::Carousel(_)) {
        c.forbid("interactive.footer", it.footer.is_some(), "none for this kind");
    }
    if let Some(header) = &it.header {
        check_header(c, field, header);
    }
}

fn check_header(c: &mut Checker, field: &str, header: &Header) {
    match header {
        Header::Text(text) => c.length(format!("{field}.text"), text, 1..=SHORT),
        Header::Document(it) => media(c, &format!("{field}.document"), it, false, true),
        Header::Image(it) | Header::Video(it) | Header::Gif(it) => {
            media(c, &format!("{field}.{}", header.kind()), it, false, false);
        }
    }
}

fn buttons(c: &mut Checker, field: &str, buttons: &[ReplyButton], kind: &str) {
    c.count(field, buttons.len(), 1..=3);
    for (i, button) in buttons.iter().enumerate() {
        c.length(format!("{field}[{i}].{kind}.title"), &button.title, 1..=20);
        c.length(format!("{field}[{i}].{kind}.id"), &button.id, 1..=256);
    }
    c.unique(format!("{field}[].{kind}.id"), buttons.iter().map(|button| button.id.as_str()));
    c.unique(format!("{field}[].{kind}.title"), buttons.iter().map(|button| button.title.as_str()));
}

fn link_button(c: &mut Checker, field: &str, display_text: &str, url: &str) {
    c.length(format!("{field}.display_text"), display_text, 1..=20);
    c.web_address(format!("{field}.url"), url);
}

fn list(c: &mut Checker, button: &str, sections: &[ListSection]) {
    c.length("interactive.action.button", button, 1..=20);
    let field = "interactive.action.sections";
    c.count(field, sections.len(), 1..=10);
    c.count(format!("{field}[].rows"), sections.iter().map(|section| section.rows.len()).sum(), 1..=10);
    for (i, section) in sections.iter().enumerate() {
        let title = section.title.as_deref().filter(|title| !title.is_empty());
        c.require(format!("{field}[{i}].title"), title.is_some() || sections.len() == 1);
        c.opt_length(format!("{field}[{i}].title"), title, 1..=24);
        for (j, row) in section.rows.iter().enumerate() {
            c.length(format!("{field}[{i}].rows[{j}].id"), &row.id, 1..=200);
            c.length(format!("{field}[{i}].rows[{j}].title"), &row.title, 1..=24);
            c.opt_length(format!("{field}[{i}].rows[{j}].description"), row.description.as_deref(), 0..=72);
        }
    }
    let ids = sections.iter().flat_map(|section| &section.rows).map(|row| row.id.as_str());
    c.unique(format!("{field}[].rows[].id"), ids);
}

fn carousel(c: &mut Checker, cards: &[Card]) {
    let field = "interactive.action.cards";
    c.count(field, cards.len(), 2..=10);
    let shape = |card: &Card| {
        let action = match &card.action {
            CardAction::CtaUrl { .. } => 0,
            CardAction::QuickReplies(buttons) => buttons.len(),
            CardAction::Product { .. } => usize::MAX,
        };
        (card.header.as_ref().map(Header::kind), action)
    };
    if cards.windows(2).any(|pair| shape(&pair[0]) != shape(&pair[1])) {
        c.malformed(field, "the same header and buttons on all cards", "different ones");
    }
    for (i, card) in cards.iter().enumerate() {
        let field = format!("{field}[{i}]");
        c.range(format!("{field}.card_index"), card.index, 0..=9);
        c.opt_length(format!("{field}.body.text"), card.body.as_deref(), 1..=160);
        let breaks = card.body.as_deref().map_or(0, |body| body.matches('\n').count());
        c.count(format!("{field}.body.text line breaks"), breaks, 0..=2);
        let is_product = matches!(card.action, CardAction::Product { .. });
        let has_media = matches!(card.header, Some(Header::Image(_) | Header::Video(_)));
        c.require(format!("{field}.header"), has_media || is_product);
        if let Some(header) = &card.header {
            check_header(c, &format!("{field}.header"), header);
        }
        match &card.action {
            CardAction::CtaUrl { display_text, url } => {
                link_button(c, &format!("{field}.action.parameters"), display_text, url);
            }
            CardAction::QuickReplies(list) => {
                buttons(c, &format!("{field}.action.buttons"), list, "quick_reply");
            }
            CardAction::Product { product_retailer_id, .. } => {
                c.require(format!("{field}.action.product_retailer_id"), !product_retailer_id.is_empty());
            }
        }
    }
}

fn template(c: &mut Checker, template: &Template) {
    let is_name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    c.length("template.name", &template.name, 1..=512);
    if !template.name.bytes().all(is_name) {
        c.malformed("template.name", "lower-case letters, digits and underscores", "something else");
    }
    c.length("template.language.code", &template.language, 2..=16);
    components(c, "template.components", &template.components);
}

fn components(c: &mut Checker, field: &str, list: &[TemplateComponent]) {
    for (i, component) in list.iter().enumerate() {
        let field = format!("{field}[{i}]");
        match component {
            TemplateComponent::Header(it) => {
                c.count(format!("{field}.parameters"), it.len(), 0..=1);
                parameters(c, &field, it);
            }
            TemplateComponent::Body(it)
            | TemplateComponent::LimitedTimeOffer(it)
            | TemplateComponent::TapTarget(it) => parameters(c, &field, it),
            TemplateComponent::Button { kind, index, parameters: it } => {
                c.range(format!("{field}.index"), *index, 0..=9);
                if matches!(kind, ButtonKind::CopyCode | ButtonKind::Url | ButtonKind::Flow) {
                    c.count(format!("{field}.parameters"), it.len(), 1..=1);
                }
                parameters(c, &field, it);
            }
            TemplateComponent::Carousel(cards) => {
                c.count(format!("{field}.cards"), cards.len(), 1..=10);
                for (j, card) in cards.iter().enumerate() {
                    c.range(format!("{field}.cards[{j}].card_index"), card.index, 0..=9);
                    components(c, &format!("{field}.cards[{j}].components"), &card.components);
                }
            }
            TemplateComponent::Other(_) => {}
        }
    }
}

fn parameters(c: &mut Checker, field: &str, list: &[Parameter]) {
    for (i, parameter) in list.iter().enumerate() {
        let field = format!("{field}.parameters[{i}]");
        match &parameter.value {
            ParameterValue::Text(text) => {
                c.length(format!("{field}.text"), text, 1..=32_768);
                if text.contains(['\n', '\t', '\r']) || text.contains("     ") {
                    c.malformed(
                        format!("{field}.text"),
                        "no new lines, tabs or more than 4 spaces in a row",
                        "some",
                    );
                }
            }
            ParameterValue::Payload(payload) => c.length(format!("{field}.payload"), payload, 0..=256),
            ParameterValue::CouponCode(code) => c.length(format!("{field}.coupon_code"), code, 1..=15),
            ParameterValue::Image(it) | ParameterValue::Video(it) | ParameterValue::Gif(it) => {
                media(c, &format!("{field}.{}", parameter.value.kind()), it, false, false);
            }
            ParameterValue::Document(it) => media(c, &format!("{field}.document"), it, false, true),
            ParameterValue::Location(it) => location(c, &format!("{field}.location"), it),
            _ => {}
        }
    }
}
