//! What there is and what happened.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Refused, Shown};
use crate::clock::rfc3339;
use crate::phones::Person;
use crate::sim::Sim;

/// Most entries of a log in one answer.
const PAGE: usize = 500;

/// `GET /_sim/world`. No secrets.
pub(super) async fn world(State(sim): State<Arc<Sim>>) -> Answer {
    sim.with(|state, now| {
        let numbers: Vec<Value> = sorted(state.numbers.values().map(|state| {
            let number = &state.number;
            json!({
                "phone_number_id": number.phone_number_id,
                "waba_id": state.waba_id,
                "display_phone_number": number.display_phone_number,
                "verified_name": number.verified_name,
                "quality_rating": number.quality_rating,
                "status": number.status,
            })
        }));
        let apps = sorted(state.apps.values().map(|state| {
            json!({
                "app_id": state.app.app_id, "name": state.app.name,
                "callback_url": state.callback_url, "fields": state.fields,
            })
        }));
        let wabas = sorted(state.wabas.values().map(|waba| {
            let apps: Vec<&String> = waba.subscribed.iter().map(|(app, _)| app).collect();
            json!({ "id": waba.id, "name": waba.name, "business_id": waba.business_id, "subscribed_apps": apps })
        }));
        let businesses: Vec<Value> =
            state.businesses.iter().map(|business| json!({ "id": business.id, "name": business.name })).collect();
        let customers: Vec<Value> = state.people.all().map(Person::to_json).collect();
        Ok(Shown::ok(json!({
            "now": rfc3339(now), "businesses": businesses, "wabas": wabas, "numbers": numbers, "apps": apps,
            "customers": customers,
        })))
    })
}

/// Maps have no order of their own; a list that jumps about is hard to look at.
fn sorted(items: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut items: Vec<Value> = items.collect();
    items.sort_by_key(Value::to_string);
    items
}

/// After which entry a log is wanted.
#[derive(Debug, Deserialize)]
pub(super) struct After {
    #[serde(default)]
    after: u64,
}

/// `GET /_sim/webhooks`.
pub(super) async fn webhooks(
    State(sim): State<Arc<Sim>>,
    after: Result<Query<After>, QueryRejection>,
) -> Answer {
    let after = number(after)?;
    let page: Vec<Value> = sim.with(|state, _| state.outbox.log(after).take(PAGE).map(to_json).collect());
    Ok(Shown::ok(Value::from(page)))
}

/// `GET /_sim/requests`.
pub(super) async fn requests(
    State(sim): State<Arc<Sim>>,
    after: Result<Query<After>, QueryRejection>,
) -> Answer {
    let after = number(after)?;
    let page: Vec<Value> = sim.with(|state, _| {
        state.requests.iter().filter(|request| request.n > after).take(PAGE).map(to_json).collect()
    });
    Ok(Shown::ok(Value::from(page)))
}

fn to_json(entry: &impl serde::Serialize) -> Value {
    serde_json::to_value(entry).unwrap_or_default()
}

fn number(after: Result<Query<After>, QueryRejection>) -> Result<u64, Refused> {
    after.map(|Query(after)| after.after).map_err(|_| Refused::bad("after is a number"))
}
