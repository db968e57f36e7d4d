//! How a business stands with Meta: messaging limit, quality, throughput, restrictions; and who is told of changes.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::{HOUR, Micros, SECOND, unix};
use crate::phones::ChatKey;
use crate::schedule::Due;
use crate::state::{NumberState, State};
use crate::webhooks::{self, Change};

/// People whom a business may address within a day, by level.
pub(crate) const TIERS: [(&str, Option<usize>); 6] = [
    ("TIER_50", Some(50)),
    ("TIER_250", Some(250)),
    ("TIER_2K", Some(2000)),
    ("TIER_10K", Some(10_000)),
    ("TIER_100K", Some(100_000)),
    ("TIER_UNLIMITED", None),
];
/// How long after half of its limit was used a business gets the next one.
const GROWING: Micros = 6 * HOUR;
/// How long a number is away while its throughput is raised.
const UPGRADING: Micros = 60 * SECOND;

/// Why an account is not let through.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Ban {
    /// What sends are refused with.
    pub(crate) code: i64,
    /// Answers inside the window still go.
    pub(crate) is_opening_only: bool,
    pub(crate) until: Option<Micros>,
}

/// Messages a second of a number, in and out together.
pub(crate) fn rate(number: &NumberState) -> i64 {
    match (number.number.is_on_biz_app, number.number.throughput.as_str()) {
        (true, _) => 20,
        (false, "HIGH") => 1000,
        (false, _) => 80,
    }
}

/// The level of the number's business.
pub(crate) fn tier(state: &State, number: &NumberState) -> String {
    business_of(state, number).map_or("TIER_2K", |business| business.messaging_limit.as_str()).to_owned()
}

fn business_of<'s>(state: &'s State, number: &NumberState) -> Option<&'s crate::world::Business> {
    let waba = state.wabas.get(&number.waba_id)?;
    state.businesses.iter().find(|business| business.id == waba.business_id)
}

/// The code with which a send is refused at once, if the account or the number may not send.
pub(crate) fn refusal(state: &State, number: &NumberState, is_opening: bool, now: Micros) -> Option<i64> {
    match number.number.status.as_str() {
        "CONNECTED" | "FLAGGED" | "RATE_LIMITED" => {}
        "RESTRICTED" if !is_opening => {}
        "RESTRICTED" => return Some(368),
        "BANNED" => return Some(131_031),
        _ => return Some(133_010),
    }
    if number.desk.upgrading_until.is_some_and(|until| now < until) {
        return Some(131_057);
    }
    let ban = state.wabas.get(&number.waba_id)?.ban.as_ref()?;
    let is_over = ban.until.is_some_and(|until| now >= until);
    (!is_over && (is_opening || !ban.is_opening_only)).then_some(ban.code)
}

/// Whether one more person may be addressed outside the window.
pub(crate) fn may_open(state: &mut State, key: &ChatKey, now: Micros) -> bool {
    let Some(number) = state.numbers.get(&key.phone_number_id) else { return true };
    if number.number.status == "RATE_LIMITED" {
        return false;
    }
    if !state.settings.limits {
        return true;
    }
    let Some(business) = business_of(state, number) else { return true };
    let (id, tier) = (business.id.clone(), business.messaging_limit.clone());
    let most = most(&tier);
    let before = state.limits.opened(&id, now);
    let is_open = state.limits.open(&id, &key.customer, most, now);
    let after = state.limits.opened(&id, now);
    if most.is_some_and(|most| before < most.div_ceil(2) && after >= most.div_ceil(2)) {
        state.schedule.add(now + GROWING, Due::Grow { business_id: id, tier });
    }
    is_open
}

fn most(tier: &str) -> Option<usize> {
    TIERS.iter().find(|(name, _)| *name == tier).map_or(Some(2000), |(_, most)| *most)
}

/// Half of the limit was used: the business gets the next one, if its numbers are of good quality.
pub(crate) fn grow(state: &mut State, business_id: &str, tier: &str, now: Micros) {
    let is_same = state.businesses.iter().any(|it| it.id == business_id && it.messaging_limit == tier);
    let is_bad = numbers_of(state, business_id)
        .iter()
        .any(|id| state.numbers.get(id).is_some_and(|number| number.number.quality_rating == "RED"));
    let next = TIERS.iter().skip_while(|(name, _)| *name != tier).nth(1);
    if let Some((next, _)) = next.filter(|_| is_same && !is_bad) {
        set_tier(state, business_id, next, now);
    }
}

/// Gives a business another limit, and tells all its accounts and numbers.
pub(crate) fn set_tier(state: &mut State, business_id: &str, tier: &str, now: Micros) {
    let Some(business) = state.businesses.iter_mut().find(|it| it.id == business_id) else { return };
    let place = |tier: &str| TIERS.iter().position(|(name, _)| *name == tier);
    let is_more = place(tier) > place(&business.messaging_limit);
    tier.clone_into(&mut business.messaging_limit);
    let limit = most(tier).map_or(json!(-1), |most| json!(most));
    let value = json!({
        "max_daily_conversations_per_business": limit,
        "max_phone_numbers_per_business": 20, "max_phone_numbers_per_waba": 20,
    });
    for waba in wabas_of(state, business_id) {
        webhooks::emit(state, Change::managing(&waba, "business_capability_update", value.clone(), now), now);
    }
    for id in numbers_of(state, business_id) {
        tell_quality(state, &id, if is_more { "UPGRADE" } else { "DOWNGRADE" }, now);
    }
}

/// Gives a number another quality. Only falling to red and leaving it are told.
pub(crate) fn set_quality(state: &mut State, number_id: &str, rating: &str, now: Micros) {
    let Some(number) = state.numbers.get_mut(number_id) else { return };
    let old = std::mem::replace(&mut number.number.quality_rating, rating.to_owned());
    match (old == "RED", rating == "RED") {
        (false, true) => tell_quality(state, number_id, "FLAGGED", now),
        (true, false) => tell_quality(state, number_id, "UNFLAGGED", now),
        _ => {}
    }
}

/// Gives a number another throughput; while it is raised the number is away for a minute.
pub(crate) fn set_throughput(state: &mut State, number_id: &str, level: &str, now: Micros) {
    let Some(number) = state.numbers.get_mut(number_id) else { return };
    let is_raised = level == "HIGH" && number.number.throughput != "HIGH";
    level.clone_into(&mut number.number.throughput);
    if is_raised {
        number.desk.upgrading_until = Some(now + UPGRADING);
        tell_quality(state, number_id, "THROUGHPUT_UPGRADE", now);
    }
}

/// Who changes PINs, as `security` tells it.
pub(crate) const REQUESTER: &str = "61555822107539";

/// Reviewers have decided about a display name. An approved one counts from the next registration on.
pub(crate) fn review_name(state: &mut State, number_id: &str, decision: &str, now: Micros) {
    let Some(number) = state.numbers.get_mut(number_id) else { return };
    let Some(name) = number.desk.requested_name.clone() else { return };
    let (status, reason) = match decision {
        "APPROVED" => ("APPROVED", None),
        "REJECTED" => ("DECLINED", Some("NAME_NOT_RELATED_TO_BUSINESS")),
        _ => ("PENDING_REVIEW", None),
    };
    number.desk.new_name_status = Some(status.to_owned());
    if status == "DECLINED" {
        number.desk.requested_name = None;
    }
    let value = json!({ "decision": decision, "requested_verified_name": name, "rejection_reason": reason });
    tell_number(state, number_id, "phone_number_name_update", value, now);
}

/// A display name waits for its reviewers.
pub(crate) fn name_is_due(state: &mut State, number_id: &str, now: Micros) {
    let is_pending = |number: &NumberState| number.desk.new_name_status.as_deref() == Some("PENDING_REVIEW");
    if !state.numbers.get(number_id).is_some_and(is_pending) {
        return;
    }
    match state.settings.name_review.as_str() {
        "manual" => {}
        "reject" => review_name(state, number_id, "REJECTED", now),
        _ => review_name(state, number_id, "APPROVED", now),
    }
}

fn tell_quality(state: &mut State, number_id: &str, event: &str, now: Micros) {
    let Some(number) = state.numbers.get(number_id) else { return };
    let value = json!({ "event": event, "max_daily_conversations_per_business": tier(state, number) });
    tell_number(state, number_id, "phone_number_quality_update", value, now);
}

/// News about a number, which names it by its phone.
pub(crate) fn tell_number(state: &mut State, number_id: &str, field: &str, mut value: Value, now: Micros) {
    let number = state.numbers.get(number_id);
    value["display_phone_number"] = json!(number.map(|number| number.phone.as_str()));
    let waba_id = number.map(|number| number.waba_id.clone()).unwrap_or_default();
    webhooks::emit(state, Change::managing(&waba_id, field, value, now), now);
}

/// The app lets a number's Cloud API go.
pub(crate) fn disconnect(state: &mut State, number_id: &str, reason: &str, now: Micros) {
    let Some(number) = state.numbers.get_mut(number_id) else { return };
    "DISCONNECTED".clone_into(&mut number.number.status);
    let (phone, waba_id) = (number.phone.clone(), number.waba_id.clone());
    let owner = state.wabas.get(&waba_id).map(|waba| waba.business_id.clone());
    let value = json!({
        "event": "PARTNER_REMOVED", "phone_number": phone,
        "waba_info": { "waba_id": waba_id, "owner_business_id": owner },
        "disconnection_info": { "reason": reason, "initiated_by": "SYSTEM" },
    });
    webhooks::emit(state, Change::managing(&waba_id, "account_update", value, now), now);
}

/// Restricts an account for some days.
pub(crate) fn restrict(state: &mut State, waba_id: &str, kind: &str, days: i64, now: Micros) {
    let until = now + days.max(0) * crate::clock::DAY;
    if let Some(waba) = state.wabas.get_mut(waba_id) {
        waba.ban = match kind {
            "RESTRICTED_BIZ_INITIATED_MESSAGING" => {
                Some(Ban { code: 368, is_opening_only: true, until: Some(until) })
            }
            "RESTRICTED_CUSTOMER_INITIATED_MESSAGING" => {
                Some(Ban { code: 368, is_opening_only: false, until: Some(until) })
            }
            _ => waba.ban.take(),
        };
    }
    let value = json!({
        "event": "ACCOUNT_RESTRICTION",
        "restriction_info": [{ "restriction_type": kind, "expiration": unix(until) }],
    });
    webhooks::emit(state, Change::managing(waba_id, "account_update", value, now), now);
}

/// Disables an account, announces it, or lets it back.
pub(crate) fn ban(state: &mut State, waba_id: &str, ban_state: &str, now: Micros) {
    if let Some(waba) = state.wabas.get_mut(waba_id) {
        match ban_state {
            "DISABLE" => waba.ban = Some(Ban { code: 131_031, is_opening_only: false, until: None }),
            "REINSTATE" => waba.ban = None,
            _ => {}
        }
    }
    let date = jiff::Timestamp::from_microsecond(now).map(|at| at.strftime("%B %-d, %Y").to_string());
    let value = json!({
        "event": "DISABLED_UPDATE",
        "ban_info": { "waba_ban_state": ban_state, "waba_ban_date": date.unwrap_or_default() },
    });
    webhooks::emit(state, Change::managing(waba_id, "account_update", value, now), now);
}

fn wabas_of(state: &State, business_id: &str) -> Vec<String> {
    let mut ids: Vec<String> = state
        .wabas
        .values()
        .filter(|waba| waba.business_id == business_id)
        .map(|waba| waba.id.clone())
        .collect();
    ids.sort();
    ids
}

fn numbers_of(state: &State, business_id: &str) -> Vec<String> {
    let wabas = wabas_of(state, business_id);
    wabas.iter().filter_map(|id| state.wabas.get(id)).flat_map(|waba| waba.number_ids.clone()).collect()
}
