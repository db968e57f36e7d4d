//! Phone numbers: reading, registration, settings, usernames.

use cloud_api_types::graph::numbers::{
    ConversationalAutomation, EncryptionKey, Forgotten, NumberSettings, Username, UsernameSuggestions,
};
use cloud_api_types::graph::{Page, PhoneNumber};
use reqwest::Method;
use serde_json::json;

use super::{Client, ForWhatsApp, answer};
use crate::error::Error;

impl Client {
    /// The fields of one of our numbers.
    pub async fn phone_number(&self, phone_number_id: &str) -> Result<PhoneNumber, Error> {
        let call = self.call(Method::GET, &[phone_number_id]).query(&[("fields", PhoneNumber::FIELDS)]);
        answer(call, |number: &PhoneNumber| !number.id.is_empty()).await
    }

    /// The numbers of a business account; the first hundred.
    pub async fn waba_phone_numbers(&self, waba_id: &str) -> Result<Page<PhoneNumber>, Error> {
        let call = self
            .call(Method::GET, &[waba_id, "phone_numbers"])
            .query(&[("fields", PhoneNumber::FIELDS), ("limit", "100")]);
        answer(call, |_| true).await
    }

    /// All that Meta tells about a number, health included.
    pub async fn phone_number_in_full(&self, phone_number_id: &str) -> Result<PhoneNumber, Error> {
        let call = self.call(Method::GET, &[phone_number_id]).query(&[("fields", PhoneNumber::ALL_FIELDS)]);
        answer(call, |number: &PhoneNumber| !number.id.is_empty()).await
    }

    /// Adds a number to a business account; gives back its id. It must then be verified and registered.
    pub async fn add_phone_number(
        &self,
        waba_id: &str,
        country_code: &str,
        national_number: &str,
        verified_name: &str,
    ) -> Result<String, Error> {
        let body =
            json!({ "cc": country_code, "phone_number": national_number, "verified_name": verified_name });
        let made: PhoneNumber = self.tell(Method::POST, &[waba_id, "phone_numbers"], &body).await?;
        Ok(made.id)
    }

    /// Has a code sent to the number. `method` is `SMS` or `VOICE`, `language` like `en_US`.
    pub async fn request_code(
        &self,
        phone_number_id: &str,
        method: &str,
        language: &str,
    ) -> Result<(), Error> {
        let body = json!({ "code_method": method, "language": language });
        self.order(Method::POST, &[phone_number_id, "request_code"], &body).await
    }

    /// Shows the code that came.
    pub async fn verify_code(&self, phone_number_id: &str, code: &str) -> Result<(), Error> {
        self.order(Method::POST, &[phone_number_id, "verify_code"], &json!({ "code": code })).await
    }

    /// Registers a verified number. Its first PIN becomes the PIN.
    pub async fn register(&self, phone_number_id: &str, pin: &str) -> Result<(), Error> {
        let body = json!({ "messaging_product": "whatsapp", "pin": pin });
        self.order(Method::POST, &[phone_number_id, "register"], &body).await
    }

    /// Takes a number off the Cloud API.
    pub async fn deregister(&self, phone_number_id: &str) -> Result<(), Error> {
        self.order(Method::POST, &[phone_number_id, "deregister"], &json!({})).await
    }

    /// Sets or changes the PIN of two-step verification.
    pub async fn set_pin(&self, phone_number_id: &str, pin: &str) -> Result<(), Error> {
        self.order(Method::POST, &[phone_number_id], &json!({ "pin": pin })).await
    }

    /// Asks for another display name, which is reviewed.
    pub async fn request_display_name(&self, phone_number_id: &str, name: &str) -> Result<(), Error> {
        let body = json!({ "messaging_product": "whatsapp", "new_display_name": name });
        self.order(Method::POST, &[phone_number_id], &body).await
    }

    /// Sends this number's webhooks elsewhere, after a handshake; without a URL back to the usual place.
    pub async fn override_callback(
        &self,
        phone_number_id: &str,
        callback: Option<(&str, &str)>,
    ) -> Result<(), Error> {
        let (url, verify_token) = callback.unwrap_or_default();
        let body = json!({ "webhook_configuration": { "override_callback_uri": url, "verify_token": verify_token } });
        self.order(Method::POST, &[phone_number_id], &body).await
    }

    /// A number's settings.
    pub async fn settings(&self, phone_number_id: &str) -> Result<NumberSettings, Error> {
        self.ask(Method::GET, &[phone_number_id, "settings"], &[]).await
    }

    /// A number's settings, with the passwords that calls over SIP need.
    pub async fn settings_with_sip_credentials(
        &self,
        phone_number_id: &str,
    ) -> Result<NumberSettings, Error> {
        let query = [("include_sip_credentials", "true")];
        self.ask(Method::GET, &[phone_number_id, "settings"], &query).await
    }

    /// Changes the settings that are given.
    pub async fn change_settings(
        &self,
        phone_number_id: &str,
        settings: &NumberSettings,
    ) -> Result<(), Error> {
        self.order(Method::POST, &[phone_number_id, "settings"], settings).await
    }

    /// The greetings and commands that people are offered.
    pub async fn conversational_automation(
        &self,
        phone_number_id: &str,
    ) -> Result<ConversationalAutomation, Error> {
        let query = [("fields", "conversational_automation")];
        let number: PhoneNumber = self.ask(Method::GET, &[phone_number_id], &query).await?;
        Ok(number.conversational_automation.unwrap_or_default())
    }

    /// Greetings and commands that people are offered.
    pub async fn set_conversational_automation(
        &self,
        phone_number_id: &str,
        automation: &ConversationalAutomation,
    ) -> Result<(), Error> {
        self.order(Method::POST, &[phone_number_id, "conversational_automation"], automation).await
    }

    /// The public key that Flows of this number encrypt for.
    pub async fn encryption_key(&self, phone_number_id: &str) -> Result<EncryptionKey, Error> {
        self.ask(Method::GET, &[phone_number_id, "whatsapp_business_encryption"], &[]).await
    }

    /// Sets the public key, as PEM. Needed again after each registration.
    pub async fn set_encryption_key(&self, phone_number_id: &str, pem: &str) -> Result<(), Error> {
        let body = json!({ "business_public_key": pem });
        self.order(Method::POST, &[phone_number_id, "whatsapp_business_encryption"], &body).await
    }

    /// The number's `@name`.
    pub async fn username(&self, phone_number_id: &str) -> Result<Username, Error> {
        self.ask(Method::GET, &[phone_number_id, "username"], &[]).await
    }

    /// Names that are free.
    pub async fn username_suggestions(&self, phone_number_id: &str) -> Result<Vec<String>, Error> {
        let path = [phone_number_id, "username_suggestions"];
        let page: Page<UsernameSuggestions> = self.ask(Method::GET, &path, &[]).await?;
        Ok(page.data.into_iter().flat_map(|it| it.username_suggestions).collect())
    }

    /// Takes somebody, named by user id, out of the contact book: their phone is then hidden from webhooks again.
    pub async fn delete_from_contact_book(
        &self,
        phone_number_id: &str,
        user_id: &str,
    ) -> Result<Forgotten, Error> {
        let query = [("messaging_product", "whatsapp"), ("bsuid", user_id)];
        self.ask(Method::DELETE, &[phone_number_id, "contact_book"], &query).await
    }

    /// Takes an `@name`; with `is_forced` also from another number of the same business.
    pub async fn set_username(
        &self,
        phone_number_id: &str,
        username: &str,
        is_forced: bool,
    ) -> Result<Username, Error> {
        let transfer = if is_forced { "force_transfer" } else { "none" };
        let body = json!({ "username": username, "transfer_action": transfer });
        self.tell(Method::POST, &[phone_number_id, "username"], &ForWhatsApp::of(&body)).await
    }

    /// Gives the `@name` back.
    pub async fn delete_username(&self, phone_number_id: &str) -> Result<(), Error> {
        self.order(Method::DELETE, &[phone_number_id, "username"], &json!({})).await
    }

    /// Asks for the address book (`smb_app_state_sync`) or the chats (`history`) of a number that is also
    /// used in the app. Each once, within a day of the connection; they come as webhooks.
    pub async fn request_app_data(&self, phone_number_id: &str, sync_type: &str) -> Result<(), Error> {
        let body = json!({ "messaging_product": "whatsapp", "sync_type": sync_type });
        let _request: serde_json::Value =
            self.tell(Method::POST, &[phone_number_id, "smb_app_data"], &body).await?;
        Ok(())
    }
}
