//! Comparing, moving, archiving templates, and making one in many languages.

use serde_json::{Value, json};

use super::life::{self, News};
use super::{Done, Refusal, describe_id, find};
use crate::chance;
use crate::clock::{DAY, Micros, millis};
use crate::graph::access::Access;
use crate::graph::call::Call;
use crate::schedule::Due;
use crate::sim::Sim;
use crate::state::State;
use crate::world::Template;

/// Templates that are archived in one call.
const BATCH: usize = 100;
/// Templates of one page of a migration.
const PAGE: usize = 500;

/// `GET /{template}/compare?template_ids=[id]&start&end`.
pub(in crate::graph) fn compare(
    state: &State,
    call: &Call,
    access: &Access,
    id: &str,
    now: Micros,
) -> Result<Done, Refusal> {
    find(state, access, id).ok_or_else(|| Refusal::no_object("get", id))?;
    let given = call.params.get("template_ids").ok_or_else(|| Refusal::missing("template_ids"))?;
    let other = match given {
        Value::Array(list) if list.len() == 1 => list.first().and_then(describe_id),
        Value::Array(_) => None,
        one => describe_id(one),
    };
    let other =
        other.ok_or_else(|| Refusal::parameter("Param template_ids must have exactly one template id."))?;
    find(state, access, &other).ok_or_else(|| Refusal::no_object("get", &other))?;
    let second = |name: &str| {
        let text = call.params.text(name).ok_or_else(|| Refusal::missing(name))?;
        text.parse::<i64>().map_err(|_| Refusal::parameter(&format!("Param {name} must be an integer.")))
    };
    let (start, end) = (second("start")?, second("end")?);
    if ![7, 30, 60, 90].contains(&((end - start) / 86_400)) {
        return Err(Refusal::parameter("The time between start and end must be 7, 30, 60 or 90 days."));
    }
    let count = |id: &str| {
        let desk = find(state, access, id).map(|(waba, _)| &waba.desk);
        let of = |list: Option<&Vec<Micros>>| {
            list.map_or(0, |list| {
                list.iter().filter(|at| (start..=end).contains(&crate::clock::unix(**at))).count()
            })
        };
        (of(desk.and_then(|it| it.sends.get(id))), of(desk.and_then(|it| it.blocks.get(id))), now)
    };
    let mut both = [(id, count(id)), (other.as_str(), count(&other))];
    let sends: Vec<Value> =
        both.iter().map(|(id, (sends, ..))| json!({ "key": id, "value": sends })).collect();
    let reasons: Vec<Value> =
        both.iter().map(|(id, _)| json!({ "key": id, "value": "UNKNOWN_BLOCK_REASON" })).collect();
    both.sort_by_key(|(_, (sends, blocks, _))| blocks * 100_000 / (*sends).max(1));
    let order: Vec<&str> = both.iter().map(|(id, _)| *id).collect();
    Ok(Done::new(json!({ "data": [
        { "metric": "BLOCK_RATE", "type": "RELATIVE", "order_by_relative_metric": order },
        { "metric": "MESSAGE_SENDS", "type": "NUMBER_VALUES", "number_values": sends },
        { "metric": "TOP_BLOCK_REASON", "type": "STRING_VALUES", "string_values": reasons },
    ] })))
}

/// `POST /{waba}/migrate_message_templates?source_waba_id&page_number`: approved templates of good quality are
/// copied; the rest is told.
pub(in crate::graph) fn migrate(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.change(|state, _| {
        access.waba(state, id).ok_or_else(|| Refusal::no_object("post", id))?;
        let source = call.params.text("source_waba_id").ok_or_else(|| Refusal::missing("source_waba_id"))?;
        let page: usize = call.params.text("page_number").and_then(|text| text.parse().ok()).unwrap_or(0);
        let from = access.waba(state, &source).ok_or_else(|| Refusal::no_object("post", &source))?;
        let list: Vec<Template> =
            from.templates.iter().skip(page.saturating_mul(PAGE)).take(PAGE).cloned().collect();
        let Some(waba) = state.wabas.get_mut(id) else { return Err(Refusal::no_object("post", id)) };
        let (mut migrated, mut failed) = (Vec::new(), Vec::new());
        for template in list {
            let is_there =
                waba.templates.iter().any(|it| it.name == template.name && it.language == template.language);
            let reason = match template.status.as_str() {
                "APPROVED" if is_there => Some("The template exists in the account already."),
                "APPROVED" if waba.templates.len() >= super::LIMIT => {
                    Some("The account has too many templates.")
                }
                "APPROVED" => None,
                _ => Some("Only approved templates are migrated."),
            };
            match reason {
                Some(reason) => failed.push(json!({ "id": template.id, "reason": reason })),
                None => {
                    migrated.push(json!(template.id));
                    waba.templates.push(Template { id: chance::decimal_id(), ..template });
                }
            }
        }
        Ok(Done::new(json!({ "migrated_templates": migrated, "failed_templates": failed })).managing(id))
    })
}

/// `POST /{waba}/upsert_message_templates`: an authentication template in many languages.
pub(in crate::graph) fn upsert(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.change(|state, now| {
        access.waba(state, id).ok_or_else(|| Refusal::no_object("post", id))?;
        let languages = call.params.get("languages").and_then(Value::as_array).cloned();
        let languages = languages.filter(|it| !it.is_empty()).ok_or_else(|| Refusal::missing("languages"))?;
        let mut done = Vec::new();
        for language in languages.iter().filter_map(Value::as_str) {
            let draft = super::validate::in_language(state, call, language)?;
            if draft.category != "AUTHENTICATION" {
                return Err(Refusal::parameter("Only authentication templates can be upserted."));
            }
            let Some(waba) = state.wabas.get_mut(id) else { return Err(Refusal::no_object("post", id)) };
            let is_full = waba.templates.len() >= super::LIMIT;
            let old =
                waba.templates.iter_mut().find(|it| it.name == draft.name && it.language == draft.language);
            let template_id = match old {
                Some(old) => {
                    let id = old.id.clone();
                    *old = Template { id: id.clone(), ..draft };
                    id
                }
                None if is_full => return Err(super::too_many()),
                None => {
                    let id = chance::decimal_id();
                    waba.templates.push(Template { id: id.clone(), ..draft });
                    id
                }
            };
            done.push(json!({ "id": template_id, "status": "PENDING", "language": language }));
            let review = Due::Review { waba_id: id.to_owned(), template_id };
            state.schedule.add(now.saturating_add(millis(state.settings.review_ms)), review);
        }
        Ok(Done::new(json!({ "data": done })).managing(id))
    })
}

/// `POST /{waba}/message_templates/archive` and `/unarchive`, on api.facebook.com.
pub(in crate::graph) fn archive(
    sim: &Sim,
    call: &Call,
    access: &Access,
    id: &str,
    is_archiving: bool,
) -> Result<Done, Refusal> {
    sim.change(|state, now| {
        access.waba(state, id).ok_or_else(|| Refusal::no_object("post", id))?;
        let given = call.params.get("hsm_ids").ok_or_else(|| Refusal::missing("hsm_ids"))?;
        let ids: Vec<String> = match given {
            Value::Array(list) => list.iter().filter_map(describe_id).collect(),
            Value::String(text) => {
                text.split(',').map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
            }
            other => describe_id(other).into_iter().collect(),
        };
        if !(1..=BATCH).contains(&ids.len()) {
            return Err(Refusal::parameter("Param hsm_ids must have 1 to 100 template ids."));
        }
        let (mut done, mut failed) = (Vec::new(), serde_json::Map::new());
        for template_id in ids {
            let outcome = if is_archiving {
                put_away(state, id, &template_id, now)
            } else {
                take_out(state, id, &template_id, now)
            };
            match outcome {
                Ok(()) => done.push(template_id),
                Err(reason) => {
                    failed.insert(template_id, json!(reason));
                }
            }
        }
        let list = if is_archiving { "archived_templates" } else { "unarchived_templates" };
        Ok(Done::new(json!({ list: done, "failed_templates": failed })).managing(id))
    })
}

fn put_away(state: &mut State, waba_id: &str, id: &str, now: Micros) -> Result<(), &'static str> {
    let waba = state.wabas.get_mut(waba_id).ok_or("There is no such account.")?;
    let template = waba.templates.iter().find(|it| it.id == id).ok_or("There is no such template.")?;
    match template.status.as_str() {
        "ARCHIVED" => return Err("The template is archived already."),
        "PENDING" | "PENDING_DELETION" => return Err("A template in this status cannot be archived."),
        _ => {}
    }
    waba.desk.archived.insert(id.to_owned(), (template.status.clone(), now));
    life::set_status(state, waba_id, id, &News::of("ARCHIVED"), now);
    let due = Due::EndTemplate { waba_id: waba_id.to_owned(), template_id: id.to_owned() };
    state.schedule.add(now + 28 * DAY, due);
    Ok(())
}

fn take_out(state: &mut State, waba_id: &str, id: &str, now: Micros) -> Result<(), &'static str> {
    let waba = state.wabas.get_mut(waba_id).ok_or("There is no such account.")?;
    let (status, _) = waba.desk.archived.remove(id).ok_or("The template is not archived.")?;
    let news = News { event: Some("UNARCHIVED".to_owned()), ..News::of(&status) };
    life::set_status(state, waba_id, id, &news, now);
    Ok(())
}
