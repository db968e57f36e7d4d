//! Gives the events after a cursor, waiting for the first if asked to.

use std::time::Duration;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_utils::{Problem, Query};
use domain::Timestamp;
use domain::event::FeedEvent;
use http::header::CONTENT_TYPE;
use live::poll::{LONGEST_WAIT, Polled, poll};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::paging::Limit;
use crate::refusal;
use crate::state::ApiState;

/// From where, and how patiently.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListEvents {
    /// The number of the last event that you know. Without it you get the current cursor and no events.
    after: Option<i64>,
    /// How many seconds to wait for the first event: 0 to 30, 0 without it.
    #[param(maximum = 30)]
    wait: Option<u64>,
    /// How many events at most: 1 to 200, 200 without it.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Option<Limit>,
}

/// Some events, and where to go on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EventsPage {
    events: Vec<FeedEvent>,
    /// To be given as `after` the next time.
    cursor: i64,
    /// The cursor that was given is too old: load what you show anew, and go on from `cursor`.
    resync: bool,
    /// The server's time, which windows are counted by.
    now: Timestamp,
}

/// List events
///
/// Every event of the workspace in one order, without a gap. The same as on the WebSocket, by asking.
#[utoipa::path(get, path = "/v1/events", operation_id = "list_events", tag = "events", params(ListEvents),
    responses(
        (status = 200, body = EventsPage),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn list_events(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ListEvents>,
) -> Result<Response, Problem> {
    let wait = Duration::from_secs(asked.wait.unwrap_or_default());
    if wait > LONGEST_WAIT {
        return Err(Problem::invalid_field("wait", "write a number from 0 to 30"));
    }
    let polled = poll(state.hub(), caller.workspace(), asked.after, wait)
        .await
        .map_err(|error| refusal::storage(&error))?
        .ok_or_else(|| Problem::not_found("workspace"))?;
    let body = write(&polled, asked.limit.map_or(usize::MAX, |limit| limit.0), state.clock().now());
    Ok(([(CONTENT_TYPE, "application/json")], body).into_response())
}

/// An [`EventsPage`] of events that are JSON already, shared by all who listen. Their numbers have no gaps, so
/// that the number of the last that fits is known.
fn write(polled: &Polled, limit: usize, now: Timestamp) -> String {
    let events = polled.events.get(..limit).unwrap_or(&polled.events);
    let left_out = i64::try_from(polled.events.len() - events.len()).unwrap_or_default();
    format!(
        r#"{{"events":[{}],"cursor":{},"resync":{},"now":"{now}"}}"#,
        events.join(","),
        polled.cursor - left_out,
        polled.is_resync,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_seconds(0);

    #[test]
    fn the_hand_made_body_is_the_described_one() {
        let page = EventsPage { events: vec![], cursor: 7, resync: false, now: NOW };
        let polled = Polled { events: Vec::new(), cursor: 7, is_resync: false };
        assert_eq!(serde_json::to_string(&page).unwrap(), write(&polled, usize::MAX, NOW));
    }

    #[test]
    fn e1_a_cut_page_ends_with_the_number_of_its_last_event() {
        let events = vec!["{\"seq\":5}".into(), "{\"seq\":6}".into(), "{\"seq\":7}".into()];
        let polled = Polled { events, cursor: 7, is_resync: false };
        assert!(write(&polled, 2, NOW).starts_with(r#"{"events":[{"seq":5},{"seq":6}],"cursor":6,"resync""#));
        assert!(write(&polled, 3, NOW).contains(r#""cursor":7,"#));
    }
}
