//! The cards of a carousel, in the provider's form.

use serde_json::Value;

use super::{Findings, Rule};

const BODY: usize = 160;
const LINE_BREAKS: usize = 2;
const REPLIES: usize = 3;
const LABEL: usize = 20;
const REPLY_ID: usize = 256;
const URL: usize = 2000;

/// Two to ten cards, each with a header and buttons of the same kinds as the first.
pub(super) fn check(cards: &Value, found: &mut Findings) {
    let list = cards.as_array().map(Vec::as_slice).unwrap_or_default();
    found.count("action.cards", list.len(), 2, 10);
    let first = list.first().map(kinds);
    for (n, card) in list.iter().enumerate() {
        let at = |part: &str| format!("action.cards[{n}].{part}");
        let kinds = kinds(card);
        let is_product = kinds.action == "product";
        if !is_product && !matches!(kinds.header, "image" | "video") {
            found.add(
                &at("header"),
                Rule::NotAllowed { why: "a card needs an image or a video as its header" },
            );
        }
        if !is_product && !names_one_file(card, kinds.header) {
            let field = at(&format!("header.{}", kinds.header));
            found.add(&field, Rule::NotAllowed { why: "a file needs either an `id` or a `link`" });
        }
        if let Some(first) = &first {
            if kinds.header != first.header {
                found.add(&at("header"), Rule::NotAllowed { why: "all cards need the same kind of header" });
            }
            if kinds.action != first.action {
                found.add(&at("action"), Rule::NotAllowed { why: "all cards need the same kind of buttons" });
            }
        }
        if let Some(index) = card.get("card_index")
            && !index.as_i64().is_some_and(|index| (0..10).contains(&index))
        {
            let rule = Rule::OutOfRange { least: 0, most: 9, found: index.to_string() };
            found.add(&at("card_index"), rule);
        }
        check_body(card, &at("body.text"), found);
        check_action(card, &at("action"), found);
    }
}

#[derive(PartialEq, Eq)]
struct Kinds<'c> {
    header: &'c str,
    action: &'c str,
}

fn kinds(card: &Value) -> Kinds<'_> {
    let action = match card.get("action") {
        Some(action) if action.get("buttons").is_some() => "buttons",
        Some(action) if action.get("product_retailer_id").is_some() => "product",
        _ => "cta_url",
    };
    Kinds { header: text(card, "/header/type"), action }
}

fn names_one_file(card: &Value, kind: &str) -> bool {
    let file = card.get("header").and_then(|header| header.get(kind));
    let has = |field| file.and_then(|file| file.get(field)).is_some_and(|value| !value.is_null());
    has("id") != has("link")
}

fn check_body(card: &Value, field: &str, found: &mut Findings) {
    let body = text(card, "/body/text");
    found.optional(field, Some(body), BODY);
    let breaks = body.matches('\n').count();
    if breaks > LINE_BREAKS {
        found.add(field, Rule::TooManyLineBreaks { limit: LINE_BREAKS, found: breaks });
    }
}

fn check_action(card: &Value, field: &str, found: &mut Findings) {
    match kinds(card).action {
        "buttons" => {
            let buttons = card.pointer("/action/buttons").and_then(Value::as_array);
            let buttons = buttons.map(Vec::as_slice).unwrap_or_default();
            found.count(&format!("{field}.buttons"), buttons.len(), 1, REPLIES);
            for (n, button) in buttons.iter().enumerate() {
                // Either name is taken.
                let reply = if button.get("quick_reply").is_some() { "quick_reply" } else { "reply" };
                let at = |part: &str| format!("{field}.buttons[{n}].{reply}.{part}");
                found.required(&at("id"), text(button, &format!("/{reply}/id")), REPLY_ID);
                found.required(&at("title"), text(button, &format!("/{reply}/title")), LABEL);
            }
        }
        "product" => {
            let id = text(card, "/action/product_retailer_id");
            found.required(&format!("{field}.product_retailer_id"), id, 200);
        }
        _ => {
            let at = |part: &str| format!("{field}.parameters.{part}");
            found.required(&at("display_text"), text(card, "/action/parameters/display_text"), LABEL);
            found.required(&at("url"), text(card, "/action/parameters/url"), URL);
        }
    }
}

fn text<'c>(card: &'c Value, pointer: &str) -> &'c str {
    card.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn card(n: usize) -> Value {
        json!({
            "card_index": n, "type": "cta_url", "body": {"text": "One\ntwo\nthree"},
            "header": {"type": "image", "image": {"link": "https://shop.example/a.png"}},
            "action": {"name": "cta_url", "parameters": {"display_text": "Open", "url": "https://shop.example"}},
        })
    }

    fn broken(cards: &[Value]) -> Vec<String> {
        let mut found = Findings::default();
        check(&json!(cards), &mut found);
        found.0.into_iter().map(|b| format!("{}: {}", b.field, b.rule)).collect()
    }

    #[test]
    fn c4_a_carousel_has_two_to_ten_cards_of_one_kind() {
        assert!(broken(&[card(0), card(1)]).is_empty());
        assert_eq!(broken(&[card(0)]), ["content.action.cards: there are 1; at least 2 are needed"]);
        let eleven: Vec<_> = (0..11).map(|n| card(n % 10)).collect();
        assert_eq!(broken(&eleven), ["content.action.cards: there are 11; at most 10 are allowed"]);
        let mut film = card(1);
        film["header"] = json!({"type": "video", "video": {"link": "https://shop.example/a.mp4"}});
        let mut neither = card(1);
        neither["header"]["image"] = json!({});
        assert_eq!(
            broken(&[card(0), neither]),
            ["content.action.cards[1].header.image: a file needs either an `id` or a `link`"],
        );
        assert_eq!(
            broken(&[card(0), film]),
            ["content.action.cards[1].header: all cards need the same kind of header"],
        );
    }

    #[test]
    fn c4_the_texts_of_a_card_have_limits() {
        let mut long = card(1);
        long["body"] = json!({"text": "a".repeat(161)});
        long["action"]["parameters"]["display_text"] = json!("b".repeat(21));
        assert_eq!(
            broken(&[card(0), long]),
            [
                "content.action.cards[1].body.text: has 161 characters; at most 160 are allowed",
                "content.action.cards[1].action.parameters.display_text: has 21 characters; at most 20 are allowed",
            ],
        );
        let mut lines = card(1);
        lines["body"] = json!({"text": "a\nb\nc\nd"});
        assert_eq!(
            broken(&[card(0), lines]),
            ["content.action.cards[1].body.text: has 3 line breaks; at most 2 are allowed"],
        );
        let replies = |count: usize| {
            let button = |n: usize| json!({"type": "quick_reply", "quick_reply": {"id": n.to_string(), "title": "Yes"}});
            let mut card = card(0);
            card["action"] = json!({"buttons": (0..count).map(button).collect::<Vec<_>>()});
            card
        };
        assert!(broken(&[replies(3), replies(3)]).is_empty());
        assert_eq!(
            broken(&[replies(3), replies(4)]),
            ["content.action.cards[1].action.buttons: there are 4; at most 3 are allowed"],
        );
    }
}
