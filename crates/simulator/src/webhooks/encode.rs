//! Webhook bodies as Meta writes them: compact, ASCII only.

use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct Body<'a> {
    object: &'static str,
    entry: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<i64>,
    changes: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    value: &'a Value,
    field: &'a str,
}

/// One change, ready to be written: account id, its time, field, value.
pub(super) type Part<'a> = (&'a str, Option<i64>, &'a str, &'a Value);

/// The body for these changes, one entry each.
pub(super) fn body<'a>(parts: impl Iterator<Item = Part<'a>>, is_escaping_slashes: bool) -> String {
    let entry = parts
        .map(|(id, time, field, value)| Entry { id, time, changes: vec![Item { value, field }] })
        .collect();
    let body = Body { object: "whatsapp_business_account", entry };
    let text = serde_json::to_string(&body).unwrap_or_default();
    ascii(&text, is_escaping_slashes)
}

/// Writes non-ASCII as lower-case `\uXXXX`, and `/` as `\/` if wanted.
fn ascii(json: &str, is_escaping_slashes: bool) -> String {
    let mut out = String::with_capacity(json.len());
    let mut units = [0; 2];
    for c in json.chars() {
        match c {
            '/' if is_escaping_slashes => out.push_str("\\/"),
            c if c.is_ascii() => out.push(c),
            c => {
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b1_bodies_are_ascii_in_lower_case_escapes() {
        let value = serde_json::json!({"text": {"body": "ä 😀 a/b \"\n"}});
        let plain = body(std::iter::once(("1", None, "messages", &value)), false);
        assert_eq!(
            plain,
            r#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"value":{"text":{"body":"\u00e4 \ud83d\ude00 a/b \"\n"}},"field":"messages"}]}]}"#
        );
        let escaped = body(std::iter::once(("1", None, "messages", &value)), true);
        assert!(escaped.contains(r"a\/b"));
        assert_eq!(
            serde_json::from_str::<Value>(&plain).unwrap(),
            serde_json::from_str::<Value>(&escaped).unwrap()
        );
    }
}
