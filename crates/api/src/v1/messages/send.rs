//! Sends a message.

use actions::group::GroupRefusal;
use actions::message::{self, SendError, SendMessage, Target};
use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse};
use axum_utils::idempotency::IdempotencyKey;
use axum_utils::{Fields, Json, Problem};
use domain::content::Content;
use domain::message::Message;
use domain::phone::Phone;
use domain::{ConversationId, MessageId, PhoneNumberId};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::refusal::{self, answers_with_its_problem};
use crate::state::ApiState;

/// Why a message was not taken for sending.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Invalid(#[from] Problem),
    #[error(transparent)]
    Send(#[from] SendError),
}

impl Error {
    fn problem(&self) -> Problem {
        match self {
            Self::Invalid(problem) => problem.clone(),
            Self::Send(error) => problem(error),
        }
    }
}
answers_with_its_problem!(Error);

/// What to answer when a message is not sent; `retry` answers the same.
pub(crate) fn problem(error: &SendError) -> Problem {
    let words = refusal::sentence(error);
    match error {
        SendError::NoConversation => Problem::not_found("conversation"),
        SendError::NoPhoneNumber => Problem::not_found("phone number"),
        SendError::NoQuotedMessage => Problem::invalid_field("reply_to", words),
        SendError::NotAllowed => refusal::not_allowed(error),
        SendError::Invalid(broken) => {
            let mut fields = Fields::default();
            broken.iter().for_each(|b| fields.add(&b.field, b.rule.to_string()));
            Problem::validation(fields)
        }
        SendError::Template(error) => {
            let field =
                error.field().map_or_else(|| "content".to_owned(), |field| format!("content.{field}"));
            Problem::invalid_field(field, words)
        }
        SendError::Flow(_) => Problem::invalid_field("content.action.flow_id", words),
        SendError::NoMedia { field, .. } | SendError::Media { field, .. } => {
            Problem::invalid_field(format!("content.{field}"), words)
        }
        SendError::UnsupportedKind => Problem::invalid_field("content.type", words),
        SendError::MarketingStopped { .. } => Problem::new(StatusCode::CONFLICT, "marketing_stopped", words),
        SendError::Group(GroupRefusal::Kind(_)) => Problem::invalid_field("content.type", words),
        SendError::Group(_) => Problem::new(StatusCode::CONFLICT, "group_closed", words),
        SendError::WindowClosed { closed_at, waba } => {
            let waba = waba.as_ref().map(|id| format!("&waba_id={}", id.0)).unwrap_or_default();
            Problem::new(StatusCode::CONFLICT, "window_closed", words)
                .with("closed_at", json!(closed_at))
                .with("templates_url", json!(format!("/v1/templates?status=approved{waba}")))
        }
        SendError::KeyReused => Problem::new(StatusCode::CONFLICT, "idempotency_key_reused", words),
        SendError::Storage(error) => refusal::storage(error),
    }
}

/// A message to be sent: into a conversation, or to a number.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMessage {
    conversation_id: Option<ConversationId>,
    /// Which of our numbers sends; together with `to`, instead of `conversation_id`.
    phone_number_id: Option<PhoneNumberId>,
    /// The recipient's number with its country code, for example `+49 151 12345678`.
    to: Option<String>,
    /// What to say. Kinds that only contacts send are refused.
    content: Content,
    /// The message of the same conversation that this one answers.
    reply_to: Option<MessageId>,
}

impl NewMessage {
    fn check(self, key: Option<IdempotencyKey>) -> Result<SendMessage, Problem> {
        let request_hash = self.hash();
        let target = target(self.conversation_id, self.phone_number_id, self.to.as_deref())?;
        Ok(SendMessage {
            target,
            content: self.content,
            reply_to: self.reply_to,
            idempotency_key: key.map(|key| key.0),
            request_hash,
        })
    }

    /// The same for requests that ask for the same, however they were spelt.
    fn hash(&self) -> Vec<u8> {
        Sha256::digest(serde_json::to_vec(self).unwrap_or_default()).to_vec()
    }
}

/// A conversation, or one of our numbers and somebody's.
fn target(
    conversation: Option<ConversationId>,
    from: Option<PhoneNumberId>,
    to: Option<&str>,
) -> Result<Target, Problem> {
    const EITHER: &str = "give either conversation_id, or phone_number_id and to";
    let mut fields = Fields::default();
    match (conversation, from, to) {
        (Some(id), None, None) => return Ok(Target::Conversation(id)),
        (None, Some(from), Some(to)) => {
            if let Some(to) = fields.check("to", Phone::parse(to)) {
                return Ok(Target::Phone { from, to });
            }
        }
        (None, Some(_), None) => fields.add("to", "this is required with phone_number_id"),
        (None, None, Some(_)) => fields.add("phone_number_id", "this is required with to"),
        (Some(_), _, _) | (None, None, None) => fields.add("conversation_id", EITHER),
    }
    Err(Problem::validation(fields))
}

/// Says that the answer is that of an earlier request with the same key.
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// Send a message
///
/// Answers as soon as the message is safely stored; how far it comes is told on the feed. With the header
/// `Idempotency-Key`, repeating the request gives the same message and sends nothing twice.
#[utoipa::path(post, path = "/v1/messages", operation_id = "send_message", tag = "messages",
    params(("Idempotency-Key" = Option<String>, Header,
        description = "any text of your own, 1 to 200 visible ASCII characters: the message's `client_ref`")),
    request_body = NewMessage,
    responses(
        (status = 202, body = Message),
        (status = 404, description = "`not_found`: the conversation or the phone number",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`window_closed`, with `closed_at` (null when the contact has never written) and \
            `templates_url`, the list of those that can be sent instead; `marketing_stopped`, `group_closed`, or \
             `idempotency_key_reused`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn send_message(
    State(state): State<ApiState>,
    caller: Caller,
    key: Option<IdempotencyKey>,
    Json(new): Json<NewMessage>,
) -> Result<impl IntoResponse, Error> {
    let command = new.check(key)?;
    let (actor, now) = (caller.actor, state.clock().now());
    let workspace = actor.workspace();
    let sent = state.store().write(workspace, move |tx| message::send(tx, &actor, now, command)).await?;
    let replayed = sent.is_repeat.then_some((REPLAYED, HeaderValue::from_static("true")));
    Ok((StatusCode::ACCEPTED, AppendHeaders(replayed), Json(sent.message)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str) -> Result<SendMessage, Problem> {
        serde_json::from_str::<NewMessage>(json).unwrap().check(None)
    }

    fn wrong_field(json: &str) -> (String, String) {
        check(json).unwrap_err().fields.clone().into_iter().next().unwrap()
    }

    const ID: &str = "0197f6a0-0000-7000-8000-000000000001";

    #[test]
    fn c1_a_message_goes_into_a_conversation_or_to_a_number() {
        let text = r#""content":{"type":"text","text":"hi"}"#;
        assert!(check(&format!(r#"{{"conversation_id":"{ID}",{text}}}"#)).is_ok());
        let command =
            check(&format!(r#"{{"phone_number_id":"{ID}","to":"+49 151 12345678",{text}}}"#)).unwrap();
        let Target::Phone { to, .. } = command.target else { panic!("not to a number") };
        assert_eq!(to.as_str(), "+4915112345678");
        assert_eq!(wrong_field(&format!("{{{text}}}")).0, "conversation_id");
        assert_eq!(wrong_field(&format!(r#"{{"phone_number_id":"{ID}",{text}}}"#)).0, "to");
        assert_eq!(wrong_field(&format!(r#"{{"to":"+4915112345678",{text}}}"#)).0, "phone_number_id");
        assert_eq!(
            wrong_field(&format!(r#"{{"conversation_id":"{ID}","to":"+4915112345678",{text}}}"#)).0,
            "conversation_id",
        );
    }

    #[test]
    fn c7_a_bad_number_is_named() {
        let json = format!(
            r#"{{"phone_number_id":"{ID}","to":"0151 12345678","content":{{"type":"text","text":"hi"}}}}"#,
        );
        let (field, message) = wrong_field(&json);
        assert_eq!(field, "to");
        assert!(message.contains("country code"), "{message}");
    }

    #[test]
    fn c13_the_same_request_spelt_differently_has_the_same_hash() {
        let hash = |json: &str| serde_json::from_str::<NewMessage>(json).unwrap().hash();
        let one = hash(&format!(r#"{{"conversation_id":"{ID}","content":{{"type":"text","text":"hi"}}}}"#));
        let same = hash(&format!(
            r#"{{"content":{{"text":"h\u0069","type":"text"}}, "reply_to":null, "conversation_id":"{}"}}"#,
            ID.to_uppercase(),
        ));
        let other = hash(&format!(r#"{{"conversation_id":"{ID}","content":{{"type":"text","text":"ho"}}}}"#));
        assert_eq!(one, same);
        assert_ne!(one, other);
    }
}
