//! The buttons of a template that was sent, and what was given for them.

use serde_json::Value;

use crate::state::State;
use crate::world::Template;

/// The template of a bubble.
pub(crate) fn template_of<'s>(state: &'s State, waba_id: &str, body: &Value) -> Option<&'s Template> {
    let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str);
    let (name, code) = (text("/template/name")?, text("/template/language/code")?);
    state.wabas.get(waba_id)?.templates.iter().find(|it| it.name == name && it.language == code)
}

/// The buttons of a bubble's template, in their order.
pub(crate) fn template_buttons(state: &State, waba_id: &str, body: &Value) -> Vec<Value> {
    let parts =
        template_of(state, waba_id, body).map(|template| template.components.as_slice()).unwrap_or_default();
    buttons_in(parts)
}

/// The buttons among the parts of a template or a card.
pub(crate) fn buttons_in(parts: &[Value]) -> Vec<Value> {
    let is_buttons = |part: &&Value| kind_is(part, "type", "BUTTONS");
    let buttons = parts.iter().find(is_buttons).and_then(|part| part.get("buttons")?.as_array());
    buttons.cloned().unwrap_or_default()
}

/// What the send gave for the button at this place: its first parameter's `key`.
pub(crate) fn button_parameter(body: &Value, index: usize, key: &str) -> Option<Value> {
    let parts = body.pointer("/template/components")?.as_array()?;
    parameter_in(parts, index, key)
}

/// The same among the components that were sent for a template or a card.
pub(crate) fn parameter_in(parts: &[Value], index: usize, key: &str) -> Option<Value> {
    let place = |part: &Value| match part.get("index") {
        Some(Value::String(text)) => text.trim().parse().ok(),
        Some(number) => number.as_u64().and_then(|it| usize::try_from(it).ok()),
        None => Some(0),
    };
    let part = parts.iter().find(|part| kind_is(part, "type", "button") && place(part) == Some(index))?;
    part.get("parameters")?.as_array()?.first()?.get(key).cloned()
}

/// Whether a text in `value` is this one, in any case.
pub(crate) fn kind_is(value: &Value, key: &str, kind: &str) -> bool {
    value.get(key).and_then(Value::as_str).is_some_and(|it| it.eq_ignore_ascii_case(kind))
}
