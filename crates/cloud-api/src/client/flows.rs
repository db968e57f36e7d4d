//! Flows.

use cloud_api_types::graph::Page;
use cloud_api_types::graph::flows::{Flow, FlowAnswer, FlowAsset, FlowDraft};
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::json;

use super::{Client, Download, MediaError, after, answer, succeed};
use crate::error::{Error, NotSent};

/// What a list tells of each Flow.
const LISTED: &str = "id,name,categories,status,validation_errors,json_version,data_api_version,endpoint_uri";
/// What the bytes of Flows are served from, without a token: the addresses are signed.
const ASSET_HOST: &str = "fbcdn.net";

impl Client {
    /// A page of an account's Flows.
    pub async fn flows(&self, waba_id: &str, cursor: Option<&str>) -> Result<Page<Flow>, Error> {
        let mut query = vec![("fields", LISTED), ("limit", "100")];
        query.extend(after(cursor));
        self.ask(Method::GET, &[waba_id, "flows"], &query).await
    }

    /// One Flow, with a link to its preview.
    pub async fn flow(&self, flow_id: &str) -> Result<Flow, Error> {
        let fields = "id,name,categories,preview.invalidate(false),status,validation_errors,json_version,\
            data_api_version,endpoint_uri";
        self.ask(Method::GET, &[flow_id], &[("fields", fields)]).await
    }

    /// Makes a Flow.
    pub async fn create_flow(&self, waba_id: &str, draft: &FlowDraft) -> Result<FlowAnswer, Error> {
        self.tell(Method::POST, &[waba_id, "flows"], draft).await
    }

    /// Changes a Flow's name, categories or endpoint.
    pub async fn change_flow(&self, flow_id: &str, draft: &FlowDraft) -> Result<(), Error> {
        self.order(Method::POST, &[flow_id], draft).await
    }

    /// Uploads a Flow's JSON. Succeeds also when it is not valid: look at the `validation_errors`.
    pub async fn upload_flow_json(&self, flow_id: &str, flow_json: &str) -> Result<FlowAnswer, Error> {
        let file = Part::text(flow_json.to_owned()).file_name("flow.json").mime_str("application/json");
        let file = file.map_err(NotSent::Build)?;
        let form = Form::new().text("name", "flow.json").text("asset_type", "FLOW_JSON").part("file", file);
        let call = self.call(Method::POST, &[flow_id, "assets"]).multipart(form);
        answer(call, |_| true).await
    }

    /// A Flow's files.
    pub async fn flow_assets(&self, flow_id: &str) -> Result<Page<FlowAsset>, Error> {
        self.ask(Method::GET, &[flow_id, "assets"], &[]).await
    }

    /// Fetches a file of a Flow from the address that [`Self::flow_assets`] gave. Never more than `limit` bytes.
    pub async fn download_flow_asset(&self, address: &str, limit: u64) -> Result<Download, MediaError> {
        self.download_from(address, limit, &[ASSET_HOST]).await
    }

    /// Publishes a Flow, which can then not be changed any more.
    pub async fn publish_flow(&self, flow_id: &str) -> Result<(), Error> {
        self.order(Method::POST, &[flow_id, "publish"], &json!({})).await
    }

    /// Takes a published Flow out of use.
    pub async fn deprecate_flow(&self, flow_id: &str) -> Result<(), Error> {
        self.order(Method::POST, &[flow_id, "deprecate"], &json!({})).await
    }

    /// Deletes a draft.
    pub async fn delete_flow(&self, flow_id: &str) -> Result<(), Error> {
        succeed(self.call(Method::DELETE, &[flow_id])).await
    }
}
