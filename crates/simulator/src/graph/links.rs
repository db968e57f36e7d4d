//! What answers get at the end: addresses that this caller reaches, and accounts inside other objects.

use serde_json::Value;

use super::call::Call;
use crate::state::State;

/// Meta's hosts for pictures and Flows, up to where our own paths begin.
const FILES: [&str; 3] = [
    "https://scontent.xx.fbcdn.net/simulated/",
    "https://mmg.whatsapp.net/simulated/",
    "https://pps.whatsapp.net/v/simulated",
];
const GRAPH: &str = "https://graph.facebook.com";

/// Through the proxy everything is where it is with Meta; who has a base URL finds it there.
pub(super) fn complete(state: &State, call: &Call, answer: &mut Value) {
    if !call.query.contains("whatsapp_business_account%7B")
        && !call.query.contains("whatsapp_business_account{")
    {
        fill_account(state, answer);
        let listed = answer.get_mut("data").and_then(Value::as_array_mut);
        listed.into_iter().flatten().for_each(|item| fill_account(state, item));
    }
    if let Some(paging) = answer.get_mut("paging") {
        for name in ["next", "previous"] {
            if let Some(link) = paging.get_mut(name) {
                page(state, call, link);
            }
        }
    }
    if call.intercepted.is_none() {
        let base = call.base(state, "");
        if !base.is_empty() {
            relocate(&base, answer);
        }
    }
}

/// An account inside another object is shown with its usual fields, unless others were asked for.
fn fill_account(state: &State, answer: &mut Value) {
    let Some(account) = answer.get_mut("whatsapp_business_account").and_then(Value::as_object_mut) else {
        return;
    };
    let waba = account.get("id").and_then(Value::as_str).and_then(|id| state.wabas.get(id));
    if let Some(waba) = waba.filter(|_| account.len() == 1) {
        let whole = super::wabas::whole(state, waba);
        for name in ["name", "currency", "timezone_id", "message_template_namespace"] {
            account.extend(whole.get(name).map(|value| (name.to_owned(), value.clone())));
        }
    }
}

/// A page is the same call with another place to begin.
fn page(state: &State, call: &Call, link: &mut Value) {
    let place = link.as_str().and_then(|text| text.split_once('?')).map(|(_, query)| query.to_owned());
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if let Some(token) = &call.token {
        query.append_pair("access_token", token);
    }
    for (name, value) in url::form_urlencoded::parse(call.query.as_bytes()) {
        if !["access_token", "ids", "limit", "after", "before", "offset"].contains(&name.as_ref()) {
            query.append_pair(&name, &value);
        }
    }
    let query = [query.finish(), place.unwrap_or_default()].join("&");
    let path = format!("/{}/{}", call.version, call.segments.join("/"));
    *link = Value::from(format!("{}{path}?{}", call.base(state, GRAPH), query.trim_start_matches('&')));
}

/// For the log: without the token that a page's address carries.
pub(super) fn masked(mut answer: Value) -> Value {
    let paging = answer.get_mut("paging").and_then(Value::as_object_mut);
    for link in paging.into_iter().flat_map(serde_json::Map::values_mut) {
        let masked = link.as_str().and_then(|text| {
            let (before, rest) = text.split_once("access_token=")?;
            let after = rest.split_once('&').map_or("", |(_, after)| after);
            Some(format!("{before}access_token=***&{after}"))
        });
        if let Some(masked) = masked {
            *link = Value::from(masked);
        }
    }
    answer
}

fn relocate(base: &str, value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some(prefix) = FILES.iter().find(|prefix| text.starts_with(**prefix)) {
                let path = prefix.splitn(4, '/').nth(3).unwrap_or_default();
                *text = format!("{base}/{path}{}", &text[prefix.len()..]);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| relocate(base, item)),
        Value::Object(map) => map.values_mut().for_each(|item| relocate(base, item)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o1_files_move_to_the_base_url_and_nothing_else_does() {
        let mut answer = serde_json::json!({"a": [{"u": "https://mmg.whatsapp.net/simulated/7/flow.json"}],
            "p": "https://pps.whatsapp.net/v/simulated.jpg", "x": "https://example.com/simulated/"});
        relocate("http://sim", &mut answer);
        assert_eq!(answer["a"][0]["u"], "http://sim/simulated/7/flow.json");
        assert_eq!(answer["p"], "http://sim/v/simulated.jpg");
        assert_eq!(answer["x"], "https://example.com/simulated/");
    }
}
