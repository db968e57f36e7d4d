//! Message templates: list, create, edit, delete, and their review.

mod edges;
mod library;
mod life;
mod validate;

pub(in crate::graph) use edges::{archive, compare, migrate, upsert};
pub(in crate::graph) use library::list as library;
pub(crate) use life::{
    News, announce_category, detect_category, finish, hold, hold_by_hand, judge, note_block, note_send,
    pause, release, review, set_category, set_quality, set_status, unpause as end_pause,
};
pub(in crate::graph) use validate::variables;

use serde_json::{Map, Value, json};

use super::access::Access;
use super::call::Call;
use super::fields::{page, select};
use super::{Done, Refusal};
use crate::chance;
use crate::clock::{DAY, HOUR, Micros, millis};
use crate::schedule::Due;
use crate::sim::Sim;
use crate::state::{State, WabaState};
use crate::world::Template;

const DEFAULTS: [&str; 6] = ["name", "parameter_format", "components", "language", "status", "category"];
/// Templates of an account; as many as an unverified one may have.
const LIMIT: usize = 250;
/// What is kept of a creation besides the template itself.
const KEPT: [&str; 6] = [
    "bid_spec",
    "cta_url_link_tracking_opted_out",
    "degrees_of_freedom_spec",
    "library_template_name",
    "message_send_ttl_seconds",
    "sub_category",
];
/// Creations in an hour.
const AN_HOUR: usize = 100;

/// `GET /{waba}/message_templates`.
pub(super) fn list(state: &State, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    let waba = access.waba(state, id).ok_or_else(|| Refusal::no_object("get", id))?;
    let is_wanted = |name: &str, value: &str| match call.params.get(name) {
        None => true,
        Some(Value::Array(any)) => {
            any.iter().any(|it| it.as_str().is_some_and(|it| it.eq_ignore_ascii_case(value)))
        }
        Some(_) => call.params.text(name).is_none_or(|wanted| wanted.eq_ignore_ascii_case(value)),
    };
    let has = |name: &str, text: &str| call.params.text(name).is_none_or(|wanted| text.contains(&wanted));
    let fits = |template: &&Template| {
        let content = Value::from(template.components.clone()).to_string();
        is_wanted("status", &template.status)
            && is_wanted("category", &template.category)
            && is_wanted("language", &template.language)
            && has("name", &template.name)
            && has("content", &content)
            && (has("name_or_content", &template.name) || has("name_or_content", &content))
    };
    let items = waba.templates.iter().filter(fits).map(|template| describe(waba, template, call));
    let mut body = page(items.collect::<Result<_, _>>()?, &call.params);
    if call.params.get("summary").is_some() {
        let count = waba.templates.len();
        body["summary"] = json!({
            "total_count": count, "message_template_count": count, "message_template_limit": LIMIT,
            "are_translations_complete": false,
        });
    }
    Ok(Done::new(body).managing(id))
}

/// `GET /{template}`; `None` when there is no such template for this token.
pub(super) fn get(state: &State, call: &Call, access: &Access, id: &str) -> Option<Result<Done, Refusal>> {
    let (waba, template) = find(state, access, id)?;
    Some(describe(waba, template, call).map(Done::new))
}

fn find<'s>(state: &'s State, access: &Access, id: &str) -> Option<(&'s WabaState, &'s Template)> {
    let wabas = state.wabas.keys().filter_map(|id| access.waba(state, id));
    let mut pairs = wabas.flat_map(|waba| waba.templates.iter().map(move |template| (waba, template)));
    pairs.find(|(_, template)| template.id == id)
}

fn describe(waba: &WabaState, template: &Template, call: &Call) -> Result<Value, Refusal> {
    let mut whole = object(json!({
        "id": template.id,
        "name": template.name,
        "language": template.language,
        "status": template.status,
        "category": template.category,
        "components": template.components,
        "parameter_format": template.parameter_format,
        "quality_score": {"score": "UNKNOWN", "date": 1_700_000_000},
        "rejected_reason": "NONE",
        "source": "USER_CREATED",
        "last_updated_time": "2025-06-01T00:00:00+0000",
        "previous_category": null, "correct_category": null, "sub_category": null,
        "library_template_name": null, "message_send_ttl_seconds": null,
        "cta_url_link_tracking_opted_out": null, "degrees_of_freedom_spec": null, "rejection_info": null,
    }));
    whole.extend(waba.desk.more.get(&template.id).cloned().unwrap_or_default());
    select(&whole, &DEFAULTS, &call.params, "WhatsAppMessageTemplate")
}

/// `POST /{waba}/message_templates`.
pub(super) fn create(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.change(|state, now| {
        let waba = access.waba(state, id).ok_or_else(|| Refusal::no_object("post", id))?;
        let draft = validate::draft(state, call)?;
        if waba.desk.locked_names.get(&draft.name).is_some_and(|until| now < *until) {
            let message = "A deleted template's name cannot be used again for 30 days.";
            return Err(Refusal::with_subcode(2_388_025, "Name is locked", message));
        }
        let is_same = |it: &&Template| it.name == draft.name;
        if waba.templates.iter().filter(is_same).any(|it| it.language == draft.language) {
            return Err(Refusal::with_subcode(
                2_388_024,
                "Content in this language already exists",
                &format!("There is already {} content for this template.", draft.language),
            ));
        }
        if let Some(other) = waba.templates.iter().find(is_same).filter(|it| it.category != draft.category) {
            let message = format!("A template has one category in all languages: {}.", other.category);
            return Err(Refusal::with_subcode(2_388_023, "Category differs", &message));
        }
        if waba.templates.len() >= LIMIT {
            return Err(too_many());
        }
        let waba = state.wabas.get_mut(id).ok_or_else(|| Refusal::no_object("post", id))?;
        waba.desk.created.retain(|at| now - at < HOUR);
        if waba.desk.created.len() >= AN_HOUR {
            return Err(Refusal::known(80_007));
        }
        waba.desk.created.push(now);
        let template = Template { id: chance::decimal_id(), ..draft };
        let answer = json!({ "id": template.id, "status": template.status, "category": template.category });
        let mut more = Map::new();
        for key in KEPT {
            if let Some(value) = call.params.get(key) {
                more.insert(key.to_owned(), value.clone());
            }
        }
        waba.desk.more.insert(template.id.clone(), more);
        let template_id = template.id.clone();
        // What comes from the library unchanged needs no review.
        let is_known = template.status == "APPROVED";
        waba.templates.push(template);
        if is_known {
            set_status(state, id, &template_id, &News::of("APPROVED"), now);
        } else {
            let review = Due::Review { waba_id: id.to_owned(), template_id };
            state.schedule.add(now.saturating_add(millis(state.settings.review_ms)), review);
        }
        Ok(Done::new(answer).managing(id))
    })
}

/// `POST /{template}`: components replace all; then it is reviewed again.
pub(super) fn edit(sim: &Sim, call: &Call, access: &Access, id: &str) -> Option<Result<Done, Refusal>> {
    sim.change(|state, now| {
        let (waba, template) = find(state, access, id)?;
        let (waba_id, old) = (waba.id.clone(), template.clone());
        Some(edit_known(state, call, &waba_id, &old, now))
    })
}

fn edit_known(
    state: &mut State,
    call: &Call,
    waba_id: &str,
    old: &Template,
    now: Micros,
) -> Result<Done, Refusal> {
    let is_approved = old.status == "APPROVED";
    if !["APPROVED", "REJECTED", "PAUSED"].contains(&old.status.as_str()) {
        let message = "A template can be edited when it is approved, rejected or paused.";
        return Err(Refusal::with_subcode(2_388_039, "Message template status can't be changed", message));
    }
    let new = validate::edited(state, call, old)?;
    if is_approved && new.category != old.category && !state.settings.forgetful {
        let message = "The category of an approved template cannot be edited.";
        return Err(Refusal::with_subcode(2_388_039, "Category can't be changed", message));
    }
    let forgetful = state.settings.forgetful;
    let Some(waba) = state.wabas.get_mut(waba_id) else { return Err(Refusal::no_object("post", &old.id)) };
    if is_approved && !forgetful {
        let edits = waba.desk.edits.entry(old.id.clone()).or_default();
        edits.retain(|at| now - at < 30 * DAY);
        if edits.len() >= 10 || edits.iter().any(|at| now - at < DAY) {
            let message = "An approved template can be edited once a day and ten times in 30 days.";
            return Err(Refusal::with_subcode(2_388_039, "Message template can't be edited now", message));
        }
        edits.push(now);
    }
    let answer = json!({ "success": true, "id": new.id, "name": new.name, "category": new.category });
    if forgetful {
        return Ok(Done::new(answer).managing(waba_id));
    }
    let more = waba.desk.more.entry(new.id.clone()).or_default();
    for key in KEPT {
        if let Some(value) = call.params.get(key) {
            more.insert(key.to_owned(), value.clone());
        }
    }
    let is_changed = new.components != old.components;
    let review = Due::Review { waba_id: waba_id.to_owned(), template_id: new.id.clone() };
    if let Some(place) = waba.templates.iter_mut().find(|template| template.id == old.id) {
        *place = Template { status: "PENDING".to_owned(), ..new };
    }
    state.schedule.add(now.saturating_add(millis(state.settings.review_ms)), review);
    if is_changed {
        life::tell_components(state, waba_id, &old.id, now);
    }
    Ok(Done::new(answer).managing(waba_id))
}

/// `DELETE /{waba}/message_templates?name=` with or without `hsm_id`, or with `hsm_ids`.
pub(super) fn delete(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.change(|state, now| {
        let waba = access.waba(state, id).ok_or_else(|| Refusal::no_object("delete", id))?;
        let many: Option<Vec<String>> = call
            .params
            .get("hsm_ids")
            .and_then(Value::as_array)
            .map(|it| it.iter().filter_map(describe_id).collect());
        let name = call.params.text("name");
        if name.is_none() && many.is_none() {
            return Err(Refusal::missing("name"));
        }
        let only = call.params.text("hsm_id");
        let is_meant = |it: &Template| {
            name.as_ref().is_none_or(|name| it.name == *name)
                && only.as_ref().is_none_or(|only| it.id == *only)
                && many.as_ref().is_none_or(|many| many.contains(&it.id))
        };
        let meant: Vec<Template> = waba.templates.iter().filter(|it| is_meant(it)).cloned().collect();
        if meant.is_empty() {
            let message = "There is no template of this name.";
            return Err(Refusal::with_subcode(2_593_002, "Message template not found", message));
        }
        if meant.iter().any(|it| it.status == "DISABLED") {
            let message = "A disabled template cannot be deleted.";
            return Err(Refusal::with_subcode(
                2_388_039,
                "Message template status can't be changed",
                message,
            ));
        }
        if !state.settings.forgetful {
            for template in &meant {
                remove(state, id, template, now);
            }
        }
        Ok(Done::success().managing(id))
    })
}

/// A template with messages on their way goes when these have arrived or were given up, others go at once.
fn remove(state: &mut State, waba_id: &str, template: &Template, now: Micros) {
    if template.status == "APPROVED"
        && let Some(waba) = state.wabas.get_mut(waba_id)
    {
        waba.desk.locked_names.insert(template.name.clone(), now + 30 * DAY);
    }
    set_status(state, waba_id, &template.id, &News::of("PENDING_DELETION"), now);
    if crate::phones::is_template_under_way(state, &template.name, &template.language) {
        let due = Due::EndTemplate { waba_id: waba_id.to_owned(), template_id: template.id.clone() };
        state.schedule.add(now + 30 * DAY, due);
    } else {
        life::finish(state, waba_id, &template.id, now);
    }
}

/// `POST /{template}/unpause`.
pub(super) fn unpause(sim: &Sim, access: &Access, id: &str) -> Result<Done, Refusal> {
    let paused = sim.look(|state| {
        let (waba, template) = find(state, access, id).ok_or_else(|| Refusal::no_object("post", id))?;
        Ok((waba.id.clone(), template.status == "PAUSED"))
    })?;
    let (waba_id, is_paused) = paused;
    if !is_paused {
        return Ok(Done::new(json!({ "success": false, "reason": "The template is not paused." })));
    }
    sim.change(|state, now| life::unpause(state, &waba_id, id, None, now));
    Ok(Done::success())
}

/// An id as callers write it: text or number.
fn describe_id(value: &Value) -> Option<String> {
    value.as_str().map(|text| text.trim().to_owned()).or_else(|| value.as_u64().map(|id| id.to_string()))
}

fn too_many() -> Refusal {
    Refusal::with_subcode(2_388_019, "Template limit exceeded", "The account has 250 templates.")
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
