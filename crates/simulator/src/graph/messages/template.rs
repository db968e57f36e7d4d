//! Whether a template can be sent with the given parameters, as far as it is checked.

use serde_json::{Map, Value};

use super::super::Refusal;
use super::content::object_of;
use crate::state::State;
use crate::world::Template;

/// Gives back the template's category.
pub(super) fn check(state: &State, waba_id: &str, object: Option<&Value>) -> Result<String, Refusal> {
    let object = object_of("template", object)?;
    let name =
        object.get("name").and_then(Value::as_str).ok_or_else(|| Refusal::missing("template['name']"))?;
    let language = object.get("language");
    let code = language.and_then(|language| language.get("code")).and_then(Value::as_str);
    let code = code.ok_or_else(|| Refusal::missing("template['language']['code']"))?;
    let policy = language.and_then(|language| language.get("policy")).and_then(Value::as_str);
    if policy.is_some_and(|policy| policy != "deterministic") {
        return Err(Refusal::parameter(
            "Param template['language']['policy'] must be one of {DETERMINISTIC}.",
        ));
    }
    let templates = state.wabas.get(waba_id).map(|waba| waba.templates.as_slice()).unwrap_or_default();
    let template = templates.iter().find(|template| template.name == name && template.language == code);
    let template =
        template.filter(|template| template.status != "DELETED").ok_or_else(|| missing(name, code))?;
    match template.status.as_str() {
        "APPROVED" => {}
        "PAUSED" => return Err(Refusal::known(132_015)),
        "DISABLED" => return Err(Refusal::known(132_016)),
        _ => return Err(missing(name, code)),
    }
    let components =
        object.get("components").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    check_header(template, components)?;
    check_body(template, components)?;
    Ok(template.category.clone())
}

fn missing(name: &str, code: &str) -> Refusal {
    let name: String = name.chars().take(512).collect();
    let code: String = code.chars().take(20).collect();
    Refusal::detailed(132_001, format!("template name ({name}) does not exist in {code}"))
}

/// A media header needs its file on every send.
fn check_header(template: &Template, given: &[Value]) -> Result<(), Refusal> {
    let format = component(&template.components, "HEADER").and_then(|header| header.get("format"));
    let format = format.and_then(Value::as_str).unwrap_or("TEXT").to_ascii_uppercase();
    if !matches!(format.as_str(), "IMAGE" | "VIDEO" | "DOCUMENT" | "GIF") {
        return Ok(());
    }
    let parameter = component(given, "HEADER").and_then(|header| header.get("parameters")?.get(0));
    let received = parameter.and_then(|parameter| parameter.get("type")).and_then(Value::as_str);
    let received = received.unwrap_or("UNKNOWN").to_ascii_uppercase();
    if received == format {
        return Ok(());
    }
    let received: String = received.chars().take(40).collect();
    let details = format!("header: Format mismatch, expected {format}, received {received}");
    Err(Refusal::detailed(132_012, details))
}

fn check_body(template: &Template, given: &[Value]) -> Result<(), Refusal> {
    let text =
        component(&template.components, "BODY").and_then(|body| body.get("text")).and_then(Value::as_str);
    let expected = variables(text.unwrap_or_default());
    let parameters =
        component(given, "BODY").and_then(|body| body.get("parameters")).and_then(Value::as_array);
    let received = parameters.map_or(0, Vec::len);
    if received == expected {
        return Ok(());
    }
    let details = format!(
        "body: number of localizable_params ({received}) does not match the expected number of params ({expected})"
    );
    Err(Refusal::detailed(132_000, details))
}

/// How many different `{{…}}` there are.
fn variables(text: &str) -> usize {
    let mut names: Vec<&str> = text
        .split("{{")
        .skip(1)
        .filter_map(|rest| rest.split_once("}}").map(|(name, _)| name.trim()))
        .collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

fn component<'v>(components: &'v [Value], kind: &str) -> Option<&'v Map<String, Value>> {
    let is_kind = |component: &&Map<String, Value>| {
        component.get("type").and_then(Value::as_str).is_some_and(|it| it.eq_ignore_ascii_case(kind))
    };
    components.iter().filter_map(Value::as_object).find(is_kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_counted_once() {
        assert_eq!(variables("Hi {{1}}, {{2}} and {{1}}"), 2);
        assert_eq!(variables("Hi {{name}}"), 1);
        assert_eq!(variables("no {{ variable"), 0);
    }
}
