//! News about accounts and numbers, in our words. Everything that nobody else understands ends here too: it is kept
//! for people to read.

use actions::account::{AccountChange, AccountNews, NamedNumber};
use cloud_api_types::RawJson;
use cloud_api_types::fields::account as wire;
use cloud_api_types::webhook::{Change, ChangeValue};
use domain::account::{Ban, RequestedName, Restriction, Severity};
use domain::id::MetaPhoneNumberId;
use domain::{Timestamp, WabaId};
use serde_json::Value;

use super::notices::{self, Words};
use super::{clean, time};
use crate::account::some;

/// Fields that others understand: one of quite another shape is no notice.
const OTHERS: [&str; 23] = [
    "messages",
    "message_template_status_update",
    "message_template_quality_update",
    "message_template_components_update",
    "template_category_update",
    "template_correct_category_detection",
    "flows",
    "user_id_update",
    "user_preferences",
    "calls",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
    "smb_message_echoes",
    "message_echoes",
    "history",
    "smb_app_state_sync",
    "messaging_handovers",
    "standby",
    "tracking_events",
    "automatic_events",
    "consumer_profile",
];

/// What one change says.
struct Said {
    words: Words,
    changes: Vec<AccountChange>,
    /// As people write it.
    phone: Option<String>,
}

/// The news in a change of account `entry`, and which account it is about; `None` when it is nothing of this room.
pub(super) fn decode(
    entry: &str,
    change: &Change,
    told_at: Option<i64>,
    received_at: Timestamp,
) -> Option<(WabaId, AccountNews)> {
    let (said, raw) = match &change.value {
        ChangeValue::Account(update) => (account(update), update.raw()),
        ChangeValue::AccountReview(update) => (review(update), update.raw()),
        ChangeValue::AccountAlert(alert) => (only(notices::alert(alert)), alert.raw()),
        ChangeValue::AccountSettings(update) => (only(notices::settings()), update.raw()),
        ChangeValue::BusinessCapability(update) => (capability(update), update.raw()),
        ChangeValue::BusinessUsername(update) => (username(update), update.raw()),
        ChangeValue::PhoneNumberQuality(update) => (quality(update), update.raw()),
        ChangeValue::PhoneNumberName(update) => (name(update), update.raw()),
        ChangeValue::Security(update) => {
            let phone = update.display_phone_number.clone();
            (Said { phone, ..only(notices::security(update)) }, update.raw())
        }
        ChangeValue::PartnerSolution(update) => (only(notices::solution(update)), update.raw()),
        ChangeValue::PaymentConfiguration(update) => (only(notices::payment(update)), update.raw()),
        ChangeValue::Other(raw) if !OTHERS.contains(&change.field.as_str()) => {
            (only(notices::unknown(&change.field)), raw)
        }
        _ => return None,
    };
    let waba = match &change.value {
        ChangeValue::Account(update) => {
            update.waba_info.as_ref().and_then(|info| info.waba_id.clone()).and_then(some)
        }
        _ => None,
    };
    Some((WabaId(waba.unwrap_or_else(|| clean(entry))), news(entry, change, raw, said, told_at, received_at)))
}

fn news(
    entry: &str,
    change: &Change,
    raw: &RawJson,
    said: Said,
    told_at: Option<i64>,
    received_at: Timestamp,
) -> AccountNews {
    let value = raw.to_value().unwrap_or_default();
    let told_at = told_at.or_else(|| own_time(&value));
    AccountNews {
        field: clean(&change.field),
        at: time(told_at, received_at),
        told_at,
        portfolio: some(entry.to_owned()),
        number: said.phone.and_then(some).map(NamedNumber::Phone).or_else(|| named(&value)),
        changes: said.changes,
        severity: said.words.severity,
        title: clean(&said.words.title),
        detail: said.words.detail.and_then(some),
        remedy: said.words.remedy,
        raw: raw.get().to_owned(),
    }
}

/// Some values carry a time of their own.
fn own_time(value: &Value) -> Option<i64> {
    let time = value.get("timestamp")?;
    time.as_i64().or_else(|| time.as_str()?.parse().ok())
}

/// The number that a value names somewhere.
fn named(value: &Value) -> Option<NamedNumber> {
    let text = |path: &str| value.pointer(path).and_then(Value::as_str).and_then(|it| some(it.to_owned()));
    text("/phone_number_settings/phone_number_id")
        .or_else(|| text("/metadata/phone_number_id"))
        .map(|id| NamedNumber::Id(MetaPhoneNumberId(id)))
        .or_else(|| text("/display_phone_number").map(NamedNumber::Phone))
}

fn only(words: Words) -> Said {
    Said { words, changes: Vec::new(), phone: None }
}

fn account(update: &wire::AccountUpdate) -> Said {
    use wire::AccountEvent as Event;
    let word = update.event.as_ref().map(|event| clean(event.as_str())).unwrap_or_default();
    let changes = match &update.event {
        // About one number: what becomes of the account is told separately.
        _ if update.phone_number.is_some() => Vec::new(),
        Some(
            Event::Deleted
            | Event::Offboarded
            | Event::Reconnected
            | Event::PartnerAdded
            | Event::PartnerRemoved
            | Event::PartnerAppInstalled
            | Event::PartnerAppUninstalled,
        ) => vec![AccountChange::Connection(word)],
        Some(Event::Restriction) => vec![AccountChange::Restrictions(restrictions(update))],
        Some(Event::Violation) => update
            .violation_info
            .as_ref()
            .and_then(|info| info.violation_type.clone())
            .and_then(some)
            .map(AccountChange::Violation)
            .into_iter()
            .collect(),
        Some(Event::DisabledUpdate) => ban(update).into_iter().collect(),
        Some(Event::PrimaryCountryUpdate) => {
            update.country.clone().and_then(some).map(AccountChange::Country).into_iter().collect()
        }
        _ => Vec::new(),
    };
    Said { words: notices::account(update), changes, phone: update.phone_number.clone() }
}

fn restrictions(update: &wire::AccountUpdate) -> Vec<Restriction> {
    let read = |it: &wire::Restriction| {
        let kind = it.restriction_type.clone().and_then(some)?;
        let told = it.expiration.clone().and_then(some);
        let seconds = told.as_deref().and_then(|text| text.parse().ok()).map(Timestamp::from_seconds);
        let until = seconds.or_else(|| told.as_deref().and_then(Timestamp::parse));
        let until_text = told.filter(|_| until.is_none());
        Some(Restriction { kind, until, until_text })
    };
    update.restriction_info.iter().filter_map(read).collect()
}

fn ban(update: &wire::AccountUpdate) -> Option<AccountChange> {
    let info = update.ban_info.as_ref()?;
    let state = info.waba_ban_state.clone().and_then(some)?;
    if state.eq_ignore_ascii_case("REINSTATE") {
        return Some(AccountChange::Reinstated);
    }
    Some(AccountChange::Ban(Ban { state, date: info.waba_ban_date.clone().and_then(some) }))
}

fn review(update: &wire::AccountReviewUpdate) -> Said {
    let changes = update.decision.clone().and_then(some).map(AccountChange::Review);
    Said { words: notices::review(update), changes: changes.into_iter().collect(), phone: None }
}

fn capability(update: &wire::BusinessCapabilityUpdate) -> Said {
    let old = update.max_daily_conversation_per_phone.map(|count| match count {
        -1 => "TIER_UNLIMITED".to_owned(),
        count => count.to_string(),
    });
    let limit = update.max_daily_conversations_per_business.clone().and_then(some).or(old);
    let numbers = update.max_phone_numbers_per_waba.or(update.max_phone_numbers_per_business);
    let changes = [limit.clone().map(AccountChange::Limit), numbers.map(AccountChange::MaxPhoneNumbers)];
    let words = notices::capability(limit.as_deref(), numbers);
    Said { words, changes: changes.into_iter().flatten().collect(), phone: None }
}

fn username(update: &wire::BusinessUsernameUpdate) -> Said {
    let status = update.status.clone().and_then(some);
    let is_gone = status.as_deref() == Some("deleted");
    let username = update.username.clone().and_then(some).filter(|_| !is_gone);
    Said {
        words: notices::username(update),
        changes: vec![AccountChange::NumberUsername { username, status }],
        phone: update.display_phone_number.clone(),
    }
}

fn quality(update: &wire::PhoneNumberQualityUpdate) -> Said {
    use wire::NumberEvent as Event;
    let limit = update.max_daily_conversations_per_business.clone().or_else(|| update.current_limit.clone());
    let limit = limit.and_then(some);
    let state = match &update.event {
        Some(Event::ThroughputUpgrade) => Some(AccountChange::NumberThroughput("HIGH".to_owned())),
        Some(Event::Flagged) => Some(AccountChange::NumberStatus("FLAGGED".to_owned())),
        Some(Event::Unflagged) => Some(AccountChange::NumberStatus("CONNECTED".to_owned())),
        _ => None,
    };
    let changes = state.into_iter().chain(limit.clone().map(AccountChange::Limit)).collect();
    let words = notices::quality(update, limit.as_deref());
    Said { words, changes, phone: update.display_phone_number.clone() }
}

fn name(update: &wire::PhoneNumberNameUpdate) -> Said {
    let reason = update.rejection_reason.clone().and_then(some).filter(|reason| reason != "NONE");
    let name = RequestedName {
        name: update.requested_verified_name.clone().and_then(some),
        status: update.decision.clone().and_then(some),
        reason,
    };
    let words = notices::name(&name);
    let phone = update.display_phone_number.clone();
    Said { words, changes: vec![AccountChange::NumberName(name)], phone }
}

/// How much a word of the provider's matters.
pub(super) fn severity(word: Option<&str>) -> Severity {
    match word {
        Some("CRITICAL") => Severity::Critical,
        Some("WARNING") => Severity::Warning,
        _ => Severity::Info,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::decode::{AccountUpdateKind, decode};

    const NOW: Timestamp = Timestamp::from_seconds(1_780_000_100);

    fn told(field: &str, value: &Value) -> (WabaId, AccountNews) {
        let entry =
            json!({"id": "1022", "time": 1_780_000_000, "changes": [{"field": field, "value": value}]});
        let body = json!({"object": "whatsapp_business_account", "entry": [entry]}).to_string();
        let mut decoded = decode(body.as_bytes(), NOW).unwrap();
        assert_eq!((decoded.account_updates.len(), decoded.set_aside.len()), (1, 0), "{decoded:?}");
        let update = decoded.account_updates.remove(0);
        let AccountUpdateKind::Account(news) = update.kind else { panic!("no news of an account") };
        (update.waba, *news)
    }

    #[test]
    fn b6_a_limit_a_flag_and_a_faster_number_are_understood() {
        let (waba, news) = told(
            "phone_number_quality_update",
            &json!({"display_phone_number": "15550783881", "event": "THROUGHPUT_UPGRADE",
                "max_daily_conversations_per_business": "TIER_10K"}),
        );
        assert_eq!((waba, news.at), (WabaId::from("1022"), Timestamp::from_seconds(1_780_000_000)));
        assert_eq!(news.number, Some(NamedNumber::Phone("15550783881".into())));
        let limit = AccountChange::Limit("TIER_10K".into());
        assert_eq!(news.changes, [AccountChange::NumberThroughput("HIGH".into()), limit]);
        let (_, flagged) =
            told("phone_number_quality_update", &json!({"event": "FLAGGED", "current_limit": "TIER_1K"}));
        assert_eq!(flagged.changes[0], AccountChange::NumberStatus("FLAGGED".into()));
        assert_eq!(flagged.severity, Severity::Warning);
        let (_, capability) = told(
            "business_capability_update",
            &json!({"max_daily_conversation_per_phone": -1, "max_phone_numbers_per_business": 25}),
        );
        let limits = [AccountChange::Limit("TIER_UNLIMITED".into()), AccountChange::MaxPhoneNumbers(25)];
        assert_eq!(capability.changes, limits);
    }

    #[test]
    fn b6_bans_restrictions_and_partners_are_understood() {
        let ban = |state: &str| {
            told(
                "account_update",
                &json!({"event": "DISABLED_UPDATE",
                "ban_info": {"waba_ban_state": state, "waba_ban_date": "April 17, 2027"}}),
            )
            .1
        };
        assert_eq!(
            ban("SCHEDULE_FOR_DISABLE").changes,
            [AccountChange::Ban(Ban {
                state: "SCHEDULE_FOR_DISABLE".into(),
                date: Some("April 17, 2027".into())
            })]
        );
        assert_eq!(ban("DISABLE").severity, Severity::Critical);
        assert_eq!(ban("REINSTATE").changes, [AccountChange::Reinstated]);
        let (_, restricted) = told(
            "account_update",
            &json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": [
                {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": 1_780_009_000},
                {"restriction_type": "RESTRICTED_ADD_PHONE_NUMBER_ACTION", "expiration": "some day"}]}),
        );
        let AccountChange::Restrictions(restrictions) = &restricted.changes[0] else { panic!() };
        assert_eq!(restrictions[0].until, Some(Timestamp::from_seconds(1_780_009_000)));
        assert_eq!(restrictions[1].until_text.as_deref(), Some("some day"));
        let (waba, removed) = told(
            "account_update",
            &json!({"event": "PARTNER_REMOVED", "waba_info": {"waba_id": "77", "owner_business_id": "5"},
                "disconnection_info": {"reason": "PRIMARY_INACTIVITY"}}),
        );
        assert_eq!((waba, removed.portfolio.as_deref()), (WabaId::from("77"), Some("1022")));
        let (_, of_number) =
            told("account_update", &json!({"event": "ACCOUNT_DELETED", "phone_number": "155"}));
        assert_eq!((of_number.changes, of_number.number), (vec![], Some(NamedNumber::Phone("155".into()))));
    }

    #[test]
    fn b6_every_other_field_is_kept_for_people_to_read() {
        for (field, value) in [
            (
                "account_alerts",
                json!({"alert_severity": "CRITICAL", "alert_type": "X", "alert_description": "d"}),
            ),
            (
                "account_settings_update",
                json!({"timestamp": "1780000050", "phone_number_settings": {"phone_number_id": "1065"}}),
            ),
            (
                "security",
                json!({"display_phone_number": "155", "event": "PIN_RESET_REQUEST", "requester": "9"}),
            ),
            (
                "partner_solutions",
                json!({"event": "SOLUTION_CREATED", "solution_id": "1", "solution_status": "INITIATED"}),
            ),
            ("payment_configuration_update", json!({"configuration_name": "c", "status": "Needs Testing"})),
            ("business_status_update", json!({"event": "X"})),
            ("account_review_update", json!("of another shape")),
            ("hologram_update", json!([1, 2])),
        ] {
            let (_, news) = told(field, &value);
            assert_eq!(news.field, field);
            assert!(!news.title.is_empty() && !news.title.contains('_'), "{}", news.title);
            assert_eq!(serde_json::from_str::<Value>(&news.raw).unwrap(), value);
        }
        let (_, alert) = told("account_alerts", &json!({"alert_info": {"alert_severity": "WARNING"}}));
        assert_eq!(alert.severity, Severity::Warning);
        let (_, settings) =
            told("account_settings_update", &json!({"phone_number_settings": {"phone_number_id": "1065"}}));
        assert_eq!(settings.number, Some(NamedNumber::Id("1065".into())));
    }
}
