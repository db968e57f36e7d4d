//! What is asked of the provider about accounts and numbers.

use domain::account::{NumberDetails, WabaDetails};
use domain::analytics::{MessagePoint, PricingPoint, TemplatePoint};
use domain::id::MetaTemplateId;
use domain::phone_number::NumberAccess;
use domain::profile::{
    BlockOutcome, BlockedPerson, BusinessProfile, CommerceSettings, ComponentsChange,
    ConversationalComponents, ProfileChange, ProfilePicture, QrCode, QrImage,
};
use domain::{Secret, Timestamp, WabaId};

use crate::provider::Answer;

/// A number as the provider has it. Absent: it did not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProviderNumber {
    pub display_phone_number: Option<String>,
    pub verified_name: Option<String>,
    pub quality_rating: Option<String>,
    pub details: NumberDetails,
}

/// Whether our app gets an account's webhooks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subscribed {
    pub is_subscribed: bool,
    pub callback_override: Option<String>,
}

/// Where webhooks go instead of to the app's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callback {
    pub url: String,
    /// The provider shows it when it verifies the address, at once.
    pub verify_token: Secret,
}

/// Accounts and subscriptions. Everything here may be done twice without harm.
pub trait Accounts: Send + Sync {
    fn read_account<'a>(&'a self, access: &'a NumberAccess, waba: &'a WabaId) -> Answer<'a, WabaDetails>;

    fn read_number<'a>(&'a self, access: &'a NumberAccess) -> Answer<'a, ProviderNumber>;

    fn subscription<'a>(&'a self, access: &'a NumberAccess, waba: &'a WabaId) -> Answer<'a, Subscribed>;

    /// Subscribes our app. Without a callback, an override that is there goes.
    fn subscribe<'a>(
        &'a self,
        access: &'a NumberAccess,
        waba: &'a WabaId,
        callback: Option<&'a Callback>,
    ) -> Answer<'a, ()>;

    fn unsubscribe<'a>(&'a self, access: &'a NumberAccess, waba: &'a WabaId) -> Answer<'a, ()>;

    /// Sends one number's webhooks elsewhere; without a callback, to where the account's go.
    fn override_callback<'a>(
        &'a self,
        access: &'a NumberAccess,
        callback: Option<&'a Callback>,
    ) -> Answer<'a, ()>;
}

/// How a number comes to the provider, and leaves.
pub trait Registrar: Send + Sync {
    fn register<'a>(&'a self, access: &'a NumberAccess, pin: &'a Secret) -> Answer<'a, ()>;

    fn deregister<'a>(&'a self, access: &'a NumberAccess) -> Answer<'a, ()>;

    fn set_pin<'a>(&'a self, access: &'a NumberAccess, pin: &'a Secret) -> Answer<'a, ()>;

    /// `by_voice`: called, not written to. `language` like `en_US`.
    fn request_code<'a>(
        &'a self,
        access: &'a NumberAccess,
        by_voice: bool,
        language: &'a str,
    ) -> Answer<'a, ()>;

    fn verify_code<'a>(&'a self, access: &'a NumberAccess, code: &'a Secret) -> Answer<'a, ()>;

    fn request_display_name<'a>(&'a self, access: &'a NumberAccess, name: &'a str) -> Answer<'a, ()>;
}

/// What people see of a number, how they find it, and whom it does not hear.
pub trait Desk: Send + Sync {
    fn profile<'a>(&'a self, access: &'a NumberAccess) -> Answer<'a, BusinessProfile>;

    fn change_profile<'a>(
        &'a self,
        access: &'a NumberAccess,
        change: &'a ProfileChange,
        picture: Option<ProfilePicture>,
    ) -> Answer<'a, ()>;

    /// All of them.
    fn qr_codes<'a>(&'a self, access: &'a NumberAccess) -> Answer<'a, Vec<QrCode>>;

    fn create_qr_code<'a>(
        &'a self,
        access: &'a NumberAccess,
        text: &'a str,
        image: QrImage,
    ) -> Answer<'a, QrCode>;

    fn change_qr_code<'a>(
        &'a self,
        access: &'a NumberAccess,
        code: &'a str,
        text: &'a str,
    ) -> Answer<'a, QrCode>;

    fn delete_qr_code<'a>(&'a self, access: &'a NumberAccess, code: &'a str) -> Answer<'a, ()>;

    /// A page of the block list, and where the next one begins.
    fn blocked<'a>(
        &'a self,
        access: &'a NumberAccess,
        after: Option<&'a str>,
    ) -> Answer<'a, (Vec<BlockedPerson>, Option<String>)>;

    /// Blocks people, or lets them write again, by phone or user id; what became of each, in their order.
    fn change_blocks<'a>(
        &'a self,
        access: &'a NumberAccess,
        people: &'a [String],
        block: bool,
    ) -> Answer<'a, Vec<BlockOutcome>>;

    fn commerce<'a>(&'a self, access: &'a NumberAccess) -> Answer<'a, CommerceSettings>;

    fn change_commerce<'a>(
        &'a self,
        access: &'a NumberAccess,
        settings: &'a CommerceSettings,
    ) -> Answer<'a, ()>;

    fn components<'a>(&'a self, access: &'a NumberAccess) -> Answer<'a, ConversationalComponents>;

    fn change_components<'a>(
        &'a self,
        access: &'a NumberAccess,
        change: &'a ComponentsChange,
    ) -> Answer<'a, ()>;
}

/// Which figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiguresQuery {
    pub waba: WabaId,
    pub from: Timestamp,
    pub to: Timestamp,
    /// The provider's word.
    pub granularity: String,
    /// The provider's names of filters, each with the values that count.
    pub filters: Vec<(String, Vec<String>)>,
}

/// Figures of the provider.
pub trait Figures: Send + Sync {
    fn message_figures<'a>(
        &'a self,
        access: &'a NumberAccess,
        query: &'a FiguresQuery,
    ) -> Answer<'a, Vec<MessagePoint>>;

    fn pricing_figures<'a>(
        &'a self,
        access: &'a NumberAccess,
        query: &'a FiguresQuery,
    ) -> Answer<'a, Vec<PricingPoint>>;

    fn template_figures<'a>(
        &'a self,
        access: &'a NumberAccess,
        query: &'a FiguresQuery,
        templates: &'a [MetaTemplateId],
    ) -> Answer<'a, Vec<TemplatePoint>>;

    /// Has the provider count what becomes of templates. Cannot be taken back.
    fn enable_insights<'a>(&'a self, access: &'a NumberAccess, waba: &'a WabaId) -> Answer<'a, ()>;
}
