//! Whether a Flow may be sent, and which message a reply answers.

use domain::content::{Action, Content, FlowAction, FlowReplyContent, TemplateContent};
use domain::flow::NotSendable;
use domain::id::MetaFlowId;
use domain::message::{Direction, Message};
use domain::{MessageId, Timestamp, Wamid, WorkspaceId};
use serde_json::Value;
use storage::flow_tokens::SentFlow;
use storage::{Result, Tx};

/// The form that a message carries.
fn action(content: &Content) -> Option<&FlowAction> {
    match content {
        Content::Interactive(interactive) => match &interactive.action {
            Action::Flow(flow) => Some(flow),
            _ => None,
        },
        _ => None,
    }
}

/// Judges a message by how its Flow stands. A Flow that we do not know is left to the provider.
pub(crate) fn check_send(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    content: &Content,
) -> Result<std::result::Result<(), NotSendable>> {
    let Some(asked) = action(content) else { return Ok(Ok(())) };
    let known = tx.flows().find_by_meta_id(workspace, &MetaFlowId::from(asked.flow_id.as_str()))?;
    Ok(known.map_or(Ok(()), |flow| flow.status.check_sendable(asked.is_draft)))
}

/// Gives a form that has no token the id of its message, so that its reply and its questions can be told apart.
pub(crate) fn with_token(mut content: Content, id: MessageId) -> Content {
    if let Content::Interactive(interactive) = &mut content
        && let Action::Flow(flow) = &mut interactive.action
        && flow.token.as_deref().unwrap_or_default().is_empty()
    {
        flow.token = Some(id.to_string());
    }
    content
}

/// Notes which message the tokens in it were sent with.
pub(crate) fn note_sent(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
    message: &Message,
) -> Result<()> {
    let mut tokens: Vec<(String, String)> = Vec::new();
    if let Some(flow) = action(&message.content) {
        tokens.extend(flow.token.clone().map(|token| (token, flow.flow_id.clone())));
    }
    if let Content::Template(template) = &message.content {
        // Which form a template's button opens is known to the provider.
        tokens.extend(tokens_of(template).map(|token| (token.to_owned(), String::new())));
    }
    for (token, flow) in tokens {
        let sent = SentFlow {
            message_id: message.id,
            conversation_id: message.conversation_id,
            meta_flow_id: MetaFlowId(flow),
            answered_at: None,
        };
        tx.flow_tokens().add(workspace, &token, &sent, now)?;
    }
    Ok(())
}

/// The tokens of a template's Flow buttons.
fn tokens_of(template: &TemplateContent) -> impl Iterator<Item = &str> {
    let parameters = template.components.iter().filter_map(|component| component.get("parameters"));
    parameters
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(|parameter| parameter.pointer("/action/flow_token")?.as_str())
}

/// Tells of a reply which Flow it fills in, and with which token that was sent; notes that it is answered.
pub(crate) fn link_reply(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    at: Timestamp,
    content: &mut Content,
    reply_to: Option<&Wamid>,
) -> Result<()> {
    let Content::FlowReply(reply) = content else { return Ok(()) };
    if let Some(wamid) = reply_to {
        let answered = tx.messages().find_by_wamid_to_change(workspace, wamid)?;
        link_to(reply, answered.filter(|it| it.direction == Direction::Outbound).as_ref());
    }
    let Some(token) = reply.flow_token.clone() else { return Ok(()) };
    if let Some(sent) = tx.flow_tokens().lookup(workspace, &token)? {
        if reply.flow_id.is_none() && !sent.meta_flow_id.0.is_empty() {
            reply.flow_id = Some(sent.meta_flow_id.0);
        }
        tx.flow_tokens().update_answered(workspace, &token, at)?;
    }
    Ok(())
}

fn link_to(reply: &mut FlowReplyContent, answered: Option<&Message>) {
    match answered.map(|message| &message.content) {
        Some(Content::Template(template)) if reply.flow_token.is_none() => {
            reply.flow_token = tokens_of(template).next().map(str::to_owned);
        }
        Some(content) => {
            let Some(flow) = action(content) else { return };
            reply.flow_id = Some(flow.flow_id.clone());
            reply.flow_token = reply.flow_token.take().or_else(|| flow.token.clone());
        }
        None => {}
    }
}
