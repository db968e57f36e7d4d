//! A stand-in for the provider's desk for Flows: it keeps some, and refuses when it is told to.

use std::collections::BTreeMap;

use actions::flow::{FlowDesk, FlowDraft, FlowPreview, FlowStep, MadeFlow, ProviderFlow};
use actions::provider::{Answer, ProviderError};
use domain::WabaId;
use domain::flow::{FlowProblem, FlowStatus};
use domain::id::MetaFlowId;
use domain::message::MessageError;
use domain::phone_number::NumberAccess;

use crate::provider::StandIn;

#[derive(Default)]
pub(crate) struct Desk {
    pub(crate) flows: BTreeMap<String, (ProviderFlow, Option<String>)>,
    /// What every question is answered with from now on.
    pub(crate) refusal: Option<ProviderError>,
    /// Public keys that were handed over.
    pub(crate) keys: Vec<String>,
    /// How many were ever made: an id is not given twice.
    made: usize,
}

pub(crate) fn refusal(title: &str) -> MessageError {
    MessageError {
        code: Some(139_002),
        title: title.to_owned(),
        detail: None,
        remedy: "Repair it".to_owned(),
    }
}

/// Anything with `bad` in it is wrong there.
fn judge(json: &str) -> Vec<FlowProblem> {
    let lines = json.lines().enumerate().filter(|(_, line)| line.contains("bad"));
    lines
        .map(|(n, _)| FlowProblem {
            code: Some("INVALID_PROPERTY".to_owned()),
            message: "bad".to_owned(),
            line_start: Some(i64::try_from(n).unwrap() + 1),
            ..FlowProblem::default()
        })
        .collect()
}

impl StandIn {
    fn at_desk<'a, T: Send + 'a>(
        &self,
        f: impl FnOnce(&mut Desk) -> Result<T, ProviderError>,
    ) -> Answer<'a, T> {
        let mut desk = self.desk.lock().unwrap();
        let result = desk.refusal.clone().map_or_else(|| f(&mut desk), Err);
        Box::pin(std::future::ready(result))
    }

    fn with_flow<'a, T: Send + 'a>(
        &self,
        id: &MetaFlowId,
        f: impl FnOnce(&mut (ProviderFlow, Option<String>)) -> T,
    ) -> Answer<'a, T> {
        let gone = || ProviderError::Refused(refusal("Object does not exist"));
        self.at_desk(|desk| desk.flows.get_mut(&id.0).map(f).ok_or_else(gone))
    }
}

impl FlowDesk for StandIn {
    fn list_flows<'a>(&'a self, _: &'a NumberAccess, _: &'a WabaId) -> Answer<'a, Vec<ProviderFlow>> {
        self.at_desk(|desk| Ok(desk.flows.values().map(|(flow, _)| flow.clone()).collect()))
    }

    fn read_flow<'a>(&'a self, _: &'a NumberAccess, id: &'a MetaFlowId) -> Answer<'a, ProviderFlow> {
        self.with_flow(id, |(flow, _)| flow.clone())
    }

    fn create_flow<'a>(
        &'a self,
        _: &'a NumberAccess,
        _: &'a WabaId,
        draft: &'a FlowDraft,
    ) -> Answer<'a, MadeFlow> {
        self.at_desk(|desk| {
            let id = MetaFlowId((777 + desk.made).to_string());
            desk.made += 1;
            let problems = draft.json.as_deref().map(judge).unwrap_or_default();
            let flow = ProviderFlow {
                meta_flow_id: id.clone(),
                name: draft.name.clone().unwrap_or_default(),
                categories: draft.categories.clone(),
                status: if draft.publish { FlowStatus::Published } else { FlowStatus::Draft },
                validation_errors: Some(problems.clone()),
                json_version: None,
                data_api_version: None,
                endpoint_url: draft.endpoint_url.clone(),
            };
            desk.flows.insert(id.0.clone(), (flow, draft.json.clone()));
            Ok(MadeFlow { meta_flow_id: id, validation_errors: problems })
        })
    }

    fn change_flow<'a>(
        &'a self,
        _: &'a NumberAccess,
        id: &'a MetaFlowId,
        draft: &'a FlowDraft,
    ) -> Answer<'a, ()> {
        self.with_flow(id, |(flow, _)| {
            flow.name = draft.name.clone().unwrap_or(flow.name.clone());
            if !draft.categories.is_empty() {
                flow.categories.clone_from(&draft.categories);
            }
            flow.endpoint_url = draft.endpoint_url.clone().or(flow.endpoint_url.take());
        })
    }

    fn upload_flow<'a>(
        &'a self,
        _: &'a NumberAccess,
        id: &'a MetaFlowId,
        json: String,
    ) -> Answer<'a, Vec<FlowProblem>> {
        self.with_flow(id, |(flow, kept)| {
            let problems = judge(&json);
            flow.validation_errors = Some(problems.clone());
            *kept = Some(json);
            problems
        })
    }

    fn download_flow<'a>(&'a self, _: &'a NumberAccess, id: &'a MetaFlowId) -> Answer<'a, Option<Vec<u8>>> {
        self.with_flow(id, |(_, kept)| kept.clone().map(String::into_bytes))
    }

    fn preview_flow<'a>(&'a self, _: &'a NumberAccess, id: &'a MetaFlowId) -> Answer<'a, FlowPreview> {
        let url = format!("https://business.facebook.com/wa/manage/flows/{id}/preview/");
        self.with_flow(id, |_| FlowPreview { url, expires_at: Some("2030-01-01T00:00:00+0000".to_owned()) })
    }

    fn move_flow<'a>(&'a self, _: &'a NumberAccess, id: &'a MetaFlowId, step: FlowStep) -> Answer<'a, ()> {
        if step == FlowStep::Delete {
            return self.at_desk(|desk| {
                desk.flows.remove(&id.0);
                Ok(())
            });
        }
        self.with_flow(id, |(flow, _)| {
            flow.status =
                if step == FlowStep::Publish { FlowStatus::Published } else { FlowStatus::Deprecated };
        })
    }

    fn upload_flow_key<'a>(&'a self, _: &'a NumberAccess, public_key: &'a str) -> Answer<'a, ()> {
        self.at_desk(|desk| {
            desk.keys.push(public_key.to_owned());
            Ok(())
        })
    }
}
