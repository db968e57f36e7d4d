//! Tokens, business accounts, subscriptions, profile, QR codes, blocked people.

use cloud_api_types::graph::accounts::{
    BlockAnswer, BlockedUser, BusinessAccount, BusinessProfile, CommerceSettings, QrCode, SubscribedApp,
};
use cloud_api_types::graph::{DebugToken, DebugTokenResponse, Page};
use reqwest::Method;
use serde_json::{Value, json};

use super::{Client, ForWhatsApp, after, answer, outcome, succeed};
use crate::error::Error;
use crate::token::AccessToken;

/// A person on a block list, or on the way there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockUser<'a> {
    /// By its phone number, in any spelling.
    Phone(&'a str),
    /// By its business-scoped user id.
    UserId(&'a str),
}

fn by_phone<'a>(phones: &[&'a str]) -> Vec<BlockUser<'a>> {
    phones.iter().map(|phone| BlockUser::Phone(phone)).collect()
}

impl Client {
    /// What Meta knows about `input`. This client's own token must be the app's ([`AccessToken::of_app`]).
    pub async fn debug_token(&self, input: &AccessToken) -> Result<DebugToken, Error> {
        let call = self.call(Method::GET, &["debug_token"]).query(&[("input_token", input.reveal())]);
        answer(call, |_: &DebugTokenResponse| true).await.map(|response| response.data)
    }

    /// Subscribes this token's app to a business account. Without it no webhook ever comes.
    pub async fn subscribe_app(&self, waba_id: &str) -> Result<(), Error> {
        succeed(self.call(Method::POST, &[waba_id, "subscribed_apps"])).await
    }

    /// As [`Self::subscribe_app`], with a callback of its own, which Meta verifies at once. Without one, an
    /// older one goes.
    pub async fn subscribe_app_at(&self, waba_id: &str, callback: Option<(&str, &str)>) -> Result<(), Error> {
        let body = match callback {
            Some((url, verify_token)) => {
                json!({ "override_callback_uri": url, "verify_token": verify_token })
            }
            None => json!({}),
        };
        self.order(Method::POST, &[waba_id, "subscribed_apps"], &body).await
    }

    /// Ends the subscription of this token's app.
    pub async fn unsubscribe_app(&self, waba_id: &str) -> Result<(), Error> {
        succeed(self.call(Method::DELETE, &[waba_id, "subscribed_apps"])).await
    }

    /// The apps that get an account's webhooks.
    pub async fn subscribed_apps(&self, waba_id: &str) -> Result<Page<SubscribedApp>, Error> {
        self.ask(Method::GET, &[waba_id, "subscribed_apps"], &[]).await
    }

    /// A business account.
    pub async fn business_account(&self, waba_id: &str) -> Result<BusinessAccount, Error> {
        let fields = "id,name,currency,timezone_id,country,message_template_namespace,status,\
            account_review_status,business_verification_status,ownership_type,owner_business_info,is_enabled_for_insights,health_status";
        self.ask(Method::GET, &[waba_id], &[("fields", fields)]).await
    }

    /// Lets Meta count what becomes of templates. Cannot be taken back.
    pub async fn enable_insights(&self, waba_id: &str) -> Result<(), Error> {
        let _account: BusinessAccount =
            self.tell(Method::POST, &[waba_id], &json!({ "is_enabled_for_insights": true })).await?;
        Ok(())
    }

    /// A number's profile.
    pub async fn profile(&self, phone_number_id: &str) -> Result<BusinessProfile, Error> {
        let path = [phone_number_id, "whatsapp_business_profile"];
        let page: Page<BusinessProfile> =
            self.ask(Method::GET, &path, &[("fields", BusinessProfile::FIELDS)]).await?;
        Ok(page.data.into_iter().next().unwrap_or_default())
    }

    /// Changes what is given of a number's profile.
    pub async fn change_profile(
        &self,
        phone_number_id: &str,
        profile: &BusinessProfile,
    ) -> Result<(), Error> {
        let path = [phone_number_id, "whatsapp_business_profile"];
        self.order(Method::POST, &path, &ForWhatsApp::of(profile)).await
    }

    /// Whether a number has a basket, and shows its catalogue.
    pub async fn commerce_settings(&self, phone_number_id: &str) -> Result<CommerceSettings, Error> {
        let path = [phone_number_id, "whatsapp_commerce_settings"];
        let page: Page<CommerceSettings> = self.ask(Method::GET, &path, &[]).await?;
        Ok(page.data.into_iter().next().unwrap_or_default())
    }

    /// Changes what is given.
    pub async fn change_commerce_settings(
        &self,
        phone_number_id: &str,
        settings: &CommerceSettings,
    ) -> Result<(), Error> {
        self.order(Method::POST, &[phone_number_id, "whatsapp_commerce_settings"], settings).await
    }

    /// A number's QR codes.
    pub async fn qr_codes(&self, phone_number_id: &str) -> Result<Page<QrCode>, Error> {
        self.ask(Method::GET, &[phone_number_id, "message_qrdls"], &[]).await
    }

    /// A page of a number's QR codes.
    pub async fn qr_codes_after(
        &self,
        phone_number_id: &str,
        cursor: Option<&str>,
    ) -> Result<Page<QrCode>, Error> {
        self.ask(Method::GET, &[phone_number_id, "message_qrdls"], &after(cursor)).await
    }

    /// One of a number's QR codes.
    pub async fn qr_code(&self, phone_number_id: &str, code: &str) -> Result<Option<QrCode>, Error> {
        let page: Page<QrCode> =
            self.ask(Method::GET, &[phone_number_id, "message_qrdls", code], &[]).await?;
        Ok(page.data.into_iter().next())
    }

    /// Makes a QR code. `image` is `PNG` or `SVG`.
    pub async fn create_qr_code(
        &self,
        phone_number_id: &str,
        prefilled_message: &str,
        image: &str,
    ) -> Result<QrCode, Error> {
        let body = json!({ "prefilled_message": prefilled_message, "generate_qr_image": image });
        self.tell(Method::POST, &[phone_number_id, "message_qrdls"], &body).await
    }

    /// Changes the text of a QR code.
    pub async fn change_qr_code(
        &self,
        phone_number_id: &str,
        code: &str,
        prefilled_message: &str,
    ) -> Result<QrCode, Error> {
        let body = json!({ "code": code, "prefilled_message": prefilled_message });
        self.tell(Method::POST, &[phone_number_id, "message_qrdls"], &body).await
    }

    /// Removes a QR code.
    pub async fn delete_qr_code(&self, phone_number_id: &str, code: &str) -> Result<(), Error> {
        succeed(self.call(Method::DELETE, &[phone_number_id, "message_qrdls", code])).await
    }

    /// A page of the block list.
    pub async fn blocked_users(
        &self,
        phone_number_id: &str,
        cursor: Option<&str>,
    ) -> Result<Page<BlockedUser>, Error> {
        self.ask(Method::GET, &[phone_number_id, "block_users"], &after(cursor)).await
    }

    /// Blocks people, by phone. Only who wrote within a day can be blocked; the answer tells who was not.
    pub async fn block_users(&self, phone_number_id: &str, phones: &[&str]) -> Result<BlockAnswer, Error> {
        self.block(phone_number_id, &by_phone(phones)).await
    }

    /// Lets people write again.
    pub async fn unblock_users(&self, phone_number_id: &str, phones: &[&str]) -> Result<BlockAnswer, Error> {
        self.unblock(phone_number_id, &by_phone(phones)).await
    }

    /// As [`Self::block_users`], by phone or user id.
    pub async fn block(&self, phone_number_id: &str, people: &[BlockUser<'_>]) -> Result<BlockAnswer, Error> {
        self.change_blocks(Method::POST, phone_number_id, people).await
    }

    /// As [`Self::unblock_users`], by phone or user id.
    pub async fn unblock(
        &self,
        phone_number_id: &str,
        people: &[BlockUser<'_>],
    ) -> Result<BlockAnswer, Error> {
        self.change_blocks(Method::DELETE, phone_number_id, people).await
    }

    async fn change_blocks(
        &self,
        method: Method,
        phone_number_id: &str,
        people: &[BlockUser<'_>],
    ) -> Result<BlockAnswer, Error> {
        let user = |person: &BlockUser<'_>| match person {
            BlockUser::Phone(phone) => json!({ "user": phone }),
            BlockUser::UserId(id) => json!({ "user_id": id }),
        };
        let users: Vec<Value> = people.iter().map(user).collect();
        let body = json!({ "messaging_product": "whatsapp", "block_users": users });
        let call = self.call(method, &[phone_number_id, "block_users"]).json(&body);
        outcome(call, |answer: &BlockAnswer| answer.block_users.is_some()).await
    }
}
