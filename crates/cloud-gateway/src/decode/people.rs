//! News about people, and about who answers them.

use actions::contact::{PreferenceNews, UserIdNews};
use actions::number_notice::Told;
use cloud_api_types::fields::Kept;
use cloud_api_types::fields::people::{
    AutomaticEvent, AutomaticEvents, Handover, HandoverKind, Preference, UserIdUpdate, UserIdUpdates,
    UserPreference, UserPreferences,
};
use domain::contact::{MarketingChoice, MarketingWish};
use domain::message::MessageError;
use domain::report::{Payment, Report};
use domain::{Timestamp, Wamid};
use serde_json::json;

use super::{Found, UpdateKind, clean, person, time};

pub(super) fn user_ids(value: &UserIdUpdates, found: &mut Found) {
    for update in &value.user_id_update {
        found.add(user_id(update));
    }
}

fn user_id(update: &UserIdUpdate) -> Result<UpdateKind, String> {
    let change = update.user_id.as_ref();
    let current =
        person::of_user_id(change.and_then(|c| c.current.as_deref())).ok_or("a new user id is not said")?;
    Ok(UpdateKind::UserId(UserIdNews {
        known_by: person::of_wa_id(update.wa_id.as_deref()),
        current,
        previous: person::of_user_id(change.and_then(|c| c.previous.as_deref())),
    }))
}

pub(super) fn preferences(value: &UserPreferences, received_at: Timestamp, found: &mut Found) {
    for preference in &value.user_preferences {
        found.add(self::preference(value, preference, received_at));
    }
}

fn preference(
    value: &UserPreferences,
    preference: &UserPreference,
    received_at: Timestamp,
) -> Result<UpdateKind, String> {
    let (wa_id, user_id) = (preference.wa_id.as_deref(), preference.user_id.as_deref());
    let who = person::person(wa_id, user_id, person::find(value.contacts.iter(), wa_id, user_id));
    if who.identifiers.is_empty() {
        return Err("a preference names nobody".to_owned());
    }
    if let Some(other) = preference.category.as_deref().filter(|c| *c != "marketing_messages") {
        return Err(format!("a preference about {other} is not understood"));
    }
    let choice = match &preference.value {
        Some(Preference::Stop) => MarketingChoice::Stop,
        Some(Preference::Resume) => MarketingChoice::Resume,
        Some(Preference::SignUp) => MarketingChoice::Signup,
        Some(Preference::Unknown(word)) => return Err(format!("the preference `{word}` is not known")),
        None => return Err("a preference says nothing".to_owned()),
    };
    let wish = MarketingWish { choice, at: time(preference.timestamp, received_at) };
    Ok(UpdateKind::Preference(PreferenceNews { known_by: who.identifiers, name: who.name, wish }))
}

/// What Meta found in chats that advertisements began. It names a message; where we have none, the number is told.
pub(super) fn automatic(value: &AutomaticEvents, received_at: Timestamp, found: &mut Found) {
    for event in &value.automatic_events {
        let Some(id) = event.id.as_deref() else {
            found.add(Err("an automatic event names no message".to_owned()));
            continue;
        };
        let report = report_of(event, received_at);
        let title = format!("WhatsApp found a {} in a chat that an advertisement began", report.kind);
        let raw = json!({"id": clean(id), "event_name": report.kind, "payment": report.payment});
        let else_told = Some(Box::new(Told::as_it_came("automatic_events", title, raw)));
        found.add(Ok(UpdateKind::Report { wamid: Wamid::from(clean(id)), report, else_told }));
    }
}

fn report_of(event: &AutomaticEvent, received_at: Timestamp) -> Report {
    let data = event.custom_data.as_ref();
    Report {
        kind: clean(event.event_name.as_deref().unwrap_or("automatic_event")),
        status: "found".to_owned(),
        at: time(event.timestamp, received_at),
        payment: data.map(|data| Payment {
            reference_id: event.ctwa_clid.as_deref().map(clean),
            value: None,
            offset: None,
            currency: data.currency.as_deref().map(clean),
            transaction: Some(json!({ "value": data.value })),
        }),
    }
}

/// Another app took a chat, or gave it back. Meta does not say publicly how the chat is named.
pub(super) fn handover(value: &Kept<Handover>, found: &mut Found) {
    let title = match &value.kind {
        Some(HandoverKind::ControlPassed) => "Another app answers a chat now",
        Some(HandoverKind::ControlTaken) => "We answer a chat again",
        _ => "Who answers a chat has changed",
    };
    found.add(match value.raw().to_value() {
        Some(raw) => {
            let told = Told::as_it_came("messaging_handovers", title.to_owned(), raw);
            Ok(UpdateKind::Notice(Box::new(told)))
        }
        None => Err("a handover cannot be shown".to_owned()),
    });
}

/// An error that belongs to no message.
pub(super) fn error(kind: &str, error: MessageError) -> UpdateKind {
    UpdateKind::Notice(Box::new(Told::error(kind, error)))
}
