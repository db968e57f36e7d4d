//! Makes a number's key pair for Flows, and hands its public half to the provider.

use actions::flow::{self, NewKey};
use axum::extract::State;
use axum_utils::{Json, Path};
use domain::flow::FlowKey;
use domain::{PhoneNumberId, Secret};
use flow_cipher::{KeyError, PrivateKey};

use crate::caller::Caller;
use crate::state::ApiState;
use crate::v1::flows::Error;

/// Make or change a number's key for Flows
///
/// Makes a key pair, keeps the private half and hands the public one to the provider while you wait. If there was a
/// pair before, it goes on opening requests for seven days. A pair that the provider has not taken is handed over
/// once more. Needed before a Flow with an endpoint can be published, and after a number was registered anew.
#[utoipa::path(post, path = "/v1/phone-numbers/{id}/flow-key", operation_id = "rotate_flow_key", tag = "flows",
    params(("id" = PhoneNumberId, Path)),
    responses(
        (status = 200, body = FlowKey),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`provider_refused`: the pair is kept, and the next call hands it over again",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
    ))]
pub(crate) async fn rotate_flow_key(
    State(state): State<ApiState>,
    caller: Caller,
    Path(number): Path<PhoneNumberId>,
) -> Result<Json<FlowKey>, Error> {
    let (actor, now) = (caller.actor, state.clock().now());
    let workspace = actor.workspace();
    if !actor.can_manage() {
        // Before the work, but not before it is known that the number is theirs.
        let found = state.store().read(workspace, move |tx| tx.phone_numbers().lookup(workspace, number));
        let found = found.await?;
        return Err(found.map_or(flow::Error::NoNumber, |_| flow::Error::NoKeysAllowed).into());
    }
    let new = make().await?;
    let begun = state.store().write(workspace, move |tx| flow::start_key(tx, &actor, now, number, new));
    let (id, public_key, access) = begun.await?;
    let taken = state.provider().upload_flow_key(&access, &public_key).await;
    let problem = taken.as_ref().err().map(|error| error.reason().clone());
    let now = state.clock().now();
    let noted = state
        .store()
        .write(workspace, move |tx| flow::mark_uploaded(tx, workspace, now, (number, id), problem.as_ref()));
    let key = noted.await?;
    taken?;
    Ok(Json(key))
}

/// Off the async runtime: making a key takes a while.
async fn make() -> Result<NewKey, Error> {
    let made = tokio::task::spawn_blocking(|| {
        let key = PrivateKey::generate()?;
        Ok::<_, KeyError>(NewKey { private_key: Secret::new(key.to_text()?), public_key: key.public_pem()? })
    });
    made.await.ok().and_then(Result::ok).ok_or_else(|| flow::Error::NoKey.into())
}
