//! What people are offered when they open the chat.

use axum::extract::State;
use axum_utils::{Fields, Json, Path, Problem};
use domain::PhoneNumberId;
use domain::profile::{
    BotCommand, COMMAND_DESCRIPTION_LIMIT, COMMAND_NAME_LIMIT, COMMANDS_LIMIT, ComponentsChange,
    ConversationalComponents, PROMPT_LIMIT, PROMPTS_LIMIT,
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::reach::{self, Purpose, Refusals};
use crate::refusal;
use crate::state::ApiState;
use crate::v1::phone_numbers::text::{check_count, check_length};

/// A number's prompts and commands
#[utoipa::path(get, path = "/v1/phone-numbers/{id}/conversational-components",
    operation_id = "get_conversational_components", tag = "phone numbers", params(("id" = PhoneNumberId, Path)),
    responses((status = 200, body = ConversationalComponents), Refusals))]
pub(crate) async fn get_conversational_components(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
) -> Result<Json<ConversationalComponents>, Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Look).await?;
    let found = state.provider().components(&reached.access).await;
    found.map(Json).map_err(|error| refusal::provider(&error))
}

/// What to change. What is left out stays; an empty list removes what was there.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ComponentsPatch {
    is_welcome_message_enabled: Option<bool>,
    /// At most 4 of 1 to 80 characters.
    prompts: Option<Vec<String>>,
    /// At most 30.
    commands: Option<Vec<BotCommand>>,
}

impl ComponentsPatch {
    fn check(self) -> Result<ComponentsChange, Problem> {
        let mut fields = Fields::default();
        let prompts = self.prompts.as_deref().unwrap_or_default();
        check_count(&mut fields, "prompts", prompts.len(), PROMPTS_LIMIT);
        for (i, prompt) in prompts.iter().enumerate() {
            check_length(&mut fields, &format!("prompts[{i}]"), prompt, 1, PROMPT_LIMIT);
        }
        let commands = self.commands.as_deref().unwrap_or_default();
        check_count(&mut fields, "commands", commands.len(), COMMANDS_LIMIT);
        for (i, command) in commands.iter().enumerate() {
            let name = format!("commands[{i}].name");
            check_length(&mut fields, &name, &command.name, 1, COMMAND_NAME_LIMIT);
            let is_bare = !command.name.starts_with('/') && !command.name.contains(char::is_whitespace);
            fields.require(is_bare, &name, "write the command without slash and spaces");
            let is_first = !commands.iter().take(i).any(|other| other.name == command.name);
            fields.require(is_first, &name, "another command has this name");
            let description = format!("commands[{i}].description");
            check_length(&mut fields, &description, &command.description, 1, COMMAND_DESCRIPTION_LIMIT);
        }
        fields.finish()?;
        let change = ComponentsChange {
            is_welcome_message_enabled: self.is_welcome_message_enabled,
            prompts: self.prompts,
            commands: self.commands,
        };
        if change == ComponentsChange::default() {
            return Err(Problem::invalid_field("prompts", "change at least one field"));
        }
        Ok(change)
    }
}

/// Change a number's prompts and commands
#[utoipa::path(patch, path = "/v1/phone-numbers/{id}/conversational-components",
    operation_id = "update_conversational_components", tag = "phone numbers",
    params(("id" = PhoneNumberId, Path)), request_body = ComponentsPatch,
    responses((status = 200, body = ConversationalComponents), Refusals))]
pub(crate) async fn update_conversational_components(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Json(patch): Json<ComponentsPatch>,
) -> Result<Json<ConversationalComponents>, Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    let change = patch.check()?;
    let changed = state.provider().change_components(&reached.access, &change).await;
    changed.map_err(|error| refusal::provider(&error))?;
    let found = state.provider().components(&reached.access).await;
    found.map(Json).map_err(|error| refusal::provider(&error))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a7_every_limit_of_prompts_and_commands_names_its_place() {
        let command = |name: &str, description: &str| json!({"name": name, "description": description});
        for (patch, field) in [
            (json!({"prompts": ["a", "b", "c", "d", "e"]}), "prompts"),
            (json!({"prompts": ["x".repeat(81)]}), "prompts[0]"),
            (json!({"commands": vec![command("a", "b"); 31]}), "commands"),
            (json!({"commands": [command(&"x".repeat(33), "b")]}), "commands[0].name"),
            (json!({"commands": [command("/help", "b")]}), "commands[0].name"),
            (json!({"commands": [command("help", &"x".repeat(257))]}), "commands[0].description"),
            (json!({"commands": [command("a", "b"), command("a", "c")]}), "commands[1].name"),
            (json!({}), "prompts"),
        ] {
            let refused = serde_json::from_value::<ComponentsPatch>(patch).unwrap().check().unwrap_err();
            assert!(refused.fields.contains_key(field), "{refused:?}");
        }
        let fine = json!({"prompts": ["x".repeat(80)], "commands": []});
        serde_json::from_value::<ComponentsPatch>(fine).unwrap().check().unwrap();
    }
}
