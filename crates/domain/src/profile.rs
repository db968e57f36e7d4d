//! What people see of a number, how they find it, and whom it does not hear.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::ContactId;

/// Most characters of the parts of a profile.
pub const ABOUT_LIMIT: usize = 139;
pub const ADDRESS_LIMIT: usize = 256;
pub const DESCRIPTION_LIMIT: usize = 512;
pub const EMAIL_LIMIT: usize = 128;
pub const WEBSITE_LIMIT: usize = 256;
/// Most websites of a profile.
pub const WEBSITES_LIMIT: usize = 2;
/// Most bytes of a picture.
pub const PICTURE_LIMIT: i64 = 5 * 1024 * 1024;
/// Least pixels of a picture's side.
pub const PICTURE_SIDE: u32 = 192;
/// Most characters of the text behind a QR code.
pub const QR_TEXT_LIMIT: usize = 140;
/// Most prompts, and most characters of one.
pub const PROMPTS_LIMIT: usize = 4;
pub const PROMPT_LIMIT: usize = 80;
/// Most commands, and most characters of their parts.
pub const COMMANDS_LIMIT: usize = 30;
pub const COMMAND_NAME_LIMIT: usize = 32;
pub const COMMAND_DESCRIPTION_LIMIT: usize = 256;
/// Most people that are blocked or unblocked at once.
pub const BLOCKS_LIMIT: usize = 100;
/// Most characters of a callback address.
pub const CALLBACK_LIMIT: usize = 200;

/// What a business may say it does.
pub const VERTICALS: [&str; 23] = [
    "UNDEFINED",
    "OTHER",
    "AUTO",
    "BEAUTY",
    "APPAREL",
    "EDU",
    "ENTERTAIN",
    "EVENT_PLAN",
    "FINANCE",
    "GROCERY",
    "GOVT",
    "HOTEL",
    "HEALTH",
    "NONPROFIT",
    "PROF_SERVICES",
    "RETAIL",
    "TRAVEL",
    "RESTAURANT",
    "NOT_A_BIZ",
    "ALCOHOL",
    "ONLINE_GAMBLING",
    "PHYSICAL_GAMBLING",
    "OTC_DRUGS",
];

/// What people see when they open a number's profile.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct BusinessProfile {
    pub about: Option<String>,
    pub address: Option<String>,
    pub description: Option<String>,
    pub email: Option<String>,
    pub websites: Vec<String>,
    /// What the business does: `RETAIL`, `HOTEL`, …
    pub vertical: Option<String>,
    /// At the provider; for a while.
    pub picture_url: Option<String>,
}

/// What to change of a profile. Absent: stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProfileChange {
    pub about: Option<String>,
    pub address: Option<String>,
    pub description: Option<String>,
    pub email: Option<String>,
    pub websites: Option<Vec<String>>,
    pub vertical: Option<String>,
}

/// A picture on its way into a profile.
#[derive(Clone, PartialEq, Eq)]
pub struct ProfilePicture {
    /// `image/jpeg` or `image/png`.
    pub mime_type: String,
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for ProfilePicture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ProfilePicture({}, {} bytes)", self.mime_type, self.bytes.len())
    }
}

/// A link that opens the chat with a text in the composer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QrCode {
    pub code: String,
    pub prefilled_message: String,
    pub deep_link_url: Option<String>,
    /// At the provider; only told when the code is made.
    pub image_url: Option<String>,
}

/// The format of a QR code's picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum QrImage {
    #[default]
    Png,
    Svg,
}

/// Whether a number has a basket, and shows its catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommerceSettings {
    /// Absent in a change: stays.
    #[serde(default)]
    pub is_cart_enabled: Option<bool>,
    /// Absent in a change: stays.
    #[serde(default)]
    pub is_catalog_visible: Option<bool>,
}

/// What people are offered when they open the chat.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConversationalComponents {
    pub is_welcome_message_enabled: Option<bool>,
    /// At most 4 of 80 characters.
    pub prompts: Vec<String>,
    /// At most 30.
    pub commands: Vec<BotCommand>,
}

/// What to change of it. Absent: stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComponentsChange {
    pub is_welcome_message_enabled: Option<bool>,
    pub prompts: Option<Vec<String>>,
    pub commands: Option<Vec<BotCommand>>,
}

/// What stands behind a slash.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BotCommand {
    /// Without the slash; at most 32 characters.
    pub name: String,
    /// At most 256 characters.
    pub description: String,
}

/// Somebody on a number's block list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BlockedPerson {
    /// Digits.
    pub wa_id: Option<String>,
    pub user_id: Option<String>,
    /// The contact that this is, if we know them.
    pub contact_id: Option<ContactId>,
}

/// What became of blocking or unblocking one person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BlockOutcome {
    /// A phone number or user id, as it was handed to the provider.
    pub input: String,
    pub ok: bool,
    /// Why not.
    pub error: Option<crate::message::MessageError>,
}
