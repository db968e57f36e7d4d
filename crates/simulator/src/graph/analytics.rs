//! Figures, counted from the chats that the phones still remember.

use serde_json::{Value, json};

use super::access::Access;
use super::call::Call;
use super::{Done, Refusal};
use crate::clock::{Micros, SECOND};
use crate::phones::Progress;
use crate::sim::Sim;
use crate::state::State;

const METRICS: [&str; 5] = [
    "analytics",
    "conversation_analytics",
    "pricing_analytics",
    "template_analytics",
    "template_group_analytics",
];

/// `GET /{waba}?fields=<metric>.start(…).end(…)…`; `None` when another field is wanted.
pub(super) fn of_account(
    state: &State,
    call: &Call,
    access: &Access,
    id: &str,
) -> Option<Result<Done, Refusal>> {
    let fields = call.params.text("fields")?;
    let metric = fields.split('.').next()?.trim().to_owned();
    if !METRICS.contains(&metric.as_str()) || !fields.contains('.') {
        return None;
    }
    access.waba(state, id)?;
    Some(answer(state, id, &metric, &fields))
}

fn answer(state: &State, id: &str, metric: &str, fields: &str) -> Result<Done, Refusal> {
    let number = |name: &str| filter(fields, name).and_then(|text| text.trim().parse::<i64>().ok());
    let start = number("start").ok_or_else(|| Refusal::missing(&format!("{metric}.start")))?;
    let end = number("end").ok_or_else(|| Refusal::missing(&format!("{metric}.end")))?;
    let granularity = filter(fields, "granularity").ok_or_else(|| Refusal::missing("granularity"))?;
    if end <= start {
        return Err(Refusal::parameter("The end must be after the start."));
    }
    let (sent, delivered) = count(state, id, start * SECOND, end * SECOND);
    let body = match metric {
        "analytics" => {
            let phones: Vec<&str> = numbers(state, id).map(|(_, phone)| phone).collect();
            json!({ "phone_numbers": phones, "granularity": granularity.to_ascii_uppercase(), "data_points": [
                { "start": start, "end": end, "sent": sent, "delivered": delivered } ] })
        }
        "pricing_analytics" => json!({ "data": [{ "data_points": [{
            "start": start, "end": end, "pricing_type": "REGULAR", "pricing_category": "SERVICE",
            "volume": delivered, "cost": 0.0 }] }] }),
        "conversation_analytics" => {
            json!({ "data": [{ "data_points": [{ "start": start, "end": end, "conversation": delivered, "cost": 0.0 }] }] })
        }
        _ => json!({ "data": [] }),
    };
    Ok(Done::new(json!({ metric: body, "id": id })).managing(id))
}

/// `name(value)` among the dots.
fn filter(fields: &str, name: &str) -> Option<String> {
    let (_, rest) = fields.split_once(&format!(".{name}("))?;
    rest.split_once(')').map(|(value, _)| value.trim_matches(['"', '\'']).to_owned())
}

fn numbers<'s>(state: &'s State, waba_id: &'s str) -> impl Iterator<Item = (&'s str, &'s str)> {
    let ours = state.numbers.iter().filter(move |(_, number)| number.waba_id == waba_id);
    ours.map(|(id, number)| (id.as_str(), number.phone.as_str()))
}

fn count(state: &State, waba_id: &str, start: Micros, end: Micros) -> (usize, usize) {
    let ids: Vec<&str> = numbers(state, waba_id).map(|(id, _)| id).collect();
    let chats = state.chats.iter().filter(|(key, _)| ids.contains(&key.phone_number_id.as_str()));
    let (mut sent, mut delivered) = (0, 0);
    for message in chats.flat_map(|(_, chat)| chat.business_messages()) {
        if (start..end).contains(&message.at)
            && !matches!(message.status, Progress::Failed | Progress::Accepted)
        {
            sent += 1;
            delivered += usize::from(message.status != Progress::Sent);
        }
    }
    (sent, delivered)
}

/// `GET /{waba}/template_analytics`.
pub(super) fn templates(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.look(|state| {
        let waba = access.waba(state, id).ok_or_else(|| Refusal::no_object("get", id))?;
        if !waba.is_insightful {
            return Err(Refusal::known(200_007));
        }
        let number = |name: &str| call.params.text(name).and_then(|text| text.parse::<i64>().ok());
        let start = number("start").ok_or_else(|| Refusal::missing("start"))?;
        let end = number("end").ok_or_else(|| Refusal::missing("end"))?;
        let ids = call.params.get("template_ids").ok_or_else(|| Refusal::missing("template_ids"))?;
        let ids: Vec<String> = match ids {
            Value::Array(list) => list.iter().map(|id| id.to_string().trim_matches('"').to_owned()).collect(),
            other => vec![other.as_str().unwrap_or_default().to_owned()],
        };
        if ids.len() > 10 {
            return Err(Refusal::parameter("At most 10 templates."));
        }
        let point = |template_id: &String| {
            json!({ "template_id": template_id, "start": start, "end": end, "sent": 0, "delivered": 0, "read": 0,
                    "clicked": [], "cost": [] })
        };
        let points: Vec<Value> = ids.iter().map(point).collect();
        Ok(Done::new(json!({ "data": [{ "granularity": "DAILY", "product_type": "cloud_api", "data_points": points }] }))
            .managing(id))
    })
}
