//! Message templates: list, create, edit, delete, and their review.

mod validate;

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
use crate::webhooks::{self, Change};
use crate::world::Template;

const DEFAULTS: [&str; 6] = ["name", "parameter_format", "components", "language", "status", "category"];
/// Templates of an account; as many as an unverified one may have.
const LIMIT: usize = 250;
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
            return Err(Refusal::with_subcode(
                2_388_019,
                "Template limit exceeded",
                "The account has 250 templates.",
            ));
        }
        let waba = state.wabas.get_mut(id).ok_or_else(|| Refusal::no_object("post", id))?;
        if waba.desk.locked_names.get(&draft.name).is_some_and(|until| now < *until) {
            let message = "A deleted template's name cannot be used again for 30 days.";
            return Err(Refusal::with_subcode(2_388_025, "Name is locked", message));
        }
        waba.desk.created.retain(|at| now - at < HOUR);
        if waba.desk.created.len() >= AN_HOUR {
            return Err(Refusal::known(80_007));
        }
        waba.desk.created.push(now);
        let template = Template { id: chance::decimal_id(), ..draft };
        let answer = json!({ "id": template.id, "status": "PENDING", "category": template.category });
        let mut more = Map::new();
        for key in ["message_send_ttl_seconds", "cta_url_link_tracking_opted_out", "sub_category"] {
            if let Some(value) = call.params.get(key) {
                more.insert(key.to_owned(), value.clone());
            }
        }
        waba.desk.more.insert(template.id.clone(), more);
        let review = Due::Review { waba_id: id.to_owned(), template_id: template.id.clone() };
        waba.templates.push(template);
        state.schedule.add(now.saturating_add(millis(state.settings.review_ms)), review);
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
    let review = Due::Review { waba_id: waba_id.to_owned(), template_id: new.id.clone() };
    if let Some(place) = waba.templates.iter_mut().find(|template| template.id == old.id) {
        *place = Template { status: "PENDING".to_owned(), ..new };
    }
    state.schedule.add(now.saturating_add(millis(state.settings.review_ms)), review);
    Ok(Done::new(answer).managing(waba_id))
}

/// `DELETE /{waba}/message_templates?name=` with or without `hsm_id`.
pub(super) fn delete(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.with(|state, now| {
        access.waba(state, id).ok_or_else(|| Refusal::no_object("delete", id))?;
        let name = call.params.text("name").ok_or_else(|| Refusal::missing("name"))?;
        let only = call.params.text("hsm_id");
        let forgetful = state.settings.forgetful;
        let Some(waba) = state.wabas.get_mut(id) else { return Err(Refusal::no_object("delete", id)) };
        let is_meant = |it: &Template| it.name == name && only.as_ref().is_none_or(|only| it.id == *only);
        let meant: Vec<&Template> = waba.templates.iter().filter(|it| is_meant(it)).collect();
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
        let was_approved = meant.iter().any(|it| it.status == "APPROVED");
        if !forgetful {
            waba.templates.retain(|it| !is_meant(it));
            if was_approved {
                waba.desk.locked_names.insert(name, now + 30 * DAY);
            }
        }
        Ok(Done::success().managing(id))
    })
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
    sim.change(|state, now| set_status(state, &waba_id, id, &News::of("APPROVED"), now));
    Ok(Done::success())
}

/// What becomes of a template.
#[derive(Debug, Default)]
pub(crate) struct News {
    pub(crate) status: String,
    /// The event of the webhook, when it is not the status.
    pub(crate) event: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) other_info: Option<Value>,
    pub(crate) rejection_info: Option<Value>,
}

impl News {
    pub(crate) fn of(status: &str) -> Self {
        Self { status: status.to_owned(), ..Self::default() }
    }
}

/// The reviewers have decided.
pub(crate) fn review(state: &mut State, waba_id: &str, template_id: &str, now: Micros) {
    let is_pending = state.wabas.get(waba_id).is_some_and(|waba| {
        waba.templates.iter().any(|template| template.id == template_id && template.status == "PENDING")
    });
    if !is_pending {
        return;
    }
    match state.settings.review.as_str() {
        "manual" => {}
        "reject" => {
            let rejection =
                json!({ "reason": "The sample says so.", "recommendation": "Change the setting review." });
            let news = News {
                reason: Some("INVALID_FORMAT".to_owned()),
                rejection_info: Some(rejection),
                ..News::of("REJECTED")
            };
            set_status(state, waba_id, template_id, &news, now);
        }
        _ => set_status(state, waba_id, template_id, &News::of("APPROVED"), now),
    }
}

/// Gives a template another status and tells the apps.
pub(crate) fn set_status(state: &mut State, waba_id: &str, template_id: &str, news: &News, now: Micros) {
    let Some(waba) = state.wabas.get_mut(waba_id) else { return };
    let Some(template) = waba.templates.iter_mut().find(|template| template.id == template_id) else {
        return;
    };
    template.status.clone_from(&news.status);
    let mut value = named(template);
    value["event"] = json!(news.event.as_ref().unwrap_or(&news.status));
    value["message_template_category"] = json!(template.category);
    value["reason"] = match news.status.as_str() {
        "APPROVED" | "REJECTED" => json!(news.reason.as_deref().unwrap_or("NONE")),
        _ => json!(news.reason),
    };
    for (key, part) in [("other_info", &news.other_info), ("rejection_info", &news.rejection_info)] {
        if let Some(part) = part {
            value[key] = part.clone();
        }
    }
    let more = waba.desk.more.entry(template_id.to_owned()).or_default();
    more.insert("rejected_reason".to_owned(), json!(news.reason.as_deref().unwrap_or("NONE")));
    webhooks::emit(state, Change::managing(waba_id, "message_template_status_update", value, now), now);
}

/// Gives a template another quality and tells the apps.
pub(crate) fn set_quality(state: &mut State, waba_id: &str, template_id: &str, score: &str, now: Micros) {
    let Some(waba) = state.wabas.get_mut(waba_id) else { return };
    let Some(template) = waba.templates.iter().find(|template| template.id == template_id) else { return };
    let mut value = named(template);
    let more = waba.desk.more.entry(template_id.to_owned()).or_default();
    let old = more.get("quality_score").and_then(|quality| quality.get("score")).cloned();
    value["previous_quality_score"] = old.unwrap_or_else(|| json!("UNKNOWN"));
    value["new_quality_score"] = json!(score);
    more.insert("quality_score".to_owned(), json!({ "score": score, "date": crate::clock::unix(now) }));
    webhooks::emit(state, Change::managing(waba_id, "message_template_quality_update", value, now), now);
}

/// Gives a template another category and tells the apps.
pub(crate) fn set_category(state: &mut State, waba_id: &str, template_id: &str, category: &str, now: Micros) {
    let Some(waba) = state.wabas.get_mut(waba_id) else { return };
    let Some(template) = waba.templates.iter_mut().find(|template| template.id == template_id) else {
        return;
    };
    let mut value = named(template);
    value["previous_category"] = json!(template.category);
    value["new_category"] = json!(category);
    let more = waba.desk.more.entry(template_id.to_owned()).or_default();
    more.insert("previous_category".to_owned(), json!(template.category));
    category.clone_into(&mut template.category);
    webhooks::emit(state, Change::managing(waba_id, "template_category_update", value, now), now);
}

/// Template ids are integers in webhooks.
fn named(template: &Template) -> Value {
    let id = template.id.parse::<u64>().map_or_else(|_| json!(template.id), |id| json!(id));
    json!({
        "message_template_id": id,
        "message_template_name": template.name,
        "message_template_language": template.language,
    })
}

/// `GET /message_template_library`: a few of Meta's ready-made templates.
pub(super) fn library(call: &Call) -> Done {
    let all = [
        ("delivery_update_1", "UTILITY", "Good news! Your order #{{1}} is on its way to you."),
        ("order_management_1", "UTILITY", "Thank you for your order {{1}}. We will tell you when it leaves."),
        ("payment_due_reminder_1", "UTILITY", "Your payment of {{1}} is due on {{2}}. Please pay in time."),
    ];
    let wanted = call.params.text("search").map(|text| text.to_lowercase());
    let fits = |name: &str, body: &str| {
        wanted
            .as_ref()
            .is_none_or(|it| name.contains(it.as_str()) || body.to_lowercase().contains(it.as_str()))
    };
    let shown = all.into_iter().enumerate().filter(|(_, (name, _, body))| fits(name, body));
    let shown = shown.map(|(i, (name, category, body))| {
        json!({ "id": format!("78904400638857{i}"), "name": name, "language": "en_US", "category": category,
                "topic": "ORDER_MANAGEMENT", "usecase": "DELIVERY_UPDATE", "industry": ["E_COMMERCE"], "body": body })
    });
    Done::new(page(shown.collect(), &call.params))
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
