//! The fields of accounts, templates, calls, groups and coexistence are typed, and written as they came.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::path::Path;

use cloud_api_types::fields::account::{AccountEvent, FlowEvent, NumberEvent};
use cloud_api_types::fields::calls::{CallDirection, CallEvent, CallProgress};
use cloud_api_types::fields::coexistence::SyncAction;
use cloud_api_types::fields::groups::GroupEvent;
use cloud_api_types::fields::people::Preference;
use cloud_api_types::fields::templates::{TemplateCategory, TemplateEvent, TemplateQuality};
use cloud_api_types::{ChangeValue, InboundContent, Lenient, Notification};

fn read(name: &str) -> ChangeValue {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/webhooks/{name}.json"));
    let notification = Notification::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let (_, change) = notification.changes().next().unwrap();
    change.value.clone()
}

/// The value if it is of this kind.
macro_rules! value {
    ($name:literal, $kind:ident) => {
        match read($name) {
            ChangeValue::$kind(value) => value,
            other => panic!("{}: {other:?}", $name),
        }
    };
}

#[test]
fn b6_template_news_is_typed() {
    let approved = value!("message_template_status_update_approved", TemplateStatus);
    assert_eq!(approved.event, Some(TemplateEvent::Approved));
    assert_eq!(approved.message_template_id.as_deref(), Some("1689556908129832"), "an integer on the wire");
    assert_eq!(approved.message_template_category, Some(TemplateCategory::Utility));
    let rejected = value!("message_template_status_update_rejected", TemplateStatus);
    assert_eq!(rejected.rejection_info.as_ref().unwrap().recommendation.as_deref(), Some("Separate them"));
    let paused = value!("message_template_status_update_paused", TemplateStatus);
    assert_eq!(paused.other_info.as_ref().unwrap().title.as_deref(), Some("FIRST_PAUSE"));
    let flagged = value!("message_template_status_update_disable_scheduled", TemplateStatus);
    assert_eq!(flagged.disable_info.as_ref().unwrap().disable_date.as_deref(), Some("April 17, 2027"));
    let quality = value!("message_template_quality_update", TemplateQuality);
    assert_eq!(quality.new_quality_score, Some(TemplateQuality::Yellow));
    let components = value!("message_template_components_update", TemplateComponents);
    assert_eq!(components.message_template_buttons[0].message_template_button_type.as_deref(), Some("URL"));
    let impending = value!("template_category_update_impending", TemplateCategory);
    assert_eq!(impending.correct_category, Some(TemplateCategory::Marketing));
    assert_eq!(impending.category_update_timestamp, Some(1_780_086_400));
    let done = value!("template_category_update_done", TemplateCategory);
    assert_eq!(done.previous_category, Some(TemplateCategory::Utility));
}

#[test]
fn b6_account_and_number_news_is_typed() {
    let disabled = value!("account_update_disabled", Account);
    assert_eq!(disabled.event, Some(AccountEvent::DisabledUpdate));
    assert_eq!(disabled.ban_info.as_ref().unwrap().waba_ban_state.as_deref(), Some("DISABLE"));
    let restricted = value!("account_update_restriction", Account);
    assert_eq!(restricted.restriction_info[0].expiration.as_deref(), Some("1780604800"));
    let partner = value!("account_update_partner_added", Account);
    assert_eq!(partner.waba_info.as_ref().unwrap().owner_business_id.as_deref(), Some("2729063490586005"));
    assert_eq!(value!("account_review_update", AccountReview).decision.as_deref(), Some("APPROVED"));
    let alert = value!("account_alerts", AccountAlert);
    assert_eq!(alert.alert_info.as_ref().unwrap().alert_type.as_deref(), Some("OBA_APPROVED"));
    let settings = value!("account_settings_update", AccountSettings);
    assert!(settings.phone_number_settings.as_ref().unwrap().calling.is_some());
    let limits = value!("business_capability_update", BusinessCapability);
    assert_eq!(limits.max_daily_conversations_per_business.as_deref(), Some("2000"));
    assert_eq!(value!("business_username_updates", BusinessUsername).username.as_deref(), Some("luckyshrub"));
    let upgrade = value!("phone_number_quality_update_throughput", PhoneNumberQuality);
    assert_eq!(upgrade.event, Some(NumberEvent::ThroughputUpgrade));
    assert_eq!(value!("phone_number_name_update", PhoneNumberName).rejection_reason, None);
    assert_eq!(value!("security_pin_changed", Security).event.as_deref(), Some("PIN_CHANGED"));
    let flow = value!("flows_endpoint_latency", Flow);
    assert_eq!((flow.event.clone(), flow.p90_latency), (Some(FlowEvent::EndpointLatency), Some(8000.0)));
    assert_eq!(value!("partner_solutions", PartnerSolution).solution_status.as_deref(), Some("INITIATED"));
    assert!(value!("payment_configuration_update", PaymentConfiguration).created_timestamp.is_some());
}

#[test]
fn b6_news_about_people_is_typed() {
    let ids = value!("user_id_update", UserIds);
    let change = ids.user_id_update[0].user_id.as_ref().unwrap();
    assert_eq!(change.current.as_deref(), Some("US.99991208655302741918"));
    let preferences = value!("user_preferences_stop", UserPreferences);
    assert_eq!(preferences.user_preferences[0].value, Some(Preference::Stop));
    let events = value!("automatic_events_purchase", AutomaticEvents);
    assert_eq!(events.automatic_events[0].custom_data.as_ref().unwrap().value, Some(25_000.0));
}

#[test]
fn b6_calls_and_groups_are_typed() {
    let connect = value!("calls_connect_user_initiated", Calls);
    let call = &connect.calls[0];
    assert_eq!(
        (&call.event, &call.direction),
        (&Some(CallEvent::Connect), &Some(CallDirection::UserInitiated))
    );
    assert_eq!(call.session.as_ref().unwrap().sdp.as_deref(), Some("v=0\r\n"));
    assert_eq!(value!("calls_status_ringing", Calls).statuses[0].status, Some(CallProgress::Ringing));
    assert_eq!(value!("calls_terminate", Calls).calls[0].duration, Some(120));
    let group = value!("group_lifecycle_update_create", Groups);
    assert_eq!(group.groups[0].kind, Some(GroupEvent::Create));
    let joined = value!("group_participants_update_add", Groups);
    assert_eq!(joined.groups[0].added_participants[0].wa_id.as_deref(), Some("16505551234"));
}

#[test]
fn b6_coexistence_is_typed() {
    let echoes = value!("smb_message_echoes_text", Echoes);
    let echo = echoes.message_echoes[0].known().unwrap();
    assert_eq!((echo.from.as_deref(), echo.to.as_deref()), (Some("15550783881"), Some("16505551234")));
    assert!(matches!(&echo.content, InboundContent::Text(text) if text.body == "from the app"));
    let history = value!("history_chunk", History);
    assert_eq!(history.history[0].metadata.as_ref().unwrap().progress, Some(55));
    let old = history.history[0].threads[0].messages[0].known().unwrap();
    assert_eq!(old.history_status.as_deref(), Some("READ"));
    assert_eq!(value!("history_declined", History).history[0].errors[0].code, 2_593_109);
    let sync = value!("smb_app_state_sync_add", StateSync);
    assert_eq!(sync.state_sync[0].action, Some(SyncAction::Add));
}

#[test]
fn b6_odd_shapes_fall_back_to_the_json_and_unknown_words_are_kept() {
    let read = |field: &str, value: &str| {
        let body = format!(r#"{{"entry":[{{"id":"1","changes":[{{"field":"{field}","value":{value}}}]}}]}}"#);
        let notification = Notification::from_slice(body.as_bytes()).unwrap();
        notification.entry[0].known().unwrap().changes[0].clone()
    };
    for field in ["account_update", "calls", "history", "flows", "message_template_status_update"] {
        let Lenient::Known(change) = read(field, "[1]") else { panic!("{field}") };
        assert!(matches!(&change.value, ChangeValue::Other(raw) if raw.get() == "[1]"), "{field}");
    }
    let value =
        r#"{"event":"ABDUCTED","ban_info":7,"new":{"a":[1,2]},"restriction_info":[{"expiration":{}},3]}"#;
    let Lenient::Known(change) = read("account_update", value) else { panic!() };
    let ChangeValue::Account(update) = &change.value else { panic!() };
    assert_eq!(update.event, Some(AccountEvent::Unknown("ABDUCTED".into())));
    assert_eq!((update.ban_info.as_ref(), update.restriction_info.len()), (None, 1));
    assert_eq!(serde_json::to_string(&change.value).unwrap(), value, "nothing is lost");
}
