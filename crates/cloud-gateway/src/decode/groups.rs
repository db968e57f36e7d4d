//! What happened to groups.

use actions::group::{Fact, GroupNews, JoinRequestNews};
use actions::message::Sender;
use cloud_api_types::fields::groups::{GroupEvent, GroupParticipant, GroupUpdate, GroupsValue};
use domain::Timestamp;
use serde_json::Value;

use super::{Found, UpdateKind, clean, people, person, statuses, time};

pub(super) fn decode(value: &GroupsValue, received_at: Timestamp, found: &mut Found) {
    for update in &value.groups {
        // What did not work is told of the number: the group itself is as it was.
        if let Some(problem) = statuses::error(&update.errors) {
            found.add(Ok(people::error("group", problem)));
        }
        for failed in update.failed_participants.iter().filter_map(|p| statuses::error(&p.errors)) {
            found.add(Ok(people::error("group", failed)));
        }
        match group(update, received_at) {
            Ok(Some(news)) => found.add(Ok(UpdateKind::Group(Box::new(news)))),
            Ok(None) => {}
            Err(reason) => found.add(Err(reason)),
        }
    }
}

/// `None` when it only says that something did not work.
fn group(update: &GroupUpdate, received_at: Timestamp) -> Result<Option<GroupNews>, String> {
    let has_failed = !update.errors.is_empty();
    let Some(group_id) = update.group_id.as_deref().filter(|id| !id.is_empty()) else {
        return if has_failed { Ok(None) } else { Err("news of a group names no group".to_owned()) };
    };
    if has_failed {
        return Ok(None);
    }
    let mut facts = Vec::new();
    match &update.kind {
        Some(GroupEvent::Create) => facts.push(Fact::Deleted(false)),
        Some(GroupEvent::Delete) => facts.push(Fact::Deleted(true)),
        Some(GroupEvent::Suspend) => facts.push(Fact::Suspended(true)),
        Some(GroupEvent::SuspendCleared) => facts.push(Fact::Suspended(false)),
        Some(GroupEvent::Unknown(word)) => return Err(format!("the group event `{word}` is not known")),
        _ => {}
    }
    facts.extend(text(update.subject.as_ref()).map(Fact::Subject));
    facts.extend(text(update.description.as_ref()).map(Fact::Description));
    facts.extend(update.invite_link.as_deref().map(clean).map(Fact::InviteLink));
    facts.extend(update.join_approval_mode.as_deref().map(clean).map(Fact::JoinApprovalMode));
    let people =
        |list: &[GroupParticipant]| list.iter().map(who).filter(|w| !w.identifiers.is_empty()).collect();
    let asker = person::person(update.wa_id.as_deref(), update.user_id.as_deref(), None);
    let join_request = update.join_request_id.as_deref().map(|id| JoinRequestNews {
        join_request_id: clean(id),
        who: (!asker.identifiers.is_empty()).then_some(asker),
        is_open: update.kind == Some(GroupEvent::JoinRequestCreated),
    });
    Ok(Some(GroupNews {
        group_id: clean(group_id),
        at: time(update.timestamp, received_at),
        facts,
        joined: people(&update.added_participants),
        left: people(&update.removed_participants),
        join_request,
    }))
}

/// A text, or an object that holds it.
fn text(value: Option<&Value>) -> Option<String> {
    let value = value?;
    value.as_str().or_else(|| value.get("text").and_then(Value::as_str)).map(clean)
}

fn who(participant: &GroupParticipant) -> Sender {
    let wa_id = participant.wa_id.as_deref().or(participant.input.as_deref());
    person::person(wa_id, participant.user_id.as_deref(), None)
}
