//! What becomes of templates after they were made: review, quality, pauses, categories, pacing, archive, end.

use serde_json::{Value, json};

use crate::clock::{DAY, HOUR, Micros, millis, unix};
use crate::phones;
use crate::schedule::Due;
use crate::state::{State, WabaState};
use crate::webhooks::{self, Change};
use crate::world::Template;

/// How long the first and the second pause take; the third is the end.
const PAUSES: [(Micros, &str, &str); 2] =
    [(3 * HOUR, "FIRST_PAUSE", "Paused for 3 hours"), (6 * HOUR, "SECOND_PAUSE", "Paused for 6 hours")];
/// Feedback counts for this long.
const FEEDBACK: Micros = 7 * DAY;
/// Percent of a template's people who block, from which it is yellow, and red. Meta does not tell its own.
const YELLOW: usize = 5;
const RED: usize = 10;
/// Sends and blocks that are remembered of a template.
const REMEMBERED: usize = 10_000;
/// Messages of one template that are held back.
const HELD: usize = 10_000;

/// What becomes of a template.
#[derive(Debug, Default)]
pub(crate) struct News {
    pub(crate) status: String,
    /// The event of the webhook, when it is not the status.
    pub(crate) event: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) other_info: Option<Value>,
    pub(crate) rejection_info: Option<Value>,
    pub(crate) disable_info: Option<Value>,
}

impl News {
    pub(crate) fn of(status: &str) -> Self {
        Self { status: status.to_owned(), ..Self::default() }
    }

    fn because(status: &str, title: &str, description: &str) -> Self {
        let info = json!({ "title": title, "description": description });
        Self { other_info: Some(info), ..Self::of(status) }
    }
}

fn known<'s>(state: &'s State, waba_id: &str, id: &str) -> Option<&'s Template> {
    state.wabas.get(waba_id)?.templates.iter().find(|template| template.id == id)
}

fn status_of<'s>(state: &'s State, waba_id: &str, id: &str) -> &'s str {
    known(state, waba_id, id).map_or("", |template| template.status.as_str())
}

/// The reviewers have decided.
pub(crate) fn review(state: &mut State, waba_id: &str, template_id: &str, now: Micros) {
    if status_of(state, waba_id, template_id) != "PENDING" {
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
    for (key, part) in [
        ("other_info", &news.other_info),
        ("rejection_info", &news.rejection_info),
        ("disable_info", &news.disable_info),
    ] {
        if let Some(part) = part {
            value[key] = part.clone();
        }
    }
    let more = waba.desk.more.entry(template_id.to_owned()).or_default();
    more.insert("rejected_reason".to_owned(), json!(news.reason.as_deref().unwrap_or("NONE")));
    more.insert("rejection_info".to_owned(), json!(news.rejection_info));
    webhooks::emit(state, Change::managing(waba_id, "message_template_status_update", value, now), now);
}

/// Gives a template another quality and tells the apps.
pub(crate) fn set_quality(state: &mut State, waba_id: &str, template_id: &str, score: &str, now: Micros) {
    let Some(waba) = state.wabas.get_mut(waba_id) else { return };
    let Some(template) = waba.templates.iter().find(|template| template.id == template_id) else { return };
    let mut value = named(template);
    value["previous_quality_score"] = json!(quality(waba, template_id));
    value["new_quality_score"] = json!(score);
    let more = waba.desk.more.entry(template_id.to_owned()).or_default();
    more.insert("quality_score".to_owned(), json!({ "score": score, "date": unix(now) }));
    webhooks::emit(state, Change::managing(waba_id, "message_template_quality_update", value, now), now);
}

fn quality(waba: &WabaState, template_id: &str) -> String {
    let quality = waba.desk.more.get(template_id).and_then(|more| more.get("quality_score"));
    quality.and_then(|it| it.get("score")).and_then(Value::as_str).unwrap_or("UNKNOWN").to_owned()
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
    more.remove("correct_category");
    category.clone_into(&mut template.category);
    webhooks::emit(state, Change::managing(waba_id, "template_category_update", value, now), now);
}

/// Announces another category; it comes 24 hours later.
pub(crate) fn announce_category(state: &mut State, waba_id: &str, id: &str, category: &str, now: Micros) {
    let Some(waba) = state.wabas.get_mut(waba_id) else { return };
    let Some(template) = waba.templates.iter().find(|template| template.id == id) else { return };
    let at = now + DAY;
    let mut value = named(template);
    value["correct_category"] = json!(category);
    value["new_category"] = json!(template.category);
    value["category_update_timestamp"] = json!(unix(at));
    let more = waba.desk.more.entry(id.to_owned()).or_default();
    more.insert("correct_category".to_owned(), json!(category));
    let due = Due::Recategorise {
        waba_id: waba_id.to_owned(),
        template_id: id.to_owned(),
        category: category.to_owned(),
    };
    state.schedule.add(at, due);
    webhooks::emit(state, Change::managing(waba_id, "template_category_update", value, now), now);
}

/// Tells that the text looks like another category, without consequences.
pub(crate) fn detect_category(state: &mut State, waba_id: &str, id: &str, category: &str, now: Micros) {
    let Some(template) = known(state, waba_id, id) else { return };
    let mut value = named(template);
    value["category"] = json!(template.category);
    value["correct_category"] = json!(category);
    let change = Change::managing(waba_id, "template_correct_category_detection", value, now);
    webhooks::emit(state, change, now);
}

/// Tells the parts of an edited template.
pub(super) fn tell_components(state: &mut State, waba_id: &str, id: &str, now: Micros) {
    let Some(template) = known(state, waba_id, id) else { return };
    let part = |kind: &str| {
        let is_kind = |it: &&Value| {
            it.get("type").and_then(Value::as_str).is_some_and(|it| it.eq_ignore_ascii_case(kind))
        };
        template.components.iter().find(is_kind)
    };
    let text = |kind: &str| part(kind).and_then(|part| part.get("text")).cloned();
    let mut value = named(template);
    value["message_template_element"] = json!(text("BODY"));
    for (key, kind) in [("message_template_title", "HEADER"), ("message_template_footer", "FOOTER")] {
        if let Some(text) = text(kind) {
            value[key] = text;
        }
    }
    if let Some(buttons) = part("BUTTONS").and_then(|it| it.get("buttons")?.as_array()) {
        let told = buttons.iter().map(|button| {
            let mut told = json!({ "message_template_button_type": button["type"], "message_template_button_text": button["text"] });
            for key in ["url", "phone_number"] {
                if let Some(part) = button.get(key) {
                    told[format!("message_template_button_{key}")] = part.clone();
                }
            }
            told
        });
        value["message_template_buttons"] = told.collect();
    }
    let change = Change::managing(waba_id, "message_template_components_update", value, now);
    webhooks::emit(state, change, now);
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

/// Pauses a template: for three hours, then for six, then for good.
pub(crate) fn pause(state: &mut State, waba_id: &str, id: &str, now: Micros) {
    if status_of(state, waba_id, id) != "APPROVED" {
        return;
    }
    let Some(waba) = state.wabas.get_mut(waba_id) else { return };
    let count = waba.desk.pauses.entry(id.to_owned()).or_default();
    let pause = PAUSES.get(*count);
    *count += 1;
    let number = *count;
    match pause {
        Some((length, title, description)) => {
            set_status(state, waba_id, id, &News::because("PAUSED", title, description), now);
            let due = Due::Unpause { waba_id: waba_id.to_owned(), template_id: id.to_owned(), number };
            state.schedule.add(now + length, due);
        }
        None => {
            let news = News::because("DISABLED", "DISABLED", "Disabled for its quality");
            set_status(state, waba_id, id, &news, now);
        }
    }
}

/// A pause is over, by itself or because the business says so. What was blamed on it is forgotten.
pub(crate) fn unpause(state: &mut State, waba_id: &str, id: &str, number: Option<usize>, now: Micros) {
    let Some(waba) = state.wabas.get_mut(waba_id) else { return };
    let is_that = number.is_none_or(|number| waba.desk.pauses.get(id) == Some(&number));
    waba.desk.blocks.remove(id);
    if is_that && status_of(state, waba_id, id) == "PAUSED" {
        set_status(state, waba_id, id, &News::because("APPROVED", "UNPAUSE", "The pause is over"), now);
    }
}

/// A template goes out; what people think of it is measured against this. `true`: it is to be held back until
/// more is known.
pub(crate) fn note_send(state: &mut State, waba_id: &str, id: &str, now: Micros) -> bool {
    let most = state.settings.pacing_after;
    let Some(waba) = state.wabas.get_mut(waba_id) else { return false };
    let score = quality(waba, id);
    let is_authentication = waba.templates.iter().any(|it| it.id == id && it.category == "AUTHENTICATION");
    let is_held_by_hand = waba.desk.held_by_hand.iter().any(|held| held == id);
    let sends = waba.desk.sends.entry(id.to_owned()).or_default();
    sends.retain(|at| now - at < FEEDBACK);
    let lately = sends.iter().filter(|at| now - **at < DAY).count();
    let is_paced =
        most.is_some_and(|most| lately >= most as usize) && score == "UNKNOWN" && !is_authentication;
    if is_held_by_hand || is_paced {
        return true;
    }
    if sends.len() < REMEMBERED {
        sends.push(now);
    }
    false
}

/// Keeps an accepted message back; `false` when too many are kept already.
pub(crate) fn hold(state: &mut State, waba_id: &str, id: &str, wamid: &str, now: Micros) -> bool {
    let pause = millis(state.settings.pacing_ms);
    let Some(waba) = state.wabas.get_mut(waba_id) else { return false };
    let held = waba.desk.held.entry(id.to_owned()).or_default();
    if held.len() >= HELD {
        return false;
    }
    held.push(wamid.to_owned());
    if held.len() == 1 && !waba.desk.held_by_hand.iter().any(|it| it == id) {
        let due = Due::Judge { waba_id: waba_id.to_owned(), template_id: id.to_owned() };
        state.schedule.add(now.saturating_add(pause), due);
    }
    true
}

/// Enough is known of a paced template: a good one goes on, a bad one is dropped.
pub(crate) fn judge(state: &mut State, waba_id: &str, id: &str, now: Micros) {
    let Some(waba) = state.wabas.get(waba_id) else { return };
    let is_bad = quality(waba, id) == "RED" || status_of(state, waba_id, id) != "APPROVED";
    if !is_bad && quality(waba, id) == "UNKNOWN" {
        set_quality(state, waba_id, id, "GREEN", now);
    }
    release(state, waba_id, id, is_bad, now);
}

/// Lets held messages go, or drops them (132015).
pub(crate) fn release(state: &mut State, waba_id: &str, id: &str, is_dropped: bool, now: Micros) {
    let Some(waba) = state.wabas.get_mut(waba_id) else { return };
    waba.desk.held_by_hand.retain(|held| held != id);
    for wamid in waba.desk.held.remove(id).unwrap_or_default() {
        phones::let_go(state, &wamid, is_dropped.then_some(132_015), now);
    }
}

/// From now on this template's messages are held back until they are released.
pub(crate) fn hold_by_hand(state: &mut State, waba_id: &str, id: &str) {
    let Some(waba) = state.wabas.get_mut(waba_id) else { return };
    if !waba.desk.held_by_hand.iter().any(|held| held == id) {
        waba.desk.held_by_hand.push(id.to_owned());
    }
}

/// Somebody blocked or reported the business after this template. A template that too many are tired of is paused.
pub(crate) fn note_block(state: &mut State, waba_id: &str, id: &str, now: Micros) {
    let Some(waba) = state.wabas.get_mut(waba_id) else { return };
    let sends =
        waba.desk.sends.get(id).map_or(0, |sends| sends.iter().filter(|at| now - **at < FEEDBACK).count());
    let blocks = waba.desk.blocks.entry(id.to_owned()).or_default();
    blocks.retain(|at| now - at < FEEDBACK);
    if blocks.len() < REMEMBERED {
        blocks.push(now);
    }
    let percent = blocks.len() * 100 / sends.max(1);
    let score = match percent {
        RED.. => "RED",
        YELLOW.. => "YELLOW",
        _ => "GREEN",
    };
    let is_new = quality(waba, id) != score;
    if is_new {
        set_quality(state, waba_id, id, score, now);
    }
    if score == "RED" {
        pause(state, waba_id, id, now);
    }
}

/// A template whose last message has arrived, or whose archive time is over, is gone.
pub(crate) fn finish(state: &mut State, waba_id: &str, id: &str, now: Micros) {
    let status = status_of(state, waba_id, id).to_owned();
    let since = state.wabas.get(waba_id).and_then(|waba| waba.desk.archived.get(id)).map(|(_, at)| *at);
    let is_due = status == "PENDING_DELETION"
        || (status == "ARCHIVED" && since.is_some_and(|at| now - at >= 28 * DAY));
    if !is_due {
        return;
    }
    set_status(state, waba_id, id, &News::of("DELETED"), now);
    if let Some(waba) = state.wabas.get_mut(waba_id) {
        waba.templates.retain(|template| template.id != id);
        waba.desk.archived.remove(id);
    }
}
