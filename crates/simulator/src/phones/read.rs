//! Reading, on both sides.

use super::chat::{ChatKey, Progress, Side};
use super::statuses;
use crate::clock::{DAY, Micros, SECOND};
use crate::state::State;

/// The person opens the chat: what was delivered is read.
pub(crate) fn open_chat(state: &mut State, key: &ChatKey, at: Micros) {
    let Some(chat) = state.chats.get(key) else { return };
    let is_unread = |status: Progress| status == Progress::Delivered;
    for id in chat.ids(|m| m.from == Side::Business && m.kind() != "reaction" && is_unread(m.status)) {
        statuses::read(state, key, &id, at);
    }
}

/// The business has read up to this message; `false` when there is no such message of that number.
pub(crate) fn mark_read(
    state: &mut State,
    phone_number_id: &str,
    wamid: &str,
    is_typing: bool,
    now: Micros,
) -> bool {
    let found = state.message(wamid).filter(|(key, message)| {
        let is_recent = now - message.at < 30 * DAY;
        key.phone_number_id == phone_number_id && message.from == Side::Customer && is_recent
    });
    let Some((key, last)) = found.map(|(key, message)| (key.clone(), message.n)) else { return false };
    let Some(chat) = state.chats.get_mut(&key) else { return false };
    for id in chat.ids(|m| m.from == Side::Customer && m.n <= last && m.status != Progress::Read) {
        chat.change(&id, |message| message.status = Progress::Read);
    }
    if is_typing {
        chat.typing_until = Some(now + 25 * SECOND);
    }
    true
}
