//! The `fields` parameter: which parts of an object are wanted.

use serde_json::{Map, Value};

use super::Refusal;
use super::call::Params;

/// The wanted parts of an object. `id` always comes along.
pub(super) fn select(
    whole: &Map<String, Value>,
    defaults: &[&str],
    params: &Params,
    node: &str,
) -> Result<Value, Refusal> {
    let wanted = match params.text("fields") {
        Some(fields) => split(&fields),
        None => defaults.iter().map(|&field| field.to_owned()).collect(),
    };
    let mut selected = Map::new();
    for field in &wanted {
        let (name, inner) = field.split_once('{').map_or((field.as_str(), None), |(name, rest)| {
            (name, Some(rest.strip_suffix('}').unwrap_or(rest)))
        });
        // Dots append filters, e.g. `preview.invalidate(false)`.
        let name = name.split('.').next().unwrap_or_default().trim();
        if name.is_empty() {
            continue;
        }
        let value = whole.get(name).ok_or_else(|| unknown(name, node))?;
        let value = inner.map_or_else(|| value.clone(), |inner| narrow(value, inner));
        if !value.is_null() {
            selected.insert(name.to_owned(), value);
        }
    }
    if let Some(id) = whole.get("id") {
        selected.insert("id".to_owned(), id.clone());
    }
    Ok(Value::Object(selected))
}

fn unknown(name: &str, node: &str) -> Refusal {
    let name: String = name.chars().take(200).collect();
    Refusal::parameter(&format!("Tried accessing nonexisting field ({name}) on node type ({node})"))
}

fn narrow(value: &Value, inner: &str) -> Value {
    let Value::Object(map) = value else { return value.clone() };
    let wanted = split(inner);
    map.iter().filter(|(key, _)| wanted.contains(key)).map(|(k, v)| (k.clone(), v.clone())).collect()
}

/// Splits at commas that are in no braces or brackets.
fn split(fields: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0_u32);
    for c in fields.chars() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match parts.last_mut() {
            Some(part) if c != ',' || depth > 0 => part.push(c),
            _ => parts.push(String::new()),
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}

/// One page of a list: `limit`, and `after`, `before` or `offset`. The addresses of its neighbours have only a
/// place in them yet: [`super::links`] makes them whole.
pub(super) fn page(items: Vec<Value>, params: &Params) -> Value {
    let number = |name: &str| params.text(name).and_then(|text| text.parse::<usize>().ok());
    let place = |name: &str| params.text(name).and_then(|cursor| from_cursor(&cursor));
    let limit = number("limit").unwrap_or(25).clamp(1, 1000);
    let total = items.len();
    let (start, end) = match (place("after"), place("before")) {
        (None, Some(before)) => {
            let end = before.min(total);
            (end.saturating_sub(limit), end)
        }
        (after, _) => {
            let start = after.or_else(|| number("offset")).unwrap_or(0).min(total);
            (start, start.saturating_add(limit).min(total))
        }
    };
    let data: Vec<Value> = items.into_iter().skip(start).take(end - start).collect();
    if data.is_empty() {
        return serde_json::json!({ "data": data });
    }
    let cursors = serde_json::json!({ "before": cursor(start), "after": cursor(end) });
    let mut page = serde_json::json!({ "data": data, "paging": { "cursors": cursors } });
    if end < total {
        page["paging"]["next"] = Value::from(format!("?limit={limit}&after={}", cursor(end)));
    }
    if start > 0 {
        page["paging"]["previous"] = Value::from(format!("?limit={limit}&before={}", cursor(start)));
    }
    page
}

fn cursor(place: usize) -> String {
    hex::encode(place.to_string())
}

fn from_cursor(cursor: &str) -> Option<usize> {
    String::from_utf8(hex::decode(cursor).ok()?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o1_pages_go_forth_and_back_and_meet_everything_once() {
        let ask = |query: &str| {
            let mut params = Params::default();
            params.add_form(query.as_bytes());
            page((0..7).map(Value::from).collect(), &params)
        };
        let (mut seen, mut query) = (Vec::new(), "limit=3".to_owned());
        loop {
            let page = ask(&query);
            seen.extend(page["data"].as_array().unwrap().iter().filter_map(Value::as_u64));
            match page["paging"]["next"].as_str() {
                Some(next) => query = next.trim_start_matches('?').to_owned(),
                None => break,
            }
        }
        assert_eq!(seen, [0, 1, 2, 3, 4, 5, 6]);
        let back = ask(&query)["paging"]["previous"].as_str().unwrap().trim_start_matches('?').to_owned();
        let before = ask(&back);
        assert_eq!(before["data"], serde_json::json!([3, 4, 5]));
        let first = before["paging"]["cursors"]["before"].as_str().unwrap();
        assert_eq!(ask(&format!("limit=3&before={first}"))["data"], serde_json::json!([0, 1, 2]));
        assert_eq!(ask("after=zz&limit=-1")["data"].as_array().unwrap().len(), 7, "nonsense is no place");
    }

    #[test]
    fn commas_in_braces_do_not_split() {
        assert_eq!(split("id, throughput{level,x},a.b(1,2)"), ["id", "throughput{level,x}", "a.b(1,2)"]);
        assert_eq!(split(""), [""]);
    }
}
