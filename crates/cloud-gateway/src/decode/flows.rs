//! News about Flows.

use actions::flow::{FlowNews, FlowNewsKind};
use cloud_api_types::fields::account::{FlowEvent, FlowUpdate};
use cloud_api_types::webhook::ChangeValue;
use domain::Timestamp;
use domain::flow::{FlowAlert, FlowAlertKind, FlowErrorCount, FlowStatus};
use domain::id::MetaFlowId;

use super::clean;

/// The news in a change, if it is about a Flow.
pub(super) fn decode(value: &ChangeValue, at: Timestamp) -> Option<Result<FlowNews, String>> {
    let ChangeValue::Flow(update) = value else { return None };
    let id = update.flow_id.as_deref().filter(|id| !id.is_empty());
    Some(id.map_or_else(
        || Err("news about a Flow that it does not name".to_owned()),
        |id| Ok(FlowNews { meta_flow_id: MetaFlowId(clean(id)), at, what: what(update, at) }),
    ))
}

fn what(update: &FlowUpdate, at: Timestamp) -> FlowNewsKind {
    let kind = match &update.event {
        Some(FlowEvent::StatusChange) => {
            return match update.new_status.as_deref() {
                Some(status) => FlowNewsKind::Status(FlowStatus::parse(&clean(status))),
                None => FlowNewsKind::Other("a status that it does not name".to_owned()),
            };
        }
        Some(FlowEvent::ClientErrorRate) => FlowAlertKind::ClientErrorRate,
        Some(FlowEvent::EndpointErrorRate) => FlowAlertKind::EndpointErrorRate,
        Some(FlowEvent::EndpointLatency) => FlowAlertKind::EndpointLatency,
        Some(FlowEvent::EndpointAvailability) => FlowAlertKind::EndpointAvailability,
        Some(FlowEvent::VersionExpiryWarning) => FlowAlertKind::VersionExpiry,
        Some(FlowEvent::Unknown(word)) => return FlowNewsKind::Other(clean(word)),
        None => return FlowNewsKind::Other(String::new()),
    };
    FlowNewsKind::Alert(FlowAlert {
        kind,
        // Warnings have no state: they hold until something newer is said.
        is_active: update.alert_state.as_deref() != Some("DEACTIVATED"),
        at,
        message: update.message.as_deref().or(update.warning.as_deref()).map(clean),
        threshold: update.threshold,
        error_rate: update.error_rate,
        requests: update.requests_count,
        p50_latency: update.p50_latency,
        p90_latency: update.p90_latency,
        availability: update.availability,
        errors: update
            .errors
            .iter()
            .map(|error| FlowErrorCount {
                code: error.error_type.as_deref().map(clean).unwrap_or_default(),
                rate: error.error_rate,
                count: error.error_count,
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::decode::{AccountUpdateKind, decode};

    const NOW: Timestamp = Timestamp::from_seconds(1_780_000_100);

    fn decoded(value: &Value) -> Result<FlowNews, Vec<String>> {
        let change = json!({ "field": "flows", "value": value });
        let entry = json!({ "id": "1022", "time": 1_780_000_000, "changes": [change] });
        let body = json!({ "object": "whatsapp_business_account", "entry": [entry] }).to_string();
        let mut decoded = decode(body.as_bytes(), NOW).unwrap();
        let Some(update) = decoded.account_updates.pop() else { return Err(decoded.set_aside) };
        assert_eq!(update.waba.0, "1022");
        let AccountUpdateKind::Flow(news) = update.kind else { panic!("not about a Flow") };
        Ok(*news)
    }

    #[test]
    fn b6_news_of_flows_has_its_status_or_its_figures() {
        let status = json!({ "event": "FLOW_STATUS_CHANGE", "flow_id": "777", "old_status": "DRAFT",
            "new_status": "PUBLISHED", "message": "m" });
        let news = decoded(&status).unwrap();
        assert_eq!((news.meta_flow_id.0.as_str(), news.at.as_seconds()), ("777", 1_780_000_000));
        assert_eq!(news.what, FlowNewsKind::Status(FlowStatus::Published));
        let alert = json!({ "event": "ENDPOINT_ERROR_RATE", "flow_id": "777", "alert_state": "ACTIVATED",
            "threshold": 5, "error_rate": 14.28, "errors": [{ "error_type": "TIMEOUT", "error_count": 2 }] });
        let FlowNewsKind::Alert(alert) = decoded(&alert).unwrap().what else { panic!() };
        assert_eq!((&alert.kind, alert.is_active), (&FlowAlertKind::EndpointErrorRate, true));
        assert_eq!((alert.threshold, alert.error_rate), (Some(5.0), Some(14.28)));
        assert_eq!((alert.errors[0].code.as_str(), alert.errors[0].count), ("TIMEOUT", Some(2)));
        let calm = json!({ "event": "CLIENT_ERROR_RATE", "flow_id": "777", "alert_state": "DEACTIVATED" });
        let FlowNewsKind::Alert(calm) = decoded(&calm).unwrap().what else { panic!() };
        assert!(!calm.is_active);
    }

    #[test]
    fn b6_what_is_new_about_flows_is_kept_and_what_names_none_is_set_aside() {
        let new = decoded(&json!({ "event": "FLOW_LEVITATES", "flow_id": "777" })).unwrap();
        assert_eq!(new.what, FlowNewsKind::Other("FLOW_LEVITATES".to_owned()));
        assert!(decoded(&json!({ "event": "FLOW_STATUS_CHANGE" })).unwrap_err()[0].contains("does not name"));
    }
}
