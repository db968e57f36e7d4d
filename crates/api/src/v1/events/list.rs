//! Gives the events after a cursor, waiting for the first if asked to.

use std::time::Duration;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_utils::{Problem, Query};
use domain::Timestamp;
use domain::event::FeedEvent;
use http::header::CONTENT_TYPE;
use live::poll::{LONGEST_WAIT, poll};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListEvents {
    /// The number of the last event that you know. Without it you get the current cursor and no events.
    after: Option<i64>,
    /// How many seconds to wait for the first event, at most 30.
    wait: Option<u64>,
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
    responses((status = 200, body = EventsPage)))]
pub(crate) async fn list_events(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ListEvents>,
) -> Result<Response, Problem> {
    let wait = Duration::from_secs(asked.wait.unwrap_or(0)).min(LONGEST_WAIT);
    let polled = poll(state.hub(), caller.workspace(), asked.after, wait)
        .await
        .map_err(|error| refusal::storage(&error))?
        .ok_or_else(|| Problem::not_found("workspace"))?;
    // The events are JSON already, shared by all who listen.
    let body = format!(
        r#"{{"events":[{}],"cursor":{},"resync":{},"now":"{}"}}"#,
        polled.events.join(","),
        polled.cursor,
        polled.is_resync,
        state.clock().now(),
    );
    Ok(([(CONTENT_TYPE, "application/json")], body).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hand_made_body_is_the_described_one() {
        let page = EventsPage { events: vec![], cursor: 7, resync: false, now: Timestamp::from_seconds(0) };
        let made = format!(r#"{{"events":[],"cursor":7,"resync":false,"now":"{}"}}"#, page.now);
        assert_eq!(serde_json::to_string(&page).unwrap(), made);
    }
}
