//! Says how a Flow's questions are answered.

use actions::flow;
use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::FlowId;
use domain::flow::{FlowAnswerer, FlowDoor, FlowThen};

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::flows::get_endpoint::FlowEndpoint;
use crate::v1::flows::{Error, check_endpoint_url};

/// The most rules of a built-in answer.
const RULES: usize = 100;
/// The longest name of a screen, in characters.
const SCREEN: usize = 80;

/// Change a Flow's data endpoint
///
/// Who answers: rules of your own that need no server (`built_in`), or a server of yours (`forward`), which gets the
/// decrypted question as JSON, signed, and has a few seconds. Takes effect with the next question.
#[utoipa::path(put, path = "/v1/flows/{id}/endpoint", operation_id = "update_flow_endpoint", tag = "flows",
    params(("id" = FlowId, Path)), request_body = FlowDoor,
    responses(
        (status = 200, body = FlowEndpoint),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn update_flow_endpoint(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<FlowId>,
    Json(door): Json<FlowDoor>,
) -> Result<Json<FlowEndpoint>, Error> {
    check(&door, state.settings().private_flow_endpoints)?;
    let actor = caller.actor;
    let stored =
        state.store().write(actor.workspace(), move |tx| flow::set_door(tx, &actor, id, &door)).await?;
    Ok(Json(FlowEndpoint::of(&state, stored)))
}

fn check(door: &FlowDoor, may_be_private: bool) -> Result<(), Problem> {
    let rules = match &door.answerer {
        FlowAnswerer::Forward { url } => return check_endpoint_url("answerer.url", url, may_be_private),
        FlowAnswerer::BuiltIn { rules } => rules,
    };
    if rules.len() > RULES {
        let rule = format!("at most {RULES} rules; these are {}", rules.len());
        return Err(Problem::invalid_field("answerer.rules", rule));
    }
    for (n, rule) in rules.iter().enumerate() {
        let shown = match &rule.then {
            FlowThen::Screen { screen, .. } => Some(("then.screen", screen)),
            FlowThen::Finish { .. } | FlowThen::Acknowledge => None,
        };
        for (field, screen) in shown.into_iter().chain(rule.screen.iter().map(|screen| ("screen", screen))) {
            let length = screen.chars().count();
            if length == 0 || length > SCREEN {
                let field = format!("answerer.rules[{n}].{field}");
                return Err(Problem::invalid_field(
                    field,
                    format!("1 to {SCREEN} characters; this has {length}"),
                ));
            }
        }
    }
    Ok(())
}
