//! From something that happened to a signed call at the subscriber's door.

mod attempt;
mod encode;
mod handshake;
mod outbox;

pub(crate) use attempt::attempt;
pub(crate) use handshake::shake_hands;
pub(crate) use outbox::{Outbound, Outbox};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::{Micros, SECOND};
use crate::faults::{Grouped, Kind};
use crate::schedule::Due;
use crate::state::State;

/// How long a group fault waits for its group to fill.
const GROUP_WAIT: Micros = 2 * SECOND;

/// Fields that follow a callback override; all others go to the app's own URL.
const FOLLOW_OVERRIDE: [&str; 13] = [
    "messages",
    "message_echoes",
    "calls",
    "consumer_profile",
    "messaging_handovers",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
    "smb_message_echoes",
    "smb_app_state_sync",
    "history",
    "account_settings_update",
];

/// All fields that an app can subscribe to.
pub(crate) const FIELDS: [&str; 35] = [
    "messages",
    "message_echoes",
    "calls",
    "consumer_profile",
    "messaging_handovers",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
    "smb_message_echoes",
    "smb_app_state_sync",
    "history",
    "account_settings_update",
    "account_alerts",
    "account_review_update",
    "account_update",
    "automatic_events",
    "business_capability_update",
    "business_status_update",
    "business_username_updates",
    "flows",
    "message_template_components_update",
    "message_template_quality_update",
    "message_template_status_update",
    "partner_solutions",
    "payment_configuration_update",
    "phone_number_name_update",
    "phone_number_quality_update",
    "security",
    "standby",
    "template_category_update",
    "template_correct_category_detection",
    "tracking_events",
    "user_id_update",
    "user_preferences",
];

/// Something that happened, to be told to whoever subscribed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Change {
    waba_id: String,
    field: String,
    value: Value,
    /// `messages`, `statuses` or the name of another field: what faults can be limited to.
    subject: String,
    /// Calls of one lane are made one after the other.
    lane: String,
    /// The person's message whose arrival at the business is thereby known.
    acknowledges: Option<String>,
    /// The number that it is about, for callback overrides.
    phone_number_id: Option<String>,
    /// When it happened; only changes of accounts tell.
    time: Option<i64>,
}

impl Change {
    /// A change of field `messages`; `value` gets the metadata of the number.
    pub(crate) fn about_messages(
        state: &State,
        phone_number_id: &str,
        mut value: Value,
        subject: &str,
        lane: String,
    ) -> Self {
        let number = state.numbers.get(phone_number_id);
        value["messaging_product"] = json!("whatsapp");
        value["metadata"] = json!({
            "display_phone_number": number.map(|number| number.phone.as_str()),
            "phone_number_id": phone_number_id,
        });
        let waba_id = number.map(|number| number.waba_id.clone()).unwrap_or_default();
        Self {
            waba_id,
            field: "messages".to_owned(),
            value,
            subject: subject.to_owned(),
            lane,
            acknowledges: None,
            phone_number_id: Some(phone_number_id.to_owned()),
            time: None,
        }
    }

    /// A change of another field that is about one number and has its metadata.
    pub(crate) fn messaging(state: &State, phone_number_id: &str, field: &str, value: Value) -> Self {
        let lane = format!("{phone_number_id}/{field}");
        let change = Self::about_messages(state, phone_number_id, value, field, lane);
        Self { field: field.to_owned(), phone_number_id: Some(phone_number_id.to_owned()), ..change }
    }

    /// A change of an account, with its time.
    pub(crate) fn managing(waba_id: &str, field: &str, value: Value, at: Micros) -> Self {
        Self {
            waba_id: waba_id.to_owned(),
            field: field.to_owned(),
            value,
            subject: field.to_owned(),
            lane: format!("{waba_id}/{field}"),
            acknowledges: None,
            phone_number_id: None,
            time: Some(crate::clock::unix(at)),
        }
    }

    pub(crate) fn acknowledging(mut self, wamid: &str) -> Self {
        self.acknowledges = Some(wamid.to_owned());
        self
    }
}

/// Tells all apps that subscribed to the account and to the field.
pub(crate) fn emit(state: &mut State, change: Change, at: Micros) {
    let targets = targets(state, &change);
    if targets.is_empty() {
        state.outbox.note_silence(change, at);
        return;
    }
    for (app_id, url) in targets {
        offer(state, Outbound::new(app_id, url, change.clone()), &change.subject, at);
    }
}

/// App ids and where their webhooks go: the number's override before the account's before the app's own.
fn targets(state: &State, change: &Change) -> Vec<(String, String)> {
    let Some(waba) = state.wabas.get(&change.waba_id) else { return Vec::new() };
    let mut targets = Vec::new();
    for (app_id, override_url) in &waba.subscribed {
        let Some(app) = state.apps.get(app_id) else { continue };
        if !app.fields.contains(&change.field) {
            continue;
        }
        let number = change.phone_number_id.as_ref().and_then(|id| state.numbers.get(id));
        let of_number = number.and_then(|number| number.desk.callback_url.as_ref());
        let followed = of_number.or(override_url.as_ref());
        let followed = followed.filter(|_| FOLLOW_OVERRIDE.contains(&change.field.as_str()));
        targets.extend(followed.or(app.callback_url.as_ref()).map(|url| (app_id.clone(), url.clone())));
    }
    targets
}

/// Lets the faults have their way with a webhook before it is queued.
fn offer(state: &mut State, outbound: Outbound, subject: &str, at: Micros) {
    if state.faults.strike(&[Kind::DropWebhook], subject).is_some() {
        state.outbox.note_dropped(outbound, at);
        return;
    }
    let is_doubled = state.faults.strike(&[Kind::DuplicateWebhook], subject).is_some();
    let twin = is_doubled.then(|| outbound.clone());
    for outbound in std::iter::once(outbound).chain(twin) {
        match state.faults.group(outbound, subject) {
            Grouped::Free(outbound) => queue(state, outbound, at),
            Grouped::Held(fault) => state.schedule.add(at + GROUP_WAIT, Due::Release(fault)),
            Grouped::Complete(kind, group) => release_group(state, kind, group, at),
        }
    }
}

/// Lets go what a group fault has held long enough.
pub(crate) fn release(state: &mut State, fault: u64, now: Micros) {
    if let Some((kind, group)) = state.faults.overdue(fault) {
        release_group(state, kind, group, now);
    }
}

/// Queues webhooks that a removed fault held.
pub(crate) fn queue_all(state: &mut State, held: Vec<Outbound>, now: Micros) {
    for outbound in held {
        queue(state, outbound, now);
    }
}

fn release_group(state: &mut State, kind: Kind, mut group: Vec<Outbound>, at: Micros) {
    group.reverse();
    if kind == Kind::BatchWebhooks {
        group.reverse();
        group = Outbound::merge(group);
    }
    queue_all(state, group, at);
}

fn queue(state: &mut State, outbound: Outbound, at: Micros) {
    let is_escaping = state.settings.escape_slashes;
    if let Some(n) = state.outbox.add(outbound, is_escaping, at) {
        state.schedule.add(at, Due::Attempt(n));
    }
}
