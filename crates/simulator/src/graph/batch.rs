//! Many calls in one: `POST /` with `batch`, and `GET /?ids=…`.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::Request;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method};
use serde_json::{Map, Value, json};

use super::call::Call;
use super::routes::route;
use super::{Done, Refusal, links, log};
use crate::sim::Sim;

/// Calls in one batch.
const LIMIT: usize = 50;
/// Objects in one look-up.
const IDS_LIMIT: usize = 50;

/// Whether a call is many calls.
pub(super) fn is_many(call: &Call) -> bool {
    let is_batch = call.method == Method::POST && call.segments.is_empty();
    let is_lookup = matches!(call.method, Method::GET | Method::HEAD) && call.segments.len() < 2;
    (is_batch && call.params.get("batch").is_some()) || (is_lookup && call.params.get("ids").is_some())
}

/// Makes the calls one after the other.
pub(super) async fn run(sim: &Sim, call: &Call) -> Result<Done, Refusal> {
    if call.params.get("ids").is_some() && call.method != Method::POST {
        return look_up(sim, call).await;
    }
    let Some(Value::Array(items)) = call.params.structure("batch") else {
        return Err(Refusal::parameter("Param batch must be an array."));
    };
    if items.is_empty() || items.len() > LIMIT {
        return Err(Refusal::parameter(&format!(
            "Too many or no requests in batch message. Maximum batch size is {LIMIT}, minimum 1; received {}.",
            items.len()
        )));
    }
    let has_headers = call.params.flag("include_headers") != Some(false);
    let (mut results, mut answers) = (BTreeMap::new(), Vec::new());
    for item in &items {
        let (status, body) = one(sim, call, item, &results).await;
        let text = body.to_string();
        let name = item.get("name").and_then(Value::as_str);
        if let Some(name) = name.filter(|_| status == 200) {
            results.insert(name.to_owned(), body);
        }
        let mut answer = json!({ "code": status, "body": text });
        if has_headers {
            answer["headers"] = json!([
                {"name": "Content-Type", "value": "application/json; charset=UTF-8"},
                {"name": "facebook-api-version", "value": call.version},
            ]);
        }
        answers.push(if status == 200 && is_omitted(item, name, &items) { Value::Null } else { answer });
    }
    Ok(Done::new(Value::Array(answers)))
}

/// What others are made from is left out, unless it is asked for.
fn is_omitted(item: &Value, name: Option<&str>, all: &[Value]) -> bool {
    let Some(name) = name else { return false };
    match item.get("omit_response_on_success").and_then(Value::as_bool) {
        Some(is_omitted) => is_omitted,
        None => {
            let reference = format!("{{result={name}:");
            let refers = |it: &Value| {
                it.get("depends_on").is_some_and(|on| on == name) || it.to_string().contains(&reference)
            };
            all.iter().any(refers)
        }
    }
}

/// Makes one call of a batch; its status and answer.
async fn one(sim: &Sim, call: &Call, item: &Value, results: &BTreeMap<String, Value>) -> (u16, Value) {
    let text = |name: &str| item.get(name).and_then(Value::as_str);
    if text("depends_on").is_some_and(|name| !results.contains_key(name)) {
        let refusal =
            Refusal::parameter("Failed dependency: the request that this one depends on did not succeed.");
        return (424, refusal.to_json());
    }
    let Some(request) = request(item, results) else {
        let refusal =
            Refusal::parameter("Each request in batch needs method, relative_url and a well-formed body.");
        return (400, refusal.to_json());
    };
    let mut sub = Call::read(request).await;
    sub.token = sub.token.or_else(|| call.token.clone());
    (sub.host, sub.intercepted) = (call.host.clone(), call.intercepted);
    if sub.asked.is_none() {
        (sub.asked, sub.version) = (call.asked, call.version.clone());
    }
    for name in text("attached_files").into_iter().flat_map(|names| names.split(',')) {
        let file = call.files.iter().find(|(field, _)| field == name.trim());
        sub.files.extend(file.map(|(_, file)| ("file".to_owned(), file.clone())));
    }
    if is_many(&sub) {
        return (400, Refusal::parameter("A batch must hold no batch.").to_json());
    }
    let outcome = Box::pin(route(sim, &sub)).await.map(|mut done| {
        sim.look(|state| links::complete(state, &sub, &mut done.body));
        done
    });
    log(sim, &sub, &outcome, false);
    match outcome {
        Ok(done) => (200, done.body),
        Err(refusal) => (refusal.http, refusal.to_json()),
    }
}

fn request(item: &Value, results: &BTreeMap<String, Value>) -> Option<Request> {
    let method = item.get("method").and_then(Value::as_str).unwrap_or("GET").to_ascii_uppercase();
    let url = fill(item.get("relative_url")?.as_str()?, results);
    let (body, kind) = match item.get("body") {
        None | Some(Value::Null) => (String::new(), "application/x-www-form-urlencoded"),
        Some(Value::String(text)) => (fill(text, results), "application/x-www-form-urlencoded"),
        Some(other) => (fill(&other.to_string(), results), "application/json"),
    };
    let mut request = Request::builder()
        .method(Method::from_bytes(method.as_bytes()).ok()?)
        .uri(format!("/{}", url.trim_start_matches('/').replace(' ', "%20")))
        .body(Body::from(body))
        .ok()?;
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    for (name, value) in headers(item) {
        request.headers_mut().insert(name, value);
    }
    if let Some(token) = item.get("access_token").and_then(Value::as_str) {
        request.headers_mut().insert(AUTHORIZATION, HeaderValue::from_str(&format!("Bearer {token}")).ok()?);
    }
    Some(request)
}

/// `["Name: value"]`, `[{"name", "value"}]` and `{"Name": "value"}` are all met.
fn headers(item: &Value) -> Vec<(HeaderName, HeaderValue)> {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let pairs: Vec<(String, String)> = match item.get("headers") {
        Some(Value::Object(map)) => {
            map.iter().map(|(name, value)| (name.clone(), text(Some(value)))).collect()
        }
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(|entry| match entry {
                Value::String(line) => line.split_once(':').map(|(n, v)| (n.to_owned(), v.to_owned())),
                entry => Some((text(entry.get("name")), text(entry.get("value")))),
            })
            .collect(),
        _ => Vec::new(),
    };
    let parse = |(name, value): (String, String)| {
        Some((name.trim().parse().ok()?, HeaderValue::from_str(value.trim()).ok()?))
    };
    pairs.into_iter().filter_map(parse).collect()
}

/// Puts results of earlier calls where `{result=name:$.path}` stands.
fn fill(text: &str, results: &BTreeMap<String, Value>) -> String {
    let (mut filled, mut rest) = (String::new(), text);
    while let Some((before, found)) = rest.split_once("{result=") {
        let Some((reference, after)) = found.split_once('}') else { break };
        filled.push_str(before);
        let value = reference.split_once(':').and_then(|(name, path)| Some(at(results.get(name)?, path)));
        filled.push_str(&value.unwrap_or_default());
        rest = after;
    }
    filled + rest
}

/// The values at a path as `$.data.*.id` or `$.data[0].id`, with commas between them.
fn at(value: &Value, path: &str) -> String {
    let path = path.trim_start_matches('$').replace('[', ".").replace(']', "");
    let mut found = vec![value];
    for step in path.split('.').filter(|step| !step.is_empty()) {
        found = found
            .into_iter()
            .flat_map(|value| match (step, value) {
                ("*", Value::Array(items)) => items.iter().collect(),
                ("*", Value::Object(map)) => map.values().collect(),
                (step, Value::Array(items)) => {
                    step.parse::<usize>().ok().and_then(|n| items.get(n)).into_iter().collect()
                }
                (step, value) => value.get(step).into_iter().collect::<Vec<&Value>>(),
            })
            .collect();
    }
    let text = |value: &&Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    found.iter().map(text).collect::<Vec<String>>().join(",")
}

/// `GET /?ids=a,b`, and `GET /edge?ids=a,b`: each object under its id.
async fn look_up(sim: &Sim, call: &Call) -> Result<Done, Refusal> {
    let ids: Vec<String> = match call.params.structure("ids") {
        Some(Value::Array(items)) => items.iter().map(|id| at(id, "")).collect(),
        _ => call.params.text("ids").unwrap_or_default().split(',').map(|id| id.trim().to_owned()).collect(),
    };
    let ids: Vec<String> = ids.into_iter().filter(|id| !id.is_empty()).collect();
    if ids.is_empty() || ids.len() > IDS_LIMIT {
        return Err(Refusal::parameter(&format!("Param ids must name 1 to {IDS_LIMIT} objects.")));
    }
    let mut found = Map::new();
    for id in ids {
        let mut sub = call.clone();
        sub.params.remove("ids");
        sub.segments.insert(0, id.clone());
        match Box::pin(route(sim, &sub)).await {
            Ok(mut done) => {
                sim.look(|state| links::complete(state, &sub, &mut done.body));
                found.insert(id, done.body);
            }
            Err(refusal) if refusal.is_missing_object() => return Err(Refusal::no_alias(&id)),
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(Done::new(Value::Object(found)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o1_results_of_one_call_go_into_another() {
        let answer = json!({"data": [{"id": "1"}, {"id": "2"}], "n": 5});
        let results = BTreeMap::from([("list".to_owned(), answer)]);
        assert_eq!(fill("?ids={result=list:$.data.*.id}&x=1", &results), "?ids=1,2&x=1");
        assert_eq!(fill("{result=list:$.data[1].id}/{result=list:$.n}", &results), "2/5");
        assert_eq!(fill("{result=none:$.id}{result=list", &results), "{result=list");
    }
}
