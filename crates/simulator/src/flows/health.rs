//! How well endpoints of Flows answer, and who is told when they do not.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::endpoint::Trouble;
use crate::clock::Micros;
use crate::state::State;
use crate::webhooks::{self, Change};

/// Calls that are remembered of a Flow.
const REMEMBERED: usize = 50;
/// Calls before anything is judged.
const ENOUGH: usize = 10;
/// Percent of failed calls, milliseconds of the slowest tenth, percent of reachable calls: from here on it is
/// told. Latency is Meta's example; the others are ours.
const ERRORS: usize = 10;
const SLOW_MS: u64 = 7000;
const AVAILABLE: usize = 90;
/// Percent of failed calls from which a Flow is throttled.
const THROTTLED: usize = 50;

/// One call to an endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Called {
    ms: u64,
    /// What went wrong, as webhooks name it.
    error: Option<String>,
}

/// What the last calls say: alerts by name, with what their webhooks tell.
#[derive(Debug, PartialEq, Eq)]
struct Judged {
    alerts: Vec<(&'static str, bool, Value)>,
    error_percent: usize,
}

/// Notes a call, and tells what changed by it.
pub(crate) fn note(state: &mut State, flow_id: &str, ms: u64, trouble: Option<&Trouble>, now: Micros) {
    let Some(flow) = state.flows.get_mut(flow_id) else { return };
    if flow.calls.len() >= REMEMBERED {
        flow.calls.remove(0);
    }
    flow.calls.push(Called { ms, error: trouble.map(|it| it.kind().to_owned()) });
    let Some(judged) = judge(&flow.calls) else { return };
    let waba_id = flow.waba_id.clone();
    let mut news = Vec::new();
    for (name, is_bad, mut value) in judged.alerts {
        let was_bad = flow.alerts.iter().any(|it| it == name);
        if is_bad == was_bad {
            continue;
        }
        flow.alerts.retain(|it| it != name);
        if is_bad {
            flow.alerts.push(name.to_owned());
        }
        value["event"] = json!(name);
        value["flow_id"] = json!(flow_id);
        value["requests_count"] = json!(flow.calls.len());
        value["alert_state"] = json!(if is_bad { "ACTIVATED" } else { "DEACTIVATED" });
        news.push(value);
    }
    let status = match (flow.status.as_str(), judged.error_percent) {
        ("PUBLISHED", THROTTLED..) => Some("THROTTLED"),
        ("THROTTLED", percent) if percent < ERRORS => Some("PUBLISHED"),
        _ => None,
    };
    for value in news {
        webhooks::emit(state, Change::managing(&waba_id, "flows", value, now), now);
    }
    if let Some(status) = status {
        set_status(state, flow_id, status, now);
    }
}

fn judge(calls: &[Called]) -> Option<Judged> {
    if calls.len() < ENOUGH {
        return None;
    }
    let percent = |count: usize| count * 100 / calls.len();
    let errors: Vec<&str> = calls.iter().filter_map(|call| call.error.as_deref()).collect();
    let error_percent = percent(errors.len());
    let away = errors.iter().filter(|it| matches!(**it, "timeout_error" | "unavailable_error")).count();
    let available = 100 - percent(away);
    let mut ms: Vec<u64> = calls.iter().map(|call| call.ms).collect();
    ms.sort_unstable();
    let at = |percent: usize| ms.get((ms.len() * percent / 100).min(ms.len() - 1)).copied().unwrap_or(0);
    let mut kinds = errors.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let by_kind = kinds.iter().map(|kind| {
        let count = errors.iter().filter(|it| *it == kind).count();
        json!({ "error_type": kind, "error_rate": percent(count), "error_count": count })
    });
    let alerts = vec![
        (
            "ENDPOINT_ERROR_RATE",
            error_percent >= ERRORS,
            json!({ "message": "Flow endpoint error rate", "error_rate": error_percent, "threshold": ERRORS,
                    "errors": by_kind.collect::<Vec<_>>() }),
        ),
        (
            "ENDPOINT_LATENCY",
            at(90) >= SLOW_MS,
            json!({ "message": "Flow endpoint latency", "p90_latency": at(90), "p50_latency": at(50), "threshold": SLOW_MS }),
        ),
        (
            "ENDPOINT_AVAILABILITY",
            available < AVAILABLE,
            json!({ "message": "Flow endpoint availability", "availability": available, "threshold": AVAILABLE }),
        ),
    ];
    Some(Judged { alerts, error_percent })
}

/// Gives a Flow another status and tells the apps.
pub(crate) fn set_status(state: &mut State, flow_id: &str, status: &str, now: Micros) {
    let Some(flow) = state.flows.get_mut(flow_id) else { return };
    let old = std::mem::replace(&mut flow.status, status.to_owned());
    let value = json!({
        "event": "FLOW_STATUS_CHANGE", "message": "Flow webhook: status changed", "flow_id": flow_id,
        "old_status": old, "new_status": status,
    });
    let waba_id = flow.waba_id.clone();
    webhooks::emit(state, Change::managing(&waba_id, "flows", value, now), now);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(count: usize, ms: u64, error: Option<&str>) -> Vec<Called> {
        vec![Called { ms, error: error.map(str::to_owned) }; count]
    }

    #[test]
    fn a9_errors_slowness_and_absence_are_judged_from_ten_calls_on() {
        assert_eq!(judge(&calls(9, 1, Some("timeout_error"))), None);
        let bad = |calls: &[Called]| -> Vec<&str> {
            judge(calls)
                .unwrap()
                .alerts
                .into_iter()
                .filter(|(_, bad, _)| *bad)
                .map(|(name, ..)| name)
                .collect()
        };
        assert!(bad(&calls(10, 6999, None)).is_empty());
        assert_eq!(bad(&calls(10, 7000, None)), ["ENDPOINT_LATENCY"]);
        let mut some = calls(9, 1, None);
        some.extend(calls(1, 1, Some("unexpected_http_status_code")));
        assert_eq!(bad(&some), ["ENDPOINT_ERROR_RATE"]);
        some.extend(calls(2, 1, Some("timeout_error")));
        assert_eq!(bad(&some), ["ENDPOINT_ERROR_RATE", "ENDPOINT_AVAILABILITY"]);
    }
}
