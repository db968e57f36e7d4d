//! What is asked of the provider about Flows while somebody waits.

use domain::WabaId;
use domain::flow::{FlowProblem, FlowStatus};
use domain::id::MetaFlowId;
use domain::phone_number::NumberAccess;

use crate::provider::Answer;

/// A Flow as the provider has it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProviderFlow {
    pub meta_flow_id: MetaFlowId,
    pub name: String,
    pub categories: Vec<String>,
    pub status: FlowStatus,
    /// Absent when the provider did not say.
    pub validation_errors: Option<Vec<FlowProblem>>,
    pub json_version: Option<String>,
    pub data_api_version: Option<String>,
    pub endpoint_url: Option<String>,
}

/// What a Flow is made from, or changed to: what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlowDraft {
    pub name: Option<String>,
    pub categories: Vec<String>,
    pub endpoint_url: Option<String>,
    /// Only for a new one: begins with what this one says.
    pub clone_of: Option<MetaFlowId>,
    /// Only for a new one: its JSON.
    pub json: Option<String>,
    /// Only for a new one: publish it at once if its JSON is in order.
    pub publish: bool,
}

/// What the provider made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeFlow {
    pub meta_flow_id: MetaFlowId,
    pub validation_errors: Vec<FlowProblem>,
}

/// Where a Flow can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowPreview {
    pub url: String,
    /// As the provider writes it.
    pub expires_at: Option<String>,
}

/// A step in a Flow's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlowStep {
    Publish,
    Deprecate,
    Delete,
}

/// Asks the provider about Flows.
///
/// A door for the layers that may not know the provider: `cloud-gateway` stands behind it, and tests without a
/// network stand in for it.
pub trait FlowDesk: Send + Sync {
    /// All Flows of an account.
    fn list_flows<'a>(&'a self, access: &'a NumberAccess, waba: &'a WabaId) -> Answer<'a, Vec<ProviderFlow>>;

    fn read_flow<'a>(&'a self, access: &'a NumberAccess, id: &'a MetaFlowId) -> Answer<'a, ProviderFlow>;

    fn create_flow<'a>(
        &'a self,
        access: &'a NumberAccess,
        waba: &'a WabaId,
        draft: &'a FlowDraft,
    ) -> Answer<'a, MadeFlow>;

    /// Its name, categories or endpoint.
    fn change_flow<'a>(
        &'a self,
        access: &'a NumberAccess,
        id: &'a MetaFlowId,
        draft: &'a FlowDraft,
    ) -> Answer<'a, ()>;

    /// Its JSON, which is taken also with what is wrong with it: that is the answer.
    fn upload_flow<'a>(
        &'a self,
        access: &'a NumberAccess,
        id: &'a MetaFlowId,
        json: String,
    ) -> Answer<'a, Vec<FlowProblem>>;

    /// Its JSON, as it is at the provider; `None` when it has none yet.
    fn download_flow<'a>(
        &'a self,
        access: &'a NumberAccess,
        id: &'a MetaFlowId,
    ) -> Answer<'a, Option<Vec<u8>>>;

    fn preview_flow<'a>(&'a self, access: &'a NumberAccess, id: &'a MetaFlowId) -> Answer<'a, FlowPreview>;

    fn move_flow<'a>(
        &'a self,
        access: &'a NumberAccess,
        id: &'a MetaFlowId,
        step: FlowStep,
    ) -> Answer<'a, ()>;

    /// Hands over the public key, as PEM, that phones encrypt for this number with.
    fn upload_flow_key<'a>(&'a self, access: &'a NumberAccess, public_key: &'a str) -> Answer<'a, ()>;
}
