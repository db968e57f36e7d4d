//! Business accounts and what hangs on them.

use serde_json::Value;

use super::numbers::HealthStatus;
use crate::limits::Checker;
use crate::outbound::Violations;
use crate::wire_enum::wire_enum;
use crate::wire_struct::wire_struct;

wire_struct! {
    /// A WhatsApp business account.
    pub struct BusinessAccount {
        id: Option<String>,
        name: Option<String>,
        currency: Option<String>,
        timezone_id: Option<String>,
        country: Option<String>,
        message_template_namespace: Option<String>,
        status: Option<String>,
        account_review_status: Option<String>,
        business_verification_status: Option<String>,
        ownership_type: Option<String>,
        owner_business_info: Option<BusinessInfo>,
        on_behalf_of_business_info: Option<BusinessInfo>,
        is_enabled_for_insights: Option<bool>,
        marketing_messages_onboarding_status: Option<String>,
        disable_marketing_messages_on_cloud_api: Option<bool>,
        health_status: Option<HealthStatus>,
    }
    /// A business portfolio.
    pub struct BusinessInfo {
        id: Option<String>,
        name: Option<String>,
    }
    /// An app that gets an account's webhooks.
    pub struct SubscribedApp {
        whatsapp_business_api_data: Option<AppInfo>,
        override_callback_uri: Option<String>,
    }
    /// An app.
    pub struct AppInfo {
        id: Option<String>,
        name: Option<String>,
        link: Option<String>,
    }
    /// A number's profile. Only what is given is changed.
    pub struct BusinessProfile {
        /// 1 to 139 characters.
        about: Option<String>,
        /// At most 256 characters.
        address: Option<String>,
        /// At most 512 characters.
        description: Option<String>,
        /// At most 128 characters.
        email: Option<String>,
        profile_picture_url: Option<String>,
        /// Of an upload; for changing the picture.
        profile_picture_handle: Option<String>,
        /// At most 2; an empty list removes them.
        websites: Option<Vec<String>>,
        vertical: Option<Vertical>,
    }
    /// Whether a number has a basket, and shows its catalogue.
    pub struct CommerceSettings {
        id: Option<String>,
        is_cart_enabled: Option<bool>,
        is_catalog_visible: Option<bool>,
    }
    /// A link that opens the chat with a text in the composer.
    pub struct QrCode {
        code: Option<String>,
        /// At most 140 characters.
        prefilled_message: Option<String>,
        deep_link_url: Option<String>,
        qr_image_url: Option<String>,
    }
    /// The answer to blocking and unblocking.
    pub struct BlockAnswer {
        block_users: Option<BlockOutcome>,
    }
    /// Who was blocked or unblocked, and who was not.
    pub struct BlockOutcome {
        added_users: Vec<BlockedUser>,
        removed_users: Vec<BlockedUser>,
        failed_users: Vec<BlockedUser>,
    }
    /// A person on, or not on, the block list.
    pub struct BlockedUser {
        input: Option<String>,
        wa_id: Option<String>,
        user_id: Option<String>,
        errors: Vec<Value>,
    }
}

wire_enum! {
    /// What a business does.
    pub enum Vertical {
        Undefined = "UNDEFINED",
        Other = "OTHER",
        Auto = "AUTO",
        Beauty = "BEAUTY",
        Apparel = "APPAREL",
        Education = "EDU",
        Entertainment = "ENTERTAIN",
        EventPlanning = "EVENT_PLAN",
        Finance = "FINANCE",
        Grocery = "GROCERY",
        Government = "GOVT",
        Hotel = "HOTEL",
        Health = "HEALTH",
        Nonprofit = "NONPROFIT",
        ProfessionalServices = "PROF_SERVICES",
        Retail = "RETAIL",
        Travel = "TRAVEL",
        Restaurant = "RESTAURANT",
        Alcohol = "ALCOHOL",
        OnlineGambling = "ONLINE_GAMBLING",
        PhysicalGambling = "PHYSICAL_GAMBLING",
        OtcDrugs = "OTC_DRUGS",
        NotABusiness = "NOT_A_BIZ",
    }
}

impl BusinessProfile {
    /// The value of `fields=` that fills this struct.
    pub const FIELDS: &str = "about,address,description,email,profile_picture_url,websites,vertical";

    /// Whether Meta would take it.
    pub fn check(&self) -> Result<(), Violations> {
        let mut c = Checker::default();
        c.opt_length("about", self.about.as_deref(), 1..=139);
        c.opt_length("address", self.address.as_deref(), 0..=256);
        c.opt_length("description", self.description.as_deref(), 0..=512);
        c.opt_length("email", self.email.as_deref(), 0..=128);
        let websites = self.websites.as_deref().unwrap_or_default();
        c.count("websites", websites.len(), 0..=2);
        for (i, website) in websites.iter().enumerate() {
            c.length(format!("websites[{i}]"), website, 1..=256);
            c.web_address(format!("websites[{i}]"), website);
        }
        c.done()
    }
}
