//! Flows: WhatsApp's forms, how they stand, and who answers what they ask.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::id::{FlowId, MetaFlowId, PhoneNumberId, WabaId};
use crate::message::MessageError;
use crate::template::open_words;
use crate::time::Timestamp;

/// A form: a copy of what the provider has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Flow {
    pub id: FlowId,
    pub waba_id: WabaId,
    /// Meta's id: what a message names.
    pub meta_flow_id: MetaFlowId,
    pub name: String,
    /// The provider's words: `SIGN_UP`, `SURVEY`, `OTHER`, ….
    pub categories: Vec<String>,
    pub status: FlowStatus,
    /// What is wrong with its JSON, and where. With any it cannot be published.
    pub validation_errors: Vec<FlowProblem>,
    pub json_version: Option<String>,
    /// Absent when it asks no endpoint.
    pub data_api_version: Option<String>,
    /// What the provider asks for data.
    pub endpoint_url: Option<String>,
    /// The last news of each kind about how it is doing.
    pub alerts: Vec<FlowAlert>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    /// The provider's time of the last news of its status: older news changes nothing.
    pub heard_at: Timestamp,
}

open_words! {
    /// How a Flow stands.
    pub enum FlowStatus {
        /// Can be changed; only test messages carry it.
        Draft = "draft",
        Published = "published",
        /// Its endpoint does badly: ten messages an hour.
        Throttled = "throttled",
        /// Its endpoint does too badly: it opens for nobody.
        Blocked = "blocked",
        /// Out of use for good.
        Deprecated = "deprecated",
        Deleted = "deleted",
    }
    /// What an alert is about.
    pub enum FlowAlertKind {
        ClientErrorRate = "client_error_rate",
        EndpointErrorRate = "endpoint_error_rate",
        EndpointLatency = "endpoint_latency",
        EndpointAvailability = "endpoint_availability",
        VersionExpiry = "version_expiry",
    }
}

/// Something that is wrong in a Flow's JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FlowProblem {
    /// The provider's word, for example `INVALID_PROPERTY_VALUE`.
    pub code: Option<String>,
    pub message: String,
    /// Lines and columns count from 1.
    pub line_start: Option<i64>,
    pub line_end: Option<i64>,
    pub column_start: Option<i64>,
    pub column_end: Option<i64>,
    /// Where it is, as paths: `screens[0].layout.children[2]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<String>,
}

/// How a Flow was doing when the provider last spoke of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FlowAlert {
    pub kind: FlowAlertKind,
    /// Whether it still is so.
    pub is_active: bool,
    /// The provider's time.
    pub at: Timestamp,
    /// In the provider's words.
    pub message: Option<String>,
    /// The figure that was crossed: percent, or milliseconds for a latency.
    pub threshold: Option<f64>,
    /// Percent.
    pub error_rate: Option<f64>,
    /// How many requests were looked at.
    pub requests: Option<i64>,
    /// Milliseconds; half of the answers took longer.
    pub p50_latency: Option<f64>,
    /// Milliseconds; one answer in ten took longer.
    pub p90_latency: Option<f64>,
    /// Percent.
    pub availability: Option<f64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FlowErrorCount>,
}

/// How often one error happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FlowErrorCount {
    pub code: String,
    /// Percent.
    pub rate: Option<f64>,
    pub count: Option<i64>,
}

/// What keeps a Flow from being sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSendable {
    #[error("this Flow is a draft: publish it, or send it as a draft to a test number")]
    Draft,
    #[error("this Flow is {0}: messages with it are refused")]
    OutOfUse(FlowStatus),
}

impl FlowStatus {
    /// Whether a message may carry a Flow that stands so. What is not known is left to the provider.
    ///
    /// # Errors
    /// See [`NotSendable`].
    pub fn check_sendable(&self, as_draft: bool) -> Result<(), NotSendable> {
        match self {
            Self::Draft if !as_draft => Err(NotSendable::Draft),
            Self::Blocked | Self::Deprecated | Self::Deleted => Err(NotSendable::OutOfUse(self.clone())),
            Self::Draft | Self::Published | Self::Throttled | Self::Unknown(_) => Ok(()),
        }
    }

    /// Whether its JSON and its name can still be changed, and it can be deleted.
    pub fn is_draft(&self) -> bool {
        *self == Self::Draft
    }
}

/// How what a Flow asks its data endpoint is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FlowDoor {
    pub answerer: FlowAnswerer,
    /// Turn away a `flow_token` that no message of ours carries, or that was answered: the form closes.
    #[serde(default)]
    pub checks_tokens: bool,
}

impl Default for FlowDoor {
    /// Takes what is filled in, and ends the form.
    fn default() -> Self {
        Self { answerer: FlowAnswerer::BuiltIn { rules: Vec::new() }, checks_tokens: false }
    }
}

/// Who answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FlowAnswerer {
    /// Waypost itself: the first rule that fits. Without one, what was filled in ends the form.
    BuiltIn {
        #[serde(default)]
        rules: Vec<FlowRule>,
    },
    /// A server of yours, which gets the decrypted question as JSON and has some seconds.
    Forward {
        /// `https://…`, on a public address.
        url: String,
    },
}

/// What is answered to a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FlowRule {
    /// Absent: any.
    pub action: Option<FlowAsk>,
    /// The screen that asks; absent: any.
    pub screen: Option<String>,
    pub then: FlowThen,
}

/// What a form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FlowAsk {
    /// The first screen.
    Init,
    /// What comes after a screen that was filled in.
    DataExchange,
    /// The screen before.
    Back,
}

/// What the form does next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FlowThen {
    /// Shows a screen, with data that is always the same.
    Screen {
        screen: String,
        #[serde(default)]
        #[schema(value_type = Object)]
        data: Map<String, Value>,
    },
    /// Ends; what was filled in on the last screen, and these, come back with the reply.
    Finish {
        #[serde(default)]
        #[schema(value_type = Object)]
        params: Map<String, Value>,
    },
    /// Nothing but that it was heard.
    Acknowledge,
}

impl FlowRule {
    /// Whether the rule is about this question.
    pub fn fits(&self, ask: FlowAsk, screen: Option<&str>) -> bool {
        self.action.is_none_or(|action| action == ask)
            && self.screen.as_deref().is_none_or(|wanted| Some(wanted) == screen)
    }
}

/// The public half of a number's key pair, and how it stands at the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FlowKey {
    pub phone_number_id: PhoneNumberId,
    /// As PEM.
    pub public_key: String,
    pub created_at: Timestamp,
    /// When the provider took it; absent while it has not.
    pub uploaded_at: Option<Timestamp>,
    /// Why the provider did not take it.
    pub problem: Option<MessageError>,
    /// Until when the key before this one still opens what phones send.
    pub previous_until: Option<Timestamp>,
}

/// How long the key before a rotation still opens requests. Phones fetch the new one when they are told to; this is
/// for those that are slow.
pub const PREVIOUS_KEY_KEPT: std::time::Duration = std::time::Duration::from_secs(7 * 24 * 60 * 60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c4_only_a_flow_that_opens_may_be_sent() {
        assert_eq!(FlowStatus::Published.check_sendable(false), Ok(()));
        assert_eq!(FlowStatus::Throttled.check_sendable(false), Ok(()));
        assert_eq!(FlowStatus::Draft.check_sendable(true), Ok(()));
        assert_eq!(FlowStatus::Draft.check_sendable(false), Err(NotSendable::Draft));
        for gone in [FlowStatus::Blocked, FlowStatus::Deprecated, FlowStatus::Deleted] {
            assert_eq!(gone.check_sendable(true), Err(NotSendable::OutOfUse(gone.clone())));
        }
        assert_eq!(FlowStatus::parse("LEVITATING").check_sendable(false), Ok(()));
    }

    #[test]
    fn a_rule_fits_what_it_names_and_everything_when_it_names_nothing() {
        let rule =
            FlowRule { action: Some(FlowAsk::Init), screen: Some("A".into()), then: FlowThen::Acknowledge };
        assert!(rule.fits(FlowAsk::Init, Some("A")));
        assert!(!rule.fits(FlowAsk::Back, Some("A")));
        assert!(!rule.fits(FlowAsk::Init, None));
        let any = FlowRule { action: None, screen: None, then: FlowThen::Acknowledge };
        assert!(any.fits(FlowAsk::Back, None));
    }
}
