//! What JSON should look like: which keys, which types, which spelling.

use serde_json::{Map, Value};

/// The shape of a value.
#[derive(Debug)]
pub(super) enum Shape {
    Text,
    Number,
    /// Both are documented.
    TextOrNumber,
    Flag,
    /// One of these words, in just this letter case. Other words are Meta's to refuse.
    Word(&'static [&'static str]),
    Object(&'static [(&'static str, &'static Shape)]),
    List(&'static Shape),
    /// Not looked into.
    Any,
}

/// Something that is not as it should be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// A key that no document knows, and where it is.
    Key(String, String),
    /// Where a value of another type is, and what it should be.
    Type(String, &'static str),
    /// Where a word is spelled in other letters, how, and how it should be.
    Case(String, String, &'static str),
}

impl Shape {
    /// All that is wrong with a value. Absent parts (`null`) are no matter.
    pub(super) fn judge(&self, place: &str, value: &Value, found: &mut Vec<Wrong>) {
        match (self, value) {
            (_, Value::Null)
            | (Self::Any, _)
            | (Self::Text | Self::TextOrNumber, Value::String(_))
            | (Self::Number | Self::TextOrNumber, Value::Number(_))
            | (Self::Flag, Value::Bool(_)) => {}
            (Self::Word(words), Value::String(word)) => found.extend(case(place, word, words)),
            (Self::Object(keys), Value::Object(map)) => judge_keys(keys, place, map, found),
            (Self::List(inner), Value::Array(items)) => {
                for (i, item) in items.iter().enumerate() {
                    inner.judge(&format!("{place}[{i}]"), item, found);
                }
            }
            _ => found.push(Wrong::Type(place.to_owned(), self.named())),
        }
    }

    fn named(&self) -> &'static str {
        match self {
            Self::Text | Self::Word(_) => "a string",
            Self::Number => "a number",
            Self::TextOrNumber => "a string or a number",
            Self::Flag => "a boolean",
            Self::Object(_) => "a JSON object",
            Self::List(_) => "an array",
            Self::Any => "anything",
        }
    }
}

/// The keys of an object and their values.
pub(super) fn judge_keys(
    keys: &[(&'static str, &'static Shape)],
    place: &str,
    map: &Map<String, Value>,
    found: &mut Vec<Wrong>,
) {
    for (key, value) in map {
        match keys.iter().find(|(name, _)| name == key) {
            Some((_, shape)) if place.is_empty() => shape.judge(key, value, found),
            Some((_, shape)) => shape.judge(&format!("{place}['{key}']"), value, found),
            None => found.push(Wrong::Key(place.to_owned(), key.chars().take(100).collect())),
        }
    }
}

fn case(place: &str, word: &str, words: &[&'static str]) -> Option<Wrong> {
    let meant = words.iter().find(|known| known.eq_ignore_ascii_case(word))?;
    (!words.contains(&word)).then(|| Wrong::Case(place.to_owned(), word.to_owned(), meant))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SHAPE: Shape = Shape::Object(&[
        ("type", &Shape::Word(&["body"])),
        ("n", &Shape::Number),
        ("list", &Shape::List(&Shape::Object(&[("on", &Shape::Flag)]))),
    ]);

    fn wrong(value: &Value) -> Vec<Wrong> {
        let mut found = Vec::new();
        SHAPE.judge("c", value, &mut found);
        found
    }

    #[test]
    fn o1_keys_types_and_letters_are_told_apart() {
        assert_eq!(wrong(&json!({"type": "body", "n": 1.5, "list": [{"on": true}, {"on": null}]})), []);
        assert_eq!(wrong(&json!({"x": 1})), [Wrong::Key("c".into(), "x".into())]);
        assert_eq!(wrong(&json!({"n": "1"})), [Wrong::Type("c['n']".into(), "a number")]);
        assert_eq!(wrong(&json!({"type": "BODY"})), [Wrong::Case("c['type']".into(), "BODY".into(), "body")]);
        assert_eq!(wrong(&json!({"type": "other"})), [], "that is Meta's to refuse");
        assert_eq!(
            wrong(&json!({"list": [{"on": 1}]})),
            [Wrong::Type("c['list'][0]['on']".into(), "a boolean")]
        );
        assert_eq!(wrong(&json!([])), [Wrong::Type("c".into(), "a JSON object")]);
    }
}
