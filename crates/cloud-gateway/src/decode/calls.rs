//! What happened to calls.

use actions::message::{CallNews, Sender};
use cloud_api_types::fields::calls::{Call, CallDirection, CallEvent, CallProgress, CallStatus, CallsValue};
use domain::call::{CallContent, CallState};
use domain::message::Direction;
use domain::{Timestamp, Wamid};

use super::{Found, UpdateKind, clean, people, person, statuses, time};
use crate::errors;

pub(super) fn decode(value: &CallsValue, received_at: Timestamp, found: &mut Found) {
    for call in &value.calls {
        found.add(self::call(value, call, received_at));
    }
    for news in &value.statuses {
        found.add(status(value, news, received_at));
    }
    for error in &value.errors {
        found.add(Ok(people::error("call", errors::of_status(error))));
    }
}

fn call(value: &CallsValue, call: &Call, received_at: Timestamp) -> Result<UpdateKind, String> {
    let id = call.id.as_deref().ok_or("a call has no id")?;
    let direction = match &call.direction {
        Some(CallDirection::UserInitiated) => Some(Direction::Inbound),
        Some(CallDirection::BusinessInitiated) => Some(Direction::Outbound),
        Some(CallDirection::Unknown(_)) | None => None,
    };
    let mut content = CallContent::new(state(call)?);
    content.started_at = call.start_time.map(Timestamp::from_seconds);
    content.ended_at = call.end_time.map(Timestamp::from_seconds);
    content.duration_seconds = call.duration;
    content.has_recording = call.event == Some(CallEvent::RecordingAvailable);
    content.has_transcript = call.event == Some(CallEvent::TranscriptionAvailable);
    content.payload = call.cta_payload.as_deref().or(call.deeplink_payload.as_deref()).map(clean);
    content.error = statuses::error(&call.errors);
    Ok(UpdateKind::Call(Box::new(CallNews {
        id: Wamid::from(clean(id)),
        direction,
        contact: other_end(value, call, direction),
        at: time(call.timestamp, received_at),
        content,
    })))
}

fn state(call: &Call) -> Result<CallState, String> {
    Ok(match &call.event {
        Some(CallEvent::Connect | CallEvent::Created) => CallState::Ringing,
        // Only what was talked is recorded.
        Some(CallEvent::RecordingAvailable | CallEvent::TranscriptionAvailable) => CallState::Completed,
        Some(CallEvent::Terminate) => {
            let has_talked = call.start_time.is_some() || call.duration.is_some_and(|seconds| seconds > 0);
            if has_talked || call.status.as_deref() == Some("COMPLETED") {
                CallState::Completed
            } else if call.errors.is_empty() {
                CallState::Missed
            } else {
                CallState::Failed
            }
        }
        Some(CallEvent::Unknown(word)) => return Err(format!("the call event `{word}` is not known")),
        None => return Err("news of a call says nothing".to_owned()),
    })
}

/// The person. Older payloads swap who called whom, so that our own number must not be taken for theirs.
fn other_end(value: &CallsValue, call: &Call, direction: Option<Direction>) -> Sender {
    let ours = value.metadata.as_ref().and_then(|m| m.display_phone_number.as_deref());
    let (first, second) = match direction {
        Some(Direction::Outbound) => (call.to.as_deref(), call.from.as_deref()),
        _ => (call.from.as_deref(), call.to.as_deref()),
    };
    let wa_id = first.filter(|id| Some(*id) != ours).or_else(|| second.filter(|id| Some(*id) != ours));
    let user_id = match direction {
        Some(Direction::Outbound) => call.to_user_id.as_deref(),
        _ => call.from_user_id.as_deref(),
    };
    let contact = person::find(value.contacts.iter(), wa_id, user_id);
    let only =
        value.contacts.first().filter(|_| value.contacts.len() == 1 && wa_id.is_none() && user_id.is_none());
    person::person(wa_id, user_id, contact.or(only))
}

/// How far a call of ours has come.
fn status(value: &CallsValue, news: &CallStatus, received_at: Timestamp) -> Result<UpdateKind, String> {
    let id = news.id.as_deref().ok_or("the status of a call names no call")?;
    let state = match &news.status {
        Some(CallProgress::Ringing) => CallState::Ringing,
        Some(CallProgress::Accepted) => CallState::Accepted,
        Some(CallProgress::Rejected) => CallState::Rejected,
        Some(CallProgress::Unknown(word)) => return Err(format!("the call status `{word}` is not known")),
        None => return Err("the status of a call says nothing".to_owned()),
    };
    let (wa_id, user_id) = (news.recipient_id.as_deref(), news.recipient_user_id.as_deref());
    let contact = person::find(value.contacts.iter(), wa_id, user_id);
    Ok(UpdateKind::Call(Box::new(CallNews {
        id: Wamid::from(clean(id)),
        direction: Some(Direction::Outbound),
        contact: person::person(wa_id, user_id, contact),
        at: time(news.timestamp, received_at),
        content: CallContent::new(state),
    })))
}
