//! Flows: forms inside a chat.

use serde_json::Value;

use super::numbers::HealthStatus;
use crate::wire_enum::wire_enum;
use crate::wire_struct::wire_struct;

wire_struct! {
    /// A Flow.
    pub struct Flow {
        id: Option<String>,
        name: Option<String>,
        categories: Vec<String>,
        status: Option<FlowStatus>,
        preview: Option<FlowPreview>,
        validation_errors: Vec<FlowProblem>,
        json_version: Option<String>,
        data_api_version: Option<String>,
        endpoint_uri: Option<String>,
        health_status: Option<HealthStatus>,
    }
    /// Where a Flow can be looked at.
    pub struct FlowPreview {
        preview_url: Option<String>,
        expires_at: Option<String>,
    }
    /// What is wrong with a Flow's JSON, and where.
    pub struct FlowProblem {
        error: Option<String>,
        error_type: Option<String>,
        message: Option<String>,
        line_start: Option<i64>,
        line_end: Option<i64>,
        column_start: Option<i64>,
        column_end: Option<i64>,
        pointers: Vec<Value>,
    }
    /// What a Flow is made from, or changed to.
    pub struct FlowDraft {
        name: Option<String>,
        /// `SIGN_UP`, `APPOINTMENT_BOOKING`, `SURVEY`, `OTHER`, …
        categories: Vec<String>,
        clone_flow_id: Option<String>,
        endpoint_uri: Option<String>,
        /// The Flow JSON as text.
        flow_json: Option<String>,
        publish: Option<bool>,
        application_id: Option<String>,
    }
    /// The answer to creating a Flow, or to uploading its JSON.
    pub struct FlowAnswer {
        id: Option<String>,
        success: Option<bool>,
        /// The upload counts also when there are some.
        validation_errors: Vec<FlowProblem>,
    }
    /// A file of a Flow.
    pub struct FlowAsset {
        name: Option<String>,
        asset_type: Option<String>,
        download_url: Option<String>,
    }
}

wire_enum! {
    /// Where a Flow stands.
    pub enum FlowStatus {
        Draft = "DRAFT",
        Published = "PUBLISHED",
        Deprecated = "DEPRECATED",
        Blocked = "BLOCKED",
        Throttled = "THROTTLED",
    }
}
