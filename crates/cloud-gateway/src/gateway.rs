//! Making the calls, and saying in our words how they went.

use std::net::IpAddr;

use actions::message::{Attempt, OutboundReaction};
use actions::provider::ProviderError;
use cloud_api::{AccessToken, Client, Error};
use domain::message::MessageError;
use domain::phone_number::{AuthHeader, NumberAccess};
use domain::{Wamid, network};

use crate::encode::{encode, encode_reaction};
use crate::errors;

/// Calls the provider. Cheap to clone; clones share connections.
#[derive(Debug, Clone)]
pub struct Gateway {
    pub(crate) http: reqwest::Client,
    /// Which addresses may be called.
    may_call: fn(IpAddr) -> bool,
}

/// How a send went. The difference between the last two decides whether it may be tried again.
#[derive(Debug, Clone, PartialEq)]
pub enum SendOutcome {
    /// Taken, and known by this id from now on.
    Accepted(Wamid),
    /// Refused: nothing went out.
    Refused {
        error: MessageError,
        /// Trying again by itself may help.
        is_retryable: bool,
        /// The token was refused: no send through this number will work.
        is_auth: bool,
    },
    /// The request provably never left.
    NotSent(MessageError),
    /// It left, and nobody knows what became of it.
    Unknown(MessageError),
}

/// Why a call other than a send did not work.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", .reason.title)]
pub struct CallError {
    pub reason: MessageError,
    /// Doing it again may help.
    pub is_retryable: bool,
}

impl CallError {
    fn of(error: &Error) -> Self {
        let is_retryable = error.api().is_none_or(|api| api.retry.is_automatic());
        Self { reason: errors::of_call(error), is_retryable }
    }
}

impl Gateway {
    /// `http` comes from [`cloud_api::http::client`], made with the same `may_call`.
    pub fn new(http: reqwest::Client, may_call: fn(IpAddr) -> bool) -> Self {
        Self { http, may_call }
    }

    /// Makes one attempt to send.
    pub async fn send(&self, attempt: &Attempt) -> SendOutcome {
        let request = match encode(attempt) {
            Ok(request) => request,
            Err(e) => return refused_by_us(&e.to_string()),
        };
        let client = match self.client(&attempt.access) {
            Ok(client) => client,
            Err(reason) => return refused_by_us(&reason),
        };
        match client.send(&attempt.access.meta_phone_number_id.0, &request).await {
            Ok(response) => match response.wamid() {
                Some(wamid) => SendOutcome::Accepted(Wamid::from(wamid)),
                None => SendOutcome::Unknown(errors::unknown_fate("the answer named no message")),
            },
            Err(Error::Api(e)) => SendOutcome::Refused {
                error: errors::of_refusal(&e),
                is_retryable: e.retry.is_automatic(),
                is_auth: e.is_auth(),
            },
            Err(Error::NotSent(e)) => SendOutcome::NotSent(errors::of_not_sent(&e)),
            Err(Error::Unanswered(e)) => SendOutcome::Unknown(errors::of_unanswered(&e)),
        }
    }

    /// Shows the contact that we have read up to `wamid`, and perhaps that we are typing.
    ///
    /// # Errors
    /// See [`CallError`]. Doing it twice does no harm.
    pub async fn mark_read(
        &self,
        access: &NumberAccess,
        wamid: &Wamid,
        typing: bool,
    ) -> Result<(), CallError> {
        let client = self
            .client(access)
            .map_err(|reason| CallError { reason: errors::unknown_fate(&reason), is_retryable: false })?;
        client
            .mark_read(&access.meta_phone_number_id.0, &wamid.0, typing)
            .await
            .map_err(|e| CallError::of(&e))
    }

    /// Puts our reaction on a message, or takes it off.
    ///
    /// # Errors
    /// See [`CallError`]. Doing it twice does no harm.
    pub async fn react(&self, reaction: &OutboundReaction) -> Result<(), CallError> {
        let client = self
            .client(&reaction.access)
            .map_err(|reason| CallError { reason: errors::unknown_fate(&reason), is_retryable: false })?;
        let number = &reaction.access.meta_phone_number_id.0;
        client.send(number, &encode_reaction(reaction)).await.map(drop).map_err(|e| CallError::of(&e))
    }

    /// A client for a question that somebody waits for.
    pub(crate) fn asking(&self, access: &NumberAccess) -> Result<Client, ProviderError> {
        self.client(access).map_err(|reason| {
            ProviderError::Refused(MessageError {
                code: None,
                title: "The request could not be made".to_owned(),
                detail: Some(reason),
                remedy: "Check the number's access token, auth header and base URL".to_owned(),
            })
        })
    }

    pub(crate) fn client(&self, access: &NumberAccess) -> Result<Client, String> {
        self.client_with(&access.base_url, &access.api_version, &access.auth, access.access_token.expose())
    }

    /// A client for any provider, or why there is none.
    pub(crate) fn client_with(
        &self,
        base_url: &str,
        api_version: &str,
        auth: &AuthHeader,
        token: impl Into<AccessToken>,
    ) -> Result<Client, String> {
        if !network::may_call_host(base_url, self.may_call) {
            return Err(
                "The base URL is an address of a private network, which the server may not call".into()
            );
        }
        let client =
            Client::new(self.http.clone(), base_url, api_version, token).map_err(|e| e.to_string())?;
        client.with_auth_header(&auth.name, auth.scheme.as_deref()).map_err(|e| e.to_string())
    }
}

pub(crate) fn refused_by_us(reason: &str) -> SendOutcome {
    let error = MessageError {
        code: None,
        title: "The message could not be made into a request".to_owned(),
        detail: Some(reason.to_owned()),
        remedy: "Check the settings of the number".to_owned(),
    };
    SendOutcome::Refused { error, is_retryable: false, is_auth: false }
}
