//! Flows to and from the provider.

use actions::flow::{FlowDesk, FlowDraft, FlowPreview, FlowStep, MadeFlow, ProviderFlow};
use actions::provider::{Answer, ProviderError};
use cloud_api::Error;
use cloud_api_types::graph::flows as wire;
use domain::WabaId;
use domain::flow::{FlowProblem, FlowStatus};
use domain::id::MetaFlowId;
use domain::message::MessageError;
use domain::phone_number::NumberAccess;

use crate::errors;
use crate::gateway::Gateway;

/// The provider gives 25 or more a page.
const PAGES: usize = 100;
/// The provider takes 10 MB.
const JSON_LIMIT: u64 = 10 * 1024 * 1024;

impl FlowDesk for Gateway {
    fn list_flows<'a>(&'a self, access: &'a NumberAccess, waba: &'a WabaId) -> Answer<'a, Vec<ProviderFlow>> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let (mut all, mut after) = (Vec::new(), None::<String>);
            for _ in 0..PAGES {
                let page = client.flows(&waba.0, after.as_deref()).await.map_err(|e| failed(&e))?;
                let next = page.next().map(str::to_owned);
                all.extend(page.data.into_iter().filter_map(read));
                match next {
                    Some(next) if after.as_deref() != Some(next.as_str()) => after = Some(next),
                    _ => return Ok(all),
                }
            }
            Err(unclear("the list of Flows did not come to its end"))
        })
    }

    fn read_flow<'a>(&'a self, access: &'a NumberAccess, id: &'a MetaFlowId) -> Answer<'a, ProviderFlow> {
        Box::pin(async move {
            let flow = self.asking(access)?.flow(&id.0).await.map_err(|e| failed(&e))?;
            read(flow).ok_or_else(|| unclear("the answer named no Flow"))
        })
    }

    fn create_flow<'a>(
        &'a self,
        access: &'a NumberAccess,
        waba: &'a WabaId,
        draft: &'a FlowDraft,
    ) -> Answer<'a, MadeFlow> {
        Box::pin(async move {
            let made = self.asking(access)?.create_flow(&waba.0, &write(draft)).await;
            let made = made.map_err(|e| failed(&e))?;
            let id = made.id.filter(|id| !id.is_empty());
            let id = id.ok_or_else(|| unclear("the answer named no Flow"))?;
            Ok(MadeFlow { meta_flow_id: MetaFlowId(id), validation_errors: problems(made.validation_errors) })
        })
    }

    fn change_flow<'a>(
        &'a self,
        access: &'a NumberAccess,
        id: &'a MetaFlowId,
        draft: &'a FlowDraft,
    ) -> Answer<'a, ()> {
        Box::pin(async move {
            self.asking(access)?.change_flow(&id.0, &write(draft)).await.map_err(|e| failed(&e))
        })
    }

    fn upload_flow<'a>(
        &'a self,
        access: &'a NumberAccess,
        id: &'a MetaFlowId,
        json: String,
    ) -> Answer<'a, Vec<FlowProblem>> {
        Box::pin(async move {
            let answer = self.asking(access)?.upload_flow_json(&id.0, &json).await.map_err(|e| failed(&e))?;
            Ok(problems(answer.validation_errors))
        })
    }

    fn download_flow<'a>(
        &'a self,
        access: &'a NumberAccess,
        id: &'a MetaFlowId,
    ) -> Answer<'a, Option<Vec<u8>>> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let files = client.flow_assets(&id.0).await.map_err(|e| failed(&e))?;
            let is_json =
                |file: &wire::FlowAsset| file.asset_type.as_deref().is_none_or(|t| t == "FLOW_JSON");
            let Some(url) = files.data.into_iter().find(is_json).and_then(|file| file.download_url) else {
                return Ok(None);
            };
            let file = client.download_flow_asset(&url, JSON_LIMIT).await.map_err(|e| not_fetched(&e))?;
            file.bytes().await.map(Some).map_err(|e| not_fetched(&e))
        })
    }

    fn preview_flow<'a>(&'a self, access: &'a NumberAccess, id: &'a MetaFlowId) -> Answer<'a, FlowPreview> {
        Box::pin(async move {
            let flow = self.asking(access)?.flow(&id.0).await.map_err(|e| failed(&e))?;
            let preview = flow.preview.unwrap_or_default();
            let url = preview.preview_url.ok_or_else(|| unclear("the answer named no preview"))?;
            Ok(FlowPreview { url, expires_at: preview.expires_at })
        })
    }

    fn move_flow<'a>(
        &'a self,
        access: &'a NumberAccess,
        id: &'a MetaFlowId,
        step: FlowStep,
    ) -> Answer<'a, ()> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let moved = match step {
                FlowStep::Publish => client.publish_flow(&id.0).await,
                FlowStep::Deprecate => client.deprecate_flow(&id.0).await,
                FlowStep::Delete => client.delete_flow(&id.0).await,
            };
            moved.map_err(|e| failed(&e))
        })
    }

    fn upload_flow_key<'a>(&'a self, access: &'a NumberAccess, public_key: &'a str) -> Answer<'a, ()> {
        Box::pin(async move {
            let number = &access.meta_phone_number_id.0;
            let client = self.asking(access)?;
            client.set_encryption_key(number, public_key).await.map_err(|e| failed(&e))
        })
    }
}

fn failed(error: &Error) -> ProviderError {
    errors::of_question(error)
}

fn unclear(detail: &str) -> ProviderError {
    ProviderError::Unanswered(MessageError {
        code: None,
        title: "WhatsApp gave no usable answer".to_owned(),
        detail: Some(detail.to_owned()),
        remedy: "Look whether it was done before you try again".to_owned(),
    })
}

fn not_fetched(error: &cloud_api::MediaError) -> ProviderError {
    match error {
        cloud_api::MediaError::Call(error) => failed(error),
        other => ProviderError::Refused(MessageError {
            code: None,
            title: "The Flow's JSON could not be fetched".to_owned(),
            detail: Some(other.to_string()),
            remedy: "Look at it in WhatsApp Manager".to_owned(),
        }),
    }
}

fn read(flow: wire::Flow) -> Option<ProviderFlow> {
    let id = flow.id.filter(|id| !id.is_empty())?;
    Some(ProviderFlow {
        name: flow.name.map_or_else(|| id.clone(), |name| clean(&name)),
        meta_flow_id: MetaFlowId(id),
        categories: flow.categories,
        status: flow.status.map_or_else(|| FlowStatus::parse("unknown"), |s| FlowStatus::parse(s.as_str())),
        validation_errors: Some(problems(flow.validation_errors)),
        json_version: flow.json_version,
        data_api_version: flow.data_api_version,
        endpoint_url: flow.endpoint_uri.filter(|url| !url.is_empty()),
    })
}

fn problems(problems: Vec<wire::FlowProblem>) -> Vec<FlowProblem> {
    let one = |problem: wire::FlowProblem| FlowProblem {
        code: problem.error.or(problem.error_type),
        message: problem.message.as_deref().map(clean).unwrap_or_default(),
        line_start: problem.line_start,
        line_end: problem.line_end,
        column_start: problem.column_start,
        column_end: problem.column_end,
        paths: problem.pointers.iter().filter_map(path).collect(),
    };
    problems.into_iter().map(one).collect()
}

/// A pointer is a text, or an object that has the text in it.
fn path(pointer: &serde_json::Value) -> Option<String> {
    pointer.as_str().or_else(|| pointer.get("path")?.as_str()).map(clean)
}

fn write(draft: &FlowDraft) -> wire::FlowDraft {
    wire::FlowDraft {
        name: draft.name.clone(),
        categories: draft.categories.clone(),
        clone_flow_id: draft.clone_of.as_ref().map(|id| id.0.clone()),
        endpoint_uri: draft.endpoint_url.clone(),
        flow_json: draft.json.clone(),
        publish: draft.publish.then_some(true),
        application_id: None,
    }
}

/// U+0000 cannot be stored by PostgreSQL and is never meant.
fn clean(text: &str) -> String {
    text.replace('\0', "")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a7_a_flow_is_read_with_what_is_wrong_with_it_and_where() {
        let flow: wire::Flow = serde_json::from_value(json!({
            "id": "777", "name": "Sign up", "status": "DRAFT", "categories": ["SIGN_UP"], "json_version": "7.1",
            "endpoint_uri": "",
            "validation_errors": [{"error": "INVALID_PROPERTY", "error_type": "FLOW_JSON_ERROR", "message": "m",
                "line_start": 4, "line_end": 4, "column_start": 1, "column_end": 9,
                "pointers": [{"line_start": 4, "path": "screens[0].id"}, "screens[1]"]}],
        }))
        .unwrap();
        let flow = read(flow).unwrap();
        assert_eq!((&flow.status, flow.endpoint_url), (&FlowStatus::Draft, None));
        let problem = &flow.validation_errors.unwrap()[0];
        assert_eq!(problem.code.as_deref(), Some("INVALID_PROPERTY"));
        assert_eq!((problem.line_start, problem.column_end), (Some(4), Some(9)));
        assert_eq!(problem.paths, ["screens[0].id", "screens[1]"]);
        let nameless: wire::Flow = serde_json::from_value(json!({ "name": "x" })).unwrap();
        assert_eq!(read(nameless), None);
    }
}
