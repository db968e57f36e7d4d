//! How businesses, accounts and numbers stand with Meta.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Refused, Shown, read};
use crate::sim::Sim;
use crate::standing::{self, TIERS};
use crate::webhooks::{self, Change};

const RESTRICTIONS: [&str; 3] = [
    "RESTRICTED_ADD_PHONE_NUMBER_ACTION",
    "RESTRICTED_BIZ_INITIATED_MESSAGING",
    "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
];
const BANS: [&str; 3] = ["DISABLE", "REINSTATE", "SCHEDULE_FOR_DISABLE"];
const DECISIONS: [&str; 4] = ["APPROVED", "REJECTED", "PENDING", "DEFERRED"];
const STATUSES: [&str; 11] = [
    "PENDING",
    "CONNECTED",
    "DISCONNECTED",
    "FLAGGED",
    "RESTRICTED",
    "RATE_LIMITED",
    "BANNED",
    "DELETED",
    "MIGRATED",
    "UNVERIFIED",
    "UNKNOWN",
];
const QUALITIES: [&str; 5] = ["GREEN", "YELLOW", "RED", "UNKNOWN", "NA"];

fn one_of(name: &str, value: &str, known: &[&str]) -> Result<(), Refused> {
    if known.contains(&value) {
        return Ok(());
    }
    Err(Refused::bad(format!("{name} is one of {}, not {value:?}", known.join(", "))))
}

/// `PATCH /_sim/businesses/{id}`: the messaging limit.
pub(super) async fn business(State(sim): State<Arc<Sim>>, Path(id): Path<String>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Patch {
        messaging_limit: String,
    }
    let patch: Patch = read(&body)?;
    one_of("messaging_limit", &patch.messaging_limit, &TIERS.map(|(name, _)| name))?;
    sim.change(|state, now| {
        if !state.businesses.iter().any(|business| business.id == id) {
            return Err(Refused::not_found(format!("there is no business {id}")));
        }
        standing::set_tier(state, &id, &patch.messaging_limit, now);
        Ok(Shown::ok(json!({ "success": true })))
    })
}

/// A restriction, for how long.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Restriction {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default = "a_week")]
    days: i64,
}

fn a_week() -> i64 {
    7
}

/// `PATCH /_sim/wabas/{id}`: restrictions, bans, violations, reviews and alerts, each told by its webhook.
pub(super) async fn waba(State(sim): State<Arc<Sim>>, Path(id): Path<String>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Patch {
        restriction: Option<Restriction>,
        ban: Option<String>,
        violation: Option<String>,
        review: Option<String>,
        alert: Option<Value>,
    }
    let patch: Patch = read(&body)?;
    if let Some(restriction) = &patch.restriction {
        one_of("restriction.type", &restriction.kind, &RESTRICTIONS)?;
        if !(0..=365).contains(&restriction.days) {
            return Err(Refused::bad("restriction.days is 0 to 365"));
        }
    }
    patch.ban.as_deref().map_or(Ok(()), |ban| one_of("ban", ban, &BANS))?;
    patch.review.as_deref().map_or(Ok(()), |review| one_of("review", review, &DECISIONS))?;
    sim.change(|state, now| {
        if !state.wabas.contains_key(&id) {
            return Err(Refused::not_found(format!("there is no account {id}")));
        }
        if let Some(Restriction { kind, days }) = patch.restriction {
            standing::restrict(state, &id, &kind, days, now);
        }
        if let Some(ban) = patch.ban {
            standing::ban(state, &id, &ban, now);
        }
        let mut news = Vec::new();
        if let Some(kind) = patch.violation {
            let value = json!({ "event": "ACCOUNT_VIOLATION", "violation_info": { "violation_type": kind } });
            news.push(("account_update", value));
        }
        if let Some(review) = patch.review {
            if let Some(waba) = state.wabas.get_mut(&id) {
                waba.review = Some(review.clone());
            }
            news.push(("account_review_update", json!({ "decision": review })));
        }
        if let Some(alert) = patch.alert {
            news.push((
                "account_alerts",
                json!({ "entity_type": "WABA", "entity_id": id, "alert_info": alert }),
            ));
        }
        for (field, value) in news {
            webhooks::emit(state, Change::managing(&id, field, value, now), now);
        }
        Ok(Shown::ok(json!({ "success": true })))
    })
}

/// `PATCH /_sim/numbers/{id}`: status, quality, throughput, display name, two-step verification.
pub(super) async fn number(State(sim): State<Arc<Sim>>, Path(id): Path<String>, body: Bytes) -> Answer {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Patch {
        status: Option<String>,
        quality_rating: Option<String>,
        verified_name: Option<String>,
        throughput: Option<String>,
        is_official: Option<bool>,
        /// The owner of the app does not share what was written before.
        declines_history: Option<bool>,
        /// The app lets the Cloud API go, for this reason, e.g. `PRIMARY_INACTIVITY`.
        disconnect: Option<String>,
        /// What reviewers decide about the new display name.
        name_review: Option<String>,
        /// `PIN_RESET_REQUEST` or `PIN_RESET_SUCCESS`.
        security: Option<String>,
    }
    let patch: Patch = read(&body)?;
    patch.status.as_deref().map_or(Ok(()), |it| one_of("status", it, &STATUSES))?;
    patch.quality_rating.as_deref().map_or(Ok(()), |it| one_of("quality_rating", it, &QUALITIES))?;
    patch.throughput.as_deref().map_or(Ok(()), |it| one_of("throughput", it, &["STANDARD", "HIGH"]))?;
    patch.name_review.as_deref().map_or(Ok(()), |it| one_of("name_review", it, &DECISIONS))?;
    let resets = ["PIN_RESET_REQUEST", "PIN_RESET_SUCCESS"];
    patch.security.as_deref().map_or(Ok(()), |it| one_of("security", it, &resets))?;
    sim.change(|state, now| {
        let number =
            state.numbers.get_mut(&id).ok_or_else(|| Refused::not_found("there is no such number"))?;
        if let Some(status) = patch.status {
            number.number.status = status;
        }
        if let Some(name) = patch.verified_name {
            number.number.verified_name = name;
        }
        number.number.is_official = patch.is_official.unwrap_or(number.number.is_official);
        number.desk.declines_history = patch.declines_history.unwrap_or(number.desk.declines_history);
        if patch.security.as_deref() == Some("PIN_RESET_SUCCESS") {
            number.desk.pin = None;
        }
        if let Some(rating) = patch.quality_rating {
            standing::set_quality(state, &id, &rating, now);
        }
        if let Some(level) = patch.throughput {
            standing::set_throughput(state, &id, &level, now);
        }
        if let Some(reason) = patch.disconnect {
            standing::disconnect(state, &id, &reason, now);
        }
        if let Some(decision) = patch.name_review {
            standing::review_name(state, &id, &decision, now);
        }
        if let Some(event) = patch.security {
            let value = json!({ "event": event, "requester": standing::REQUESTER });
            standing::tell_number(state, &id, "security", value, now);
        }
        Ok(Shown::ok(json!({ "success": true })))
    })
}
