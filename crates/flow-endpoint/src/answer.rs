//! What is answered, by whoever answers.

use actions::flow::{Entrance, TokenVerdict, judge_token};
use cloud_api_types::flow_endpoint::{EndpointAction, EndpointQuestion};
use domain::flow::{FlowAnswerer, FlowAsk};
use serde_json::{Map, Value, json};

use crate::State;
use crate::built_in;

/// What goes back.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer {
    Say(Value),
    /// The form closes, and its button in the chat with it.
    TokenInvalid(Value),
    /// There is none: the phone says that something went wrong.
    Failed,
}

/// What a form asks, in our words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Question {
    pub(crate) version: Option<String>,
    pub(crate) ask: FlowAsk,
    pub(crate) screen: Option<String>,
    /// What was filled in.
    pub(crate) data: Map<String, Value>,
    pub(crate) token: Option<String>,
}

/// A form is told this when its token is not good any more.
const CLOSED: &str = "This form is not open any more. Ask for a new one in the chat.";

/// Answers a question that was opened.
pub(crate) async fn answer(state: &State, entrance: &Entrance, wire: EndpointQuestion) -> Answer {
    let ask = match &wire.action {
        Some(EndpointAction::Ping) => return Answer::Say(json!({ "data": { "status": "active" } })),
        Some(EndpointAction::Init) => FlowAsk::Init,
        Some(EndpointAction::DataExchange) => FlowAsk::DataExchange,
        Some(EndpointAction::Back) => FlowAsk::Back,
        Some(EndpointAction::Navigate | EndpointAction::Unknown(_)) | None => return acknowledge(),
    };
    let data = match wire.data {
        Some(Value::Object(data)) => data,
        _ => Map::new(),
    };
    if let Some(error) = data.get("error") {
        let error = error.as_str().unwrap_or("unknown");
        tracing::warn!(flow.id = %entrance.flow.id, error, "a phone could not go on with a Flow's answer");
        metrics::counter!("waypost_flow_errors_told_total").increment(1);
        return acknowledge();
    }
    let token = wire.flow_token.filter(|token| !token.is_empty());
    let verdict = match judge(state, entrance, token.as_deref()).await {
        Ok(verdict) => verdict,
        Err(e) => {
            tracing::error!(flow.id = %entrance.flow.id, error = %e, "a Flow's token could not be looked up");
            return Answer::Failed;
        }
    };
    if entrance.door.door.checks_tokens && !matches!(verdict, TokenVerdict::Open(_)) {
        return Answer::TokenInvalid(json!({ "error_msg": CLOSED }));
    }
    let question = Question { version: wire.version, ask, screen: wire.screen, data, token };
    match &entrance.door.door.answerer {
        FlowAnswerer::BuiltIn { rules } => built_in::answer(rules, &question),
        FlowAnswerer::Forward { url } => {
            state.forwarder.ask(url, entrance, &question, verdict.sent(), state.clock.now()).await
        }
    }
}

async fn judge(state: &State, entrance: &Entrance, token: Option<&str>) -> storage::Result<TokenVerdict> {
    let Some(token) = token.map(str::to_owned) else { return Ok(TokenVerdict::Unknown) };
    let (workspace, flow) = (entrance.workspace, entrance.flow.clone());
    state.store.read(workspace, move |tx| judge_token(tx, workspace, &flow, &token)).await
}

/// It was heard.
pub(crate) fn acknowledge() -> Answer {
    Answer::Say(json!({ "data": { "acknowledged": true } }))
}

/// Ends the form; `params` come back with the reply in the chat.
pub(crate) fn finish(mut params: Map<String, Value>, token: Option<&str>) -> Answer {
    if let Some(token) = token {
        params.insert("flow_token".to_owned(), token.into());
    }
    Answer::Say(
        json!({ "screen": "SUCCESS", "data": { "extension_message_response": { "params": params } } }),
    )
}
