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
