//! Signs a user in.

use actions::session::NoRandomness;
use actions::{password, session, workspace};
use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse};
use axum_utils::rate_limit::TooOften;
use axum_utils::session::sign_in_cookie;
use axum_utils::{Fields, Json, Problem};
use domain::Secret;
use domain::workspace::{Membership, User};
use http::header::{SET_COOKIE, USER_AGENT};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use storage::Scope;
use utoipa::ToSchema;

use crate::caller::ClientAddress;
use crate::refusal::{self, answers_with_its_problem};
use crate::state::ApiState;

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("the e-mail address or the password is wrong")]
    WrongCredentials,
    #[error(transparent)]
    TooMany(#[from] TooOften),
    #[error(transparent)]
    Invalid(#[from] Problem),
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    #[error("the password check ended early")]
    CheckEnded(#[from] tokio::task::JoinError),
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

impl Error {
    fn problem(&self) -> Problem {
        match self {
            Self::WrongCredentials => {
                Problem::new(StatusCode::UNAUTHORIZED, "wrong_credentials", refusal::sentence(self))
            }
            Self::TooMany(too_often) => {
                let seconds = too_often.seconds();
                let detail = format!("There were too many attempts to sign in. Try again in {seconds} s.");
                Problem::too_many("too_many_attempts", detail, seconds)
            }
            Self::Invalid(problem) => problem.clone(),
            Self::NoRandomness(error) => Problem::internal(error),
            Self::CheckEnded(error) => Problem::internal(error),
            Self::Storage(error) => refusal::storage(error),
        }
    }
}
answers_with_its_problem!(Error);

/// Who wants to sign in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credentials {
    email: String,
    password: Secret,
}

/// Who was signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignedIn {
    user: User,
    memberships: Vec<Membership>,
    /// For programs: send it as `Authorization: Bearer`. Browsers have it in their cookie.
    token: Secret,
}

/// Sign in
///
/// Sets the session cookie for browsers, and gives the same token for programs.
#[utoipa::path(post, path = "/v1/sessions", operation_id = "create_session", tag = "sessions", security(()),
    request_body = Credentials,
    responses(
        (status = 200, body = SignedIn, headers(("Set-Cookie" = String, description = "the session cookie"))),
        (status = 401, description = "`wrong_credentials`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation_failed`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
        (status = 429, description = "`too_many_attempts`: wait for `Retry-After` seconds",
            body = axum_utils::ProblemBody, content_type = "application/problem+json"),
    ))]
pub(crate) async fn create_session(
    State(state): State<ApiState>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Json(given): Json<Credentials>,
) -> Result<impl IntoResponse, Error> {
    let email = check_form(&given)?;
    state.sign_in().count(&email, address, state.clock().now())?;
    let user = check_password(&state, &email, given.password).await?;
    state.sign_in().forgive(&email, address);

    let token = session::new_token()?;
    let (opened, now, lifetime) = (token.clone(), state.clock().now(), state.settings().session_lifetime);
    let agent = user_agent(&headers);
    let signed_in = state
        .store()
        .write(Scope::System, move |tx| {
            session::open(tx, &user, &opened, &agent, now, lifetime)?;
            let memberships = tx.users().memberships(user.id)?;
            Ok::<_, storage::Error>((user, memberships))
        })
        .await?;
    let cookie = sign_in_cookie(&token, lifetime, state.settings().is_https());
    let (user, memberships) = signed_in;
    Ok((
        AppendHeaders(cookie.map(|cookie| (SET_COOKIE, cookie))),
        Json(SignedIn { user, memberships, token }),
    ))
}

/// The address as it is stored. What cannot be one is refused before anything is looked up.
fn check_form(given: &Credentials) -> Result<String, Problem> {
    let mut fields = Fields::default();
    let email = fields.check("email", workspace::normalise_email(&given.email));
    let length = given.password.expose().len();
    fields.require((1..=1024).contains(&length), "password", "write your password");
    fields.finish()?;
    Ok(email.unwrap_or_default())
}

/// The user whose password it is. Takes as long when there is no such user.
async fn check_password(state: &ApiState, email: &str, password: Secret) -> Result<User, Error> {
    let _turn = state.sign_in().turn().await?;
    let email = email.to_owned();
    let found = state.store().read(Scope::System, move |tx| tx.users().find_by_email(&email)).await;
    let found = found.map_err(|error: storage::Error| Error::Storage(error))?;
    let hash = found.as_ref().map(|(_, hash)| hash.clone());
    let is_right = tokio::task::spawn_blocking(move || password::verify(&password, hash.as_deref())).await?;
    match found {
        Some((user, _)) if is_right => Ok(user),
        _ => Err(Error::WrongCredentials),
    }
}

/// What the session list will show; shortened, because anybody can write anything there.
fn user_agent(headers: &HeaderMap) -> String {
    let text = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    text.chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_credentials_names_the_field() {
        let form = |email: &str, password: &str| {
            check_form(&Credentials { email: email.to_owned(), password: Secret::new(password) })
        };
        assert_eq!(form(" Ada@Example.com ", "x"), Ok("ada@example.com".to_owned()));
        let problem = form("ada", "").unwrap_err();
        assert_eq!(problem.fields.keys().collect::<Vec<_>>(), ["email", "password"]);
    }
}
