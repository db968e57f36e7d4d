//! What the WhatsApp Business app knows of a number that is also used there.

use serde_json::{Value, json};

use super::chat::Side;
use crate::clock::{Micros, unix};
use crate::state::State;

/// The address book (`smb_app_state_sync`) or the chats (`history`) of a number, as their webhooks tell.
pub(crate) fn app_data(state: &State, phone_number_id: &str, kind: &str, now: Micros) -> Value {
    let chats = || state.chats.iter().filter(|(key, _)| key.phone_number_id == phone_number_id);
    if kind == "smb_app_state_sync" {
        let people = chats().filter_map(|(key, _)| state.people.get(&key.customer));
        let entry = |person: &super::Person| {
            json!({
                "type": "contact", "action": "add", "metadata": { "timestamp": unix(now).to_string() },
                "contact": { "full_name": person.name, "first_name": person.name.split(' ').next(),
                             "phone_number": person.phone },
            })
        };
        return json!({ "state_sync": people.map(entry).collect::<Vec<_>>() });
    }
    let business = state.numbers.get(phone_number_id).map(|number| number.phone.clone());
    let threads: Vec<Value> = chats()
        .map(|(key, chat)| {
            let messages: Vec<Value> = chat
                .all()
                .map(|message| {
                    let mut entry = message.body.clone();
                    let is_ours = message.from == Side::Business;
                    entry["from"] =
                        json!(if is_ours { business.clone() } else { Some(key.customer.clone()) });
                    entry["id"] = json!(message.id);
                    entry["timestamp"] = json!(unix(message.at).to_string());
                    entry["history_context"] =
                        json!({ "status": message.status.as_str().to_ascii_uppercase() });
                    entry
                })
                .collect();
            json!({ "id": key.customer, "messages": messages })
        })
        .collect();
    json!({ "history": [{ "metadata": { "phase": 0, "chunk_order": 1, "progress": 100 }, "threads": threads }] })
}
