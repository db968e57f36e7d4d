//! The format of a world file.

use serde::{Deserialize, Serialize};

use crate::settings::Settings;

/// Everything that exists at the start.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct World {
    pub apps: Vec<App>,
    pub businesses: Vec<Business>,
    pub tokens: Vec<Token>,
    pub customers: Vec<Customer>,
    /// Uploaded files that are there from the start, each with a sample inside.
    pub media: Vec<MediaFile>,
    pub flows: Vec<FlowFile>,
    /// What customers wrote before the start.
    pub messages: Vec<ToldMessage>,
    pub settings: Settings,
}

impl World {
    /// The first number with its business account, which is all there is in a small world.
    pub fn first_number(&self) -> Option<(&Waba, &Number)> {
        let wabas = self.businesses.iter().flat_map(|business| &business.wabas);
        wabas.into_iter().find_map(|waba| waba.numbers.first().map(|number| (waba, number)))
    }
}

/// A Meta app: what signs webhooks.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct App {
    pub app_id: String,
    #[serde(default)]
    pub name: String,
    /// Signs the webhooks.
    pub app_secret: String,
    /// Calls need `appsecret_proof`. A wrong one is always refused.
    #[serde(default)]
    pub requires_proof: bool,
    /// What the owner of the app would type into Meta's form. The simulator itself does not use it.
    #[serde(default)]
    pub verify_token: String,
    /// Where webhooks go. Usually set later, by `POST /{app}/subscriptions`.
    #[serde(default)]
    pub callback_url: Option<String>,
    /// The subscribed fields; with a `callback_url` and none given: `messages`.
    #[serde(default)]
    pub fields: Vec<String>,
}

/// A business portfolio.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Business {
    pub id: String,
    pub name: String,
    /// People whom it may address within a day: `TIER_250`, `TIER_2K`, `TIER_10K`, `TIER_100K`, `TIER_UNLIMITED`.
    #[serde(default = "two_thousand")]
    pub messaging_limit: String,
    #[serde(default)]
    pub wabas: Vec<Waba>,
}

/// A WhatsApp business account.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waba {
    pub id: String,
    pub name: String,
    #[serde(default = "usd")]
    pub currency: String,
    #[serde(default = "one")]
    pub timezone_id: String,
    /// Apps that get this account's webhooks.
    #[serde(default)]
    pub subscribed_apps: Vec<String>,
    #[serde(default)]
    pub numbers: Vec<Number>,
    #[serde(default)]
    pub templates: Vec<Template>,
}

/// A business phone number.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Number {
    pub phone_number_id: String,
    /// As people write it, with `+` and country code.
    pub display_phone_number: String,
    pub verified_name: String,
    #[serde(default = "green")]
    pub quality_rating: String,
    /// Only a `CONNECTED` number can send.
    #[serde(default = "connected")]
    pub status: String,
    /// Messages a second: `STANDARD` (80) or `HIGH` (1,000).
    #[serde(default = "standard")]
    pub throughput: String,
    /// An official business account; only these have groups.
    #[serde(default)]
    pub is_official: bool,
    /// Also used on the WhatsApp Business app (coexistence): 20 messages a second, and never deregistered.
    #[serde(default)]
    pub is_on_biz_app: bool,
    /// The PIN of two-step verification, if it is set.
    #[serde(default)]
    pub pin: Option<String>,
    /// A test number may write to these only.
    #[serde(default)]
    pub allowed_recipients: Option<Vec<String>>,
}

/// An uploaded file that never expires.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediaFile {
    pub id: String,
    pub phone_number_id: String,
    pub mime_type: String,
}

/// A Flow.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlowFile {
    pub id: String,
    pub waba_id: String,
    pub name: String,
    #[serde(default = "draft")]
    pub status: String,
}

/// A text that a customer wrote before the start.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToldMessage {
    pub id: String,
    pub phone_number_id: String,
    /// In international form.
    pub customer: String,
    pub text: String,
    /// Absent: at the start.
    #[serde(default)]
    pub at: Option<jiff::Timestamp>,
}

/// A message template.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    pub id: String,
    pub name: String,
    pub language: String,
    #[serde(default = "approved")]
    pub status: String,
    #[serde(default = "utility")]
    pub category: String,
    /// `POSITIONAL` or `NAMED`.
    #[serde(default = "positional")]
    pub parameter_format: String,
    /// As in Meta's template JSON.
    #[serde(default)]
    pub components: Vec<serde_json::Value>,
}

/// An access token.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    pub token: String,
    pub app_id: String,
    #[serde(default)]
    pub kind: TokenKind,
    /// The permissions.
    #[serde(default = "all_scopes")]
    pub scopes: Vec<String>,
    /// The business accounts it may use; absent: all.
    #[serde(default)]
    pub waba_ids: Option<Vec<String>>,
    /// Absent: never.
    #[serde(default)]
    pub expires_at: Option<jiff::Timestamp>,
}

/// What sort of token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    #[default]
    SystemUser,
    User,
}

/// A person with a phone.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    /// In international form.
    pub phone: String,
    pub name: String,
    #[serde(default)]
    pub username: Option<String>,
    /// Business-scoped user id; made from the phone when absent.
    #[serde(default)]
    pub user_id: Option<String>,
    /// The business never learns the phone.
    #[serde(default)]
    pub phone_hidden: bool,
    #[serde(default = "yes")]
    pub online: bool,
    #[serde(default = "yes")]
    pub read_receipts: bool,
    /// Has blocked the business.
    #[serde(default)]
    pub blocked: bool,
}

fn yes() -> bool {
    true
}
fn usd() -> String {
    "USD".to_owned()
}
fn one() -> String {
    "1".to_owned()
}
fn two_thousand() -> String {
    "TIER_2K".to_owned()
}
fn standard() -> String {
    "STANDARD".to_owned()
}
fn green() -> String {
    "GREEN".to_owned()
}
fn connected() -> String {
    "CONNECTED".to_owned()
}
fn approved() -> String {
    "APPROVED".to_owned()
}
fn draft() -> String {
    "DRAFT".to_owned()
}
fn positional() -> String {
    "POSITIONAL".to_owned()
}
fn utility() -> String {
    "UTILITY".to_owned()
}
fn all_scopes() -> Vec<String> {
    ["whatsapp_business_management", "whatsapp_business_messaging"].map(str::to_owned).to_vec()
}
