//! Lists the messages of a conversation.

use axum::extract::State;
use axum_utils::{Json, Path, Problem, Query};
use domain::message::Message;
use domain::{ConversationId, MessageId, WorkspaceId};
use serde::{Deserialize, Serialize};
use storage::Tx;
use storage::messages::{Stretch, place};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::paging::{self, Limit, PlaceCursor};
use crate::refusal::{self, answers_with_its_problem};
use crate::state::ApiState;

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("there is no such conversation")]
    NoConversation,
    #[error("there is no such message in the conversation")]
    NoMessage,
    #[error("give only one of before, after and around")]
    Ambiguous,
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

impl Error {
    fn problem(&self) -> Problem {
        match self {
            Self::NoConversation => Problem::not_found("conversation"),
            Self::NoMessage => Problem::not_found("message in this conversation"),
            Self::Ambiguous => Problem::invalid_field("around", self.to_string()),
            Self::Storage(error) => refusal::storage(error),
        }
    }
}
answers_with_its_problem!(Error);

/// Which stretch of the thread; the newest without any.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Window {
    /// An `older_cursor`: the messages before it.
    #[param(value_type = Option<String>)]
    before: Option<PlaceCursor>,
    /// A `newer_cursor`: the messages after it.
    #[param(value_type = Option<String>)]
    after: Option<PlaceCursor>,
    /// A message, with those before and after it.
    around: Option<MessageId>,
    /// Rows of a page: 1 to 200, 50 without it.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

/// A stretch of a thread.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MessagePage {
    /// The oldest first.
    items: Vec<Message>,
    /// Give it as `before` for what came earlier; null at the beginning of the thread.
    older_cursor: Option<String>,
    /// Give it as `after` for what came later; null at its end.
    newer_cursor: Option<String>,
}

/// The messages of a conversation
#[utoipa::path(get, path = "/v1/conversations/{id}/messages", operation_id = "list_messages", tag = "messages",
    params(("id" = ConversationId, Path), Window),
    responses(
        (status = 200, body = MessagePage),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn list_messages(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<ConversationId>,
    Query(window): Query<Window>,
) -> Result<Json<MessagePage>, Error> {
    let workspace = caller.workspace();
    let stretch = state
        .store()
        .read(workspace, move |tx| {
            tx.conversations().lookup(workspace, id)?.ok_or(Error::NoConversation)?;
            read_stretch(tx, workspace, id, window)
        })
        .await?;
    Ok(Json(stretch.into()))
}

fn read_stretch(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    window: Window,
) -> Result<Stretch, Error> {
    let limit = window.limit.0;
    match (window.before, window.after, window.around) {
        (before, None, None) => {
            Ok(tx.messages().list_before(workspace, id, before.map(paging::place), limit)?)
        }
        (None, Some(after), None) => {
            Ok(tx.messages().list_after(workspace, id, paging::place(after), limit)?)
        }
        (None, None, Some(middle)) => read_around(tx, workspace, id, middle, limit),
        _ => Err(Error::Ambiguous),
    }
}

fn read_around(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    middle: MessageId,
    limit: usize,
) -> Result<Stretch, Error> {
    let found = tx.messages().lookup(workspace, middle)?.filter(|message| message.conversation_id == id);
    let middle = found.ok_or(Error::NoMessage)?;
    let (from, rest) = (place(&middle), limit - 1);
    let newer = tx.messages().list_after(workspace, id, from, rest / 2)?;
    // What is not needed after the message is shown before it.
    let older = tx.messages().list_before(workspace, id, Some(from), rest - newer.messages.len())?;
    let messages = older.messages.into_iter().chain([middle]).chain(newer.messages).collect();
    Ok(Stretch { messages, has_older: older.has_older, has_newer: newer.has_newer })
}

impl From<Stretch> for MessagePage {
    fn from(stretch: Stretch) -> Self {
        let cursor = |message: Option<&Message>| message.map(|message| paging::encode(place(message)));
        let older_cursor = cursor(stretch.messages.first()).filter(|_| stretch.has_older);
        let newer_cursor = cursor(stretch.messages.last()).filter(|_| stretch.has_newer);
        Self { items: stretch.messages, older_cursor, newer_cursor }
    }
}
