//! Lists conversations.

use axum::extract::State;
use axum_utils::cursor::Page;
use axum_utils::{Json, Problem, Query};
use domain::conversation::{Conversation, ConversationState};
use domain::{ContactId, PhoneNumberId};
use serde::{Deserialize, Deserializer};
use utoipa::IntoParams;

use crate::caller::Caller;
use crate::paging::{self, Limit, PlaceCursor};
use crate::refusal;
use crate::state::ApiState;

/// Which conversations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// States, with commas between them; `open` without it.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "open,pending")]
    state: States,
    /// Only those with unread messages.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    unread: bool,
    phone_number_id: Option<PhoneNumberId>,
    contact_id: Option<ContactId>,
    /// Part of the contact's name, number or username.
    q: Option<String>,
    /// The `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<PlaceCursor>,
    /// Rows of a page: 1 to 200, 50 without it.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

/// Some states of conversations.
#[derive(Debug, Default, PartialEq, Eq)]
struct States(Vec<ConversationState>);

impl<'de> Deserialize<'de> for States {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
        let mut states = Vec::new();
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let state = ConversationState::parse(word).ok_or_else(|| {
                let known = ConversationState::ALL.map(ConversationState::as_str).join(", ");
                serde::de::Error::custom(format_args!("`{word}` is not a state; there are {known}"))
            })?;
            if !states.contains(&state) {
                states.push(state);
            }
        }
        Ok(Self(states))
    }
}

/// Conversations
///
/// Those with the latest activity first.
#[utoipa::path(get, path = "/v1/conversations", operation_id = "list_conversations", tag = "conversations",
    params(Filter),
    responses(
        (status = 200, body = Page<Conversation>),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn list_conversations(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<Filter>,
) -> Result<Json<Page<Conversation>>, Problem> {
    let workspace = caller.workspace();
    let filter = storage::conversations::Filter {
        states: asked.state.0,
        unread_only: asked.unread,
        phone_number: asked.phone_number_id,
        contact: asked.contact_id,
        search: asked.q.unwrap_or_default().trim().to_owned(),
    };
    let (after, limit) = (asked.cursor.map(paging::place), asked.limit.0);
    let listed = state
        .store()
        .read(workspace, move |tx| tx.conversations().list(workspace, &filter, after, limit))
        .await;
    let page = listed.map_err(|error: storage::Error| refusal::storage(&error))?;
    Ok(Json(paging::page(page)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_written_with_commas() {
        let states = |json: &str| serde_json::from_str::<States>(json);
        assert_eq!(
            states(r#""open, pending,open""#).unwrap(),
            States(vec![ConversationState::Open, ConversationState::Pending]),
        );
        assert_eq!(states(r#""""#).unwrap(), States::default());
        assert_eq!(
            states(r#""opne""#).unwrap_err().to_string(),
            "`opne` is not a state; there are open, pending, snoozed, closed, archived",
        );
    }
}
