//! Rules of carousels and limited-time offers.

use domain::template::TemplateCategory;

use super::findings::{Findings, Part, code};
use super::{Context, buttons, texts};

const CARDS: std::ops::RangeInclusive<usize> = 2..=10;
const CARD_BUTTONS: std::ops::RangeInclusive<usize> = 1..=2;
const OFFER_LIMIT: usize = 16;

pub(super) fn check_offer(context: &Context<'_>, part: &Part<'_>, findings: &mut Findings) {
    if *context.category != TemplateCategory::Marketing {
        let message = "only marketing templates may have a limited-time offer";
        findings.error(code::INVALID, "offer_category", &part.at("type"), message);
    }
    let offer = part.get("limited_time_offer");
    let length = offer.text("text").unwrap_or_default().chars().count();
    if length == 0 {
        findings.error(code::INVALID, "offer_empty", &offer.at("text"), "the text is missing");
    } else if length > OFFER_LIMIT {
        findings.limit(code::TOO_LONG, "offer_too_long", &offer.at("text"), OFFER_LIMIT, length);
    }
}

pub(super) fn check_carousel(context: &Context<'_>, part: &Part<'_>, findings: &mut Findings) {
    let cards = part.items("cards");
    if context.is_authentication() {
        let message = "authentication templates have no carousel";
        findings.error(code::INVALID, "carousel_category", &part.at("type"), message);
    }
    if !CARDS.contains(&cards.len()) {
        let message = format!("{} cards; 2 to 10 are allowed", cards.len());
        let finding = findings.error(code::INVALID, "card_count", &part.at("cards"), message);
        finding.limit("2 to 10").shows(&cards.len().to_string());
    }
    let first = cards.first().map(plan);
    for card in &cards {
        check_card(context, card, findings);
        if first.as_ref() != Some(&plan(card)) {
            let message = "all cards have the same kinds of headers, texts and buttons, in the same order";
            findings.error(code::INVALID, "cards_differ", &card.field, message);
        }
    }
}

/// The kinds of the parts of a card.
fn plan(card: &Part<'_>) -> Vec<String> {
    let mut kinds = Vec::new();
    for component in card.items("components") {
        let kind = component.word("type");
        match kind.as_str() {
            "header" => kinds.push(format!("header {}", component.word("format"))),
            "buttons" => {
                kinds.extend(component.items("buttons").iter().map(|b| format!("button {}", b.word("type"))));
            }
            _ => kinds.push(kind),
        }
    }
    kinds
}

fn check_card(context: &Context<'_>, card: &Part<'_>, findings: &mut Findings) {
    let context = Context { in_card: true, has_carousel: false, ..*context };
    let mut has_header = false;
    for component in card.items("components") {
        match component.word("type").as_str() {
            "header" => {
                has_header = true;
                texts::check_header(&context, &component, findings);
            }
            "body" => texts::check_body(&context, &component, findings),
            "buttons" => {
                let count = component.items("buttons").len();
                if !CARD_BUTTONS.contains(&count) {
                    let message = format!("{count} buttons; a card has 1 or 2");
                    let finding =
                        findings.error(code::INVALID, "card_buttons", &component.at("buttons"), message);
                    finding.limit("1 to 2").shows(&count.to_string());
                }
                buttons::check(&context, &component, findings);
            }
            other => {
                let message = "a card has a header, a body and buttons";
                findings.error(code::INVALID, "card_component", &component.at("type"), message).shows(other);
            }
        }
    }
    if !has_header {
        findings.error(code::HEADER, "card_header", &card.at("components"), "a card needs a header");
    }
}
