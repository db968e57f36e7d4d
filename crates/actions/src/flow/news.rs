//! What the provider tells about Flows by itself.

use domain::flow::{Flow, FlowAlert, FlowStatus};
use domain::id::MetaFlowId;
use domain::{Timestamp, WabaId, WorkspaceId};
use storage::{Result, Tx};

use super::copy::{fresh, request_copy};
use super::desk::ProviderFlow;
use super::record::{self, Held};

/// News of one Flow.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowNews {
    pub meta_flow_id: MetaFlowId,
    /// The provider's time.
    pub at: Timestamp,
    pub what: FlowNewsKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum FlowNewsKind {
    Status(FlowStatus),
    Alert(FlowAlert),
    /// Something that this version does not know: the provider is asked how the Flow stands.
    Other(String),
}

/// Applies news about a Flow of an account, whatever its order. One that we do not know gets its place at once, and
/// the rest of it with the next copy, which is owed.
///
/// # Errors
/// Those of the database.
pub fn apply_news(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    waba: &WabaId,
    received_at: Timestamp,
    news: &FlowNews,
) -> Result<()> {
    let told = || {
        let mut flow = fresh(waba, unknown(news), received_at);
        apply(&mut flow, news);
        flow
    };
    let before = match record::hold(tx, workspace, received_at, &news.meta_flow_id, told)? {
        Held::Known(before) => before,
        Held::New(_) => return request_copy(tx, workspace, received_at, waba),
    };
    let mut after = before.clone();
    apply(&mut after, news);
    record::update(tx, workspace, received_at, &before, after)?;
    match &news.what {
        FlowNewsKind::Other(_) => request_copy(tx, workspace, received_at, waba),
        FlowNewsKind::Status(_) | FlowNewsKind::Alert(_) => Ok(()),
    }
}

fn unknown(news: &FlowNews) -> ProviderFlow {
    ProviderFlow {
        meta_flow_id: news.meta_flow_id.clone(),
        name: news.meta_flow_id.0.clone(),
        categories: Vec::new(),
        status: FlowStatus::Unknown("unknown".to_owned()),
        validation_errors: None,
        json_version: None,
        data_api_version: None,
        endpoint_url: None,
    }
}

fn apply(flow: &mut Flow, news: &FlowNews) {
    match &news.what {
        // The provider's times have no parts of a second: of two in the same one the later to come wins.
        FlowNewsKind::Status(status) if news.at.as_seconds() >= flow.heard_at.as_seconds() => {
            flow.heard_at = flow.heard_at.max(news.at);
            flow.status = status.clone();
        }
        FlowNewsKind::Alert(alert) => match flow.alerts.iter_mut().find(|known| known.kind == alert.kind) {
            Some(known) if alert.at.as_seconds() >= known.at.as_seconds() => *known = alert.clone(),
            Some(_) => {}
            None => flow.alerts.push(alert.clone()),
        },
        FlowNewsKind::Status(_) | FlowNewsKind::Other(_) => {}
    }
}
