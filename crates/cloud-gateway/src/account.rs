//! Accounts, subscriptions and registration: what is asked of the provider about them.

use actions::account::{Accounts, Callback, ProviderNumber, Registrar, Subscribed};
use actions::provider::Answer;
use cloud_api::Error;
use cloud_api_types::graph::accounts::BusinessAccount;
use cloud_api_types::graph::numbers::{self as wire, PhoneNumber, Username};
use domain::account::{
    Business, HealthEntity, HealthError, NumberDetails, RequestedName, SendingHealth, WabaDetails,
    WebhookTargets,
};
use domain::phone_number::NumberAccess;
use domain::{Secret, WabaId};

use crate::errors::of_question;
use crate::gateway::Gateway;

/// Asks, and says in our words how it went.
macro_rules! ask {
    ($gateway:ident, $access:ident, |$client:ident, $number:ident| $call:expr) => {
        Box::pin(async move {
            let $client = $gateway.asking($access)?;
            let $number = &$access.meta_phone_number_id.0;
            $call.await.map_err(|error| $crate::errors::of_question(&error))
        })
    };
}
pub(crate) use ask;

impl Accounts for Gateway {
    fn read_account<'a>(&'a self, access: &'a NumberAccess, waba: &'a WabaId) -> Answer<'a, WabaDetails> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let account = client.business_account(&waba.0).await.map_err(|error| of_question(&error))?;
            Ok(read_account(account))
        })
    }

    fn read_number<'a>(&'a self, access: &'a NumberAccess) -> Answer<'a, ProviderNumber> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let id = &access.meta_phone_number_id.0;
            let number = client.phone_number_in_full(id).await.map_err(|error| of_question(&error))?;
            // Not everybody has usernames yet; what is refused here says nothing about the number.
            let username = match client.username(id).await {
                Ok(username) => Some(username),
                Err(Error::Api(_)) => None,
                Err(error) => return Err(of_question(&error)),
            };
            Ok(read_number(number, username))
        })
    }

    fn subscription<'a>(&'a self, access: &'a NumberAccess, waba: &'a WabaId) -> Answer<'a, Subscribed> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let apps = client.subscribed_apps(&waba.0).await.map_err(|error| of_question(&error))?;
            let is_ours = |id: Option<&str>| id == Some(access.meta_app_id.0.as_str());
            let ours = apps.data.into_iter().find(|app| {
                is_ours(app.whatsapp_business_api_data.as_ref().and_then(|data| data.id.as_deref()))
            });
            Ok(Subscribed {
                is_subscribed: ours.is_some(),
                callback_override: ours.and_then(|app| app.override_callback_uri).and_then(some),
            })
        })
    }

    fn subscribe<'a>(
        &'a self,
        access: &'a NumberAccess,
        waba: &'a WabaId,
        callback: Option<&'a Callback>,
    ) -> Answer<'a, ()> {
        ask!(self, access, |client, _number| client.subscribe_app_at(&waba.0, callback.map(parts)))
    }

    fn unsubscribe<'a>(&'a self, access: &'a NumberAccess, waba: &'a WabaId) -> Answer<'a, ()> {
        ask!(self, access, |client, _number| client.unsubscribe_app(&waba.0))
    }

    fn override_callback<'a>(
        &'a self,
        access: &'a NumberAccess,
        callback: Option<&'a Callback>,
    ) -> Answer<'a, ()> {
        ask!(self, access, |client, number| client.override_callback(number, callback.map(parts)))
    }
}

impl Registrar for Gateway {
    fn register<'a>(&'a self, access: &'a NumberAccess, pin: &'a Secret) -> Answer<'a, ()> {
        ask!(self, access, |client, number| client.register(number, pin.expose()))
    }

    fn deregister<'a>(&'a self, access: &'a NumberAccess) -> Answer<'a, ()> {
        ask!(self, access, |client, number| client.deregister(number))
    }

    fn set_pin<'a>(&'a self, access: &'a NumberAccess, pin: &'a Secret) -> Answer<'a, ()> {
        ask!(self, access, |client, number| client.set_pin(number, pin.expose()))
    }

    fn request_code<'a>(
        &'a self,
        access: &'a NumberAccess,
        by_voice: bool,
        language: &'a str,
    ) -> Answer<'a, ()> {
        let method = if by_voice { "VOICE" } else { "SMS" };
        ask!(self, access, |client, number| client.request_code(number, method, language))
    }

    fn verify_code<'a>(&'a self, access: &'a NumberAccess, code: &'a Secret) -> Answer<'a, ()> {
        ask!(self, access, |client, number| client.verify_code(number, code.expose()))
    }

    fn request_display_name<'a>(&'a self, access: &'a NumberAccess, name: &'a str) -> Answer<'a, ()> {
        ask!(self, access, |client, number| client.request_display_name(number, name))
    }
}

fn parts(callback: &Callback) -> (&str, &str) {
    (&callback.url, callback.verify_token.expose())
}

/// U+0000 cannot be stored by PostgreSQL and is never meant; nothing is nothing.
pub(crate) fn some(text: String) -> Option<String> {
    Some(text.replace('\0', "")).filter(|text| !text.is_empty())
}

fn read_account(account: BusinessAccount) -> WabaDetails {
    WabaDetails {
        name: account.name.and_then(some),
        currency: account.currency.and_then(some),
        timezone_id: account.timezone_id.and_then(some),
        country: account.country.and_then(some),
        status: account.status.and_then(some),
        review_status: account.account_review_status.and_then(some),
        business_verification_status: account.business_verification_status.and_then(some),
        messaging_limit: None,
        max_phone_numbers: None,
        template_namespace: account.message_template_namespace.and_then(some),
        ownership_type: account.ownership_type.and_then(some),
        owner: account
            .owner_business_info
            .map(|owner| Business { id: owner.id.and_then(some), name: owner.name.and_then(some) }),
        is_enabled_for_insights: account.is_enabled_for_insights,
        sending: account.health_status.map(read_health),
    }
}

fn read_number(number: PhoneNumber, username: Option<Username>) -> ProviderNumber {
    let (name, status) = username.map_or((number.username, None), |it| (it.username, it.status));
    ProviderNumber {
        display_phone_number: number.display_phone_number.and_then(some),
        verified_name: number.verified_name.and_then(some),
        quality_rating: number.quality_rating.and_then(|rating| some(rating.as_str().to_owned())),
        details: NumberDetails {
            status: number.status.and_then(|status| some(status.as_str().to_owned())),
            name_status: number.name_status.and_then(some),
            requested_name: number
                .new_name_status
                .and_then(some)
                .filter(|status| status != "NONE")
                .map(|status| RequestedName { name: None, status: Some(status), reason: None }),
            code_verification_status: number.code_verification_status.and_then(some),
            platform_type: number.platform_type.and_then(some),
            account_mode: number.account_mode.and_then(some),
            is_official: number.is_official_business_account,
            is_pin_enabled: number.is_pin_enabled,
            is_on_business_app: number.is_on_biz_app,
            throughput_level: number.throughput.and_then(|it| it.level).and_then(some),
            messaging_limit: number.whatsapp_business_manager_messaging_limit.and_then(some),
            username: name.and_then(some),
            username_status: status.and_then(some),
            last_onboarded_at: number.last_onboarded_time.and_then(some),
            sending: number.health_status.map(read_health),
            webhooks: number.webhook_configuration.map(|it| WebhookTargets {
                phone_number: it.phone_number.and_then(some),
                waba: it.whatsapp_business_account.and_then(some),
                app: it.application.and_then(some),
            }),
            refreshed_at: None,
        },
    }
}

fn read_health(health: wire::HealthStatus) -> SendingHealth {
    let word = |availability: Option<wire::Availability>| {
        availability.and_then(|availability| some(availability.as_str().to_owned()))
    };
    SendingHealth {
        can_send: word(health.can_send_message),
        entities: health
            .entities
            .into_iter()
            .map(|entity| HealthEntity {
                kind: entity.entity_type.and_then(some),
                id: entity.id.and_then(some),
                can_send: word(entity.can_send_message),
                can_receive_call_sip: word(entity.can_receive_call_sip),
                errors: entity.errors.into_iter().map(read_health_error).collect(),
                additional_info: entity.additional_info.into_iter().filter_map(some).collect(),
            })
            .collect(),
    }
}

fn read_health_error(error: wire::HealthError) -> HealthError {
    HealthError {
        code: error.error_code,
        description: error.error_description.and_then(some),
        remedy: error.possible_solution.and_then(some),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a5_health_errors_and_unknown_words_of_a_number_are_kept() {
        let number: PhoneNumber = serde_json::from_value(json!({
            "id": "1", "status": "LEVITATING", "quality_rating": "PURPLE", "new_name_status": "NONE",
            "throughput": {"level": "HIGH"}, "whatsapp_business_manager_messaging_limit": "TIER_3M",
            "health_status": {"can_send_message": "BLOCKED", "entities": [
                {"entity_type": "PHONE_NUMBER", "id": "1", "can_send_message": "HAUNTED", "errors": [
                    {"error_code": 141_000, "error_description": "No card", "possible_solution": "Add one"}],
                 "additional_info": ["display name pending"]}]},
        }))
        .unwrap();
        let number = read_number(number, None);
        assert_eq!(number.quality_rating.as_deref(), Some("PURPLE"));
        let details = number.details;
        assert_eq!(details.status.as_deref(), Some("LEVITATING"));
        assert_eq!(details.messaging_limit.as_deref(), Some("TIER_3M"));
        assert_eq!(details.requested_name, None);
        let health = details.sending.unwrap();
        assert_eq!(health.can_send.as_deref(), Some("BLOCKED"));
        assert_eq!(health.entities[0].can_send.as_deref(), Some("HAUNTED"));
        assert_eq!(health.entities[0].errors[0].remedy.as_deref(), Some("Add one"));
        assert_eq!(health.entities[0].additional_info, ["display name pending"]);
    }
}
