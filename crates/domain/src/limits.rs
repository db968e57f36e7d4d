//! What WhatsApp takes: checked before anything is sent.

mod carousel;

use std::collections::HashSet;
use std::fmt;

use crate::content::{
    Action, Content, Header, InteractiveContent, ListSection, LocationContent, ReplyButton,
};

/// The most characters a text message may have; longer ones are split.
pub const TEXT: usize = 4096;
/// The most characters that are split into messages.
pub const LONGEST_TEXT: usize = 10 * TEXT;
/// The most characters of a caption.
pub const CAPTION: usize = 1024;

/// A limit that a content breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Where, as a path into the JSON: `content.action.buttons[0].title`.
    pub field: String,
    pub rule: Rule,
}

/// Which limit, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    Empty,
    TooLong {
        limit: usize,
        found: usize,
    },
    TooMany {
        limit: usize,
        found: usize,
    },
    TooFew {
        limit: usize,
        found: usize,
    },
    TooManyLineBreaks {
        limit: usize,
        found: usize,
    },
    /// Two of a kind that must differ.
    Twice {
        value: String,
    },
    OutOfRange {
        least: i64,
        most: i64,
        found: String,
    },
    /// Not allowed together with what else is there.
    NotAllowed {
        why: &'static str,
    },
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("must not be empty"),
            Self::TooLong { limit, found } => {
                write!(f, "has {found} characters; at most {limit} are allowed")
            }
            Self::TooMany { limit, found } => write!(f, "there are {found}; at most {limit} are allowed"),
            Self::TooFew { limit, found } => write!(f, "there are {found}; at least {limit} are needed"),
            Self::TooManyLineBreaks { limit, found } => {
                write!(f, "has {found} line breaks; at most {limit} are allowed")
            }
            Self::Twice { value } => write!(f, "`{value}` is there twice; each must be unique"),
            Self::OutOfRange { least, most, found } => {
                write!(f, "is {found}; it must lie between {least} and {most}")
            }
            Self::NotAllowed { why } => f.write_str(why),
        }
    }
}

/// The limits that `content` breaks, in the order of its fields. A text that is too long for one message is none:
/// it is split.
pub fn check(content: &Content) -> Vec<Broken> {
    let mut found = Findings::default();
    match content {
        Content::Text(text) => found.required("text", &text.text, LONGEST_TEXT),
        Content::Image(image) => found.optional("caption", image.caption.as_deref(), CAPTION),
        Content::Video(video) => found.optional("caption", video.caption.as_deref(), CAPTION),
        Content::Document(document) => {
            found.optional("caption", document.caption.as_deref(), CAPTION);
            found.optional("filename", document.filename.as_deref(), 240);
        }
        Content::Location(location) => check_location(location, &mut found),
        Content::Contacts(cards) => {
            found.count("contacts", cards.contacts.len(), 1, 257);
            for (n, card) in cards.contacts.iter().enumerate() {
                found.required(&format!("contacts[{n}].name"), &card.name, 1024);
            }
        }
        Content::Interactive(interactive) => check_interactive(interactive, &mut found),
        Content::Template(template) => {
            found.required("name", &template.name, 512);
            found.required("language", &template.language, 32);
        }
        _ => {}
    }
    found.0
}

fn check_location(location: &LocationContent, found: &mut Findings) {
    found.range("latitude", location.latitude, 90);
    found.range("longitude", location.longitude, 180);
}

fn check_interactive(content: &InteractiveContent, found: &mut Findings) {
    let body_limit = if matches!(content.action, Action::List { .. }) { TEXT } else { 1024 };
    let body_optional = matches!(
        content.action,
        Action::Product { .. } | Action::CallPermissionRequest | Action::VoiceCall { .. }
    );
    match content.body.as_deref() {
        Some(body) => found.required("body", body, body_limit),
        None if body_optional => {}
        None => found.add("body", Rule::Empty),
    }
    found.optional("footer", content.footer.as_deref(), 60);
    check_header(content, found);
    check_action(&content.action, found);
}

fn check_header(content: &InteractiveContent, found: &mut Findings) {
    let wants_none = matches!(
        content.action,
        Action::Product { .. }
            | Action::LocationRequest
            | Action::ContactRequest
            | Action::CallPermissionRequest
            | Action::Carousel { .. }
    );
    match &content.header {
        Some(_) if wants_none => {
            found.add("header", Rule::NotAllowed { why: "this kind of message has no header" });
        }
        Some(Header::Text { text }) => found.required("header.text", text, 60),
        Some(_) if matches!(content.action, Action::List { .. } | Action::ProductList { .. }) => {
            found.add("header", Rule::NotAllowed { why: "a list may have only a text as its header" });
        }
        None if matches!(content.action, Action::ProductList { .. }) => found.add("header", Rule::Empty),
        _ => {}
    }
}

fn check_action(action: &Action, found: &mut Findings) {
    match action {
        Action::Buttons { buttons } => check_buttons(buttons, found),
        Action::List { button, sections } => {
            found.required("action.button", button, 20);
            check_list(sections, found);
        }
        Action::Link { label, url } => {
            found.required("action.label", label, 20);
            found.required("action.url", url, 2000);
        }
        Action::VoiceCall { label, ttl_minutes, .. } => {
            found.required("action.label", label, 20);
            if let Some(minutes) = ttl_minutes.filter(|m| !(1..=43_200).contains(m)) {
                let rule = Rule::OutOfRange { least: 1, most: 43_200, found: minutes.to_string() };
                found.add("action.ttl_minutes", rule);
            }
        }
        Action::Flow(flow) => {
            found.required("action.flow_id", &flow.flow_id, 64);
            found.required("action.label", &flow.label, 30);
        }
        Action::Product { product } => {
            found.required("action.product.catalog_id", &product.catalog_id, 64);
            found.required("action.product.product_id", &product.product_id, 200);
        }
        Action::ProductList { sections, .. } => {
            found.count("action.sections", sections.len(), 1, 10);
            found.count("action.sections", sections.iter().map(|s| s.product_ids.len()).sum(), 1, 30);
            for (n, section) in sections.iter().enumerate() {
                found.required(&format!("action.sections[{n}].title"), &section.title, 24);
            }
        }
        Action::Carousel { cards } => carousel::check(cards, found),
        Action::LocationRequest
        | Action::ContactRequest
        | Action::CallPermissionRequest
        | Action::Catalog { .. }
        | Action::Address { .. }
        | Action::OrderDetails { .. }
        | Action::OrderStatus { .. } => {}
    }
}

fn check_buttons(buttons: &[ReplyButton], found: &mut Findings) {
    found.count("action.buttons", buttons.len(), 1, 3);
    for (n, button) in buttons.iter().enumerate() {
        found.required(&format!("action.buttons[{n}].id"), &button.id, 256);
        found.required(&format!("action.buttons[{n}].title"), &button.title, 20);
    }
    found.unique("action.buttons", buttons.iter().map(|b| b.id.as_str()));
    found.unique("action.buttons", buttons.iter().map(|b| b.title.as_str()));
}

fn check_list(sections: &[ListSection], found: &mut Findings) {
    found.count("action.sections", sections.len(), 1, 10);
    found.count("action.sections", sections.iter().map(|s| s.rows.len()).sum(), 1, 10);
    for (n, section) in sections.iter().enumerate() {
        let title = format!("action.sections[{n}].title");
        match section.title.as_deref() {
            None if sections.len() > 1 => found.add(&title, Rule::Empty),
            given => found.optional(&title, given, 24),
        }
        for (m, row) in section.rows.iter().enumerate() {
            let path = format!("action.sections[{n}].rows[{m}]");
            found.required(&format!("{path}.id"), &row.id, 200);
            found.required(&format!("{path}.title"), &row.title, 24);
            found.optional(&format!("{path}.description"), row.description.as_deref(), 72);
        }
    }
    found.unique("action.sections", sections.iter().flat_map(|s| &s.rows).map(|row| row.id.as_str()));
}

#[derive(Default)]
struct Findings(Vec<Broken>);

impl Findings {
    fn add(&mut self, field: &str, rule: Rule) {
        self.0.push(Broken { field: format!("content.{field}"), rule });
    }

    fn required(&mut self, field: &str, text: &str, limit: usize) {
        if text.trim().is_empty() {
            self.add(field, Rule::Empty);
        }
        self.optional(field, Some(text), limit);
    }

    fn optional(&mut self, field: &str, text: Option<&str>, limit: usize) {
        let found = text.map_or(0, |text| text.chars().count());
        if found > limit {
            self.add(field, Rule::TooLong { limit, found });
        }
    }

    fn count(&mut self, field: &str, found: usize, least: usize, most: usize) {
        if found < least {
            self.add(field, Rule::TooFew { limit: least, found });
        } else if found > most {
            self.add(field, Rule::TooMany { limit: most, found });
        }
    }

    fn range(&mut self, field: &str, value: f64, most: i64) {
        #[expect(clippy::cast_precision_loss, reason = "90 and 180")]
        let is_inside = value.is_finite() && value.abs() <= most as f64;
        if !is_inside {
            self.add(field, Rule::OutOfRange { least: -most, most, found: value.to_string() });
        }
    }

    fn unique<'a>(&mut self, field: &str, values: impl Iterator<Item = &'a str>) {
        let mut seen = HashSet::new();
        for value in values {
            if !seen.insert(value) {
                self.add(field, Rule::Twice { value: value.to_owned() });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn broken(content: serde_json::Value) -> Vec<String> {
        let content: Content = serde_json::from_value(content).unwrap();
        check(&content).into_iter().map(|b| format!("{}: {}", b.field, b.rule)).collect()
    }

    fn interactive(action: serde_json::Value) -> serde_json::Value {
        json!({"type": "interactive", "body": "Choose", "action": action})
    }

    #[test]
    fn c4_buttons_are_one_to_three_short_and_different() {
        let button = |id: &str, title: &str| json!({"id": id, "title": title});
        let buttons =
            |list: serde_json::Value| broken(interactive(json!({"type": "buttons", "buttons": list})));
        assert!(buttons(json!([button("a", "Yes"), button("b", "No")])).is_empty());
        assert_eq!(buttons(json!([])), ["content.action.buttons: there are 0; at least 1 are needed"]);
        assert_eq!(
            buttons(json!([button("a", "A title that is too long")])),
            ["content.action.buttons[0].title: has 24 characters; at most 20 are allowed"],
        );
        assert_eq!(
            buttons(json!([button("a", "Yes"), button("a", "No")])),
            ["content.action.buttons: `a` is there twice; each must be unique"],
        );
        let four = json!([button("a", "1"), button("b", "2"), button("c", "3"), button("d", "4")]);
        assert_eq!(buttons(four), ["content.action.buttons: there are 4; at most 3 are allowed"]);
    }

    #[test]
    fn c4_a_list_has_ten_rows_in_all_its_sections_together() {
        let rows = |from: usize, n: usize| -> Vec<_> {
            (from..from + n).map(|i| json!({"id": i.to_string(), "title": "Row"})).collect()
        };
        let list = |sections: serde_json::Value| {
            broken(interactive(json!({"type": "list", "button": "Open", "sections": sections})))
        };
        let one = json!({"title": "A", "rows": rows(0, 6)});
        assert!(list(json!([one, {"title": "B", "rows": rows(6, 4)}])).is_empty());
        assert_eq!(
            list(json!([one, {"title": "B", "rows": rows(6, 5)}])),
            ["content.action.sections: there are 11; at most 10 are allowed"],
        );
        assert_eq!(
            list(json!([one, {"rows": rows(6, 1)}])),
            ["content.action.sections[1].title: must not be empty"],
        );
    }

    #[test]
    fn c5_places_lie_on_the_earth() {
        let at = |latitude: f64| broken(json!({"type": "location", "latitude": latitude, "longitude": 0.0}));
        assert!(at(-90.0).is_empty());
        assert_eq!(at(91.0), ["content.latitude: is 91; it must lie between -90 and 90"]);
    }

    #[test]
    fn c4_the_edges_are_counted_in_characters() {
        let body = |n: usize| {
            let action = json!({"type": "link", "label": "ü".repeat(20), "url": "https://a.example"});
            broken(json!({"type": "interactive", "body": "😀".repeat(n), "action": action}))
        };
        assert!(body(1024).is_empty());
        assert_eq!(body(1025), ["content.body: has 1025 characters; at most 1024 are allowed"]);
    }
}
