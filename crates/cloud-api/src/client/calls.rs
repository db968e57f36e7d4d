//! Calls.

use cloud_api_types::graph::calls::{CallAction, CallAnswer, CallPermissions};
use reqwest::Method;

use super::{Client, ForWhatsApp};
use crate::error::Error;

impl Client {
    /// Begins, takes, refuses or ends a call.
    pub async fn call_action(&self, phone_number_id: &str, action: &CallAction) -> Result<CallAnswer, Error> {
        self.tell(Method::POST, &[phone_number_id, "calls"], &ForWhatsApp::of(action)).await
    }

    /// Whether a person, named by phone, may be called.
    pub async fn call_permissions(
        &self,
        phone_number_id: &str,
        wa_id: &str,
    ) -> Result<CallPermissions, Error> {
        self.ask(Method::GET, &[phone_number_id, "call_permissions"], &[("user_wa_id", wa_id)]).await
    }

    /// Whether a person, named by phone or user id, may be called.
    pub async fn call_permissions_of(
        &self,
        phone_number_id: &str,
        recipient: &str,
    ) -> Result<CallPermissions, Error> {
        self.ask(Method::GET, &[phone_number_id, "call_permissions"], &[("recipient", recipient)]).await
    }
}
