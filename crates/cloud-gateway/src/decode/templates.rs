//! News about templates.

use actions::template::{NewButton, NewTexts, TemplateNews, TemplateNewsKind};
use cloud_api_types::fields::templates as wire;
use cloud_api_types::webhook::ChangeValue;
use domain::Timestamp;
use domain::id::MetaTemplateId;
use domain::template::{CategoryNotice, TemplateReason, TemplateStatus};

use super::clean;
use crate::templates::{read_category, read_quality};

/// The news in a change, if it is about a template.
pub(super) fn decode(value: &ChangeValue, at: Timestamp) -> Option<Result<TemplateNews, String>> {
    Some(match value {
        ChangeValue::TemplateStatus(update) => status(update, at),
        ChangeValue::TemplateQuality(update) => quality(update, at),
        ChangeValue::TemplateComponents(update) => texts(update, at),
        ChangeValue::TemplateCategory(update) => category(update, at),
        ChangeValue::TemplateCategoryDetection(update) => detection(update, at),
        _ => return None,
    })
}

/// Whose news it is.
fn news(
    (id, name, language): (&Option<String>, &Option<String>, &Option<String>),
    at: Timestamp,
    what: TemplateNewsKind,
) -> Result<TemplateNews, String> {
    let id = id.as_deref().filter(|id| !id.is_empty());
    if id.is_none() && (name.is_none() || language.is_none()) {
        return Err("news about a template that it does not name".to_owned());
    }
    Ok(TemplateNews {
        meta_template_id: id.map(|id| MetaTemplateId(clean(id))),
        name: name.as_deref().map(clean),
        language: language.as_deref().map(clean),
        at,
        what,
    })
}

macro_rules! about {
    ($update:expr) => {
        (&$update.message_template_id, &$update.message_template_name, &$update.message_template_language)
    };
}

fn status(update: &wire::TemplateStatusUpdate, at: Timestamp) -> Result<TemplateNews, String> {
    use wire::TemplateEvent as Event;
    let reason = reason(update);
    let became = |status| TemplateNewsKind::Status {
        status,
        reason: reason.clone(),
        category: update.message_template_category.as_ref().map(read_category),
    };
    let what = match &update.event {
        Some(Event::Approved | Event::Reinstated | Event::Unarchived) => became(TemplateStatus::Approved),
        Some(Event::Rejected) => became(TemplateStatus::Rejected),
        Some(Event::Pending) => became(TemplateStatus::Pending),
        Some(Event::Paused) => became(TemplateStatus::Paused),
        Some(Event::Disabled) => became(TemplateStatus::Disabled),
        Some(Event::InAppeal) => became(TemplateStatus::InAppeal),
        Some(Event::PendingDeletion) => became(TemplateStatus::PendingDeletion),
        Some(Event::Deleted) => became(TemplateStatus::Deleted),
        Some(Event::LimitExceeded) => became(TemplateStatus::LimitExceeded),
        Some(Event::Archived) => became(TemplateStatus::Archived),
        Some(Event::Locked) => became(TemplateStatus::Locked),
        Some(Event::Flagged) => TemplateNewsKind::Flagged(reason.unwrap_or_default()),
        Some(Event::Unknown(word)) => TemplateNewsKind::Other(clean(word)),
        None => return Err("a template's status changed, and nothing says how".to_owned()),
    };
    news(about!(update), at, what)
}

fn reason(update: &wire::TemplateStatusUpdate) -> Option<TemplateReason> {
    let text = |text: &Option<String>| text.as_deref().filter(|t| !t.is_empty() && *t != "NONE").map(clean);
    let (other, rejection) = (update.other_info.as_ref(), update.rejection_info.as_ref());
    let reason = TemplateReason {
        code: text(&update.reason).or_else(|| text(&other?.title)),
        detail: rejection.and_then(|it| text(&it.reason)).or_else(|| text(&other?.description)),
        recommendation: rejection.and_then(|it| text(&it.recommendation)),
        disable_date: update.disable_info.as_ref().and_then(|it| text(&it.disable_date)),
    };
    (reason != TemplateReason::default()).then_some(reason)
}

fn quality(update: &wire::TemplateQualityUpdate, at: Timestamp) -> Result<TemplateNews, String> {
    let quality =
        update.new_quality_score.as_ref().ok_or("a template's quality changed, and nothing says how")?;
    news(about!(update), at, TemplateNewsKind::Quality(read_quality(quality)))
}

fn texts(update: &wire::TemplateComponentsUpdate, at: Timestamp) -> Result<TemplateNews, String> {
    let text = |text: &Option<String>| text.as_deref().map(clean);
    let button = |button: &wire::UpdatedButton| NewButton {
        kind: text(&button.message_template_button_type),
        text: text(&button.message_template_button_text),
        url: text(&button.message_template_button_url),
        phone_number: text(&button.message_template_button_phone_number),
    };
    let texts = NewTexts {
        header: text(&update.message_template_title),
        body: text(&update.message_template_element),
        footer: text(&update.message_template_footer),
        buttons: update.message_template_buttons.iter().map(button).collect(),
    };
    news(about!(update), at, TemplateNewsKind::Texts(texts))
}

/// A move is announced by its `correct_category`, and done without one.
fn category(update: &wire::TemplateCategoryUpdate, at: Timestamp) -> Result<TemplateNews, String> {
    let what = match (&update.correct_category, &update.new_category) {
        (Some(correct), _) => TemplateNewsKind::CategoryNotice(CategoryNotice {
            category: read_category(correct),
            at: update.category_update_timestamp.map(Timestamp::from_seconds),
        }),
        (None, Some(new)) => TemplateNewsKind::Category {
            category: read_category(new),
            previous: update.previous_category.as_ref().map(read_category),
        },
        (None, None) => return Err("a template's category changed, and nothing says how".to_owned()),
    };
    news(about!(update), at, what)
}

fn detection(update: &wire::TemplateCategoryDetection, at: Timestamp) -> Result<TemplateNews, String> {
    let correct =
        update.correct_category.as_ref().ok_or("a template's category is wrong, and nothing says how")?;
    let notice = CategoryNotice { category: read_category(correct), at: None };
    news(about!(update), at, TemplateNewsKind::CategoryNotice(notice))
}

#[cfg(test)]
mod tests {
    use domain::template::{TemplateCategory, TemplateQuality};
    use serde_json::{Value, json};

    use super::*;
    use crate::decode::{AccountUpdateKind, decode as decode_body};

    const NOW: Timestamp = Timestamp::from_seconds(1_780_000_100);

    fn told(field: &str, mut value: Value) -> TemplateNews {
        value["message_template_id"] = json!(1_689_556_908_129_832_i64);
        let change = json!({"field": field, "value": value});
        let entry = json!({"id": "1022", "time": 1_780_000_000, "changes": [change]});
        let body = json!({"object": "whatsapp_business_account", "entry": [entry]}).to_string();
        let mut decoded = decode_body(body.as_bytes(), NOW).unwrap();
        assert_eq!(decoded.set_aside, Vec::<String>::new());
        let update = decoded.account_updates.pop().unwrap();
        assert_eq!(update.waba.0, "1022");
        let AccountUpdateKind::Template(news) = update.kind else { panic!("not about a template") };
        assert_eq!(news.meta_template_id.as_ref().unwrap().0, "1689556908129832");
        assert_eq!(news.at, Timestamp::from_seconds(1_780_000_000), "the provider's time");
        *news
    }

    #[test]
    fn f4_every_event_of_the_reference_becomes_a_status() {
        let field = "message_template_status_update";
        for (event, want) in [
            ("APPROVED", "approved"),
            ("REINSTATED", "approved"),
            ("UNARCHIVED", "approved"),
            ("REJECTED", "rejected"),
            ("PENDING", "pending"),
            ("PAUSED", "paused"),
            ("DISABLED", "disabled"),
            ("IN_APPEAL", "in_appeal"),
            ("PENDING_DELETION", "pending_deletion"),
            ("DELETED", "deleted"),
            ("LIMIT_EXCEEDED", "limit_exceeded"),
            ("ARCHIVED", "archived"),
            ("LOCKED", "locked"),
        ] {
            let news = told(field, json!({"event": event, "reason": "NONE"}));
            let TemplateNewsKind::Status { status, reason, .. } = news.what else { panic!("{event}") };
            assert_eq!((status.as_str(), reason), (want, None));
        }
        let new = told(field, json!({"event": "LEVITATED"}));
        assert_eq!(new.what, TemplateNewsKind::Other("LEVITATED".to_owned()));
    }

    #[test]
    fn f4_reasons_are_kept_with_what_to_do() {
        let field = "message_template_status_update";
        let rejected = told(
            field,
            json!({"event": "REJECTED", "reason": "INVALID_FORMAT",
            "rejection_info": {"reason": "Adjacent parameters", "recommendation": "Separate them"}}),
        );
        let TemplateNewsKind::Status { reason: Some(reason), .. } = rejected.what else { panic!() };
        assert_eq!(reason.code.as_deref(), Some("INVALID_FORMAT"));
        assert_eq!(reason.recommendation.as_deref(), Some("Separate them"));
        let paused = told(
            field,
            json!({"event": "PAUSED", "reason": null,
            "other_info": {"title": "FIRST_PAUSE", "description": "Paused for 3 hours"}}),
        );
        let TemplateNewsKind::Status { reason: Some(reason), .. } = paused.what else { panic!() };
        assert_eq!(reason.code.as_deref(), Some("FIRST_PAUSE"));
        let flagged =
            told(field, json!({"event": "FLAGGED", "disable_info": {"disable_date": "April 17, 2027"}}));
        let TemplateNewsKind::Flagged(reason) = flagged.what else { panic!() };
        assert_eq!(reason.disable_date.as_deref(), Some("April 17, 2027"));
    }

    #[test]
    fn f4_quality_category_and_texts_are_told() {
        let quality = json!({"previous_quality_score": "GREEN", "new_quality_score": "YELLOW"});
        let news = told("message_template_quality_update", quality);
        assert_eq!(news.what, TemplateNewsKind::Quality(TemplateQuality::Yellow));
        let announced = json!({"correct_category": "MARKETING", "new_category": "UTILITY",
            "category_update_timestamp": 1_780_086_400});
        let notice = CategoryNotice {
            category: TemplateCategory::Marketing,
            at: Some(Timestamp::from_seconds(1_780_086_400)),
        };
        let news = told("template_category_update", announced);
        assert_eq!(news.what, TemplateNewsKind::CategoryNotice(notice.clone()));
        let done = told(
            "template_category_update",
            json!({"previous_category": "UTILITY", "new_category": "MARKETING"}),
        );
        let want = TemplateNewsKind::Category {
            category: TemplateCategory::Marketing,
            previous: Some(TemplateCategory::Utility),
        };
        assert_eq!(done.what, want);
        let wrong = told(
            "template_correct_category_detection",
            json!({"category": "UTILITY", "correct_category": "MARKETING"}),
        );
        assert_eq!(wrong.what, TemplateNewsKind::CategoryNotice(CategoryNotice { at: None, ..notice }));
        let texts = told(
            "message_template_components_update",
            json!({"message_template_element": "Hi {{1}}!", "message_template_title": "Hello",
            "message_template_buttons": [{"message_template_button_type": "URL",
                "message_template_button_url": "https://a.b/{{1}}"}]}),
        );
        let TemplateNewsKind::Texts(texts) = texts.what else { panic!() };
        assert_eq!((texts.header.as_deref(), texts.body.as_deref()), (Some("Hello"), Some("Hi {{1}}!")));
        assert_eq!(texts.buttons[0].url.as_deref(), Some("https://a.b/{{1}}"));
    }
}
