//! Flows: WhatsApp's forms.

pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod deprecate;
pub(crate) mod download;
pub(crate) mod get;
pub(crate) mod get_endpoint;
pub(crate) mod list;
pub(crate) mod preview;
pub(crate) mod publish;
pub(crate) mod sync;
pub(crate) mod update;
pub(crate) mod update_endpoint;
pub(crate) mod upload;

use actions::flow::{self, Errand};
use actions::provider::ProviderError;
use axum_utils::Problem;
use domain::FlowId;
use domain::flow::Flow;
use domain::workspace::Actor;
use http::StatusCode;
use serde::Deserialize;

use crate::refusal::{self, answers_with_its_problem};
use crate::state::ApiState;

/// Why nothing was done with a Flow.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Flow(#[from] flow::Error),
    #[error(transparent)]
    Provider(#[from] ProviderError),
    #[error(transparent)]
    Invalid(#[from] Problem),
}

impl From<storage::Error> for Error {
    fn from(error: storage::Error) -> Self {
        Self::Flow(error.into())
    }
}

impl Error {
    fn problem(&self) -> Problem {
        match self {
            Self::Flow(error) => of_flow(error),
            Self::Provider(error) => refusal::provider(error),
            Self::Invalid(problem) => problem.clone(),
        }
    }
}
answers_with_its_problem!(Error);

fn of_flow(error: &flow::Error) -> Problem {
    let words = refusal::sentence(error);
    let conflict = |code| Problem::new(StatusCode::CONFLICT, code, words.clone());
    match error {
        flow::Error::NotFound => Problem::not_found("Flow"),
        flow::Error::NoNumber => Problem::not_found("phone number"),
        flow::Error::NotAllowed | flow::Error::NoKeysAllowed => refusal::not_allowed(error),
        flow::Error::NoSuchWaba | flow::Error::WhichWaba => Problem::invalid_field("waba_id", words),
        flow::Error::NotConnected => conflict("waba_not_connected"),
        flow::Error::NotEditable(_) => conflict("flow_not_editable"),
        flow::Error::NotPublishable(_) => conflict("flow_not_publishable"),
        flow::Error::NotDeprecatable(_) => conflict("flow_not_deprecatable"),
        flow::Error::NotDeletable(_) => conflict("flow_not_deletable"),
        flow::Error::NoKey => Problem::unavailable(error),
        flow::Error::Storage(error) => refusal::storage(error),
    }
}

/// What the provider takes as categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum FlowCategory {
    SignUp,
    SignIn,
    AppointmentBooking,
    LeadGeneration,
    ContactUs,
    CustomerSupport,
    Survey,
    Other,
}

impl FlowCategory {
    pub(crate) fn word(self) -> String {
        match self {
            Self::SignUp => "SIGN_UP",
            Self::SignIn => "SIGN_IN",
            Self::AppointmentBooking => "APPOINTMENT_BOOKING",
            Self::LeadGeneration => "LEAD_GENERATION",
            Self::ContactUs => "CONTACT_US",
            Self::CustomerSupport => "CUSTOMER_SUPPORT",
            Self::Survey => "SURVEY",
            Self::Other => "OTHER",
        }
        .to_owned()
    }
}

/// The largest JSON of a Flow, in bytes.
pub(crate) const JSON_LIMIT: usize = 10 * 1024 * 1024;
/// The longest name, in characters.
const NAME_LIMIT: usize = 200;

/// A name that can be given.
pub(crate) fn check_name(name: &str) -> Result<(), Problem> {
    let length = name.chars().count();
    if name.trim().is_empty() {
        return Err(Problem::invalid_field("name", "this must not be empty"));
    }
    if length > NAME_LIMIT {
        let rule = format!("at most {NAME_LIMIT} characters; this has {length}");
        return Err(Problem::invalid_field("name", rule));
    }
    Ok(())
}

/// An address that the provider can call: `https://…`.
pub(crate) fn check_endpoint_url(field: &str, text: &str, may_be_plain: bool) -> Result<(), Problem> {
    let url = url::Url::parse(text).ok().filter(url::Url::has_host);
    let is_good = url.is_some_and(|url| {
        (url.scheme() == "https" || (may_be_plain && url.scheme() == "http"))
            && url.username().is_empty()
            && url.password().is_none()
    });
    if is_good && text.len() <= 2000 {
        return Ok(());
    }
    Err(Problem::invalid_field(field, "an address that begins with https://, of at most 2000 characters"))
}

/// What a call about a Flow needs, for who may make it.
pub(crate) async fn errand(
    state: &ApiState,
    actor: &Actor,
    id: FlowId,
    is_change: bool,
) -> Result<Errand, Error> {
    let actor = actor.clone();
    let read = state.store().read(actor.workspace(), move |tx| flow::errand(tx, &actor, id, is_change));
    Ok(read.await?)
}

/// Stores what a change at the provider did: `change`, and what the provider says of the Flow now, if it does.
pub(crate) async fn settle(
    state: &ApiState,
    errand: Errand,
    change: impl FnOnce(&mut Flow) + Send + 'static,
) -> Result<Flow, Error> {
    let given = state.provider().read_flow(&errand.access, &errand.flow.meta_flow_id).await.ok();
    let (workspace, now) = (errand.access.workspace, state.clock().now());
    let id = errand.flow.id;
    let settled =
        state.store().write(workspace, move |tx| flow::settle(tx, workspace, now, id, change, given));
    Ok(settled.await?)
}
