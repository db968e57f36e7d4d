//! What a question to the provider needs: a number or an account of the workspace, and a role that may ask.

use actions::account::{SETTLE, owe_refresh};
use axum_utils::{Problem, ProblemBody};
use domain::phone_number::NumberAccess;
use domain::{PhoneNumberId, WabaId};
use utoipa::IntoResponses;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// What the caller is about to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Look,
    Change,
}

/// A number or an account that calls can be made for.
#[derive(Debug)]
pub(crate) struct Reached {
    pub(crate) access: NumberAccess,
    pub(crate) waba: WabaId,
}

#[derive(Debug, thiserror::Error)]
#[error("only owners and admins may change numbers and accounts")]
struct NotAllowed;

/// Refuses who may not do it.
pub(crate) fn check(caller: &Caller, purpose: Purpose) -> Result<(), Problem> {
    if purpose == Purpose::Change && !caller.actor.can_manage() {
        return Err(refusal::not_allowed(&NotAllowed));
    }
    Ok(())
}

/// One of our numbers.
pub(crate) async fn number(
    state: &ApiState,
    caller: &Caller,
    id: PhoneNumberId,
    purpose: Purpose,
) -> Result<Reached, Problem> {
    check(caller, purpose)?;
    let workspace = caller.workspace();
    let find = move |tx: &mut storage::Tx<'_>| {
        let number = tx.phone_numbers().lookup(workspace, id)?;
        let access = tx.phone_numbers().access(workspace, id)?;
        Ok(number.zip(access))
    };
    let found = state.store().read(workspace, find).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    let (number, access) = found.ok_or_else(|| Problem::not_found("phone number"))?;
    Ok(Reached { access, waba: number.waba_id })
}

/// An account that we have numbers of.
pub(crate) async fn waba(
    state: &ApiState,
    caller: &Caller,
    id: WabaId,
    purpose: Purpose,
) -> Result<Reached, Problem> {
    check(caller, purpose)?;
    let (workspace, waba) = (caller.workspace(), id.clone());
    let find = move |tx: &mut storage::Tx<'_>| tx.phone_numbers().waba_access(workspace, &waba);
    let found = state.store().read(workspace, find).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    let access = found.ok_or_else(|| Problem::not_found("account"))?;
    Ok(Reached { access, waba: id })
}

/// Has the account read anew, now that something was changed there.
pub(crate) async fn read_again(state: &ApiState, reached: Reached) -> Result<(), Problem> {
    let (workspace, now) = (reached.access.workspace, state.clock().now());
    let owe =
        move |tx: &mut storage::Tx<'_>| owe_refresh(tx, workspace, now, &reached.waba, SETTLE).map(drop);
    state.store().write(workspace, owe).await.map_err(|error: storage::Error| refusal::storage(&error))
}

/// What any question to the provider may be answered with.
#[derive(Debug, IntoResponses)]
#[expect(dead_code, reason = "only described, never made")]
pub(crate) enum Refusals {
    /// `not_allowed`: owners and admins may change numbers and accounts.
    #[response(status = 403, content_type = "application/problem+json")]
    NotAllowed(ProblemBody),
    /// `not_found`
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(ProblemBody),
    /// `token_invalid`: the provider refuses the number's access token.
    #[response(status = 409, content_type = "application/problem+json")]
    TokenInvalid(ProblemBody),
    /// `validation_failed` with field and limit, or `provider_refused` with the provider's reason.
    #[response(status = 422, content_type = "application/problem+json")]
    Refused(ProblemBody),
    /// `provider_limit`: too much, or too early.
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(ProblemBody),
    /// `provider_unanswered`: nobody knows whether it was done.
    #[response(status = 502, content_type = "application/problem+json")]
    Unanswered(ProblemBody),
    /// `provider_unreachable`: nothing was done.
    #[response(status = 503, content_type = "application/problem+json")]
    Unreachable(ProblemBody),
}
